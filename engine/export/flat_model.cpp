#include "engine/export/flat_model.h"

#include "engine/model/layer_graph.h"
#include "engine/model/layer_graph_order.h"

#include <array>
#include <map>

namespace tp {

namespace {

using Values = std::map<std::pair<const LayerNode*, std::size_t>, FlatWire>;

class Flattener {
public:
    FlatModel run(const Model& model) {
        std::vector<FlatWire> inputs;
        for (const SymbolicTensor& input : model.inputs()) {
            FlatUse use{input.layer(), {}};
            use.outputShapes = {input.shape()};
            use.dtype = input.dtype();
            inputs.push_back({m_flat.uses.size(), 0});
            m_flat.uses.push_back(std::move(use));
        }
        m_flat.inputs = inputs;
        m_flat.outputs = addModel(model, inputs);
        followMasks();
        return std::move(m_flat);
    }

private:
    std::vector<FlatWire> addModel(const Model& model, const std::vector<FlatWire>& inputs) {
        Values values;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const SymbolicTensor& input = model.inputs()[i];
            values[{input.node().get(), input.index()}] = inputs[i];
        }
        for (const auto& node : computingOrder(model.inputs(), model.outputs())) {
            std::vector<FlatWire> wires;
            for (const SymbolicTensor& input : node->inputs)
                wires.push_back(values.at({input.node().get(), input.index()}));
            const std::vector<FlatWire> outputs = addUse(*node, wires);
            for (std::size_t i = 0; i < outputs.size(); ++i)
                values[{node.get(), i}] = outputs[i];
        }
        std::vector<FlatWire> outputs;
        for (const SymbolicTensor& output : model.outputs())
            outputs.push_back(values.at({output.node().get(), output.index()}));
        return outputs;
    }

    std::vector<FlatWire> addUse(const LayerNode& node, const std::vector<FlatWire>& wires) {
        if (const auto* inner = dynamic_cast<const Model*>(node.layer.get()))
            return addModel(*inner, wires);
        FlatUse use{node.layer, wires};
        for (const FlatWire& wire : wires)
            use.inputShapes.push_back(m_flat.shapeOf(wire));
        use.outputShapes = node.outputShapes;
        use.dtype = node.dtype;
        std::vector<FlatWire> outputs;
        for (std::size_t i = 0; i < use.outputShapes.size(); ++i)
            outputs.push_back({m_flat.uses.size(), i});
        m_flat.uses.push_back(std::move(use));
        return outputs;
    }

    void followMasks() {
        bool wasMasked = false;
        std::vector<bool> hasMask;
        for (FlatUse& use : m_flat.uses) {
            for (const FlatWire& wire : use.inputs)
                use.isMasked = use.isMasked || hasMask[wire.use];
            wasMasked = wasMasked || use.isMasked;
            use.isMaskLeft = wasMasked && !use.isMasked;
            hasMask.push_back(passesMask(use));
        }
    }

    static bool passesMask(const FlatUse& use) {
        const Layer& layer = *use.layer;
        if (!layer.supportsMasking() || (!use.isMasked && !layer.makesMask()))
            return false;
        if (layer.className() == "Dot")
            return false;
        const bool isRecurrent = heedsMask(layer.className()) && layer.className() != "Softmax";
        // What is left of a sequence at its end has no steps to mask.
        return !isRecurrent || use.outputShapes.front().rank() == use.inputShapes.front().rank();
    }

    FlatModel m_flat;
};

} // namespace

FlatModel flatten(const Model& model) {
    return Flattener().run(model);
}

bool heedsMask(std::string_view className) {
    constexpr std::array<std::string_view, 7> kKinds = {
        "RNN", "SimpleRNN", "LSTM", "GRU", "ConvLSTM2D", "Bidirectional", "Softmax"};
    return std::find(kKinds.begin(), kKinds.end(), className) != kKinds.end();
}

} // namespace tp
