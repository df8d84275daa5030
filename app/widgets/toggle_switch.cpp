#include "app/widgets/toggle_switch.h"

#include "app/theme/theme.h"

#include <QPainter>

namespace app {

ToggleSwitch::ToggleSwitch(QWidget* parent) : QAbstractButton(parent) {
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize ToggleSwitch::sizeHint() const {
    return {scaled(42), scaled(26)};
}

void ToggleSwitch::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF track = QRectF(rect()).adjusted(3, 3, -3, -3);
    const double round = track.height() / 2;
    if (hasFocus()) {
        painter.setPen(QPen(colors.focus, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), round + 2, round + 2);
    }
    const bool isOn = isChecked();
    QColor fill = isOn ? (underMouse() ? colors.accentHover : colors.accent) : colors.surfaceSunken;
    if (!isEnabled())
        fill = isOn ? colors.textDisabled : colors.surfaceSunken;
    painter.setPen(
        isOn ? QPen(Qt::NoPen) : QPen(isEnabled() ? colors.borderStrong : colors.border, 1));
    painter.setBrush(fill);
    painter.drawRoundedRect(track, round, round);
    const double knob = track.height() - 6;
    const double x = isOn ? track.right() - 3 - knob : track.left() + 3;
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        isOn ? colors.accentText : (isEnabled() ? colors.textMuted : colors.textDisabled));
    painter.drawEllipse(QRectF(x, track.top() + 3, knob, knob));
}

} // namespace app
