#pragma once

#include "app/charts/series.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

namespace app {

class FlowLayout;

/// The names of the series with a sample of their ink; a click or the space bar hides and shows a
/// series.
class ChartLegend : public QWidget {
    Q_OBJECT

public:
    explicit ChartLegend(QWidget* parent = nullptr);

    /// Shows these series; it is hidden while there is only one.
    void setSeries(const QList<Series>& series);

    /// Leaves out the run before, so that the rest fits on one line.
    void setCompact(bool isCompact);

    /// Paints the visible entries in lines no longer than `width`; says how high that is. For
    /// export.
    static double paintEntries(
        QPainter& painter, const QList<Series>& series, const QPointF& corner, double width);

signals:
    void toggled(int series, bool isVisible);

private:
    void showEntries();

    QList<QAbstractButton*> m_entries;
    QList<Series> m_series;
    FlowLayout* m_flow;
    bool m_isCompact = false;
};

} // namespace app
