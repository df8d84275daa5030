#pragma once

#include <filesystem>
#include <string_view>

namespace tp {

/// The file of the program's data with this name, as in `resource("datasets/cars.json")`.
///
/// Looked for in $TP_RESOURCES, then in ../share/tensor-playground beside the running program,
/// which holds in the build tree and after installing alike. Throws BadFile, naming where it
/// looked, if it is in neither.
std::filesystem::path resource(std::string_view name);

} // namespace tp
