#pragma once

#include "engine/io/database.h"
#include "engine/io/model_artifacts.h"

#include <string>

namespace tp::io {

// What stores keep of a model beside its weights' bytes.

/// TensorFlow.js's ModelArtifactsInfo.
Json infoJson(const SaveResult& info);

/// A query for all of these in a table: the names, and what infoFrom() reads.
std::string infosQuery(std::string_view table, std::string_view name, std::string_view info);

/// What came of saving the model of such a row. Where that is damaged, `errors` says so: one model
/// must not hide the others, nor keep anybody from removing it.
SaveResult infoFrom(const Rows& row, std::string_view name);

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
