#pragma once

#include "engine/layers/recurrent.h"

namespace tp::layers {

struct SimpleRNNConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< kept for files; it changes nothing
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};    ///< kept for files; training ignores it, as in tfjs
    Regularizer recurrentRegularizer = {}; ///< the same
    Regularizer biasRegularizer = {};      ///< the same
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, SimpleRNNConfig& config);

/// The simplest RNN: the output of each step is made of its input and the output before,
/// activation(x · kernel + h · recurrentKernel + bias).
class SimpleRNN : public RNN {
public:
    explicit SimpleRNN(const SimpleRNNConfig& config);
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<SimpleRNN> simpleRNN(const SimpleRNNConfig& config);

struct GRUConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< kept for files; it changes nothing
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    Regularizer kernelRegularizer = {};    ///< kept for files; training ignores it, as in tfjs
    Regularizer recurrentRegularizer = {}; ///< the same
    Regularizer biasRegularizer = {};      ///< the same
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    std::optional<std::int64_t> implementation = {}; ///< kept for files; there is only one
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, GRUConfig& config);

/// An RNN with gates, which choose what of the output before stays and what is new:
///
///     h' = z h + (1 - z) activation(x · kernel + (r h) · recurrentKernel + bias)
///
/// where z and r are made of x and h likewise, with `recurrentActivation`.
class GRU : public RNN {
public:
    explicit GRU(const GRUConfig& config);
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<GRU> gru(const GRUConfig& config);

struct LSTMConfig {
    std::int64_t units = 0; ///< how many numbers are carried from step to step, and come out
    Shape inputShape = {};
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< kept for files; it changes nothing
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    std::optional<bool> unitForgetBias = {}; ///< whether the forget gate's bias starts with ones
    Regularizer kernelRegularizer = {};      ///< kept for files; training ignores it, as in tfjs
    Regularizer recurrentRegularizer = {};   ///< the same
    Regularizer biasRegularizer = {};        ///< the same
    Constraint kernelConstraint = {};
    Constraint recurrentConstraint = {};
    Constraint biasConstraint = {};
    double dropout = 0;          ///< the share of inputs that are dropped while training
    double recurrentDropout = 0; ///< the share of what is carried that is dropped while training
    std::optional<std::int64_t> implementation = {}; ///< kept for files; there is only one
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, LSTMConfig& config);

/// An RNN that remembers for long: beside its output h it carries c, which only gates change:
///
///     c' = f c + i activation(x · kernel + h · recurrentKernel + bias),  h' = o activation(c')
///
/// where i, f and o are made of x and h likewise, with `recurrentActivation`.
///
///     layers::lstm({.units = 32, .inputShape = {20, 8}})   // [n, 20, 8] -> [n, 32]
class LSTM : public RNN {
public:
    explicit LSTM(const LSTMConfig& config);
};

/// Throws InvalidArgument unless `units` is 1 or more.
std::shared_ptr<LSTM> lstm(const LSTMConfig& config);

} // namespace tp::layers
