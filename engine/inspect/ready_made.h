#pragma once

#include "engine/inspect/model_view.h"

namespace tp::inspect {

/// Models that are made by code, to have something to look at and to build on. Their weights are as
/// new.
enum class ReadyMade {
    Cars,     ///< the dense model of the tutorial "Fit a curve": [null,1] -> [null,1]
    Digits,   ///< two convolutions and pools before a softmax: [null,28,28,1] -> [null,10]
    Words,    ///< an embedding and a small LSTM: [null,20] -> [null,1]
    Branched, ///< two inputs, a skip connection and a model within the model
};

/// Throws Unsupported if a kind of layer that it needs is not known.
ModelPointer readyMade(ReadyMade which);

} // namespace tp::inspect
