#include "engine/io/stored_json.h"

#include <algorithm>

namespace tp::io {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::system_clock;

} // namespace

Json infoJson(const SaveResult& info) {
    const auto moment = duration_cast<milliseconds>(info.dateSaved.time_since_epoch());
    return Json::Object{
        {"dateSaved", static_cast<std::int64_t>(moment.count())}, // JavaScript's time
        {"modelTopologyType", info.modelTopologyType},
        {"modelTopologyBytes", std::size_t{info.modelTopologyBytes}},
        {"weightSpecsBytes", std::size_t{info.weightSpecsBytes}},
        {"weightDataBytes", std::size_t{info.weightDataBytes}}};
}

SaveResult infoFrom(std::string_view text, std::string_view name) {
    const Json json = Json::parse(text, name);
    const JsonReader reader(json, name);
    const auto bytes = [&](const char* member) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(reader[member].integer(), 0));
    };
    SaveResult info;
    constexpr std::int64_t kLast = 9'000'000'000'000; // in the year 2255: more would not fit
    const std::int64_t moment = std::clamp<std::int64_t>(reader["dateSaved"].integer(), 0, kLast);
    info.dateSaved =
        system_clock::time_point(duration_cast<system_clock::duration>(milliseconds(moment)));
    info.modelTopologyType = reader["modelTopologyType"].text();
    info.modelTopologyBytes = bytes("modelTopologyBytes");
    info.weightSpecsBytes = bytes("weightSpecsBytes");
    info.weightDataBytes = bytes("weightDataBytes");
    return info;
}

Json metadataJson(const ModelArtifacts& artifacts) {
    Json members = membersOf(artifacts);
    std::erase_if(members.object(), [](const Json::Member& member) {
        return member.first == "modelTopology";
    });
    return members;
}

ModelArtifacts modelFrom(
    std::string_view topology,
    std::string_view weightSpecs,
    std::string_view metadata,
    Bytes weightData,
    std::string_view name) {
    ModelArtifacts model;
    Json members = Json::parse(metadata, name);
    static_cast<void>(JsonReader(members, name).object()); // refuses what is none
    takeMembers(model, std::move(members), name);
    model.modelTopology = Json::parse(topology, name);
    const Json specs = Json::parse(weightSpecs, name);
    model.weightSpecs = weightSpecsFrom(JsonReader(specs, name));
    model.weightData = std::move(weightData);
    weightOffsets(model.weightSpecs, model.weightData, name);
    return model;
}

} // namespace tp::io
