#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

/// Texts of a few letters, many of them empty.
Tensor randomTexts(std::int64_t count) {
    std::vector<std::string> texts;
    for (std::int64_t i = 0; i < count; ++i)
        texts.push_back(*rc::gen::container<std::string>(rc::gen::element('a', 'b', ' ', '.')));
    return fromBuffer(texts, {count});
}

std::int64_t draw(std::int64_t from, std::int64_t below) {
    return *rc::gen::inRange(from, below);
}

} // namespace

class TestStringProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void nGrams() {
        holds("stringNGrams", [] {
            std::vector<std::int32_t> splits{0};
            for (std::int64_t rows = draw(0, 5); rows > 0; --rows)
                splits.push_back(splits.back() + static_cast<std::int32_t>(draw(0, 6)));
            std::vector<std::int64_t> widths;
            for (std::int64_t kinds = draw(0, 3); kinds > 0; --kinds)
                widths.push_back(draw(1, 6));
            const string::NGramOptions options{
                .separator = "|",
                .nGramWidths = widths,
                .leftPad = "L",
                .rightPad = "RR",
                .padWidth = draw(-1, 4),
                .preserveShortSequences = draw(0, 2) == 0};
            const Tensors inputs{
                randomTexts(splits.back()),
                fromBuffer(splits, {static_cast<std::int64_t>(splits.size())})};
            agree(
                [=](const Tensors& xs) {
                    return string::stringNGrams(xs[0], xs[1], options).nGrams;
                },
                inputs);
            agree(
                [=](const Tensors& xs) {
                    return string::stringNGrams(xs[0], xs[1], options).nGramsSplits;
                },
                inputs);
        });
    }

    void parts() {
        holds("stringSplit", [] {
            const Tensor input = randomTexts(draw(0, 6));
            const std::string delimiter = *rc::gen::element<std::string>("", " ", " .", "a");
            const bool skipEmpty = draw(0, 2) == 0;
            for (const auto part :
                 {&string::Parts::indices, &string::Parts::values, &string::Parts::shape}) {
                agree(
                    [=](const Tensors& xs) {
                        return string::stringSplit(xs[0], delimiter, skipEmpty).*part;
                    },
                    {input});
            }
        });
    }

    void buckets() {
        holds("stringToHashBucketFast", [] {
            const std::int64_t count = *rc::gen::element<std::int64_t>(1, 7, 1LL << 31, 1LL << 40);
            agree(
                [=](const Tensors& xs) { return string::stringToHashBucketFast(xs[0], count); },
                {randomTexts(draw(0, 6))});
        });
    }

    void replacing() {
        holds("staticRegexReplace", [] {
            const std::string pattern =
                *rc::gen::element<std::string>("a", "", "a*b", "(a|b)+", "\\s");
            const bool everywhere = draw(0, 2) == 0;
            agree(
                [=](const Tensors& xs) {
                    return string::staticRegexReplace(xs[0], pattern, "<$&$1>", everywhere);
                },
                {randomTexts(draw(0, 6))});
        });
    }
};

QTEST_APPLESS_MAIN(TestStringProperties)
#include "tst_string_properties.moc"
