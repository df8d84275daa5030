#include "app/charts/histogram_chart.h"

#include "app/charts/plot_view.h"
#include "app/charts/ticks.h"

#include <algorithm>
#include <cmath>

namespace app {

QList<QPointF> histogramOf(const QList<double>& values) {
    Extent extent;
    qsizetype count = 0;
    for (const double value : values) {
        extent.include(value);
        count += std::isfinite(value) ? 1 : 0;
    }
    if (count == 0)
        return {};
    if (extent.span() <= 0)
        return {QPointF(extent.low, static_cast<double>(count))};
    const int wanted = std::clamp(static_cast<int>(std::sqrt(static_cast<double>(count))), 4, 30);
    const double step = niceTicks(extent.low, extent.high, wanted + 1).step;
    const double start = std::floor(extent.low / step) * step;
    const auto bins = static_cast<qsizetype>(std::floor((extent.high - start) / step)) + 1;
    QList<QPointF> result;
    for (qsizetype i = 0; i < bins; ++i)
        result.append({start + (static_cast<double>(i) + 0.5) * step, 0});
    for (const double value : values) {
        if (!std::isfinite(value))
            continue;
        const auto bin = static_cast<qsizetype>(std::floor((value - start) / step));
        result[std::clamp<qsizetype>(bin, 0, bins - 1)].ry() += 1;
    }
    return result;
}

HistogramChart::HistogramChart(QWidget* parent) : ChartFrame(parent) {
    updateToolbar();
}

void HistogramChart::setValues(const QString& name, const QList<double>& values, int colorIndex) {
    setCounts(name, histogramOf(values), colorIndex);
}

void HistogramChart::setCounts(const QString& name, const QList<QPointF>& bars, int colorIndex) {
    plot()->change([&](PlotContent& content) {
        content.series.clear();
        if (!bars.isEmpty())
            content.series = {{name, bars, SeriesStyle::Bars, colorIndex, true, false}};
    });
    seriesChanged();
}

QString HistogramChart::describe() const {
    const QList<QPointF>& bars = series().first().points;
    double total = 0;
    for (const QPointF& bar : bars)
        total += bar.y();
    const auto highest = std::max_element(
        bars.begin(), bars.end(), [](const QPointF& a, const QPointF& b) { return a.y() < b.y(); });
    // Sums of steps miss 0 by a hair, which a sentence should not tell.
    const auto border = [](double x, double step) {
        return valueText(std::abs(x) < step * 1e-9 ? 0 : x);
    };
    const double half = bars.size() > 1 ? (bars[1].x() - bars[0].x()) / 2 : 0;
    return tr("%1 values between %2 and %3; most of them, %4, between %5 and %6.")
        .arg(
            valueText(total),
            border(bars.first().x() - half, half),
            border(bars.last().x() + half, half),
            valueText(highest->y()),
            border(highest->x() - half, half),
            border(highest->x() + half, half));
}

} // namespace app
