#pragma once

#include "engine/inspect/model_view.h"
#include "engine/tensor/tensor.h"

#include <functional>

namespace tp::inspect {

/// Small data to try a model on that was just built. All are made by a formula; labels are one
/// number from -1 to 1.
struct PracticeData {
    Tensor xs;
    Tensor ys; ///< float32 [n, 1]
};

/// The names that practiceData() knows: those of toyDataNames(), "stripes" and "waves".
const std::vector<std::string>& practiceNames();

/// The shape of one sample: [2] for points in a plane, [8, 8, 1] for "stripes" (small pictures of
/// upright or level stripes), [16, 1] for "waves" (sequences that swing slowly or fast).
Shape practiceShape(std::string_view name);

/// Whether labels are classes, -1 or 1, rather than numbers in between.
bool isClasses(std::string_view name);

/// `count` samples; a seed repeats them. Throws InvalidArgument, listing the names, for another
/// one, and for a noise that is not from 0 to 1.
PracticeData
practiceData(std::string_view name, std::int64_t count, double noise, std::int64_t seed);

struct PracticeChoice {
    std::string data = "circles";
    double noise = 0.1; ///< 0 to 1
    std::string optimizer = "adam";
    double learningRate = 0.01;
    int epochs = 40;
    int batchSize = 32;
};

/// What one epoch ended with.
struct PracticeEpoch {
    int epoch = 0; ///< from 1
    double loss = 0;
    double validationLoss = 0; ///< on samples that are not trained with
};

/// Trains the model until the epochs are done or `isCancelled` says so, which keeps what was
/// learned so far. Returns the share of samples, not trained with, whose class it then gets right;
/// -1 where labels are no classes.
///
/// Throws InvalidArgument for a model that does not take such samples, or does not put out one
/// number for each, and if the loss becomes infinite or NaN.
double practise(
    const ModelPointer& model,
    const PracticeChoice& choice,
    const std::function<void(const PracticeEpoch&)>& onEpoch,
    const std::function<bool()>& isCancelled);

} // namespace tp::inspect
