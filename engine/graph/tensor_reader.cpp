#include "engine/base/saturated.h"
#include "engine/graph/attr_reader.h"
#include "engine/io/bytes.h"
#include "engine/io/weights.h"
#include "engine/ops/quantization.h"
#include "engine/ops/rules.h"
#include "engine/tensor/memory_limit.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

namespace tp::graph {

namespace {

// What is said with one element only, for all, may not take more than this.
constexpr std::int64_t kMostRepeated = std::int64_t{1} << 16;

constexpr std::int64_t kMostElements = std::int64_t{1} << 38;

void checkShape(const JsonReader& json, const Shape& shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape) {
        if (size < 0)
            json.refuse("a shape cannot have a negative size, but got %2.", shape);
        count = saturatedProduct(count, std::max<std::int64_t>(size, 1));
    }
    if (count > kMostElements)
        json.refuse("a tensor of shape %2 has more elements than memory can hold.", shape);
}

template<class T>
T* elementsOf(const Tensor& tensor) {
    return reinterpret_cast<T*>(tensor.storage()->host());
}

/// Numbers of type S, as they lie in memory, as elements of type T.
template<class S, class T>
void convert(const std::string& bytes, const Tensor& tensor) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(tensor.size()); ++i) {
        S value{};
        std::memcpy(&value, bytes.data() + i * sizeof(S), sizeof(S));
        if constexpr (std::is_same_v<T, std::uint8_t>) {
            elementsOf<T>(tensor)[i] = value != S() ? 1 : 0;
        } else if constexpr (std::is_same_v<T, std::int32_t>) {
            elementsOf<T>(tensor)[i] = toInt32(static_cast<double>(value));
        } else {
            elementsOf<T>(tensor)[i] = static_cast<T>(value);
        }
    }
}

struct Layout {
    std::size_t bytes; ///< of one element in the file
    void (*read)(const std::string& bytes, const Tensor& tensor);
};

void readHalf(const std::string& bytes, const Tensor& tensor) {
    std::vector<std::uint16_t> halves(static_cast<std::size_t>(tensor.size()));
    std::memcpy(halves.data(), bytes.data(), halves.size() * sizeof(std::uint16_t));
    const Tensor floats = dequantizeFloat16(halves, tensor.shape());
    std::memcpy(
        elementsOf<float>(tensor), elementsOf<float>(floats), halves.size() * sizeof(float));
}

void readBfloat16(const std::string& bytes, const Tensor& tensor) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(tensor.size()); ++i) {
        std::uint16_t upper = 0;
        std::memcpy(&upper, bytes.data() + i * sizeof(upper), sizeof(upper));
        elementsOf<float>(tensor)[i] =
            std::bit_cast<float>(static_cast<std::uint32_t>(upper) << 16U);
    }
}

std::optional<Layout> layoutOf(DataType type) {
    switch (type) {
    case DataType::Float:
        return Layout{4, convert<float, float>};
    case DataType::Double:
        return Layout{8, convert<double, float>};
    case DataType::Half:
        return Layout{2, readHalf};
    case DataType::Bfloat16:
        return Layout{2, readBfloat16};
    case DataType::Int32:
    case DataType::Qint32:
        return Layout{4, convert<std::int32_t, std::int32_t>};
    case DataType::Uint8:
    case DataType::Quint8:
        return Layout{1, convert<std::uint8_t, std::int32_t>};
    case DataType::Int8:
    case DataType::Qint8:
        return Layout{1, convert<std::int8_t, std::int32_t>};
    case DataType::Int16:
    case DataType::Qint16:
        return Layout{2, convert<std::int16_t, std::int32_t>};
    case DataType::Uint16:
    case DataType::Quint16:
        return Layout{2, convert<std::uint16_t, std::int32_t>};
    case DataType::Uint32:
        return Layout{4, convert<std::uint32_t, std::int32_t>};
    case DataType::Int64:
        return Layout{8, convert<std::int64_t, std::int32_t>};
    case DataType::Uint64:
        return Layout{8, convert<std::uint64_t, std::int32_t>};
    case DataType::Bool:
        return Layout{1, convert<std::uint8_t, std::uint8_t>};
    case DataType::Complex64:
        return Layout{8, convert<std::complex<float>, std::complex<float>>};
    default:
        return {};
    }
}

Tensor tensorOfBytes(const JsonReader& json, const TensorSpec& spec, DataType type) {
    const std::string bytes = bytesFrom(json);
    const auto layout = layoutOf(type);
    if (!layout)
        json.refuse("elements of type %2 cannot be given as bytes", type);
    const std::size_t needed = static_cast<std::size_t>(spec.shape.elementCount()) * layout->bytes;
    if (bytes.size() != needed) {
        json.refuse(
            "%2 bytes were expected for the shape %3, but there are %4",
            needed,
            spec.shape,
            bytes.size());
    }
    Tensor tensor = allocateTensor(spec);
    layout->read(bytes, tensor);
    return tensor;
}

/// A list of elements, of which the last one stands for all that follow.
template<class T>
Tensor tensorOfList(const JsonReader& list, const TensorSpec& spec, T (*read)(const JsonReader&)) {
    const auto count = static_cast<std::size_t>(spec.shape.elementCount());
    const std::size_t given = list.size();
    if (given > count || (given == 0 && count > 0)) {
        list.refuse(
            "%2 elements were expected for the shape %3, but there are %4",
            count,
            spec.shape,
            given);
    }
    if (given < count && spec.shape.elementCount() > kMostRepeated)
        list.refuse("the shape %2 is too large for so few elements", spec.shape);
    Tensor tensor = allocateTensor(spec);
    for (std::size_t i = 0; i < count; ++i) {
        elementsOf<T>(tensor)[i] =
            i < given ? read(list.element(i)) : elementsOf<T>(tensor)[given - 1];
    }
    return tensor;
}

float floatElement(const JsonReader& json) {
    return static_cast<float>(numberFrom(json));
}
std::int32_t intElement(const JsonReader& json) {
    return toInt32(static_cast<double>(integerFrom(json)));
}
std::uint8_t boolElement(const JsonReader& json) {
    return json.boolean() ? 1 : 0;
}

/// From the first of these lists that is there.
Tensor tensorOfLists(const JsonReader& json, const TensorSpec& spec) {
    if (const auto list = json.find("floatVal"); list && spec.dtype == DType::Float32)
        return tensorOfList<float>(*list, spec, floatElement);
    if (const auto list = json.find("doubleVal"); list && spec.dtype == DType::Float32)
        return tensorOfList<float>(*list, spec, floatElement);
    for (const char* const name : {"intVal", "int64Val", "uint32Val", "uint64Val"}) {
        if (const auto list = json.find(name); list && spec.dtype == DType::Int32)
            return tensorOfList<std::int32_t>(*list, spec, intElement);
    }
    if (const auto list = json.find("boolVal"); list && spec.dtype == DType::Bool)
        return tensorOfList<std::uint8_t>(*list, spec, boolElement);
    if (const auto list = json.find("stringVal"); list && spec.dtype == DType::String)
        return tensorOfList<std::string>(*list, spec, bytesFrom);
    return {};
}

} // namespace

TensorValue tensorFrom(const JsonReader& json) {
    TensorValue value;
    static_cast<void>(json.object());
    if (const auto type = json.find("dtype"))
        value.type = dataTypeFrom(*type);
    const auto shape = json.find("tensorShape");
    value.shape = shape ? shapeFrom(*shape) : std::vector<std::int64_t>();
    const auto dtype = dtypeFor(value.type);
    if (!dtype || !value.shape)
        return value;
    const TensorSpec spec{*dtype, Shape(*value.shape)};
    checkShape(json, spec.shape);
    checkMemory(spec.shape.elementCount() * static_cast<std::int64_t>(dtypeBytes(*dtype)));
    if (const auto content = json.find("tensorContent")) {
        value.tensor = tensorOfBytes(*content, spec, value.type);
    } else {
        value.tensor = tensorOfLists(json, spec);
    }
    return value;
}

} // namespace tp::graph
