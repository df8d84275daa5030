#pragma once

#include "app/charts/chart_frame.h"

namespace app {

/// Clouds of points, with curves over them: the data and what a model predicts.
class ScatterChart : public ChartFrame {
    Q_OBJECT

public:
    explicit ScatterChart(QWidget* parent = nullptr);

    /// A new cloud, empty; the number by which setPoints() knows it.
    int addCloud(const QString& name, int colorIndex);

    /// A new curve over the clouds, empty; its points go from left to right.
    int addCurve(const QString& name, int colorIndex);

protected:
    QString describe() const override;
};

} // namespace app
