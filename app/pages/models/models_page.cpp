#include "app/pages/models/models_page.h"

#include "app/core/error_text.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_view.h"
#include "app/pages/models/graph_panel.h"
#include "app/pages/models/layer_panel.h"
#include "app/pages/models/layer_table.h"
#include "app/pages/models/model_shelf.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/run_view.h"
#include "app/pages/models/save_bar.h"
#include "app/pages/models/start_view.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/elided_label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>

#include <utility>

namespace app {

using tp::inspect::ReadyMade;

namespace {

constexpr int kLeastPicture = 360;
constexpr int kLeastLayer = 320;
enum PageNumber { StartPage, ViewerPage, BuilderPage };

const QStringList kSamples{
    QStringLiteral("cars"),
    QStringLiteral("digits"),
    QStringLiteral("words"),
    QStringLiteral("branched")};
const QStringList kViews{
    QString(),
    QStringLiteral("table"),
    QStringLiteral("graph"),
    QStringLiteral("run"),
    QStringLiteral("build")};

} // namespace

ModelsPage::ModelsPage(QWidget* parent)
    : Page(QStringLiteral("models"), parent)
    , m_session(new ModelsSession(this))
    , m_shelf(new ModelShelf(this))
    , m_builder(new BuilderSession(this)) {
    setAcceptDrops(true);
    build();
    buildActions();
    connectParts();
    showView();
    ModelsPage::retranslate();
}

ModelsPage::~ModelsPage() {
    // Their signals would reach parts of the page that are gone already.
    m_session->disconnect();
    m_shelf->disconnect();
    m_builder->disconnect();
}

QWidget* ModelsPage::buildToolbar() {
    m_views = new QTabBar;
    m_views->setObjectName(QStringLiteral("views"));
    m_views->setDrawBase(false);
    m_views->setExpanding(false);
    m_views->setUsesScrollButtons(false);
    for (int i = 0; i < kViews.size(); ++i)
        m_views->addTab({});
    m_facts = new ElidedLabel("modelFacts", "caption", "muted");
    m_facts->setProperty("isCode", true);
    m_facts->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_facts->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_openFile = new QPushButton;
    m_openFile->setObjectName(QStringLiteral("openFile"));
    m_openFile->setIcon(icon(QStringLiteral("layers")));
    m_saveAs = new QPushButton;
    m_saveAs->setObjectName(QStringLiteral("saveAs"));
    m_saveAs->setIcon(icon(QStringLiteral("export")));
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, 0);
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_views);
    row->addWidget(m_facts, 1);
    row->addWidget(m_openFile);
    row->addWidget(m_saveAs);
    return bar;
}

QWidget* ModelsPage::buildViewer() {
    m_table = new LayerTable(m_session);
    m_graph = new GraphPanel(m_session);
    m_pictures = new QStackedWidget;
    m_pictures->setObjectName(QStringLiteral("pictures"));
    m_pictures->addWidget(m_table);
    m_pictures->addWidget(m_graph);
    m_run = new RunView(m_session->runs());
    m_pictures->addWidget(m_run);
    m_pictures->setMinimumWidth(scaled(kLeastPicture));
    m_layer = new LayerPanel(m_session);
    auto* side = new QFrame;
    side->setObjectName(QStringLiteral("layerSide"));
    side->setProperty("kind", "panel");
    side->setMinimumWidth(scaled(kLeastLayer));
    auto* inside = new QVBoxLayout(side);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->addWidget(m_layer);
    m_viewerColumns = new QSplitter(Qt::Horizontal);
    m_viewerColumns->setObjectName(QStringLiteral("viewerColumns"));
    m_viewerColumns->setChildrenCollapsible(false);
    m_viewerColumns->addWidget(m_pictures);
    m_viewerColumns->addWidget(side);
    m_viewerColumns->setStretchFactor(0, 3);
    m_viewerColumns->setStretchFactor(1, 2);
    return m_viewerColumns;
}

void ModelsPage::build() {
    m_notice = new Banner;
    m_notice->setObjectName(QStringLiteral("notice"));
    m_saveBar = new SaveBar;
    m_start = new StartView(m_shelf);
    m_modelPages = new QStackedWidget;
    m_modelPages->setObjectName(QStringLiteral("modelPages"));
    m_modelPages->addWidget(m_start);
    m_modelPages->addWidget(buildViewer());
    m_build = new BuilderView(m_builder);
    m_modelPages->addWidget(m_build);
    auto* notices = new QVBoxLayout;
    notices->setContentsMargins(Spacing::kLarge, Spacing::kTiny, Spacing::kMedium, Spacing::kSmall);
    notices->setSpacing(Spacing::kTiny);
    notices->addWidget(m_notice);
    notices->addWidget(m_saveBar);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(buildToolbar());
    all->addLayout(notices);
    all->addWidget(m_modelPages, 1);
}

void ModelsPage::buildActions() {
    const auto make =
        [this](const char* objectName, const char* iconName, const QKeySequence& keys) {
            auto* action = new QAction(icon(QString::fromLatin1(iconName)), QString(), this);
            action->setObjectName(QString::fromLatin1(objectName));
            action->setShortcut(keys);
            action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
            addAction(action);
            return action;
        };
    m_openAction = make("openAction", "layers", QKeySequence::Open);
    m_saveAction = make("saveAction", "export", QKeySequence::Save);
    m_searchAction = make("searchAction", "search", QKeySequence::Find);
    connect(m_openAction, &QAction::triggered, this, &ModelsPage::askForFile);
    connect(m_saveAction, &QAction::triggered, this, &ModelsPage::askToSave);
    connect(m_searchAction, &QAction::triggered, this, [this] {
        if (view() == View::Table) {
            m_table->takeFocus();
        } else if (view() == View::Graph) {
            m_graph->takeFocus();
        } else if (view() == View::Run) {
            m_run->takeFocus();
        } else if (view() == View::Build) {
            m_build->takeFocus();
        }
    });
}

/// Saves what is in sight: the model that is looked at, or the one that is being built.
void ModelsPage::askToSave() {
    if (isViewer()) {
        if (m_session->view() && !m_session->isGraph())
            m_saveBar->openFor(m_session->name());
    } else if (m_builder->isSound() && !m_builder->isTraining()) {
        m_isSaveWished = true;
        m_builder->open();
    } else {
        emit statusChanged(tr("A model can be saved once its layers are accepted and no training "
                              "runs."));
    }
}

void ModelsPage::connectParts() {
    connect(m_openFile, &QPushButton::clicked, m_openAction, &QAction::trigger);
    connect(m_saveAs, &QPushButton::clicked, m_saveAction, &QAction::trigger);
    connect(m_views, &QTabBar::currentChanged, this, [this] {
        const int before = m_modelPages->currentIndex();
        showView();
        if (m_modelPages->currentIndex() != before) { // it is about what was there
            m_session->dismissReport();
            m_saveBar->hide();
            showNotice();
        }
        emit placeChanged(place());
    });
    connect(m_start, &StartView::fileRequested, this, &ModelsPage::askForFile);
    connect(m_start, &StartView::readyMadeRequested, m_session, &ModelsSession::openReadyMade);
    connect(m_start, &StartView::addressRequested, m_session, &ModelsSession::open);
    connect(m_start, &StartView::removeRequested, this, [this](const ModelShelf::Entry& entry) {
        askToRemove(entry.address, entry.name);
    });
    connect(m_start, &StartView::buildRequested, this, [this] { setView(View::Build); });
    connect(
        m_builder,
        &BuilderSession::opened,
        this,
        [this](const tp::ModelPointer& model, const QString& name) {
            setView(View::Table);
            m_session->openModel(model, name);
        });
    connect(m_builder, &BuilderSession::checkedChanged, this, &ModelsPage::tellIfSettled);
    connect(m_builder, &BuilderSession::trainingChanged, this, &ModelsPage::tellIfSettled);
    connect(m_builder, &BuilderSession::trainingEnded, this, &ModelsPage::tellTraining);
    connect(m_saveBar, &SaveBar::saveRequested, m_session, &ModelsSession::save);
    connect(m_saveBar, &SaveBar::exportRequested, m_session, &ModelsSession::exportTo);
    connect(m_session, &ModelsSession::opened, this, &ModelsPage::showOpened);
    connect(m_session, &ModelsSession::viewChanged, this, &ModelsPage::showRun);
    connect(m_session, &ModelsSession::reportChanged, this, &ModelsPage::showNotice);
    connect(m_session, &ModelsSession::runChanged, this, &ModelsPage::showRun);
    connect(m_notice, &Banner::dismissed, this, [this] {
        if (m_session->report())
            return m_session->dismissReport();
        m_isWarning = m_isWarning && !isViewer();
    });
    connect(m_session, &ModelsSession::detailsChanged, this, &ModelsPage::tellIfSettled);
    connect(m_graph, &GraphPanel::settled, this, &ModelsPage::tellIfSettled);
    connect(m_run, &RunView::pictureRequested, this, &ModelsPage::askForPicture);
    connect(m_run, &RunView::outputChosen, this, [this](int row) {
        m_session->select(row);
        m_layer->openTab(QStringLiteral("output"));
    });
    connect(m_session->runs(), &RunSession::changed, this, [this] {
        if (m_session->runs()->done() && !m_session->runs()->isRunningModel())
            emit statusChanged(tr("%1 was run.").arg(m_session->name()));
    });
    connect(m_shelf, &ModelShelf::changed, this, &ModelsPage::tellIfSettled);
    connect(m_shelf, &ModelShelf::failed, this, [this](const tp::Error& error) {
        m_notice->showText(Banner::Tone::Error, translateError(error));
    });
}

QString ModelsPage::title() const {
    return tr("Models");
}

QString ModelsPage::subtitle() const {
    return m_session->view() ? m_session->name() : QString();
}

void ModelsPage::setView(View view) {
    m_views->setCurrentIndex(static_cast<int>(view));
}

ModelsPage::View ModelsPage::view() const {
    return static_cast<View>(m_views->currentIndex());
}

void ModelsPage::showView() {
    const bool isStart = view() == View::Start;
    m_modelPages->setCurrentIndex(isStart ? StartPage : (isViewer() ? ViewerPage : BuilderPage));
    if (isViewer())
        m_pictures->setCurrentIndex(m_views->currentIndex() - static_cast<int>(View::Table));
    if (isStart && isVisible())
        m_shelf->refresh();
    for (QWidget* part :
         {static_cast<QWidget*>(m_facts),
          static_cast<QWidget*>(m_openFile),
          static_cast<QWidget*>(m_saveAs)})
        part->setVisible(isViewer());
    showRun();
}

void ModelsPage::showRunTab() {
    m_views->setTabVisible(static_cast<int>(View::Run), m_session->isGraph());
    m_views->updateGeometry(); // which the bar itself forgets
}

bool ModelsPage::isViewer() const {
    return view() != View::Start && view() != View::Build;
}

void ModelsPage::openAt(const QString& place) {
    const QStringList parts = place.split(u'/');
    const auto sample = parts.size() > 1 ? kSamples.indexOf(parts[1]) : -1;
    if (parts[0] == QLatin1String("sample") && sample >= 0) {
        m_wish = parts.mid(2);
        if (m_wish.isEmpty())
            m_wish.append(QStringLiteral("table"));
        m_session->openReadyMade(static_cast<ReadyMade>(sample));
    } else if (parts[0] == QLatin1String("file")) {
        m_session->open(place.mid(5));
    } else if (parts[0] == QLatin1String("build")) {
        setView(View::Build);
        if (parts.value(1) == QLatin1String("settings")) {
            m_build->setPanel(BuilderView::Panel::Settings);
        } else if (parts.value(1) == QLatin1String("train")) {
            m_build->setPanel(BuilderView::Panel::Train);
        }
    } else if (const auto view = kViews.indexOf(parts[0]); view >= 0 && m_session->view()) {
        if (m_views->isTabVisible(static_cast<int>(view)))
            setView(static_cast<View>(view));
    }
}

QString ModelsPage::place() const {
    return kViews[static_cast<int>(view())];
}

bool ModelsPage::isSettled() const {
    m_layer->flush();
    m_build->flush();
    return !m_builder->isChecking() && !m_builder->isTraining() && !m_session->isRunning() &&
           m_graph->isSettled() && !m_shelf->isRunning();
}

void ModelsPage::tellIfSettled() {
    if (ModelsPage::isSettled()) // also called by the constructor
        emit settled();
}

/// For who looks at something else meanwhile.
void ModelsPage::tellTraining() {
    if (m_builder->trouble()) {
        emit statusChanged(translateError(*m_builder->trouble()));
    } else if (m_builder->isTrained() && m_builder->accuracy()) {
        emit statusChanged(tr("The model is trained: %1 % of samples it has never seen are right.")
                               .arg(QLocale().toString(*m_builder->accuracy() * 100, 'f', 1)));
    } else if (m_builder->isTrained()) {
        emit statusChanged(tr("The model is trained."));
    }
}

void ModelsPage::showOpened() {
    m_shelf->addRecent(m_session->address());
    m_saveBar->hide();
    if (std::exchange(m_isSaveWished, false))
        m_saveBar->openFor(m_session->name());
    m_isWarning = true;
    for (const View shown : {View::Table, View::Graph})
        m_views->setTabEnabled(static_cast<int>(shown), true);
    showRunTab();
    if (view() == View::Start || view() == View::Build)
        setView(View::Table);
    fulfilWish();
    showRun();
    showNotice();
    emit titleChanged();
    emit statusChanged(tr("%1 is open.").arg(m_session->name()));
}

void ModelsPage::fulfilWish() {
    const QStringList wish = std::exchange(m_wish, {});
    const auto view = wish.isEmpty() ? -1 : kViews.indexOf(wish[0]);
    if (view >= 0)
        setView(static_cast<View>(view));
    if (wish.size() > 1)
        m_session->select(m_session->rowOf(wish[1]));
    if (wish.size() > 2)
        m_layer->openTab(wish[2]);
}

void ModelsPage::showRun() {
    const auto& shown = m_session->view();
    const bool canSave = shown != nullptr && !m_session->isGraph();
    m_saveAs->setEnabled(canSave);
    m_saveAs->setToolTip(
        m_session->isGraph()
            ? tr("A graph model is frozen: it can be run, but not trained, changed or saved anew.")
            : tr("Save the model (Ctrl+S)"));
    m_saveAction->setEnabled(view() == View::Build || (isViewer() && canSave));
    m_saveBar->setBusy(m_session->isSaving());
    if (shown) {
        m_facts->setText(
            tr("%1  ·  %2 parameters").arg(m_session->name(), countText(shown->total.params)));
    }
    tellIfSettled();
}

void ModelsPage::retranslate() {
    setAccessibleName(tr("Models"));
    m_openAction->setText(tr("Open a model"));
    m_saveAction->setText(tr("Save the model"));
    m_searchAction->setText(tr("Search layers"));
    m_views->setAccessibleName(tr("Ways to look at models"));
    m_views->setTabText(0, tr("Start"));
    m_views->setTabText(1, tr("Table"));
    m_views->setTabText(2, tr("Graph"));
    m_views->setTabText(3, tr("Run"));
    m_views->setTabText(4, tr("Build"));
    showRunTab();
    for (const View shown : {View::Table, View::Graph})
        m_views->setTabEnabled(static_cast<int>(shown), m_session->view() != nullptr);
    m_openFile->setText(tr("Open…"));
    m_openFile->setToolTip(tr("Open a model (Ctrl+O)"));
    m_openFile->setAccessibleName(tr("Open a model"));
    m_saveAs->setText(tr("Save as…"));
    m_saveAs->setAccessibleName(tr("Save the model"));
    m_viewerColumns->setAccessibleName(tr("Model and layer"));
    showRun();
    if (m_session->report() || isViewer()) // else it asks something
        showNotice();
}

void ModelsPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    m_shelf->refresh();
}

void ModelsPage::arrange() {
    if (m_isArranged || width() < 10)
        return;
    m_isArranged = true;
    const int side = std::clamp(width() * 34 / 100, scaled(kLeastLayer), scaled(640));
    m_viewerColumns->setSizes({width() - side, side});
}

void ModelsPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_isArranged = m_isArranged && event->oldSize().width() > 0 &&
                   std::abs(event->oldSize().width() - event->size().width()) < 200;
    arrange();
}

} // namespace app
