#include "tutorials/player/tutorial_text.h"

#include "engine/base/error.h"

#include <charconv>

namespace tp {

namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

bool takePrefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    return true;
}

/// Splits at the first `separator`; both sides trimmed.
std::pair<std::string_view, std::string_view>
cut(std::string_view text, std::string_view separator) {
    const auto place = text.find(separator);
    if (place == std::string_view::npos)
        return {trimmed(text), {}};
    return {trimmed(text.substr(0, place)), trimmed(text.substr(place + separator.size()))};
}

class Reader {
public:
    Reader(std::string_view markdown, std::string_view fileName)
        : m_rest(markdown)
        , m_fileName(fileName) {}

    TutorialText read() {
        readFrontMatter();
        while (nextLine()) {
            std::string_view line = m_line;
            if (takePrefix(line, "## ")) {
                startStep(line);
            } else if (takePrefix(line, ":::")) {
                readBlock(trimmed(line));
            } else if (!m_text.steps.empty()) {
                step().why += std::string(line) + '\n';
            } else if (!trimmed(line).empty()) {
                refuse("text before the first step");
            }
        }
        for (auto& one : m_text.steps)
            one.why = trimmed(one.why);
        if (m_text.steps.empty())
            refuse("there are no steps");
        return std::move(m_text);
    }

private:
    [[noreturn]] void refuse(std::string_view what) const {
        fail(Error::Kind::BadFile, "%1:%2: %3", m_fileName, m_lineNumber, what);
    }

    bool nextLine() {
        if (m_rest.empty())
            return false;
        const auto end = m_rest.find('\n');
        m_line = m_rest.substr(0, end);
        m_rest.remove_prefix(end == std::string_view::npos ? m_rest.size() : end + 1);
        ++m_lineNumber;
        return true;
    }

    StepText& step() { return m_text.steps.back(); }

    void readFrontMatter() {
        if (!nextLine() || m_line != "---")
            refuse("the first line must be ---");
        while (nextLine() && m_line != "---") {
            const auto [key, value] = cut(m_line, ":");
            if (key == "title") {
                m_text.title = value;
            } else if (key == "blurb") {
                m_text.blurb = value;
            } else if (key == "level") {
                m_text.level = value;
            } else if (key == "track") {
                m_text.track = value;
            } else if (key == "needs") {
                m_text.needs = value;
            } else if (key == "minutes") {
                std::from_chars(value.data(), value.data() + value.size(), m_text.minutes);
            } else {
                refuse("unknown key \"" + std::string(key) + "\" in the front matter");
            }
        }
        if (m_text.title.empty() || m_text.blurb.empty() || m_text.minutes <= 0 ||
            m_text.level.empty() || m_text.track.empty() || m_text.needs.empty())
            refuse("the front matter needs title, blurb, minutes, level, track and needs");
    }

    void startStep(std::string_view heading) {
        const auto [title, rest] = cut(heading, "{#");
        const auto id = cut(rest, "}").first;
        if (title.empty() || id.empty())
            refuse("a step's heading must read: ## Title {#id}");
        for (const auto& other : m_text.steps) {
            if (other.id == id)
                refuse("two steps are called " + std::string(id));
        }
        m_text.steps.emplace_back();
        step().id = id;
        step().title = title;
    }

    std::string blockBody() {
        std::string body;
        const int start = m_lineNumber;
        while (nextLine()) {
            if (trimmed(m_line) == ":::")
                return std::string(trimmed(body));
            body += std::string(m_line) + '\n';
        }
        m_lineNumber = start;
        refuse("this block is never closed by :::");
    }

    void readBlock(std::string_view heading) {
        const auto [name, argument] = cut(heading, " ");
        const std::string body = blockBody();
        if (name == "phrases") {
            return readEntries(body, [this](const std::string& key, const std::string& text) {
                m_text.phrases[key] = text;
            });
        }
        if (m_text.steps.empty())
            refuse("a block before the first step");
        if (name == "do") {
            step().task = body;
        } else if (name == "observed") {
            step().observed = body;
        } else if (name == "hint") {
            step().hints.push_back(body);
        } else if (name == "predict") {
            step().prediction = readQuestion(body);
        } else if (name == "question") {
            step().quiz.push_back(readQuestion(body));
        } else if (name == "check" && !argument.empty()) {
            step().checks[std::string(argument)] = readCheck(body);
        } else if (name == "parameters") {
            readEntries(body, [this](const std::string& key, const std::string& text) {
                const auto [label, help] = cut(text, " | ");
                step().parameters[key] = {std::string(label), std::string(help)};
            });
        } else {
            refuse("unknown block \"" + std::string(name) + "\"");
        }
    }

    /// Lines of the form `- key: text`.
    template<class Take>
    void readEntries(std::string_view body, const Take& take) const {
        while (!body.empty()) {
            const auto end = body.find('\n');
            std::string_view line = body.substr(0, end);
            body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
            if (trimmed(line).empty())
                continue;
            if (!takePrefix(line, "- "))
                refuse("an entry must read: - key: text");
            const auto [key, text] = cut(line, ":");
            if (text.empty())
                refuse("the entry \"" + std::string(key) + "\" has no text");
            take(std::string(key), std::string(text));
        }
    }

    CheckText readCheck(std::string_view body) const {
        const auto [goal, failure] = cut(body, "\n\n");
        if (goal.empty() || failure.empty())
            refuse("a check needs what it looks at, an empty line, and what to say when it fails");
        return {std::string(goal), std::string(failure)};
    }

    QuestionText readQuestion(std::string_view body) const {
        QuestionText question;
        int correct = -1;
        while (!body.empty()) {
            const auto end = body.find('\n');
            std::string_view line = body.substr(0, end);
            body.remove_prefix(end == std::string_view::npos ? body.size() : end + 1);
            const bool isRight = line.starts_with("- (x) ");
            if (isRight)
                correct = static_cast<int>(question.options.size());
            if (isRight || line.starts_with("- ( ) ")) {
                question.options.emplace_back(trimmed(line.substr(6)));
            } else {
                (question.options.empty() ? question.question : question.explanation) +=
                    std::string(line) + '\n';
            }
        }
        question.question = trimmed(question.question);
        question.explanation = trimmed(question.explanation);
        if (question.question.empty() || question.options.size() < 2 || correct < 0 ||
            question.explanation.empty()) {
            refuse(
                "a question needs text, two or more options, one of them (x), and an explanation");
        }
        question.correct = correct;
        return question;
    }

    std::string_view m_rest;
    std::string_view m_fileName;
    std::string_view m_line;
    int m_lineNumber = 0;
    TutorialText m_text;
};

} // namespace

TutorialText parseTutorialText(std::string_view markdown, std::string_view fileName) {
    return Reader(markdown, fileName).read();
}

} // namespace tp
