#pragma once

#include "engine/export/h5_file.h"
#include "engine/export/keras_layers.h"
#include "engine/io/bytes.h"
#include "engine/model/topology.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tp {

/// What came of writing a model for Keras.
struct KerasResult {
    std::optional<KerasVersion> onlyIn; ///< the version that reads the same; none: both do
};

/// Writes a model with its weights as Keras's older kind of file (.h5), which Keras 2.15 and Keras
/// 3 load and predict the same with. Models within it are dissolved into their layers.
///
/// Where the two do not mean the same by a setting, the file is for `version` alone, as the result
/// tells. Throws Unsupported, listing all layers that Keras cannot have and why; BadFile if the
/// file cannot be written, which then is as before.
KerasResult exportKerasH5(
    const Model& model,
    const std::filesystem::path& path,
    KerasVersion version = KerasVersion::Three);

/// Reads a model that we, Keras 2 or Keras 3 wrote into an .h5 file, with its weights. It is not
/// compiled. Throws BadFile or Unsupported, saying where, for what cannot be meant or computed.
ModelPointer importKerasH5(const std::filesystem::path& path);

/// The same for bytes of a file; `name` stands for it in messages.
ModelPointer importKerasH5(io::ByteView bytes, std::string_view name);

/// The same for what such a file holds.
ModelPointer importKerasH5(const H5Model& file, std::string_view name);

/// Why layers of the model cannot be written for that version of Keras: one error each.
std::vector<Error> kerasProblems(const Model& model, KerasVersion version);

} // namespace tp
