#pragma once

#include "tutorials/player/tutorial.h"

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// A step about to run: with which values, after which other steps.
struct RunPlan {
    struct Part {
        std::string step;
        ParameterValues values;
    };
    std::vector<Part> before; ///< what runs first, because its results are missing or stale
    Part main;
};

/// What is left when a run is over.
struct RunReport {
    std::vector<std::string> ranBefore;
    std::vector<CheckResult> checks;

    bool passed() const { return allPassed(checks); }
};

/// One play of one tutorial: the parameters, and the engine state that the steps build up.
///
/// plan() and the values belong to one thread. run() may be called on another, one run at a time;
/// it touches only the engine state.
class TutorialSession {
public:
    explicit TutorialSession(const Tutorial& tutorial);

    const Tutorial& tutorial() const { return m_tutorial; }

    const ParameterValues& values(std::string_view step) const;

    /// Throws InvalidArgument for a value outside the parameter's range.
    void setValue(std::string_view step, std::string_view name, const ParameterValue& value);
    void setValues(std::string_view step, const ParameterValues& values);

    /// What to do to run this step now.
    RunPlan plan(std::string_view step) const;

    /// Runs the steps before it on a stage of their own, then the step on `stage`, then its check.
    RunReport run(const RunPlan& plan, Stage& stage, RunControl& control);

    /// Whether the step ran in this session and nothing it uses has run since.
    bool isFresh(std::string_view step) const;

    const TutorialState& state() const { return *m_state; }

private:
    void runPart(const RunPlan::Part& part, Stage& stage, RunControl& control);
    void planFor(std::string_view step, RunPlan& plan) const;

    const Tutorial& m_tutorial;
    std::map<std::string, ParameterValues, std::less<>> m_values;
    std::unique_ptr<TutorialState> m_state;
    /// When each step last ran, as a count of runs; 0 for never.
    std::map<std::string, std::atomic<int>, std::less<>> m_ranAt;
    int m_runs = 0;
};

} // namespace tp
