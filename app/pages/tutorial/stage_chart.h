#pragma once

#include "app/pages/tutorial/tutorial_words.h"

#include <QList>

class QWidget;

namespace app {

class ChartFrame;
class LineChart;

/// Keeps one chart widget equal to one chart of the stage.
class StageChartView {
public:
    /// Makes the widget that fits: curves over steps, or clouds of points with curves over them.
    StageChartView(const tp::StageChart& chart, const TutorialWords& words, QWidget* parent);

    /// Whether this widget can show that chart too: the same series, drawn the same way.
    bool fits(const tp::StageChart& chart) const;

    /// Shows what is new. A curve that starts over becomes the run before, in faint ink.
    void update(const tp::StagePanel& panel, const std::optional<tp::TrainingProgress>& progress);

    /// Puts all names in the current language.
    void retranslate(const tp::StagePanel& panel);

    /// Marks a moment, unless it is marked already.
    void markEvents(const std::vector<tp::StageEvent>& events);

    ChartFrame* frame() const { return m_frame; }

private:
    void addSeries(const tp::StageSeries& series);
    void updateLines(const tp::StageChart& chart);
    void planSteps(const tp::TrainingProgress& progress);
    void updateClouds(const tp::StageChart& chart);

    TutorialWords m_words;
    ChartFrame* m_frame;
    LineChart* m_lines = nullptr; ///< m_frame, if it is of this kind
    bool m_countsBatches = false; ///< along x, rather than epochs
    int m_planned = 0;
    std::vector<std::string> m_series;
    std::vector<std::size_t> m_shown; ///< points shown of each series
    std::size_t m_events = 0;
    std::uint64_t m_shape = 0;
};

} // namespace app
