#pragma once

#include "app/charts/series_table.h"

#include <QAbstractTableModel>

namespace app {

/// The numbers of a chart as a table, for eyes and for screen readers.
class SeriesTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setTable(SeriesTable table);
    const SeriesTable& table() const { return m_table; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    SeriesTable m_table;
};

} // namespace app
