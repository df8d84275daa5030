#pragma once

#include "engine/export/h5_file.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What came of reading a file: a model, or what is wrong. It throws nothing, since it also runs
/// where nobody could catch it.
struct H5Reading {
    H5Model model;
    std::string fault;                       ///< "%1: what is wrong"; empty if all went well
    std::vector<std::string> faultArguments; ///< for %2 and so on
};

H5Reading readH5(io::ByteView bytes);

/// The model that was read from a file of that name. Throws BadFile for what was wrong.
H5Model modelOf(H5Reading reading, std::string_view name);

} // namespace tp
