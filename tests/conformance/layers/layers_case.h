#pragma once

#include "engine/api/tp.h"
#include "tests/support/recorded.h"

#include <filesystem>
#include <string>

namespace tp::conformance {

using testing::RecordedJson;

/// One recorded behaviour of TensorFlow.js's Layers API: what to do, and what came of it.
struct LayersCase {
    std::filesystem::path folder;
    RecordedJson json;

    std::string name() const { return json.at("name"); }
    std::string kind() const { return json.at("kind"); }

    /// What tfjs answered; with its wrong gradients repaired, where they were.
    const RecordedJson& expect(const std::string& field) const;
    bool expects(const std::string& field) const;

    /// How far the recording itself moves when weights move by a rounding error.
    double noise(const std::string& field) const;

    /// The inputs, targets and so on of the case, those that were recorded under `field`.
    Tensors tensors(const std::string& field) const;

    /// Whether what is compared is what tfjs does after reading the file, since that differs.
    bool isRead() const;

    /// Whether tfjs itself cannot read the file, so that the model has to be built as it was.
    bool isUnreadable() const;

    bool isCorrected() const {
        return json.contains("expect") && json.at("expect").contains("corrected");
    }
};

LayersCase readLayersCase(const std::filesystem::path& folder);

/// Reads into our own JSON, for what our own code reads.
Json ours(const RecordedJson& json);

/// The case's model as files hold it, with its initial weights.
ModelPointer readModel(const LayersCase& recorded);

/// The model after the run, in the order of the file.
io::NamedWeights finalWeights(const LayersCase& recorded);

CompileConfig readCompile(const RecordedJson& compile);

/// The functions that recordings name: "tf.metrics.recall". Throws Difference for others.
SampleFunction recordedFunction(const std::string& name);

/// {"name": …, "config": …}
OptimizerChoice readOptimizer(const RecordedJson& json);

} // namespace tp::conformance
