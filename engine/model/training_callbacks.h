#pragma once

#include "engine/model/callback.h"

#include <filesystem>

namespace tp {

/// What modelCheckpoint() saves, and when.
struct ModelCheckpointConfig {
    /// Where to: an address as Model::save() takes it. "{epoch}" in it stands for the epoch's
    /// number, counted from 1.
    std::string url = {};
    std::string monitor = "val_loss"; ///< falls back to "loss" where nothing is validated
    bool saveBestOnly = false;
    EarlyStoppingConfig::Mode mode = EarlyStoppingConfig::Mode::Auto;
    bool includeOptimizer = true; ///< so that training can go on from there
};

/// Saves the model after each epoch, or only when it is better than ever. A failure to save ends
/// the training, with the reason.
CallbackPointer modelCheckpoint(ModelCheckpointConfig config);

/// Sets the learning rate before each epoch to what `schedule` gives, from the epoch's number,
/// counted from 0, and the rate so far.
///
///     learningRateScheduler([](int epoch, double rate) { return epoch < 10 ? rate : rate * 0.9; })
CallbackPointer learningRateScheduler(std::function<double(int epoch, double rate)> schedule);

/// Schedules to choose from.
namespace schedules {

using Schedule = std::function<double(int epoch, double rate)>;

/// initial · rate^(epoch / epochs)
Schedule exponentialDecay(double initial, double rate, double epochs);

/// initial · factor for each full `epochs` that went by.
Schedule stepDecay(double initial, double factor, int epochs);

/// From `initial` down to `least` along half a wave of a cosine, over `epochs`.
Schedule cosineDecay(double initial, int epochs, double least = 0);

} // namespace schedules

/// Lowers the learning rate when a number stops getting better.
struct ReduceLearningRateConfig {
    std::string monitor = "val_loss"; ///< falls back to "loss" where nothing is validated
    double factor = 0.1;
    int patience = 10; ///< epochs to wait for something better
    double minDelta = 1e-4;
    double least = 0; ///< no lower rate than this
    EarlyStoppingConfig::Mode mode = EarlyStoppingConfig::Mode::Auto;
};
CallbackPointer reduceLearningRateOnPlateau(ReduceLearningRateConfig config = {});

/// What tensorBoard() writes.
struct TensorBoardConfig {
    enum class UpdateFreq { Epoch, Batch };

    std::filesystem::path logDir = {}; ///< gets the folders "train" and, with validation, "val"
    UpdateFreq updateFreq = UpdateFreq::Epoch;
    int histogramFreq = 0; ///< weights' histograms every so many epochs; 0 for none
};

/// Writes training and validation numbers as tfjs-node does, for TensorBoard: "epoch_loss" by
/// epoch, counted from 1, or "batch_loss" by batch. Every epoch's are in the files when it ends.
CallbackPointer tensorBoard(TensorBoardConfig config);

} // namespace tp
