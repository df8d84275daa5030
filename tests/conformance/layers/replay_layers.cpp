#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/replay.h"

#include <map>
#include <ostream>

namespace tp::conformance {

namespace {

using Replay = void (*)(const LayersCase&);

const std::map<std::string, Replay> kReplays = {
    {"train", replayTrain},
    {"predict", replayPredict},
    {"fit", replayFit},
    {"fit_dataset", replayFitDataset},
    {"ops", replayOps},
    {"summary", replaySummary},
    {"load", replayLoad},
    {"layer_apply", replayLayerApply},
    {"layer_config", replayLayerConfig},
    {"output_shapes", replayOutputShapes},
    {"initializers", replayInitializers},
    {"fn", replayFunctions},
    {"fn_object", replayObjects},
    {"knn", replayKnn},
};

std::string differenceIn(const std::filesystem::path& folder) {
    resetAutomaticNames();
    try {
        const LayersCase recorded = readLayersCase(folder);
        const auto found = kReplays.find(recorded.kind());
        if (found == kReplays.end())
            return "cases of kind " + recorded.kind() + " are not replayed yet";
        found->second(recorded);
    } catch (const Difference& difference) {
        return difference.what;
    } catch (const Error& error) {
        return std::string("refused: ") + error.what();
    }
    return {};
}

} // namespace

Tally replayLayers(const std::filesystem::path& folder, std::ostream& out) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (std::filesystem::exists(entry.path() / "case.json"))
            folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    Tally tally;
    for (const auto& each : folders) {
        const std::string difference = differenceIn(each);
        if (difference.empty()) {
            ++tally.passed;
            continue;
        }
        ++tally.failed;
        out << each.filename().string() << ": " << difference << '\n';
    }
    return tally;
}

} // namespace tp::conformance
