#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

Tensor texts(const std::vector<std::string>& values) {
    return tensor(values);
}

void addNGramCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const string::NGramOptions& options,
                         const Tensors& inputs,
                         const Tensor& nGrams,
                         const Tensor& splits) {
        cases.push_back(
            {name,
             "StringNGrams",
             [=](const Tensors& xs) { return string::stringNGrams(xs[0], xs[1], options).nGrams; },
             inputs,
             nGrams,
             Smooth::No});
        cases.push_back(
            {name + ", splits",
             "StringNGrams",
             [=](const Tensors& xs) {
                 return string::stringNGrams(xs[0], xs[1], options).nGramsSplits;
             },
             inputs,
             splits,
             Smooth::No});
    };
    const Tensors inputs{texts({"a", "b", "c", "d"}), ints({0, 3, 3, 4})};
    row("stringNGrams of pairs", {}, inputs, texts({"a b", "b c"}), ints({0, 2, 2, 2}));
    row("stringNGrams of two widths, padded",
        {.separator = "|", .nGramWidths = {1, 3}, .leftPad = "L", .rightPad = "R", .padWidth = 1},
        inputs,
        texts({"a", "b", "c", "L|a|b", "a|b|c", "b|c|R", "d", "L|d|R"}),
        ints({0, 6, 6, 8}));
    row("stringNGrams, short rows kept",
        {.separator = "-",
         .nGramWidths = {4},
         .leftPad = "<",
         .rightPad = ">",
         .padWidth = 1,
         .preserveShortSequences = true},
        inputs,
        texts({"<-a-b-c", "a-b-c->", "<-d->"}),
        ints({0, 2, 2, 3}));
    row("stringNGrams, padded as far as can be",
        {.separator = "|", .nGramWidths = {3}, .leftPad = "L", .rightPad = "R", .padWidth = -1},
        {texts({"a"}), ints({0, 0, 1})},
        texts({"L|L|R", "L|R|R", "L|L|a", "L|a|R", "a|R|R"}),
        ints({0, 2, 5}));
    row("stringNGrams of nothing", {}, {texts({}), ints({0, 0})}, texts({}), ints({0, 0}));
    row("stringNGrams without rows", {}, {texts({}), ints({})}, texts({}), ints({}));
}

void addSplitCases(OpCases& cases) {
    const auto row = [&](const std::string& name,
                         const std::string& delimiter,
                         bool skipEmpty,
                         const Tensor& input,
                         const Tensor& indices,
                         const Tensor& values,
                         const Tensor& shape) {
        const auto part = [&](const char* what, auto member, const Tensor& y) {
            cases.push_back(
                {name + what,
                 "StringSplit",
                 [=](const Tensors& xs) {
                     return string::stringSplit(xs[0], delimiter, skipEmpty).*member;
                 },
                 {input},
                 y,
                 Smooth::No});
        };
        part(", indices", &string::Parts::indices, indices);
        part(", values", &string::Parts::values, values);
        part(", shape", &string::Parts::shape, shape);
    };
    row("stringSplit",
        " ",
        true,
        texts({"pigs  on the wing", "", " animals"}),
        ints({{0, 0}, {0, 1}, {0, 2}, {0, 3}, {2, 0}}),
        texts({"pigs", "on", "the", "wing", "animals"}),
        ints({3, 4}));
    row("stringSplit, empty parts too",
        ".,",
        false,
        texts({".a,", ""}),
        ints({{0, 0}, {0, 1}, {0, 2}}),
        texts({"", "a", ""}),
        ints({2, 3}));
    row("stringSplit into bytes",
        "",
        false,
        texts({"hi"}),
        ints({{0, 0}, {0, 1}}),
        texts({"h", "i"}),
        ints({1, 2}));
    row("stringSplit of nothing",
        " ",
        true,
        texts({}),
        zeros({0, 2}, DType::Int32),
        texts({}),
        ints({0, 0}));
}

void addReplaceCases(OpCases& cases) {
    const auto row = [&](const std::string& pattern,
                         const std::string& rewrite,
                         const std::string& x,
                         const std::string& y,
                         bool everywhere = true) {
        cases.push_back(
            {"staticRegexReplace " + pattern + " in " + x,
             "StaticRegexReplace",
             [=](const Tensors& xs) {
                 return string::staticRegexReplace(xs[0], pattern, rewrite, everywhere);
             },
             {texts({x})},
             texts({y}),
             Smooth::No});
    };
    row("test", "result", "test test", "result result");
    row("test", "result", "test test once", "result test once", false);
    row(" +", " ", "much   white    space", "much white space");
    row("(\\w+) (\\w+)", "$2 $1", "John Smith", "Smith John");
    row("a*", "-", "baaac", "-b--c-");
    row("b", "[$&|$`|$'|$$]", "abc", "a[b|a|c|$]c");
    row("(b)?", "<$1$2>", "ab", "<$2>a<b$2><$2>");
    row("(?<day>\\d+)", "$<day>.", "on 24", "on 24.");
    row("(x)", "\\1$10", "x", "\\1x0"); // \1 means nothing here, and there is no group 10
    row("(?<=€)\\d", "n", "€1 2", "€n 2");
    row("^.", "X", "äöü", "Xöü");
    row("[^]", "_", "a\nb", "___");
    row("x$", "y", "x\nx", "x\ny");
    row("no match", "", "as it was: \xff", "as it was: \xff");
    row("\xf0\x9f\x98\x80", "smile", "\xf0\x9f\x98\x80!", "smile!");
    row("[abc](?=d)", "", "abcd", "abd");
    row("a|ab", "", "ab", "b");
    row("<.+?>", "", "<b>bold</b>", "bold");
}

} // namespace

OpCases stringCases() {
    OpCases cases;
    addNGramCases(cases);
    addSplitCases(cases);
    addReplaceCases(cases);
    const auto buckets = [](std::int64_t count) {
        return [=](const Tensors& xs) { return string::stringToHashBucketFast(xs[0], count); };
    };
    cases.push_back(
        {"stringToHashBucketFast",
         "StringToHashBucketFast",
         buckets(10),
         {texts({"a", "b", "c", "d"})},
         ints({9, 2, 2, 5}),
         Smooth::No});
    cases.push_back(
        {"stringToHashBucketFast into one bucket",
         "StringToHashBucketFast",
         buckets(1),
         {texts({"a", ""})},
         ints({0, 0}),
         Smooth::No});
    return cases;
}

} // namespace tp::test
