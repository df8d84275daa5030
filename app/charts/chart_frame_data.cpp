#include "app/charts/chart_frame.h"
#include "app/charts/chart_legend.h"
#include "app/charts/plot_view.h"

#include <QTimer>

namespace app {

void ChartFrame::setTitle(const QString& title) {
    m_title = title;
    updateTexts();
}

void ChartFrame::setAxisTitles(const QString& x, const QString& y) {
    m_plot->change([&](PlotContent& content) {
        content.xTitle = x;
        content.yTitle = y;
    });
}

void ChartFrame::setEmptyText(const QString& text) {
    m_plot->change([&](PlotContent& content) { content.emptyText = text; });
    updateTexts();
}

const QList<Series>& ChartFrame::series() const {
    return m_plot->content().series;
}

int ChartFrame::addSeries(const Series& series) {
    m_plot->change([&](PlotContent& content) { content.series.append(series); });
    seriesChanged();
    return static_cast<int>(m_plot->content().series.size()) - 1;
}

void ChartFrame::setSeriesName(int series, const QString& name) {
    m_plot->change([&](PlotContent& content) { content.series[series].name = name; });
    seriesChanged();
}

void ChartFrame::setSeriesVisible(int series, bool isVisible) {
    m_plot->change([&](PlotContent& content) {
        content.series[series].isVisible = isVisible;
        if (!content.series[series].isGhost)
            return;
        // The curves of the run before have one entry in the legend, and go together.
        for (Series& other : content.series)
            other.isVisible = other.isGhost ? isVisible : other.isVisible;
    });
    seriesChanged();
}

void ChartFrame::setPoints(int series, const QList<QPointF>& points) {
    m_plot->change([&](PlotContent& content) { content.series[series].points = points; });
}

void ChartFrame::addEvent(double x, const QString& text) {
    m_plot->change([&](PlotContent& content) { content.events.append({x, text}); });
}

void ChartFrame::clearEvents() {
    m_plot->change([](PlotContent& content) { content.events.clear(); });
}

void ChartFrame::seriesChanged() {
    m_legend->setSeries(series());
}

void ChartFrame::flush() {
    m_plot->refresh();
    m_updateSoon.stop();
    updateSummary();
    updateTable();
}

} // namespace app
