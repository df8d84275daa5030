#pragma once

#include "engine/io/model_artifacts.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tp::io {

// The file model.json, which names the files of weights that belong to it.

/// How many bytes a file of weights has, and their checksum. Our own addition, which others pass
/// over: without it nobody can tell that two files of one size were swapped.
struct ShardChecksum {
    std::uint64_t bytes = 0;
    std::uint32_t crc32 = 0;
};

/// Weights that lie in the same files, which are read as if they were one.
struct WeightsGroup {
    std::vector<std::string> paths; ///< from model.json's folder, with "/" between names
    std::vector<WeightSpec> weights;
    std::vector<ShardChecksum> checksums; ///< one for each path, or none
};

/// What model.json itself says: everything but the weights' bytes.
struct ModelJson {
    ModelArtifacts artifacts;
    std::vector<WeightsGroup> manifest;
};

/// Reads model.json in every form: as TensorFlow.js and its converter write it, a weights manifest
/// alone, the older manifest that names one file for each variable, and a Keras topology alone.
///
/// `name` stands for the file in messages. Throws BadFile, saying where, for what is no model and
/// for paths that lead out of its folder.
ModelJson parseModelJson(std::string_view text, std::string_view name);

/// The text of model.json for weights that lie as `manifest` says.
std::string
modelJsonText(const ModelArtifacts& artifacts, const std::vector<WeightsGroup>& manifest);

/// Appends the bytes of the file that `path` names to `into`. It refuses, before it allocates, a
/// file of more than `most` bytes.
using ShardReader = std::function<void(const std::string& path, std::uint64_t most, Bytes& into)>;

/// Reads the weights' bytes into the artifacts. Throws BadFile, naming the file and its bytes, for
/// weights that are missing, too few, too many or not those that were saved.
void readWeights(ModelJson& model, std::string_view name, const ShardReader& readShard);

/// Both: a whole model from the text of its model.json and whatever reads the files of its weights.
ModelArtifacts
readModel(std::string_view text, std::string_view name, const ShardReader& readShard);

/// The largest model.json that is read, in bytes.
constexpr std::uint64_t kMostJsonBytes = std::uint64_t{64} << 20;

/// The converter's name for a part of the weights: "group1-shard2of3.bin".
std::string shardName(std::size_t number, std::size_t count);

/// The weights' bytes in parts of 4 MiB, as the converter cuts them.
std::vector<ByteView> shardsOf(ByteView weightData);

/// All weights as one group, which lies in `shards` under these names.
WeightsGroup shardedGroup(
    const ModelArtifacts& artifacts,
    const std::vector<ByteView>& shards,
    std::vector<std::string> paths);

} // namespace tp::io
