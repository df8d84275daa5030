#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace app {

class LayerTableModel;
class ModelsSession;
class TotalsRow;

/// The summary of the open model: a row for each layer, what they cost together below.
class LayerTable : public QWidget {
    Q_OBJECT

public:
    explicit LayerTable(ModelsSession* session, QWidget* parent = nullptr);

    /// Puts the keyboard into the field that filters.
    void takeFocus();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void buildTable();
    void retranslate();
    void refill();
    void fitColumns();
    void tighten();
    void showSelection();

    ModelsSession* m_session;
    LayerTableModel* m_model;
    QLineEdit* m_filter;
    QTableView* m_table;
    QLabel* m_nothing;
    TotalsRow* m_totals;
    bool m_isFollowing = false; ///< the selection comes from elsewhere
    int m_fittedTo = 0;         ///< the width that the columns were made for
};

} // namespace app
