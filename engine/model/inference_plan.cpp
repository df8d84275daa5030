#include "engine/model/inference_plan.h"

#include <map>

namespace tp {

namespace {

/// Who makes and who reads the values of a run.
class ValueUses {
public:
    ValueUses(const std::vector<LayerStep>& steps, const std::vector<std::size_t>& outputs)
        : m_steps(steps) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (const std::size_t value : steps[i].inputs)
                m_readers[value].push_back(i);
            for (std::size_t k = 0; k < steps[i].outputCount; ++k)
                m_makers[steps[i].firstOutput + k] = i;
        }
        for (const std::size_t value : outputs)
            m_readers[value].push_back(steps.size()); // whoever predicts
    }

    /// The step that alone reads what that step puts out, if it reads and makes nothing else.
    std::optional<std::size_t> onlyReader(std::size_t step) const {
        const auto readers = m_readers.find(m_steps[step].firstOutput);
        if (readers == m_readers.end() || readers->second.size() != 1)
            return {};
        const std::size_t reader = readers->second.front();
        const bool isSimple = reader < m_steps.size() && m_steps[step].outputCount == 1 &&
                              m_steps[reader].inputs.size() == 1 &&
                              m_steps[reader].outputCount == 1;
        return isSimple ? std::optional(reader) : std::nullopt;
    }

    /// The step that makes what that step reads; none for inputs of the model.
    std::optional<std::size_t> maker(std::size_t step) const {
        const auto found = m_makers.find(m_steps[step].inputs.front());
        return found == m_makers.end() ? std::nullopt : std::optional(found->second);
    }

private:
    const std::vector<LayerStep>& m_steps;
    std::map<std::size_t, std::vector<std::size_t>> m_readers;
    std::map<std::size_t, std::size_t> m_makers;
};

/// The longest chain around that step; a part of one step if there is none.
InferencePlan::Part
partAround(const std::vector<LayerStep>& steps, const ValueUses& uses, std::size_t start) {
    InferencePlan::Part part{{start}, {}};
    if (steps[start].inputs.size() != 1 || steps[start].outputCount != 1)
        return part;
    auto chain = LayerChain::startedBy(*steps[start].node);
    if (!chain)
        return part;
    while (const auto next = uses.onlyReader(part.steps.back())) {
        if (!chain->take(*steps[*next].node))
            break;
        part.steps.push_back(*next);
    }
    const auto before = uses.maker(start);
    if (before && uses.onlyReader(*before) == start && chain->takePadding(*steps[*before].node))
        part.steps.insert(part.steps.begin(), *before);
    if (part.steps.size() > 1)
        part.chain = std::move(chain);
    return part;
}

} // namespace

InferencePlan::InferencePlan(
    const std::vector<LayerStep>& steps, const std::vector<std::size_t>& outputs) {
    const ValueUses uses(steps, outputs);
    // By their first steps: a chain is done as soon as its input is there.
    std::map<std::size_t, Part> chains;
    std::vector<bool> isTaken(steps.size(), false);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Part part = partAround(steps, uses, i);
        if (!part.chain)
            continue;
        for (const std::size_t step : part.steps)
            isTaken[step] = true;
        chains[part.steps.front()] = std::move(part);
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        if (const auto chain = chains.find(i); chain != chains.end()) {
            m_parts.push_back(std::move(chain->second));
        } else if (!isTaken[i]) {
            m_parts.push_back({{i}, {}});
        }
    }
    m_isShorter = !chains.empty();
}

} // namespace tp
