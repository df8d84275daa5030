#pragma once

#include "app/charts/chart_frame.h"

class QSlider;

namespace app {

/// Curves over steps: the loss while a model learns.
///
///     auto* chart = new LineChart(this);
///     chart->setSteps(LineChart::Steps::Epochs, 50);
///     const int loss = chart->addCurve(tr("Training loss"), SeriesStyle::Solid, 0);
///     chart->append(loss, epoch, value); // as often as you like; the picture follows 30 times a
///     second
///
/// Its options: smoothing, a logarithmic y axis, and the run before this one in faint ink.
class LineChart : public ChartFrame {
    Q_OBJECT

public:
    /// What one step along x is; the sentence about the curve names it.
    enum class Steps { Epochs, Batches, Steps };

    explicit LineChart(QWidget* parent = nullptr);

    /// What x counts, and how far it will go, so that the curve grows into its place. 0: not known.
    void setSteps(Steps steps, double planned = 0);

    /// A new curve, empty; the number by which append() knows it. Training is solid, validation
    /// dashed.
    int addCurve(const QString& name, SeriesStyle style, int colorIndex);

    /// Adds a point; x must not go back. A y that is not finite is shown as a gap with a notice.
    void append(int curve, double x, double y);

    /// Empties the curves and takes the events away; what was there stays as the run before, unless
    /// there was hardly anything.
    void beginRun();

    /// Empties everything, the run before too.
    void clear();

    double smoothing() const;
    void setSmoothing(double weight);
    bool isLogarithmic() const;
    void setLogarithmic(bool isLogarithmic);
    bool isPreviousRunVisible() const;
    void setPreviousRunVisible(bool isVisible);

protected:
    QString describe() const override;
    void retranslate() override;

private:
    void buildOptions();
    QString overSteps(qsizetype count) const;

    Steps m_steps = Steps::Epochs;
    int m_curves = 0;
    QSlider* m_smoothing;
    QLabel* m_smoothingLabel;
    QAction* m_logAction;
    QAction* m_ghostAction;
};

} // namespace app
