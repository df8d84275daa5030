#include "engine/keras/symbolic_tensor.h"

#include "engine/base/error.h"
#include "engine/keras/layer.h"

namespace tp {

const Shape& SymbolicTensor::shape() const {
    check(m_node != nullptr, "An empty symbolic tensor was used: it comes out of no layer.");
    return m_node->outputShapes[m_index];
}

DType SymbolicTensor::dtype() const {
    check(m_node != nullptr, "An empty symbolic tensor was used: it comes out of no layer.");
    return m_node->dtype;
}

const LayerPointer& SymbolicTensor::layer() const {
    check(m_node != nullptr, "An empty symbolic tensor was used: it comes out of no layer.");
    return m_node->layer;
}

LayerNode::~LayerNode() {
    SymbolicTensors waiting = std::move(inputs);
    while (!waiting.empty()) {
        const SymbolicTensor last = std::move(waiting.back());
        waiting.pop_back();
        // Nobody else holds the node: it is about to be destroyed.
        if (!last.isNull() && last.node().use_count() == 1) {
            auto& node = const_cast<LayerNode&>(*last.node()); // it dies with `last`
            for (SymbolicTensor& input : node.inputs)
                waiting.push_back(std::move(input));
            node.inputs.clear();
        }
    }
}

Shapes shapesOf(const SymbolicTensors& tensors) {
    Shapes shapes;
    shapes.reserve(tensors.size());
    for (const SymbolicTensor& tensor : tensors)
        shapes.push_back(tensor.shape());
    return shapes;
}

} // namespace tp
