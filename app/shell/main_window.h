#pragma once

#include "app/shell/actions.h"
#include "app/shell/command_palette.h"
#include "app/shell/engine_status.h"
#include "app/shell/history.h"
#include "app/shell/page_catalog.h"

#include <QHash>
#include <QWidget>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace app {

class HeaderBar;
class JobsDrawer;
class Language;
class NavigationRail;
class NoticeBar;
class Page;
class ShortcutSheet;
class StatusLine;

/// The window around the pages: rail, header, pages with their history, docks, drawer of jobs,
/// status line.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    MainWindow(
        TutorialShelf& shelf,
        Language& language,
        std::function<EngineStatus()> status,
        QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Goes to a link such as `learn` or `tutorial/02/train`. Says false, and stays, if there is no
    /// such page.
    bool open(const QString& link);

    /// Opens what a fresh start shows: the welcome at the very first, else where the person was.
    void openFirst();

    Page* currentPage() const;
    const PageCatalog& catalog() const { return m_catalog; }
    const Actions& actions() const { return m_actions; }

    /// Shows a sentence above the page until it is closed.
    void notify(const QString& sentence);

    void setJobsVisible(bool isVisible);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Visit { New, FromHistory };

    void build();
    void connectActions();
    bool go(const QString& link, Visit visit);
    Page* pageFor(const QString& pageId);
    void showDocks();
    void showPlace();
    void remember(const QString& link);
    void focusNextPane();
    void scaleBy(int percent);
    std::vector<Command> commands();
    void addPageCommands(std::vector<Command>& all);
    QStringList recentLinks() const;
    QString backendText() const;

    Language& m_language;
    TutorialShelf& m_shelf;
    std::function<EngineStatus()> m_status;
    Actions m_actions;
    PageCatalog m_catalog;
    History m_history;
    QHash<QString, Page*> m_pages;
    Page* m_dockPage = nullptr; ///< whose panels are in the docks

    NavigationRail* m_rail;
    HeaderBar* m_header;
    NoticeBar* m_notice;
    QStackedWidget* m_stack;
    QTabWidget* m_docks;
    QSplitter* m_across;
    QSplitter* m_down;
    JobsDrawer* m_jobs;
    StatusLine* m_statusLine;
    CommandPalette* m_palette;
    ShortcutSheet* m_sheet;
};

} // namespace app
