#pragma once

#include "engine/base/error.h"
#include "engine/keras/layer_config.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"

#include <algorithm>
#include <string>

namespace tp::layers {

// What recurrent cells and layers share; for their sources alone. Their settings lie in structs of
// their own, so that each can be given by name; these templates do for all what is the same.

/// The settings of a cell, as far as it has them, in the order of files.
template<class Config>
void describeCell(ConfigFields& fields, Config& config) {
    if constexpr (requires { config.units; })
        fields.add("units", config.units);
    fields.add("activation", config.activation);
    if constexpr (requires { config.recurrentActivation; })
        fields.add("recurrent_activation", config.recurrentActivation);
    fields.add("use_bias", config.useBias);
    fields.add("kernel_initializer", config.kernelInitializer);
    fields.add("recurrent_initializer", config.recurrentInitializer);
    fields.add("bias_initializer", config.biasInitializer);
    if constexpr (requires { config.unitForgetBias; })
        fields.add("unit_forget_bias", config.unitForgetBias);
    fields.add("kernel_regularizer", config.kernelRegularizer);
    fields.add("recurrent_regularizer", config.recurrentRegularizer);
    fields.add("bias_regularizer", config.biasRegularizer);
    fields.refuseIfGiven("activity_regularizer");
    fields.add("kernel_constraint", config.kernelConstraint);
    fields.add("recurrent_constraint", config.recurrentConstraint);
    fields.add("bias_constraint", config.biasConstraint);
    fields.add("dropout", config.dropout);
    fields.add("recurrent_dropout", config.recurrentDropout);
    if constexpr (requires { config.implementation; })
        fields.add("implementation", config.implementation);
}

/// Which of Keras's two GRUs it is; tfjs and so we have only the first.
inline void describeResetAfter(ConfigFields& fields) {
    bool resetAfter = false;
    fields.add("reset_after", resetAfter);
    if (resetAfter) {
        fields.reader()->refuse(
            "a GRU that resets after the product (reset_after) is not supported, here or in "
            "TensorFlow.js; train it with reset_after=False");
    }
}

/// The settings of a layer's cell, from the layer's own.
template<class CellConfig, class Config>
CellConfig cellConfigOf(const Config& config) {
    CellConfig cell;
    if constexpr (requires { cell.units; })
        cell.units = config.units;
    cell.activation = config.activation;
    if constexpr (requires { cell.recurrentActivation; })
        cell.recurrentActivation = config.recurrentActivation;
    cell.useBias = config.useBias;
    cell.kernelInitializer = config.kernelInitializer;
    cell.recurrentInitializer = config.recurrentInitializer;
    cell.biasInitializer = config.biasInitializer;
    if constexpr (requires { cell.unitForgetBias; })
        cell.unitForgetBias = config.unitForgetBias;
    cell.kernelRegularizer = config.kernelRegularizer;
    cell.recurrentRegularizer = config.recurrentRegularizer;
    cell.biasRegularizer = config.biasRegularizer;
    cell.kernelConstraint = config.kernelConstraint;
    cell.recurrentConstraint = config.recurrentConstraint;
    cell.biasConstraint = config.biasConstraint;
    cell.dropout = config.dropout;
    cell.recurrentDropout = config.recurrentDropout;
    if constexpr (requires { cell.implementation; })
        cell.implementation = config.implementation;
    cell.name = config.name;
    return cell;
}

/// How a layer goes through sequences.
template<class Config>
void describeSequence(ConfigFields& fields, Config& config) {
    fields.add("return_sequences", config.returnSequences);
    fields.add("return_state", config.returnState);
    fields.add("go_backwards", config.goBackwards);
    fields.add("stateful", config.stateful);
    fields.add("unroll", config.unroll);
}

/// Brings the shares that are dropped within 0 and 1, as tfjs does.
template<class Config>
void clampDropout(Config& config) {
    config.dropout = std::clamp(config.dropout, 0.0, 1.0);
    config.recurrentDropout = std::clamp(config.recurrentDropout, 0.0, 1.0);
}

/// What to multiply with to drop that share: one choice for all steps. Null where nothing is
/// dropped, as with a share of 1 in tfjs.
inline Tensor dropoutMask(const Shape& shape, double rate, Training training) {
    if (training == Training::No || rate <= 0 || rate >= 1)
        return {};
    return tp::dropout(tp::ones(shape), rate);
}

inline Tensor masked(const Tensor& x, const Tensor& mask) {
    return mask.isNull() ? x : mul(x, mask);
}

/// The bias of an LSTM whose forget gate starts with ones.
inline Tensor unitForgetBias(const Initializer& initializer, std::int64_t units) {
    return concat({initializer({units}), tp::ones({units}), initializer({2 * units})});
}

} // namespace tp::layers
