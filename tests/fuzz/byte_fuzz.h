#pragma once

#include "tests/engine/ops/calls/random_values.h"
#include "tests/fuzz/mutation.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tp::test {

/// A reader of files, to be fed with damaged ones.
struct ByteTarget {
    std::vector<std::string> examples; ///< right inputs, to be damaged
    std::vector<std::string> words;    ///< what means something to the reader, to be put anywhere
    /// Reads; throws Error to refuse. Anything else that is thrown, a crash, a leak of tensors, a
    /// hang or a huge allocation is a finding. `random` chooses how to read.
    std::function<void(const std::string& bytes, Random& random)> read;
};

/// The program's main(): damages examples and reads them, see fuzzReader(). "--keep FILE" writes
/// the last input to a file.
int fuzzBytes(const ByteTarget& target, int argc, char** argv);

/// One of the examples after a few changes.
std::string damaged(const ByteTarget& target, Dice& dice);

} // namespace tp::test
