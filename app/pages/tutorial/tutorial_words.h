#pragma once

#include "tutorials/player/tutorial.h"

#include <QString>

namespace app {

/// A tutorial's texts in the language that the application speaks at the moment.
class TutorialWords {
public:
    explicit TutorialWords(const tp::Tutorial& tutorial) : m_tutorial(tutorial) {}

    const tp::Tutorial& tutorial() const { return m_tutorial; }
    const tp::TutorialText& text() const { return m_tutorial.text(language()); }
    const tp::StepText& text(const std::string& step) const {
        return m_tutorial.text(language(), step);
    }
    QString say(const tp::Phrase& phrase) const {
        return QString::fromStdString(m_tutorial.say(language(), phrase));
    }

    /// The language in force, as tutorials know it.
    static tp::Language language();

private:
    const tp::Tutorial& m_tutorial;
};

/// A measured number as a person reads it: three or four digits, with its unit.
QString metricText(const tp::StageMetric& metric);

} // namespace app
