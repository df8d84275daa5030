#pragma once

#include "engine/layers/layers.h"
#include "engine/train/train.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace tp::testing {

using Json = nlohmann::ordered_json; // the order of names is part of what is recorded

/// One recorded behaviour of TensorFlow.js's Layers API: what to do, and what came of it.
struct LayersCase {
    std::filesystem::path folder;
    Json json;

    std::string name() const { return json.at("name"); }
    std::string kind() const { return json.at("kind"); }
    const Json& expect() const { return json.at("expect"); }

    /// How far the recording itself moves when weights move by a rounding error.
    double noise(const std::string& field) const;
};

/// The folders of all cases: those of the full recording if it lies beside the project, else the
/// sample that is part of it.
std::vector<std::filesystem::path> layersCaseFolders();

LayersCase readLayersCase(const std::filesystem::path& folder);

Json readJson(const std::filesystem::path& file);

/// Why this case cannot be run yet, or nothing.
std::string missingFor(const LayersCase& recorded);

/// The case's model, with its initial weights.
Sequential readModel(const LayersCase& recorded);

/// The weights after the run, in the order of the case's manifest.
Tensors finalWeights(const LayersCase& recorded);

/// The model's weights in that order.
Tensors weightsInFileOrder(const LayersCase& recorded, const Model& model);

CompileConfig readCompile(const Json& compile);

Tensor readTensor(const Json& json);
double readNumber(const Json& json);
Initializer readInitializer(const Json& json);

} // namespace tp::testing
