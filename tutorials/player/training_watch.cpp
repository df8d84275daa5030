#include "tutorials/player/training_watch.h"

#include "engine/model/model.h"

#include <cctype>
#include <cmath>

namespace tp {

namespace {

/// Charts of one metric: the names under which the stage and the phrases know them.
struct MetricCharts {
    explicit MetricCharts(const std::string& name) : metric(name) {
        std::string capital = name;
        capital[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(capital[0])));
        perEpoch = "epoch" + capital;
        perBatch = "batch" + capital;
    }
    std::string metric;
    std::string perEpoch;
    std::string perBatch;
};

class LiveCharts : public TrainingWatch {
public:
    LiveCharts(Step& step, const std::vector<std::string>& metrics) : TrainingWatch(step) {
        for (const auto& metric : metrics)
            m_charts.emplace_back(metric);
    }

    void onTrainBegin() override {
        int color = 0;
        for (const auto& charts : m_charts) {
            StageSeries training{
                .id = "training", .name = "training", .color = color, .points = {}};
            StageChart perEpoch{.x = "epoch", .y = charts.metric, .series = {training}};
            if (plan().doValidation) {
                perEpoch.series.push_back(
                    {.id = "validation",
                     .name = "validation",
                     .style = StageSeries::Style::Dashed,
                     .color = color + 1,
                     .points = {}});
            }
            stage().chart(charts.perEpoch, charts.perEpoch, std::move(perEpoch));
            stage().chart(
                charts.perBatch,
                charts.perBatch,
                {.x = "batch", .y = charts.metric, .series = {training}});
            color += 2;
        }
        TrainingWatch::onTrainBegin();
    }

    void onBatchEnd(int batch, const Logs& logs) override {
        for (const auto& charts : m_charts) {
            if (const auto value = logs.find(charts.metric))
                stage().point(charts.perBatch, "training", batchesDone() + 1, *value);
        }
        TrainingWatch::onBatchEnd(batch, logs);
    }

    void onEpochEnd(int epoch, const Logs& logs) override {
        for (const auto& charts : m_charts) {
            if (const auto value = logs.find(charts.metric))
                stage().point(charts.perEpoch, "training", epoch + 1, *value);
            if (const auto value = logs.find("val_" + charts.metric))
                stage().point(charts.perEpoch, "validation", epoch + 1, *value);
        }
    }

private:
    std::vector<MetricCharts> m_charts;
};

} // namespace

TrainingWatch::TrainingWatch(Step& step) : m_step(step) {}

void TrainingWatch::onTrainBegin() {
    m_measuredFrom = Clock::now();
    m_batchesAtMeasure = 0;
    m_batchesDone = 0;
    m_isEnded = false;
    m_secondsPerBatch = 0;
}

void TrainingWatch::onTrainEnd() {
    if (!m_isEnded)
        stage().event({.text = {"finished", {toText(m_epoch)}}, .x = {}});
}

void TrainingWatch::onEpochBegin(int epoch) {
    m_epoch = epoch + 1;
}

void TrainingWatch::onBatchEnd(int batch, const Logs& logs) {
    ++m_batchesDone;
    showProgress(batch + 1);
    if (!std::isfinite(logs["loss"])) {
        m_isEnded = true;
        stage().event(
            {.text = {"lossIsNaN", {toText(m_epoch), toText(batch + 1)}},
             .level = StageEvent::Level::Problem,
             .x = m_epoch});
        model().stopTraining();
        return;
    }
    obeyButtons(batch + 1);
}

void TrainingWatch::measurePace() {
    const auto now = Clock::now();
    const double seconds = std::chrono::duration<double>(now - m_measuredFrom).count();
    const int batches = m_batchesDone - m_batchesAtMeasure;
    // The first half second shows what it has; later a whole half second evens out what else the
    // machine does.
    if (m_secondsPerBatch == 0 || m_batchesAtMeasure == 0 || seconds >= 0.5)
        m_secondsPerBatch = seconds / batches;
    if (seconds < 0.5)
        return;
    m_measuredFrom = now;
    m_batchesAtMeasure = m_batchesDone;
}

void TrainingWatch::showProgress(int batch) {
    measurePace();
    const auto& fit = plan();
    TrainingProgress progress{
        .epoch = m_epoch,
        .epochs = fit.epochs,
        .batch = batch,
        .batches = static_cast<int>(fit.batches)};
    if (m_secondsPerBatch > 0) {
        progress.examplesPerSecond = static_cast<double>(fit.batchSize) / m_secondsPerBatch;
        const double left =
            static_cast<double>(fit.epochs) * static_cast<double>(fit.batches) - m_batchesDone;
        progress.secondsLeft = left * m_secondsPerBatch;
    }
    stage().progress(progress);
}

void TrainingWatch::obeyButtons(int batch) {
    const bool wasPaused = m_step.control.isPaused();
    if (m_step.control.afterBatch() == RunControl::Answer::Stop) {
        m_isEnded = true;
        stage().event(
            {.text = {"stopped", {toText(m_epoch), toText(batch)}},
             .level = StageEvent::Level::Warning,
             .x = {}});
        model().stopTraining();
        return;
    }
    // After the wait, so that a rate chosen during a pause holds for the very next batch.
    if (const auto rate = m_step.control.takeLearningRate()) {
        model().optimizer().setLearningRate(*rate);
        stage().event({.text = {"rateChanged", {toText(*rate)}}, .x = m_epoch});
    }
    if (wasPaused) {
        m_measuredFrom = Clock::now();
        m_batchesAtMeasure = m_batchesDone;
    }
}

CallbackPointer liveCharts(Step& step, std::vector<std::string> metrics) {
    return std::make_shared<LiveCharts>(step, metrics);
}

CallbackPointer watch(Step& step) {
    return std::make_shared<TrainingWatch>(step);
}

} // namespace tp
