#include "engine/io/model_artifacts.h"

#include <array>
#include <iterator>
#include <string_view>
#include <utility>

namespace tp::io {

namespace {

constexpr std::array<std::pair<std::string_view, std::string ModelArtifacts::*>, 3> kTexts = {{
    {"format", &ModelArtifacts::format},
    {"generatedBy", &ModelArtifacts::generatedBy},
    {"convertedBy", &ModelArtifacts::convertedBy},
}};
constexpr std::array<std::pair<std::string_view, Json ModelArtifacts::*>, 6> kValues = {{
    {"modelTopology", &ModelArtifacts::modelTopology},
    {"trainingConfig", &ModelArtifacts::trainingConfig},
    {"userDefinedMetadata", &ModelArtifacts::userDefinedMetadata},
    {"signature", &ModelArtifacts::signature},
    {"initializerSignature", &ModelArtifacts::initializerSignature},
    {"modelInitializer", &ModelArtifacts::modelInitializer},
}};

void takeMember(
    ModelArtifacts& artifacts, const std::string& member, Json value, std::string_view name) {
    for (const auto& [known, place] : kTexts) {
        if (known != member)
            continue;
        artifacts.*place =
            value.isNull() ? "" : JsonReader(value, std::string(name) + "." + member).text();
        return;
    }
    for (const auto& [known, place] : kValues) {
        if (known != member)
            continue;
        artifacts.*place = std::move(value);
        return;
    }
    artifacts.others.emplace_back(member, std::move(value));
}

} // namespace

Json membersOf(const ModelArtifacts& artifacts) {
    Json json = Json::Object{{"modelTopology", artifacts.modelTopology}};
    for (const auto& [member, place] : kTexts) {
        if (!(artifacts.*place).empty())
            json.set(member, artifacts.*place);
    }
    if (artifacts.convertedBy.empty())
        json.set("convertedBy", {});
    for (const auto& [member, place] : kValues) {
        if (!(artifacts.*place).isNull())
            json.set(member, artifacts.*place);
    }
    json.object().insert(json.object().end(), artifacts.others.begin(), artifacts.others.end());
    return json;
}

void takeMembers(ModelArtifacts& artifacts, Json members, std::string_view name) {
    for (auto& [member, value] : members.object()) {
        if (member != "weightsManifest")
            takeMember(artifacts, member, std::move(value), name);
    }
}

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
