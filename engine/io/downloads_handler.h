#pragma once

#include "engine/io/io_handler.h"

namespace tp::io {

/// Saves a model into the user's download folder, as "NAME.json" and "NAME.weights.bin". Nothing is
/// ever overwritten: where one of them is there already, it is "NAME (1).json" and so on. Can only
/// be saved to. Throws InvalidArgument for a name that is no plain file name; an empty one is
/// "model".
IOHandler downloadsHandler(const std::string& url, const IOOptions& options);

} // namespace tp::io
