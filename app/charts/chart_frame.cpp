#include "app/charts/chart_frame.h"

#include "app/charts/chart_legend.h"
#include "app/charts/plot_view.h"
#include "app/charts/series_table_model.h"
#include "app/charts/table_delegate.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int kNarrow = 430;     // less width than this folds the tools into one menu
constexpr int kLow = 230;        // less height than this leaves the sentence to screen readers
constexpr int kSlowUpdate = 400; // milliseconds between updates of sentence and table

} // namespace

ChartFrame::ChartFrame(QWidget* parent) : QWidget(parent) {
    buildActions();
    buildToolbar();
    buildBody();
    m_updateSoon.setSingleShot(true);
    connect(&m_updateSoon, &QTimer::timeout, this, [this] {
        updateSummary();
        updateTable();
    });
    connect(m_plot, &PlotView::contentChanged, this, [this] {
        if (!m_updateSoon.isActive())
            m_updateSoon.start(kSlowUpdate);
    });
    connect(m_plot, &PlotView::zoomChanged, this, [this] {
        m_zoomResetAction->setEnabled(m_plot->isZoomed());
    });
    connect(m_plot, &PlotView::crosshairMoved, this, [this](const QString& reading) {
        m_plot->setAccessibleDescription(reading.isEmpty() ? summary() : reading);
    });
    connect(m_legend, &ChartLegend::toggled, this, &ChartFrame::setSeriesVisible);
    ChartFrame::retranslate();
}

ChartFrame::~ChartFrame() = default;

void ChartFrame::buildActions() {
    const auto make = [this](const char* name, const char* iconName) {
        auto* action = new QAction(icon(QString::fromLatin1(iconName)), {}, this);
        action->setObjectName(QString::fromLatin1(name));
        return action;
    };
    m_plot = new PlotView(this);
    m_zoomInAction = make("zoomInAction", "plus");
    m_zoomOutAction = make("zoomOutAction", "minus");
    m_zoomResetAction = make("zoomResetAction", "zoom-reset");
    m_tableAction = make("tableAction", "table");
    m_pngAction = make("pngAction", "export");
    m_svgAction = make("svgAction", "export");
    m_csvAction = make("csvAction", "table");
    m_copyAction = make("copyAction", "copy");
    m_tableAction->setCheckable(true);
    m_zoomResetAction->setEnabled(false);
    connect(m_zoomInAction, &QAction::triggered, m_plot, &PlotView::zoomIn);
    connect(m_zoomOutAction, &QAction::triggered, m_plot, &PlotView::zoomOut);
    connect(m_zoomResetAction, &QAction::triggered, m_plot, &PlotView::resetZoom);
    connect(m_tableAction, &QAction::toggled, this, &ChartFrame::setTableVisible);
    connect(m_copyAction, &QAction::triggered, this, &ChartFrame::copyImage);
    connect(m_pngAction, &QAction::triggered, this, [this] {
        askForExport(
            tr("Save the chart as a picture"),
            tr("PNG picture (*.png)"),
            QStringLiteral("png"),
            &ChartFrame::exportPng);
    });
    connect(m_svgAction, &QAction::triggered, this, [this] {
        askForExport(
            tr("Save the chart as a drawing"),
            tr("SVG drawing (*.svg)"),
            QStringLiteral("svg"),
            &ChartFrame::exportSvg);
    });
    connect(m_csvAction, &QAction::triggered, this, [this] {
        askForExport(
            tr("Save the numbers of the chart"),
            tr("CSV table (*.csv)"),
            QStringLiteral("csv"),
            &ChartFrame::exportCsv);
    });
}

QToolButton* ChartFrame::addTool(const char* name, QAction* action) {
    auto* button = new QToolButton(m_toolbar);
    button->setObjectName(QString::fromLatin1(name));
    button->setProperty("kind", "ghost");
    button->setAutoRaise(true);
    button->setIconSize({scaled(18), scaled(18)});
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    if (action) {
        button->setDefaultAction(action);
    } else {
        button->setPopupMode(QToolButton::InstantPopup);
    }
    m_toolbar->layout()->addWidget(button);
    return button;
}

void ChartFrame::buildToolbar() {
    m_toolbar = new QWidget(this);
    auto* row = new QHBoxLayout(m_toolbar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2);
    m_zoomIn = addTool("zoomIn", m_zoomInAction);
    m_zoomOut = addTool("zoomOut", m_zoomOutAction);
    m_zoomReset = addTool("zoomReset", m_zoomResetAction);
    m_tableToggle = addTool("tableToggle", m_tableAction);
    m_options = addTool("options", nullptr);
    m_export = addTool("export", nullptr);
    m_more = addTool("more", nullptr);
    m_options->setIcon(icon(QStringLiteral("sliders")));
    m_export->setIcon(icon(QStringLiteral("export")));
    m_more->setIcon(icon(QStringLiteral("more")));

    m_optionsMenu = new QMenu(this);
    m_optionsMenu->setObjectName(QStringLiteral("optionsMenu"));
    m_exportMenu = new QMenu(this);
    m_exportMenu->setObjectName(QStringLiteral("exportMenu"));
    m_moreMenu = new QMenu(this);
    m_moreMenu->setObjectName(QStringLiteral("moreMenu"));
    m_exportMenu->addActions({m_pngAction, m_svgAction, m_csvAction});
    m_exportMenu->addSeparator();
    m_exportMenu->addAction(m_copyAction);
    m_options->setMenu(m_optionsMenu);
    m_export->setMenu(m_exportMenu);
    m_more->setMenu(m_moreMenu);
    m_moreMenu->addActions({m_zoomInAction, m_zoomOutAction, m_zoomResetAction, m_tableAction});
    m_moreMenu->addSeparator();
    m_moreMenu->addMenu(m_optionsMenu);
    m_moreMenu->addMenu(m_exportMenu);
}

void ChartFrame::buildBody() {
    m_titleLabel = new QLabel(this);
    m_titleLabel->setObjectName(QStringLiteral("titleLabel"));
    m_titleLabel->setProperty("type", "heading");
    m_titleLabel->setTextFormat(Qt::PlainText);
    m_titleLabel->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_legend = new ChartLegend(this);
    m_legend->setObjectName(QStringLiteral("legend"));
    m_legend->hide();
    m_summaryLabel = new QLabel(this);
    m_summaryLabel->setObjectName(QStringLiteral("summaryLabel"));
    m_summaryLabel->setProperty("type", "caption");
    m_summaryLabel->setProperty("tone", "muted");
    m_summaryLabel->setTextFormat(Qt::PlainText);
    m_summaryLabel->setWordWrap(true);
    m_plot->setObjectName(QStringLiteral("plot"));

    m_table = new QTableView(this);
    m_table->setObjectName(QStringLiteral("table"));
    m_tableModel = new SeriesTableModel(this);
    m_table->setModel(m_tableModel);
    m_table->setItemDelegate(new TableDelegate(m_table));
    m_table->setCornerWidget(new QWidget);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setAlternatingRowColors(true);
    m_table->setShowGrid(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setHighlightSections(false);

    m_stack = new QStackedLayout;
    m_stack->addWidget(m_plot);
    m_stack->addWidget(m_table);

    auto* head = new QHBoxLayout;
    head->setSpacing(Spacing::kSmall);
    head->addWidget(m_titleLabel, 1);
    head->addWidget(m_toolbar);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(head);
    column->addWidget(m_legend);
    column->addLayout(m_stack, 1);
    column->addWidget(m_summaryLabel);
}

void ChartFrame::retranslate() {
    const auto name = [](QAction* action, const QString& text, const QString& keys = {}) {
        action->setText(text);
        action->setToolTip(keys.isEmpty() ? text : tr("%1 (%2)").arg(text, keys));
    };
    name(m_zoomInAction, tr("Zoom in"), QStringLiteral("+"));
    name(m_zoomOutAction, tr("Zoom out"), QStringLiteral("−"));
    name(m_zoomResetAction, tr("Show everything"), QStringLiteral("0"));
    name(m_tableAction, tr("Show as a table"));
    name(m_pngAction, tr("PNG picture…"));
    name(m_svgAction, tr("SVG drawing…"));
    name(m_csvAction, tr("CSV table…"));
    name(m_copyAction, tr("Copy picture"));
    m_optionsMenu->setTitle(tr("Chart options"));
    m_exportMenu->setTitle(tr("Export"));
    m_moreMenu->setTitle(tr("Chart tools"));
    for (auto [button, menu] :
         {std::pair(m_options, m_optionsMenu),
          std::pair(m_export, m_exportMenu),
          std::pair(m_more, m_moreMenu)}) {
        button->setToolTip(menu->title());
        button->setAccessibleName(menu->title());
    }
    for (QToolButton* button : {m_zoomIn, m_zoomOut, m_zoomReset, m_tableToggle})
        button->setAccessibleName(button->defaultAction()->text());
    updateTexts();
}

void ChartFrame::updateTexts() {
    m_titleLabel->setText(m_title);
    m_titleLabel->setToolTip(m_title);
    setAccessibleName(m_title);
    m_plot->setAccessibleName(tr("%1, chart").arg(m_title));
    m_table->setAccessibleName(tr("%1, table").arg(m_title));
    m_legend->setAccessibleName(tr("%1, legend").arg(m_title));
    if (!m_updateSoon.isActive())
        m_updateSoon.start(0);
}

QString ChartFrame::summary() const {
    for (const Series& one : series()) {
        if (!one.isGhost && !one.points.isEmpty())
            return describe();
    }
    return m_plot->content().emptyText;
}

void ChartFrame::updateSummary() {
    const QString sentence = summary();
    const bool isEmpty = sentence == m_plot->content().emptyText;
    if (m_summaryLabel->property("tone") != QStringLiteral("muted")) {
        m_summaryLabel->setProperty("tone", "muted");
        refreshStyle(m_summaryLabel);
    }
    m_summaryLabel->setText(isEmpty ? QString() : sentence);
    m_plot->setAccessibleDescription(sentence);
    setAccessibleDescription(sentence);
}

void ChartFrame::updateTable() {
    if (isTableVisible())
        m_tableModel->setTable(tableOf(m_plot->content().xTitle, series()));
}

void ChartFrame::updateToolbar() {
    const bool isNarrow = width() < scaled(kNarrow);
    for (QToolButton* button : {m_zoomIn, m_zoomOut, m_zoomReset, m_tableToggle, m_export})
        button->setVisible(!isNarrow);
    m_options->setVisible(!isNarrow && !m_optionsMenu->isEmpty());
    m_optionsMenu->menuAction()->setVisible(!m_optionsMenu->isEmpty());
    m_more->setVisible(isNarrow);
    const bool isPlot = !isTableVisible();
    m_zoomInAction->setEnabled(isPlot);
    m_zoomOutAction->setEnabled(isPlot);
    m_zoomResetAction->setEnabled(isPlot && m_plot->isZoomed());
    const bool isLow = height() < scaled(kLow);
    m_summaryLabel->setVisible(!isLow);
    m_legend->setCompact(isLow);
}

bool ChartFrame::isTableVisible() const {
    return m_stack->currentWidget() == m_table;
}

void ChartFrame::setTableVisible(bool isVisible) {
    m_stack->setCurrentWidget(isVisible ? static_cast<QWidget*>(m_table) : m_plot);
    m_tableAction->setChecked(isVisible);
    updateTable();
    updateToolbar();
}

void ChartFrame::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ChartFrame::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    updateToolbar();
}

} // namespace app
