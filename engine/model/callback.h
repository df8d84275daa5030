#pragma once

#include "engine/model/history.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tp {

class Model;

/// What fit() is about to do.
struct FitPlan {
    int epochs = 0;
    int initialEpoch = 0;
    std::int64_t samples = 0; ///< to train with
    std::int64_t batchSize = 0;
    std::int64_t batches = 0; ///< in an epoch
    bool doValidation = false;
    std::vector<std::string> metrics = {}; ///< all names that logs may hold
};

/// Told how training goes, while it goes; may look at the model, change the learning rate, or stop
/// it with model().stopTraining().
///
/// Called on the thread that trains, which waits meanwhile. An exception ends the training.
class Callback {
public:
    virtual ~Callback() = default;

    virtual void onTrainBegin() {}
    virtual void onTrainEnd() {}

    virtual void onEpochBegin(int epoch) { static_cast<void>(epoch); }

    /// `logs` holds the loss and metrics of the epoch, each the mean over its samples, and, if all
    /// batches were done, those of the validation data ("val_loss").
    virtual void onEpochEnd(int epoch, const Logs& logs) {
        static_cast<void>(epoch);
        static_cast<void>(logs);
    }

    virtual void onBatchBegin(int batch) { static_cast<void>(batch); }

    /// `logs` holds "batch", "size", and the loss and metrics of the batch.
    virtual void onBatchEnd(int batch, const Logs& logs) {
        static_cast<void>(batch);
        static_cast<void>(logs);
    }

    /// For fit(): names the model being trained, or null once it is not.
    void setModel(Model* model, FitPlan plan);

protected:
    Callback() = default;

    /// The model being trained. Throws InvalidArgument outside of fit().
    Model& model() const;

    const FitPlan& plan() const { return m_plan; }

private:
    Model* m_model = nullptr;
    FitPlan m_plan;
};

using CallbackPointer = std::shared_ptr<Callback>;

/// Functions to be called; those left out are not.
struct CallbackFunctions {
    std::function<void()> onTrainBegin = {};
    std::function<void()> onTrainEnd = {};
    std::function<void(int epoch)> onEpochBegin = {};
    std::function<void(int epoch, const Logs& logs)> onEpochEnd = {};
    std::function<void(int batch)> onBatchBegin = {};
    std::function<void(int batch, const Logs& logs)> onBatchEnd = {};
};

/// A callback made of functions:
///
///     model.fit(x, y, {.callbacks = {callbacks({.onEpochEnd = [](int epoch, const Logs& logs) {
///         std::cout << epoch << ": " << logs["loss"] << '\n';
///     }})}});
CallbackPointer callbacks(CallbackFunctions functions);

struct EarlyStoppingConfig {
    enum class Mode { Auto, Min, Max };

    std::string monitor = "val_loss";
    double minDelta = 0;                 ///< what counts as better
    int patience = 0;                    ///< epochs to wait for something better
    Mode mode = Mode::Auto;              ///< whether less is better; Auto: unless it is an accuracy
    std::optional<double> baseline = {}; ///< what must be beaten at first
    bool restoreBestWeights = false;     ///< takes back the weights of the best epoch at the end
};

/// Stops training when a number no longer gets better.
CallbackPointer earlyStopping(EarlyStoppingConfig config = {});

} // namespace tp
