#pragma once

#include "engine/io/bytes.h"
#include "engine/io/weights.h"

namespace tp::io {

/// Makes tensors of the bytes of weights, part by part: in any order, and on several threads if
/// their parts are apart.
///
///     WeightDecoder decoder(specs, weightOffsets(specs, data, name));
///     decoder.decode(0, data);
///     NamedWeights weights = decoder.take();
///
/// Strings it leaves out: their tensors are null handles.
class WeightDecoder {
public:
    /// Makes room. `offsets` says where each weight's bytes begin, and after the last of them,
    /// where they end. Throws what allocateTensor() throws, and InvalidArgument for weights that
    /// cannot be quantized as they are said to be. The specs must outlive it.
    WeightDecoder(const std::vector<WeightSpec>& specs, std::vector<std::size_t> offsets);

    /// How many bytes all weights have.
    std::size_t size() const { return m_offsets.back(); }

    /// The last place up to this one where bytes can be parted: between two elements.
    std::size_t cut(std::size_t place) const;

    /// Decodes bytes that begin at a cut and end at one.
    void decode(std::size_t begin, ByteView bytes) const;

    /// All weights, in the order of the specs, once every part was decoded.
    NamedWeights take();

private:
    std::size_t weightAt(std::size_t place) const;

    const std::vector<WeightSpec>& m_specs;
    std::vector<std::size_t> m_offsets;
    NamedWeights m_weights;
    std::vector<std::byte*> m_elements; // null for strings
};

/// How many bytes are worth sharing the work for.
constexpr std::size_t kDecodedAtOnce = std::size_t{1} << 18;

} // namespace tp::io
