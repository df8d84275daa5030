#pragma once

#include "engine/io/bytes.h"

#include <filesystem>

namespace tp {

/// Puts a file in its place whole, or leaves what was there. Throws BadFile if it cannot.
void writeWholeFile(const std::filesystem::path& path, io::ByteView bytes);

} // namespace tp
