#pragma once

#include "engine/model/model.h"

#include <vector>

namespace tp {

/// What comes out of a use of a layer: the number of the use, and of the output.
struct FlatWire {
    std::size_t use = 0;
    std::size_t output = 0;
};

/// One use of a layer in a model whose inner models were dissolved.
struct FlatUse {
    LayerPointer layer;
    std::vector<FlatWire> inputs;
    Shapes inputShapes = {};
    Shapes outputShapes = {};
    DType dtype = DType::Float32; ///< of the outputs
    bool isMasked = false;        ///< a mask comes in
    bool isMaskLeft = false;      ///< none does, but an earlier one is still in force
};

/// A model as one row of uses of layers, each after those that it hangs on; models within it are
/// dissolved into theirs. It keeps the layers alive.
struct FlatModel {
    std::vector<FlatUse> uses; ///< those of inputs too, which have no inputs
    std::vector<FlatWire> inputs;
    std::vector<FlatWire> outputs;

    const Shape& shapeOf(const FlatWire& wire) const {
        return uses[wire.use].outputShapes[wire.output];
    }
};

FlatModel flatten(const Model& model);

/// Whether layers of this kind compute something else where a mask is in force.
bool heedsMask(std::string_view className);

} // namespace tp
