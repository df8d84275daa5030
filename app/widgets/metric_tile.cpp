#include "app/widgets/metric_tile.h"

#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace app {

namespace {

/// Digits of equal width, so that a live number does not dance.
constexpr int kWidestValue = 7;

} // namespace

MetricTile::MetricTile(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void MetricTile::setLabel(const QString& label) {
    m_label = label;
    updateGeometry();
    changed();
}

void MetricTile::setUnit(const QString& unit) {
    m_unit = unit;
    changed();
}

void MetricTile::setBetter(Better better) {
    m_better = better;
    changed();
}

void MetricTile::setValue(std::optional<double> value) {
    setText(value ? valueText(*value) : QStringLiteral("–"));
}

void MetricTile::setText(const QString& text) {
    if (m_text == text)
        return;
    m_text = text;
    changed();
}

void MetricTile::setDelta(std::optional<double> delta) {
    m_delta = delta;
    changed();
}

QString MetricTile::deltaText() const {
    if (!m_delta || !std::isfinite(*m_delta))
        return {};
    if (*m_delta == 0)
        return QStringLiteral("±0");
    const QString arrow = *m_delta > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ");
    return arrow + valueText(std::abs(*m_delta), 3);
}

void MetricTile::changed() {
    QString said = tr("%1: %2").arg(m_label, m_text);
    if (!m_unit.isEmpty())
        said = tr("%1: %2 %3").arg(m_label, m_text, m_unit);
    setAccessibleName(said);
    setToolTip(said);
    update();
}

QSize MetricTile::sizeHint() const {
    const QFontMetricsF caption(typeFont(Type::Caption));
    const QFontMetricsF value(typeFont(Type::Title));
    const double width = std::max(
        caption.horizontalAdvance(m_label),
        kWidestValue * value.horizontalAdvance(QLatin1Char('0')));
    const double height = caption.height() + value.height() + caption.height();
    return {
        static_cast<int>(width) + 2 * Spacing::kMedium,
        static_cast<int>(height) + 2 * Spacing::kSmall};
}

QSize MetricTile::minimumSizeHint() const {
    return {scaled(96), sizeHint().height()};
}

void MetricTile::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colors.border, 1));
    painter.setBrush(colors.surface);
    painter.drawRoundedRect(
        QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Spacing::kRadius, Spacing::kRadius);

    const QFont captionFont = typeFont(Type::Caption);
    const QFont valueFont = typeFont(Type::Title);
    const QFontMetricsF caption(captionFont);
    const QFontMetricsF value(valueFont);
    QRectF line = QRectF(rect()).adjusted(Spacing::kMedium, Spacing::kSmall, -Spacing::kMedium, 0);
    line.setHeight(caption.height());
    painter.setFont(captionFont);
    painter.setPen(colors.textMuted);
    painter.drawText(
        line,
        Qt::AlignLeft | Qt::AlignVCenter,
        caption.elidedText(m_label, Qt::ElideRight, line.width()));
    line.translate(0, caption.height());
    line.setHeight(value.height());
    painter.setFont(valueFont);
    painter.setPen(colors.text);
    painter.drawText(
        line,
        Qt::AlignLeft | Qt::AlignVCenter,
        value.elidedText(m_text, Qt::ElideRight, line.width()));
    const double used = value.horizontalAdvance(m_text) + Spacing::kTiny;
    painter.setFont(captionFont);
    painter.setPen(colors.textMuted);
    painter.drawText(
        line.adjusted(used, value.ascent() - caption.ascent(), 0, 0),
        Qt::AlignLeft | Qt::AlignTop,
        m_unit);
    if (!m_delta)
        return;
    line.translate(0, value.height());
    line.setHeight(caption.height());
    const bool isGood =
        (m_better == Better::Lower && *m_delta < 0) || (m_better == Better::Higher && *m_delta > 0);
    const bool isBad =
        (m_better == Better::Lower && *m_delta > 0) || (m_better == Better::Higher && *m_delta < 0);
    painter.setPen(isGood ? colors.success : (isBad ? colors.danger : colors.textMuted));
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, deltaText());
}

} // namespace app
