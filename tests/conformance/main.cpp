// Compares us with recorded answers of TensorFlow.js: conformance
// kernels|gradients|layers|graphs FOLDER [--backend NAME] [--models FOLDER]…
#include "engine/api/start.h"
#include "engine/base/error.h"
#include "engine/runtime/backend.h"
#include "gpu/api/vulkan.h"
#include "tests/conformance/graphs/replay_graphs.h"
#include "tests/conformance/replay.h"

#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

constexpr const char* kUsage =
    "Usage: conformance kernels|gradients|layers|graphs FOLDER [--backend NAME] [--models "
    "FOLDER]...\n"
    "Replays recorded calls and prints where we differ. Graphs need the folders that their models "
    "lie in. Exits with 1 if we differ, with 2 for a wrong call or what is no recording, with 77 "
    "if this computer has no such backend, or none of the models.\n";

constexpr int kNothingToDo = 77;

using Path = std::filesystem::path;
using Replay = tp::conformance::Tally (*)(const Path&, std::ostream&);

const std::map<std::string, Replay> kReplays = {
    {"kernels", tp::conformance::replayKernels},
    {"gradients", tp::conformance::replayGradients},
    {"layers", tp::conformance::replayLayers}};

struct Arguments {
    std::string kind;
    Path folder;
    std::string backend;
    std::vector<Path> models;
};

std::optional<Arguments> argumentsFrom(const std::vector<std::string>& words) {
    if (words.size() < 2 || words.size() % 2 != 0)
        return {};
    Arguments arguments{words[0], words[1], {}, {}};
    for (std::size_t i = 2; i < words.size(); i += 2) {
        if (words[i] == "--backend") {
            arguments.backend = words[i + 1];
        } else if (words[i] == "--models") {
            arguments.models.emplace_back(words[i + 1]);
        } else {
            return {};
        }
    }
    return arguments;
}

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

tp::conformance::Tally replayed(const Arguments& arguments) {
    tp::check(
        std::filesystem::is_directory(arguments.folder),
        "There is no folder %1.",
        arguments.folder.string());
    if (arguments.kind == "graphs")
        return tp::conformance::replayGraphs(arguments.folder, arguments.models, std::cout);
    const auto found = kReplays.find(arguments.kind);
    tp::check(
        found != kReplays.end(),
        "\"%1\" cannot be replayed: use kernels, gradients, layers or graphs.",
        arguments.kind);
    return found->second(arguments.folder, std::cout);
}

/// Makes the backend that was asked for the current one; false if this computer has no such.
bool startOn(const std::string& backend) {
    tp::StartOptions options;
    if (!backend.empty())
        options.backend = backend;
    if (backend == "vulkan") {
        tp::start();
        if (!tp::gpu::registerBackend({.validates = true})) {
            std::cout << "skipped: " << tp::gpu::vulkanStatus() << '\n';
            return false;
        }
        std::cout << tp::gpu::vulkanStatus()
                  << (tp::gpu::isValidating() ? " Every call is validated.\n" : "\n");
    }
    tp::start(options);
    return true;
}

int replay(const std::vector<std::string>& words) {
    const auto arguments = argumentsFrom(words);
    if (!arguments) {
        std::cerr << kUsage;
        return 2;
    }
    if (!startOn(arguments->backend))
        return kNothingToDo;
    const auto tally = replayed(*arguments);
    const int done = tally.passed + tally.failed;
    tp::check(done + tally.skipped > 0, "%1 holds no recordings.", arguments->folder.string());
    printFallbacks();
    const std::size_t complaints = printComplaints();
    if (tally.skipped > 0)
        std::cout << tally.skipped << " skipped\n";
    std::cout << tally.passed << " passed, " << tally.failed << " failed\n";
    if (done == 0)
        return kNothingToDo;
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
