#pragma once

#include "engine/tensorboard/event_reader.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tp {

struct ScalarPoint {
    std::int64_t step = 0;
    double wallTime = 0; ///< seconds since 1970
    double value = 0;
};

struct HistogramPoint {
    std::int64_t step = 0;
    double wallTime = 0;
    HistogramData data;
};

/// One training: what the event files of one folder say, by tag, in the order it was written.
struct LogRun {
    std::string name; ///< the folder below the log's own; "." for that one itself
    std::map<std::string, std::vector<ScalarPoint>, std::less<>> scalars;
    std::map<std::string, std::vector<HistogramPoint>, std::less<>> histograms;
};

/// A folder of logs as TensorBoard takes it: each folder with event files is a run.
///
///     EventLog log("logs");
///     for (const ScalarPoint& point : log.runs()[0].scalars.at("epoch_loss")) …
///     log.refresh(); // what was written since
class EventLog {
public:
    /// Finds and reads all. Links to folders are not followed. Throws BadFile if the folder cannot
    /// be read.
    explicit EventLog(std::filesystem::path folder);

    /// Reads what is new in known files, and new files. Throws as the constructor.
    void refresh();

    /// Sorted by name.
    const std::vector<LogRun>& runs() const { return m_runs; }

    /// What is wrong with damaged files, whose events before that are kept.
    std::vector<Error> faults() const;

    /// Which files end within a record: perhaps they are still being written.
    std::vector<Error> cutOffs() const;

private:
    struct File {
        EventReader reader;
        std::string run;
        std::optional<Error> fault = {};
    };
    void find();
    LogRun& run(const std::string& name);

    std::filesystem::path m_folder;
    std::map<std::filesystem::path, File> m_files;
    std::vector<LogRun> m_runs;
};

} // namespace tp
