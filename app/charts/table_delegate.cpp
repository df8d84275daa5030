#include "app/charts/table_delegate.h"

#include "app/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace app {

namespace {

constexpr int kPadding = Spacing::kSmall;

} // namespace

void TableDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    const QStyle* style = cell.widget ? cell.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &cell, painter, cell.widget);
    painter->save();
    painter->setFont(cell.font);
    painter->setPen(cell.palette.color(QPalette::Text));
    const QRect words = cell.rect.adjusted(kPadding, 0, -kPadding, 0);
    painter->drawText(
        words,
        static_cast<int>(cell.displayAlignment) | Qt::TextSingleLine,
        cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, words.width()));
    painter->restore();
}

QSize TableDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    return QStyledItemDelegate::sizeHint(option, index) + QSize(2 * kPadding, 0);
}

} // namespace app
