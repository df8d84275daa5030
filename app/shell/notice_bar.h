#pragma once

#include <QFrame>

class QLabel;
class QToolButton;

namespace app {

/// A sentence above the page that stays until it is closed.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void showSentence(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();

    QLabel* m_picture;
    QLabel* m_sentence;
    QToolButton* m_close;
};

} // namespace app
