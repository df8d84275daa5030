#include "app/widgets/quiz_box.h"

#include "app/theme/theme.h"
#include "app/widgets/number_box.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace app {

QuizBox::QuizBox(QWidget* parent) : QFrame(parent) {
    setProperty("kind", "well");
    setFrameShape(QFrame::StyledPanel);
    m_title = new QLabel(this);
    m_title->setProperty("type", "caption");
    m_title->setProperty("tone", "accent");
    m_question = new QLabel(this);
    m_question->setObjectName(QStringLiteral("question"));
    m_question->setTextFormat(Qt::PlainText);
    m_question->setWordWrap(true);
    m_result = new QLabel(this);
    m_result->setObjectName(QStringLiteral("result"));
    m_result->setTextFormat(Qt::PlainText);
    m_result->setProperty("type", "body");
    m_result->setWordWrap(true);
    m_result->hide();
    m_group = new QButtonGroup(this);
    m_submit = new QPushButton(this);
    m_submit->setObjectName(QStringLiteral("submit"));
    m_submit->setProperty("kind", "primary");
    m_answerColumn = new QVBoxLayout;
    m_answerColumn->setSpacing(Spacing::kTiny);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_title);
    column->addWidget(m_question);
    column->addLayout(m_answerColumn);
    column->addWidget(m_submit, 0, Qt::AlignLeft);
    column->addWidget(m_result);
    connect(m_submit, &QPushButton::clicked, this, &QuizBox::submit);
    connect(m_group, &QButtonGroup::idToggled, this, &QuizBox::updateState);
    retranslate();
    updateState();
}

void QuizBox::clearAnswers() {
    const QList<QAbstractButton*> buttons = m_group->buttons();
    for (QAbstractButton* button : buttons) {
        m_group->removeButton(button);
        delete button;
    }
    delete m_numberRow;
    m_numberRow = nullptr;
    m_number = nullptr;
    m_answers.clear();
    m_isNumberGood = false;
}

void QuizBox::askChoice(const QString& question, const QStringList& answers) {
    m_question->setText(question);
    setAccessibleName(question);
    if (!m_number && m_answers.size() == answers.size()) {
        m_answers = answers;
        for (int i = 0; i < answers.size(); ++i)
            m_group->button(i)->setText(answers[i]);
        updateState();
        return;
    }
    clearAnswers();
    m_answers = answers;
    for (int i = 0; i < answers.size(); ++i) {
        auto* button = new QRadioButton(answers[i], this);
        button->setObjectName(QStringLiteral("answer%1").arg(i));
        m_group->addButton(button, i);
        m_answerColumn->addWidget(button);
    }
    reset();
}

void QuizBox::askNumber(
    const QString& question, double minimum, double maximum, const QString& unit) {
    m_question->setText(question);
    setAccessibleName(question);
    m_unit = unit;
    if (m_number) {
        updateState();
        return;
    }
    clearAnswers();
    m_numberRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_numberRow);
    row->setContentsMargins(0, 0, 0, 0);
    m_number = new NumberBox(NumberBox::Kind::Real, NumberBox::Scale::Linear, m_numberRow);
    m_number->setObjectName(QStringLiteral("number"));
    m_number->setRange(minimum, maximum, 0);
    auto* unitLabel = new QLabel(unit, m_numberRow);
    unitLabel->setProperty("tone", "muted");
    row->addWidget(m_number);
    row->addWidget(unitLabel);
    row->addStretch(1);
    m_answerColumn->addWidget(m_numberRow);
    auto* field = m_number->findChild<QLineEdit*>();
    field->clear();
    connect(field, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_isNumberGood = m_number->parsed(text).has_value();
        updateState();
    });
    m_number->setAccessibleName(question);
    reset();
}

void QuizBox::submit() {
    if (!m_submit->isEnabled() || m_answer.isValid())
        return;
    m_answer = m_number ? QVariant(m_number->value()) : QVariant(m_group->checkedId());
    updateState();
    emit answered(m_answer);
}

void QuizBox::restoreAnswer(const QVariant& answer) {
    if (!answer.isValid())
        return;
    m_answer = answer;
    if (m_number) {
        m_number->setValue(answer.toDouble());
    } else if (QAbstractButton* button = m_group->button(answer.toInt())) {
        button->setChecked(true);
    }
    updateState();
}

void QuizBox::showOutcome(const QString& outcome, Verdict verdict) {
    m_outcome = outcome;
    m_verdict = verdict;
    updateState();
    QAccessibleEvent announcement(m_result, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

void QuizBox::reset() {
    m_answer = {};
    m_outcome.clear();
    m_group->setExclusive(false);
    const QList<QAbstractButton*> buttons = m_group->buttons();
    for (QAbstractButton* button : buttons)
        button->setChecked(false);
    m_group->setExclusive(true);
    updateState();
}

QString QuizBox::answerText() const {
    if (!m_answer.isValid())
        return {};
    if (!m_number)
        return m_answers.value(m_answer.toInt());
    const QString number = NumberBox::textOf(m_answer.toDouble());
    return m_unit.isEmpty() ? number : QStringLiteral("%1 %2").arg(number, m_unit);
}

void QuizBox::updateState() {
    const bool isAnswered = m_answer.isValid();
    m_submit->setVisible(!isAnswered);
    m_submit->setEnabled(m_number ? m_isNumberGood : m_group->checkedId() >= 0);
    const QList<QAbstractButton*> buttons = m_group->buttons();
    for (QAbstractButton* button : buttons)
        button->setEnabled(!isAnswered);
    if (m_number)
        m_number->setEnabled(!isAnswered);
    QString text;
    const char* tone = "muted";
    if (isAnswered && m_outcome.isEmpty()) {
        text = tr("Your guess: %1. Now run the step and see.").arg(answerText());
    } else if (isAnswered) {
        switch (m_verdict) {
        case Verdict::Right:
            text = tr("Your guess was right: %1. What happened: %2");
            tone = "success";
            break;
        case Verdict::Close:
            text = tr("Your guess was close: %1. What happened: %2");
            tone = "accent";
            break;
        case Verdict::Wrong:
            text = tr("Your guess: %1. What really happened: %2");
            tone = "warning";
            break;
        }
        text = text.arg(answerText(), m_outcome);
    }
    m_result->setText(text);
    m_result->setProperty("tone", tone);
    refreshStyle(m_result);
    m_result->setVisible(!text.isEmpty());
}

void QuizBox::retranslate() {
    m_title->setText(tr("Your prediction"));
    m_submit->setText(tr("Lock in my guess"));
    m_submit->setAccessibleName(m_submit->text());
    updateState();
}

void QuizBox::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
