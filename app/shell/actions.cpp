#include "app/shell/actions.h"

#include "app/theme/icon.h"

#include <QEvent>
#include <QWidget>

namespace app {

Actions::Actions(QWidget* window)
    : QObject(window)
    , back(add(
          window, Group::Go, "backAction", QT_TR_NOOP("Back"), "back", {QKeySequence("Alt+Left")}))
    , forward(
          add(window,
              Group::Go,
              "forwardAction",
              QT_TR_NOOP("Forward"),
              "forward",
              {QKeySequence("Alt+Right")}))
    , nextPane(
          add(window,
              Group::Go,
              "nextPaneAction",
              QT_TR_NOOP("Next pane"),
              "dock",
              {QKeySequence("F6")}))
    , home(add(
          window, Group::Go, "homeAction", QT_TR_NOOP("Home"), "home", {QKeySequence("Ctrl+1")}))
    , learn(add(
          window, Group::Go, "learnAction", QT_TR_NOOP("Learn"), "learn", {QKeySequence("Ctrl+2")}))
    , tensors(
          add(window,
              Group::Go,
              "tensorsAction",
              QT_TR_NOOP("Tensors"),
              "tensor",
              {QKeySequence("Ctrl+3")}))
    , models(
          add(window,
              Group::Go,
              "modelsAction",
              QT_TR_NOOP("Models"),
              "layers",
              {QKeySequence("Ctrl+4")}))
    , settings(
          add(window,
              Group::Go,
              "settingsAction",
              QT_TR_NOOP("Settings"),
              "settings",
              {QKeySequence("Ctrl+,")}))
    , palette(
          add(window,
              Group::Go,
              "paletteAction",
              QT_TR_NOOP("Search pages and commands"),
              "search",
              {QKeySequence("Ctrl+K")}))
    , docks(
          add(window,
              Group::View,
              "docksAction",
              QT_TR_NOOP("Show or hide the docks"),
              "dock",
              {QKeySequence("F9")}))
    , jobs(
          add(window,
              Group::View,
              "jobsAction",
              QT_TR_NOOP("Show or hide the jobs"),
              "jobs",
              {QKeySequence("Ctrl+J")}))
    , fullScreen(
          add(window,
              Group::View,
              "fullScreenAction",
              QT_TR_NOOP("Full screen"),
              "zoom-reset",
              {QKeySequence("F11")}))
    , zoomIn(
          add(window,
              Group::View,
              "zoomInAction",
              QT_TR_NOOP("Larger text"),
              "plus",
              {QKeySequence("Ctrl+="), QKeySequence("Ctrl++")}))
    , zoomOut(
          add(window,
              Group::View,
              "zoomOutAction",
              QT_TR_NOOP("Smaller text"),
              "minus",
              {QKeySequence("Ctrl+-")}))
    , zoomReset(
          add(window,
              Group::View,
              "zoomResetAction",
              QT_TR_NOOP("Normal text size"),
              "zoom",
              {QKeySequence("Ctrl+0")}))
    , switchLanguage(
          add(window,
              Group::View,
              "switchLanguageAction",
              QT_TR_NOOP("Switch between English and Chinese"),
              "language",
              {}))
    , switchTheme(
          add(window,
              Group::View,
              "switchThemeAction",
              QT_TR_NOOP("Switch between light and dark"),
              "theme",
              {}))
    , cancelJobs(
          add(window, Group::Run, "cancelJobsAction", QT_TR_NOOP("Cancel all jobs"), "stop", {}))
    , shortcuts(
          add(window,
              Group::Help,
              "shortcutsAction",
              QT_TR_NOOP("Keyboard shortcuts"),
              "keyboard",
              {QKeySequence("Ctrl+/")}))
    , quit(
          add(window,
              Group::Help,
              "quitAction",
              QT_TR_NOOP("Quit"),
              "close",
              {QKeySequence("Ctrl+Q")})) {
    window->installEventFilter(this);
    retranslate();
}

QAction* Actions::add(
    QWidget* window,
    Group group,
    const char* objectName,
    const char* text,
    const char* iconName,
    const QList<QKeySequence>& keys) {
    auto* action = new QAction(icon(QString::fromLatin1(iconName)), QString(), this);
    action->setObjectName(QString::fromLatin1(objectName));
    action->setShortcuts(keys);
    window->addAction(action);
    m_entries.push_back({action, group, text});
    return action;
}

bool Actions::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    return QObject::eventFilter(watched, event);
}

void Actions::retranslate() {
    for (const Entry& entry : m_entries) {
        entry.action->setText(tr(entry.text));
        const QString keys = entry.action->shortcut().toString(QKeySequence::NativeText);
        entry.action->setToolTip(
            keys.isEmpty()
                ? entry.action->text()
                : tr("%1 (%2)", "tool tip: command (shortcut)").arg(entry.action->text(), keys));
    }
}

QString Actions::groupTitle(Group group) const {
    switch (group) {
    case Group::Go:
        return tr("Go");
    case Group::View:
        return tr("View");
    case Group::Run:
        return tr("Run");
    case Group::Help:
        break;
    }
    return tr("Help");
}

} // namespace app
