#include "app/charts/line_chart.h"

#include "app/charts/plot_view.h"
#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSlider>
#include <QWidgetAction>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kSmoothingSteps = 100;
constexpr double kMostSmoothing = 0.99;
constexpr qsizetype kRunWorthKeeping = 2;

} // namespace

LineChart::LineChart(QWidget* parent) : ChartFrame(parent) {
    buildOptions();
    LineChart::retranslate();
    updateToolbar();
}

void LineChart::buildOptions() {
    auto* row = new QWidget(this);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(Spacing::kMedium, Spacing::kTiny, Spacing::kMedium, Spacing::kTiny);
    m_smoothingLabel = new QLabel(row);
    m_smoothing = new QSlider(Qt::Horizontal, row);
    m_smoothing->setObjectName(QStringLiteral("smoothing"));
    m_smoothing->setRange(0, kSmoothingSteps);
    m_smoothing->setPageStep(10);
    m_smoothing->setMinimumWidth(scaled(140));
    layout->addWidget(m_smoothingLabel);
    layout->addWidget(m_smoothing, 1);
    auto* smoothingAction = new QWidgetAction(this);
    smoothingAction->setDefaultWidget(row);

    m_logAction = new QAction(this);
    m_logAction->setObjectName(QStringLiteral("logAction"));
    m_logAction->setCheckable(true);
    m_ghostAction = new QAction(this);
    m_ghostAction->setObjectName(QStringLiteral("ghostAction"));
    m_ghostAction->setCheckable(true);
    m_ghostAction->setChecked(true);
    optionsMenu()->addAction(smoothingAction);
    optionsMenu()->addSeparator();
    optionsMenu()->addActions({m_logAction, m_ghostAction});

    connect(m_smoothing, &QSlider::valueChanged, this, [this](int position) {
        plot()->change([&](PlotContent& content) {
            content.smoothing =
                std::min(kMostSmoothing, static_cast<double>(position) / kSmoothingSteps);
        });
    });
    connect(m_logAction, &QAction::toggled, this, [this](bool on) {
        plot()->resetZoom();
        plot()->change([&](PlotContent& content) { content.hasLogY = on; });
    });
    connect(m_ghostAction, &QAction::toggled, this, [this](bool on) {
        plot()->change([&](PlotContent& content) {
            for (Series& one : content.series)
                one.isVisible = one.isGhost ? on : one.isVisible;
        });
        seriesChanged();
    });
}

void LineChart::retranslate() {
    ChartFrame::retranslate();
    m_smoothingLabel->setText(tr("Smoothing"));
    m_smoothing->setAccessibleName(tr("Smoothing"));
    m_smoothing->setToolTip(
        tr("Damps the noise of the curves; the unsmoothed curve stays visible behind"));
    m_logAction->setText(tr("Logarithmic y axis"));
    m_ghostAction->setText(tr("Show the previous run"));
    plot()->change([](PlotContent& content) {
        for (Series& one : content.series) {
            if (one.isGhost)
                one.name = tr("Previous run");
        }
    });
    seriesChanged();
}

void LineChart::setSteps(Steps steps, double planned) {
    m_steps = steps;
    plot()->change([&](PlotContent& content) {
        content.plannedX = {};
        if (planned <= 0)
            return;
        content.plannedX.include(steps == Steps::Epochs ? std::min(1.0, planned) : 0);
        content.plannedX.include(planned);
    });
}

int LineChart::addCurve(const QString& name, SeriesStyle style, int colorIndex) {
    // Curves come before the ghosts, so that their numbers never change.
    const Series series{name, {}, style, colorIndex, true, false};
    plot()->change([&](PlotContent& content) { content.series.insert(m_curves, series); });
    seriesChanged();
    return m_curves++;
}

void LineChart::append(int curve, double x, double y) {
    Q_ASSERT(curve >= 0 && curve < m_curves);
    plot()->append(curve, {x, y});
}

void LineChart::beginRun() {
    plot()->resetZoom();
    plot()->change([this](PlotContent& content) {
        QList<Series> ghosts;
        for (int i = 0; i < m_curves; ++i) {
            Series& curve = content.series[i];
            if (curve.points.size() >= kRunWorthKeeping && curve.style == SeriesStyle::Solid) {
                Series ghost = curve;
                ghost.isGhost = true;
                ghost.isVisible = m_ghostAction->isChecked();
                ghost.name = tr("Previous run");
                ghosts.append(ghost);
            }
            curve.points.clear();
        }
        if (!ghosts.isEmpty())
            content.series = content.series.first(m_curves) + ghosts;
        content.events.clear();
    });
    seriesChanged();
}

void LineChart::clear() {
    plot()->resetZoom();
    plot()->change([this](PlotContent& content) {
        content.series.resize(m_curves);
        for (Series& curve : content.series)
            curve.points.clear();
        content.events.clear();
    });
    seriesChanged();
}

double LineChart::smoothing() const {
    return plot()->content().smoothing;
}

void LineChart::setSmoothing(double weight) {
    m_smoothing->setValue(static_cast<int>(std::lround(weight * kSmoothingSteps)));
}

bool LineChart::isLogarithmic() const {
    return m_logAction->isChecked();
}

void LineChart::setLogarithmic(bool isLogarithmic) {
    m_logAction->setChecked(isLogarithmic);
}

bool LineChart::isPreviousRunVisible() const {
    return m_ghostAction->isChecked();
}

void LineChart::setPreviousRunVisible(bool isVisible) {
    m_ghostAction->setChecked(isVisible);
}

QString LineChart::overSteps(qsizetype count) const {
    switch (m_steps) {
    case Steps::Epochs:
        return tr("over %1 epochs").arg(count);
    case Steps::Batches:
        return tr("over %1 batches").arg(count);
    case Steps::Steps:
        break;
    }
    return tr("over %1 steps").arg(count);
}

QString LineChart::describe() const {
    QStringList sentences;
    for (const Series& one : series()) {
        if (one.isGhost || !one.isVisible || one.points.isEmpty())
            continue;
        const auto isFinite = [](const QPointF& p) { return std::isfinite(p.y()); };
        const auto first = std::find_if(one.points.begin(), one.points.end(), isFinite);
        const auto last = std::find_if(one.points.rbegin(), one.points.rend(), isFinite);
        if (first == one.points.end()) {
            sentences.append(tr("%1 is not a finite number.").arg(one.name));
            continue;
        }
        const QString from = valueText(first->y(), 3);
        const QString to = valueText(last->y(), 3);
        const QString steps = overSteps(one.points.size());
        if (one.points.size() == 1) {
            sentences.append(tr("%1 is %2.").arg(one.name, to));
        } else if (last->y() < first->y()) {
            sentences.append(tr("%1 fell from %2 to %3 %4.").arg(one.name, from, to, steps));
        } else if (last->y() > first->y()) {
            sentences.append(tr("%1 rose from %2 to %3 %4.").arg(one.name, from, to, steps));
        } else {
            sentences.append(tr("%1 stayed at %2 %3.").arg(one.name, to, steps));
        }
        if (!isFinite(one.points.last()))
            sentences.append(tr("Then %1 stopped being a finite number.").arg(one.name));
    }
    return sentences.join(QLatin1Char(' '));
}

} // namespace app
