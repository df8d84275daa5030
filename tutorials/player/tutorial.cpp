#include "tutorials/player/tutorial.h"

#include "engine/base/error.h"

#include <algorithm>

namespace tp {

namespace {

std::string number(std::string_view id) {
    return id.size() == 1 ? "0" + std::string(id) : std::string(id);
}

template<class Things>
std::string idsOf(const Things& things) {
    std::string text;
    for (const auto& thing : things)
        text += (text.empty() ? "" : ", ") + std::string(thing);
    return text;
}

} // namespace

template<class T>
const T& Step::value(std::string_view name) const {
    const auto place = m_values.find(name);
    check(
        place != m_values.end() && std::holds_alternative<T>(place->second),
        "the step has no parameter \"%1\" of that type",
        name);
    return std::get<T>(place->second);
}

bool Step::toggle(std::string_view name) const {
    return value<bool>(name);
}

int Step::integer(std::string_view name) const {
    return static_cast<int>(value<std::int64_t>(name));
}

double Step::real(std::string_view name) const {
    return value<double>(name);
}

std::string Step::choice(std::string_view name) const {
    return value<std::string>(name);
}

const Parameter* StepDefinition::parameter(std::string_view name) const {
    const auto place = std::find_if(
        parameters.begin(), parameters.end(), [&](const auto& one) { return one.name == name; });
    return place == parameters.end() ? nullptr : &*place;
}

ParameterValues StepDefinition::initialValues() const {
    ParameterValues values;
    for (const auto& one : parameters)
        values[one.name] = one.initial;
    return values;
}

ParameterValues StepDefinition::solutionValues() const {
    ParameterValues values = initialValues();
    for (const auto& [name, value] : solution)
        values[name] = value;
    return values;
}

Tutorial::Tutorial(const Source& source)
    : m_source(source)
    , m_id(source.id)
    , m_english(parseTutorialText(source.english, m_id + "/tutorial.md"))
    , m_chinese(parseTutorialText(source.chinese, m_id + "/tutorial.zh_CN.md")) {
    source.define(*this);
    const auto missing = [&](const TutorialText& text) {
        return text.steps.size() != m_steps.size() ||
               !std::equal(
                   m_steps.begin(),
                   m_steps.end(),
                   text.steps.begin(),
                   [](const auto& a, const auto& b) { return a.id == b.id; });
    };
    if (missing(m_english) || missing(m_chinese)) {
        fail(
            Error::Kind::BadFile,
            "tutorial %1: steps.cpp and the Markdown files have different steps",
            m_id);
    }
}

void Tutorial::add(StepDefinition step) {
    m_steps.push_back(std::move(step));
}

int Tutorial::indexOf(std::string_view id) const {
    const auto place =
        std::find_if(m_steps.begin(), m_steps.end(), [&](const auto& one) { return one.id == id; });
    if (place == m_steps.end()) {
        std::vector<std::string> ids;
        for (const auto& one : m_steps)
            ids.push_back(one.id);
        fail(
            Error::Kind::InvalidArgument,
            "tutorial %1 has no step \"%2\"; its steps are %3",
            m_id,
            id,
            idsOf(ids));
    }
    return static_cast<int>(place - m_steps.begin());
}

const StepDefinition& Tutorial::step(std::string_view id) const {
    return m_steps[static_cast<std::size_t>(indexOf(id))];
}

const StepText& Tutorial::text(Language language, std::string_view step) const {
    return text(language).steps[static_cast<std::size_t>(indexOf(step))];
}

std::string Tutorial::say(Language language, const Phrase& phrase) const {
    const auto& phrases = text(language).phrases;
    const auto place = phrases.find(phrase.key);
    return formatText(place == phrases.end() ? phrase.key : place->second, phrase.arguments);
}

Snippet Tutorial::cpp(std::string_view step, const ParameterValues& values) const {
    return resolveSnippet(codeRegion(m_source.cpp, step), values);
}

Snippet Tutorial::javaScript(std::string_view step, const ParameterValues& values) const {
    return resolveSnippet(codeRegion(m_source.javaScript, step), values);
}

TutorialInfo Tutorial::info() const {
    TutorialInfo info{
        .id = m_id,
        .title = {m_english.title, m_chinese.title},
        .blurb = {m_english.blurb, m_chinese.blurb},
        .minutes = m_english.minutes,
        .level = {m_english.level, m_chinese.level},
        .track = m_english.track,
        .needs = m_english.needs,
        .steps = {}};
    for (std::size_t i = 0; i < m_steps.size(); ++i) {
        info.steps.push_back(
            {m_steps[i].id, m_steps[i].kind, {m_english.steps[i].title, m_chinese.steps[i].title}});
    }
    return info;
}

const std::vector<Tutorial>& tutorials() {
    static const std::vector<Tutorial> all = [] {
        std::vector<Tutorial> made;
        for (const auto& source : tutorialSources())
            made.emplace_back(source);
        return made;
    }();
    return all;
}

const Tutorial& tutorial(std::string_view id) {
    const auto& all = tutorials();
    const auto place = std::find_if(
        all.begin(), all.end(), [&](const auto& one) { return one.id() == number(id); });
    if (place == all.end()) {
        std::vector<std::string> ids;
        for (const auto& one : all)
            ids.push_back(one.id());
        fail(
            Error::Kind::InvalidArgument,
            "there is no tutorial \"%1\"; there are %2",
            id,
            idsOf(ids));
    }
    return *place;
}

} // namespace tp
