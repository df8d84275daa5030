#include "app/pages/models/models_page.h"

#include "app/core/dialogs.h"
#include "app/core/error_text.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_view.h"
#include "app/pages/models/graph_panel.h"
#include "app/pages/models/layer_panel.h"
#include "app/pages/models/layer_table.h"
#include "app/pages/models/model_shelf.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/report_words.h"
#include "app/pages/models/save_bar.h"
#include "app/pages/models/start_view.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"

#include <QAction>
#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QUrl>

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
    QString(), QStringLiteral("table"), QStringLiteral("graph"), QStringLiteral("build")};

QStringList localPaths(const QMimeData* data) {
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

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
    m_facts = new QLabel;
    m_facts->setObjectName(QStringLiteral("modelFacts"));
    m_facts->setProperty("type", "caption");
    m_facts->setProperty("tone", "muted");
    m_facts->setProperty("isCode", true);
    m_facts->setTextFormat(Qt::PlainText);
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
    connect(m_saveAction, &QAction::triggered, this, [this] {
        if (m_session->view() && !m_session->isGraph())
            m_saveBar->openFor(m_session->name());
    });
    connect(m_searchAction, &QAction::triggered, this, [this] {
        if (view() == View::Table) {
            m_table->takeFocus();
        } else if (view() == View::Graph) {
            m_graph->takeFocus();
        } else if (view() == View::Build) {
            m_build->takeFocus();
        }
    });
}

void ModelsPage::connectParts() {
    connect(m_openFile, &QPushButton::clicked, m_openAction, &QAction::trigger);
    connect(m_saveAs, &QPushButton::clicked, m_saveAction, &QAction::trigger);
    connect(m_views, &QTabBar::currentChanged, this, [this] {
        const int before = m_modelPages->currentIndex();
        showView();
        if (m_modelPages->currentIndex() != before) { // it is about what was there
            m_session->dismissReport();
            m_notice->hide();
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
    connect(m_saveBar, &SaveBar::saveRequested, m_session, &ModelsSession::save);
    connect(m_saveBar, &SaveBar::exportRequested, m_session, &ModelsSession::exportTo);
    connect(m_session, &ModelsSession::opened, this, &ModelsPage::showOpened);
    connect(m_session, &ModelsSession::viewChanged, this, &ModelsPage::showRun);
    connect(m_session, &ModelsSession::reportChanged, this, &ModelsPage::showReport);
    connect(m_session, &ModelsSession::runChanged, this, &ModelsPage::showRun);
    connect(m_session, &ModelsSession::detailsChanged, this, &ModelsPage::tellIfSettled);
    connect(m_graph, &GraphPanel::settled, this, &ModelsPage::tellIfSettled);
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
    const bool isViewer = view() == View::Table || view() == View::Graph;
    m_modelPages->setCurrentIndex(isStart ? StartPage : (isViewer ? ViewerPage : BuilderPage));
    if (isViewer)
        m_pictures->setCurrentIndex(view() == View::Table ? 0 : 1);
    if (isStart && isVisible())
        m_shelf->refresh();
    for (QWidget* part :
         {static_cast<QWidget*>(m_facts),
          static_cast<QWidget*>(m_openFile),
          static_cast<QWidget*>(m_saveAs)})
        part->setVisible(isViewer);
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

void ModelsPage::showOpened() {
    m_shelf->addRecent(m_session->address());
    m_saveBar->hide();
    for (const View shown : {View::Table, View::Graph})
        m_views->setTabEnabled(static_cast<int>(shown), true);
    if (view() == View::Start || view() == View::Build)
        setView(View::Table);
    fulfilWish();
    showRun();
    warnOfBrokenNumbers();
    warnOfUnsupported();
    emit titleChanged();
    emit statusChanged(tr("%1 is open.").arg(m_session->name()));
}

/// Weights that are no numbers any more are worth knowing of before anything else.
void ModelsPage::warnOfBrokenNumbers() {
    qint64 numbers = 0;
    QStringList layers;
    int first = -1;
    for (std::size_t row = 0; row < m_session->notFinite().size(); ++row) {
        const auto count = m_session->notFinite()[row];
        const auto& layer = m_session->view()->rows[row];
        if (count == 0 || layer.isModel)
            continue;
        numbers += count;
        layers.append(asText(layer.path));
        first = first < 0 ? static_cast<int>(row) : first;
    }
    if (layers.isEmpty())
        return;
    constexpr qsizetype kMostNamed = 3;
    QString named = layers.mid(0, kMostNamed).join(QStringLiteral(", "));
    if (layers.size() > kMostNamed)
        named += QStringLiteral(" …");
    m_notice->showText(
        Banner::Tone::Warning,
        tr("%1 of the model's numbers are NaN or infinite: %2").arg(countText(numbers), named));
    QPushButton* go =
        m_notice->addButton(m_session->isGraph() ? tr("Show the node") : tr("Show the layer"));
    connect(go, &QPushButton::clicked, this, [this, first] { m_session->select(first); });
}

void ModelsPage::warnOfUnsupported() {
    const QStringList ops = m_session->unsupported();
    if (ops.isEmpty())
        return;
    m_notice->showText(
        Banner::Tone::Warning,
        tr("This model can be looked at, but not run: %n op(s) of it are not supported: %1",
           nullptr,
           static_cast<int>(ops.size()))
            .arg(ops.join(QStringLiteral(", "))));
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

void ModelsPage::showReport() {
    const auto& report = m_session->report();
    if (!report) {
        m_notice->hide();
        return;
    }
    m_notice->showText(toneOf(*report), reportText(*report));
    using Kind = ModelsSession::Report::Kind;
    const bool isWritten = report->kind == Kind::Exported && report->exported.problems.empty();
    if (isWritten || report->kind == Kind::Saved) {
        m_saveBar->hide();
        m_shelf->refresh();
    }
    if (isWritten)
        offerFile(*report);
    emit statusChanged(m_notice->text());
}

/// What one does with a file that was just written.
void ModelsPage::offerFile(const ModelsSession::Report& report) {
    const QString path = report.what;
    if (report.fileKind != tp::inspect::FileKind::Onnx) {
        QPushButton* open = m_notice->addButton(tr("Open it"));
        connect(open, &QPushButton::clicked, this, [this, path] { m_session->open(path); });
    }
    QPushButton* folder = m_notice->addButton(tr("Show in folder"));
    connect(folder, &QPushButton::clicked, this, [path] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
}

void ModelsPage::askToRemove(const QString& address, const QString& name) {
    m_notice->showText(
        Banner::Tone::Warning,
        tr("Remove %1 from this computer? This cannot be undone.").arg(name));
    QPushButton* remove = m_notice->addButton(tr("Remove"));
    connect(remove, &QPushButton::clicked, this, [this, address, name] {
        m_notice->hide();
        m_shelf->remove({ModelShelf::Place::Database, address, name});
    });
}

void ModelsPage::askForFile() {
    dialogs().askForFile(
        this,
        {FileQuestion::Purpose::Open,
         tr("Open a model"),
         tr("Models (*.json *.h5 *.hdf5);;All files (*)"),
         {}},
        [this](const QString& path) { m_session->open(path); });
}

void ModelsPage::showRun() {
    const auto& view = m_session->view();
    const bool canSave = view != nullptr && !m_session->isGraph();
    m_saveAs->setEnabled(canSave);
    m_saveAs->setToolTip(
        m_session->isGraph()
            ? tr("A graph model is frozen: it can be run, but not trained, changed or saved anew.")
            : tr("Save the model (Ctrl+S)"));
    m_saveAction->setEnabled(canSave);
    m_saveBar->setBusy(m_session->isSaving());
    if (view) {
        m_facts->setText(
            tr("%1  ·  %2 parameters").arg(m_session->name(), countText(view->total.params)));
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
    m_views->setTabText(3, tr("Build"));
    for (const View shown : {View::Table, View::Graph})
        m_views->setTabEnabled(static_cast<int>(shown), m_session->view() != nullptr);
    m_openFile->setText(tr("Open…"));
    m_openFile->setToolTip(tr("Open a model (Ctrl+O)"));
    m_openFile->setAccessibleName(tr("Open a model"));
    m_saveAs->setText(tr("Save as…"));
    m_saveAs->setAccessibleName(tr("Save the model"));
    m_viewerColumns->setAccessibleName(tr("Model and layer"));
    showRun();
    const bool isViewer = view() == View::Table || view() == View::Graph;
    if (m_session->report()) {
        showReport();
    } else if (isViewer && m_notice->isVisible()) {
        warnOfBrokenNumbers();
        warnOfUnsupported();
    }
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

void ModelsPage::setDropTarget(bool isTarget) {
    m_start->setDropTarget(isTarget);
    if (isTarget && view() != View::Start) {
        m_notice->showText(Banner::Tone::Info, tr("Let go to open it"), Banner::Closing::NotAtAll);
    } else if (!isTarget) {
        showReport();
    }
}

void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    if (localPaths(event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setDropTarget(true);
}

void ModelsPage::dragLeaveEvent(QDragLeaveEvent* event) {
    setDropTarget(false);
    Page::dragLeaveEvent(event);
}

void ModelsPage::dropEvent(QDropEvent* event) {
    setDropTarget(false);
    const QStringList paths = localPaths(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    m_session->openFiles(paths);
}

} // namespace app
