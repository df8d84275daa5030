#pragma once

#include "app/pages/tensors/tensors_session.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;
class QToolButton;
class QVBoxLayout;

namespace app {

class Banner;
class CellForm;
class MarkdownView;
class Thumbnail;

/// One cell as a person sees it: what it does, how it stands, what came of it; and, once it is
/// opened, the controls to change it.
///
/// The keys while a cell has the keyboard: Enter opens or runs it, Shift+Enter runs it and goes on,
/// Del removes it, arrows go to the neighbours, Alt with an arrow moves it, Ctrl+C copies its code.
class CellCard : public QFrame {
    Q_OBJECT

public:
    CellCard(TensorsSession* session, qint64 id, QWidget* parent = nullptr);

    qint64 id() const { return m_id; }

    /// Shows the controls, or hides them.
    void setOpen(bool isOpen);
    bool isOpen() const { return m_isOpen; }
    void setInspected(bool isInspected);

    /// Takes what the session knows of the cell now.
    void refresh();
    void takeFocus(Qt::FocusReason reason = Qt::OtherFocusReason);

signals:
    void opened(qint64 id);
    /// Another cell shall have the keyboard: one up (-1) or down (1).
    void stepped(qint64 id, int by);
    void inspectRequested(qint64 id, int output);
    void copyRequested(qint64 id);
    void removeRequested(qint64 id);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildHead();
    void buildBody();
    void retranslate();
    void showHead();
    void showState();
    void showResult();
    void showSpecial();
    void showNote();
    void clearResults();
    void addResult(const tp::notebook::Glance& glance, int output, bool isOneOfMany);
    void takeForm();
    void takeNote();
    void runOnce();
    void runAndGoOn();
    /// What keys do while the card itself has the focus; false for those that do nothing.
    bool pressOnCard(const QKeyEvent& event);
    QString stateText() const;

    TensorsSession* m_session;
    qint64 m_id;
    bool m_isOpen = false;
    bool m_isInspected = false;

    QLabel* m_expression;
    QLabel* m_state;
    QToolButton* m_run;
    QToolButton* m_menu;
    QWidget* m_head;
    CellForm* m_form = nullptr;
    Banner* m_banner;
    QLabel* m_special;
    QWidget* m_results;
    QVBoxLayout* m_resultRows;
    MarkdownView* m_note = nullptr;
    QPlainTextEdit* m_noteEdit = nullptr;
    QVBoxLayout* m_column;
};

} // namespace app
