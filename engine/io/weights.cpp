#include "engine/io/weights.h"

#include "engine/tensor/memory_limit.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>

namespace tp::io {

namespace {

static_assert(std::endian::native == std::endian::little, "weights lie little end first");

constexpr std::size_t kLengthBytes = sizeof(std::uint32_t);

std::uint32_t lengthAt(ByteView data) {
    std::uint32_t length = 0;
    std::memcpy(&length, data.data(), kLengthBytes);
    return length;
}

template<class T>
ByteView elementBytes(const Tensor& tensor) {
    const std::span<const T> values = tensor.values<T>();
    return {reinterpret_cast<const std::uint8_t*>(values.data()), values.size_bytes()};
}

ByteView numberBytes(const Tensor& tensor) {
    switch (tensor.dtype()) {
    case DType::Float32:
        return elementBytes<float>(tensor);
    case DType::Int32:
        return elementBytes<std::int32_t>(tensor);
    case DType::Bool:
        return elementBytes<std::uint8_t>(tensor);
    case DType::Complex64:
        return elementBytes<std::complex<float>>(tensor);
    case DType::String:
        break;
    }
    return {};
}

void appendStrings(Bytes& out, const NamedWeight& weight) {
    for (const std::string& text : weight.tensor.values<std::string>()) {
        check(
            text.size() <= std::numeric_limits<std::uint32_t>::max(),
            "Weight \"%1\" has a string of %2 bytes, more than a file can hold.",
            weight.name,
            text.size());
        const auto length = static_cast<std::uint32_t>(text.size());
        const auto* const first = reinterpret_cast<const std::uint8_t*>(&length);
        out.insert(out.end(), first, first + kLengthBytes);
        out.insert(out.end(), text.begin(), text.end());
    }
}

[[noreturn]] void
failShort(const WeightSpec& spec, std::uint64_t needed, std::size_t left, std::string_view name) {
    fail(
        Error::Kind::BadFile,
        "%1: weight \"%2\" of shape %3 needs %4 bytes, but only %5 are left",
        name,
        spec.name,
        spec.shape,
        static_cast<std::int64_t>(needed),
        left);
}

/// How many bytes the strings at the start of `data` take.
std::size_t stringBytes(const WeightSpec& spec, ByteView data, std::string_view name) {
    const auto count = static_cast<std::size_t>(spec.shape.elementCount());
    if (count > data.size() / kLengthBytes)
        failShort(spec, count * kLengthBytes, data.size(), name);
    std::size_t at = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (data.size() - at < kLengthBytes)
            failShort(spec, at + kLengthBytes, data.size(), name);
        const std::size_t length = lengthAt(data.subspan(at));
        at += kLengthBytes;
        if (data.size() - at < length)
            failShort(spec, at + length, data.size(), name);
        at += length;
    }
    return at;
}

std::size_t weightBytes(const WeightSpec& spec, ByteView data, std::string_view name) {
    const auto needed = storedBytes(spec);
    if (!needed)
        return stringBytes(spec, data, name);
    if (*needed > data.size())
        failShort(spec, *needed, data.size(), name);
    return static_cast<std::size_t>(*needed);
}

Tensor decodeStrings(const WeightSpec& spec, ByteView data) {
    Tensor tensor = allocateTensor({DType::String, spec.shape});
    auto* const strings = reinterpret_cast<std::string*>(tensor.storage()->host());
    for (std::int64_t i = 0; i < tensor.size(); ++i) {
        const std::size_t length = lengthAt(data);
        strings[i] = textOf(data.subspan(kLengthBytes, length));
        data = data.subspan(kLengthBytes + length);
    }
    return tensor;
}

Tensor dequantizeWeight(const WeightSpec& spec, ByteView data) {
    const WeightQuantization& quantization = *spec.quantization;
    if (quantization.dtype == StoredAs::Uint8)
        return dequantize(data, spec.shape, quantization.numbers, spec.dtype);
    std::vector<std::uint16_t> values(data.size() / sizeof(std::uint16_t)); // data may lie askew
    if (!values.empty())
        std::memcpy(values.data(), data.data(), data.size());
    if (quantization.dtype == StoredAs::Float16)
        return dequantizeFloat16(values, spec.shape);
    return dequantize(values, spec.shape, quantization.numbers, spec.dtype);
}

Tensor decodeWeight(const WeightSpec& spec, ByteView data) {
    if (spec.dtype == DType::String)
        return decodeStrings(spec, data);
    checkMemory(spec.shape.elementCount() * static_cast<std::int64_t>(dtypeBytes(spec.dtype)));
    if (spec.quantization)
        return dequantizeWeight(spec, data);
    Tensor tensor = allocateTensor({spec.dtype, spec.shape});
    auto* const elements = reinterpret_cast<std::uint8_t*>(tensor.storage()->host());
    if (spec.dtype == DType::Bool) {
        std::transform(data.begin(), data.end(), elements, [](std::uint8_t each) {
            return static_cast<std::uint8_t>(each != 0 ? 1 : 0);
        });
    } else if (!data.empty()) {
        std::memcpy(elements, data.data(), data.size());
    }
    return tensor;
}

} // namespace

EncodedWeights encodeWeights(const NamedWeights& weights, std::string_view group) {
    EncodedWeights encoded;
    for (const NamedWeight& weight : weights) {
        const Tensor& tensor = weight.tensor;
        encoded.specs.push_back(
            {.name = weight.name,
             .shape = tensor.shape(),
             .dtype = tensor.dtype(),
             .quantization = {},
             .group = std::string(group)});
        if (tensor.dtype() == DType::String) {
            appendStrings(encoded.data, weight);
        } else {
            const ByteView bytes = numberBytes(tensor);
            encoded.data.insert(encoded.data.end(), bytes.begin(), bytes.end());
        }
    }
    return encoded;
}

std::vector<std::size_t>
weightOffsets(const std::vector<WeightSpec>& specs, ByteView data, std::string_view name) {
    std::vector<std::size_t> offsets = {0};
    for (const WeightSpec& spec : specs) {
        const std::size_t at = offsets.back();
        offsets.push_back(at + weightBytes(spec, data.subspan(at), name));
    }
    if (offsets.back() != data.size()) {
        fail(
            Error::Kind::BadFile,
            "%1: the weights need %2 bytes, but there are %3",
            name,
            offsets.back(),
            data.size());
    }
    return offsets;
}

NamedWeights
decodeWeights(const std::vector<WeightSpec>& specs, ByteView data, std::string_view name) {
    for (const WeightSpec& spec : specs)
        checkSizes(spec.shape, name);
    const std::vector<std::size_t> offsets = weightOffsets(specs, data, name);
    NamedWeights weights;
    weights.reserve(specs.size());
    for (std::size_t i = 0; i < specs.size(); ++i) {
        const ByteView bytes = data.subspan(offsets[i], offsets[i + 1] - offsets[i]);
        weights.push_back({specs[i].name, decodeWeight(specs[i], bytes)});
    }
    return weights;
}

} // namespace tp::io
