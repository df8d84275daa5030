#pragma once

#include "engine/io/io_handler.h"

namespace tp::io {

/// A model that is in memory already: can be loaded from, any number of times.
IOHandler fromMemory(ModelArtifacts artifacts);

/// Hands what is saved to a function, and can do no more.
IOHandler withSaveHandler(std::function<SaveResult(const ModelArtifacts& artifacts)> save);

} // namespace tp::io
