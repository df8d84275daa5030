#include "app/charts/series_table_model.h"

#include "app/charts/ticks.h"

#include <QLocale>

namespace app {

void SeriesTableModel::setTable(SeriesTable table) {
    const bool isSameShape =
        table.header == m_table.header && table.rows.size() >= m_table.rows.size();
    if (!isSameShape) {
        beginResetModel();
        m_table = std::move(table);
        endResetModel();
        return;
    }
    // A growing table keeps its place and selection.
    const int before = rowCount();
    const int now = static_cast<int>(table.rows.size());
    if (now > before)
        beginInsertRows({}, before, now - 1);
    m_table = std::move(table);
    if (now > before)
        endInsertRows();
    if (now > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(now - 1, columnCount() - 1));
}

int SeriesTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int SeriesTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_table.header.size());
}

QVariant SeriesTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole && role != Qt::ToolTipRole)
        return {};
    const SeriesTable::Row& row = m_table.rows[index.row()];
    const std::optional<double> value =
        index.column() == 0 ? std::optional(row.x) : row.values[index.column() - 1];
    if (!value)
        return {};
    if (role == Qt::EditRole)
        return *value;
    return role == Qt::ToolTipRole ? csvNumber(*value) : valueText(*value);
}

QVariant SeriesTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical && role == Qt::DisplayRole)
        return section + 1;
    if (orientation != Qt::Horizontal || section >= m_table.header.size())
        return {};
    if (role == Qt::DisplayRole)
        return m_table.header[section];
    if (role == Qt::TextAlignmentRole)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace app
