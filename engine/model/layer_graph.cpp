#include "engine/model/layer_graph.h"

#include "engine/model/layer_graph_order.h"
#include "engine/runtime/tape.h"

#include <algorithm>
#include <map>
#include <set>

namespace tp {

LayerGraph::LayerGraph(SymbolicTensors inputs, SymbolicTensors outputs)
    : m_inputs(std::move(inputs))
    , m_outputs(std::move(outputs)) {
    const LayerOrder order = layerOrder(m_inputs, m_outputs);
    std::set<std::string> names;
    for (Layer* layer : order.layers) {
        check(
            names.insert(layer->name()).second,
            "model: two layers have the name \"%1\"; names must differ.",
            layer->name());
        m_layers.push_back(layer->shared_from_this());
        m_mayMask = m_mayMask || layer->makesMask();
    }
    listNodes(order.nodesByDepth);

    std::map<std::pair<const LayerNode*, std::size_t>, std::size_t> values;
    for (const SymbolicTensor& input : m_inputs)
        values[{input.node().get(), input.index()}] = m_valueCount++;
    const auto valueOf = [&](const SymbolicTensor& tensor) {
        return values.at({tensor.node().get(), tensor.index()});
    };
    for (const auto& node : computingOrder(m_inputs, m_outputs)) {
        LayerStep step{node->layer, node, {}, m_valueCount, node->outputShapes.size(), {}};
        for (const SymbolicTensor& input : node->inputs)
            step.inputs.push_back(valueOf(input));
        for (std::size_t i = 0; i < step.outputCount; ++i)
            values[{node.get(), i}] = m_valueCount++;
        m_steps.push_back(std::move(step));
    }
    for (const SymbolicTensor& output : m_outputs)
        m_outputValues.push_back(valueOf(output));
    findLastUses();
    m_plan = InferencePlan(m_steps, m_outputValues);
}

void LayerGraph::findLastUses() {
    std::vector<bool> isNeeded(m_valueCount, false);
    for (const std::size_t value : m_outputValues)
        isNeeded[value] = true;
    for (auto step = m_steps.rbegin(); step != m_steps.rend(); ++step) {
        for (const std::size_t value : step->inputs) {
            if (!isNeeded[value])
                step->lastUses.push_back(value);
            isNeeded[value] = true;
        }
    }
}

void LayerGraph::listNodes(const std::vector<std::vector<const LayerNode*>>& byDepth) {
    std::set<const LayerNode*> within;
    bool isRow = true;
    for (const auto& nodes : byDepth) {
        within.insert(nodes.begin(), nodes.end());
        isRow = isRow && nodes.size() == 1 && nodes.front()->inputs.size() <= 1;
    }
    m_isRow = isRow && m_layers.size() == byDepth.size();
    for (const LayerPointer& layer : m_layers) {
        auto& nodes = m_nodesOfLayer[layer.get()];
        for (const Layer::Place& place : layer->places()) {
            if (const NodePointer node = place.node.lock(); within.contains(node.get()))
                nodes.push_back(node);
        }
    }
}

const std::vector<LayerGraph::NodePointer>& LayerGraph::nodesOf(const Layer& layer) const {
    static const std::vector<NodePointer> none;
    const auto found = m_nodesOfLayer.find(&layer);
    return found == m_nodesOfLayer.end() ? none : found->second;
}

Shapes LayerGraph::computeOutputShapes(const Shapes& inputShapes) const {
    Shapes values(m_valueCount);
    std::copy(inputShapes.begin(), inputShapes.end(), values.begin());
    for (const LayerStep& step : m_steps) {
        Shapes inputs;
        for (const std::size_t value : step.inputs)
            inputs.push_back(values[value]);
        const Shapes outputs = step.layer->computeOutputShapes(inputs);
        std::copy(
            outputs.begin(),
            outputs.end(),
            values.begin() + static_cast<std::ptrdiff_t>(step.firstOutput));
    }
    Shapes outputs;
    for (const std::size_t value : m_outputValues)
        outputs.push_back(values[value]);
    return outputs;
}

void LayerGraph::runStep(
    const LayerStep& step, Tensors& values, Tensors& masks, LayerCall& call) const {
    Layer& layer = *step.layer;
    Tensors inputs;
    inputs.reserve(step.inputs.size());
    for (const std::size_t value : step.inputs)
        inputs.push_back(values[value]);
    Tensors inputMasks;
    bool isMasked = false;
    if (!masks.empty()) {
        for (const std::size_t value : step.inputs) {
            inputMasks.push_back(masks[value]);
            isMasked = isMasked || !masks[value].isNull();
        }
        // As in tfjs, a mask stays in force for later layers that get none of their own.
        if (isMasked)
            call.mask = inputMasks.front();
    }
    if (inputs.size() == 1 && step.outputCount == 1) {
        values[step.firstOutput] = layer.apply(inputs.front(), call);
    } else {
        Tensors outputs = layer.apply(inputs, call);
        for (std::size_t i = 0; i < step.outputCount; ++i)
            values[step.firstOutput + i] = std::move(outputs[i]);
    }
    if (!masks.empty() && layer.supportsMasking() && (isMasked || layer.makesMask())) {
        const Tensor mask = layer.computeMask(inputs, inputMasks);
        for (std::size_t i = 0; i < step.outputCount; ++i)
            masks[step.firstOutput + i] = mask;
    }
    for (const std::size_t value : step.lastUses)
        values[value] = {};
}

void LayerGraph::runPlanned(Tensors& values, LayerCall& call) const {
    Tensors noMasks;
    for (const InferencePlan::Part& part : m_plan.parts()) {
        Tensor done;
        if (part.chain)
            done = part.chain->run(values[m_steps[part.steps.front()].inputs.front()]);
        if (done.isNull()) {
            for (const std::size_t step : part.steps)
                runStep(m_steps[step], values, noMasks, call);
            continue;
        }
        values[m_steps[part.steps.back()].firstOutput] = done;
        for (const std::size_t step : part.steps) {
            for (const std::size_t value : m_steps[step].lastUses)
                values[value] = {};
        }
    }
}

LayerGraph::Result
LayerGraph::run(const Tensors& xs, const LayerCall& call, const Tensors& masks) const {
    Tensors values(m_valueCount);
    std::copy(xs.begin(), xs.end(), values.begin());
    Tensors valueMasks;
    if (m_mayMask || !masks.empty()) {
        valueMasks.resize(m_valueCount);
        std::copy(masks.begin(), masks.end(), valueMasks.begin());
    }
    LayerCall current = call;
    const bool isPredicting = call.training == Training::No && call.mask.isNull() &&
                              valueMasks.empty() && !Tape::isRecording();
    if (isPredicting && m_plan.isShorter()) {
        runPlanned(values, current);
    } else {
        for (const LayerStep& step : m_steps)
            runStep(step, values, valueMasks, current);
    }
    Result result;
    result.outputs.reserve(m_outputValues.size());
    for (const std::size_t value : m_outputValues)
        result.outputs.push_back(values[value]);
    if (!valueMasks.empty() && !m_outputValues.empty())
        result.mask = valueMasks[m_outputValues.front()];
    return result;
}

} // namespace tp
