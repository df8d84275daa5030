#include "app/charts/plot_view.h"

#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QPainter>
#include <QtCharts/QChart>
#include <QtCharts/QLegend>
#include <QtCharts/QLineSeries>
#include <QtCharts/QValueAxis>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kFrame = 1000 / PlotView::kFramesPerSecond;
constexpr int kLow = 170;        // a plot this low has the title of x beside the labels
constexpr int kLeastMargin = 44; // room for five digits, so that zooming seldom moves the axis
constexpr int kVeryLow = 120;    // and one this low has no title of y
constexpr qsizetype kMostPieces = 100;
constexpr double kGridZ = -0.5; // above the chart's ground, below its series
constexpr double kCloudsZ = -0.4;
constexpr double kMarksZ = 50;
constexpr double kOverlayZ = 100;

} // namespace

PlotView::PlotView(QWidget* parent)
    : QChartView(parent)
    , m_xAxis(new QValueAxis)
    , m_yAxis(new QValueAxis)
    , m_grid(new GridLayer(m_state, chart(), kGridZ))
    , m_clouds(new CloudLayer(m_state, chart(), kCloudsZ))
    , m_marks(new MarkLayer(m_state, chart(), kMarksZ))
    , m_overlay(new OverlayLayer(m_state, chart(), kOverlayZ)) {
    // Nothing of the chart's own look is wanted, and each part of it would be laid out anew at
    // every change.
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->setMargins({});
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setAnimationOptions(QChart::NoAnimation);
    chart()->addAxis(m_xAxis, Qt::AlignBottom);
    chart()->addAxis(m_yAxis, Qt::AlignLeft);
    m_xAxis->setVisible(false);
    m_yAxis->setVisible(false);
    scene()->setItemIndexMethod(QGraphicsScene::NoIndex);
    setViewportUpdateMode(FullViewportUpdate);
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setInteractive(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);

    m_refreshSoon.setSingleShot(true);
    m_refreshSoon.setTimerType(Qt::PreciseTimer);
    connect(&m_refreshSoon, &QTimer::timeout, this, &PlotView::refresh);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        m_leftMargin = 0;
        schedule();
    });
    schedule();
}

PlotView::~PlotView() = default;

QSize PlotView::minimumSizeHint() const {
    return {scaled(160), scaled(90)};
}

QSize PlotView::sizeHint() const {
    return {scaled(520), scaled(300)};
}

void PlotView::append(int series, const QPointF& point) {
    m_content.series[series].points.append(point);
    schedule();
}

void PlotView::schedule() {
    m_isDirty = true;
    emit contentChanged();
    if (m_refreshSoon.isActive() || !isVisible())
        return;
    const qint64 since = m_sinceRefresh.isValid() ? m_sinceRefresh.elapsed() : kFrame;
    m_refreshSoon.start(static_cast<int>(std::max<qint64>(0, kFrame - since)));
}

void PlotView::refresh() {
    if (!m_isDirty)
        return;
    m_isDirty = false;
    m_refreshSoon.stop();
    m_sinceRefresh.start();
    ++m_refreshCount;
    layOut();
    showCurves();
    if (m_crosshairX)
        setCrosshair(*m_crosshairX);
    repaintLayers();
    emit refreshed();
}

void PlotView::layOut() {
    const QSize size = viewport()->size();
    if (m_state.size != size) {
        for (PlotLayer* layer :
             std::initializer_list<PlotLayer*>{m_grid, m_clouds, m_marks, m_overlay})
            layer->prepareResize();
        m_state.size = size;
    }
    setBackgroundBrush(theme().surface);
    m_state.events = m_content.events;
    m_state.xTitle = m_content.xTitle;
    m_state.yTitle = m_content.yTitle;
    m_state.emptyText = m_content.emptyText;

    const QFontMetricsF metrics(typeFont(Type::Caption));
    const bool isLow = size.height() < scaled(kLow);
    m_state.showsYTitle = !m_content.yTitle.isEmpty() && size.height() >= scaled(kVeryLow);
    const double top = !m_state.showsYTitle ? scaled(10) : metrics.height() + scaled(10);
    const double titleLine = isLow || m_content.xTitle.isEmpty() ? 0 : metrics.height() + scaled(4);
    const double bottom = metrics.height() + scaled(9) + titleLine;
    const double right = scaled(14);
    if (m_state.picture.isEmpty)
        m_leftMargin = 0;
    const double left = std::max<double>(m_leftMargin, scaled(kLeastMargin));
    QRectF area(left, top, size.width() - left - right, size.height() - top - bottom);
    m_state.picture = compose(m_content, m_zoom, area.size().toSize().expandedTo({1, 1}));
    m_state.scale = {area, m_state.picture.range};
    layOutTicks();

    // Labels that do not fit widen the margin; it never narrows by itself, so that a live chart
    // does not tremble.
    double widest = 0;
    for (const PlotState::Tick& tick : m_state.yTicks)
        widest = std::max(widest, metrics.horizontalAdvance(tick.text));
    const double needed =
        std::max<double>(std::ceil((widest + scaled(10)) / 4) * 4, scaled(kLeastMargin));
    if (needed > left) {
        m_leftMargin = needed;
        area.setLeft(needed);
        m_state.scale.area = area;
    }
    m_state.notice = notice();
}

void PlotView::layOutTicks() {
    const PlotRange& range = m_state.picture.range;
    const QRectF& area = m_state.scale.area;
    m_state.xTicks.clear();
    m_state.yTicks.clear();
    const Ticks x = niceTicks(range.left, range.right, tickCountX(area.width()));
    for (const double value : x.values)
        m_state.xTicks.append({value, tickText(value, x.step)});
    if (m_content.hasLogY) {
        const Ticks y = logTicks(range.bottom, range.top, tickCountY(area.height()));
        for (const double place : y.values) {
            const double value = std::pow(10, place);
            m_state.yTicks.append({place, tickText(value, value)});
        }
        return;
    }
    const Ticks y = niceTicks(range.bottom, range.top, tickCountY(area.height()));
    for (const double value : y.values)
        m_state.yTicks.append({value, tickText(value, y.step)});
}

void PlotView::showCurves() {
    chart()->setPlotArea(m_state.scale.area);
    const PlotRange& range = m_state.picture.range;
    m_xAxis->setRange(range.left, range.right);
    m_yAxis->setRange(range.bottom, range.top);
    qsizetype used = 0;
    for (const Stroke& stroke : m_state.picture.strokes) {
        if (stroke.isDashed)
            continue;
        const qsizetype count = std::min(stroke.pieces.size(), kMostPieces);
        for (qsizetype i = 0; i < count; ++i, ++used) {
            if (used == m_lines.size()) {
                auto* line = new QLineSeries;
                chart()->addSeries(line);
                line->attachAxis(m_xAxis);
                line->attachAxis(m_yAxis);
                m_lines.append(line);
            }
            QLineSeries* line = m_lines[used];
            const QPen pen(stroke.color, stroke.width);
            if (line->pen() != pen)
                line->setPen(pen);
            line->replace(stroke.pieces[i]);
            line->setVisible(true);
        }
    }
    for (; used < m_lines.size(); ++used)
        m_lines[used]->setVisible(false);
}

void PlotView::repaintLayers() {
    m_state.hasFocus = m_state.hasFocus && hasFocus();
    viewport()->update();
}

QString PlotView::notice() const {
    if (!m_state.picture.firstGap)
        return {};
    const Reading& gap = *m_state.picture.firstGap;
    const QString& name = m_content.series[gap.series].name;
    if (m_content.xTitle.isEmpty())
        return tr("%1 is not a finite number at %2").arg(name, valueText(gap.point.x()));
    return tr("%1 is not a finite number from %2 %3 on")
        .arg(name, m_content.xTitle, valueText(gap.point.x()));
}

void PlotView::paintClean(QPainter& painter, const QRectF& target) {
    m_isDirty = true;
    const std::optional<double> crosshair = m_crosshairX;
    m_crosshairX.reset();
    refresh();
    const bool hadFocus = m_state.hasFocus;
    m_state.hasFocus = false;
    m_state.crosshair.reset();
    scene()->render(&painter, target, QRectF(QPointF(0, 0), QSizeF(m_state.size)));
    m_state.hasFocus = hadFocus;
    m_crosshairX = crosshair;
    if (crosshair)
        setCrosshair(*crosshair);
}

void PlotView::resizeEvent(QResizeEvent* event) {
    QChartView::resizeEvent(event);
    // At once: a plot that lags behind its frame looks broken.
    m_isDirty = true;
    m_leftMargin = 0;
    refresh();
}

void PlotView::showEvent(QShowEvent* event) {
    QChartView::showEvent(event);
    refresh();
}

void PlotView::changeEvent(QEvent* event) {
    QChartView::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        schedule();
}

} // namespace app
