#pragma once

#include "engine/base/error.h"
#include "tutorials/player/catalog.h"
#include "tutorials/player/parameter.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

enum class StepStatus { Open, Done, Skipped };

/// What is remembered of one step.
struct StepProgress {
    StepStatus status = StepStatus::Open;
    bool assisted = false; ///< the answer was shown before the step was done
    int hintsShown = 0;
    ParameterValues parameters;
    std::optional<int> prediction;
    std::vector<int> quizAnswers;

    bool operator==(const StepProgress&) const = default;
};

/// How far a learner is in one tutorial, for a card or a ring.
struct ProgressSummary {
    int done = 0;
    int skipped = 0;
    int total = 0;
    std::string currentStep; ///< where to continue; empty before the first visit

    bool isStarted() const { return !currentStep.empty(); }
    bool isComplete() const { return total > 0 && done == total; }
};

/// Where progress is kept: `profile`/state if a profile folder is named, else
/// $XDG_STATE_HOME/tensor-playground
/// (~/.local/state/tensor-playground).
std::filesystem::path progressFolder(const std::filesystem::path& profile = {});

class Journal;

/// A learner's progress, kept in a journal: each change is one line, written before record()
/// returns, so that a program killed at any moment loses nothing that it has reported.
///
///     Progress progress(progressFolder());
///     progress.record("02", "load", {.status = StepStatus::Done});
///
/// A file that cannot be understood is moved aside; one from a newer version of the program is left
/// untouched and nothing is written. notice() tells the learner. Used from one thread.
class Progress {
public:
    /// Reads what is in `folder`, which is made if missing.
    explicit Progress(std::filesystem::path folder);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    StepProgress step(std::string_view tutorial, std::string_view step) const;
    void record(std::string_view tutorial, std::string_view step, const StepProgress& progress);

    /// Reads the journal again, for what another program, or another Progress, wrote meanwhile.
    void reload();

    /// The step the learner was last on; empty if never.
    std::string currentStep(std::string_view tutorial) const;
    void setCurrentStep(std::string_view tutorial, std::string_view step);

    /// Forgets everything about one tutorial.
    void reset(std::string_view tutorial);

    ProgressSummary summary(const TutorialInfo& tutorial) const;

    /// What went wrong while reading or writing, if anything: a message for a banner.
    const std::optional<Error>& notice() const { return m_notice; }

    /// Where the journal is.
    std::filesystem::path file() const;

private:
    struct TutorialProgress {
        std::string currentStep;
        std::map<std::string, StepProgress, std::less<>> steps;
    };

    void load();
    bool apply(const std::string& line);
    std::string snapshot() const;
    void write(const std::string& line);

    std::filesystem::path m_folder;
    std::map<std::string, TutorialProgress, std::less<>> m_tutorials;
    std::optional<Error> m_notice;
    std::unique_ptr<Journal> m_journal;
};

} // namespace tp
