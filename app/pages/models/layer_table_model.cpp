#include "app/pages/models/layer_table_model.h"

#include "app/pages/models/model_words.h"
#include "app/theme/theme.h"

#include <algorithm>

namespace app {

namespace {

using Row = tp::inspect::LayerRow;

/// What a column of numbers is sorted by.
std::int64_t numberOf(const Row& row, int viewRow, int column) {
    switch (column) {
    case LayerTableModel::Params:
        return row.costs.params;
    case LayerTableModel::Trainable:
        return row.hasWeights ? (row.isTrainable ? 2 : 1) : 0;
    case LayerTableModel::Flops:
        return row.costs.flops;
    case LayerTableModel::Bytes:
        return row.costs.bytes;
    default:
        return viewRow;
    }
}

const std::string& wordOf(const Row& row, int column) {
    switch (column) {
    case LayerTableModel::Kind:
        return row.kind;
    case LayerTableModel::Inputs:
        return row.inputs;
    case LayerTableModel::Outputs:
        return row.outputs;
    default:
        return row.name;
    }
}

bool isWord(int column) {
    return column >= LayerTableModel::Name && column <= LayerTableModel::Outputs;
}

int alignmentOf(int column) {
    const bool isLeft = isWord(column) || column == LayerTableModel::Trainable;
    return int((isLeft ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
}

} // namespace

LayerTableModel::LayerTableModel(ModelsSession* session, QObject* parent)
    : QAbstractTableModel(parent)
    , m_session(session) {
    connect(session, &ModelsSession::opened, this, &LayerTableModel::arrange);
    connect(session, &ModelsSession::viewChanged, this, [this] {
        // The same layers with other numbers: selection and place stay.
        if (rowCount() > 0)
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    });
}

void LayerTableModel::arrange() {
    beginResetModel();
    m_order.clear();
    if (const auto& view = m_session->view()) {
        const auto& rows = view->rows;
        for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
            const Row& row = rows[static_cast<std::size_t>(i)];
            const bool isHit = m_filter.isEmpty() ||
                               asText(row.path).contains(m_filter, Qt::CaseInsensitive) ||
                               asText(row.kind).contains(m_filter, Qt::CaseInsensitive);
            if (isHit)
                m_order.push_back(i);
        }
        const auto before = [&](int a, int b) {
            const Row& first = rows[static_cast<std::size_t>(a)];
            const Row& second = rows[static_cast<std::size_t>(b)];
            if (isWord(m_column))
                return wordOf(first, m_column) < wordOf(second, m_column);
            return numberOf(first, a, m_column) < numberOf(second, b, m_column);
        };
        const bool isUp = m_direction == Qt::AscendingOrder;
        std::stable_sort(m_order.begin(), m_order.end(), [&](int a, int b) {
            return isUp ? before(a, b) : before(b, a);
        });
    }
    endResetModel();
}

void LayerTableModel::setFilter(const QString& word) {
    m_filter = word.trimmed();
    arrange();
}

void LayerTableModel::sort(int column, Qt::SortOrder order) {
    m_column = column;
    m_direction = order;
    arrange();
}

int LayerTableModel::placeOf(int viewRow) const {
    const auto found = std::find(m_order.begin(), m_order.end(), viewRow);
    return found == m_order.end() ? -1 : static_cast<int>(found - m_order.begin());
}

int LayerTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_order.size());
}

int LayerTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

QString LayerTableModel::text(const Row& row, int viewRow, int column) const {
    switch (column) {
    case Number:
        return countText(viewRow + 1);
    case Name:
        return asText(row.name);
    case Kind:
        return asText(row.kind);
    case Inputs:
        return shapeText(row.inputs);
    case Outputs:
        return shapeText(row.outputs);
    case Params:
        return countText(row.costs.params);
    case Flops:
        return row.costs.flops > 0 || !m_session->isGraph() ? shortCount(row.costs.flops)
                                                            : QString();
    case Bytes:
        return row.costs.bytes > 0 ? sizeText(row.costs.bytes) : QStringLiteral("0");
    default:
        return {};
    }
}

QVariant LayerTableModel::data(const QModelIndex& index, int role) const {
    const auto& view = m_session->view();
    if (!index.isValid() || !view)
        return {};
    const int viewRow = this->viewRow(index.row());
    const Row& row = view->rows[static_cast<std::size_t>(viewRow)];
    const int column = index.column();
    const bool isBroken = m_session->notFinite()[static_cast<std::size_t>(viewRow)] > 0;
    switch (role) {
    case Qt::DisplayRole:
        return text(row, viewRow, column);
    case Qt::TextAlignmentRole:
        return alignmentOf(column);
    case Qt::CheckStateRole:
        if (column == Trainable && row.hasWeights && !view->isGraph)
            return row.isTrainable ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::ToolTipRole:
        if (column == Name && isBroken) {
            return (view->isGraph ? tr("The constants of %1 hold numbers that are NaN or infinite.")
                                  : tr("The weights of %1 hold numbers that are NaN or infinite."))
                .arg(asText(row.path));
        }
        if (column == Name)
            return asText(row.path);
        if (column == Trainable) {
            return row.hasWeights ? tr("Whether training changes the weights")
                                  : tr("This layer has no weights");
        }
        return text(row, viewRow, column);
    case Qt::AccessibleTextRole:
        if (column == Trainable) {
            return !row.hasWeights ? tr("no weights")
                                   : (row.isTrainable ? tr("trainable") : tr("frozen"));
        }
        return text(row, viewRow, column);
    case DepthRole:
        return row.depth;
    case ColorRole:
        return familyColor(familyOf(asText(row.kind), row.isModel));
    case WarningRole:
        return isBroken;
    default:
        return {};
    }
}

bool LayerTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::CheckStateRole || index.column() != Trainable)
        return false;
    m_session->setTrainable(viewRow(index.row()), value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags LayerTableModel::flags(const QModelIndex& index) const {
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const auto& view = m_session->view();
    if (index.isValid() && view && !view->isGraph && index.column() == Trainable &&
        view->rows[static_cast<std::size_t>(viewRow(index.row()))].hasWeights)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QVariant LayerTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    const bool isToolTip = role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isToolTip)
        return {};
    const bool isGraph = m_session->isGraph();
    switch (section) {
    case Number:
        return isToolTip ? tr("The place in the model") : QStringLiteral("#");
    case Name:
        return isGraph ? tr("Node") : tr("Layer");
    case Kind:
        return tr("Type");
    case Inputs:
        if (isToolTip && isGraph)
            return tr("The shape of what goes in, for one sample; constants are left out");
        return isToolTip ? tr("The shape of what goes in; ? is the number of samples")
                         : tr("Input");
    case Outputs:
        if (isToolTip && isGraph)
            return tr("The shape of what comes out, for one sample");
        return isToolTip ? tr("The shape of what comes out; ? is the number of samples")
                         : tr("Output");
    case Params:
        if (isToolTip && isGraph)
            return tr("How many numbers the constants that it reads hold");
        return isToolTip ? tr("How many numbers the weights hold") : tr("Parameters");
    case Trainable:
        return isToolTip ? tr("Whether training changes the weights; uncheck to freeze a layer")
                         : tr("Trainable");
    case Flops:
        return isToolTip ? tr("Floating-point operations for one sample: two for each product "
                              "that is added to a sum")
                         : tr("FLOPs");
    case Bytes:
        return isToolTip ? tr("What the weights take in memory") : tr("Memory");
    default:
        return {};
    }
}

} // namespace app
