#include "app/pages/tensors/memory_graph.h"

#include "app/pages/tensors/tensor_words.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace app {

namespace {

constexpr int kStripHeight = 64;
constexpr double kLeastSeconds = 5;
constexpr double kMostSeconds = 60;

} // namespace

MemoryGraph::MemoryGraph(const MemoryWatch* watch, QWidget* parent)
    : QWidget(parent)
    , m_watch(watch) {
    setObjectName(QStringLiteral("memoryGraph"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(watch, &MemoryWatch::changed, this, qOverload<>(&MemoryGraph::update));
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] { updateGeometry(); });
    retranslate();
}

QSize MemoryGraph::sizeHint() const {
    return {240, 2 * scaled(kStripHeight) + Spacing::kSmall};
}

template<class Value>
void MemoryGraph::paintStrip(
    QPainter& painter, const QRectF& area, int color, const QString& title, Value value) const {
    const ThemeColors& colors = theme();
    paintBox(&painter, area, Spacing::kSmallRadius, colors.surfaceSunken, colors.border);
    const auto& samples = m_watch->samples();
    double highest = 1;
    for (const auto& sample : samples)
        highest = std::max(highest, static_cast<double>(value(sample)));
    const double end = samples.back().seconds;
    // At first the curve fills the strip, later the last minute is shown.
    const double shown = std::clamp(end - samples.front().seconds, kLeastSeconds, kMostSeconds);
    const QRectF plot = area.adjusted(1, scaled(20), -1, -2);
    const auto xOf = [&](double seconds) {
        const double begin = std::max(samples.front().seconds, end - shown);
        return plot.left() + std::max(0.0, (seconds - begin) / shown) * plot.width();
    };
    const auto yOf = [&](double y) { return plot.bottom() - y / highest * plot.height(); };
    QPainterPath line;
    bool isFirst = true;
    double last = 0;
    for (const auto& sample : samples) {
        const double x = xOf(sample.seconds);
        const double y = yOf(static_cast<double>(value(sample)));
        if (isFirst) {
            line.moveTo(x, y);
        } else {
            line.lineTo(x, last); // what changed did so at a moment: steps, no slopes
        }
        line.lineTo(x, y);
        last = y;
        isFirst = false;
    }
    QPainterPath fill = line;
    fill.lineTo(xOf(end), plot.bottom());
    fill.lineTo(xOf(samples.front().seconds), plot.bottom());
    const QColor ink = colors.series[static_cast<std::size_t>(color)];
    QColor faint = ink;
    faint.setAlphaF(0.18F);
    painter.fillPath(fill, faint);
    painter.setPen(QPen(ink, 1.5));
    painter.drawPath(line);
    painter.setFont(typeFont(Type::Caption));
    painter.setPen(colors.textMuted);
    painter.drawText(
        area.adjusted(Spacing::kSmall, 3, -Spacing::kSmall, 0),
        Qt::AlignLeft | Qt::AlignTop,
        title);
}

void MemoryGraph::paintEvent(QPaintEvent*) {
    if (m_watch->samples().empty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double height = scaled(kStripHeight);
    std::int64_t mostTensors = 0;
    std::int64_t mostBytes = 0;
    for (const auto& sample : m_watch->samples()) {
        mostTensors = std::max(mostTensors, sample.tensors);
        mostBytes = std::max(mostBytes, sample.bytes);
    }
    paintStrip(
        painter,
        QRectF(0.5, 0.5, width() - 1, height),
        0,
        tr("Tensors, at most %1").arg(QLocale().toString(static_cast<qlonglong>(mostTensors))),
        [](const MemoryWatch::Sample& sample) { return sample.tensors; });
    paintStrip(
        painter,
        QRectF(0.5, height + Spacing::kSmall - 0.5, width() - 1, height),
        1,
        tr("Memory, at most %1").arg(byteText(mostBytes)),
        [](const MemoryWatch::Sample& sample) { return sample.bytes; });
}

void MemoryGraph::retranslate() {
    setAccessibleName(tr("Tensors and memory over the last minute"));
    update();
}

void MemoryGraph::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
