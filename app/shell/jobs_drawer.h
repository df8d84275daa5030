#pragma once

#include <QFrame>

class QLabel;
class QToolButton;
class QVBoxLayout;

namespace app {

/// The drawer at the foot: every running job with its progress, what it says, the time left and a
/// way to stop it.
class JobsDrawer : public QFrame {
    Q_OBJECT

public:
    explicit JobsDrawer(QWidget* parent = nullptr);

signals:
    void closeRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    class Row;

    void retranslate();
    void rebuild();
    void refresh();

    QLabel* m_title;
    QLabel* m_empty;
    QToolButton* m_close;
    QVBoxLayout* m_rows;
};

} // namespace app
