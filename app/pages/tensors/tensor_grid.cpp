#include "app/pages/tensors/tensor_grid.h"

#include "app/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace app {

TensorGridModel::TensorGridModel(QObject* parent) : QAbstractTableModel(parent) {}

void TensorGridModel::setSlice(const TensorSlice& slice) {
    beginResetModel();
    m_slice = slice;
    endResetModel();
}

int TensorGridModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0
                            : static_cast<int>(std::min<std::int64_t>(m_slice.rows(), kMostRows));
}

int TensorGridModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid()
               ? 0
               : static_cast<int>(std::min<std::int64_t>(m_slice.columns(), kMostColumns));
}

QVariant TensorGridModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const std::int64_t at = m_slice.index(index.row(), index.column());
    const bool isText = m_slice.elements->spec().dtype == tp::DType::String;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return QString::fromStdString(m_slice.elements->text(at));
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::Alignment(Qt::AlignVCenter | (isText ? Qt::AlignLeft : Qt::AlignRight)));
    case Qt::FontRole:
        return typeFont(Type::Mono);
    case Qt::ForegroundRole:
        if (!isText && !std::isfinite(m_slice.elements->number(at)))
            return theme().danger;
        return theme().text;
    default:
        return {};
    }
}

QVariant TensorGridModel::headerData(int section, Qt::Orientation, int role) const {
    if (role == Qt::DisplayRole)
        return section;
    return {};
}

} // namespace app
