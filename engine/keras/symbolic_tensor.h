#pragma once

#include "engine/tensor/dtype.h"
#include "engine/tensor/shape.h"

#include <memory>
#include <string>
#include <vector>

namespace tp {

class Layer;
using LayerPointer = std::shared_ptr<Layer>;
using Shapes = std::vector<Shape>;

struct LayerNode;

/// What a layer will put out, before there are any numbers: the wire between layers of a model.
///
///     const SymbolicTensor x = input({.shape = {4}});
///     const SymbolicTensor y = layers::dense({.units = 2})->apply(x);
///
/// A handle; copies stand for the same wire, and keep the layers before it alive.
class SymbolicTensor {
public:
    SymbolicTensor() = default;
    SymbolicTensor(std::shared_ptr<const LayerNode> node, std::size_t index)
        : m_node(std::move(node))
        , m_index(index) {}

    bool isNull() const { return !m_node; }

    /// With the batch axis; -1 for an axis of any size.
    const Shape& shape() const;
    DType dtype() const;

    /// The use of a layer that this comes out of, and which of its outputs it is.
    const std::shared_ptr<const LayerNode>& node() const { return m_node; }
    std::size_t index() const { return m_index; }

    /// The layer that this comes out of.
    const LayerPointer& layer() const;

    bool operator==(const SymbolicTensor&) const = default;

private:
    std::shared_ptr<const LayerNode> m_node;
    std::size_t m_index = 0;
};

using SymbolicTensors = std::vector<SymbolicTensor>;

/// One use of a layer: a shared layer has several.
struct LayerNode {
    LayerPointer layer;
    std::size_t index = 0; ///< among the layer's uses
    SymbolicTensors inputs = {};
    Shapes outputShapes = {};
    DType dtype = DType::Float32; ///< of the outputs

    LayerNode() = default;
    LayerNode(const LayerNode&) = delete;
    LayerNode& operator=(const LayerNode&) = delete;

    /// Lets go of a long row of layers one by one: nested destructors would need a deep stack.
    ~LayerNode();
};

/// The shapes of these tensors.
Shapes shapesOf(const SymbolicTensors& tensors);

} // namespace tp
