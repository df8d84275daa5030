#pragma once

#include "app/pages/models/models_session.h"

#include <QAbstractTableModel>

#include <vector>

namespace app {

/// The layers of the open model as rows: filtered by a word, in the order of any column.
class LayerTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        Number,
        Name,
        Kind,
        Inputs,
        Outputs,
        Params,
        Trainable,
        Flops,
        Bytes,
        ColumnCount
    };

    enum Role {
        DepthRole = Qt::UserRole, ///< how far the name is moved in
        ColorRole,                ///< of the layer's family
        WarningRole,              ///< whether the weights hold NaN or infinity
    };

    explicit LayerTableModel(ModelsSession* session, QObject* parent = nullptr);

    /// Shows only layers whose name or kind has this word in it.
    void setFilter(const QString& word);

    /// The row of the view that is shown at this place, and back; -1 if it is not shown.
    int viewRow(int place) const { return m_order[static_cast<std::size_t>(place)]; }
    int placeOf(int viewRow) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void arrange();
    QString text(const tp::inspect::LayerRow& row, int viewRow, int column) const;

    ModelsSession* m_session;
    std::vector<int> m_order;
    QString m_filter;
    int m_column = Number;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

} // namespace app
