#include "app/core/all_settings.h"
#include "app/theme/paint.h"
#include "app/theme/style_parts.h"
#include "app/theme/theme.h"

#include <QAbstractSpinBox>
#include <QDateTime>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace app::parts {

namespace {

void paintFieldBox(const QStyleOption& option, QPainter* painter, bool hasFocus, bool isInvalid) {
    const ThemeColors& colors = theme();
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    QColor line = isHovered ? colors.textMuted : colors.borderStrong;
    if (!isEnabled)
        line = colors.border;
    if (isInvalid)
        line = colors.danger;
    paintBox(
        painter,
        option.rect,
        Spacing::kSmallRadius,
        isEnabled ? colors.surface : colors.surfaceSunken,
        line);
    // A text field shows its focus always: that is where typing goes.
    if (hasFocus && isEnabled) {
        paintBox(
            painter,
            option.rect,
            Spacing::kSmallRadius,
            {},
            isInvalid ? colors.danger : colors.focus,
            2);
    }
}

bool saysInvalid(const QWidget* widget) {
    return widget && widget->property("invalid").toBool();
}

} // namespace

void paintField(const QStyleOption& option, QPainter* painter, const QWidget* widget) {
    paintFieldBox(option, painter, option.state & QStyle::State_HasFocus, saysInvalid(widget));
}

void paintComboBox(const QStyleOptionComboBox& option, QPainter* painter, const QWidget* widget) {
    const bool hasFocus =
        (option.state & QStyle::State_HasFocus) && (option.editable || showsFocus(&option));
    paintFieldBox(option, painter, hasFocus, saysInvalid(widget));
    const QRect arrow(
        option.direction == Qt::RightToLeft ? option.rect.x() : option.rect.right() - scaled(29),
        option.rect.y(),
        scaled(28),
        option.rect.height());
    const bool isEnabled = option.state & QStyle::State_Enabled;
    paintArrow(
        arrow,
        painter,
        QStringLiteral("chevron-down"),
        isEnabled ? theme().textMuted : theme().textDisabled);
}

void paintSpinBox(
    const QStyleOptionSpinBox& option,
    QPainter* painter,
    const QWidget* widget,
    const QRect& up,
    const QRect& down) {
    const ThemeColors& colors = theme();
    paintFieldBox(option, painter, option.state & QStyle::State_HasFocus, saysInvalid(widget));
    if (option.buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto button =
        [&](const QRect& rect, QStyle::SubControl part, bool isUsable, const char* name) {
            const bool isHovered = (option.activeSubControls & part) && isUsable &&
                                   (option.state & QStyle::State_MouseOver);
            if (isHovered)
                paintBox(painter, QRectF(rect).adjusted(1, 0, -2, 0), 4, colors.hover);
            paintArrow(
                rect,
                painter,
                QString::fromLatin1(name),
                isUsable ? colors.textMuted : colors.textDisabled);
        };
    const bool isEnabled = option.state & QStyle::State_Enabled;
    button(
        up,
        QStyle::SC_SpinBoxUp,
        isEnabled && (option.stepEnabled & QAbstractSpinBox::StepUpEnabled),
        "chevron-up");
    button(
        down,
        QStyle::SC_SpinBoxDown,
        isEnabled && (option.stepEnabled & QAbstractSpinBox::StepDownEnabled),
        "chevron-down");
}

void paintSlider(
    const QStyleOptionSlider& option, QPainter* painter, const QRect& groove, const QRect& handle) {
    const ThemeColors& colors = theme();
    const bool isAcross = option.orientation == Qt::Horizontal;
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const qreal thickness = 4;
    QRectF track = groove;
    if (isAcross) {
        track =
            QRectF(track.x() + 2, track.center().y() - thickness / 2, track.width() - 4, thickness);
    } else {
        track = QRectF(
            track.center().x() - thickness / 2, track.y() + 2, thickness, track.height() - 4);
    }
    paintBox(painter, track, thickness / 2, mixed(colors.border, colors.borderStrong, 0.35));
    const QPointF middle = QRectF(handle).center();
    QRectF filled = track;
    if (isAcross) {
        option.upsideDown ? filled.setLeft(middle.x()) : filled.setRight(middle.x());
    } else {
        option.upsideDown ? filled.setTop(middle.y()) : filled.setBottom(middle.y());
    }
    const QColor accent = isEnabled ? colors.accent : colors.textDisabled;
    paintBox(painter, filled, thickness / 2, accent);
    const bool isHot =
        isEnabled && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken));
    const qreal radius = isHot ? scaled(8) : scaled(7);
    const QRectF knob(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius);
    paintBox(painter, knob, radius, colors.surface, accent, 2.5);
    if (showsFocus(&option)) {
        const qreal outer = scaled(10);
        paintBox(
            painter,
            QRectF(middle.x() - outer, middle.y() - outer, 2 * outer, 2 * outer),
            outer,
            {},
            colors.focus,
            2);
    }
}

void paintScrollBar(const QStyleOptionSlider& option, QPainter* painter, const QRect& handle) {
    if (option.maximum <= option.minimum)
        return;
    const ThemeColors& colors = theme();
    const bool isHot = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    const qreal margin = isHot ? 2 : 3.5;
    const QRectF bar = QRectF(handle).adjusted(margin, margin, -margin, -margin);
    const QColor color = mixed(colors.surface, colors.borderStrong, isHot ? 0.95 : 0.6);
    paintBox(painter, bar, std::min(bar.width(), bar.height()) / 2, color);
}

void paintProgress(const QStyleOptionProgressBar& option, QPainter* painter) {
    const ThemeColors& colors = theme();
    const qreal thickness = std::min(option.rect.height(), scaled(6));
    QRectF track(
        option.rect.x(),
        option.rect.y() + (option.rect.height() - thickness) / 2,
        option.rect.width(),
        thickness);
    paintBox(painter, track, thickness / 2, mixed(colors.surfaceSunken, colors.borderStrong, 0.25));
    const int range = option.maximum - option.minimum;
    if (range <= 0) {
        // Nobody knows how long it takes: a piece that wanders as the bar is painted again and
        // again.
        const qint64 now = QDateTime::currentMSecsSinceEpoch();
        const double turn = kReducedMotion.get() ? 0.25 : static_cast<double>(now % 1600) / 1600;
        const double at = turn < 0.5 ? 2 * turn : 2 - 2 * turn;
        track.setLeft(track.left() + at * track.width() * 0.7);
        track.setWidth(option.rect.width() * 0.3);
        paintBox(painter, track, thickness / 2, colors.accent);
        return;
    }
    const double part = static_cast<double>(option.progress - option.minimum) / range;
    if (part <= 0)
        return;
    track.setWidth(std::max(thickness, track.width() * std::min(1.0, part)));
    paintBox(painter, track, thickness / 2, colors.accent);
}

} // namespace app::parts
