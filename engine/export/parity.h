#pragma once

#include "engine/base/json.h"
#include "engine/model/model.h"

#include <filesystem>
#include <string>

namespace tp {

/// How close a model that was written is to the model that it was made of.
struct Parity {
    std::string checked = {}; ///< what was done, in a sentence
    bool isComputed = false;  ///< whether the written model computed the samples too
    std::int64_t samples = 0; ///< how many both computed
    std::int64_t seed = 0;    ///< what repeats these samples
    std::int64_t numbers = 0; ///< how many numbers were compared
    double maxAbsolute = 0;   ///< the largest difference; infinite if one alone is not a number
    double maxRelative = 0;   ///< the largest difference as a share of the larger number
};

Json toJson(const Parity& parity);

/// Samples that the model can take, made up from a seed: numbers between -1 and 1, or those of
/// words and classes where a layer looks them up. Axes of any size get a size of 8.
Tensors samplesFor(const Model& model, std::int64_t samples, std::int64_t seed);

/// What the model answers to these, without a memory of earlier batches.
Tensors answersOf(Model& model, const Tensors& samples);

/// Compares numbers that should be the same. Throws InvalidArgument if their shapes differ.
void compareInto(Parity& parity, const Tensors& expected, const Tensors& found);

/// Lets both compute the same samples.
Parity compareModels(Model& model, Model& written, std::int64_t samples, std::int64_t seed);

} // namespace tp
