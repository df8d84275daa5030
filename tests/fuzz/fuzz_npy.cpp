// Reads files of NumPy arrays, most of them damaged.
#include "engine/io/npy.h"
#include "tests/fuzz/reader.h"

namespace {

using namespace tp;
using namespace tp::io;

const std::vector<std::string> kWords = {
    "True", "False", "'descr'", "{", "}", "(", ")", ",", ":", "'", "-1", "99999999999", "L", "\n"};

/// A file as NumPy may write it: any kind of element, a few axes, each version of the format.
std::string makeFile(test::Dice& dice) {
    static const std::vector<std::string> kKinds = {
        "<f4", "<f8", "<f2", "|b1", "|u1", "|i1", "<u2", "<i2", "<i4", "<i8", "<c8", ">f4", "|O"};
    const std::string& kind = dice.of(kKinds);
    std::size_t bytes = kind == "|O" ? 8 : static_cast<std::size_t>(kind[2] - '0');
    std::string shape;
    for (std::size_t axes = dice.below(5); axes > 0; --axes) {
        const std::size_t size = dice.below(4);
        shape += std::to_string(size) + (dice.chance(0.1) ? "L, " : ", ");
        bytes *= size;
    }
    const std::string header = "{'descr': '" + kind +
                               "', 'fortran_order': " + (dice.chance(0.5) ? "True" : "False") +
                               ", 'shape': (" + shape + "), }\n";
    const auto version = static_cast<char>(1 + dice.below(3));
    std::string file = "\x93NUMPY";
    file += version;
    file += '\0';
    file += static_cast<char>(header.size());
    file += std::string(version == 1 ? 1 : 3, '\0') + header;
    for (; bytes > 0; --bytes)
        file += static_cast<char>(kind == "<i8" ? bytes % 8 < 4 : dice.next()); // often an int32
    return file;
}

} // namespace

int main(int argc, char** argv) {
    return test::fuzzReader({argv + 1, argv + argc}, [&](test::Dice& dice) {
        std::string file = makeFile(dice);
        if (dice.chance(0.7))
            mutateBytes(file, makeFile(dice), kWords, dice);
        const Tensor tensor = parseNpy(bytesOf(file), "file.npy");
        const Bytes written = npyBytes(tensor);
        test::mustHold(
            npyBytes(parseNpy(written, "again.npy")) == written,
            "an array comes back as it was written");
    });
}
