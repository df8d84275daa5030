#pragma once

#include "engine/base/json.h"
#include "engine/io/bytes.h"
#include "engine/io/weights.h"

#include <chrono>
#include <string>
#include <vector>

namespace tp::io {

/// All that a saved model consists of, wherever it is kept. This module only carries it: what a
/// topology means is for engine/layers and engine/graph.
struct ModelArtifacts {
    Json modelTopology;                  ///< null where there are only weights
    std::vector<WeightSpec> weightSpecs; ///< in the order of their bytes
    Bytes weightData;

    std::string format; ///< "layers-model" or "graph-model"; may be empty
    std::string generatedBy;
    std::string convertedBy; ///< empty where no converter was involved
    Json trainingConfig;     ///< null where a file lacks it; so are the next four
    Json userDefinedMetadata;
    Json signature;
    Json initializerSignature;
    Json modelInitializer;
    Json::Object others; ///< members that we do not know, kept for who reads the model next
};

/// What came of saving a model.
struct SaveResult {
    std::chrono::system_clock::time_point dateSaved;
    std::string modelTopologyType = "JSON"; ///< TensorFlow.js knows no other for models like ours
    std::uint64_t modelTopologyBytes = 0;
    std::uint64_t weightSpecsBytes = 0;
    std::uint64_t weightDataBytes = 0;
    std::vector<std::string> responses; ///< what a server answered
    std::vector<std::string> errors;    ///< what own handlers report instead of throwing
};

/// The result of saving these artifacts now.
SaveResult saveResultFor(const ModelArtifacts& artifacts);

/// The tensors of all weights that belong to `group`: "" for the model's own, "optimizer" for its
/// optimizer's, in the file's order. Refuses what decodeWeights() refuses.
NamedWeights
weightsOfGroup(const ModelArtifacts& artifacts, std::string_view group, std::string_view name);

/// All but the weights as an object, in TensorFlow.js's order; what is missing is left out, but for
/// the topology and the converter.
Json membersOf(const ModelArtifacts& artifacts);

/// Takes such an object's members over; a weights manifest is passed over. Throws BadFile where
/// text is expected and something else found.
void takeMembers(ModelArtifacts& artifacts, Json members, std::string_view name);

/// Appends encoded weights to those that are there.
void addWeights(ModelArtifacts& artifacts, EncodedWeights weights);

} // namespace tp::io
