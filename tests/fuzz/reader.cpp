#include "tests/fuzz/reader.h"

#include "engine/base/error.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/memory_limit.h"
#include "tests/fuzz/drive.h"

#include <iostream>
#include <stdexcept>
#include <typeinfo>

namespace tp::test {

namespace {

constexpr const char* kUsage =
    "Usage: [--calls N] [--seed S] [--first I] [--jobs J] [--verbose]\n"
    "Reads N inputs, from number I on, in J processes. The same seed and number give the same.\n"
    "--verbose prints every refusal. Exits with 1 after a finding, which it names by seed and "
    "number.\n";

struct Counts {
    std::uint64_t read = 0;
    std::uint64_t refused = 0;
    std::uint64_t findings = 0;
};

void readInput(
    const Drive& drive,
    std::uint64_t number,
    const std::function<void(Dice& dice)>& readOne,
    Counts& counts) {
    Dice dice(drive.seed * 1'000'000'007U + number);
    notePlace(drive, number, "input");
    const std::int64_t before = memory().numTensors;
    try {
        readOne(dice);
        ++counts.read;
    } catch (const Error& error) {
        ++counts.refused;
        if (drive.isVerbose)
            std::cout << number << ' ' << error.what() << '\n';
        if (std::string_view(error.what()).empty()) {
            ++counts.findings;
            tellFinding(drive, number, "an Error without a message");
        }
    } catch (const std::exception& error) {
        ++counts.findings;
        tellFinding(drive, number, std::string(typeid(error).name()) + ": " + error.what());
    }
    if (memory().numTensors != before) {
        ++counts.findings;
        tellFinding(drive, number, "tensors were left behind");
    }
}

bool readInputs(const Drive& drive, const std::function<void(Dice& dice)>& readOne) {
    setMaxTensorBytes(std::int64_t{1} << 22);
    watchForTheEnd();
    Counts counts;
    for (std::uint64_t i = 0; i < drive.calls; ++i)
        readInput(drive, drive.first + i, readOne, counts);
    std::cout << counts.read << " read, " << counts.refused << " refused, " << counts.findings
              << " findings" << std::endl;
    return counts.findings == 0;
}

} // namespace

void mustHold(bool holds, const char* what) {
    if (!holds)
        throw std::logic_error(what);
}

int fuzzReader(
    const std::vector<std::string>& arguments, const std::function<void(Dice& dice)>& readOne) {
    try {
        Drive drive;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
            const bool isKnown = takeOption(drive, arguments, i);
            check(isKnown, "%1 is no option.\n%2", arguments[i], kUsage);
        }
        const auto readPart = [&](const Drive& part) { return readInputs(part, readOne); };
        return driveInParts(drive, readPart) ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}

} // namespace tp::test
