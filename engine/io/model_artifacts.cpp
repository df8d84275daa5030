#include "engine/io/model_artifacts.h"

#include <iterator>

namespace tp::io {

SaveResult saveResultFor(const ModelArtifacts& artifacts) {
    SaveResult result;
    result.dateSaved = std::chrono::system_clock::now();
    if (!artifacts.modelTopology.isNull())
        result.modelTopologyBytes = artifacts.modelTopology.dump().size();
    if (!artifacts.weightSpecs.empty())
        result.weightSpecsBytes = toJson(artifacts.weightSpecs).dump().size();
    result.weightDataBytes = artifacts.weightData.size();
    return result;
}

NamedWeights
weightsOfGroup(const ModelArtifacts& artifacts, std::string_view group, std::string_view name) {
    const ByteView data = artifacts.weightData;
    const auto offsets = weightOffsets(artifacts.weightSpecs, data, name);
    NamedWeights weights;
    for (std::size_t i = 0; i < artifacts.weightSpecs.size(); ++i) {
        if (artifacts.weightSpecs[i].group != group)
            continue;
        const ByteView bytes = data.subspan(offsets[i], offsets[i + 1] - offsets[i]);
        NamedWeights one = decodeWeights({artifacts.weightSpecs[i]}, bytes, name);
        weights.push_back(std::move(one.front()));
    }
    return weights;
}

void addWeights(ModelArtifacts& artifacts, EncodedWeights weights) {
    std::move(
        weights.specs.begin(), weights.specs.end(), std::back_inserter(artifacts.weightSpecs));
    if (artifacts.weightData.empty()) {
        artifacts.weightData = std::move(weights.data);
    } else {
        artifacts.weightData.insert(
            artifacts.weightData.end(), weights.data.begin(), weights.data.end());
    }
}

} // namespace tp::io
