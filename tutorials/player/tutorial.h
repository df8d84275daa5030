#pragma once

#include "tutorials/player/catalog.h"
#include "tutorials/player/check.h"
#include "tutorials/player/parameter.h"
#include "tutorials/player/run_control.h"
#include "tutorials/player/snippet.h"
#include "tutorials/player/stage.h"
#include "tutorials/player/tutorial_text.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What a running step is given: the values of its parameters, its stage and the buttons under it.
class Step {
public:
    Step(const ParameterValues& values, Stage& onStage, RunControl& byControl)
        : stage(onStage)
        , control(byControl)
        , m_values(values) {}

    /// The value of a parameter; throws InvalidArgument if the step has none of that name and type.
    bool toggle(std::string_view name) const;
    int integer(std::string_view name) const;
    double real(std::string_view name) const;
    std::string choice(std::string_view name) const;

    Stage& stage;
    RunControl& control;

private:
    template<class T>
    const T& value(std::string_view name) const;

    const ParameterValues& m_values;
};

/// What the steps of one tutorial make and share: data, tensors, a model. Each tutorial derives its
/// own.
class TutorialState {
public:
    TutorialState() = default;
    virtual ~TutorialState() = default;
    TutorialState(const TutorialState&) = delete;
    TutorialState& operator=(const TutorialState&) = delete;
};

/// One step as steps.cpp defines it; its texts are in the Markdown under the same id.
struct StepDefinition {
    std::string id;
    StepKind kind = StepKind::Read;
    std::vector<Parameter> parameters = {};
    /// Steps whose results this one uses. They run first if they have not.
    std::vector<std::string> needs = {};
    /// Those of them that run again each time, so that this step starts afresh.
    std::vector<std::string> restarts = {};
    /// The panel of the stage that must have been looked at.
    std::string mustOpen = {};
    /// Whether run() trains, so that pause, step and stop make sense.
    bool trains = false;
    std::function<void(TutorialState&, Step&)> run = {};
    std::function<void(const TutorialState&, const Step&, Checker&)> check = {};
    /// Values that pass the check, where they differ from the initial ones.
    ParameterValues solution = {};

    /// The parameter of this name, or nullptr.
    const Parameter* parameter(std::string_view name) const;

    /// Every parameter's initial value.
    ParameterValues initialValues() const;

    /// Every parameter's value in the solution.
    ParameterValues solutionValues() const;
};

/// A tutorial, ready to be played: steps, texts in both languages, code in both languages.
class Tutorial {
public:
    struct Source {
        std::string_view id;
        std::string_view english;
        std::string_view chinese;
        std::string_view cpp;
        std::string_view javaScript;
        void (*define)(Tutorial&);
    };

    /// Parses the texts and runs `source.define`. Throws BadFile if a text is malformed or has no
    /// step for a definition.
    explicit Tutorial(const Source& source);

    const std::string& id() const { return m_id; }
    const std::vector<StepDefinition>& steps() const { return m_steps; }

    /// Throws InvalidArgument naming the steps there are.
    const StepDefinition& step(std::string_view id) const;
    int indexOf(std::string_view id) const;

    const TutorialText& text(Language language) const {
        return language == Language::Chinese ? m_chinese : m_english;
    }
    const StepText& text(Language language, std::string_view step) const;

    /// The phrase in words. A key that is no phrase stands for itself, so that numbers and names
    /// need none.
    std::string say(Language language, const Phrase& phrase) const;

    /// A step's own code, with values put in.
    Snippet cpp(std::string_view step, const ParameterValues& values) const;
    Snippet javaScript(std::string_view step, const ParameterValues& values) const;

    std::unique_ptr<TutorialState> newState() const { return m_newState(); }

    TutorialInfo info() const;
    const Source& source() const { return m_source; }

    /// For steps.cpp: the tutorial's state type and its steps, in order.
    template<class State>
    void setState() {
        m_newState = [] { return std::make_unique<State>(); };
    }
    void add(StepDefinition step);

private:
    Source m_source;
    std::string m_id;
    TutorialText m_english;
    TutorialText m_chinese;
    std::vector<StepDefinition> m_steps;
    std::function<std::unique_ptr<TutorialState>()> m_newState;
};

/// Wraps member functions of a state type, as StepDefinition::run and ::check want them.
template<class State>
auto runs(void (State::*function)(Step&)) {
    return [function](TutorialState& state, Step& step) {
        (static_cast<State&>(state).*function)(step);
    };
}
template<class State>
auto checks(void (State::*function)(const Step&, Checker&) const) {
    return [function](const TutorialState& state, const Step& step, Checker& checker) {
        (static_cast<const State&>(state).*function)(step, checker);
    };
}

/// Every tutorial built into the program, by number.
const std::vector<Tutorial>& tutorials();

/// Throws InvalidArgument listing the numbers there are. "2" finds "02".
const Tutorial& tutorial(std::string_view id);

/// The folders tutorials/NN_name as they were built in; this list is generated.
const std::vector<Tutorial::Source>& tutorialSources();

} // namespace tp
