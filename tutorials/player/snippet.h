#pragma once

#include "tutorials/player/parameter.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Code of one step as a learner sees it.
struct Snippet {
    std::string code;
    /// In which lines of `code`, counted from 0, each parameter's value stands.
    std::map<std::string, std::vector<int>, std::less<>> lines;
};

/// The code between `//! [id]` marks of a source file, its indentation removed; several regions of
/// one id follow each other. Empty if there is none.
std::string codeRegion(std::string_view source, std::string_view id);

/// The ids of all regions, in order. Throws BadFile for a region that is never closed.
std::vector<std::string> codeRegions(std::string_view source, std::string_view fileName);

/// `code` with each read of a parameter, `step.integer("epochs")` in C++ or `param('epochs')` in
/// JavaScript, replaced by its value. Throws InvalidArgument for a parameter that is not in
/// `values`.
Snippet resolveSnippet(std::string_view code, const ParameterValues& values);

} // namespace tp
