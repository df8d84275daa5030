#include "app/pages/tutorial/stage_chart.h"

#include "app/charts/line_chart.h"
#include "app/charts/scatter_chart.h"

#include <algorithm>

namespace app {

namespace {

bool hasCloud(const tp::StageChart& chart) {
    return std::any_of(chart.series.begin(), chart.series.end(), [](const auto& series) {
        return series.style == tp::StageSeries::Style::Points;
    });
}

QList<QPointF> pointsOf(const tp::StageSeries& series) {
    QList<QPointF> points;
    points.reserve(static_cast<qsizetype>(series.points.size()));
    for (const auto& point : series.points)
        points.append({point.x, point.y});
    return points;
}

} // namespace

StageChartView::StageChartView(
    const tp::StageChart& chart, const TutorialWords& words, QWidget* parent)
    : m_words(words) {
    if (hasCloud(chart)) {
        auto* clouds = new ScatterChart(parent);
        m_frame = clouds;
    } else {
        m_countsBatches = chart.x.key == "batch";
        auto* curves = new LineChart(parent);
        curves->setSteps(m_countsBatches ? LineChart::Steps::Batches : LineChart::Steps::Epochs);
        m_lines = curves;
        m_frame = curves;
    }
    for (const auto& series : chart.series)
        addSeries(series);
}

void StageChartView::addSeries(const tp::StageSeries& series) {
    const QString name = m_words.say(series.name);
    m_series.push_back(series.id);
    m_shown.push_back(0);
    if (m_lines != nullptr) {
        m_lines->addCurve(
            name,
            series.style == tp::StageSeries::Style::Dashed ? SeriesStyle::Dashed
                                                           : SeriesStyle::Solid,
            series.color);
    } else if (auto* scatter = static_cast<ScatterChart*>(m_frame);
               series.style == tp::StageSeries::Style::Points) {
        scatter->addCloud(name, series.color);
    } else {
        scatter->addCurve(name, series.color);
    }
}

bool StageChartView::fits(const tp::StageChart& chart) const {
    return hasCloud(chart) == (m_lines == nullptr) &&
           std::equal(
               chart.series.begin(),
               chart.series.end(),
               m_series.begin(),
               m_series.end(),
               [](const auto& series, const auto& id) { return series.id == id; });
}

void StageChartView::update(
    const tp::StagePanel& panel, const std::optional<tp::TrainingProgress>& progress) {
    const auto& chart = std::get<tp::StageChart>(panel.content);
    const bool isNew = panel.shape != m_shape;
    if (m_lines != nullptr && isNew && m_shape != 0) {
        m_lines->beginRun();
        std::fill(m_shown.begin(), m_shown.end(), 0);
        m_events = 0;
    }
    m_shape = panel.shape;
    if (m_lines != nullptr) {
        if (progress)
            planSteps(*progress);
        updateLines(chart);
    } else if (isNew) {
        updateClouds(chart);
    }
}

void StageChartView::planSteps(const tp::TrainingProgress& progress) {
    const int planned = progress.epochs * (m_countsBatches ? progress.batches : 1);
    if (planned == m_planned)
        return;
    m_planned = planned;
    m_lines->setSteps(
        m_countsBatches ? LineChart::Steps::Batches : LineChart::Steps::Epochs, planned);
}

void StageChartView::updateLines(const tp::StageChart& chart) {
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        const auto& points = chart.series[i].points;
        for (auto& shown = m_shown[i]; shown < points.size(); ++shown)
            m_lines->append(static_cast<int>(i), points[shown].x, points[shown].y);
    }
}

void StageChartView::updateClouds(const tp::StageChart& chart) {
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        m_frame->setPoints(static_cast<int>(i), pointsOf(chart.series[i]));
        m_shown[i] = chart.series[i].points.size();
    }
}

void StageChartView::retranslate(const tp::StagePanel& panel) {
    const auto& chart = std::get<tp::StageChart>(panel.content);
    m_frame->setTitle(m_words.say(panel.title));
    m_frame->setAxisTitles(m_words.say(chart.x), m_words.say(chart.y));
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        m_frame->setSeriesName(static_cast<int>(i), m_words.say(chart.series[i].name));
}

void StageChartView::markEvents(const std::vector<tp::StageEvent>& events) {
    // Events are counted in epochs.
    if (m_lines == nullptr || m_countsBatches)
        return;
    for (; m_events < events.size(); ++m_events) {
        if (const auto& event = events[m_events]; event.x)
            m_frame->addEvent(*event.x, m_words.say(event.text));
    }
}

} // namespace app
