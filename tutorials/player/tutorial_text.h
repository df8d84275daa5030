#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// A question with one right option, asked before a run or in a quiz.
struct QuestionText {
    std::string question;
    std::vector<std::string> options;
    int correct = 0;
    std::string explanation;
};

struct ParameterText {
    std::string label;
    std::string help;
};

/// What a check looks at, and what to say when it fails: %1 is what was expected, %2 what was
/// found.
struct CheckText {
    std::string goal;
    std::string failure;
};

/// One step in one language; texts are Markdown.
struct StepText {
    std::string id;
    std::string title;
    std::string why;  ///< what the step is about
    std::string task; ///< what to do now
    std::string
        observed; ///< what happened, shown after a run; {name} stands for a metric of the stage
    std::map<std::string, ParameterText, std::less<>> parameters;
    std::optional<QuestionText> prediction;
    std::vector<QuestionText> quiz;
    std::vector<std::string> hints; ///< idea, where, exact value
    std::map<std::string, CheckText, std::less<>> checks;
};

/// One tutorial in one language.
struct TutorialText {
    std::string title;
    std::string blurb;
    int minutes = 0;
    std::string level;
    std::string track;
    std::string needs;
    std::map<std::string, std::string, std::less<>>
        phrases; ///< what steps put on the stage, by key
    std::vector<StepText> steps;
};

/// Reads a tutorial's Markdown: front matter between `---` lines, then a step per `## Title {#id}`.
///
/// Inside a step, `:::name` … `:::` marks the parts that are not plain text: `do`, `parameters`,
/// `predict`, `question`, `hint`, `observed` and `check KEY`; `phrases` may stand before the first
/// step. Throws BadFile with the line for anything it does not understand, so that a slip of an
/// author cannot hide.
TutorialText parseTutorialText(std::string_view markdown, std::string_view fileName);

} // namespace tp
