#include "engine/ops/strings.h"

#include "engine/ops/creation.h"
#include "engine/ops/register.h"
#include "engine/ops/regular_expression.h"
#include "engine/ops/string_rules.h"

#include <limits>

namespace tp {

namespace {

constexpr std::int64_t kMostSplits = std::numeric_limits<std::int32_t>::max();

void checkTexts(const OpCall& call, std::size_t input) {
    checkDType(call, input, {DType::String});
}

void checkWordSplits(const Tensor& splits, std::int64_t words) {
    check(
        splits.rank() == 1,
        "stringNGrams: the splits must be a vector, but they have shape %1.",
        splits.shape());
    const auto numbers = splits.values<std::int32_t>();
    if (numbers.empty())
        return;
    check(
        numbers.front() == 0 && numbers.back() == words,
        "stringNGrams: the splits must begin with 0 and end with the %1 words, but they go from %2 "
        "to %3.",
        words,
        numbers.front(),
        numbers.back());
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        check(
            numbers[i - 1] <= numbers[i],
            "stringNGrams: splits must ascend, but %1 comes after %2.",
            numbers[i],
            numbers[i - 1]);
    }
}

/// How many n-grams all rows give.
std::int64_t countNGrams(const OpCall& call) {
    const NGramRule rule(call);
    const auto splits = call.input(1).values<std::int32_t>();
    std::int64_t count = 0;
    std::int64_t words = 0;
    for (std::size_t row = 0; row + 1 < splits.size(); ++row) {
        for (const auto& kind : rule.kindsOf(splits[row + 1] - splits[row])) {
            count += kind.count;
            words += kind.count * kind.width;
            constexpr std::int64_t kMostWords = std::int64_t{1} << 28;
            check(
                words <= kMostWords && count <= kMostSplits,
                "stringNGrams: n-grams of more than %1 words in all are too many.",
                kMostWords);
        }
    }
    return count;
}

const Op kStringNGrams = {
    .name = "StringNGrams",
    .doc = "All runs of neighbouring words in rows of words, joined.",
    .formula = "y[i] = data[i] + separator + data[i + 1] + …",
    .inputs = {"data", "dataSplits"},
    .attrs =
        {{"separator", std::string()},
         {"nGramWidths", Ints{}},
         {"leftPad", std::string()},
         {"rightPad", std::string()},
         {"padWidth", std::int64_t{0}},
         {"preserveShortSequences", false}},
    .infer = [](const OpCall& call) -> Specs {
        checkTexts(call, 0);
        checkDType(call, 1, {DType::Int32});
        const Shape& words = call.input(0).shape();
        check(
            words.rank() == 1, "stringNGrams: the words must be a vector, not of shape %1.", words);
        checkWordSplits(call.input(1), words[0]);
        constexpr std::int64_t kWidest = 1 << 20;
        for (const std::int64_t width : call.attr<Ints>("nGramWidths")) {
            check(
                width >= 1 && width <= kWidest,
                "stringNGrams: a width must be between 1 and %1, but one is %2.",
                kWidest,
                width);
        }
        const auto padWidth = call.attr<std::int64_t>("padWidth");
        check(
            padWidth >= -1 && padWidth <= kWidest,
            "stringNGrams: the pad width must be between -1 and %1, but it is %2.",
            kWidest,
            padWidth);
        const std::int64_t count = words[0] == 0 ? 0 : countNGrams(call);
        return {{DType::String, {count}}, {DType::Int32, call.input(1).shape()}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kStringSplit = {
    .name = "StringSplit",
    .doc = "The parts of texts between delimiters, as a sparse tensor.",
    .formula = "row i = the parts of input[i]",
    .inputs = {"input", "delimiter"},
    .attrs = {{"skipEmpty", true}},
    .infer = [](const OpCall& call) -> Specs {
        checkTexts(call, 0);
        checkTexts(call, 1);
        check(
            call.input(0).rank() == 1,
            "stringSplit: the texts must be a vector, but they have shape %1.",
            call.input(0).shape());
        check(
            call.input(1).rank() == 0,
            "stringSplit: the delimiter must be a single text, but it has shape %1.",
            call.input(1).shape());
        return {};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kStringToHashBucketFast = {
    .name = "StringToHashBucketFast",
    .doc = "A number for each text, the same wherever the text is the same.",
    .formula = "y = fingerprint64(input) mod numBuckets",
    .inputs = {"input"},
    .attrs = {{"numBuckets", std::int64_t{1}}},
    .infer = [](const OpCall& call) -> Specs {
        checkTexts(call, 0);
        const auto buckets = call.attr<std::int64_t>("numBuckets");
        check(
            buckets >= 1,
            "stringToHashBucketFast: there must be at least one bucket, but there are %1.",
            buckets);
        return {{DType::Int32, call.input(0).shape()}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

const Op kStaticRegexReplace = {
    .name = "StaticRegexReplace",
    .doc = "Texts with what a regular expression matches replaced.",
    .formula = "y = x.replace(pattern, rewrite)",
    .inputs = {"x"},
    .attrs = {{"pattern", std::string()}, {"rewrite", std::string()}, {"replaceGlobal", true}},
    .infer = [](const OpCall& call) -> Specs {
        checkTexts(call, 0);
        const RegularExpression isValid(call.attr<std::string>("pattern"));
        return sameAsInput(call);
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

} // namespace

void registerStringOps() {
    for (const Op* op :
         {&kStringNGrams, &kStringSplit, &kStringToHashBucketFast, &kStaticRegexReplace})
        registerOp(*op);
}

namespace string {

NGrams stringNGrams(const Tensor& data, const Tensor& dataSplits, const NGramOptions& options) {
    const Tensors inputs{data, dataSplits};
    const Tensors outputs = runAll(
        kStringNGrams,
        inputs,
        {{"separator", options.separator},
         {"nGramWidths", options.nGramWidths},
         {"leftPad", options.leftPad},
         {"rightPad", options.rightPad},
         {"padWidth", options.padWidth},
         {"preserveShortSequences", options.preserveShortSequences}});
    return {outputs[0], outputs[1]};
}

// TensorFlow.js has them all in a row.
NGrams stringNGrams( // NOLINT(readability-function-size)
    const Tensor& data,
    const Tensor& dataSplits,
    const std::string& separator,
    const std::vector<std::int64_t>& nGramWidths,
    const std::string& leftPad,
    const std::string& rightPad,
    std::int64_t padWidth,
    bool preserveShortSequences) {
    return stringNGrams(
        data,
        dataSplits,
        {separator, nGramWidths, leftPad, rightPad, padWidth, preserveShortSequences});
}

Parts stringSplit(const Tensor& input, const Tensor& delimiter, bool skipEmpty) {
    const Tensors inputs{input, delimiter};
    const Tensors outputs = runAll(kStringSplit, inputs, {{"skipEmpty", skipEmpty}});
    return {outputs[0], outputs[1], outputs[2]};
}

Parts stringSplit(const Tensor& input, const std::string& delimiter, bool skipEmpty) {
    return stringSplit(input, scalar(delimiter), skipEmpty);
}

Tensor stringToHashBucketFast(const Tensor& input, std::int64_t numBuckets) {
    return run(kStringToHashBucketFast, {input}, {{"numBuckets", numBuckets}});
}

Tensor staticRegexReplace(
    const Tensor& input,
    const std::string& pattern,
    const std::string& rewrite,
    bool replaceGlobal) {
    return run(
        kStaticRegexReplace,
        {input},
        {{"pattern", pattern}, {"rewrite", rewrite}, {"replaceGlobal", replaceGlobal}});
}

} // namespace string

} // namespace tp
