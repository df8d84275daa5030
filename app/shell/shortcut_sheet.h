#pragma once

#include "app/shell/overlay.h"

#include <QList>

#include <functional>

class QAction;
class QLabel;
class QPushButton;
class QScrollArea;

namespace app {

class Actions;

/// All shortcuts on one sheet, grouped; written from Actions each time it opens.
class ShortcutSheet : public Overlay {
    Q_OBJECT

public:
    /// `pageActions` gives the commands of the page that is open.
    ShortcutSheet(
        QWidget* window, const Actions& actions, std::function<QList<QAction*>()> pageActions);

    void openSheet();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();

    const Actions& m_actions;
    std::function<QList<QAction*>()> m_pageActions;
    QLabel* m_title;
    QPushButton* m_close;
    QScrollArea* m_scroll;
};

} // namespace app
