#pragma once

#include "engine/cpu/vector_loops.h"
#include "engine/ops/fused_rules.h"

#include <vector>

namespace tp::cpu {

/// What a fused op does after its plain op: y = activation(y + bias).
class FusedTail {
public:
    explicit FusedTail(const KernelCall& call);

    /// Neither bias nor activation.
    bool isNothing() const { return !m_hasBias && m_activation == FusedActivation::Linear; }

    /// Whether bias and slopes only depend on the last axis of the output, so that finish() may be
    /// used.
    bool isPerChannel() const { return !m_bias.empty(); }

    /// What oneDNN does by itself, if there is no NaN, which it turns into 0: a bias for each
    /// channel, and linear, relu or relu6.
    bool isSimple() const { return isPerChannel() && m_activation <= FusedActivation::Relu6; }
    FusedActivation activation() const { return m_activation; }
    /// The biases of the channels, zeros if there are none.
    const float* bias() const { return m_bias.data(); }

    /// Finishes `count` elements of the output, which are whole rows along its last axis.
    void finish(float* y, std::int64_t count) const;

    /// Finishes the whole output of `call`, whatever the shapes.
    void finishAll(KernelCall& call) const;

private:
    void finishBroadcast(KernelCall& call) const;

    FusedActivation m_activation;
    VectorLoops::Finish m_loop;
    bool m_hasBias;
    float m_alpha;
    // Of the last axis, several times over if it is short: long rows are what the loops are good
    // at.
    std::vector<float> m_bias;
    std::vector<float> m_slope;
};

} // namespace tp::cpu
