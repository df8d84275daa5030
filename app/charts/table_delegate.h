#pragma once

#include <QStyledItemDelegate>

namespace app {

/// Cells of a table of numbers: their text stands in line with the header's, and the selected row,
/// not one cell of it, shows where the keyboard is.
class TableDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index)
        const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

} // namespace app
