#include "engine/export/gate_scale.h"

#include "engine/ops/creation.h"

#include <algorithm>
#include <array>

namespace tp {

namespace {

constexpr std::array<std::string_view, 9> kSums = {
    "Dense",
    "Conv1D",
    "Conv2D",
    "Conv3D",
    "Conv2DTranspose",
    "Conv3DTranspose",
    "DepthwiseConv2D",
    "SeparableConv2D",
    "SimpleRNN"};

} // namespace

GateScales gatesOf(
    std::string_view className,
    bool isActivationBent,
    bool isRecurrentBent,
    const Scale& scale,
    bool& canScale) {
    canScale = true;
    if (!isActivationBent && !isRecurrentBent)
        return {};
    const Scale recurrent = isRecurrentBent ? scale : Scale{};
    if (className == "LSTM" || className == "LSTMCell" || className == "ConvLSTM2D" ||
        className == "ConvLSTM2DCell") {
        canScale = !isActivationBent; // it acts upon the memory too, which is no sum of weights
        return {recurrent, recurrent, {}, recurrent};
    }
    if (className == "GRU" || className == "GRUCell")
        return {recurrent, recurrent, isActivationBent ? scale : Scale{}};
    canScale = className == "SimpleRNNCell" ||
               std::find(kSums.begin(), kSums.end(), className) != kSums.end();
    return {scale};
}

bool isScaled(std::string_view className, std::string_view weight) {
    if (className == "SeparableConv2D")
        return weight == "pointwise_kernel" || weight == "bias";
    return weight == "kernel" || weight == "recurrent_kernel" || weight == "depthwise_kernel" ||
           weight == "bias";
}

Tensor scaled(const Tensor& weight, const GateScales& gates, bool isBias) {
    if (gates.empty())
        return weight;
    const auto values = weight.values<float>();
    const auto last = static_cast<std::size_t>(weight.shape().back());
    const std::size_t part = std::max<std::size_t>(last / gates.size(), 1);
    std::vector<float> result(values.size());
    for (std::size_t i = 0; i < result.size(); ++i) {
        const Scale& gate = gates[std::min(i % last / part, gates.size() - 1)];
        result[i] = static_cast<float>(
            static_cast<double>(values[i]) * gate.factor + (isBias ? gate.offset : 0));
    }
    return tensor(result, weight.shape());
}

GateScales inverse(const GateScales& gates) {
    GateScales back;
    for (const Scale& gate : gates)
        back.push_back({1 / gate.factor, -gate.offset / gate.factor});
    return back;
}

} // namespace tp
