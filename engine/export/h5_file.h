#pragma once

#include "engine/io/bytes.h"
#include "engine/io/weights.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// A layer's weights in a file, in Keras's order: those that can be trained first.
struct H5Layer {
    std::string name;
    std::vector<io::WeightSpec> weights; ///< their names are paths within the layer's group
};

/// What Keras's older kind of file holds of a model. All numbers are float32.
struct H5Model {
    std::string modelConfig;    ///< JSON
    std::string trainingConfig; ///< JSON; empty if the model was not compiled
    std::string metadata;       ///< JSON; our own addition, empty for none
    std::string kerasVersion;   ///< "2.15.0"; empty where the file does not tell
    std::vector<H5Layer> layers;
    io::Bytes data; ///< of all weights, in order
};

/// The bytes of an HDF5 file with all of this, laid out as Keras does. Throws Device if the library
/// cannot write them.
io::Bytes h5FileOf(const H5Model& model);

/// Reads such a file. `name` stands for it in messages. Throws BadFile for what is no model of
/// Keras's, and before anything is allocated on trust: sizes, types, depths and links are checked,
/// links out of the file or to other names are not followed.
///
/// The library that reads HDF5 is large and was not made for hostile files, so it works in a
/// process of its own, with limits on its time and memory: should it crash, that is a BadFile too.
H5Model readH5File(io::ByteView bytes, std::string_view name);

/// The same in this process: for tests of what is checked.
H5Model readH5FileHere(io::ByteView bytes, std::string_view name);

} // namespace tp
