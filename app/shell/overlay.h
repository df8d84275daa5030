#pragma once

#include <QFrame>
#include <QPointer>

namespace app {

/// A panel above the whole window, with the rest dimmed: the palette, the sheet of shortcuts. Esc,
/// or a click beside it, closes it, and the focus returns to where it was. It never blocks the
/// program.
class Overlay : public QWidget {
    Q_OBJECT

public:
    explicit Overlay(QWidget* window);

    /// Shows it with the focus on `first`.
    void open(QWidget* first);

public slots:
    void dismiss();

signals:
    void closed();

protected:
    /// The panel's widest and highest size; it shrinks with the window.
    void setPanelSize(const QSize& size) { m_panelSize = size; }
    QFrame* panel() const { return m_panel; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    bool focusNextPrevChild(bool isForward) override;

private:
    void place();

    QFrame* m_panel;
    QSize m_panelSize{560, 420};
    QPointer<QWidget> m_focusBefore;
};

} // namespace app
