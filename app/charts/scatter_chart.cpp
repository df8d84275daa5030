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
        if (one.style == SeriesStyle::Points)
            sentences.append(tr("%1: %2 points, x from %3 to %4, y from %5 to %6.")
                                 .arg(
                                     one.name,
                                     QString::number(one.points.size()),
                                     valueText(x.low),
                                     valueText(x.high),
                                     valueText(y.low),
                                     valueText(y.high)));
        else
            sentences.append(tr("%1 goes from %2 at %3 to %4 at %5.")
                                 .arg(
                                     one.name,
                                     valueText(one.points.first().y()),
                                     valueText(one.points.first().x()),
                                     valueText(one.points.last().y()),
                                     valueText(one.points.last().x())));
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace app
