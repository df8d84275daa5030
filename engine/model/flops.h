#pragma once

#include "engine/model/model.h"

namespace tp {

/// How many floating-point operations one sample costs on its way through the layer, for inputs and
/// outputs of these shapes, batch axis first: two for each multiplication whose product is added to
/// a sum, as profilers count them.
///
/// Counted are the products of weights with numbers (dense, convolutional and recurrent layers,
/// batch normalization) and of inputs with each other (Dot, Multiply). Look-ups, pools,
/// activations, biases and what only moves numbers count as nothing; so does a layer of a kind that
/// is not known here. An axis of any size counts as one: a recurrent layer then tells what one step
/// costs.
std::int64_t flopsOf(const Layer& layer, const Shapes& inputs, const Shapes& outputs);

/// The operations of all uses of the layer within that graph.
std::int64_t flopsOf(const Layer& layer, const LayerGraph& graph);

/// The operations of the whole model, models within it included. Throws InvalidArgument before its
/// weights are made.
std::int64_t flopsOf(const Model& model);

} // namespace tp
