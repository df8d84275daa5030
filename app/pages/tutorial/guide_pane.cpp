#include "app/pages/tutorial/guide_pane.h"

#include "app/pages/tutorial/check_list.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/markdown_view.h"
#include "app/widgets/quiz_box.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace app {

namespace {

QLabel* label(QWidget* parent, const char* name, const char* type, const char* tone) {
    auto* made = new QLabel(parent);
    made->setObjectName(QString::fromLatin1(name));
    made->setProperty("type", type);
    made->setProperty("tone", tone);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    return made;
}

QPushButton* button(QWidget* parent, const char* name, const char* iconName) {
    auto* made = new QPushButton(parent);
    made->setObjectName(QString::fromLatin1(name));
    if (iconName != nullptr)
        made->setIcon(icon(QString::fromLatin1(iconName)));
    return made;
}

QStringList toList(const std::vector<std::string>& texts) {
    QStringList list;
    for (const auto& text : texts)
        list.append(QString::fromStdString(text));
    return list;
}

void showQuestionOutcome(QuizBox* box, const tp::QuestionText& question, int answer) {
    box->showOutcome(
        QString::fromStdString(question.explanation),
        answer == question.correct ? QuizBox::Verdict::Right : QuizBox::Verdict::Wrong);
}

} // namespace

GuidePane::GuidePane(TutorialController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_words(controller->tutorial()) {
    setObjectName(QStringLiteral("guidePane"));
    build();
    connect(controller, &TutorialController::currentChanged, this, &GuidePane::showStep);
    connect(controller, &TutorialController::stepChanged, this, [this](int index) {
        if (index == m_controller->current())
            showState();
    });
    connect(controller, &TutorialController::runChanged, this, &GuidePane::showState);
    connect(controller, &TutorialController::runFinished, this, [this](int index) {
        if (index == m_controller->current())
            scrollTo(m_observedCard->isHidden() ? static_cast<QWidget*>(m_checks) : m_observedCard);
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &GuidePane::showState);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, qOverload<>(&QWidget::update));
    retranslate();
}

QFrame* GuidePane::makeCard(
    const char* objectName, const char* iconName, QLabel** title, MarkdownView** text) {
    auto* card = new QFrame(m_content);
    card->setObjectName(QString::fromLatin1(objectName));
    card->setProperty("kind", "well");
    auto* mark = new QLabel(card);
    mark->setPixmap(
        icon(QString::fromLatin1(iconName), IconTone::Accent).pixmap(scaled(16), scaled(16)));
    *title = label(card, "cardTitle", "caption", "accent");
    *text = new MarkdownView(card);
    (*text)->setObjectName(QString::fromLatin1(objectName) + QStringLiteral("Text"));
    (*text)->setFitsContents(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(Spacing::kTiny + 2);
    head->addWidget(mark);
    head->addWidget(*title, 1);
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(
        Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(head);
    column->addWidget(*text);
    return card;
}

void GuidePane::build() {
    m_content = new QWidget;
    m_content->setObjectName(QStringLiteral("guideContent"));
    m_column = new QVBoxLayout(m_content);
    m_column->setContentsMargins(
        Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kLarge);
    m_column->setSpacing(Spacing::kMedium);
    m_place = label(m_content, "place", "caption", "muted");
    m_title = label(m_content, "stepTitle", "title", "text");
    m_assisted = label(m_content, "assisted", "caption", "warning");
    m_why = new MarkdownView(m_content);
    m_why->setObjectName(QStringLiteral("why"));
    m_why->setFitsContents(true);
    m_taskCard = makeCard("task", "flag", &m_taskTitle, &m_task);
    m_prediction = new QuizBox(m_content);
    m_prediction->setObjectName(QStringLiteral("prediction"));
    m_observedCard = makeCard("observed", "info", &m_observedTitle, &m_observed);
    m_ranBefore = label(m_content, "ranBefore", "caption", "muted");
    m_quiz = new QWidget(m_content);
    m_quizColumn = new QVBoxLayout(m_quiz);
    m_quizColumn->setContentsMargins(0, 0, 0, 0);
    m_quizColumn->setSpacing(Spacing::kMedium);
    m_checksTitle = label(m_content, "checksTitle", "caption", "muted");
    m_checks = new CheckList(m_content);
    auto* head = new QVBoxLayout;
    head->setSpacing(2);
    head->addWidget(m_place);
    head->addWidget(m_title);
    head->addWidget(m_assisted);
    m_column->addLayout(head);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_why),
          static_cast<QWidget*>(m_taskCard),
          static_cast<QWidget*>(m_prediction),
          static_cast<QWidget*>(m_observedCard),
          static_cast<QWidget*>(m_ranBefore),
          m_quiz,
          static_cast<QWidget*>(m_checksTitle),
          static_cast<QWidget*>(m_checks)})
        m_column->addWidget(widget);
    buildHelp();
    m_column->addStretch(1);

    m_scroll = new QScrollArea(this);
    m_scroll->setObjectName(QStringLiteral("scroll"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_content);
    // The pane's own ground shows through.
    m_content->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
    buildFooter(column);
    connect(m_prediction, &QuizBox::answered, this, [this](const QVariant& answer) {
        m_controller->predict(answer.toInt());
    });
}

void GuidePane::buildHelp() {
    m_hints = new QVBoxLayout;
    m_hints->setSpacing(Spacing::kSmall);
    m_hintButton = button(m_content, "hintButton", "hint");
    m_answerButton = button(m_content, "answerButton", nullptr);
    m_answerButton->setProperty("kind", "ghost");
    m_undoButton = button(m_content, "undoButton", "reset");
    m_undoButton->setProperty("kind", "ghost");
    auto* row = new QHBoxLayout;
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_hintButton);
    row->addWidget(m_answerButton);
    row->addWidget(m_undoButton);
    row->addStretch(1);
    m_column->addLayout(m_hints);
    m_column->addLayout(row);
    connect(m_hintButton, &QPushButton::clicked, m_controller, &TutorialController::showHint);
    connect(m_answerButton, &QPushButton::clicked, m_controller, &TutorialController::showAnswer);
    connect(m_undoButton, &QPushButton::clicked, m_controller, &TutorialController::undoAnswer);
}

void GuidePane::buildFooter(QVBoxLayout* column) {
    auto* footer = new QFrame(this);
    footer->setObjectName(QStringLiteral("guideFooter"));
    m_previousButton = button(footer, "previousButton", "chevron-left");
    m_nextButton = button(footer, "nextButton", "chevron-right");
    m_nextButton->setLayoutDirection(Qt::RightToLeft);
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(Spacing::kLarge, Spacing::kSmall, Spacing::kLarge, Spacing::kSmall);
    row->addWidget(m_previousButton);
    row->addStretch(1);
    row->addWidget(m_nextButton);
    column->addWidget(footer);
    connect(m_previousButton, &QPushButton::clicked, m_controller, &TutorialController::previous);
    connect(m_nextButton, &QPushButton::clicked, this, [this] {
        if (m_controller->current() + 1 == m_controller->stepCount()) {
            emit finished();
        } else {
            m_controller->next();
        }
    });
}

void GuidePane::showStep() {
    const auto& text = m_words.text(m_controller->step().id);
    m_place->setText(
        tr("Step %1 of %2").arg(m_controller->current() + 1).arg(m_controller->stepCount()));
    m_title->setText(QString::fromStdString(text.title));
    m_why->setMarkdownText(QString::fromStdString(text.why));
    m_task->setMarkdownText(QString::fromStdString(text.task));
    m_prediction->reset();
    m_prediction->setVisible(text.prediction.has_value());
    if (text.prediction) {
        m_prediction->askChoice(
            QString::fromStdString(text.prediction->question), toList(text.prediction->options));
    }
    askQuestions();
    showState();
    m_scroll->verticalScrollBar()->setValue(0);
}

void GuidePane::askQuestions() {
    qDeleteAll(m_questions);
    qDeleteAll(m_retries);
    m_questions.clear();
    m_retries.clear();
    const auto& quiz = m_words.text(m_controller->step().id).quiz;
    for (std::size_t i = 0; i < quiz.size(); ++i) {
        const int number = static_cast<int>(i);
        auto* box = new QuizBox(m_quiz);
        box->setObjectName(QStringLiteral("question%1").arg(number));
        box->askChoice(QString::fromStdString(quiz[i].question), toList(quiz[i].options));
        auto* retry = button(m_quiz, "", "reset");
        retry->setObjectName(QStringLiteral("retry%1").arg(number));
        retry->setText(tr("Try again"));
        retry->hide();
        m_questions.append(box);
        m_retries.append(retry);
        m_quizColumn->addWidget(box);
        m_quizColumn->addWidget(retry, 0, Qt::AlignLeft);
        connect(box, &QuizBox::answered, this, [this, number](const QVariant& answer) {
            m_controller->answerQuestion(number, answer.toInt());
        });
        connect(retry, &QPushButton::clicked, this, [this, number, box] {
            m_controller->answerQuestion(number, -1);
            if (auto* first = box->findChild<QAbstractButton*>(QStringLiteral("answer0")))
                first->setFocus(Qt::OtherFocusReason);
        });
    }
    m_quiz->setVisible(!quiz.empty());
}

void GuidePane::showState() {
    const auto& text = m_words.text(m_controller->step().id);
    const auto progress = m_controller->progress();
    m_assisted->setVisible(progress.assisted);
    showPrediction();
    showQuiz();
    showOutcome();
    m_checksTitle->setVisible(!text.checks.empty());
    m_checks->setVisible(!text.checks.empty());
    m_checks->show(text, m_controller->record().checks);
    showHelp();
    const bool isLast = m_controller->current() + 1 == m_controller->stepCount();
    m_previousButton->setEnabled(m_controller->current() > 0);
    const bool isReady =
        progress.status == tp::StepStatus::Done || (!m_controller->step().run && text.quiz.empty());
    m_nextButton->setProperty("kind", isReady ? "primary" : "");
    m_nextButton->setIcon(
        icon(QStringLiteral("chevron-right"), isReady ? IconTone::OnAccent : IconTone::Text));
    m_nextButton->setEnabled(isReady || !isLast);
    m_nextButton->setText(isLast ? tr("Finish") : isReady ? tr("Next") : tr("Skip"));
    m_nextButton->setToolTip(
        isLast    ? tr("Back to all tutorials")
        : isReady ? tr("Next step (Alt+Right)")
                  : tr("Go on without finishing this step (Alt+Right)"));
    refreshStyle(m_nextButton);
    m_nextButton->updateGeometry(); // the primary look is wider
}

void GuidePane::showPrediction() {
    const auto& text = m_words.text(m_controller->step().id);
    if (!text.prediction)
        return;
    const auto guess = m_controller->progress().prediction;
    if (!guess) {
        if (m_prediction->answer().isValid())
            m_prediction->reset();
        return;
    }
    m_prediction->restoreAnswer(*guess);
    const bool isOver =
        m_controller->record().ranWith && m_controller->running() != m_controller->current();
    if (isOver || m_controller->progress().status == tp::StepStatus::Done)
        showQuestionOutcome(m_prediction, *text.prediction, *guess);
}

void GuidePane::showQuiz() {
    const auto& quiz = m_words.text(m_controller->step().id).quiz;
    const auto answers = m_controller->progress().quizAnswers;
    for (int i = 0; i < m_questions.size(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const int answer = place < answers.size() ? answers[place] : -1;
        QuizBox* box = m_questions[i];
        m_retries[i]->setVisible(answer >= 0 && answer != quiz[place].correct);
        if (answer < 0) {
            if (box->answer().isValid())
                box->reset();
            continue;
        }
        box->restoreAnswer(answer);
        showQuestionOutcome(box, quiz[place], answer);
    }
}

void GuidePane::showOutcome() {
    const auto& record = m_controller->record();
    const bool runsHere = m_controller->running() == m_controller->current();
    const QString observed = observedText();
    const bool hasResult = record.ranWith && !record.error && !runsHere && !observed.isEmpty() &&
                           tp::allPassed(record.checks);
    m_observedCard->setVisible(hasResult);
    if (hasResult)
        m_observed->setMarkdownText(observed);
    QStringList titles;
    for (const auto& id : record.ranBefore)
        titles.append(QString::fromStdString(m_words.text(id).title));
    m_ranBefore->setVisible(!titles.isEmpty() && !runsHere);
    m_ranBefore->setText(
        tr("Ran first, because this step needs it: %1").arg(titles.join(tr(", "))));
}

QString GuidePane::observedText() const {
    const auto& id = m_controller->step().id;
    QString text = QString::fromStdString(m_words.text(id).observed);
    for (const auto& metric : m_controller->record().stage.metrics) {
        text.replace(
            u'{' + QString::fromStdString(metric.id) + u'}',
            QStringLiteral("**") + metricText(metric) + QStringLiteral("**"));
    }
    return text;
}

void GuidePane::showHelp() {
    const auto& hints = m_words.text(m_controller->step().id).hints;
    const auto progress = m_controller->progress();
    const int count = static_cast<int>(hints.size());
    const int shown = std::min(progress.hintsShown, count);
    while (QLayoutItem* item = m_hints->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < shown; ++i) {
        auto* hint = new MarkdownView(m_content);
        hint->setObjectName(QStringLiteral("hint%1").arg(i + 1));
        hint->setFitsContents(true);
        hint->setMarkdownText(tr("**Hint %1.** %2")
                                  .arg(i + 1)
                                  .arg(QString::fromStdString(hints[static_cast<std::size_t>(i)])));
        m_hints->addWidget(hint);
    }
    m_hintButton->setVisible(count > 0);
    m_hintButton->setEnabled(shown < count);
    m_hintButton->setText(
        shown < count ? tr("Hint %1/%2").arg(shown + 1).arg(count) : tr("No more hints"));
    m_answerButton->setVisible(count > 0);
    m_answerButton->setEnabled(m_controller->running() != m_controller->current());
    m_undoButton->setVisible(m_controller->canUndoAnswer());
}

void GuidePane::scrollTo(QWidget* widget) {
    // After the layout knows how high the new texts are.
    QTimer::singleShot(0, widget, [this, widget] { m_scroll->ensureWidgetVisible(widget, 0, 24); });
}

void GuidePane::askForPrediction() {
    scrollTo(m_prediction);
    if (auto* first = m_prediction->findChild<QAbstractButton*>(QStringLiteral("answer0")))
        first->setFocus(Qt::ShortcutFocusReason);
}

void GuidePane::retranslate() {
    setAccessibleName(tr("Guide"));
    m_assisted->setText(tr("With help: the answer was shown"));
    m_taskTitle->setText(tr("Do this"));
    m_observedTitle->setText(tr("What happened"));
    m_checksTitle->setText(tr("Done when"));
    m_answerButton->setText(tr("Show answer"));
    m_answerButton->setToolTip(tr("Puts the solution in place; you can undo it"));
    m_undoButton->setText(tr("Undo"));
    m_undoButton->setToolTip(tr("Puts back what you had before the answer was shown"));
    m_previousButton->setText(tr("Back"));
    m_previousButton->setToolTip(tr("Previous step (Alt+Left)"));
    showStep();
}

void GuidePane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void GuidePane::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
}

void GuidePane::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    // Lines longer than about seventy letters are hard to follow.
    const int spare = std::max(0, width() - scaled(680)) / 2;
    m_column->setContentsMargins(
        Spacing::kLarge + spare, Spacing::kMedium, Spacing::kLarge + spare, Spacing::kLarge);
}

} // namespace app
