#include "tests/fuzz/byte_fuzz.h"

#include "tests/fuzz/reader.h"

#include <algorithm>
#include <fstream>

namespace tp::test {

std::string damaged(const ByteTarget& target, Dice& dice) {
    std::string bytes = dice.of(target.examples);
    mutateBytes(bytes, dice.of(target.examples), target.words, dice);
    return bytes;
}

int fuzzBytes(const ByteTarget& target, int argc, char** argv) {
    std::vector<std::string> arguments(argv + 1, argv + argc);
    std::string keep;
    const auto option = std::find(arguments.begin(), arguments.end(), "--keep");
    if (option != arguments.end() && option + 1 != arguments.end()) {
        keep = option[1];
        arguments.erase(option, option + 2);
    }
    return fuzzReader(arguments, [&](Dice& dice) {
        const std::string bytes = damaged(target, dice);
        if (!keep.empty())
            std::ofstream(keep, std::ios::binary) << bytes;
        Random random(dice.next());
        target.read(bytes, random);
    });
}

} // namespace tp::test
