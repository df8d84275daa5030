#pragma once

#include "engine/io/bytes.h"
#include "engine/tensor/tensor.h"

#include <filesystem>
#include <string_view>

namespace tp::io {

/// An array of NumPy, as np.save() writes it: versions 1 to 3, rows first or columns first.
///
/// float32, int32 and bool come as they are; float16 and float64 become float32; int8, int16, uint8
/// and uint16 become int32, int64 as well if all numbers fit. Throws BadFile, naming the file and
/// what is wrong, for other kinds and for a file whose bytes are not just what its shape needs.
Tensor readNpy(const std::filesystem::path& file);

/// The same from memory; `name` stands for the file in messages.
Tensor parseNpy(ByteView bytes, std::string_view name);

/// Writes float32, int32, bool or complex64, version 1, rows first. The file is replaced in one
/// step. Throws InvalidArgument for strings.
void writeNpy(const std::filesystem::path& file, const Tensor& tensor);
Bytes npyBytes(const Tensor& tensor);

} // namespace tp::io
