#include "tutorials/player/session.h"

#include "engine/base/error.h"

#include <algorithm>

namespace tp {

TutorialSession::TutorialSession(const Tutorial& tutorial)
    : m_tutorial(tutorial)
    , m_state(tutorial.newState()) {
    for (const auto& step : tutorial.steps()) {
        m_values[step.id] = step.initialValues();
        m_ranAt[step.id] = 0;
    }
}

const ParameterValues& TutorialSession::values(std::string_view step) const {
    return m_values.find(m_tutorial.step(step).id)->second;
}

void TutorialSession::setValue(
    std::string_view step, std::string_view name, const ParameterValue& value) {
    const auto& definition = m_tutorial.step(step);
    const Parameter* parameter = definition.parameter(name);
    check(parameter != nullptr, "the step \"%1\" has no parameter \"%2\"", step, name);
    m_values[definition.id][parameter->name] = parameter->checked(value);
}

void TutorialSession::setValues(std::string_view step, const ParameterValues& values) {
    for (const auto& [name, value] : values)
        setValue(step, name, value);
}

bool TutorialSession::isFresh(std::string_view step) const {
    const int ranAt = m_ranAt.find(step)->second;
    if (ranAt == 0)
        return false;
    const auto& needs = m_tutorial.step(step).needs;
    return std::all_of(needs.begin(), needs.end(), [&](const auto& one) {
        return m_ranAt.find(one)->second < ranAt && isFresh(one);
    });
}

void TutorialSession::planFor(std::string_view step, RunPlan& plan) const {
    const auto& definition = m_tutorial.step(step);
    const auto isPlanned = [&](const std::string& id) {
        return std::any_of(plan.before.begin(), plan.before.end(), [&](const auto& part) {
            return part.step == id;
        });
    };
    for (const auto& needed : definition.needs) {
        if (isPlanned(needed))
            continue;
        const auto& itsNeeds = m_tutorial.step(needed).needs;
        const auto& again = definition.restarts;
        const bool mustRun = !isFresh(needed) ||
                             std::any_of(itsNeeds.begin(), itsNeeds.end(), isPlanned) ||
                             std::find(again.begin(), again.end(), needed) != again.end();
        if (!mustRun)
            continue;
        planFor(needed, plan);
        plan.before.push_back({needed, values(needed)});
    }
}

RunPlan TutorialSession::plan(std::string_view step) const {
    RunPlan plan;
    plan.main = {m_tutorial.step(step).id, values(step)};
    planFor(step, plan);
    return plan;
}

void TutorialSession::runPart(const RunPlan::Part& part, Stage& stage, RunControl& control) {
    const auto& definition = m_tutorial.step(part.step);
    // Counted first, so that a step that throws half way does not pass for fresh with its old
    // results.
    m_ranAt[part.step] = 0;
    if (definition.run) {
        Step step(part.values, stage, control);
        definition.run(*m_state, step);
    }
    m_ranAt[part.step] = ++m_runs;
}

RunReport TutorialSession::run(const RunPlan& plan, Stage& stage, RunControl& control) {
    RunReport report;
    for (const auto& part : plan.before) {
        // What runs only because it is needed does not wait for anybody.
        Stage hidden;
        RunControl atOnce;
        atOnce.cancelWith(control);
        runPart(part, hidden, atOnce);
        report.ranBefore.push_back(part.step);
    }
    stage.clear();
    runPart(plan.main, stage, control);
    const auto& definition = m_tutorial.step(plan.main.step);
    if (definition.check) {
        const Step step(plan.main.values, stage, control);
        Checker checker;
        definition.check(*m_state, step, checker);
        report.checks = checker.results();
    }
    return report;
}

} // namespace tp
