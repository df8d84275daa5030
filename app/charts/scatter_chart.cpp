#include "app/charts/scatter_chart.h"

#include "app/charts/plot_view.h"
#include "app/charts/ticks.h"

namespace app {

ScatterChart::ScatterChart(QWidget* parent) : ChartFrame(parent) {
    plot()->change([](PlotContent& content) { content.hasMargins = true; });
    updateToolbar();
}

int ScatterChart::addCloud(const QString& name, int colorIndex) {
    return addSeries({name, {}, SeriesStyle::Points, colorIndex, true, false});
}

int ScatterChart::addCurve(const QString& name, int colorIndex) {
    return addSeries({name, {}, SeriesStyle::Solid, colorIndex, true, false});
}

QString ScatterChart::describe() const {
    QStringList sentences;
    for (const Series& one : series()) {
        if (!one.isVisible || one.points.isEmpty())
            continue;
        Extent x;
        Extent y;
        for (const QPointF& point : one.points) {
            x.include(point.x());
            y.include(point.y());
        }
        if (one.style == SeriesStyle::Points) {
            sentences.append(tr("%1: %2 points, x from %3 to %4, y from %5 to %6.")
                                 .arg(
                                     one.name,
                                     QString::number(one.points.size()),
                                     valueText(x.low, 3),
                                     valueText(x.high, 3),
                                     valueText(y.low, 3),
                                     valueText(y.high, 3)));
        } else {
            sentences.append(tr("%1 goes from %2 at %3 to %4 at %5.")
                                 .arg(
                                     one.name,
                                     valueText(one.points.first().y(), 3),
                                     valueText(one.points.first().x(), 3),
                                     valueText(one.points.last().y(), 3),
                                     valueText(one.points.last().x(), 3)));
        }
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace app
