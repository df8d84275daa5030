#include "app/widgets/data_table_model.h"

#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QBrush>
#include <QCollator>
#include <QFont>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace app {

namespace {

constexpr std::size_t kExaminedRows = 2000;
constexpr int kDigits = 4;

bool isNumber(const QVariant& value) {
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Float:
    case QMetaType::Double:
        return true;
    default:
        return false;
    }
}

bool isMissing(const QVariant& value) {
    return !value.isValid() || value.isNull() || (isNumber(value) && std::isnan(value.toDouble()));
}

} // namespace

DataTableModel::DataTableModel(QObject* parent) : QAbstractTableModel(parent) {}

void DataTableModel::setTable(const QStringList& header, std::vector<Row> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    m_order.resize(m_rows.size());
    std::iota(m_order.begin(), m_order.end(), 0);
    m_dropped.clear();
    m_columns.clear();
    for (int i = 0; i < header.size(); ++i)
        m_columns.append(examined(i, header[i]));
    endResetModel();
}

DataTableModel::Column DataTableModel::examined(int column, const QString& title) const {
    Column result{title, false, 0};
    double largest = 0;
    bool isWhole = true;
    const std::size_t stride = std::max<std::size_t>(1, m_rows.size() / kExaminedRows);
    for (std::size_t i = 0; i < m_rows.size(); i += stride) {
        const QVariant& value = cell(static_cast<int>(i), column);
        if (isMissing(value))
            continue;
        if (!isNumber(value))
            return {title, false, 0};
        result.isNumeric = true;
        const double number = value.toDouble();
        if (!std::isfinite(number))
            continue;
        largest = std::max(largest, std::abs(number));
        isWhole = isWhole && number == std::round(number);
    }
    if (!isWhole && largest > 0) {
        const int leading = static_cast<int>(std::floor(std::log10(largest)));
        result.decimals = std::clamp(kDigits - 1 - leading, 1, 6);
    }
    return result;
}

const QVariant& DataTableModel::cell(int source, int column) const {
    static const QVariant none;
    const Row& row = m_rows[static_cast<std::size_t>(source)];
    const auto index = static_cast<std::size_t>(column);
    return index < row.size() ? row[index] : none;
}

void DataTableModel::setDropped(const QHash<int, QString>& reasons) {
    beginResetModel();
    m_dropped = reasons;
    endResetModel();
}

void DataTableModel::setReasonTitle(const QString& title) {
    m_reasonTitle = title;
    if (hasReasons())
        emit headerDataChanged(Qt::Horizontal, columnCount() - 1, columnCount() - 1);
}

int DataTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int DataTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size()) + (hasReasons() ? 1 : 0);
}

QString DataTableModel::text(int row, int column) const {
    const int source = sourceRow(row);
    if (column == m_columns.size())
        return m_dropped.value(source);
    const QVariant& value = cell(source, column);
    if (isMissing(value))
        return QStringLiteral("–");
    if (!isNumber(value))
        return value.toString();
    const double number = value.toDouble();
    if (!std::isfinite(number) || (number != 0 && std::abs(number) < 1e-6))
        return valueText(number);
    return QString::number(number, 'f', m_columns[column].decimals);
}

QVariant DataTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const bool isReason = index.column() == m_columns.size();
    const bool isDropped = hasReasons() && m_dropped.contains(sourceRow(index.row()));
    switch (role) {
    case Qt::DisplayRole:
        return text(index.row(), index.column());
    case Qt::EditRole:
        return isReason ? QVariant(text(index.row(), index.column()))
                        : cell(sourceRow(index.row()), index.column());
    case Qt::TextAlignmentRole: {
        const bool isRight = !isReason && m_columns[index.column()].isNumeric;
        return QVariant((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    case Qt::ToolTipRole:
        return isDropped ? m_dropped.value(sourceRow(index.row())) : QVariant();
    case Qt::ForegroundRole:
        if (isDropped)
            return QBrush(isReason ? theme().danger : theme().textMuted);
        return {};
    case Qt::FontRole: {
        if (!isDropped || isReason)
            return {};
        QFont font = typeFont(Type::Body);
        font.setStrikeOut(true);
        return font;
    }
    default:
        return {};
    }
}

QVariant DataTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole ? QVariant(sourceRow(section) + 1) : QVariant();
    const bool isReason = section == m_columns.size();
    if (role == Qt::DisplayRole)
        return isReason ? m_reasonTitle : m_columns[section].title;
    if (role == Qt::TextAlignmentRole) {
        const bool isRight = !isReason && m_columns[section].isNumeric;
        return QVariant((isRight ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    return {};
}

std::vector<int> DataTableModel::sorted(int column, Qt::SortOrder order) const {
    const bool isReason = column == m_columns.size();
    const bool isNumeric = !isReason && m_columns[column].isNumeric;
    // Keys once for each row: comparing the cells themselves would take seconds for 100 000 rows.
    std::vector<double> numbers(m_rows.size());
    std::vector<QCollatorSortKey> words;
    const QCollator collator;
    std::vector<int> present;
    std::vector<int> missing;
    for (int row = 0; row < rowCount(); ++row) {
        const bool isEmptyCell = isReason ? !m_dropped.contains(row) : isMissing(cell(row, column));
        (isEmptyCell ? missing : present).push_back(row);
        if (isNumeric) {
            numbers[static_cast<std::size_t>(row)] = isEmptyCell ? 0 : cell(row, column).toDouble();
        } else {
            words.push_back(
                collator.sortKey(isReason ? m_dropped.value(row) : cell(row, column).toString()));
        }
    }
    const auto isBefore = [&](int a, int b) {
        const auto first = static_cast<std::size_t>(a);
        const auto second = static_cast<std::size_t>(b);
        return isNumeric ? numbers[first] < numbers[second] : words[first] < words[second];
    };
    if (order == Qt::AscendingOrder) {
        std::stable_sort(present.begin(), present.end(), isBefore);
    } else {
        std::stable_sort(
            present.begin(), present.end(), [&](int a, int b) { return isBefore(b, a); });
    }
    // What is missing stays at the end, whichever way the rest is sorted.
    present.insert(present.end(), missing.begin(), missing.end());
    return present;
}

void DataTableModel::sort(int column, Qt::SortOrder order) {
    emit layoutAboutToBeChanged();
    const std::vector<int> before = m_order;
    if (column < 0 || column >= columnCount()) {
        std::iota(m_order.begin(), m_order.end(), 0);
    } else {
        m_order = sorted(column, order);
    }
    std::vector<int> placeOf(m_order.size());
    for (std::size_t i = 0; i < m_order.size(); ++i)
        placeOf[static_cast<std::size_t>(m_order[i])] = static_cast<int>(i);
    const QModelIndexList kept = persistentIndexList();
    QModelIndexList moved;
    for (const QModelIndex& old : kept) {
        const int source = before[static_cast<std::size_t>(old.row())];
        moved.append(index(placeOf[static_cast<std::size_t>(source)], old.column()));
    }
    changePersistentIndexList(kept, moved);
    emit layoutChanged();
}

} // namespace app
