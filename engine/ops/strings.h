#pragma once

#include "engine/tensor/tensor.h"

#include <string>
#include <vector>

/// Texts, which are bytes: UTF-8 where letters matter.
namespace tp::string {

struct NGrams {
    Tensor nGrams;
    Tensor nGramsSplits;
};

/// How stringNGrams() joins and pads its words.
struct NGramOptions {
    std::string separator = " ";
    std::vector<std::int64_t> nGramWidths = {2};
    std::string leftPad = {};
    std::string rightPad = {};
    std::int64_t padWidth = 0;           ///< pads at each end; -1 for as many as the width allows
    bool preserveShortSequences = false; ///< a row too short for any n-gram becomes one
};

/// All runs of neighbouring words, of each width, in each row of words. `data` are the words of all
/// rows, `dataSplits` where each row begins.
NGrams stringNGrams(const Tensor& data, const Tensor& dataSplits, const NGramOptions& options);

/// The same with all options in a row, as TensorFlow.js has it.
NGrams stringNGrams(
    const Tensor& data,
    const Tensor& dataSplits,
    const std::string& separator,
    const std::vector<std::int64_t>& nGramWidths,
    const std::string& leftPad,
    const std::string& rightPad,
    std::int64_t padWidth,
    bool preserveShortSequences);

/// A sparse tensor of texts.
struct Parts {
    Tensor indices;
    Tensor values;
    Tensor shape;
};

/// The parts of each text between the delimiter's characters, any one of which separates; between
/// all bytes if it is empty. Row i holds the parts of text i; empty ones count unless `skipEmpty`.
Parts stringSplit(const Tensor& input, const Tensor& delimiter, bool skipEmpty = true);
Parts stringSplit(const Tensor& input, const std::string& delimiter, bool skipEmpty = true);

/// A number in [0, numBuckets) for each text, equal for equal texts on every machine: FarmHash's
/// 64-bit fingerprint, as TensorFlow has it, modulo numBuckets.
Tensor stringToHashBucketFast(const Tensor& input, std::int64_t numBuckets);

/// The texts with what the pattern matches replaced, everywhere or only the first time. Pattern and
/// rewrite are JavaScript's: `$1` is the first group, `$&` the whole match. Throws InvalidArgument
/// for a faulty pattern, and one that takes too many steps on a text.
Tensor staticRegexReplace(
    const Tensor& input,
    const std::string& pattern,
    const std::string& rewrite,
    bool replaceGlobal = true);

} // namespace tp::string
