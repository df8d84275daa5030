#pragma once

#include "app/widgets/data_table_model.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace app {

/// A table of data to look through: sorted by a click on a column, copied by Ctrl+C (as tab
/// separated values, ready for a spreadsheet), with dropped rows struck through and explained.
class DataTable : public QWidget {
    Q_OBJECT

public:
    explicit DataTable(QWidget* parent = nullptr);

    void setTable(const QStringList& header, std::vector<DataTableModel::Row> rows);
    void setDropped(const QHash<int, QString>& reasons);

    DataTableModel* model() const { return m_model; }
    QTableView* view() const { return m_view; }

    /// The selected cells as tab separated values; the whole table if nothing is selected.
    QString selectionAsTsv() const;
    void copySelection();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void retranslate();
    void fitColumns();

    QTableView* m_view;
    DataTableModel* m_model;
    QLabel* m_countLabel;
};

} // namespace app
