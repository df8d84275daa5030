#include "app/pages/tutorial/tutorial_controller.h"
#include "engine/api/start.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using app::TutorialController;

/// The tutorial without its page: running, stopping, guessing, help, progress.
class TestTutorialController : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tp::start(); }

    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_progress = std::make_unique<tp::Progress>(m_dir->path().toStdString());
        m_controller = std::make_unique<TutorialController>(tp::tutorial("02"), *m_progress);
        m_controller->setPace(TutorialController::Pace::Full);
    }
    void cleanup() {
        m_controller.reset();
        m_progress.reset();
    }

    void runDoesTheStep() {
        open("clean");
        run();
        QCOMPARE(m_controller->record().ranBefore, std::vector<std::string>{"load"});
        QVERIFY(m_controller->record().stage.panel("cars") != nullptr);
        QVERIFY(status("clean") == tp::StepStatus::Done);
        // A step that ran only because it was needed was not done by the learner.
        QVERIFY(status("load") == tp::StepStatus::Open);
    }

    void guessComesBeforeTheRun() {
        open("look");
        QVERIFY(m_controller->needsPrediction());
        QVERIFY(!m_controller->canRun());
        m_controller->run();
        QVERIFY(!m_controller->isRunning());
        m_controller->predict(0);
        QVERIFY(m_controller->canRun());
        run();
        QVERIFY(status("look") == tp::StepStatus::Done);
    }

    void readStepsAreDoneByGoingOnOthersAreSkipped() {
        m_controller->next();
        QVERIFY(status("welcome") == tp::StepStatus::Done);
        m_controller->next();
        QVERIFY(status("load") == tp::StepStatus::Skipped);
        m_controller->previous();
        run();
        QVERIFY(status("load") == tp::StepStatus::Done);
    }

    void failedCheckLeavesTheStepOpen() {
        open("tensors");
        m_controller->setValue("normalise", false);
        run();
        QVERIFY(status("tensors") == tp::StepStatus::Open);
        QVERIFY(!tp::allPassed(m_controller->record().checks));
        m_controller->setValue("normalise", true);
        run();
        QVERIFY(status("tensors") == tp::StepStatus::Done);
        QCOMPARE(m_controller->changes().size(), std::size_t{1});
        QCOMPARE(m_controller->changes()[0].name, std::string("normalise"));
    }

    void answerCanBeUndone() {
        open("experiment");
        const auto before = m_controller->values();
        m_controller->setValue("epochs", std::int64_t{7});
        const auto mine = m_controller->values();
        m_controller->showAnswer();
        QVERIFY(m_controller->values() != mine);
        QVERIFY(m_controller->progress().assisted);
        m_controller->undoAnswer();
        QVERIFY(m_controller->values() == mine);
        QVERIFY(m_controller->progress().assisted);
        m_controller->resetStep();
        QVERIFY(m_controller->values() == before);
        QVERIFY(!m_controller->progress().assisted);
    }

    void hintsEscalateAndAreRemembered() {
        open("train");
        for (int i = 0; i < 5; ++i)
            m_controller->showHint();
        QCOMPARE(m_controller->progress().hintsShown, 3);
    }

    void quizIsDoneWhenAllIsRight() {
        open("quiz");
        m_controller->answerQuestion(0, 0);
        for (int i = 1; i < 4; ++i) {
            m_controller->answerQuestion(
                i,
                tp::tutorial("02")
                    .text(tp::Language::English, "quiz")
                    .quiz[static_cast<std::size_t>(i)]
                    .correct);
        }
        QVERIFY(status("quiz") == tp::StepStatus::Open);
        m_controller->answerQuestion(0, 1);
        QVERIFY(status("quiz") == tp::StepStatus::Done);
    }

    void progressSurvives() {
        open("model");
        m_controller->predict(1);
        m_controller->setValue("units", std::int64_t{10});
        run();
        m_controller.reset();
        m_progress = std::make_unique<tp::Progress>(m_dir->path().toStdString());
        m_controller = std::make_unique<TutorialController>(tp::tutorial("02"), *m_progress);
        QCOMPARE(m_controller->step().id, std::string("model"));
        QVERIFY(status("model") == tp::StepStatus::Done);
        QCOMPARE(m_controller->progress().prediction.value_or(-1), 1);
        QVERIFY(m_controller->values().at("units") == tp::ParameterValue(std::int64_t{10}));
    }

    void pauseStepResume() {
        startTraining(500, TutorialController::Pace::Watch);
        m_controller->pause();
        QVERIFY(m_controller->isPaused());
        QTRY_VERIFY(batches() > 0);
        const auto settled = settledBatches();
        m_controller->stepBatch();
        QTRY_COMPARE(batches(), settled + 1);
        m_controller->stepBatch();
        QTRY_COMPARE(batches(), settled + 2);
        m_controller->resume();
        QTRY_VERIFY(batches() > settled + 10);
        m_controller->stop();
        QTRY_VERIFY(!m_controller->isRunning());
    }

    void stopKeepsWhatWasLearned() {
        startTraining(500, TutorialController::Pace::Watch);
        QTRY_VERIFY(batches() > 30);
        m_controller->stop();
        QTRY_VERIFY(!m_controller->isRunning());
        const auto& stage = m_controller->record().stage;
        QCOMPARE(stage.events.back().text.key, std::string("stopped"));
        QVERIFY(stage.metric("lastLoss") != nullptr);
        open("predict");
        run();
        QCOMPARE(m_controller->record().ranBefore, std::vector<std::string>{});
    }

    void learningRateChangesWhileItRuns() {
        startTraining(500, TutorialController::Pace::Watch);
        QTRY_VERIFY(batches() > 5);
        m_controller->setLearningRate(0.05);
        QTRY_VERIFY(!m_controller->record().stage.events.empty());
        QCOMPARE(m_controller->record().stage.events[0].text.key, std::string("rateChanged"));
        QCOMPARE(m_controller->record().stage.events[0].text.arguments.at(0), std::string("0.05"));
        m_controller->stop();
        QTRY_VERIFY(!m_controller->isRunning());
    }

    void destroyedWhilePausedAndWhileRunning() {
        startTraining(500, TutorialController::Pace::Watch);
        m_controller->pause();
        m_controller.reset();
        init();
        startTraining(500, TutorialController::Pace::Full);
        m_controller.reset();
    }

    void leavingTheStepLetsItRun() {
        startTraining(100, TutorialController::Pace::Full);
        m_controller->goTo(0);
        QTRY_VERIFY(!m_controller->isRunning());
        QVERIFY(status("train") == tp::StepStatus::Done);
        QCOMPARE(m_controller->current(), 0);
    }

private:
    void open(const char* step) { m_controller->goTo(tp::tutorial("02").indexOf(step)); }

    void run() {
        QSignalSpy finished(m_controller.get(), &TutorialController::runFinished);
        m_controller->run();
        QVERIFY(m_controller->isRunning());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30000);
        QVERIFY(!m_controller->record().error);
    }

    void startTraining(int epochs, TutorialController::Pace pace) {
        open("train");
        m_controller->setPace(pace);
        m_controller->predict(1);
        m_controller->setValue("epochs", std::int64_t{epochs});
        m_controller->run();
        QVERIFY(m_controller->isRunning());
    }

    tp::StepStatus status(const char* step) const {
        return m_controller->progress(tp::tutorial("02").indexOf(step)).status;
    }

    int batches() const {
        const auto& progress = m_controller->record().stage.progress;
        return progress ? (progress->epoch - 1) * progress->batches + progress->batch : 0;
    }

    /// The count once a pause has taken hold.
    int settledBatches() {
        int before = -1;
        while (batches() != before) {
            before = batches();
            QTest::qWait(150);
        }
        return before;
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<tp::Progress> m_progress;
    std::unique_ptr<TutorialController> m_controller;
};

QTEST_GUILESS_MAIN(TestTutorialController)
#include "tst_tutorial_controller.moc"
