#pragma once

#include "engine/runtime/op.h"

#include <complex>
#include <optional>
#include <string>
#include <string_view>

namespace tp::notebook {

// Values as a person types them: [[1, 2], [3, 4]], true, 2 - 3i, "text".

/// The tensor that nested brackets describe; without brackets, a scalar.
///
/// Numbers become float32, true and false bool, numbers with an i complex64, quoted texts string,
/// unless `dtype` or its name before the values (int32 [1, 2]) asks for another. NaN, Infinity and
/// -Infinity are numbers. Throws InvalidArgument naming the place if the text cannot be read or
/// rows differ in length.
Tensor parseTensor(std::string_view text, std::optional<DType> dtype = {});

/// How a list of axes says "all of them".
inline constexpr std::string_view kAllAxes = "all";

/// The value of an attribute, of the same kind as `like`: lists with or without brackets, dtypes by
/// name. Throws InvalidArgument, naming `where`, for anything else.
Attr parseAttr(std::string_view text, const Attr& like, std::string_view where);

/// How an attribute is typed: what parseAttr() reads back.
std::string attrText(const Attr& value);

/// The shortest text that reads back as the same float: 0.1, not 0.100000001.
std::string numberText(double value);

/// One element in full, as parseTensor() reads it; a byte is a bool.
std::string textOf(float value);
std::string textOf(std::int32_t value);
std::string textOf(std::uint8_t value);
std::string textOf(const std::complex<float>& value);
std::string textOf(const std::string& value);

/// Element `index` of a tensor, as textOf() writes it.
std::string elementText(const Tensor& tensor, std::int64_t index);

/// All elements in nested brackets on one line, as parseTensor() reads them. Axes longer than
/// `mostPerAxis` are cut in the middle, which only people can read.
std::string valuesText(const Tensor& tensor, std::int64_t mostPerAxis = 1'000'000'000);

} // namespace tp::notebook
