#pragma once

#include "app/pages/tensors/tensor_slice.h"

#include <QAbstractTableModel>

namespace app {

/// The numbers of a plane. Only what is seen is ever written out, so size does not matter; rows
/// beyond kMostRows are left to the other views.
class TensorGridModel : public QAbstractTableModel {
    Q_OBJECT

public:
    static constexpr int kMostRows = 1'000'000;
    static constexpr int kMostColumns = 10'000;

    explicit TensorGridModel(QObject* parent = nullptr);

    void setSlice(const TensorSlice& slice);
    const TensorSlice& slice() const { return m_slice; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    TensorSlice m_slice;
};

} // namespace app
