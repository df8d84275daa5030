#include "engine/reference/elements.h"

#include "engine/base/error.h"
#include "engine/ops/rules.h"

namespace tp::reference {

namespace {

template<class T>
T& element(const Tensor& x, std::int64_t index) {
    return reinterpret_cast<T*>(x.storage()->host())[index];
}

[[noreturn]] void failNoNumbers(DType dtype) {
    fail(Error::Kind::Unsupported, "The backend reference cannot compute with %1 here.", dtype);
}

} // namespace

double number(const Tensor& x, std::int64_t index) {
    switch (x.dtype()) {
    case DType::Float32:
        return element<float>(x, index);
    case DType::Int32:
        return element<std::int32_t>(x, index);
    case DType::Bool:
        return element<std::uint8_t>(x, index);
    case DType::Complex64:
    case DType::String:
        break;
    }
    failNoNumbers(x.dtype());
}

std::complex<double> complexNumber(const Tensor& x, std::int64_t index) {
    if (x.dtype() == DType::Complex64)
        return element<std::complex<float>>(x, index);
    return number(x, index);
}

bool truth(const Tensor& x, std::int64_t index) {
    return number(x, index) != 0;
}

void store(const Tensor& y, std::int64_t index, double value) {
    switch (y.dtype()) {
    case DType::Float32:
        element<float>(y, index) = static_cast<float>(value);
        return;
    case DType::Int32:
        element<std::int32_t>(y, index) = toInt32(value);
        return;
    case DType::Bool:
        element<std::uint8_t>(y, index) = value != 0 ? 1 : 0;
        return;
    case DType::Complex64:
        element<std::complex<float>>(y, index) = static_cast<float>(value);
        return;
    case DType::String:
        break;
    }
    failNoNumbers(y.dtype());
}

void store(const Tensor& y, std::int64_t index, std::complex<double> value) {
    if (y.dtype() == DType::Complex64) {
        element<std::complex<float>>(y, index) = {
            static_cast<float>(value.real()), static_cast<float>(value.imag())};
    } else {
        store(y, index, value.real());
    }
}

void copyElement(const Tensor& y, std::int64_t to, const Tensor& x, std::int64_t from) {
    switch (x.dtype()) {
    case DType::Float32:
        element<float>(y, to) = element<float>(x, from);
        return;
    case DType::Int32:
        element<std::int32_t>(y, to) = element<std::int32_t>(x, from);
        return;
    case DType::Bool:
        element<std::uint8_t>(y, to) = element<std::uint8_t>(x, from);
        return;
    case DType::Complex64:
        element<std::complex<float>>(y, to) = element<std::complex<float>>(x, from);
        return;
    case DType::String:
        element<std::string>(y, to) = element<std::string>(x, from);
        return;
    }
}

} // namespace tp::reference
