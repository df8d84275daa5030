#include "app/pages/tutorial/stage_view.h"

#include "app/charts/chart_frame.h"
#include "app/core/error_text.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/data_table.h"
#include "app/widgets/metric_tile.h"

#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

/// The smallest size at which a chart still says something.
constexpr int kLeastWidth = 330;
constexpr int kLeastHeight = 172;
constexpr int kRoomForTiles = 380; ///< a lower stage shows its numbers in one line
constexpr std::size_t kMostTiles = 5;

Banner::Tone toneOf(tp::StageEvent::Level level) {
    switch (level) {
    case tp::StageEvent::Level::Problem:
        return Banner::Tone::Error;
    case tp::StageEvent::Level::Warning:
        return Banner::Tone::Warning;
    case tp::StageEvent::Level::Note:
        break;
    }
    return Banner::Tone::Info;
}

} // namespace

struct StageView::Panel {
    std::string id;
    std::uint64_t shape = 0;
    std::uint64_t revision = 0;
    QFrame* widget = nullptr; ///< what stands in the grid
    QVBoxLayout* inside = nullptr;
    QLabel* title = nullptr; ///< none for charts, which have their own
    std::unique_ptr<StageChartView> chart;
    DataTable* table = nullptr;
    QPlainTextEdit* text = nullptr;
};

StageView::StageView(TutorialController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_words(controller->tutorial()) {
    setObjectName(QStringLiteral("stageView"));
    setFocusPolicy(Qt::StrongFocus);
    build();
    connect(controller, &TutorialController::currentChanged, this, &StageView::rebuild);
    connect(controller, &TutorialController::stageChanged, this, &StageView::update);
    connect(controller, &TutorialController::runChanged, this, &StageView::update);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &StageView::updateEmptyState);
    retranslate();
}

StageView::~StageView() = default;

void StageView::build() {
    m_metricsRow = new QWidget(this);
    m_metricsRow->setObjectName(QStringLiteral("metricsRow"));
    m_metricsLayout = new QHBoxLayout(m_metricsRow);
    m_metricsLayout->setContentsMargins(0, 0, 0, 0);
    m_metricsLayout->setSpacing(Spacing::kSmall);
    m_metricsLine = new QLabel(this);
    m_metricsLine->setObjectName(QStringLiteral("metricsLine"));
    m_metricsLine->setTextFormat(Qt::RichText);
    m_metricsLine->setProperty("type", "caption");
    m_metricsLine->setWordWrap(true);
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setUsesScrollButtons(true);
    m_panelsArea = new QWidget(this);
    m_panelsArea->setObjectName(QStringLiteral("panels"));
    m_grid = new QGridLayout(m_panelsArea);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(Spacing::kMedium);
    m_banner = new Banner(this);
    m_banner->setObjectName(QStringLiteral("banner"));
    m_empty = new QWidget(this);
    m_empty->setObjectName(QStringLiteral("emptyStage"));
    m_emptyIcon = new QLabel(m_empty);
    m_emptyIcon->setAlignment(Qt::AlignCenter);
    m_emptyText = new QLabel(m_empty);
    m_emptyText->setObjectName(QStringLiteral("emptyText"));
    m_emptyText->setProperty("tone", "muted");
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    auto* emptyColumn = new QVBoxLayout(m_empty);
    emptyColumn->addStretch(1);
    emptyColumn->addWidget(m_emptyIcon);
    emptyColumn->addWidget(m_emptyText);
    emptyColumn->addStretch(1);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_banner);
    column->addWidget(m_metricsRow);
    column->addWidget(m_metricsLine);
    column->addWidget(m_tabs);
    column->addWidget(m_panelsArea, 1);
    column->addWidget(m_empty, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &StageView::showTab);
}

void StageView::rebuild() {
    for (auto& panel : m_panels)
        delete panel->widget;
    m_panels.clear();
    for (const auto& [id, tile] : m_tiles)
        delete tile;
    m_tiles.clear();
    m_eventsShown = 0;
    m_banner->hide();
    update();
}

std::unique_ptr<StageView::Panel> StageView::makePanel(const tp::StagePanel& content) {
    auto panel = std::make_unique<Panel>();
    panel->id = content.id;
    const QString name = QStringLiteral("panel_") + QString::fromStdString(content.id);
    panel->widget = new QFrame(m_panelsArea);
    panel->inside = new QVBoxLayout(panel->widget);
    panel->inside->setSpacing(Spacing::kTiny);
    if (const auto* chart = std::get_if<tp::StageChart>(&content.content)) {
        panel->chart = std::make_unique<StageChartView>(*chart, m_words, panel->widget);
        panel->chart->frame()->setObjectName(name);
        panel->inside->addWidget(panel->chart->frame());
        // What was run before the learner went elsewhere and came back is the ghost still.
        if (const auto* before = m_controller->record().previousStage.panel(content.id)) {
            if (const auto* old = std::get_if<tp::StageChart>(&before->content);
                old != nullptr && panel->chart->fits(*old))
                panel->chart->update(*before, {});
        }
        return panel;
    }
    panel->title = new QLabel(panel->widget);
    panel->title->setProperty("type", "heading");
    panel->inside->addWidget(panel->title);
    if (std::holds_alternative<tp::StageTable>(content.content)) {
        panel->table = new DataTable(panel->widget);
        panel->table->setObjectName(name);
        panel->inside->addWidget(panel->table, 1);
    } else {
        panel->text = new QPlainTextEdit(panel->widget);
        panel->text->setObjectName(name);
        panel->text->setReadOnly(true);
        panel->text->setLineWrapMode(QPlainTextEdit::NoWrap);
        panel->text->setFont(typeFont(Type::Mono));
        panel->text->setTextInteractionFlags(
            Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        panel->text->setFrameShape(QFrame::NoFrame);
        panel->inside->addWidget(panel->text, 1);
    }
    return panel;
}

void StageView::fillTable(DataTable* table, const tp::StageTable& content) const {
    QStringList header;
    for (const auto& column : content.columns)
        header.append(m_words.say(column.heading));
    std::vector<DataTableModel::Row> rows;
    rows.reserve(content.rows.size());
    for (const auto& cells : content.rows) {
        DataTableModel::Row row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            bool isNumber = false;
            const QString text = m_words.say(cells[i]);
            const double number = text.toDouble(&isNumber);
            if (text.isEmpty()) {
                row.emplace_back();
            } else {
                row.push_back(isNumber && content.columns[i].isNumber ? QVariant(number) : text);
            }
        }
        rows.push_back(std::move(row));
    }
    QHash<int, QString> reasons;
    for (const auto& [row, reason] : content.dropped)
        reasons.insert(static_cast<int>(row), m_words.say(reason));
    table->setTable(header, std::move(rows));
    table->setDropped(reasons);
}

void StageView::updatePanel(Panel& panel, const tp::StagePanel& content) {
    if (panel.revision == content.revision)
        return;
    const bool isNew = panel.shape != content.shape;
    panel.revision = content.revision;
    panel.shape = content.shape;
    if (panel.chart) {
        if (isNew)
            panel.chart->retranslate(content);
        panel.chart->update(content, m_controller->record().stage.progress);
        return;
    }
    panel.title->setText(m_words.say(content.title));
    if (panel.table != nullptr) {
        fillTable(panel.table, std::get<tp::StageTable>(content.content));
        panel.table->view()->setAccessibleName(panel.title->text());
    } else {
        panel.text->setPlainText(
            QString::fromStdString(std::get<tp::StageText>(content.content).text));
        panel.text->setAccessibleName(panel.title->text());
    }
}

void StageView::updatePanels() {
    const auto& contents = m_controller->record().stage.panels;
    bool isSame = contents.size() == m_panels.size();
    for (std::size_t i = 0; isSame && i < contents.size(); ++i) {
        const auto* chart = std::get_if<tp::StageChart>(&contents[i].content);
        isSame = contents[i].id == m_panels[i]->id &&
                 (chart == nullptr || m_panels[i]->chart->fits(*chart));
    }
    if (!isSame) {
        // A run that has only begun shows nothing yet; what stands there stays until it does.
        if (contents.empty() && m_controller->running() == m_controller->current())
            return;
        for (auto& panel : m_panels)
            delete panel->widget;
        m_panels.clear();
        for (const auto& content : contents)
            m_panels.push_back(makePanel(content));
        arrange();
    }
    for (std::size_t i = 0; i < contents.size(); ++i)
        updatePanel(*m_panels[i], contents[i]);
}

void StageView::updateMetrics() {
    const auto& record = m_controller->record();
    const auto& metrics = record.stage.metrics;
    const bool isRunning = m_controller->running() == m_controller->current();
    if (metrics.empty() && isRunning)
        return;
    for (auto it = m_tiles.begin(); it != m_tiles.end();) {
        if (record.stage.metric(it->first) == nullptr) {
            delete it->second;
            it = m_tiles.erase(it);
        } else {
            ++it;
        }
    }
    for (std::size_t i = 0; i < std::min(metrics.size(), kMostTiles); ++i) {
        const auto& metric = metrics[i];
        auto& tile = m_tiles[metric.id];
        if (tile == nullptr) {
            tile = new MetricTile(m_metricsRow);
            tile->setObjectName(QStringLiteral("metric_") + QString::fromStdString(metric.id));
            m_metricsLayout->addWidget(tile, 1);
            tile->show();
        }
        tile->setLabel(m_words.say(metric.name));
        tile->setUnit(QString::fromStdString(metric.unit));
        tp::StageMetric plain = metric;
        plain.unit.clear();
        tile->setText(metricText(plain));
        // Losses and errors are what gets compared from run to run; less is better.
        const auto* before = record.previousStage.metric(metric.id);
        tile->setBetter(
            m_controller->step().trains && metric.id != "parameters" ? MetricTile::Better::Lower
                                                                     : MetricTile::Better::Neither);
        tile->setDelta(
            before != nullptr ? std::optional(metric.value - before->value) : std::nullopt);
    }
    QStringList words;
    for (const auto& metric : metrics) {
        words.append(QStringLiteral("%1 <b>%2</b>")
                         .arg(m_words.say(metric.name).toHtmlEscaped(), metricText(metric)));
    }
    m_metricsLine->setText(words.join(QStringLiteral(" &nbsp;·&nbsp; ")));
    showMetrics();
}

void StageView::showMetrics() {
    const bool hasRoom = height() >= scaled(kRoomForTiles);
    m_metricsRow->setVisible(!m_tiles.empty() && hasRoom);
    m_metricsLine->setVisible(!m_tiles.empty() && !hasRoom);
}

void StageView::updateEvents() {
    const auto& record = m_controller->record();
    if (record.error) {
        m_banner->showText(Banner::Tone::Error, translateError(*record.error));
        return;
    }
    const auto& events = record.stage.events;
    if (events.size() < m_eventsShown || events.empty()) {
        m_eventsShown = 0;
        m_banner->hide();
    }
    for (auto& panel : m_panels) {
        if (panel->chart)
            panel->chart->markEvents(events);
    }
    if (events.size() == m_eventsShown)
        return;
    m_eventsShown = events.size();
    const auto& last = events.back();
    // A plain end needs no banner: the numbers are there.
    if (last.level != tp::StageEvent::Level::Note)
        m_banner->showText(toneOf(last.level), m_words.say(last.text));
}

void StageView::updateEmptyState() {
    const auto& record = m_controller->record();
    const bool isEmpty = m_panels.empty();
    m_empty->setVisible(isEmpty);
    m_panelsArea->setVisible(!isEmpty);
    if (!isEmpty)
        return;
    const bool isRunning = m_controller->running() == m_controller->current();
    const char* name = m_controller->step().trains ? "chart" : "play";
    m_emptyIcon->setPixmap(iconPixmap(
        QString::fromLatin1(name), scaled(44), theme().borderStrong, devicePixelRatioF()));
    m_emptyText->setText(
        isRunning                         ? tr("Running…")
        : record.error                    ? tr("The step could not run.")
        : m_controller->needsPrediction() ? tr("Make your guess first, then run the step.")
                                          : tr("Run this step to see what it does."));
}

void StageView::update() {
    updatePanels();
    updateMetrics();
    updateEvents();
    updateEmptyState();
}

void StageView::arrange() {
    showMetrics();
    const int count = static_cast<int>(m_panels.size());
    const int taken = m_metricsRow->isHidden() ? 24 : 90;
    const int rows = (count + 1) / 2;
    m_isGrid = count > 1 && width() >= 2 * kLeastWidth &&
               height() - scaled(taken) >= rows * scaled(kLeastHeight);
    const int shown = m_tabs->currentIndex();
    {
        const QSignalBlocker quiet(m_tabs);
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const auto& panel : m_panels) {
            const auto* content = m_controller->record().stage.panel(panel->id);
            m_tabs->addTab(content != nullptr ? m_words.say(content->title) : QString());
        }
    }
    m_tabs->setVisible(count > 1 && !m_isGrid);
    m_tabs->updateGeometry();
    placePanels();
    const int tab = shown >= 0 && shown < count ? shown : 0;
    m_tabs->setCurrentIndex(tab);
    showTab(tab);
}

void StageView::placePanels() {
    const int count = static_cast<int>(m_panels.size());
    const bool isRoomy = height() >= scaled(kRoomForTiles);
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    for (int i = 0; i < count; ++i) {
        auto& panel = *m_panels[static_cast<std::size_t>(i)];
        // The first of three is what the step is about: it takes the left half.
        if (!m_isGrid) {
            m_grid->addWidget(panel.widget, 0, 0);
        } else if (count == 3) {
            m_grid->addWidget(panel.widget, i == 2 ? 1 : 0, i == 0 ? 0 : 1, i == 0 ? 2 : 1, 1);
        } else {
            m_grid->addWidget(panel.widget, i / 2, i % 2);
        }
        panel.widget->setProperty("kind", isRoomy ? "card" : "panel");
        panel.widget->setFrameShape(isRoomy ? QFrame::StyledPanel : QFrame::NoFrame);
        const int margin = isRoomy ? Spacing::kMedium : Spacing::kTiny;
        panel.inside->setContentsMargins(margin, margin / 2, margin, margin / 2);
        refreshStyle(panel.widget);
        if (panel.title != nullptr)
            panel.title->setVisible(m_isGrid || count == 1);
    }
    for (int i = 0; i < 2; ++i) {
        m_grid->setColumnStretch(i, m_isGrid || i == 0 ? 1 : 0);
        m_grid->setRowStretch(i, (m_isGrid && count > 2) || i == 0 ? 1 : 0);
    }
}

void StageView::showTab(int index) {
    for (std::size_t i = 0; i < m_panels.size(); ++i) {
        const bool isShown = m_isGrid || static_cast<int>(i) == index;
        m_panels[i]->widget->setVisible(isShown);
        if (isShown)
            emit panelOpened(m_panels[i]->id);
    }
}

void StageView::flush() {
    for (auto& panel : m_panels) {
        if (panel->chart)
            panel->chart->frame()->flush();
    }
}

void StageView::retranslate() {
    setAccessibleName(tr("Stage"));
    m_tabs->setAccessibleName(tr("What to see on the stage"));
    rebuild();
}

void StageView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StageView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace app
