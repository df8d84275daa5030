#pragma once

#include <QAction>
#include <QObject>
#include <QString>

#include <vector>

namespace app {

/// Every command of the window, with its shortcut, in one table: menus, the palette and the sheet
/// of shortcuts read it, so none can be forgotten.
class Actions : public QObject {
    Q_OBJECT

public:
    /// Which heading of the sheet a command belongs under.
    enum class Group { Go, View, Run, Help };

    struct Entry {
        QAction* action;
        Group group;
        const char* text; ///< English, for tr()
    };

private:
    std::vector<Entry> m_entries; // before the actions, which enter themselves while they are made

public:
    explicit Actions(QWidget* window);

    const std::vector<Entry>& entries() const { return m_entries; }

    QString groupTitle(Group group) const;

    QAction* const back;
    QAction* const forward;
    QAction* const nextPane;
    QAction* const home;
    QAction* const learn;
    QAction* const tensors;
    QAction* const models;
    QAction* const settings;
    QAction* const palette;
    QAction* const docks;
    QAction* const jobs;
    QAction* const fullScreen;
    QAction* const zoomIn;
    QAction* const zoomOut;
    QAction* const zoomReset;
    QAction* const switchLanguage;
    QAction* const switchTheme;
    QAction* const cancelJobs;
    QAction* const shortcuts;
    QAction* const quit;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QAction*
    add(QWidget* window,
        Group group,
        const char* objectName,
        const char* text,
        const char* icon,
        const QList<QKeySequence>& keys);
    void retranslate();
};

} // namespace app
