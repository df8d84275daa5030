#pragma once

#include <string>
#include <string_view>

namespace tp {

/// The next free name of this kind: "dense_Dense1", "dense_Dense2".
std::string automaticLayerName(std::string_view className);

/// The next number that follows this prefix in an automatic name.
int nextNameNumber(const std::string& prefix);

/// Lets automatic names start from 1 again, as in a new program.
void resetAutomaticNames();

/// "max_norm" for "maxNorm": files say the one, programs the other.
std::string toSnakeCase(std::string_view name);

/// "maxNorm" for "max_norm".
std::string toCamelCase(std::string_view name);

} // namespace tp
