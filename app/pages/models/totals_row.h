#pragma once

#include <QWidget>

class QHeaderView;

namespace app {

class ModelsSession;

/// What all layers cost together, below the columns of their table.
class TotalsRow : public QWidget {
    Q_OBJECT

public:
    TotalsRow(ModelsSession* session, QHeaderView* columns, QWidget* parent = nullptr);

    /// What stands below that column.
    QString text(int column) const;

    void refresh();

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    ModelsSession* m_session;
    QHeaderView* m_columns;
};

} // namespace app
