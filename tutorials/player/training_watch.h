#pragma once

#include "engine/model/callback.h"
#include "tutorials/player/tutorial.h"

#include <chrono>
#include <string>
#include <vector>

namespace tp {

/// Ties a training to a step: its buttons (pause, one batch, stop, learning rate, pace), its
/// progress with the time left, and an end with the reason when the loss is no longer a number.
class TrainingWatch : public Callback {
public:
    explicit TrainingWatch(Step& step);

    void onTrainBegin() override;
    void onTrainEnd() override;
    void onEpochBegin(int epoch) override;
    void onBatchEnd(int batch, const Logs& logs) override;

protected:
    Stage& stage() const { return m_step.stage; }
    /// Batches done, over all epochs.
    int batchesDone() const { return m_batchesDone; }

private:
    using Clock = std::chrono::steady_clock;

    void showProgress(int batch);
    void measurePace();
    void obeyButtons(int batch);

    Step& m_step;
    int m_epoch = 0;
    int m_batchesDone = 0;
    bool m_isEnded = false;
    /// The pace is measured anew from here, twice a second.
    Clock::time_point m_measuredFrom;
    int m_batchesAtMeasure = 0;
    double m_secondsPerBatch = 0;
};

/// A watch that also draws the loss and metrics, per batch and per epoch, as
/// tfvis.show.fitCallbacks does: for "loss" the charts "epochLoss" (training solid, validation
/// dashed) and "batchLoss".
CallbackPointer liveCharts(Step& step, std::vector<std::string> metrics = {"loss", "mse"});

/// A watch that draws nothing.
CallbackPointer watch(Step& step);

} // namespace tp
