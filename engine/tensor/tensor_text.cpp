#include "engine/base/error.h"
#include "engine/tensor/tensor.h"

namespace tp {

namespace {

// Axes longer than this show only their first and last elements.
constexpr std::int64_t kMaxShown = 20;
constexpr std::int64_t kShownAtEnds = 3;

std::string elementText(const Tensor& tensor, std::int64_t index) {
    const auto at = static_cast<std::size_t>(index);
    switch (tensor.dtype()) {
    case DType::Float32:
        return toText(tensor.values<float>()[at]);
    case DType::Int32:
        return toText(tensor.values<std::int32_t>()[at]);
    case DType::Bool:
        return tensor.values<std::uint8_t>()[at] ? "true" : "false";
    case DType::Complex64: {
        const std::complex<float> value = tensor.values<std::complex<float>>()[at];
        return toText(value.real()) + " + " + toText(value.imag()) + "i";
    }
    case DType::String:
        break;
    }
    return '"' + tensor.values<std::string>()[at] + '"';
}

struct Printer {
    const Tensor& tensor;
    Shape strides;
    std::string text;

    void axis(std::size_t depth, std::int64_t offset) {
        if (depth == tensor.rank()) {
            text += elementText(tensor, offset);
            return;
        }
        const std::int64_t size = tensor.shape()[depth];
        text += '[';
        for (std::int64_t i = 0; i < size; ++i) {
            if (i > 0)
                separator(depth);
            if (size > kMaxShown && i == kShownAtEnds) {
                text += "...";
                i = size - kShownAtEnds - 1;
                continue;
            }
            axis(depth + 1, offset + i * strides[depth]);
        }
        text += ']';
    }

    void separator(std::size_t depth) {
        const bool innermost = depth + 1 == tensor.rank();
        text += innermost ? ", " : ",\n" + std::string(depth + 1, ' ');
    }
};

} // namespace

std::string Tensor::toString() const {
    Printer printer{*this, rowMajorStrides(shape()), {}};
    printer.axis(0, 0);
    return printer.text;
}

} // namespace tp
