// Compares us with recorded answers of TensorFlow.js: conformance kernels|gradients FOLDER
// [--backend NAME]
#include "engine/api/start.h"
#include "engine/base/error.h"
#include "tests/conformance/replay.h"

#include <iostream>
#include <span>
#include <string>
#include <vector>

namespace {

constexpr const char* kUsage =
    "Usage: conformance kernels|gradients FOLDER [--backend NAME]\n"
    "Replays recorded calls and prints where we differ. Exits with 1 if we do, with 2 for a wrong "
    "call or what is no recording.\n";

int replay(const std::vector<std::string>& arguments) {
    if (arguments.size() != 2 && (arguments.size() != 4 || arguments[2] != "--backend")) {
        std::cerr << kUsage;
        return 2;
    }
    tp::StartOptions options;
    if (arguments.size() == 4)
        options.backend = arguments[3];
    tp::start(options);
    tp::check(std::filesystem::is_directory(arguments[1]), "There is no folder %1.", arguments[1]);
    const bool kernels = arguments[0] == "kernels";
    tp::check(
        kernels || arguments[0] == "gradients",
        "\"%1\" cannot be replayed: use kernels or gradients.",
        arguments[0]);
    const auto tally = kernels ? tp::conformance::replayKernels(arguments[1], std::cout)
                               : tp::conformance::replayGradients(arguments[1], std::cout);
    tp::check(
        tally.passed + tally.failed + tally.skipped > 0, "%1 holds no recordings.", arguments[1]);
    std::cout << tally.passed << " passed, " << tally.failed << " failed";
    if (tally.skipped > 0)
        std::cout << ", " << tally.skipped << " skipped";
    std::cout << '\n';
    return tally.failed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char** argv) {
    try {
        return replay({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 2;
    }
}
