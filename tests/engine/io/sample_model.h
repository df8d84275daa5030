#pragma once

#include "engine/io/model_artifacts.h"
#include "engine/ops/creation.h"

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>

namespace tp::test {

/// A model of no meaning: every one of its weights is `value`, and its metadata say so too.
inline io::ModelArtifacts sampleModel(int value, std::int64_t size = 6) {
    io::ModelArtifacts model;
    model.modelTopology = Json::parse(
        R"({"class_name":"Sequential","config":{"name":"s","layers":[]},"keras_version":"tfjs"})",
        "topology");
    model.format = "layers-model";
    model.generatedBy = "test";
    model.userDefinedMetadata = Json::Object{{"value", value}};
    const std::vector<float> numbers(static_cast<std::size_t>(size), static_cast<float>(value));
    io::addWeights(
        model,
        io::encodeWeights(
            {{"dense/kernel", fromBuffer(numbers, {size, 1})},
             {"dense/bias", fromBuffer(std::vector<float>{float(value)}, {1})}}));
    io::addWeights(
        model,
        io::encodeWeights(
            {{"iter", fromBuffer(std::vector<std::int32_t>{value}, {})}}, "optimizer"));
    return model;
}

/// The one value that all of a sampleModel() has, or -1 if it is mixed up.
inline int valueOf(const io::ModelArtifacts& model) {
    const int value = static_cast<int>(model.userDefinedMetadata.find("value")->number());
    for (const io::NamedWeight& weight :
         io::decodeWeights(model.weightSpecs, model.weightData, "sample")) {
        if (weight.tensor.dtype() == DType::Int32) {
            if (weight.tensor.scalar<std::int32_t>() != value)
                return -1;
            continue;
        }
        for (const float each : weight.tensor.values<float>()) {
            if (each != static_cast<float>(value))
                return -1;
        }
    }
    return value;
}

/// Whether two models are the same in all that is carried.
inline bool isSame(const io::ModelArtifacts& a, const io::ModelArtifacts& b) {
    return a.modelTopology == b.modelTopology && a.weightData == b.weightData &&
           io::toJson(a.weightSpecs) == io::toJson(b.weightSpecs) && a.format == b.format &&
           a.generatedBy == b.generatedBy && a.convertedBy == b.convertedBy &&
           a.trainingConfig == b.trainingConfig && a.userDefinedMetadata == b.userDefinedMetadata &&
           a.signature == b.signature && a.initializerSignature == b.initializerSignature &&
           a.modelInitializer == b.modelInitializer && Json(a.others) == Json(b.others);
}

inline std::filesystem::path pathOf(const QTemporaryDir& folder) {
    return folder.path().toStdString();
}

inline void writeFile(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

inline std::string readFile(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace tp::test
