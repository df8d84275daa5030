#pragma once

#include <QColor>
#include <QRect>
#include <QString>

class QPainter;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;

/// The drawing of single controls, called by Style.
namespace app::parts {

/// What a button says it is: "primary", "ghost", "danger" or "" for secondary.
QString kindOf(const QWidget* widget);

void paintButton(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget);
/// How large a button wants to be, for its icon, its text and, at its right, its property `hint`.
QSize buttonSize(const QStyleOptionButton& option, const QWidget* widget);
void paintButtonLabel(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget);
void paintToolButton(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void paintField(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void paintCheckBox(const QStyleOption& option, QPainter* painter, bool isRound);
void paintComboBox(const QStyleOptionComboBox& option, QPainter* painter, const QWidget* widget);
void paintSpinBox(
    const QStyleOptionSpinBox& option,
    QPainter* painter,
    const QWidget* widget,
    const QRect& up,
    const QRect& down);
void paintSlider(
    const QStyleOptionSlider& option, QPainter* painter, const QRect& groove, const QRect& handle);
void paintScrollBar(const QStyleOptionSlider& option, QPainter* painter, const QRect& handle);
void paintProgress(const QStyleOptionProgressBar& option, QPainter* painter);
void paintTab(const QStyleOptionTab& option, QPainter* painter);
void paintHeader(const QStyleOptionHeader& option, QPainter* painter);
void paintMenuItem(const QStyleOptionMenuItem& option, QPainter* painter);
void paintFrame(const QStyleOption& option, QPainter* painter, const QWidget* widget);
void paintArrow(const QRect& rect, QPainter* painter, const QString& icon, const QColor& color);

} // namespace app::parts
