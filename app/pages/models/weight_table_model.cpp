#include "app/pages/models/weight_table_model.h"

#include <QLocale>
#include <QStringList>

namespace app {

void WeightTableModel::setElements(const std::shared_ptr<const tp::notebook::Elements>& elements) {
    beginResetModel();
    m_elements = elements;
    m_rows = m_columns = 0;
    if (elements && elements->size() > 0) {
        const tp::Shape& shape = elements->shape();
        m_columns = shape.rank() > 0 ? static_cast<int>(shape.back()) : 1;
        m_rows = static_cast<int>(elements->size()) / m_columns;
    }
    endResetModel();
}

int WeightTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_rows;
}

int WeightTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : m_columns;
}

QVariant WeightTableModel::data(const QModelIndex& index, int role) const {
    if (!m_elements || !index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    const double value = m_elements->number(std::int64_t{index.row()} * m_columns + index.column());
    if (role == Qt::DisplayRole)
        return QLocale().toString(value, 'g', 4);
    if (role == Qt::ToolTipRole)
        return QLocale().toString(value, 'g', 9);
    return {};
}

QVariant WeightTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (role != Qt::DisplayRole || !m_elements)
        return {};
    if (orientation == Qt::Horizontal)
        return section;
    const tp::Shape& shape = m_elements->shape();
    if (shape.rank() < 2)
        return QString();
    // The place along all axes but the last one.
    QStringList places;
    int rest = section;
    for (std::size_t axis = shape.rank() - 1; axis-- > 0;) {
        const int size = static_cast<int>(shape[axis]);
        places.prepend(QString::number(rest % size));
        rest /= size;
    }
    return places.join(QStringLiteral(", "));
}

} // namespace app
