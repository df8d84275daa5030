#pragma once

#include "app/charts/chart_frame.h"

namespace app {

/// How often values fall into each of a row of equal intervals: one point per interval, at its
/// middle.
///
/// The intervals have round borders; there are about as many as the square root of the number of
/// values, 30 at most. Values that are not finite are left out. Values that are all the same make
/// one interval.
QList<QPointF> histogramOf(const QList<double>& values);

/// How values are spread.
class HistogramChart : public ChartFrame {
    Q_OBJECT

public:
    explicit HistogramChart(QWidget* parent = nullptr);

    /// `name` is what is counted: "cars".
    void setValues(const QString& name, const QList<double>& values, int colorIndex = 0);

    /// The same where somebody else has counted: one point per interval, at its middle.
    void setCounts(const QString& name, const QList<QPointF>& bars, int colorIndex = 0);

protected:
    QString describe() const override;
};

} // namespace app
