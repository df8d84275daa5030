#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/style_parts.h"
#include "app/theme/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QWidget>

namespace app::parts {

namespace {

bool has(const QStyleOption& option, QStyle::StateFlag flag) {
    return option.state & flag;
}

QColor buttonTextColor(const QStyleOptionButton& option, const QWidget* widget) {
    const ThemeColors& colors = theme();
    if (!has(option, QStyle::State_Enabled))
        return colors.textDisabled;
    const QString kind = widget ? widget->property("kind").toString() : QString();
    if (kind == QLatin1String("primary"))
        return colors.accentText;
    if (kind == QLatin1String("danger"))
        return colors.danger;
    if (has(option, QStyle::State_On))
        return colors.accent;
    return colors.text;
}

/// What stands on a button, measured.
struct ButtonText {
    ButtonText(const QStyleOptionButton& option, const QWidget* widget)
        : font(widget ? widget->font() : typeFont(Type::Body))
        , hint(widget ? widget->property("hint").toString() : QString()) {
        if (kindOf(widget) == QLatin1String("primary"))
            font.setWeight(QFont::DemiBold);
        const QSize size = QFontMetrics(font).size(Qt::TextShowMnemonic, option.text);
        width = size.width();
        height = size.height();
        iconSide = option.icon.isNull() ? 0 : scaled(18);
        gap = iconSide > 0 && !option.text.isEmpty() ? scaled(8) : 0;
        hintWidth = QFontMetrics(typeFont(Type::Caption)).horizontalAdvance(hint);
    }

    QFont font;
    QString hint;
    int width = 0;
    int height = 0;
    int iconSide = 0;
    int gap = 0;
    int hintWidth = 0;
};

} // namespace

QString kindOf(const QWidget* widget) {
    return widget ? widget->property("kind").toString() : QString();
}

void paintButton(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget) {
    const ThemeColors& colors = theme();
    const QString kind = kindOf(widget);
    const bool isPrimary = kind == QLatin1String("primary");
    const bool isGhost = kind == QLatin1String("ghost");
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isHovered = isEnabled && has(option, QStyle::State_MouseOver);
    const bool isDown = isEnabled && has(option, QStyle::State_Sunken);
    const bool isOn = has(option, QStyle::State_On);

    QColor fill = isGhost ? QColor() : colors.surface;
    QColor line = isGhost ? QColor() : mixed(colors.border, colors.borderStrong, 0.35);
    if (isPrimary) {
        fill = isHovered ? colors.accentHover : colors.accent;
        line = QColor();
    } else if (isOn) {
        fill = colors.accentSoft;
        line = isGhost ? QColor() : colors.accent;
    } else if (isHovered) {
        fill = colors.hover;
    }
    if (isDown)
        fill = mixed(fill.isValid() ? fill : colors.hover, colors.text, 0.1);
    if (!isEnabled && !isGhost) {
        fill = colors.surfaceSunken;
        line = isPrimary ? QColor() : colors.border;
    }
    paintBox(painter, option.rect, Spacing::kSmallRadius, fill, line);
    if (showsFocus(&option))
        paintFocusRing(painter, option.rect, Spacing::kSmallRadius);
}

QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget) {
    const int height = scaled(34);
    if (option.text.isEmpty())
        return {height, height};
    const ButtonText text(option, widget);
    const int sides = 2 * scaled(14);
    const int hint = text.hint.isEmpty() ? 0 : text.hintWidth + scaled(20);
    return {
        sides + text.iconSide + text.gap + text.width + hint,
        std::max(height, text.height + scaled(12))};
}

void paintButtonLabel(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget) {
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const ButtonText text(option, widget);
    const QRect rect = option.rect;
    const int margin = scaled(12);
    const bool isLeft = widget && widget->property("align").toString() == QLatin1String("left");
    const int room = rect.width() - text.iconSide - text.gap -
                     (text.hint.isEmpty() ? 0 : text.hintWidth + scaled(20)) - margin;
    const QString shown = QFontMetrics(text.font).elidedText(
        option.text, Qt::ElideRight, std::max(0, room), Qt::TextShowMnemonic);
    const int shownWidth = std::min(text.width, room);
    int x = isLeft ? rect.x() + margin
                   : rect.x() + (rect.width() - text.iconSide - text.gap - shownWidth) / 2;
    painter->save();
    if (text.iconSide > 0) {
        const QRect place(
            x, rect.y() + (rect.height() - text.iconSide) / 2, text.iconSide, text.iconSide);
        option.icon.paint(
            painter,
            place,
            Qt::AlignCenter,
            isEnabled ? QIcon::Normal : QIcon::Disabled,
            has(option, QStyle::State_On) ? QIcon::On : QIcon::Off);
        x += text.iconSide + text.gap;
    }
    const int flags = Qt::AlignVCenter | Qt::TextShowMnemonic | Qt::TextSingleLine;
    painter->setFont(text.font);
    painter->setPen(text.hint.isEmpty() ? buttonTextColor(option, widget) : theme().textMuted);
    painter->drawText(
        QRect(x, rect.y(), shownWidth + 2, rect.height()), flags | Qt::AlignLeft, shown);
    if (!text.hint.isEmpty()) {
        painter->setFont(typeFont(Type::Caption));
        painter->drawText(rect.adjusted(0, 0, -margin, 0), flags | Qt::AlignRight, text.hint);
    }
    painter->restore();
}

void paintToolButton(const QStyleOption& option, QPainter* painter, const QWidget* widget) {
    const ThemeColors& colors = theme();
    const bool isEnabled = has(option, QStyle::State_Enabled);
    QColor fill;
    if (has(option, QStyle::State_On)) {
        fill = colors.accentSoft;
    } else if (isEnabled && has(option, QStyle::State_MouseOver)) {
        fill = colors.hover;
    }
    if (isEnabled && has(option, QStyle::State_Sunken))
        fill = mixed(fill.isValid() ? fill : colors.hover, colors.text, 0.1);
    if (fill.isValid())
        paintBox(painter, option.rect, Spacing::kSmallRadius, fill);
    if (showsFocus(&option) || (widget && showsFocus(widget)))
        paintFocusRing(painter, option.rect, Spacing::kSmallRadius);
}

void paintCheckBox(const QStyleOption& option, QPainter* painter, bool isRound) {
    const ThemeColors& colors = theme();
    const bool isEnabled = has(option, QStyle::State_Enabled);
    const bool isPartly = has(option, QStyle::State_NoChange);
    const bool isOn = has(option, QStyle::State_On) || isPartly;
    const int side = std::min({option.rect.width(), option.rect.height(), scaled(18)});
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    const qreal radius = isRound ? side / 2.0 : 4.5;
    const QColor on = isEnabled ? colors.accent : colors.textDisabled;
    const QColor off = isEnabled ? colors.borderStrong : colors.border;
    const QColor ground = has(option, QStyle::State_MouseOver) ? colors.hover : colors.surface;
    paintBox(painter, box, radius, isOn ? on : ground, isOn ? QColor() : off, 1.5);
    if (isOn && isRound) {
        const qreal inset = side * 0.31;
        paintBox(painter, box.adjusted(inset, inset, -inset, -inset), side, colors.accentText);
    } else if (isOn) {
        const QString mark = isPartly ? QStringLiteral("minus") : QStringLiteral("check");
        paintArrow(box.toAlignedRect(), painter, mark, colors.accentText);
    }
    if (showsFocus(&option))
        paintFocusRing(painter, box.adjusted(-3, -3, 3, 3), radius + 3);
}

void paintArrow(const QRect& rect, QPainter* painter, const QString& icon, const QColor& color) {
    const int side = std::min({rect.width(), rect.height(), scaled(16)});
    const qreal ratio = painter->device()->devicePixelRatioF();
    const QPointF corner(
        rect.x() + (rect.width() - side) / 2.0, rect.y() + (rect.height() - side) / 2.0);
    painter->drawPixmap(corner, iconPixmap(icon, side, color, ratio));
}

} // namespace app::parts
