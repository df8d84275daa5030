#include "engine/io/model_json.h"

#include "engine/tensor/memory_limit.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tp::io {

namespace {

constexpr std::size_t kShardBytes = std::size_t{4} << 20;
constexpr std::uint64_t kMostWeightBytes = std::uint64_t{1} << 40; // what no limit can mean

std::string shardPathIn(const JsonReader& json) {
    const std::string& path = json.text();
    if (path.find('\0') != std::string::npos)
        json.refuse("a path cannot contain a zero byte");
    if (path.empty() || path.back() == '/')
        json.refuse("\"%2\" names no file", path);
    if (path.front() == '/')
        json.refuse("the path \"%2\" leads out of the model's folder", path);
    for (std::size_t at = 0; at < path.size();) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        if (path.compare(at, end - at, "..") == 0)
            json.refuse("the path \"%2\" leads out of the model's folder", path);
        at = end + 1;
    }
    return path;
}

ShardChecksum checksumIn(const JsonReader& json) {
    ShardChecksum checksum;
    const std::int64_t bytes = json["bytes"].integer();
    const std::string& digits = json["crc32"].text();
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), checksum.crc32, 16);
    if (bytes < 0 || error != std::errc() || end != digits.data() + digits.size())
        json.refuse("this is no number of bytes with its checksum");
    checksum.bytes = static_cast<std::uint64_t>(bytes);
    return checksum;
}

std::vector<WeightsGroup> manifestIn(const JsonReader& json) {
    std::vector<WeightsGroup> manifest;
    for (const JsonReader& each : json.elements()) {
        WeightsGroup group;
        for (const JsonReader& path : each["paths"].elements())
            group.paths.push_back(shardPathIn(path));
        group.weights = weightSpecsFrom(each["weights"]);
        if (const auto checksums = each.find("shardChecksums")) {
            for (const JsonReader& checksum : checksums->elements())
                group.checksums.push_back(checksumIn(checksum));
            if (group.checksums.size() != group.paths.size()) {
                checksums->refuse(
                    "expected one for each of %2 files, but found %3",
                    group.paths.size(),
                    group.checksums.size());
            }
        }
        manifest.push_back(std::move(group));
    }
    return manifest;
}

/// The manifest of deeplearn.js, from before TensorFlow.js had its name: an object that has a file
/// of float32 for each variable.
bool isVariableList(const Json& json) {
    return !json.object().empty() &&
           std::all_of(json.object().begin(), json.object().end(), [](const Json::Member& member) {
               return member.second.find("filename") && member.second.find("shape");
           });
}

std::vector<WeightsGroup> variablesIn(const JsonReader& json) {
    std::vector<WeightsGroup> manifest;
    for (const auto& [variable, value] : json.value().object()) {
        const JsonReader entry = json.inner(value);
        const Json spec = Json::Object{
            {"name", variable}, {"shape", entry["shape"].value()}, {"dtype", "float32"}};
        manifest.push_back(
            {{shardPathIn(entry["filename"])}, {weightSpecFrom(JsonReader(spec, entry))}, {}});
    }
    return manifest;
}

/// The bytes that a group must have; nothing where strings leave it open.
std::optional<std::uint64_t> groupBytes(const WeightsGroup& group, std::string_view name) {
    const auto bytes = storedBytes(group.weights);
    if (bytes == kTooManyBytes)
        fail(Error::Kind::BadFile, "%1: the weights have more bytes than memory can hold", name);
    return bytes;
}

void checkShard(const std::string& path, ByteView bytes, const ShardChecksum& expected) {
    if (bytes.size() != expected.bytes) {
        fail(
            Error::Kind::BadFile,
            "%1: expected %2 bytes, but found %3",
            path,
            static_cast<std::int64_t>(expected.bytes),
            bytes.size());
    }
    if (crc32(bytes) != expected.crc32) {
        fail(
            Error::Kind::BadFile,
            "%1: these %2 bytes are not those that were saved; the file is damaged, or files of "
            "weights were swapped",
            path,
            bytes.size());
    }
}

/// "a.bin (12 bytes), b.bin (3 bytes)", for messages.
std::string describeShards(const WeightsGroup& group, const std::vector<std::size_t>& sizes) {
    constexpr std::size_t kMostNames = 8;
    std::string text;
    for (std::size_t i = 0; i < sizes.size() && i < kMostNames; ++i) {
        text += (text.empty() ? "" : ", ") + group.paths[i] + " (" + std::to_string(sizes[i]) +
                " bytes)";
    }
    return sizes.size() > kMostNames ? text + " …" : text;
}

void readGroup(
    const WeightsGroup& group, std::string_view name, const ShardReader& readShard, Bytes& data) {
    const std::size_t start = data.size();
    const auto needed = groupBytes(group, name);
    std::vector<std::size_t> sizes;
    for (std::size_t i = 0; i < group.paths.size(); ++i) {
        const std::size_t before = data.size();
        const std::uint64_t most = needed ? *needed - (before - start) : kMostWeightBytes;
        readShard(group.paths[i], most, data);
        sizes.push_back(data.size() - before);
        checkMemory(static_cast<std::int64_t>(data.size()));
        if (!group.checksums.empty())
            checkShard(group.paths[i], ByteView(data).subspan(before), group.checksums[i]);
    }
    if (!needed) {
        weightOffsets(group.weights, ByteView(data).subspan(start), name);
    } else if (data.size() - start != *needed) {
        fail(
            Error::Kind::BadFile,
            "%1: the weights need %2 bytes, but their files have only %3: %4",
            name,
            static_cast<std::int64_t>(*needed),
            data.size() - start,
            describeShards(group, sizes));
    }
}

Json toJson(const WeightsGroup& group) {
    Json::List paths(group.paths.begin(), group.paths.end());
    Json json = Json::Object{{"paths", std::move(paths)}, {"weights", io::toJson(group.weights)}};
    Json::List checksums;
    for (const ShardChecksum& checksum : group.checksums) {
        std::array<char, 8> digits{};
        const auto end = std::to_chars(digits.begin(), digits.end(), checksum.crc32, 16).ptr;
        checksums.push_back(Json::Object{
            {"bytes", static_cast<std::size_t>(checksum.bytes)},
            {"crc32", std::string(digits.begin(), end)}});
    }
    if (!checksums.empty())
        json.set("shardChecksums", std::move(checksums));
    return json;
}

/// Tells the forms of model.json apart, and reads it but for the list of all weights.
void takeForm(ModelJson& model, Json json, std::string_view name) {
    const JsonReader reader(json, name);
    if (json.isList()) {
        model.manifest = manifestIn(reader);
        return;
    }
    static_cast<void>(reader.object()); // refuses what is none
    const auto manifest = reader.find("weightsManifest");
    if (manifest)
        model.manifest = manifestIn(*manifest);
    if (manifest || reader.find("modelTopology")) {
        takeMembers(model.artifacts, std::move(json), name);
    } else if (isVariableList(json)) {
        model.manifest = variablesIn(reader);
    } else {
        if (!json.find("class_name") && !json.find("model_config"))
            reader.refuse("this is no model: it has neither a topology nor a list of weights");
        model.artifacts.modelTopology = std::move(json); // as Keras writes it
    }
}

} // namespace

ModelJson parseModelJson(std::string_view text, std::string_view name) {
    ModelJson model;
    takeForm(model, Json::parse(text, name), name);
    for (const WeightsGroup& group : model.manifest) {
        auto& specs = model.artifacts.weightSpecs;
        specs.insert(specs.end(), group.weights.begin(), group.weights.end());
    }
    return model;
}

std::string
modelJsonText(const ModelArtifacts& artifacts, const std::vector<WeightsGroup>& manifest) {
    Json json = membersOf(artifacts);
    Json::List groups;
    for (const WeightsGroup& group : manifest)
        groups.push_back(toJson(group));
    json.set("weightsManifest", std::move(groups));
    return json.dump();
}

void readWeights(ModelJson& model, std::string_view name, const ShardReader& readShard) {
    for (const WeightsGroup& group : model.manifest)
        readGroup(group, name, readShard, model.artifacts.weightData);
}

ModelArtifacts
readModel(std::string_view text, std::string_view name, const ShardReader& readShard) {
    ModelJson model = parseModelJson(text, name);
    readWeights(model, name, readShard);
    return std::move(model.artifacts);
}

std::string shardName(std::size_t number, std::size_t count) {
    return "group1-shard" + std::to_string(number) + "of" + std::to_string(count) + ".bin";
}

std::vector<ByteView> shardsOf(ByteView weightData) {
    std::vector<ByteView> shards;
    for (; !weightData.empty(); weightData = weightData.subspan(shards.back().size()))
        shards.push_back(weightData.first(std::min(kShardBytes, weightData.size())));
    return shards;
}

WeightsGroup shardedGroup(
    const ModelArtifacts& artifacts,
    const std::vector<ByteView>& shards,
    std::vector<std::string> paths) {
    WeightsGroup group{std::move(paths), artifacts.weightSpecs, {}};
    for (const ByteView shard : shards)
        group.checksums.push_back({shard.size(), crc32(shard)});
    return group;
}

} // namespace tp::io
