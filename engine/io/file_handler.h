#pragma once

#include "engine/io/io_handler.h"

#include <filesystem>
#include <vector>

namespace tp::io {

/// A folder with model.json and the files of weights beside it, or such a model.json itself (a
/// path that ends in ".json").
///
/// Saving leaves other files of the folder alone and is atomic: however a process ends, the folder
/// has the old model or the new one. Several may save and load at a time. Weights go to
/// "group1-shard1of2.bin" and so on, 4 MiB each. Loading refuses weights outside of the folder,
/// also behind symbolic links.
IOHandler fileHandler(const std::filesystem::path& path, const IOOptions& options = {});

/// Files that somebody dropped: a model.json and its weights, wherever they lie, matched by their
/// names without folders. Can only be loaded from. Throws InvalidArgument for an empty list.
IOHandler filesHandler(const std::vector<std::filesystem::path>& files);

} // namespace tp::io
