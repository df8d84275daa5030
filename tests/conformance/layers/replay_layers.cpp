#include "tests/conformance/layers/comparison.h"
#include "tests/conformance/layers/replays.h"
#include "tests/conformance/replay.h"

#include <algorithm>
#include <fstream>
#include <functional>
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
    {"names", replayNames},
    {"initial_weights", replayInitialWeights},
};

/// Counts cases, and prints what went wrong with them.
class Report {
public:
    explicit Report(std::ostream& out) : m_out(out) {}

    void replay(const std::string& name, const std::function<void()>& work) {
        try {
            resetAutomaticNames();
            work();
            ++m_tally.passed;
        } catch (const Skipped& skipped) {
            ++m_skipped[skipped.reason];
        } catch (const Difference& difference) {
            fail(name, difference.what);
        } catch (const Error& error) {
            fail(name, std::string("refused: ") + error.what());
        }
    }

    Tally finish() {
        for (const auto& [reason, count] : m_skipped)
            m_out << count << " skipped: " << reason << '\n';
        return m_tally;
    }

private:
    void fail(const std::string& name, const std::string& difference) {
        ++m_tally.failed;
        m_out << name << ": " << difference << '\n';
    }

    std::ostream& m_out;
    Tally m_tally;
    std::map<std::string, int> m_skipped;
};

void replayCase(Report& report, const std::filesystem::path& folder) {
    const std::string name = folder.filename().string();
    const LayersCase recorded = readLayersCase(folder);
    report.replay(name, [&] {
        const auto found = kReplays.find(recorded.kind());
        expectThat(
            found != kReplays.end(), "cases of kind %1 are not replayed yet", recorded.kind());
        found->second(recorded);
    });
    if (recorded.json.contains("js") && recorded.json.at("js").contains("build"))
        report.replay(name + " (js.build)", [&] { replayBuilder(recorded); });
}

void replayLines(Report& report, const std::filesystem::path& file) {
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.empty())
            continue;
        const RecordedJson recorded = RecordedJson::parse(line);
        report.replay(recorded.at("what"), [&] { replayScript(recorded); });
    }
}

} // namespace

Tally replayLayers(const std::filesystem::path& folder, std::ostream& out) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (std::filesystem::exists(entry.path() / "case.json"))
            folders.push_back(entry.path());
    }
    std::sort(folders.begin(), folders.end());
    Report report(out);
    for (const auto& each : folders)
        replayCase(report, each);
    replayLines(report, folder / "errors.jsonl");
    return report.finish();
}

} // namespace tp::conformance
