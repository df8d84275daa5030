#include "app/pages/tutorial/tutorial_controller.h"

#include <QElapsedTimer>

#include <algorithm>
#include <memory>

namespace app {

namespace {

constexpr int kFetchMilliseconds = 33;
constexpr int kReportMilliseconds = 100;

double batchesPerSecond(TutorialController::Pace pace) {
    switch (pace) {
    case TutorialController::Pace::Slow:
        return 15;
    case TutorialController::Pace::Watch:
        return 130;
    case TutorialController::Pace::Full:
        break;
    }
    return 0;
}

/// Called by the work between two batches: passes progress on to the list of jobs, and asks whether
/// to go on.
class JobReporter {
public:
    JobReporter(TaskContext& task, const tp::Stage& stage) : m_task(task), m_stage(stage) {
        m_sinceReport.start();
    }

    bool isCancelled() {
        if (m_sinceReport.elapsed() >= kReportMilliseconds) {
            m_sinceReport.restart();
            if (const auto progress = m_stage.progress()) {
                m_task.report(
                    progress->fraction(),
                    TutorialController::tr("epoch %1/%2 · batch %3/%4")
                        .arg(progress->epoch)
                        .arg(progress->epochs)
                        .arg(progress->batch)
                        .arg(progress->batches));
            }
        }
        return m_task.isCancelled();
    }

private:
    TaskContext& m_task;
    const tp::Stage& m_stage;
    QElapsedTimer m_sinceReport;
};

} // namespace

TutorialController::TutorialController(
    const tp::Tutorial& tutorial, tp::Progress& progress, QObject* parent)
    : QObject(parent)
    , m_progress(progress)
    , m_session(tutorial)
    , m_records(tutorial.steps().size()) {
    for (int i = 0; i < stepCount(); ++i) {
        for (const auto& [name, value] : this->progress(i).parameters) {
            // A value from an older version of the tutorial may no longer fit.
            if (const auto* parameter = step(i).parameter(name);
                parameter && parameter->accepted(value))
                m_session.setValue(step(i).id, name, value);
        }
    }
    const std::string place = progress.currentStep(tutorial.id());
    for (int i = 0; i < stepCount(); ++i) {
        if (step(i).id == place)
            m_current = i;
    }

    m_fetchTimer.setInterval(kFetchMilliseconds);
    m_fetchTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_fetchTimer, &QTimer::timeout, this, &TutorialController::fetchStage);
    connect(&m_task, &Task::finished, this, &TutorialController::finishRun);
}

TutorialController::~TutorialController() {
    saveValues();
    // A paused training waits for nobody any more.
    m_control.stop();
}

const tp::StepDefinition& TutorialController::step(int index) const {
    return tutorial().steps()[static_cast<std::size_t>(index)];
}

tp::StepProgress TutorialController::progress(int index) const {
    return m_progress.step(tutorial().id(), step(index).id);
}

void TutorialController::save(int index, const tp::StepProgress& progress) {
    m_progress.record(tutorial().id(), step(index).id, progress);
    emit stepChanged(index);
}

void TutorialController::saveValues() {
    auto kept = progress();
    const auto& now = values();
    if (kept.parameters == now || (kept.parameters.empty() && now == step().initialValues()))
        return;
    kept.parameters = now;
    m_progress.record(tutorial().id(), step().id, kept);
}

void TutorialController::moveTo(int index) {
    index = std::clamp(index, 0, stepCount() - 1);
    if (index == m_current)
        return;
    saveValues();
    m_current = index;
    m_undo.reset();
    m_progress.setCurrentStep(tutorial().id(), step().id);
    emit currentChanged();
}

void TutorialController::goTo(int index) {
    moveTo(index);
    m_progress.setCurrentStep(tutorial().id(), step().id);
}

void TutorialController::next() {
    auto kept = progress();
    if (kept.status != tp::StepStatus::Done) {
        const bool isOnlyRead =
            !step().run && tutorial().text(tp::Language::English, step().id).quiz.empty();
        kept.status = isOnlyRead ? tp::StepStatus::Done : tp::StepStatus::Skipped;
        if (m_running != m_current)
            save(m_current, kept);
    }
    moveTo(m_current + 1);
}

void TutorialController::previous() {
    moveTo(m_current - 1);
}

void TutorialController::setValue(std::string_view name, const tp::ParameterValue& value) {
    m_session.setValue(step().id, name, value);
    emit valuesChanged();
}

void TutorialController::resetValues() {
    m_session.setValues(step().id, step().initialValues());
    emit valuesChanged();
}

std::vector<ParameterChange> TutorialController::changes() const {
    std::vector<ParameterChange> changes;
    if (record().previous && record().ranWith) {
        for (const auto& [name, before] : *record().previous) {
            if (const auto& after = record().ranWith->at(name); after != before)
                changes.push_back({name, before, after});
        }
    }
    return changes;
}

bool TutorialController::needsPrediction() const {
    return tutorial().text(tp::Language::English, step().id).prediction && !progress().prediction;
}

bool TutorialController::canRun() const {
    return step().run && !isRunning() && !needsPrediction();
}

void TutorialController::run() {
    if (!canRun())
        return;
    saveValues();
    auto& mine = recordAt(m_current);
    if (mine.ranWith && !mine.error) {
        mine.previous = mine.ranWith;
        mine.previousStage = mine.stage;
    }
    mine.ranWith = values();
    mine.checks.clear();
    mine.error.reset();
    mine.wasStopped = false;

    m_running = m_current;
    m_stage.clear();
    m_control.reset();
    applyPace();
    const auto title =
        QString::fromStdString(tutorial().text(tp::Language::English, step().id).title);
    m_task.start(title, [this, plan = m_session.plan(step().id)](TaskContext& task) {
        m_control.setCancellation([reporter = std::make_shared<JobReporter>(task, m_stage)] {
            return reporter->isCancelled();
        });
        m_report = m_session.run(plan, m_stage, m_control);
    });
    m_fetchTimer.start();
    emit runChanged();
    emit stepChanged(m_current);
}

void TutorialController::pause() {
    if (isRunning())
        m_control.pause();
    emit runChanged();
}

void TutorialController::resume() {
    m_control.resume();
    emit runChanged();
}

void TutorialController::stepBatch() {
    if (isRunning())
        m_control.stepBatch();
    emit runChanged();
}

void TutorialController::stop() {
    if (!isRunning())
        return;
    recordAt(m_running).wasStopped = true;
    m_control.stop();
    m_task.cancel();
}

void TutorialController::setLearningRate(double rate) {
    if (isRunning())
        m_control.setLearningRate(rate);
}

std::optional<double> TutorialController::initialLearningRate() const {
    for (int i = m_current; i >= 0; --i) {
        if (step(i).parameter("learningRate") != nullptr)
            return std::get<double>(m_session.values(step(i).id).at("learningRate"));
    }
    return {};
}

void TutorialController::setPace(Pace pace) {
    m_pace = pace;
    applyPace();
    emit runChanged();
}

void TutorialController::applyPace() {
    m_control.setBatchesPerSecond(batchesPerSecond(m_pace));
}

void TutorialController::fetchStage() {
    if (m_running < 0)
        return;
    auto& mine = recordAt(m_running).stage;
    const auto before = mine.revision;
    m_stage.bringUpToDate(mine);
    if (mine.revision != before && m_running == m_current)
        emit stageChanged();
}

void TutorialController::finishRun() {
    m_fetchTimer.stop();
    fetchStage();
    const int index = m_running;
    auto& mine = recordAt(index);
    mine.error = m_task.error();
    if (!mine.error) {
        mine.checks = std::move(m_report.checks);
        mine.ranBefore = std::move(m_report.ranBefore);
    }
    m_control.setCancellation({});
    m_report = {};
    m_running = -1;
    updateStatus(index);
    emit runChanged();
    emit stepChanged(index);
    emit runFinished(index);
}

bool TutorialController::isFulfilled(int index) const {
    const auto& definition = step(index);
    const auto& text = tutorial().text(tp::Language::English, definition.id);
    const auto kept = progress(index);
    const auto& mine = record(index);
    if (definition.run &&
        (!mine.ranWith || mine.error || !tp::allPassed(mine.checks) || index == m_running))
        return false;
    if (text.prediction && !kept.prediction)
        return false;
    if (!definition.mustOpen.empty() && !mine.isOpened)
        return false;
    for (std::size_t i = 0; i < text.quiz.size(); ++i) {
        if (i >= kept.quizAnswers.size() || kept.quizAnswers[i] != text.quiz[i].correct)
            return false;
    }
    return definition.run || !text.quiz.empty();
}

void TutorialController::updateStatus(int index) {
    auto kept = progress(index);
    if (kept.status == tp::StepStatus::Done || !isFulfilled(index))
        return;
    kept.status = tp::StepStatus::Done;
    save(index, kept);
}

void TutorialController::predict(int option) {
    auto kept = progress();
    kept.prediction = option;
    save(m_current, kept);
    updateStatus(m_current);
    emit runChanged();
}

void TutorialController::answerQuestion(int question, int option) {
    auto kept = progress();
    const auto place = static_cast<std::size_t>(question);
    if (kept.quizAnswers.size() <= place)
        kept.quizAnswers.resize(place + 1, -1);
    kept.quizAnswers[place] = option;
    save(m_current, kept);
    updateStatus(m_current);
}

void TutorialController::showHint() {
    auto kept = progress();
    const auto count = tutorial().text(tp::Language::English, step().id).hints.size();
    if (static_cast<std::size_t>(kept.hintsShown) >= count)
        return;
    ++kept.hintsShown;
    save(m_current, kept);
}

void TutorialController::showAnswer() {
    const auto& text = tutorial().text(tp::Language::English, step().id);
    if (step().kind == tp::StepKind::Read)
        return;
    auto kept = progress();
    m_undo = {m_current, values(), kept.prediction, kept.quizAnswers};
    kept.assisted = kept.assisted || kept.status != tp::StepStatus::Done;
    if (text.prediction)
        kept.prediction = text.prediction->correct;
    kept.quizAnswers.clear();
    for (const auto& question : text.quiz)
        kept.quizAnswers.push_back(question.correct);
    m_session.setValues(step().id, step().solutionValues());
    kept.parameters = values();
    save(m_current, kept);
    updateStatus(m_current);
    emit valuesChanged();
    emit runChanged();
}

void TutorialController::undoAnswer() {
    if (!m_undo || m_undo->index != m_current)
        return;
    auto kept = progress();
    kept.prediction = m_undo->prediction;
    kept.quizAnswers = m_undo->quizAnswers;
    m_session.setValues(step().id, m_undo->values);
    kept.parameters = values();
    m_undo.reset();
    save(m_current, kept);
    emit valuesChanged();
    emit runChanged();
}

void TutorialController::resetStep() {
    if (m_running == m_current)
        return;
    m_session.setValues(step().id, step().initialValues());
    recordAt(m_current) = {};
    m_undo.reset();
    save(m_current, {});
    emit valuesChanged();
    emit stageChanged();
    emit runChanged();
}

void TutorialController::resetTutorial() {
    if (isRunning())
        return;
    m_progress.reset(tutorial().id());
    forgetAll();
}

void TutorialController::forgetAll() {
    for (int i = 0; i < stepCount(); ++i) {
        m_session.setValues(step(i).id, step(i).initialValues());
        recordAt(i) = {};
        emit stepChanged(i);
    }
    m_undo.reset();
    m_current = 0;
    emit currentChanged();
}

void TutorialController::reloadProgress() {
    if (isRunning())
        return;
    const auto before = m_progress.currentStep(tutorial().id());
    m_progress.reload();
    if (!before.empty() && m_progress.currentStep(tutorial().id()).empty())
        forgetAll();
}

void TutorialController::noteOpened(const std::string& panel) {
    if (panel.empty() || panel != step().mustOpen || record().isOpened)
        return;
    recordAt(m_current).isOpened = true;
    updateStatus(m_current);
    emit stepChanged(m_current);
}

} // namespace app
