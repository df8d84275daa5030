#pragma once

#include "engine/model/layer_chain.h"

namespace tp {

/// How a model predicts in fewer steps than it has layers: convolutions and dense layers take in
/// what is around them, where nobody else wants to know what is in between. What the layers do one
/// by one stays the definition of what is right.
class InferencePlan {
public:
    InferencePlan() = default;

    /// `outputs` are the values that must be there in the end.
    InferencePlan(const std::vector<LayerStep>& steps, const std::vector<std::size_t>& outputs);

    /// Some of the steps, in order; all but the first only go on with what the one before put out.
    struct Part {
        std::vector<std::size_t> steps;
        std::optional<LayerChain> chain; ///< does them all, if there are several
    };
    const std::vector<Part>& parts() const { return m_parts; }

    /// Whether there is anything to gain.
    bool isShorter() const { return m_isShorter; }

private:
    std::vector<Part> m_parts;
    bool m_isShorter = false;
};

} // namespace tp
