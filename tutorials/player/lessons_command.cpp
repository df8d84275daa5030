#include "tutorials/player/lessons_command.h"

#include "tutorials/player/session.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <iomanip>
#include <optional>
#include <ostream>
#include <sstream>

namespace tp {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kFine = 0;
constexpr int kStepFailed = 1;
constexpr int kBadCommandLine = 2;

constexpr std::string_view kUsage = R"(Usage: tensor-playground lessons COMMAND

  list                        every tutorial, with its number
  run ID                      run every step of one tutorial with the values of its solution
      --set NAME=VALUE        use another value for a parameter; STEP.NAME=VALUE in one step only
  verify                      run every tutorial; fails if a check does not pass

Options for all: --json (one JSON document on standard output), --lang en|zh_CN
)";

struct Assignment {
    std::string step; ///< empty: every step that has the parameter
    std::string name;
    std::string value;
};

struct Options {
    std::string command;
    std::string id;
    std::vector<Assignment> assignments;
    bool isJson = false;
    bool isHelp = false;
    Language language = Language::English;
};

struct StepResult {
    const StepDefinition* step;
    ParameterValues values;
    std::vector<CheckResult> checks;
    StageContents stage;
    double seconds = 0;
};

/// Says which step was running when something is thrown through it: the message alone may name only
/// an op.
class WhileRunning {
public:
    WhileRunning(std::ostream& err, const std::string& tutorial, const std::string& step)
        : m_err(err)
        , m_tutorial(tutorial)
        , m_step(step) {}
    ~WhileRunning() {
        if (std::uncaught_exceptions() > m_before)
            m_err << "tutorial " << m_tutorial << ", step " << m_step << " failed:\n";
    }
    WhileRunning(const WhileRunning&) = delete;
    WhileRunning& operator=(const WhileRunning&) = delete;

private:
    std::ostream& m_err;
    const std::string& m_tutorial;
    const std::string& m_step;
    int m_before = std::uncaught_exceptions();
};

int refuse(std::ostream& err, const std::string& sentence) {
    err << "tensor-playground lessons: " << sentence << '\n';
    return kBadCommandLine;
}

/// "step.name=value" or "name=value"; nothing for anything else.
std::optional<Assignment> assignmentFrom(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return {};
    auto name = text.substr(0, equals);
    Assignment assignment;
    assignment.value = text.substr(equals + 1);
    if (const auto dot = name.find('.'); dot != std::string_view::npos) {
        assignment.step = name.substr(0, dot);
        name = name.substr(dot + 1);
    }
    assignment.name = name;
    return assignment;
}

/// Fills `options`; returns what is wrong with the arguments, or nothing.
std::string readOptions(std::span<const std::string> arguments, Options& options) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& argument = arguments[i];
        const bool hasNext = i + 1 < arguments.size();
        if (argument == "--json") {
            options.isJson = true;
        } else if (argument == "--help" || argument == "-h") {
            options.isHelp = true;
        } else if (argument == "--set" || argument == "--lang") {
            if (!hasNext)
                return argument + " needs a value behind it";
            const auto& value = arguments[++i];
            if (argument == "--lang") {
                if (value != "en" && value != "zh_CN")
                    return "--lang takes en or zh_CN, not \"" + value + "\"";
                options.language = value == "en" ? Language::English : Language::Chinese;
                continue;
            }
            const auto assignment = assignmentFrom(value);
            if (!assignment)
                return "--set takes NAME=VALUE, not \"" + value + "\"";
            options.assignments.push_back(*assignment);
        } else if (argument.starts_with("-")) {
            return "there is no option " + argument;
        } else if (options.command.empty()) {
            options.command = argument;
        } else if (options.id.empty()) {
            options.id = argument;
        } else {
            return "\"" + argument + "\" is one word too many";
        }
    }
    return {};
}

/// Puts an assignment's value into every step it names; returns what is wrong with it, or nothing.
std::string apply(const Assignment& assignment, TutorialSession& session) {
    bool isKnown = false;
    std::string names;
    for (const auto& step : session.tutorial().steps()) {
        if (!assignment.step.empty() && step.id != assignment.step)
            continue;
        for (const auto& parameter : step.parameters) {
            if (parameter.name != assignment.name) {
                if (names.find(parameter.name) == std::string::npos)
                    names += (names.empty() ? "" : ", ") + parameter.name;
                continue;
            }
            const auto value = parameter.parsed(assignment.value);
            if (!value) {
                return parameter.name + " takes " + parameter.expectation() + ", not \"" +
                       assignment.value + "\"";
            }
            session.setValue(step.id, parameter.name, *value);
            isKnown = true;
        }
    }
    if (isKnown)
        return {};
    const std::string place = assignment.step.empty() ? "tutorial " + session.tutorial().id()
                                                      : "the step \"" + assignment.step + "\"";
    return place + " has no parameter \"" + assignment.name + "\"" +
           (names.empty() ? "" : "; there are " + names);
}

std::vector<StepResult> runAll(TutorialSession& session, std::ostream& err) {
    std::vector<StepResult> results;
    for (const auto& step : session.tutorial().steps()) {
        const WhileRunning running(err, session.tutorial().id(), step.id);
        Stage stage;
        RunControl control;
        const auto start = std::chrono::steady_clock::now();
        const auto report = session.run(session.plan(step.id), stage, control);
        const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
        results.push_back(
            {&step, session.values(step.id), report.checks, stage.contents(), time.count()});
    }
    return results;
}

bool passed(const std::vector<StepResult>& results) {
    return std::all_of(results.begin(), results.end(), [](const auto& result) {
        return allPassed(result.checks);
    });
}

Json numberJson(double value) {
    // JSON has no NaN; null says that there is no number.
    return std::isfinite(value) ? Json(value) : Json();
}

Json toJson(const Tutorial& tutorial, Language language, const std::vector<StepResult>& results) {
    Json document = {
        {"tutorial", tutorial.id()},
        {"title", tutorial.text(language).title},
        {"passed", passed(results)},
        {"steps", Json::array()}};
    for (const auto& result : results) {
        Json step = {
            {"id", result.step->id},
            {"title", tutorial.text(language, result.step->id).title},
            {"kind", toText(result.step->kind)},
            {"status", allPassed(result.checks) ? "passed" : "failed"},
            {"seconds", result.seconds},
            {"parameters", Json::object()},
            {"checks", Json::array()},
            {"metrics", Json::object()}};
        for (const auto& [name, value] : result.values) {
            std::visit(
                [&, key = name](const auto& held) { step["parameters"][key] = held; }, value);
        }
        for (const auto& check : result.checks) {
            step["checks"].push_back(
                {{"id", check.key},
                 {"passed", check.passed},
                 {"expected", check.expected},
                 {"observed", check.observed}});
        }
        for (const auto& metric : result.stage.metrics) {
            step["metrics"][metric.id] = numberJson(metric.value);
            if (metric.id == "lastLoss")
                document["finalLoss"] = numberJson(metric.value);
        }
        document["steps"].push_back(std::move(step));
    }
    return document;
}

std::string metricLine(const Tutorial& tutorial, Language language, const StageContents& stage) {
    std::string line;
    for (const auto& metric : stage.metrics) {
        line += (line.empty() ? "" : " · ") + tutorial.say(language, metric.name) + " " +
                toText(metric.value) + (metric.unit.empty() ? "" : " " + metric.unit);
    }
    return line;
}

void print(
    std::ostream& out,
    const Tutorial& tutorial,
    Language language,
    const std::vector<StepResult>& results) {
    out << tutorial.id() << "  " << tutorial.text(language).title << '\n';
    int number = 0;
    for (const auto& result : results) {
        const auto& text = tutorial.text(language, result.step->id);
        const bool isPassed = allPassed(result.checks);
        out << std::setw(4) << ++number << (isPassed ? "  ✓ " : "  ✗ ") << text.title << '\n';
        if (const auto line = metricLine(tutorial, language, result.stage); !line.empty())
            out << "        " << line << '\n';
        for (const auto& check : result.checks) {
            if (const auto words = text.checks.find(check.key);
                !check.passed && words != text.checks.end()) {
                out << "        "
                    << formatText(words->second.failure, {check.expected, check.observed}) << '\n';
            }
        }
    }
}

int list(const Options& options, std::ostream& out) {
    Json document = Json::array();
    for (const auto& info : tutorialCatalog()) {
        if (!options.isJson) {
            out << info.id << "  " << info.title.in(options.language) << "\n    "
                << info.blurb.in(options.language) << "\n    " << info.minutes << " min · "
                << info.level.in(options.language) << " · " << info.steps.size() << " steps\n";
            continue;
        }
        Json steps = Json::array();
        for (const auto& step : info.steps) {
            steps.push_back(
                {{"id", step.id},
                 {"kind", toText(step.kind)},
                 {"title", step.title.in(options.language)}});
        }
        document.push_back(
            {{"id", info.id},
             {"title", info.title.in(options.language)},
             {"blurb", info.blurb.in(options.language)},
             {"minutes", info.minutes},
             {"level", info.level.in(options.language)},
             {"track", info.track},
             {"needs", info.needs},
             {"steps", steps}});
    }
    if (options.isJson)
        out << document.dump(2) << '\n';
    return kFine;
}

/// The session with every step's solution in place.
TutorialSession solvedSession(const Tutorial& tutorial) {
    TutorialSession session(tutorial);
    for (const auto& step : tutorial.steps())
        session.setValues(step.id, step.solutionValues());
    return session;
}

int run(const Options& options, std::ostream& out, std::ostream& err) {
    if (options.id.empty())
        return refuse(err, "run needs the number of a tutorial; \"lessons list\" shows them");
    const TutorialInfo* info = findTutorial(options.id);
    if (info == nullptr) {
        return refuse(
            err, "there is no tutorial \"" + options.id + "\"; \"lessons list\" shows them");
    }
    const Tutorial& tutorial = tp::tutorial(info->id);
    auto session = solvedSession(tutorial);
    for (const auto& assignment : options.assignments) {
        if (const auto wrong = apply(assignment, session); !wrong.empty())
            return refuse(err, wrong);
    }

    const auto results = runAll(session, err);
    if (options.isJson) {
        out << toJson(tutorial, options.language, results).dump(2) << '\n';
    } else {
        print(out, tutorial, options.language, results);
    }
    return kFine;
}

int verify(const Options& options, std::ostream& out, std::ostream& err) {
    bool isFine = true;
    Json document = Json::array();
    for (const auto& tutorial : tutorials()) {
        auto session = solvedSession(tutorial);
        const auto results = runAll(session, err);
        isFine = passed(results) && isFine;
        if (options.isJson) {
            document.push_back(toJson(tutorial, options.language, results));
        } else {
            print(out, tutorial, options.language, results);
        }
    }
    if (options.isJson)
        out << document.dump(2) << '\n';
    return isFine ? kFine : kStepFailed;
}

} // namespace

int runLessonsCommand(
    std::span<const std::string> arguments, std::ostream& out, std::ostream& err) {
    Options options;
    if (const auto wrong = readOptions(arguments, options); !wrong.empty())
        return refuse(err, wrong);
    if (options.isHelp) {
        out << kUsage;
        return kFine;
    }
    const bool takesId = options.command == "run";
    if (!takesId && !options.id.empty())
        return refuse(err, "\"" + options.id + "\" is one word too many");
    if (!takesId && !options.assignments.empty())
        return refuse(err, "--set goes with run only");
    if (options.command == "list")
        return list(options, out);
    if (options.command == "run")
        return run(options, out, err);
    if (options.command == "verify")
        return verify(options, out, err);
    if (options.command.empty()) {
        err << kUsage;
        return kBadCommandLine;
    }
    return refuse(
        err, "there is no command \"" + options.command + "\"; there are list, run and verify");
}

} // namespace tp
