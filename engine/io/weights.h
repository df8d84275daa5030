#pragma once

#include "engine/io/bytes.h"
#include "engine/io/weight_spec.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp::io {

/// A tensor under the name that files know it by.
struct NamedWeight {
    std::string name;
    Tensor tensor;
};

using NamedWeights = std::vector<NamedWeight>;

/// Weights as bytes, one after the other, and what tells them apart.
struct EncodedWeights {
    std::vector<WeightSpec> specs;
    Bytes data;
};

/// Tensors as TensorFlow.js stores them: numbers as they lie in memory, little end first; complex
/// ones as pairs; a bool as a byte; a string after four bytes with its length.
///
///     const EncodedWeights encoded = encodeWeights({{"dense/kernel", kernel}, {"dense/bias",
///     bias}});
///
/// All belong to `group`, "optimizer" or none. Throws InvalidArgument for a string of 4 GiB.
EncodedWeights encodeWeights(const NamedWeights& weights, std::string_view group = {});

/// The tensors again, in the order of the specs. `name` stands for the file in messages. Throws
/// BadFile, before it makes a tensor, unless the bytes are just those that the specs need.
NamedWeights
decodeWeights(const std::vector<WeightSpec>& specs, ByteView data, std::string_view name);

/// Where each weight's bytes begin, and after the last of them, where they end. Refuses the same.
std::vector<std::size_t>
weightOffsets(const std::vector<WeightSpec>& specs, ByteView data, std::string_view name);

} // namespace tp::io
