#include "tests/conformance/recorded_case.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <limits>

namespace tp::conformance {

namespace {

using nlohmann::json;

double number(const json& value) {
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (value.is_number())
        return value.get<double>();
    if (value.is_boolean())
        return value.get<bool>() ? 1 : 0;
    if (value == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (value == "Infinity" || value == "-Infinity")
        return value == "Infinity" ? kInfinity : -kInfinity;
    throw Malformed{value.dump().substr(0, 40) + " stands where a number should"};
}

std::int64_t wholeNumber(const json& value) {
    const double found = number(value);
    constexpr double kMost = 9e15; // whole numbers in a double
    if (!(std::abs(found) <= kMost) || found != std::floor(found))
        throw Misfit{value.dump() + " is no whole number"};
    return static_cast<std::int64_t>(found);
}

template<class T>
T* elements(const Tensor& tensor) {
    return reinterpret_cast<T*>(tensor.storage()->host());
}

template<class T>
void fillNumbers(const Tensor& tensor, const json& data) {
    T* out = elements<T>(tensor);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const double value = number(data[i]);
        if constexpr (std::is_integral_v<T>) {
            if (!(value >= static_cast<double>(std::numeric_limits<T>::min()) &&
                  value <= static_cast<double>(std::numeric_limits<T>::max())))
                throw Malformed{data[i].dump() + " does not fit into " + toText(tensor.dtype())};
        }
        out[i] = static_cast<T>(value);
    }
}

/// Bytes written in base64; what is none of its letters counts as their end.
std::string fromBase64(const std::string& text) {
    constexpr std::string_view kLetters =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0;
    unsigned held = 0;
    for (const char letter : text) {
        const std::size_t value = kLetters.find(letter);
        if (value == std::string_view::npos)
            break;
        bits = (bits << 6U) | static_cast<unsigned>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> held) & 0xFFU);
        }
    }
    return bytes;
}

void fillTexts(const Tensor& tensor, const json& data, bool isBase64) {
    auto* out = elements<std::string>(tensor);
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto text = data[i].get<std::string>();
        out[i] = isBase64 ? fromBase64(text) : text;
    }
}

TensorSpec specFromJson(const json& description) {
    const auto sizes = description.at("shape").get<std::vector<std::int64_t>>();
    const auto name = description.at("dtype").get<std::string>();
    constexpr std::int64_t kMost = 1 << 24; // elements of a recorded tensor
    std::int64_t count = 1;
    bool isFine = sizes.size() <= Shape::kMaxRank;
    for (const std::int64_t size : sizes) {
        isFine = isFine && size >= 0 && size <= kMost && count * size <= kMost;
        count *= isFine ? size : 0;
    }
    if (!isFine)
        throw Malformed{description.at("shape").dump() + " is no shape"};
    for (const DType dtype :
         {DType::Float32, DType::Int32, DType::Bool, DType::Complex64, DType::String}) {
        if (name == dtypeName(dtype))
            return {dtype, Shape(sizes)};
    }
    throw Malformed{'"' + name + "\" is no dtype"};
}

double numberLike(const json& value, double) {
    return number(value);
}
std::int64_t numberLike(const json& value, std::int64_t) {
    return wholeNumber(value);
}

/// Lists may be nested, as paddings are, and one number may stand for a list of one.
template<class T>
void flatten(const json& value, std::vector<T>& list) {
    if (value.is_array()) {
        for (const json& each : value)
            flatten(each, list);
    } else {
        list.push_back(numberLike(value, T()));
    }
}

/// Without the mark that says how many tensors there may be.
std::string nameOf(std::string_view input) {
    if (input.ends_with('?') || input.ends_with('*'))
        input.remove_suffix(1);
    return std::string(input);
}

Attr attrLike(const Attr& declared, const json& value, std::string_view name) {
    const auto as = [&]<class T>(T*) { return std::holds_alternative<T>(declared); };
    if (as(static_cast<bool*>(nullptr)) && value.is_boolean())
        return value.get<bool>();
    if (as(static_cast<std::int64_t*>(nullptr)) && (value.is_number() || value.is_boolean()))
        return wholeNumber(value);
    if (as(static_cast<double*>(nullptr)) && !value.is_array())
        return number(value);
    if (as(static_cast<DType*>(nullptr)) && value.is_string())
        return dtypeFromName(value.get<std::string>());
    if (as(static_cast<std::string*>(nullptr)) && value.is_string())
        return value.get<std::string>();
    if (as(static_cast<std::vector<std::int64_t>*>(nullptr)) && !value.is_string()) {
        std::vector<std::int64_t> list;
        flatten(value, list);
        return list;
    }
    if (as(static_cast<std::vector<double>*>(nullptr)) && !value.is_string()) {
        std::vector<double> list;
        flatten(value, list);
        return list;
    }
    if (as(static_cast<std::vector<std::string>*>(nullptr)) && value.is_array())
        return value.get<std::vector<std::string>>();
    throw Misfit{"the attribute " + std::string(name) + " is " + value.dump()};
}

template<class T>
std::optional<std::string>
firstDifference(const Tensor& actual, const Tensor& expected, auto isClose) {
    const auto got = actual.values<T>();
    const auto want = expected.values<T>();
    for (std::size_t i = 0; i < want.size(); ++i) {
        if (isClose(got[i], want[i]))
            continue;
        if constexpr (std::is_arithmetic_v<T>) {
            return formatText(
                "element %1 is %2, expected %3",
                {std::to_string(i), json(got[i]).dump(), json(want[i]).dump()});
        }
        return formatText("element %1 differs", {std::to_string(i)});
    }
    return std::nullopt;
}

} // namespace

Tensor tensorFromJson(const json& description) {
    const Tensor tensor = allocateTensor(specFromJson(description));
    const json& data = description.at("data");
    const std::int64_t needed = tensor.size() * (tensor.dtype() == DType::Complex64 ? 2 : 1);
    if (!data.is_array() || static_cast<std::int64_t>(data.size()) != needed) {
        throw Malformed{
            "the data does not hold the " + std::to_string(needed) + " values of its shape"};
    }
    switch (tensor.dtype()) {
    case DType::Float32:
    case DType::Complex64: // interleaved: twice as many floats
        fillNumbers<float>(tensor, data);
        break;
    case DType::Int32:
        fillNumbers<std::int32_t>(tensor, data);
        break;
    case DType::Bool:
        fillNumbers<std::uint8_t>(tensor, data);
        break;
    case DType::String:
        fillTexts(tensor, data, description.value("encoding", "") == "base64");
        break;
    }
    return tensor;
}

Attrs attrsFromJson(const Op& op, const json& description) {
    Attrs attrs;
    for (const auto& [name, value] : description.items()) {
        if (value.is_null())
            continue;
        const Attrs::value_type* declared = nullptr;
        for (const auto& each : op.attrs) {
            if (each.first == name)
                declared = &each;
        }
        // The attributes of TensorFlow.js that are numbers or a text are two of ours.
        if (op.name == "Fill" && name == "value" && value.is_string() &&
            description.value("dtype", "") == "string") {
            attrs.emplace_back("text", value.get<std::string>());
        } else if (declared && name == "pad" && !value.is_string()) {
            std::vector<std::int64_t> sizes;
            flatten(value, sizes);
            attrs.emplace_back("pad", std::string("explicit"));
            attrs.emplace_back("explicitPaddings", sizes);
        } else if (declared) {
            attrs.emplace_back(declared->first, attrLike(declared->second, value, name));
        } else {
            throw Misfit{"there is no attribute " + name};
        }
    }
    return attrs;
}

Tensors inputsFromJson(const Op& op, const json& description) {
    Tensors inputs;
    if (op.inputs.size() == 1 && op.listInput() == 0 &&
        !description.contains(nameOf(op.inputs[0]))) {
        // The only list has no name: its tensors are numbered.
        for (std::size_t i = 0; i < description.size(); ++i)
            inputs.push_back(tensorFromJson(description.at(std::to_string(i))));
        return inputs;
    }
    std::size_t used = 0;
    for (const std::string_view input : op.inputs) {
        const auto found = description.find(nameOf(input));
        const bool given = found != description.end();
        used += given;
        if (given && found->is_array()) {
            for (const json& each : *found)
                inputs.push_back(tensorFromJson(each));
        } else if (!input.ends_with('*')) {
            inputs.push_back(given && !found->is_null() ? tensorFromJson(*found) : Tensor());
        }
    }
    if (used != description.size())
        throw Misfit{"the inputs are " + description.dump().substr(0, 80)};
    return inputs;
}

std::optional<std::string>
difference(const Tensor& actual, const Tensor& expected, Tolerance tolerance) {
    if (actual.dtype() != expected.dtype()) {
        return formatText(
            "dtype %1, expected %2", {toText(actual.dtype()), toText(expected.dtype())});
    }
    if (actual.shape() != expected.shape()) {
        return formatText(
            "shape %1, expected %2", {toText(actual.shape()), toText(expected.shape())});
    }
    const auto isNear = [&](float got, float want) {
        if (std::isnan(want) || std::isinf(want))
            return std::isnan(want) ? std::isnan(got) : got == want;
        const double error = std::abs(static_cast<double>(got) - static_cast<double>(want));
        return error <=
               tolerance.absolute + tolerance.relative * std::abs(static_cast<double>(want));
    };
    switch (expected.dtype()) {
    case DType::Float32:
        return firstDifference<float>(actual, expected, isNear);
    case DType::Complex64:
        return firstDifference<std::complex<float>>(actual, expected, [&](auto got, auto want) {
            return isNear(got.real(), want.real()) && isNear(got.imag(), want.imag());
        });
    case DType::Int32:
        return firstDifference<std::int32_t>(actual, expected, std::equal_to<>());
    case DType::Bool:
        return firstDifference<std::uint8_t>(actual, expected, std::equal_to<>());
    case DType::String:
        break;
    }
    return firstDifference<std::string>(actual, expected, std::equal_to<>());
}

} // namespace tp::conformance
