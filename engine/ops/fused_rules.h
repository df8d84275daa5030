#pragma once

#include "engine/ops/rules.h"

namespace tp {

/// What fused ops do with each element after adding the bias.
enum class FusedActivation { Linear, Relu, Relu6, Elu, Sigmoid, LeakyRelu, Prelu };

/// From the attribute "activation"; throws InvalidArgument, naming `where`, for another name.
FusedActivation fusedActivation(std::string_view name, std::string_view where);

/// The shape to which the bias (input 2) or the weights of prelu (input 3) are brought before they
/// broadcast: with channels first, a vector stands for the channels.
Shape fusedShape(const OpCall& call, std::size_t input);

/// Throws InvalidArgument, naming `where`, unless bias and weights fit a result of that shape and
/// the activation is one of ours.
void checkFused(const OpCall& call, const Shape& result, std::string_view where);

} // namespace tp
