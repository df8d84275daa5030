#include "engine/io/weight_decoder.h"

#include <algorithm>
#include <cstring>

namespace tp::io {

namespace {

/// Bytes of one element in the file; 1 for strings, of which only the whole has a known place.
std::size_t storedBytesEach(const WeightSpec& spec) {
    if (spec.dtype == DType::String)
        return 1;
    if (spec.quantization)
        return spec.quantization->dtype == StoredAs::Uint8 ? 1 : sizeof(std::uint16_t);
    return dtypeBytes(spec.dtype);
}

void dequantizePart(const WeightSpec& spec, ByteView bytes, std::byte* to) {
    const WeightQuantization& stored = *spec.quantization;
    switch (stored.dtype) {
    case StoredAs::Float16:
        dequantizeHalves(bytes, reinterpret_cast<float*>(to));
        return;
    case StoredAs::Uint16:
        dequantizePairs(bytes, stored.numbers, spec.dtype, to);
        return;
    case StoredAs::Uint8:
        dequantizeBytes(bytes, stored.numbers, spec.dtype, to);
        return;
    }
}

/// Specs of files are sound, but not all specs come from files.
void checkStored(const WeightSpec& spec) {
    const bool isHalf = spec.quantization && spec.quantization->dtype == StoredAs::Float16;
    check(
        !spec.quantization || spec.dtype == DType::Float32 ||
            (spec.dtype == DType::Int32 && !isHalf),
        "Weight \"%1\" is %2, which cannot be stored as %3.",
        spec.name,
        spec.dtype,
        spec.quantization ? storedAsName(spec.quantization->dtype) : "it is");
}

void decodePart(const WeightSpec& spec, ByteView bytes, std::byte* to) {
    if (spec.quantization) {
        dequantizePart(spec, bytes, to);
    } else if (spec.dtype == DType::Bool) {
        std::transform(bytes.begin(), bytes.end(), to, [](std::uint8_t each) {
            return static_cast<std::byte>(each != 0 ? 1 : 0);
        });
    } else {
        std::memcpy(to, bytes.data(), bytes.size());
    }
}

} // namespace

WeightDecoder::WeightDecoder(const std::vector<WeightSpec>& specs, std::vector<std::size_t> offsets)
    : m_specs(specs)
    , m_offsets(std::move(offsets)) {
    m_weights.reserve(specs.size());
    m_elements.reserve(specs.size());
    for (const WeightSpec& spec : specs) {
        const bool isText = spec.dtype == DType::String;
        if (!isText)
            checkStored(spec);
        m_weights.push_back(
            {spec.name, isText ? Tensor() : allocateTensor({spec.dtype, spec.shape})});
        m_elements.push_back(isText ? nullptr : m_weights.back().tensor.storage()->host());
    }
}

/// The weight whose bytes the place is among.
std::size_t WeightDecoder::weightAt(std::size_t place) const {
    const auto after = std::upper_bound(m_offsets.begin(), m_offsets.end(), place);
    return static_cast<std::size_t>(after - m_offsets.begin()) - 1;
}

std::size_t WeightDecoder::cut(std::size_t place) const {
    if (place >= size())
        return size();
    const std::size_t weight = weightAt(place);
    const std::size_t within = place - m_offsets[weight];
    return place - within % storedBytesEach(m_specs[weight]);
}

void WeightDecoder::decode(std::size_t begin, ByteView bytes) const {
    const std::size_t end = begin + bytes.size();
    for (std::size_t i = bytes.empty() ? m_specs.size() : weightAt(begin);
         i < m_specs.size() && m_offsets[i] < end;
         ++i) {
        const std::size_t from = std::max(begin, m_offsets[i]);
        const std::size_t count = std::min(end, m_offsets[i + 1]) - from;
        if (count == 0 || !m_elements[i])
            continue;
        const std::size_t element = (from - m_offsets[i]) / storedBytesEach(m_specs[i]);
        decodePart(
            m_specs[i],
            bytes.subspan(from - begin, count),
            m_elements[i] + element * dtypeBytes(m_specs[i].dtype));
    }
}

NamedWeights WeightDecoder::take() {
    return std::move(m_weights);
}

} // namespace tp::io
