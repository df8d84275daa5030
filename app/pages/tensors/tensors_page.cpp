#include "app/pages/tensors/tensors_page.h"

#include "app/core/error_text.h"
#include "app/pages/tensors/catalogue_panel.h"
#include "app/pages/tensors/cell_card.h"
#include "app/pages/tensors/inspector_panel.h"
#include "app/pages/tensors/memory_panel.h"
#include "app/pages/tensors/notebook_view.h"
#include "app/pages/tensors/profile_panel.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"

#include <QAction>
#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace app {

namespace notebook = tp::notebook;

namespace {

constexpr int kLeastNotebook = 360;
constexpr int kLeastSide = 340;
constexpr int kGoodSide = 476;
const QString kOpPrefix = QStringLiteral("op/");
const QString kCellPrefix = QStringLiteral("cell/");
const QString kInspectPrefix = QStringLiteral("inspect/");
const QStringList kWays{
    QStringLiteral("grid"),
    QStringLiteral("heatmap"),
    QStringLiteral("image"),
    QStringLiteral("line"),
    QStringLiteral("histogram"),
    QStringLiteral("numbers")};

} // namespace

TensorsPage::TensorsPage(const QString& folder, QWidget* parent)
    : Page(QStringLiteral("tensors"), parent)
    , m_session(new TensorsSession(folder, this))
    , m_inspection(new TensorInspection(this)) {
    build();
    buildActions();
    connectParts();
    retranslate();
}

TensorsPage::~TensorsPage() {
    // Their signals would reach parts of the page that are gone already.
    m_session->disconnect();
    m_inspection->disconnect();
}

QWidget* TensorsPage::buildToolbar() {
    const auto tool = [this](const char* objectName, const char* iconName) {
        auto* button = new QToolButton;
        button->setObjectName(QString::fromLatin1(objectName));
        button->setIcon(icon(QString::fromLatin1(iconName)));
        button->setFocusPolicy(Qt::StrongFocus);
        return button;
    };
    m_runAll = new QPushButton;
    m_runAll->setObjectName(QStringLiteral("runAll"));
    m_runAll->setProperty("kind", "primary");
    m_runAll->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    m_add = tool("add", "plus");
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setPopupMode(QToolButton::InstantPopup);
    m_undo = tool("undo", "undo");
    m_redo = tool("redo", "redo");
    m_copyNotebook = tool("copyNotebook", "code");
    m_copyNotebook->setPopupMode(QToolButton::InstantPopup);
    m_more = tool("more", "more");
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("count"));
    m_count->setProperty("type", "caption");
    m_count->setProperty("tone", "muted");
    m_count->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_count->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Spacing::kLarge, Spacing::kMedium, Spacing::kMedium, Spacing::kSmall);
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_runAll);
    row->addWidget(m_add);
    row->addWidget(m_undo);
    row->addWidget(m_redo);
    row->addWidget(m_copyNotebook);
    row->addWidget(m_more);
    row->addWidget(m_count, 1);
    return bar;
}

QWidget* TensorsPage::buildSide() {
    m_tabs = new QTabBar;
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_panels = new QStackedWidget;
    m_panels->setObjectName(QStringLiteral("panels"));
    m_catalogue = new CataloguePanel;
    m_inspector = new InspectorPanel(m_inspection);
    m_memory = new MemoryPanel(m_session);
    m_profile = new ProfilePanel(m_session);
    for (QWidget* panel :
         {static_cast<QWidget*>(m_catalogue),
          static_cast<QWidget*>(m_inspector),
          static_cast<QWidget*>(m_memory),
          static_cast<QWidget*>(m_profile)}) {
        m_panels->addWidget(panel);
        m_tabs->addTab({});
    }
    auto* side = new QFrame;
    side->setObjectName(QStringLiteral("side"));
    side->setProperty("kind", "panel");
    side->setMinimumWidth(scaled(kLeastSide));
    auto* tabs = new QHBoxLayout;
    tabs->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, 0);
    tabs->addWidget(m_tabs, 1);
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(tabs);
    column->addWidget(m_panels, 1);
    return side;
}

void TensorsPage::build() {
    m_notice = new Banner;
    m_notice->setObjectName(QStringLiteral("notice"));
    m_notebook = new NotebookView(m_session);
    auto* work = new QWidget;
    work->setMinimumWidth(scaled(kLeastNotebook));
    auto* notice = new QVBoxLayout;
    notice->setContentsMargins(Spacing::kLarge, 0, Spacing::kMedium, 0);
    notice->addWidget(m_notice);
    auto* workColumn = new QVBoxLayout(work);
    workColumn->setContentsMargins(0, 0, 0, 0);
    workColumn->setSpacing(0);
    workColumn->addWidget(buildToolbar());
    workColumn->addLayout(notice);
    workColumn->addWidget(m_notebook, 1);
    m_columns = new QSplitter(Qt::Horizontal);
    m_columns->setObjectName(QStringLiteral("columns"));
    m_columns->setChildrenCollapsible(false);
    m_columns->addWidget(work);
    m_columns->addWidget(buildSide());
    m_columns->setStretchFactor(0, 1);
    m_columns->setStretchFactor(1, 1);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_columns);
}

void TensorsPage::buildActions() {
    const auto make =
        [this](const char* objectName, const char* iconName, const QKeySequence& keys) {
            auto* action = new QAction(icon(QString::fromLatin1(iconName)), QString(), this);
            action->setObjectName(QString::fromLatin1(objectName));
            action->setShortcut(keys);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            addAction(action);
            return action;
        };
    m_runAllAction = make("runAllAction", "play", Qt::Key_F5);
    m_stopAction = make("stopAction", "stop", Qt::SHIFT | Qt::Key_F5);
    m_undoAction = make("undoAction", "undo", QKeySequence::Undo);
    m_redoAction = make("redoAction", "redo", QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z));
    m_searchAction = make("searchAction", "search", QKeySequence::Find);
    connect(m_runAllAction, &QAction::triggered, m_session, &TensorsSession::runAll);
    connect(m_stopAction, &QAction::triggered, m_session, &TensorsSession::stop);
    connect(m_undoAction, &QAction::triggered, m_session, &TensorsSession::undo);
    connect(m_redoAction, &QAction::triggered, m_session, &TensorsSession::redo);
    connect(m_searchAction, &QAction::triggered, this, [this] {
        setPanel(Panel::Catalogue);
        m_catalogue->takeFocus();
    });
    connect(m_runAll, &QPushButton::clicked, m_runAllAction, &QAction::trigger);
    connect(m_undo, &QToolButton::clicked, m_undoAction, &QAction::trigger);
    connect(m_redo, &QToolButton::clicked, m_redoAction, &QAction::trigger);
}

void TensorsPage::connectParts() {
    connect(m_session, &TensorsSession::runChanged, this, &TensorsPage::showRun);
    connect(m_session, &TensorsSession::historyChanged, this, &TensorsPage::showRun);
    connect(m_session, &TensorsSession::cellsChanged, this, &TensorsPage::showRun);
    connect(m_session, &TensorsSession::troubleChanged, this, &TensorsPage::showTrouble);
    connect(m_session, &TensorsSession::recordChanged, this, &TensorsPage::follow);
    connect(m_inspection, &TensorInspection::changed, this, [this] {
        if (isSettled())
            emit settled();
    });
    connect(m_notebook, &NotebookView::inspectRequested, this, &TensorsPage::inspect);
    connect(m_notebook, &NotebookView::copyRequested, this, &TensorsPage::copyCell);
    connect(m_notebook, &NotebookView::removeRequested, this, &TensorsPage::removeCell);
    connect(m_notebook, &NotebookView::sampleRequested, m_session, &TensorsSession::resetToSample);
    connect(m_catalogue, &CataloguePanel::cellRequested, this, &TensorsPage::addCell);
    connect(m_inspector, &InspectorPanel::copied, this, &Page::statusChanged);
    connect(m_memory, &MemoryPanel::freed, this, &Page::statusChanged);
    connect(m_profile, &ProfilePanel::said, this, &Page::statusChanged);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        m_panels->setCurrentIndex(index);
        emit placeChanged(place());
    });
}

QString TensorsPage::title() const {
    return tr("Tensors");
}

QString TensorsPage::subtitle() const {
    return m_tabs->tabText(m_tabs->currentIndex());
}

void TensorsPage::setPanel(Panel panel) {
    m_tabs->setCurrentIndex(static_cast<int>(panel));
}

TensorsPage::Panel TensorsPage::panel() const {
    return static_cast<Panel>(m_tabs->currentIndex());
}

void TensorsPage::openAt(const QString& place) {
    if (place.startsWith(kOpPrefix) && m_catalogue->show(place.mid(kOpPrefix.size()))) {
        setPanel(Panel::Catalogue);
    } else if (place == QLatin1String("inspect") || place.startsWith(kInspectPrefix)) {
        openInspector(place.mid(kInspectPrefix.size()));
    } else if (place.startsWith(kCellPrefix)) {
        openCell(place.mid(kCellPrefix.size()));
    } else if (place == QLatin1String("memory")) {
        setPanel(Panel::Memory);
    } else if (place == QLatin1String("profile")) {
        setPanel(Panel::Profile);
    }
}

/// `wish` is the name of a cell, and perhaps a way to look at it: "k/histogram". It comes true as
/// soon as the cell has run.
void TensorsPage::openInspector(const QString& wish) {
    setPanel(Panel::Inspector);
    const auto way = kWays.indexOf(wish.section(u'/', 1, 1));
    if (way >= 0)
        m_inspector->setWay(static_cast<InspectorPanel::Way>(way));
    m_wish = wish.section(u'/', 0, 0);
    m_isWishOpen = true;
    fulfilWish();
}

void TensorsPage::openCell(const QString& name) {
    for (const auto& cell : m_session->cells()) {
        if (cell.name != name.toStdString())
            continue;
        m_notebook->card(cell.id)->setOpen(true);
        m_notebook->setCurrent(cell.id);
        m_opened = cell.id;
    }
}

void TensorsPage::fulfilWish() {
    if (!m_isWishOpen || m_session->isRunning())
        return;
    qint64 chosen = 0;
    for (const auto& cell : m_session->cells()) {
        const auto record = m_session->record(cell.id);
        if (record.glances.empty())
            continue;
        const bool isAsked = QString::fromStdString(cell.name) == m_wish;
        // Without a name, the last result that makes a picture.
        if (isAsked || (m_wish.isEmpty() && !record.glances[0].thumbnail.empty()))
            chosen = cell.id;
    }
    m_isWishOpen = !m_wasShown && chosen == 0; // nothing runs before the page is shown
    if (chosen == 0)
        return;
    inspect(chosen, 0);
    m_notebook->reveal(chosen);
}

QString TensorsPage::place() const {
    switch (panel()) {
    case Panel::Inspector:
        return QStringLiteral("inspect");
    case Panel::Memory:
        return QStringLiteral("memory");
    case Panel::Profile:
        return QStringLiteral("profile");
    case Panel::Catalogue:
        break;
    }
    return kOpPrefix + m_catalogue->shown();
}

bool TensorsPage::isSettled() const {
    m_inspector->flush();
    return !m_session->isRunning() && !m_inspection->isRunning() && !m_isWishOpen && !m_isLookDue &&
           m_catalogue->isSettled();
}

void TensorsPage::inspect(qint64 id, int output) {
    m_inspectedCell = id;
    m_inspectedOutput = output;
    setPanel(Panel::Inspector);
    look();
}

/// Looks at the result once more; while cells run it waits, for one of them may free it.
void TensorsPage::look() {
    const qint64 id = m_inspectedCell;
    const int output = m_inspectedOutput;
    m_isLookDue = m_session->isRunning();
    if (m_isLookDue)
        return;
    const notebook::Cell* cell = m_session->cell(id);
    const tp::Tensors outputs = m_session->outputs(id);
    if (cell == nullptr || output >= static_cast<int>(outputs.size()))
        return;
    const tp::Tensor& tensor = outputs[static_cast<std::size_t>(output)];
    if (tensor.isDisposed())
        return;
    m_notebook->setInspected(id);
    QString name = QString::fromStdString(cell->name);
    if (outputs.size() > 1)
        name += QStringLiteral(".%1").arg(output);
    const notebook::Recipe* recipe = notebook::findRecipe(cell->recipe);
    // A handle of its own keeps the elements from being freed while they are looked at.
    m_inspection->inspect(
        tensor.withShape(tensor.shape()),
        {name, recipe ? fromText(recipe->name) : QString(), expressionOf(*cell), id});
}

/// The inspector goes with the cell it looks at.
void TensorsPage::follow(qint64 id) {
    if (id == m_inspectedCell && m_session->record(id).state == TensorsSession::State::Done)
        look();
}

void TensorsPage::showRun() {
    m_undoAction->setEnabled(m_session->canUndo());
    m_redoAction->setEnabled(m_session->canRedo());
    m_undo->setEnabled(m_session->canUndo());
    m_redo->setEnabled(m_session->canRedo());
    m_stopAction->setEnabled(m_session->isRunning());
    m_runAll->setEnabled(!m_session->cells().empty());
    int failed = 0;
    int stale = 0;
    for (const auto& cell : m_session->cells()) {
        const auto state = m_session->record(cell.id).state;
        failed += state == TensorsSession::State::Failed ? 1 : 0;
        stale += state == TensorsSession::State::Stale ? 1 : 0;
    }
    QStringList words;
    if (failed > 0)
        words.append(tr("%n refused", nullptr, failed));
    if (stale > 0)
        words.append(tr("%n to run again", nullptr, stale));
    m_count->setText(words.join(QStringLiteral(" · ")));
    fulfilWish();
    if (m_opened != 0 && !m_session->isRunning()) // results above it have moved it down
        m_notebook->reveal(std::exchange(m_opened, 0));
    if (m_isLookDue && !m_session->isRunning())
        look();
    if (isSettled())
        emit settled();
}

void TensorsPage::retranslate() {
    setAccessibleName(tr("Tensors"));
    m_runAllAction->setText(tr("Run all cells"));
    m_stopAction->setText(tr("Stop running"));
    m_undoAction->setText(tr("Undo"));
    m_redoAction->setText(tr("Redo"));
    m_searchAction->setText(tr("Search operations"));
    m_runAll->setText(tr("Run all"));
    m_runAll->setToolTip(tr("Run all cells from the top (F5)"));
    m_add->setText(tr("Add"));
    m_add->setToolTip(tr("Add a cell"));
    m_undo->setToolTip(tr("Undo (Ctrl+Z)"));
    m_redo->setToolTip(tr("Redo (Ctrl+Shift+Z)"));
    m_copyNotebook->setToolTip(tr("Copy the notebook as code"));
    m_more->setToolTip(tr("More"));
    m_runAll->setAccessibleName(tr("Run all cells"));
    m_add->setAccessibleName(m_add->toolTip());
    m_undo->setAccessibleName(m_undoAction->text());
    m_redo->setAccessibleName(m_redoAction->text());
    m_copyNotebook->setAccessibleName(m_copyNotebook->toolTip());
    m_more->setAccessibleName(tr("More about the notebook"));
    m_columns->setAccessibleName(tr("Notebook and panels"));
    m_tabs->setAccessibleName(tr("Operations, tensor, memory or profile"));
    m_tabs->setTabText(0, tr("Operations"));
    m_tabs->setTabText(1, tr("Tensor"));
    m_tabs->setTabText(2, tr("Memory"));
    m_tabs->setTabText(3, tr("Profile"));
    for (QToolButton* button : {m_add, m_undo, m_redo, m_copyNotebook, m_more})
        button->setMinimumHeight(scaled(34));
    for (QToolButton* button : {m_undo, m_redo, m_copyNotebook, m_more})
        button->setFixedWidth(scaled(34));
    buildMenus();
    showRun();
    showTrouble();
}

void TensorsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    if (m_wasShown)
        return;
    m_wasShown = true;
    m_session->runOpen();
}

void TensorsPage::arrange() {
    if (m_isArranged || width() < 10)
        return;
    m_isArranged = true;
    // Six ways to look at a tensor want to stand beside each other.
    const int side =
        std::clamp(width() * 45 / 100, std::min(scaled(kGoodSide), width() / 2), scaled(720));
    m_columns->setSizes({width() - side, side});
}

void TensorsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_isArranged = m_isArranged && event->oldSize().width() > 0 &&
                   std::abs(event->oldSize().width() - event->size().width()) < 200;
    arrange();
}

} // namespace app
