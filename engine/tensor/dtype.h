#pragma once

#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace tp {

/// What one element of a tensor is. Names and sizes are TensorFlow.js's.
enum class DType : std::uint8_t { Float32, Int32, Bool, Complex64, String };

/// "float32", "int32", "bool", "complex64" or "string".
std::string_view dtypeName(DType dtype);

/// The dtype of that name; throws InvalidArgument listing the names there are.
DType dtypeFromName(std::string_view name);

/// Bytes that one element takes in memory; a string counts its handle only.
std::size_t dtypeBytes(DType dtype);

/// The smaller dtype that holds both: bool, then int32, float32, complex64. Strings only go with
/// strings.
DType upcast(DType a, DType b);

inline std::string toText(DType dtype) {
    return std::string(dtypeName(dtype));
}

/// The C++ type that holds an element of each dtype. A bool is a byte, 0 or 1.
template<class T>
inline constexpr bool kIsElement = false;
template<>
inline constexpr bool kIsElement<float> = true;
template<>
inline constexpr bool kIsElement<std::int32_t> = true;
template<>
inline constexpr bool kIsElement<std::uint8_t> = true;
template<>
inline constexpr bool kIsElement<std::complex<float>> = true;
template<>
inline constexpr bool kIsElement<std::string> = true;

template<class T>
constexpr DType dtypeOf() {
    static_assert(kIsElement<T>, "float, int32_t, uint8_t (bool), complex<float> or string");
    if constexpr (std::is_same_v<T, float>) {
        return DType::Float32;
    } else if constexpr (std::is_same_v<T, std::int32_t>) {
        return DType::Int32;
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
        return DType::Bool;
    } else if constexpr (std::is_same_v<T, std::complex<float>>) {
        return DType::Complex64;
    } else {
        return DType::String;
    }
}

} // namespace tp
