#pragma once

#include "engine/tensor/tensor.h"

#include <functional>
#include <string>
#include <vector>

namespace bench {

/// A random input of a case: uniform between `low` and `high`.
struct BenchInput {
    tp::Shape shape;
    tp::DType dtype = tp::DType::Float32;
    double low = -1;
    double high = 1;
};

using Work = std::function<void()>;

/// What memory does at best beside a case: the measured stream it is compared with.
enum class Stream : std::uint8_t { Read, Copy, Add };

/// One row of the table: the same work done by us, by TensorFlow.js and, where it can, by oneDNN
/// alone.
///
/// Inputs are made when the case's turn comes and freed after it, here and in JavaScript.
struct BenchCase {
    std::string name; ///< "conv2d 3x3 64>64, 56x56": the row's title, and what --only matches
    std::vector<BenchInput> inputs;

    /// One call, its results dropped.
    std::function<void(const tp::Tensors& inputs)> ours;

    /// A JavaScript function of the inputs that returns the tensor: "(x, y) => tf.add(x, y)". Empty
    /// if TensorFlow.js has none.
    std::string tfjs = {};

    /// Makes oneDNN's primitives and memory for these inputs and returns one call of them. It is
    /// called, and the work is, on a thread on which OpenMP may use every core. Null if oneDNN has
    /// no such primitive.
    std::function<Work(const tp::Tensors& inputs)> oneDnn = nullptr;

    double bytes = 0;             ///< that must be read and written at least: the roof of memory
    double flops = 0;             ///< multiply-adds times two: the roof of arithmetic
    Stream stream = Stream::Copy; ///< which roof of memory; Add also writes, but reads twice
};

using BenchCases = std::vector<BenchCase>;

} // namespace bench
