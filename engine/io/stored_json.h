#pragma once

#include "engine/io/model_artifacts.h"

namespace tp::io {

// What stores keep of a model beside its weights' bytes.

/// TensorFlow.js's ModelArtifactsInfo.
Json infoJson(const SaveResult& info);
SaveResult infoFrom(std::string_view text, std::string_view name);

/// All that is neither topology nor weights.
Json metadataJson(const ModelArtifacts& artifacts);

/// A model from the texts and bytes that a store kept. Throws BadFile if they do not go together.
ModelArtifacts modelFrom(
    std::string_view topology,
    std::string_view weightSpecs,
    std::string_view metadata,
    Bytes weightData,
    std::string_view name);

} // namespace tp::io
