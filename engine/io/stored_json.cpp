#include "engine/io/stored_json.h"

#include "engine/base/error.h"

#include <algorithm>
#include <array>

namespace tp::io {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;
using std::chrono::system_clock;

constexpr std::array<std::string_view, 5> kInfoMembers = {
    "dateSaved", "modelTopologyType", "modelTopologyBytes", "weightSpecsBytes", "weightDataBytes"};

} // namespace

Json infoJson(const SaveResult& info) {
    const auto moment = duration_cast<milliseconds>(info.dateSaved.time_since_epoch());
    return Json::Object{
        {std::string(kInfoMembers[0]), static_cast<std::int64_t>(moment.count())}, // JavaScript's
        {std::string(kInfoMembers[1]), info.modelTopologyType},
        {std::string(kInfoMembers[2]), std::size_t{info.modelTopologyBytes}},
        {std::string(kInfoMembers[3]), std::size_t{info.weightSpecsBytes}},
        {std::string(kInfoMembers[4]), std::size_t{info.weightDataBytes}}};
}

std::string infosQuery(std::string_view table, std::string_view name, std::string_view info) {
    std::string query = "SELECT name";
    for (const std::string_view member : kInfoMembers) {
        query += ", json_extract(info, '$.";
        query += member;
        query += "')";
    }
    query += " FROM (SELECT ";
    query += name;
    query += " AS name, CASE WHEN json_valid(CAST(";
    query += info;
    query += " AS TEXT)) THEN CAST(";
    query += info;
    query += " AS TEXT) END AS info FROM ";
    query += table;
    return query + ")";
}

SaveResult infoFrom(const Rows& row, std::string_view name) {
    constexpr std::int64_t kLast = 9'000'000'000'000; // in the year 2255: more would not fit
    const auto bytes = [&](int column) {
        return static_cast<std::uint64_t>(std::max<std::int64_t>(row.integer(column), 0));
    };
    SaveResult info;
    const std::int64_t moment = std::clamp<std::int64_t>(row.integer(1), 0, kLast);
    info.dateSaved =
        system_clock::time_point(duration_cast<system_clock::duration>(milliseconds(moment)));
    info.modelTopologyType = row.text(2);
    info.modelTopologyBytes = bytes(3);
    info.weightSpecsBytes = bytes(4);
    info.weightDataBytes = bytes(5);
    if (info.modelTopologyType.empty()) {
        const Error damage(
            Error::Kind::BadFile,
            "%1: what is noted about this model is damaged",
            {std::string(name)});
        info.errors.emplace_back(damage.what());
    }
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
