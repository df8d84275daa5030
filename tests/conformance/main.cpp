// Compares us with recorded answers of TensorFlow.js: conformance
// kernels|gradients|layers FOLDER [--backend NAME]
#include "engine/api/start.h"
#include "engine/base/error.h"
#include "engine/runtime/backend.h"
#include "gpu/api/vulkan.h"
#include "tests/conformance/replay.h"

#include <iostream>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace {

constexpr const char* kUsage =
    "Usage: conformance kernels|gradients|layers FOLDER [--backend NAME]\n"
    "Replays recorded calls and prints where we differ. Exits with 1 if we do, with 2 for a wrong "
    "call or what is no recording, with 77 if this computer has no such backend.\n";

constexpr int kNoSuchBackend = 77;

using Replay = tp::conformance::Tally (*)(const std::filesystem::path&, std::ostream&);

const std::map<std::string, Replay> kReplays = {
    {"kernels", tp::conformance::replayKernels},
    {"gradients", tp::conformance::replayGradients},
    {"layers", tp::conformance::replayLayers}};

/// Which ops cpu had to compute for the backend.
void printFallbacks() {
    const auto all = tp::fallbacks();
    if (all.empty())
        return;
    std::cout << "computed by cpu instead:";
    for (const tp::Fallback& each : all)
        std::cout << ' ' << each.op << " (" << each.count << ')';
    std::cout << '\n';
}

/// Prints what Vulkan's validation layer complains about; returns how many complaints there are.
std::size_t printComplaints() {
    const auto complaints = tp::gpu::validationMessages();
    for (const std::string& complaint : complaints)
        std::cout << "validation: " << complaint << '\n';
    return complaints.size();
}

int replay(const std::vector<std::string>& arguments) {
    if (arguments.size() != 2 && (arguments.size() != 4 || arguments[2] != "--backend")) {
        std::cerr << kUsage;
        return 2;
    }
    tp::StartOptions options;
    if (arguments.size() == 4)
        options.backend = arguments[3];
    if (options.backend == "vulkan") {
        tp::start();
        if (!tp::gpu::registerBackend({.validates = true})) {
            std::cout << "skipped: " << tp::gpu::vulkanStatus() << '\n';
            return kNoSuchBackend;
        }
        std::cout << tp::gpu::vulkanStatus()
                  << (tp::gpu::isValidating() ? " Every call is validated.\n" : "\n");
    }
    tp::start(options);
    tp::check(std::filesystem::is_directory(arguments[1]), "There is no folder %1.", arguments[1]);
    const auto replayed = kReplays.find(arguments[0]);
    tp::check(
        replayed != kReplays.end(),
        "\"%1\" cannot be replayed: use kernels, gradients or layers.",
        arguments[0]);
    const auto tally = replayed->second(arguments[1], std::cout);
    tp::check(tally.passed + tally.failed > 0, "%1 holds no recordings.", arguments[1]);
    printFallbacks();
    const std::size_t complaints = printComplaints();
    std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
    return tally.failed == 0 && complaints == 0 ? 0 : 1;
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
