#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QToolButton;

namespace app {

class BuilderSession;

/// One layer of a model being built: what it is, and what the engine says of it.
class BuilderRow : public QWidget {
    Q_OBJECT

public:
    BuilderRow(BuilderSession* session, int row, QWidget* parent = nullptr);

    int row() const { return m_row; }
    void refresh();

signals:
    /// The person wants to see its settings.
    void activated();
    /// The person goes to the row before or behind it.
    void left(int by);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void build();
    QString summary() const;
    QString sources() const;
    QString remark() const;

    BuilderSession* m_session;
    int m_row;
    QLabel* m_number;
    QLabel* m_kind;
    QLabel* m_summary;
    QLabel* m_outputs;
    QLabel* m_remark;
    QToolButton* m_up;
    QToolButton* m_down;
    QToolButton* m_remove;
};

} // namespace app
