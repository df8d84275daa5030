#pragma once

#include "engine/notebook/statistics.h"

#include <QAbstractTableModel>

#include <memory>

namespace app {

/// The numbers of a weight: its last axis from left to right, all others below each other.
class WeightTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Null empties the table.
    void setElements(const std::shared_ptr<const tp::notebook::Elements>& elements);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::shared_ptr<const tp::notebook::Elements> m_elements;
    int m_rows = 0;
    int m_columns = 0;
};

} // namespace app
