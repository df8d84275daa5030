#pragma once

#include <QFrame>
#include <QStringList>
#include <QVariant>

class QButtonGroup;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace app {

class NumberBox;

/// A question to answer before something runs: one of several answers, or a number. Afterwards it
/// shows the guess beside what really happened.
class QuizBox : public QFrame {
    Q_OBJECT

public:
    enum class Verdict { Right, Close, Wrong };

    explicit QuizBox(QWidget* parent = nullptr);

    /// Asks for one of these answers. The same question in another language keeps what was
    /// answered.
    void askChoice(const QString& question, const QStringList& answers);

    /// Asks for a number within a range.
    void
    askNumber(const QString& question, double minimum, double maximum, const QString& unit = {});

    /// The index of the chosen answer (int) or the number (double); invalid before it is submitted.
    QVariant answer() const { return m_answer; }

    /// Puts an answer in as if it had been submitted, without announcing it: one that was given
    /// earlier.
    void restoreAnswer(const QVariant& answer);

    /// What happened, and how good the guess was.
    void showOutcome(const QString& outcome, Verdict verdict);

    /// Back to the open question.
    void reset();

signals:
    void answered(const QVariant& answer);

protected:
    void changeEvent(QEvent* event) override;

private:
    void clearAnswers();
    void retranslate();
    void submit();
    void updateState();
    QString answerText() const;

    QStringList m_answers;
    QString m_unit;
    QVariant m_answer;
    QString m_outcome;
    Verdict m_verdict = Verdict::Right;
    bool m_isNumberGood = false;

    QLabel* m_title;
    QLabel* m_question;
    QLabel* m_result;
    QVBoxLayout* m_answerColumn;
    QButtonGroup* m_group;
    NumberBox* m_number = nullptr;
    QWidget* m_numberRow = nullptr;
    QPushButton* m_submit;
};

} // namespace app
