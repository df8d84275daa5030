#pragma once

#include <QFrame>
#include <QList>

class QAbstractButton;
class QLabel;
class QPushButton;
class QToolButton;
class QHBoxLayout;

namespace app {

/// A sentence across the page: what happened, why, and what can be done about it. Hidden until
/// show() is called.
class Banner : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Info, Success, Warning, Error };
    enum class Closing { ByPerson, NotAtAll };

    explicit Banner(QWidget* parent = nullptr);

    /// Shows this text (plain); the buttons of before go. Screen readers announce it.
    void showText(Tone tone, const QString& text, Closing closing = Closing::ByPerson);

    /// Adds a button behind the text; the owner connects its clicked().
    QPushButton* addButton(const QString& text);
    void clearButtons();

    QString text() const;
    Tone tone() const { return m_tone; }

signals:
    /// The person closed it.
    void dismissed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void updateLook();

    Tone m_tone = Tone::Info;
    QLabel* m_iconLabel;
    QLabel* m_textLabel;
    QHBoxLayout* m_buttonRow;
    QList<QPushButton*> m_buttons;
    QToolButton* m_dismiss;
};

} // namespace app
