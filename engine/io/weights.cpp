#include "engine/io/weights.h"

#include "engine/base/thread_pool.h"
#include "engine/io/weight_decoder.h"

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
    WeightDecoder decoder(specs, offsets);
    parallelFor(
        static_cast<std::int64_t>(data.size()),
        kDecodedAtOnce,
        [&](std::int64_t from, std::int64_t to) {
            const std::size_t begin = decoder.cut(static_cast<std::size_t>(from));
            const std::size_t end = decoder.cut(static_cast<std::size_t>(to));
            decoder.decode(begin, data.subspan(begin, end - begin));
        });
    NamedWeights weights = decoder.take();
    for (std::size_t i = 0; i < specs.size(); ++i) {
        if (specs[i].dtype == DType::String)
            weights[i].tensor = decodeStrings(specs[i], data.subspan(offsets[i]));
    }
    return weights;
}

} // namespace tp::io
