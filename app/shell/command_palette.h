#pragma once

#include "app/shell/overlay.h"

#include <QIcon>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace app {

/// One thing the palette can do.
struct Command {
    QString title;
    QString section;  ///< "Page", "Tutorial", "Command"
    QString shortcut; ///< as a person reads it; may be empty
    QIcon icon;
    std::function<void()> run;
};

/// How well `query` fits `title`: 0 not at all, else more is better. All letters must occur in
/// order; beginnings of words and runs of letters count more.
int matchScore(const QString& title, const QString& query);

/// Search over everything: type a few letters, Enter.
class CommandPalette : public Overlay {
    Q_OBJECT

public:
    /// `collect` is asked each time the palette opens, so that texts and what is possible are
    /// fresh.
    CommandPalette(QWidget* window, std::function<std::vector<Command>()> collect);

    void openWith(const QString& query = {});

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void filter();
    void runCurrent();

    std::function<std::vector<Command>()> m_collect;
    std::vector<Command> m_commands;
    QLineEdit* m_query;
    QListView* m_results;
    QStandardItemModel* m_model;
    QLabel* m_nothing;
    QLabel* m_keys;
};

} // namespace app
