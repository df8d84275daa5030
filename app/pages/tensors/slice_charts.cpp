#include "app/pages/tensors/slice_charts.h"

#include "app/charts/plot_view.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr std::int64_t kMostCurves = 6;
constexpr std::int64_t kMostPoints = 50'000;

} // namespace

SliceChart::SliceChart(QWidget* parent) : ChartFrame(parent) {
    updateToolbar();
    retranslate();
}

void SliceChart::setSlice(const TensorSlice& slice) {
    m_slice = slice;
    QList<Series> curves;
    const bool isVector = slice.columnAxis < 0;
    const std::int64_t points = isVector ? slice.rows() : slice.columns();
    const std::int64_t count =
        slice.isEmpty() ? 0 : std::min(isVector ? std::int64_t{1} : slice.rows(), kMostCurves);
    for (std::int64_t curve = 0; curve < count; ++curve) {
        Series series;
        series.name = isVector ? tr("Values") : tr("Row %1").arg(curve);
        series.colorIndex = static_cast<int>(curve);
        series.points.reserve(std::min(points, kMostPoints));
        for (std::int64_t i = 0; i < std::min(points, kMostPoints); ++i) {
            series.points.append(
                {static_cast<double>(i), isVector ? slice.number(i, 0) : slice.number(curve, i)});
        }
        curves.append(series);
    }
    plot()->change([&](PlotContent& content) { content.series = curves; });
    seriesChanged();
}

QString SliceChart::describe() const {
    return tr(
        "%n curve(s) over the places along the last axis.",
        nullptr,
        static_cast<int>(series().size()));
}

void SliceChart::retranslate() {
    ChartFrame::retranslate();
    setAxisTitles(tr("Place"), tr("Value"));
    setEmptyText(tr("There is nothing to draw."));
    if (m_slice.elements)
        setSlice(m_slice);
}

CountChart::CountChart(QWidget* parent) : ChartFrame(parent) {
    updateToolbar();
    retranslate();
}

void CountChart::setHistogram(const tp::notebook::Histogram& histogram) {
    m_histogram = histogram;
    fill();
}

void CountChart::fill() {
    QList<QPointF> bars;
    for (std::size_t i = 0; i < m_histogram.counts.size(); ++i) {
        bars.append(
            {m_histogram.start +
                 (m_histogram.step > 0 ? (static_cast<double>(i) + 0.5) * m_histogram.step : 0.0),
             static_cast<double>(m_histogram.counts[i])});
    }
    plot()->change([&](PlotContent& content) {
        content.series = {};
        if (!bars.isEmpty())
            content.series = {{tr("Elements"), bars, SeriesStyle::Bars, 0, true, false}};
    });
    seriesChanged();
}

QString CountChart::describe() const {
    const auto& counts = m_histogram.counts;
    const auto highest = std::max_element(counts.begin(), counts.end());
    const double from =
        m_histogram.start + static_cast<double>(highest - counts.begin()) * m_histogram.step;
    const auto number = [](double value) { return QLocale().toString(value, 'g', 4); };
    return tr("Most elements, %1, lie between %2 and %3.")
        .arg(
            QLocale().toString(static_cast<qlonglong>(*highest)),
            number(from),
            number(from + m_histogram.step));
}

void CountChart::retranslate() {
    ChartFrame::retranslate();
    setAxisTitles(tr("Value"), tr("Elements"));
    setEmptyText(tr("There are no numbers to count."));
    fill();
}

} // namespace app
