#pragma once

#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_words.h"

#include <QWidget>

class QFrame;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace app {

class CheckList;
class MarkdownView;
class QuizBox;

/// The text of a step: why, what to do, the guess, what happened, the checks, hints and the answer;
/// below, the way to the next step.
class GuidePane : public QWidget {
    Q_OBJECT

public:
    explicit GuidePane(TutorialController* controller, QWidget* parent = nullptr);

    /// Brings the question in view and puts the keyboard into it.
    void askForPrediction();

signals:
    /// The learner leaves the last step, done.
    void finished();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    QFrame*
    makeCard(const char* objectName, const char* iconName, QLabel** title, MarkdownView** text);
    void buildHelp();
    void buildFooter(QVBoxLayout* column);
    void retranslate();
    void showStep();
    void showState();
    void showPrediction();
    void showOutcome();
    void showQuiz();
    void showHelp();
    void askQuestions();
    QString observedText() const;
    void scrollTo(QWidget* widget);

    TutorialController* m_controller;
    TutorialWords m_words;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QVBoxLayout* m_column;
    QLabel* m_place;
    QLabel* m_title;
    QLabel* m_assisted;
    MarkdownView* m_why;
    QFrame* m_taskCard;
    QLabel* m_taskTitle;
    MarkdownView* m_task;
    QuizBox* m_prediction;
    QFrame* m_observedCard;
    QLabel* m_observedTitle;
    MarkdownView* m_observed;
    QLabel* m_ranBefore;
    QWidget* m_quiz;
    QVBoxLayout* m_quizColumn;
    QList<QuizBox*> m_questions;
    QList<QPushButton*> m_retries;
    QLabel* m_checksTitle;
    CheckList* m_checks;
    QVBoxLayout* m_hints;
    QPushButton* m_hintButton;
    QPushButton* m_answerButton;
    QPushButton* m_undoButton;
    QPushButton* m_previousButton;
    QPushButton* m_nextButton;
};

} // namespace app
