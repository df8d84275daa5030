#pragma once

#include "app/pages/tutorial/tutorial_words.h"

#include <QWidget>

class QVBoxLayout;

namespace app {

/// What a step must fulfil: a line for each check, and for one that failed what was found, what was
/// expected and what to do next.
class CheckList : public QWidget {
    Q_OBJECT

public:
    explicit CheckList(QWidget* parent = nullptr);

    /// `results` is empty while the step has not run; the checks are then still open.
    void show(const tp::StepText& text, const std::vector<tp::CheckResult>& results);

private:
    QVBoxLayout* m_column;
};

} // namespace app
