#pragma once

#include "app/core/task.h"
#include "tutorials/player/progress.h"
#include "tutorials/player/session.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>
#include <vector>

namespace app {

/// One parameter that differs from the run before.
struct ParameterChange {
    std::string name;
    tp::ParameterValue before;
    tp::ParameterValue after;
};

/// A tutorial being played: where the learner is, what was set, what runs, what came out.
///
/// Knows no widgets. Steps run on a thread of their own; what they show is fetched thirty times a
/// second and announced by stageChanged(). Everything that must survive goes to Progress at once.
class TutorialController : public QObject {
    Q_OBJECT

public:
    /// How fast a training goes; slower than the machine can, so that a person sees it happen.
    enum class Pace { Slow, Watch, Full };

    /// What is known of one step in this session.
    struct StepRecord {
        tp::StageContents stage;
        std::vector<tp::CheckResult> checks;
        std::vector<std::string> ranBefore;
        std::optional<tp::ParameterValues> ranWith;  ///< values of the last run
        std::optional<tp::ParameterValues> previous; ///< values of the run before it
        tp::StageContents previousStage;
        bool isOpened = false; ///< the panel that must be looked at was looked at
        std::optional<tp::Error> error;
        bool wasStopped = false;
    };

    /// Both must outlive the controller.
    TutorialController(
        const tp::Tutorial& tutorial, tp::Progress& progress, QObject* parent = nullptr);
    ~TutorialController() override;

    const tp::Tutorial& tutorial() const { return m_session.tutorial(); }
    int stepCount() const { return static_cast<int>(tutorial().steps().size()); }

    /// Where the learner is.
    int current() const { return m_current; }
    const tp::StepDefinition& step(int index) const;
    const tp::StepDefinition& step() const { return step(m_current); }
    void goTo(int index);
    /// Leaves the step: one that was only to be read is done, another that is not done counts as
    /// skipped.
    void next();
    void previous();

    tp::StepProgress progress(int index) const;
    tp::StepProgress progress() const { return progress(m_current); }
    const StepRecord& record(int index) const { return m_records[static_cast<std::size_t>(index)]; }
    const StepRecord& record() const { return record(m_current); }

    const tp::ParameterValues& values() const { return m_session.values(step().id); }
    /// Throws what Parameter::checked() throws.
    void setValue(std::string_view name, const tp::ParameterValue& value);
    void resetValues();
    /// What the last run had different from the one before.
    std::vector<ParameterChange> changes() const;

    /// Whether the current step can be run now: it has something to run, nothing is running, and
    /// the guess is made.
    bool canRun() const;
    bool needsPrediction() const;
    void run();
    bool isRunning() const { return m_running >= 0; }
    /// The running step, or -1.
    int running() const { return m_running; }
    bool isPaused() const { return isRunning() && m_control.isPaused(); }
    void pause();
    void resume();
    void stepBatch();
    /// Ends the run; what was learned is kept.
    void stop();
    /// The rate of the running training, from the next batch on.
    void setLearningRate(double rate);
    /// The rate a training of this step starts with: its own parameter, or that of the nearest step
    /// before.
    std::optional<double> initialLearningRate() const;
    Pace pace() const { return m_pace; }
    void setPace(Pace pace);

    void predict(int option);
    void answerQuestion(int question, int option);
    /// Shows one more hint.
    void showHint();
    /// Puts the solution in place and marks the step assisted; undoAnswer() puts back what was
    /// there.
    void showAnswer();
    bool canUndoAnswer() const { return m_undo.has_value(); }
    void undoAnswer();
    /// Forgets what was set, shown and done in the current step.
    void resetStep();
    /// Forgets the whole tutorial.
    void resetTutorial();
    /// Takes notice of what others did to the progress, such as starting the tutorial over.
    void reloadProgress();
    /// The learner looks at this panel of the stage.
    void noteOpened(const std::string& panel);

signals:
    /// The learner is at another step.
    void currentChanged();
    /// Status, guess, hints or checks of a step became others.
    void stepChanged(int index);
    void valuesChanged();
    /// The stage of the current step has something new.
    void stageChanged();
    /// A run began, paused, went on or ended.
    void runChanged();
    /// A run ended; a sentence for the status bar belongs here.
    void runFinished(int index);

private:
    struct AnswerUndo {
        int index;
        tp::ParameterValues values;
        std::optional<int> prediction;
        std::vector<int> quizAnswers;
    };

    StepRecord& recordAt(int index) { return m_records[static_cast<std::size_t>(index)]; }
    void save(int index, const tp::StepProgress& progress);
    void saveValues();
    void applyPace();
    void fetchStage();
    void finishRun();
    void updateStatus(int index);
    bool isFulfilled(int index) const;
    void moveTo(int index);
    void forgetAll();

    tp::Progress& m_progress;
    tp::TutorialSession m_session;
    std::vector<StepRecord> m_records;
    int m_current = 0;
    int m_running = -1;
    Pace m_pace = Pace::Watch;
    std::optional<AnswerUndo> m_undo;
    tp::Stage m_stage;
    tp::RunControl m_control;
    tp::RunReport m_report; // written by the work, read once it is over
    QTimer m_fetchTimer;
    Task m_task; // last: it is waited for before what it works on goes
};

} // namespace app
