#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// The name a reader most likely meant by `name`, or nothing where none is near: one differing in
/// case, in a letter or two, or one of which `name` is a part.
std::string nearestName(std::string_view name, std::span<const std::string_view> known);

/// The names in one line: "adam, rmsprop, sgd".
std::string joinNames(std::span<const std::string_view> names);

} // namespace tp
