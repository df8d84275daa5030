#pragma once

#include <string>
#include <vector>

namespace tp::conformance {

/// What a sentence of tfjs names of the case that `code` makes: numbers, sizes, names and quoted
/// words that stand in the code, and names that were made up for its layers.
std::vector<std::string> namedIn(const std::string& message, const std::string& code);

/// Whether tfjs refuses only because it lacks a part, or by accident: others may do it.
bool admitsLack(const std::string& message);

/// What of that our sentence lacks, in words; empty if it says the same. A sentence of tfjs that
/// names nothing must share a word with ours; accidents of JavaScript ask for nothing.
std::string lackedBy(const std::string& ours, const std::string& theirs, const std::string& code);

} // namespace tp::conformance
