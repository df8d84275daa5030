#pragma once

#include "engine/layers/recurrent.h"
#include "engine/layers/window.h"

namespace tp::layers {

struct ConvLSTM2DCellConfig {
    std::int64_t filters = 0; ///< how many channels come out
    PerAxis kernelSize = {};  ///< of the window: a number, or one for rows and one for columns
    Shape inputShape = {};
    PerAxis strides = 1;
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    PerAxis dilationRate = 1;
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool useBias = true;
    Initializer kernelInitializer = "glorotNormal";
    Initializer recurrentInitializer = "orthogonal";
    Initializer biasInitializer = "zeros";
    std::optional<bool> unitForgetBias = {}; ///< whether the forget gate's bias starts with ones
    Regularizer kernelRegularizer = {};
    Regularizer recurrentRegularizer = {};
    Regularizer biasRegularizer = {};
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

void describe(ConfigFields& fields, ConvLSTM2DCellConfig& config);

/// One step of ConvLSTM2D.
class ConvLSTM2DCell : public ConfiguredCell<ConvLSTM2DCellConfig> {
public:
    explicit ConvLSTM2DCell(ConvLSTM2DCellConfig config);
    Shapes stateShapes(const Shape& stepShape) const override;
    std::size_t stepRank() const override { return 4; }
    std::unique_ptr<CellRun> start(const Shape& stepShape, Training training) const override;

protected:
    void checkInput(const Shape& inputShape) const override;
    void makeWeights(const Shape& inputShape) override;

private:
    Variable m_kernel;
    Variable m_recurrentKernel;
    Variable m_bias;
};

/// Throws InvalidArgument for sizes below 1, or causal padding.
std::shared_ptr<ConvLSTM2DCell> convLstm2dCell(ConvLSTM2DCellConfig config);

struct ConvLSTM2DConfig {
    std::int64_t filters = 0; ///< how many channels come out
    PerAxis kernelSize = {};  ///< of the window: a number, or one for rows and one for columns
    Shape inputShape = {};
    PerAxis strides = 1;
    Padding padding = Padding::Valid;
    DataFormat dataFormat = DataFormat::ChannelsLast;
    PerAxis dilationRate = 1;
    Activation activation = "tanh";
    Activation recurrentActivation = "hardSigmoid"; ///< of the gates
    bool returnSequences = false; ///< gives what comes out of every step, not of the last one alone
    bool returnState = false;     ///< gives the last states too
    bool goBackwards = false;     ///< starts with the last step
    bool stateful = false;        ///< goes on where the last batch ended, until resetStates()
    bool unroll = false;          ///< refused, as in tfjs
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

void describe(ConfigFields& fields, ConvLSTM2DConfig& config);

/// An LSTM over films: what it carries are images, and its products are convolutions.
///
///     layers::convLstm2d({.filters = 4, .kernelSize = 3, .inputShape = {8, 32, 32, 1}})
///     // [n, 8, 32, 32, 1] -> [n, 30, 30, 4]
class ConvLSTM2D : public RNN {
public:
    explicit ConvLSTM2D(const ConvLSTM2DConfig& config);
};

/// Throws InvalidArgument for sizes below 1, causal padding, or unroll.
std::shared_ptr<ConvLSTM2D> convLstm2d(const ConvLSTM2DConfig& config);

} // namespace tp::layers
