#pragma once

#include "engine/export/h5_file.h"
#include "engine/export/keras_layers.h"

namespace tp {

/// A model as a file for Keras.
struct KerasExport {
    H5Model file;
    std::vector<Error> problems;        ///< "conv (Conv2D): why"; empty if all can be said
    std::optional<KerasVersion> onlyIn; ///< the version that means the same; none: both
};

KerasExport kerasExportOf(const Model& model, KerasVersion version);

} // namespace tp
