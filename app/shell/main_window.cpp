#include "app/shell/main_window.h"

#include "app/core/all_settings.h"
#include "app/core/job_list.h"
#include "app/core/language.h"
#include "app/page/page.h"
#include "app/shell/header_bar.h"
#include "app/shell/jobs_drawer.h"
#include "app/shell/navigation_rail.h"
#include "app/shell/notice_bar.h"
#include "app/shell/shortcut_sheet.h"
#include "app/shell/status_line.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

namespace app {

namespace {

constexpr QSize kSmallest{1024, 640};
constexpr QSize kUsual{1280, 820};
constexpr int kRailNeeds = 1100;
constexpr int kMostRecent = 8;

} // namespace

MainWindow::MainWindow(
    TutorialShelf& shelf, Language& language, std::function<EngineStatus()> status, QWidget* parent)
    : QWidget(parent)
    , m_language(language)
    , m_shelf(shelf)
    , m_status(std::move(status))
    , m_actions(this)
    , m_catalog({&shelf, [this] { return backendText(); }, [this] { return recentLinks(); }}) {
    setObjectName(QStringLiteral("mainWindow"));
    setMinimumSize(kSmallest);
    resize(kUsual);
    build();
    connectActions();
    if (!kWindowGeometry.get().isEmpty())
        restoreGeometry(kWindowGeometry.get());
}

MainWindow::~MainWindow() {
    // Pages go first: they may still report to what is around them. Their panels go with them.
    for (int i = m_docks->count() - 1; i >= 0; --i) {
        QWidget* panel = m_docks->widget(i);
        m_docks->removeTab(i);
        panel->setParent(m_dockPage);
    }
    qDeleteAll(m_pages);
}

void MainWindow::build() {
    m_rail = new NavigationRail;
    m_rail->addPage(
        QStringLiteral("home"),
        QT_TRANSLATE_NOOP("app::NavigationRail", "Home"),
        QStringLiteral("home"));
    m_rail->addPage(
        QStringLiteral("learn"),
        QT_TRANSLATE_NOOP("app::NavigationRail", "Learn"),
        QStringLiteral("learn"));
    m_rail->addPage(
        QStringLiteral("tensors"),
        QT_TRANSLATE_NOOP("app::NavigationRail", "Tensors"),
        QStringLiteral("tensor"));
    m_rail->addPage(
        QStringLiteral("models"),
        QT_TRANSLATE_NOOP("app::NavigationRail", "Models"),
        QStringLiteral("layers"));
    m_rail->addPage(
        QStringLiteral("settings"),
        QT_TRANSLATE_NOOP("app::NavigationRail", "Settings"),
        QStringLiteral("settings"),
        true);
    m_header = new HeaderBar(m_actions, m_language);
    m_notice = new NoticeBar;
    m_stack = new QStackedWidget;
    m_stack->setObjectName(QStringLiteral("stack"));
    m_docks = new QTabWidget;
    m_docks->setObjectName(QStringLiteral("docks"));
    m_docks->setDocumentMode(true);
    m_docks->hide();
    m_jobs = new JobsDrawer;
    m_jobs->hide();
    m_statusLine = new StatusLine(m_status);

    m_across = new QSplitter(Qt::Horizontal);
    m_across->setObjectName(QStringLiteral("across"));
    m_across->setChildrenCollapsible(false);
    m_across->addWidget(m_stack);
    m_across->addWidget(m_docks);
    m_across->setStretchFactor(0, 1);
    m_down = new QSplitter(Qt::Vertical);
    m_down->setObjectName(QStringLiteral("down"));
    m_down->setChildrenCollapsible(false);
    m_down->addWidget(m_across);
    m_down->addWidget(m_jobs);
    m_down->setStretchFactor(0, 1);
    m_down->setSizes({1000, 160});

    auto* right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_header);
    right->addWidget(m_notice);
    right->addWidget(m_down, 1);
    right->addWidget(m_statusLine);
    auto* all = new QHBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_rail);
    all->addLayout(right, 1);

    m_palette = new CommandPalette(this, [this] { return commands(); });
    m_sheet = new ShortcutSheet(this, m_actions, [this] {
        return currentPage() ? currentPage()->actions() : QList<QAction*>();
    });
    connect(m_rail, &NavigationRail::chosen, this, &MainWindow::open);
    connect(m_jobs, &JobsDrawer::closeRequested, this, [this] { setJobsVisible(false); });
    connect(m_statusLine, &StatusLine::jobsRequested, this, [this] { setJobsVisible(true); });
}

void MainWindow::connectActions() {
    const auto on = [this](QAction* action, auto&& react) {
        connect(action, &QAction::triggered, this, react);
    };
    on(m_actions.back, [this] {
        if (m_history.canGoBack())
            go(m_history.goBack(), Visit::FromHistory);
    });
    on(m_actions.forward, [this] {
        if (m_history.canGoForward())
            go(m_history.goForward(), Visit::FromHistory);
    });
    on(m_actions.home, [this] { open(QStringLiteral("home")); });
    on(m_actions.learn, [this] { open(QStringLiteral("learn")); });
    on(m_actions.tensors, [this] { open(QStringLiteral("tensors")); });
    on(m_actions.models, [this] { open(QStringLiteral("models")); });
    on(m_actions.settings, [this] { open(QStringLiteral("settings")); });
    on(m_actions.nextPane, [this] { focusNextPane(); });
    on(m_actions.palette, [this] { m_palette->openWith(); });
    on(m_actions.shortcuts, [this] { m_sheet->openSheet(); });
    on(m_actions.docks, [this] {
        // On a page without panels the drawer is the only dock there is.
        if (m_docks->count() == 0)
            return setJobsVisible(!m_jobs->isVisible());
        kDocksVisible.set(!kDocksVisible.get());
        showDocks();
    });
    on(m_actions.jobs, [this] { setJobsVisible(!m_jobs->isVisible()); });
    on(m_actions.fullScreen, [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    on(m_actions.zoomIn, [this] { scaleBy(+10); });
    on(m_actions.zoomOut, [this] { scaleBy(-10); });
    on(m_actions.zoomReset, [] { kUiScale.reset(); });
    on(m_actions.switchLanguage, [this] {
        const bool isEnglish = m_language.code() == QLatin1String("en");
        kLanguage.set(isEnglish ? QStringLiteral("zh_CN") : QStringLiteral("en"));
    });
    on(m_actions.switchTheme,
       [] { kThemeChoice.set(theme().isDark ? ThemeChoice::Light : ThemeChoice::Dark); });
    on(m_actions.cancelJobs, [] { jobs().cancelAll(); });
    on(m_actions.quit, [this] { close(); });
    const auto offerCancel = [this] { m_actions.cancelJobs->setEnabled(!jobs().isEmpty()); };
    connect(&jobs(), &JobList::changed, this, offerCancel);
    offerCancel();
}

Page* MainWindow::currentPage() const {
    return static_cast<Page*>(m_stack->currentWidget());
}

bool MainWindow::open(const QString& link) {
    return go(link, Visit::New);
}

void MainWindow::openFirst() {
    if (!kFirstRunDone.get() && open(QStringLiteral("welcome")))
        return;
    if (!m_catalog.find(kLastLink.get()) || !open(kLastLink.get()))
        open(QStringLiteral("home"));
}

bool MainWindow::go(const QString& link, Visit visit) {
    const auto target = m_catalog.find(link);
    if (!target) {
        m_statusLine->say(tr("There is no page “%1”.").arg(link));
        return false;
    }
    const bool isNew = !m_pages.contains(target->pageId);
    Page* page = pageFor(target->pageId);
    // A page that is open already stays where the person left it, unless a place is asked for.
    if (isNew || !target->place.isEmpty())
        page->openAt(target->place);
    m_stack->setCurrentWidget(page);
    if (visit == Visit::New)
        m_history.visit(page->link());
    remember(page->link());
    showDocks();
    showPlace();
    return true;
}

Page* MainWindow::pageFor(const QString& pageId) {
    if (Page* known = m_pages.value(pageId))
        return known;
    Page* page = m_catalog.create(pageId);
    m_pages.insert(pageId, page);
    m_stack->addWidget(page);
    connect(page, &Page::navigate, this, &MainWindow::open);
    connect(page, &Page::titleChanged, this, &MainWindow::showPlace);
    connect(page, &Page::statusChanged, m_statusLine, &StatusLine::say);
    connect(page, &Page::placeChanged, this, [this, page] {
        if (page != currentPage())
            return;
        m_history.visit(page->link());
        remember(page->link());
        showPlace();
    });
    return page;
}

void MainWindow::showDocks() {
    Page* page = currentPage();
    const QList<QWidget*> panels = page ? page->dockPanels() : QList<QWidget*>();
    if (m_dockPage != page) {
        while (m_docks->count() > 0) {
            QWidget* panel = m_docks->widget(0);
            m_docks->removeTab(0);
            panel->setParent(m_dockPage); // back to its page, which owns it
            panel->hide();
        }
        for (QWidget* panel : panels)
            m_docks->addTab(panel, panel->windowTitle());
        m_dockPage = page;
    }
    m_docks->setVisible(!panels.isEmpty() && kDocksVisible.get());
}

void MainWindow::showPlace() {
    Page* page = currentPage();
    if (!page)
        return;
    m_header->setTitle(page->title(), page->subtitle());
    for (int i = 0; i < m_docks->count(); ++i)
        m_docks->setTabText(i, m_docks->widget(i)->windowTitle());
    m_docks->setAccessibleName(tr("Docks"));
    m_rail->setCurrent(page->pageId());
    m_actions.back->setEnabled(m_history.canGoBack());
    m_actions.forward->setEnabled(m_history.canGoForward());
    setWindowTitle(tr("%1 – Tensor Playground").arg(page->title()));
}

void MainWindow::remember(const QString& link) {
    if (link == QLatin1String("welcome"))
        return;
    kLastLink.set(link);
    if (!link.startsWith(QLatin1String("tutorial/")))
        return;
    QStringList recent = recentLinks();
    const QString page = link.section(u'/', 0, 1);
    recent.removeIf([&](const QString& other) { return other.section(u'/', 0, 1) == page; });
    recent.prepend(link);
    kRecentLinks.set(recent.mid(0, kMostRecent).join(u'\n'));
}

QStringList MainWindow::recentLinks() const {
    return kRecentLinks.get().split(u'\n', Qt::SkipEmptyParts);
}

QString MainWindow::backendText() const {
    const EngineStatus status = m_status();
    return tr("%1 · %n thread(s)", nullptr, status.threads).arg(status.backend);
}

void MainWindow::setJobsVisible(bool isVisible) {
    m_jobs->setVisible(isVisible);
}

void MainWindow::notify(const QString& sentence) {
    m_notice->showSentence(sentence);
}

void MainWindow::scaleBy(int percent) {
    kUiScale.set(kUiScale.get() + percent);
    m_statusLine->say(tr("Size %1 %").arg(kUiScale.get()));
}

void MainWindow::focusNextPane() {
    const QList<QWidget*> panes{m_rail, m_header, m_stack, m_docks, m_jobs, m_statusLine};
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (panes[i]->isAncestorOf(focusWidget()))
            at = i;
    }
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget* pane = panes[(at + step) % panes.size()];
        if (!pane->isVisible())
            continue;
        for (QWidget* next = pane->nextInFocusChain(); next != pane;
             next = next->nextInFocusChain()) {
            if (pane->isAncestorOf(next) && next->isVisibleTo(this) && next->isEnabled() &&
                (next->focusPolicy() & Qt::TabFocus))
                return next->setFocus(Qt::TabFocusReason);
        }
    }
}

std::vector<Command> MainWindow::commands() {
    std::vector<Command> all;
    addPageCommands(all);
    const auto add = [&all](QAction* action, const QString& section) {
        if (action->isEnabled()) {
            all.push_back(
                {action->text(),
                 section,
                 action->shortcut().toString(QKeySequence::NativeText),
                 action->icon(),
                 [action] { action->trigger(); }});
        }
    };
    if (Page* page = currentPage()) {
        const QList<QAction*> pageActions = page->actions();
        for (QAction* action : pageActions)
            add(action, tr("This page"));
    }
    for (const Actions::Entry& entry : m_actions.entries()) {
        if (entry.action != m_actions.palette)
            add(entry.action, entry.group == Actions::Group::Go ? tr("Go") : tr("Command"));
    }
    return all;
}

void MainWindow::addPageCommands(std::vector<Command>& all) {
    const QList<TutorialSummary> tutorials = m_shelf.tutorials();
    const auto add = [&](const QString& title,
                         const QString& section,
                         const char* name,
                         const QString& link) {
        all.push_back(
            {title, section, {}, icon(QString::fromLatin1(name), IconTone::Muted), [this, link] {
                 open(link);
             }});
    };
    for (const TutorialSummary& tutorial : tutorials) {
        add(tutorial.title, tr("Tutorial"), "learn", tutorial.link());
        for (const StepSummary& step : tutorial.steps) {
            add(step.title,
                tr("Step of tutorial %1").arg(tutorial.id.toInt()),
                "circle-dot",
                tutorial.link(step));
        }
    }
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        showPlace();
    QWidget::changeEvent(event);
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isFullScreen()) {
        setWindowState(windowState() & ~Qt::WindowFullScreen);
    } else {
        QWidget::keyPressEvent(event);
    }
}

void MainWindow::resizeEvent(QResizeEvent* event) {
    m_rail->setCollapsed(width() < scaled(kRailNeeds));
    QWidget::resizeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    jobs().cancelAll();
    kWindowGeometry.set(saveGeometry());
    settings().flush();
    QWidget::closeEvent(event);
}

} // namespace app
