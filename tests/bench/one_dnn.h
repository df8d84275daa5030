#pragma once

#include "tests/bench/bench_case.h"

// oneDNN's primitives as they come, over the memory of our tensors: what the table calls "oneDNN
// alone".

namespace bench {

/// Of the names of oneDNN's algorithms: "add", "mul", "max".
std::function<Work(const tp::Tensors&)> oneDnnBinary(const std::string& algorithm);

/// "relu", "exp", "tanh", "logistic".
std::function<Work(const tp::Tensors&)> oneDnnEltwise(const std::string& algorithm);

/// "sum", "mean", "max", along `axes`.
std::function<Work(const tp::Tensors&)>
oneDnnReduction(const std::string& algorithm, const std::vector<std::size_t>& axes);

/// Along the last axis.
std::function<Work(const tp::Tensors&)> oneDnnSoftmax(bool ofLogarithms);

/// The last two axes of each input may be stored turned.
std::function<Work(const tp::Tensors&)> oneDnnMatMul(bool transposeA, bool transposeB);

/// A copy in another order of the axes.
std::function<Work(const tp::Tensors&)> oneDnnTranspose(const std::vector<std::size_t>& perm);

} // namespace bench
