#pragma once

#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_words.h"

#include <QLabel>

namespace app {

/// One line under an experiment: what was changed since the run before, and what that did.
class ChangesView : public QLabel {
    Q_OBJECT

public:
    explicit ChangesView(TutorialController* controller, QWidget* parent = nullptr);

    /// One line, shortened if need be, with all of it in the tool tip; else as many lines as it
    /// takes.
    void setSingleLine(bool isSingleLine);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void showChanges();

    TutorialController* m_controller;
    TutorialWords m_words;
    bool m_isSingleLine = false;
};

} // namespace app
