#include "app/theme/paint.h"
#include "app/theme/style.h"
#include "app/theme/style_parts.h"
#include "app/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QStyleOption>
#include <QTreeView>

namespace app {

namespace {

void paintRow(const QStyleOptionViewItem& item, QPainter* painter, const QWidget* widget) {
    const ThemeColors& colors = theme();
    const bool isSelected = item.state & QStyle::State_Selected;
    const bool isHovered = item.state & QStyle::State_MouseOver;
    if (item.backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(item.rect, item.backgroundBrush);
    if (!isSelected && !isHovered)
        return;
    const bool isList = !qobject_cast<const QTreeView*>(widget) && !widget->inherits("QTableView");
    paintBox(
        painter,
        isList ? QRectF(item.rect).adjusted(2, 1, -2, -1) : QRectF(item.rect),
        isList ? Spacing::kSmallRadius : 0,
        isSelected ? colors.accentSoft : colors.hover);
}

} // namespace

// A list of what is drawn: parts are drawn by functions of their own.
// NOLINTNEXTLINE(readability-function-size)
void Style::drawPrimitive(
    PrimitiveElement element,
    const QStyleOption* option,
    QPainter* painter,
    const QWidget* widget) const {
    const ThemeColors& colors = theme();
    switch (element) {
    case PE_PanelButtonCommand:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            parts::paintButton(*button, painter, widget);
        return;
    case PE_PanelButtonTool:
        parts::paintToolButton(*option, painter, widget);
        return;
    case PE_PanelLineEdit:
        // Inside a combo or spin box the outer control draws the field.
        if (widget && (qobject_cast<QAbstractSpinBox*>(widget->parentWidget()) ||
                       qobject_cast<QComboBox*>(widget->parentWidget())))
            return;
        parts::paintField(*option, painter, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        parts::paintCheckBox(*option, painter, false);
        return;
    case PE_IndicatorRadioButton:
        parts::paintCheckBox(*option, painter, true);
        return;
    case PE_FrameFocusRect:
        if (option->state & State_KeyboardFocusChange)
            paintFocusRing(painter, option->rect, Spacing::kSmallRadius);
        return;
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        paintBox(painter, option->rect, Spacing::kRadius, colors.surfaceRaised, colors.border);
        return;
    case PE_Frame:
    case PE_FrameGroupBox:
    case PE_FrameTabWidget:
    case PE_FrameWindow:
        parts::paintFrame(*option, painter, widget);
        return;
    case PE_FrameMenu:
    case PE_FrameLineEdit:
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
    case PE_PanelStatusBar:
    case PE_FrameDockWidget:
    case PE_PanelMenuBar:
    case PE_PanelToolBar:
    case PE_FrameButtonBevel:
    case PE_PanelItemViewRow:
        return;
    case PE_PanelItemViewItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionViewItem*>(option))
            paintRow(*item, painter, widget);
        return;
    case PE_IndicatorArrowDown:
        parts::paintArrow(option->rect, painter, QStringLiteral("chevron-down"), colors.textMuted);
        return;
    case PE_IndicatorArrowUp:
        parts::paintArrow(option->rect, painter, QStringLiteral("chevron-up"), colors.textMuted);
        return;
    case PE_IndicatorArrowLeft:
        parts::paintArrow(option->rect, painter, QStringLiteral("chevron-left"), colors.textMuted);
        return;
    case PE_IndicatorArrowRight:
        parts::paintArrow(option->rect, painter, QStringLiteral("chevron-right"), colors.textMuted);
        return;
    case PE_IndicatorDockWidgetResizeHandle:
        return;
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

// NOLINTNEXTLINE(readability-function-size): as above
void Style::drawControl(
    ControlElement element,
    const QStyleOption* option,
    QPainter* painter,
    const QWidget* widget) const {
    switch (element) {
    case CE_PushButtonBevel:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            parts::paintButton(*button, painter, widget);
        return;
    case CE_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
            parts::paintButton(*button, painter, widget);
            parts::paintButtonLabel(*button, painter, widget);
            return;
        }
        break;
    case CE_ShapedFrame:
        parts::paintFrame(*option, painter, widget);
        return;
    case CE_ProgressBar:
    case CE_ProgressBarContents:
        if (const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(option))
            parts::paintProgress(*bar, painter);
        return;
    case CE_TabBarTabShape:
        if (const auto* tab = qstyleoption_cast<const QStyleOptionTab*>(option))
            parts::paintTab(*tab, painter);
        return;
    case CE_HeaderSection:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option))
            parts::paintHeader(*header, painter);
        return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, theme().surface);
        return;
    case CE_HeaderLabel:
        if (const auto* header = qstyleoption_cast<const QStyleOptionHeader*>(option)) {
            QStyleOptionHeader label = *header;
            label.rect.adjust(1, 0, -1, 0); // in line with the cells
            label.palette.setColor(QPalette::ButtonText, theme().textMuted);
            QProxyStyle::drawControl(element, &label, painter, widget);
            return;
        }
        break;
    case CE_MenuItem:
        if (const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option)) {
            parts::paintMenuItem(*item, painter);
            return;
        }
        break;
    case CE_Splitter: {
        const bool isHot = option->state & (State_MouseOver | State_Sunken);
        const bool isBar = option->state & State_Horizontal;
        QRect line = option->rect;
        if (isBar) {
            line = QRect(line.center().x(), line.y(), 1, line.height());
        } else {
            line = QRect(line.x(), line.center().y(), line.width(), 1);
        }
        painter->fillRect(line, isHot ? theme().accent : theme().border);
        return;
    }
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(
    ComplexControl control,
    const QStyleOptionComplex* option,
    QPainter* painter,
    const QWidget* widget) const {
    const auto part = [&](SubControl which) {
        return proxy()->subControlRect(control, option, which, widget);
    };
    if (control == CC_ComboBox) {
        if (const auto* combo = qstyleoption_cast<const QStyleOptionComboBox*>(option))
            parts::paintComboBox(*combo, painter, widget);
        return;
    }
    if (control == CC_SpinBox) {
        if (const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option))
            parts::paintSpinBox(*spin, painter, widget, part(SC_SpinBoxUp), part(SC_SpinBoxDown));
        return;
    }
    if (control == CC_Slider) {
        if (const auto* slider = qstyleoption_cast<const QStyleOptionSlider*>(option)) {
            if (slider->subControls & SC_SliderTickmarks) {
                QStyleOptionSlider ticks = *slider;
                ticks.subControls = SC_SliderTickmarks;
                QProxyStyle::drawComplexControl(control, &ticks, painter, widget);
            }
            parts::paintSlider(*slider, painter, part(SC_SliderGroove), part(SC_SliderHandle));
        }
        return;
    }
    if (control == CC_ScrollBar) {
        if (const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option))
            parts::paintScrollBar(*bar, painter, part(SC_ScrollBarSlider));
        return;
    }
    if (control == CC_ToolButton) {
        if (const auto* button = qstyleoption_cast<const QStyleOptionToolButton*>(option)) {
            parts::paintToolButton(*button, painter, widget);
            QStyleOptionToolButton label = *button;
            label.state &= ~State_HasFocus;
            proxy()->drawControl(CE_ToolButtonLabel, &label, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

} // namespace app
