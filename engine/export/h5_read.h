#pragma once

#include "engine/export/h5_file.h"

#include <string>

namespace tp {

/// What came of reading a file: a model, or what is wrong. It throws nothing, since it also runs
/// where nobody could catch it.
struct H5Reading {
    H5Model model;
    std::string fault; ///< empty if all went well
};

H5Reading readH5(io::ByteView bytes);

} // namespace tp
