#include "tutorials/player/progress.h"

#include "tutorials/player/journal.h"

#include <nlohmann/json.hpp>

#include <cstdlib>
#include <type_traits>

namespace tp {

namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;
constexpr std::string_view kFormat = "tensor-playground-progress";

Json toJson(const ParameterValues& values) {
    Json json = Json::object();
    for (const auto& [name, value] : values)
        std::visit([&, key = name](const auto& held) { json[key] = held; }, value);
    return json;
}

ParameterValues valuesFrom(const Json& json) {
    ParameterValues values;
    for (const auto& [name, value] : json.items()) {
        if (value.is_boolean()) {
            values[name] = value.get<bool>();
        } else if (value.is_number_integer()) {
            values[name] = value.get<std::int64_t>();
        } else if (value.is_number()) {
            values[name] = value.get<double>();
        } else if (value.is_string()) {
            values[name] = value.get<std::string>();
        }
    }
    return values;
}

std::string_view statusName(StepStatus status) {
    switch (status) {
    case StepStatus::Done:
        return "done";
    case StepStatus::Skipped:
        return "skipped";
    case StepStatus::Open:
        break;
    }
    return "open";
}

StepStatus statusFrom(const std::string& name) {
    if (name == "done")
        return StepStatus::Done;
    return name == "skipped" ? StepStatus::Skipped : StepStatus::Open;
}

Json stepLine(std::string_view tutorial, std::string_view step, const StepProgress& progress) {
    Json json = {
        {"tutorial", tutorial},
        {"step", step},
        {"status", statusName(progress.status)},
        {"assisted", progress.assisted},
        {"hints", progress.hintsShown},
        {"parameters", toJson(progress.parameters)},
        {"quiz", progress.quizAnswers}};
    if (progress.prediction)
        json["prediction"] = *progress.prediction;
    return json;
}

Json placeLine(std::string_view tutorial, std::string_view step) {
    return {{"tutorial", tutorial}, {"current", step}};
}

/// A member of a line if it has the type asked for, else nothing: a line from who knows where
/// cannot throw.
template<class T>
std::optional<T> member(const Json& json, const char* name) {
    const auto place = json.find(name);
    if (place == json.end())
        return {};
    if constexpr (std::is_same_v<T, std::string>) {
        return place->is_string() ? std::optional(place->get<T>()) : std::nullopt;
    } else if constexpr (std::is_same_v<T, bool>) {
        return place->is_boolean() ? std::optional(place->get<T>()) : std::nullopt;
    } else {
        return place->is_number_integer() ? std::optional(place->get<T>()) : std::nullopt;
    }
}

StepProgress stepFrom(const Json& json) {
    StepProgress progress;
    progress.status = statusFrom(member<std::string>(json, "status").value_or("open"));
    progress.assisted = member<bool>(json, "assisted").value_or(false);
    progress.hintsShown = member<int>(json, "hints").value_or(0);
    progress.prediction = member<int>(json, "prediction");
    if (const auto values = json.find("parameters"); values != json.end() && values->is_object())
        progress.parameters = valuesFrom(*values);
    if (const auto quiz = json.find("quiz"); quiz != json.end() && quiz->is_array()) {
        for (const auto& answer : *quiz)
            progress.quizAnswers.push_back(answer.is_number_integer() ? answer.get<int>() : -1);
    }
    return progress;
}

std::string header() {
    return Json{{"format", kFormat}, {"version", kVersion}}.dump();
}

/// Complete lines; what follows the last line end was cut off by a kill in mid-write and counts for
/// nothing.
std::vector<std::string> completeLines(const std::string& text) {
    std::vector<std::string> lines;
    std::size_t start = 0;
    for (auto end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
        lines.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return lines;
}

enum class FileState { Empty, Ours, FromNewerVersion, Unknown };

FileState stateOf(const std::string& text, const std::vector<std::string>& lines) {
    if (text.empty())
        return FileState::Empty;
    // A kill while the very first line was written leaves a piece of it.
    if (lines.empty())
        return (header() + '\n').starts_with(text) ? FileState::Empty : FileState::Unknown;
    const Json first = Json::parse(lines.front(), nullptr, false);
    if (!first.is_object() || member<std::string>(first, "format") != kFormat)
        return FileState::Unknown;
    const auto version = member<std::int64_t>(first, "version");
    if (!version)
        return FileState::Unknown;
    return *version > kVersion ? FileState::FromNewerVersion : FileState::Ours;
}

} // namespace

std::filesystem::path progressFolder(const std::filesystem::path& profile) {
    if (!profile.empty())
        return profile;
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state == '/')
        return std::filesystem::path(state) / "tensor-playground";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home != nullptr ? home : "/") / ".local/state/tensor-playground";
}

Progress::Progress(std::filesystem::path folder)
    : m_folder(std::move(folder))
    , m_journal(std::make_unique<Journal>(file())) {
    load();
    // Learning goes on without a place to write; the learner is told.
    if (m_journal && m_journal->problem() && !m_notice)
        m_notice = m_journal->problem();
}

Progress::~Progress() = default;

std::filesystem::path Progress::file() const {
    return m_folder / "progress.jsonl";
}

void Progress::load() {
    const std::string text = m_journal->read();
    const auto lines = completeLines(text);
    const auto state = stateOf(text, lines);
    if (state == FileState::FromNewerVersion) {
        m_journal.reset();
        m_notice.emplace(
            Error::Kind::BadFile,
            "Your progress (%1) was written by a newer version of the program. It is left as it "
            "is, and what you do "
            "now is not kept.",
            std::vector<std::string>{file().string()});
        return;
    }
    bool isSound = state != FileState::Unknown;
    for (std::size_t i = 1; i < lines.size(); ++i)
        isSound = apply(lines[i]) && isSound;
    if (!isSound) {
        const auto aside = m_journal->moveAside();
        m_notice.emplace(
            Error::Kind::BadFile,
            "The file with your progress was damaged. It was moved to %1; what could be read of it "
            "is kept.",
            std::vector<std::string>{aside.string()});
    }
    // Shorter, and free of a last line that was cut off: appending to half a line would spoil both.
    const bool isAlone = m_journal->replace(snapshot());
    if (!isAlone && !text.empty() && text.back() != '\n')
        m_journal->append("");
}

void Progress::reload() {
    if (!m_journal)
        return;
    m_tutorials.clear();
    const auto lines = completeLines(m_journal->read());
    for (std::size_t i = 1; i < lines.size(); ++i)
        apply(lines[i]);
}

bool Progress::apply(const std::string& line) {
    const Json json = line.empty() ? Json::object() : Json::parse(line, nullptr, false);
    if (!json.is_object())
        return false;
    const auto id = member<std::string>(json, "tutorial");
    if (!id)
        return true;
    if (json.contains("reset")) {
        m_tutorials.erase(*id);
    } else if (const auto current = member<std::string>(json, "current")) {
        m_tutorials[*id].currentStep = *current;
    } else if (const auto step = member<std::string>(json, "step")) {
        m_tutorials[*id].steps[*step] = stepFrom(json);
    }
    return true;
}

std::string Progress::snapshot() const {
    std::string text = header() + '\n';
    for (const auto& [id, tutorial] : m_tutorials) {
        for (const auto& [step, progress] : tutorial.steps)
            text += stepLine(id, step, progress).dump() + '\n';
        if (!tutorial.currentStep.empty())
            text += placeLine(id, tutorial.currentStep).dump() + '\n';
    }
    return text;
}

void Progress::write(const std::string& line) {
    if (!m_journal)
        return;
    m_journal->append(line);
    if (m_journal->problem())
        m_notice = m_journal->problem();
}

StepProgress Progress::step(std::string_view tutorial, std::string_view step) const {
    const auto place = m_tutorials.find(tutorial);
    if (place == m_tutorials.end())
        return {};
    const auto found = place->second.steps.find(step);
    return found == place->second.steps.end() ? StepProgress{} : found->second;
}

void Progress::record(
    std::string_view tutorial, std::string_view step, const StepProgress& progress) {
    auto& kept = m_tutorials[std::string(tutorial)].steps[std::string(step)];
    if (kept == progress)
        return;
    kept = progress;
    write(stepLine(tutorial, step, progress).dump());
}

std::string Progress::currentStep(std::string_view tutorial) const {
    const auto place = m_tutorials.find(tutorial);
    return place == m_tutorials.end() ? std::string() : place->second.currentStep;
}

void Progress::setCurrentStep(std::string_view tutorial, std::string_view step) {
    auto& current = m_tutorials[std::string(tutorial)].currentStep;
    if (current == step)
        return;
    current = step;
    write(placeLine(tutorial, step).dump());
}

void Progress::reset(std::string_view tutorial) {
    if (const auto place = m_tutorials.find(tutorial); place != m_tutorials.end()) {
        m_tutorials.erase(place);
        write(Json{{"tutorial", tutorial}, {"reset", true}}.dump());
    }
}

ProgressSummary Progress::summary(const TutorialInfo& tutorial) const {
    ProgressSummary summary;
    summary.total = static_cast<int>(tutorial.steps.size());
    summary.currentStep = currentStep(tutorial.id);
    for (const auto& info : tutorial.steps) {
        const auto status = step(tutorial.id, info.id).status;
        summary.done += status == StepStatus::Done ? 1 : 0;
        summary.skipped += status == StepStatus::Skipped ? 1 : 0;
    }
    return summary;
}

} // namespace tp
