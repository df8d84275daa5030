#include "app/theme/paint.h"
#include "app/theme/style_parts.h"
#include "app/theme/theme.h"

#include <QFrame>
#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

namespace app::parts {

void paintTab(const QStyleOptionTab& option, QPainter* painter) {
    const ThemeColors& colors = theme();
    const bool isSelected = option.state & QStyle::State_Selected;
    const bool isHovered = option.state & QStyle::State_MouseOver;
    const QRectF rect = option.rect;
    if (isHovered && !isSelected)
        paintBox(painter, rect.adjusted(2, 4, -2, -4), Spacing::kSmallRadius, colors.hover);
    if (isSelected) {
        paintBox(
            painter,
            QRectF(rect.x() + 8, rect.bottom() - 2.5, rect.width() - 16, 2.5),
            1.25,
            colors.accent);
    }
    if (showsFocus(&option))
        paintFocusRing(painter, rect.adjusted(2, 3, -2, -4), Spacing::kSmallRadius);
}

void paintHeader(const QStyleOptionHeader& option, QPainter* painter) {
    const ThemeColors& colors = theme();
    const bool isHovered = option.state & QStyle::State_MouseOver;
    painter->fillRect(option.rect, isHovered ? colors.hover : colors.surface);
    const QRect rect = option.rect;
    if (option.orientation == Qt::Horizontal) {
        painter->fillRect(QRect(rect.x(), rect.bottom(), rect.width(), 1), colors.border);
    } else {
        painter->fillRect(QRect(rect.right(), rect.y(), 1, rect.height()), colors.border);
    }
}

void paintMenuItem(const QStyleOptionMenuItem& option, QPainter* painter) {
    const ThemeColors& colors = theme();
    const QRect rect = option.rect;
    if (option.menuItemType == QStyleOptionMenuItem::Separator) {
        painter->fillRect(
            QRect(rect.x() + scaled(8), rect.center().y(), rect.width() - scaled(16), 1),
            colors.border);
        return;
    }
    const bool isEnabled = option.state & QStyle::State_Enabled;
    const bool isSelected = (option.state & QStyle::State_Selected) && isEnabled;
    if (isSelected) {
        paintBox(
            painter, QRectF(rect).adjusted(2, 1, -2, -1), Spacing::kSmallRadius, colors.accentSoft);
    }
    const int gutter = scaled(32);
    const int side = scaled(18);
    const QRect mark(rect.x() + scaled(9), rect.center().y() - side / 2 + 1, side, side);
    if (option.checkType != QStyleOptionMenuItem::NotCheckable && option.checked) {
        paintArrow(mark, painter, QStringLiteral("check"), colors.accent);
    } else if (!option.icon.isNull()) {
        option.icon.paint(
            painter, mark, Qt::AlignCenter, isEnabled ? QIcon::Normal : QIcon::Disabled);
    }
    painter->setFont(option.font);
    painter->setPen(isEnabled ? colors.text : colors.textDisabled);
    const QStringList sides = option.text.split(u'\t');
    const QRect text = rect.adjusted(gutter + scaled(4), 0, -scaled(14), 0);
    const int flags = Qt::AlignVCenter | Qt::TextHideMnemonic | Qt::TextSingleLine;
    painter->drawText(text, flags | Qt::AlignLeft, sides.value(0));
    if (sides.size() > 1) {
        painter->setPen(isEnabled ? colors.textMuted : colors.textDisabled);
        painter->drawText(text, flags | Qt::AlignRight, sides.value(1));
    }
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        paintArrow(
            QRect(rect.right() - scaled(24), rect.y(), scaled(20), rect.height()),
            painter,
            QStringLiteral("chevron-right"),
            colors.textMuted);
    }
}

void paintFrame(const QStyleOption& option, QPainter* painter, const QWidget* widget) {
    const ThemeColors& colors = theme();
    const QString kind = kindOf(widget);
    if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(&option)) {
        if (frame->frameShape == QFrame::NoFrame && kind.isEmpty())
            return;
        if (frame->frameShape == QFrame::HLine) {
            painter->fillRect(
                QRect(option.rect.x(), option.rect.center().y(), option.rect.width(), 1),
                colors.border);
            return;
        }
        if (frame->frameShape == QFrame::VLine) {
            painter->fillRect(
                QRect(option.rect.center().x(), option.rect.y(), 1, option.rect.height()),
                colors.border);
            return;
        }
    }
    if (kind == QLatin1String("card")) {
        paintBox(painter, option.rect, Spacing::kRadius + 2, colors.surface, colors.border);
    } else if (kind == QLatin1String("panel")) {
        painter->fillRect(option.rect, colors.surface);
    } else if (kind == QLatin1String("well")) {
        paintBox(painter, option.rect, Spacing::kRadius, colors.surfaceSunken, colors.border);
    } else if (kind == QLatin1String("banner") || kind == QLatin1String("chip")) {
        const QString tone = widget->property("tone").toString();
        QColor fill = kind == QLatin1String("chip") ? colors.surfaceSunken : colors.accentSoft;
        if (tone == QLatin1String("success")) {
            fill = colors.successSoft;
        } else if (tone == QLatin1String("warning")) {
            fill = colors.warningSoft;
        } else if (tone == QLatin1String("danger")) {
            fill = colors.dangerSoft;
        } else if (tone == QLatin1String("accent")) {
            fill = colors.accentSoft;
        }
        const bool isChip = kind == QLatin1String("chip");
        // A label's frame leaves out its margins, but a chip's colour belongs under them.
        const QRectF rect = isChip ? widget->rect() : option.rect;
        paintBox(painter, rect, isChip ? rect.height() / 2 : Spacing::kRadius, fill);
    } else {
        paintBox(painter, option.rect, Spacing::kSmallRadius, {}, colors.border);
    }
}

} // namespace app::parts
