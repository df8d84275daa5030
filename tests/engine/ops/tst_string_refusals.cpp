#include "engine/api/start.h"
#include "engine/ops/fingerprint.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>

using namespace tp;
using namespace tp::string;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

/// Bytes without a period, of any length.
std::string bytes(std::size_t size) {
    std::string text;
    for (std::size_t i = 0; i < size; ++i)
        text += static_cast<char>('!' + (i * 7 + size) % 90);
    return text;
}

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What string ops refuse, and fingerprints that TensorFlow.js computes.
class TestStringRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const Tensor words = tensor({"a", "b"});
        static const std::string catastrophe = std::string(40, 'a') + '!';
        static const Refusal kRows[] = {
            {"stringNGrams of numbers",
             [] {
                 stringNGrams(ints({1}), ints({0, 1}), {});
             },
             "StringNGrams: the input data must be string, but it is int32."},
            {"stringNGrams with fractional splits",
             [] {
                 stringNGrams(words, tensor({0, 2}), {});
             },
             "StringNGrams: the input dataSplits must be int32, but it is float32."},
            {"stringNGrams of a single text",
             [] {
                 stringNGrams(scalar(std::string("a")), ints({0, 1}), {});
             },
             "stringNGrams: the words must be a vector, not of shape []."},
            {"stringNGrams, splits that do not begin",
             [] {
                 stringNGrams(words, ints({1, 2}), {});
             },
             "stringNGrams: the splits must begin with 0 and end with the 2 words, but they go "
             "from 1 to 2."},
            {"stringNGrams, splits that do not end",
             [] {
                 stringNGrams(words, ints({0, 3}), {});
             },
             "stringNGrams: the splits must begin with 0 and end with the 2 words, but they go "
             "from 0 to 3."},
            {"stringNGrams, splits that descend",
             [] {
                 stringNGrams(words, ints({0, 2, 1, 2}), {});
             },
             "stringNGrams: splits must ascend, but 1 comes after 2."},
            {"stringNGrams of no words",
             [] {
                 stringNGrams(words, ints({0, 2}), {.nGramWidths = {0}});
             },
             "stringNGrams: a width must be between 1 and 1048576, but one is 0."},
            {"stringNGrams padded by less than nothing",
             [] {
                 stringNGrams(words, ints({0, 2}), {.padWidth = -2});
             },
             "stringNGrams: the pad width must be between -1 and 1048576, but it is -2."},
            {"stringNGrams of very many words",
             [] {
                 stringNGrams(words, ints({0, 2}), {.nGramWidths = {1 << 20}, .padWidth = -1});
             },
             "stringNGrams: n-grams of more than 268435456 words in all are too many."},
            {"stringSplit of a matrix",
             [] {
                 stringSplit(reshape(words, {1, 2}), " ");
             },
             "stringSplit: the texts must be a vector, but they have shape [1, 2]."},
            {"stringSplit at several delimiters",
             [] { stringSplit(words, words); },
             "stringSplit: the delimiter must be a single text, but it has shape [2]."},
            {"stringToHashBucketFast without buckets",
             [] { stringToHashBucketFast(words, 0); },
             "stringToHashBucketFast: there must be at least one bucket, but there are 0."},
            {"staticRegexReplace of numbers",
             [] { staticRegexReplace(ints({1}), "a", "b"); },
             "StaticRegexReplace: the input x must be string, but it is int32."},
            {"staticRegexReplace, a faulty pattern",
             [] { staticRegexReplace(words, "a(b", ""); },
             "The pattern \"a(b\" is faulty at position 3: missing closing parenthesis."},
            {"staticRegexReplace, a pattern that takes years",
             [] { staticRegexReplace(tensor({catastrophe}), "^(a+)+$", ""); },
             "The search for a pattern in a text of 41 letters was given up: match limit "
             "exceeded."},
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : kRows)
            QTest::newRow(row.name) << &row;
    }
    void message() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }

    void longTextsAreSearched() {
        const std::string text = std::string(200'000, 'x') + "y";
        const Tensor found = staticRegexReplace(tensor({text}), "(?:x|z)*(y)", "$1");
        QCOMPARE(found.scalar<std::string>(), std::string("y"));
    }

    void fingerprints_data() {
        QTest::addColumn<int>("size");
        QTest::addColumn<quint64>("fingerprint");
        // The recipe changes at 4, 8, 17, 33, 65 bytes and with each block of 64.
        const std::pair<int, quint64> kKnown[] = {
            {0, 0x9ae16a3b2f90404fU},   {1, 0xe27d7dae156f771aU},   {2, 0xad2a382242cd6af5U},
            {3, 0x3ad05575511f9ca1U},   {4, 0x80a76991a7c40cffU},   {7, 0x7d710a3b2fa44da4U},
            {8, 0x1a12ce98d9cbdbeeU},   {15, 0xfa63e2d3aa31983U},   {16, 0x8346e3580dd954c5U},
            {17, 0x99ee49a5257af5f8U},  {31, 0x2d706d20656e3149U},  {32, 0xd5ba0de900d0c323U},
            {33, 0xb80a68ec662832ccU},  {50, 0x5dd1364c0076a690U},  {63, 0x76c52f7419380d38U},
            {64, 0xa67a093fbd97fc52U},  {65, 0x9e5f1dcb03af2170U},  {127, 0x9d5734eda0f67747U},
            {128, 0x796e701d9f8fe7b9U}, {129, 0x69f69ade0ac011feU}, {200, 0xb55b9e6e438c1411U},
            {255, 0x8ea78d5ad59ecf0fU}, {256, 0x69bc1bdb2dae56b6U}, {1000, 0x910d6407027f6b70U},
        };
        for (const auto& [size, fingerprint] : kKnown)
            QTest::addRow("%d bytes", size) << size << fingerprint;
    }
    void fingerprints() {
        QFETCH(int, size);
        QFETCH(quint64, fingerprint);
        QCOMPARE(quint64(fingerprint64(bytes(static_cast<std::size_t>(size)))), fingerprint);
    }
};

QTEST_APPLESS_MAIN(TestStringRefusals)
#include "tst_string_refusals.moc"
