#include "app/theme/style.h"

#include "app/theme/paint.h"
#include "app/theme/style_parts.h"
#include "app/theme/theme.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace app {

namespace {

const QHash<QString, Type>& typeNames() {
    static const QHash<QString, Type> names{
        {QStringLiteral("display"), Type::Display},
        {QStringLiteral("title"), Type::Title},
        {QStringLiteral("heading"), Type::Heading},
        {QStringLiteral("body"), Type::Body},
        {QStringLiteral("caption"), Type::Caption},
        {QStringLiteral("mono"), Type::Mono}};
    return names;
}

QColor toneColor(const QString& tone) {
    const ThemeColors& colors = theme();
    if (tone == QLatin1String("muted"))
        return colors.textMuted;
    if (tone == QLatin1String("accent"))
        return colors.accent;
    if (tone == QLatin1String("success"))
        return colors.success;
    if (tone == QLatin1String("warning"))
        return colors.warning;
    if (tone == QLatin1String("danger"))
        return colors.danger;
    return colors.text;
}

void polishLabel(QLabel* label) {
    const QVariant type = label->property("type");
    const QVariant tone = label->property("tone");
    if (type.isValid())
        label->setFont(typeFont(typeNames().value(type.toString(), Type::Body)));
    if (tone.isValid() || type.isValid()) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, toneColor(tone.toString()));
        palette.setColor(QPalette::Text, toneColor(tone.toString()));
        palette.setColor(QPalette::Link, theme().accent);
        label->setPalette(palette);
    }
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) {}

void Style::polish(QWidget* widget) {
    QProxyStyle::polish(widget);
    if (auto* label = qobject_cast<QLabel*>(widget))
        polishLabel(label);
    const bool reactsToPointer =
        qobject_cast<QAbstractButton*>(widget) || qobject_cast<QComboBox*>(widget) ||
        qobject_cast<QAbstractSpinBox*>(widget) || qobject_cast<QScrollBar*>(widget) ||
        qobject_cast<QSlider*>(widget) || qobject_cast<QTabBar*>(widget);
    if (reactsToPointer)
        widget->setAttribute(Qt::WA_Hover);
    if (qobject_cast<QMenu*>(widget) || widget->inherits("QTipLabel") ||
        widget->inherits("QComboBoxPrivateContainer"))
        widget->setAttribute(Qt::WA_TranslucentBackground);
}

int Style::pixelMetric(
    PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
    switch (metric) {
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_TabBarIconSize:
    case PM_ListViewIconSize:
        return scaled(18);
    case PM_ToolBarIconSize:
        return scaled(20);
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return scaled(18);
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return scaled(8);
    case PM_ScrollBarExtent:
        return scaled(12);
    case PM_ScrollBarSliderMin:
        return scaled(36);
    case PM_SliderThickness:
    case PM_SliderControlThickness:
        return scaled(20);
    case PM_SliderLength:
        return scaled(18);
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QMenu*>(widget))
            return scaled(5);
        return 1;
    case PM_ComboBoxFrameWidth:
    case PM_SpinBoxFrameWidth:
        return 1;
    case PM_MenuHMargin:
    case PM_MenuVMargin:
    case PM_MenuPanelWidth:
    case PM_MenuBarPanelWidth:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarBaseHeight:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_DockWidgetTitleBarButtonMargin:
        return 0;
    case PM_TabBarTabHSpace:
        return scaled(24);
    case PM_TabBarTabVSpace:
        return scaled(18);
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return scaled(Spacing::kSmall);
    case PM_SplitterWidth:
    case PM_DockWidgetSeparatorExtent:
        return scaled(5);
    case PM_ToolTipLabelFrameWidth:
        return scaled(8);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(
    StyleHint hint,
    const QStyleOption* option,
    const QWidget* widget,
    QStyleHintReturn* returned) const {
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
    case SH_EtchDisabledText:
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut:
    case SH_ScrollBar_Transient:
        return 0;
    case SH_Slider_AbsoluteSetButtons:
        return Qt::LeftButton;
    case SH_Menu_SubMenuPopupDelay:
        return 150;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_ComboBox_Popup:
        return 0;
    case SH_ComboBox_PopupFrameStyle:
        return static_cast<int>(QFrame::StyledPanel) | static_cast<int>(QFrame::Plain);
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_Table_GridLineColor:
        return static_cast<int>(theme().border.rgb());
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize Style::sizeFromContents(
    ContentsType type,
    const QStyleOption* option,
    const QSize& contents,
    const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    const int controlHeight = scaled(34);
    switch (type) {
    case CT_PushButton:
        if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option))
            return parts::buttonSize(*button, widget);
        return size;
    case CT_ToolButton:
        return QSize(
            std::max(contents.width() + scaled(12), controlHeight),
            std::max(contents.height() + scaled(10), controlHeight));
    case CT_LineEdit:
        return QSize(size.width() + scaled(12), std::max(controlHeight, size.height()));
    case CT_ComboBox:
        return QSize(contents.width() + scaled(46), std::max(controlHeight, size.height()));
    case CT_SpinBox:
        return QSize(contents.width() + scaled(40), std::max(controlHeight, contents.height() + 2));
    case CT_MenuItem: {
        const auto* item = qstyleoption_cast<const QStyleOptionMenuItem*>(option);
        if (item && item->menuItemType == QStyleOptionMenuItem::Separator)
            return QSize(size.width(), scaled(9));
        return QSize(size.width() + scaled(20), std::max(size.height(), scaled(32)));
    }
    case CT_ItemViewItem:
        return QSize(size.width() + scaled(8), std::max(size.height(), scaled(28)));
    case CT_HeaderSection:
        return QSize(size.width() + scaled(12), std::max(size.height(), scaled(32)));
    case CT_CheckBox:
    case CT_RadioButton:
        return QSize(size.width(), std::max(size.height(), scaled(26)));
    case CT_ProgressBar:
        return QSize(size.width(), scaled(6));
    default:
        return size;
    }
}

QRect Style::subElementRect(
    SubElement element, const QStyleOption* option, const QWidget* widget) const {
    switch (element) {
    case SE_LineEditContents:
        if (widget && qobject_cast<QAbstractSpinBox*>(widget->parentWidget()))
            return option->rect.adjusted(scaled(8), 0, 0, 0);
        if (widget && qobject_cast<QComboBox*>(widget->parentWidget()))
            return option->rect; // the box has kept its distance already
        return option->rect.adjusted(scaled(9), 1, -scaled(9), -1);
    case SE_ProgressBarGroove:
    case SE_ProgressBarContents:
        return option->rect;
    default:
        return QProxyStyle::subElementRect(element, option, widget);
    }
}

QRect Style::subControlRect(
    ComplexControl control,
    const QStyleOptionComplex* option,
    SubControl part,
    const QWidget* widget) const {
    const QRect all = option->rect;
    if (control == CC_ComboBox) {
        const int arrow = scaled(30);
        QRect field = all;
        if (part == SC_ComboBoxArrow) {
            field = QRect(all.right() - arrow + 1, all.y(), arrow, all.height());
        } else if (part == SC_ComboBoxEditField) {
            field = all.adjusted(scaled(11), 1, -arrow, -1);
        } else if (part == SC_ComboBoxListBoxPopup) {
            return all.adjusted(0, 0, 0, scaled(4));
        }
        return visualRect(option->direction, all, field);
    }
    if (control == CC_SpinBox) {
        const auto* spin = qstyleoption_cast<const QStyleOptionSpinBox*>(option);
        const bool hasButtons = spin && spin->buttonSymbols != QAbstractSpinBox::NoButtons;
        const int width = hasButtons ? scaled(26) : 0;
        const int half = all.height() / 2;
        QRect place = all;
        if (part == SC_SpinBoxUp) {
            place = QRect(all.right() - width, all.y() + 2, width, half - 2);
        } else if (part == SC_SpinBoxDown) {
            place = QRect(all.right() - width, all.y() + half, width, all.height() - half - 2);
        } else if (part == SC_SpinBoxEditField) {
            place = all.adjusted(2, 1, -width - 1, -1);
        }
        return visualRect(option->direction, all, place);
    }
    if (control == CC_ScrollBar) {
        const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        if (part == SC_ScrollBarGroove)
            return all;
        if (bar && part == SC_ScrollBarSlider) {
            const bool isAcross = bar->orientation == Qt::Horizontal;
            const int length = isAcross ? all.width() : all.height();
            const int range = bar->maximum - bar->minimum;
            const double share =
                static_cast<double>(bar->pageStep) / std::max(1, range + bar->pageStep);
            const int extent =
                range > 0 ? std::min(length, std::max(scaled(36), static_cast<int>(length * share)))
                          : length;
            const int start = sliderPositionFromValue(
                bar->minimum, bar->maximum, bar->sliderPosition, length - extent, bar->upsideDown);
            const QRect handle = isAcross ? QRect(all.x() + start, all.y(), extent, all.height())
                                          : QRect(all.x(), all.y() + start, all.width(), extent);
            return visualRect(option->direction, all, handle);
        }
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

} // namespace app
