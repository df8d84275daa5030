#pragma once

#include "app/pages/tensors/tensors_session.h"

#include <QHash>
#include <QScrollArea>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace app {

class CellCard;

/// All cells of a session under each other.
class NotebookView : public QScrollArea {
    Q_OBJECT

public:
    explicit NotebookView(TensorsSession* session, QWidget* parent = nullptr);

    /// The cell that has the keyboard or had it last; 0 if none.
    qint64 current() const { return m_current; }
    void setCurrent(qint64 id, Qt::FocusReason reason = Qt::OtherFocusReason);
    CellCard* card(qint64 id) const { return m_cards.value(id); }

    /// Opens a cell's controls, and closes those of the others.
    void open(qint64 id);
    void setInspected(qint64 id);
    /// Scrolls to a cell.
    void reveal(qint64 id);

signals:
    void currentChanged(qint64 id);
    void inspectRequested(qint64 id, int output);
    void copyRequested(qint64 id);
    void removeRequested(qint64 id);
    void sampleRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void sync();
    CellCard* makeCard(qint64 id);
    void step(qint64 from, int by);
    void noteFocus();
    void retranslate();

    TensorsSession* m_session;
    QHash<qint64, CellCard*> m_cards;
    qint64 m_current = 0;
    qint64 m_inspected = 0;
    QWidget* m_content;
    QVBoxLayout* m_column;
    QWidget* m_empty;
    QLabel* m_emptyPicture;
    QLabel* m_emptyText;
    QPushButton* m_sample;
};

} // namespace app
