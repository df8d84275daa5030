#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QVariant>

#include <vector>

namespace app {

/// Rows of numbers and words. Each column of numbers shows as many decimals as its numbers need;
/// words keep to the left, numbers to the right. Rows that a cleaning dropped stay, struck through,
/// with the reason in a last column.
///
/// Only what is seen is ever formatted, so 100 000 rows open at once.
class DataTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    using Row = std::vector<QVariant>;

    explicit DataTableModel(QObject* parent = nullptr);

    /// A row may be shorter than the header; what is missing is shown as "–".
    void setTable(const QStringList& header, std::vector<Row> rows);

    /// Why rows (counted from 0 in the order of setTable()) were dropped; replaces what was said
    /// before.
    void setDropped(const QHash<int, QString>& reasons);

    /// How the last column is called in the current language.
    void setReasonTitle(const QString& title);

    int droppedCount() const { return static_cast<int>(m_dropped.size()); }
    /// The place in setTable()'s order of a row as it is shown.
    int sourceRow(int row) const { return m_order[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

    /// The cell as text: what is seen, and what is copied.
    QString text(int row, int column) const;

private:
    struct Column {
        QString title;
        bool isNumeric = false;
        int decimals = 0;
    };

    const QVariant& cell(int source, int column) const;
    bool hasReasons() const { return !m_dropped.isEmpty(); }
    Column examined(int column, const QString& title) const;
    /// The source rows in the order of a column.
    std::vector<int> sorted(int column, Qt::SortOrder order) const;

    QList<Column> m_columns;
    std::vector<Row> m_rows;
    std::vector<int> m_order;
    QHash<int, QString> m_dropped;
    QString m_reasonTitle;
};

} // namespace app
