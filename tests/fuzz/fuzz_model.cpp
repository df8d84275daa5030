// Reads model.json and weights that were right once: written by us, or recorded from TensorFlow.js.
#include "engine/io/file.h"
#include "engine/io/model_json.h"
#include "engine/io/quantize.h"
#include "engine/ops/creation.h"
#include "tests/fuzz/reader.h"

#include <filesystem>
#include <map>

namespace {

using namespace tp;
using namespace tp::io;
using test::Dice;
namespace fs = std::filesystem;

/// A model as files.
struct Sample {
    std::string json;
    std::map<std::string, std::string> shards;
    Json document = {}; // what `json` says
};

Sample sampleOf(const ModelArtifacts& model, std::size_t shardBytes) {
    std::vector<ByteView> shards;
    for (ByteView rest = model.weightData; !rest.empty(); rest = rest.subspan(shards.back().size()))
        shards.push_back(rest.first(std::min(shardBytes, rest.size())));
    Sample sample;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        paths.push_back(shardName(i + 1, shards.size()));
        sample.shards[paths.back()] = textOf(shards[i]);
    }
    WeightsGroup group = shardedGroup(model, shards, paths);
    if (shardBytes % 2 == 0) // so that both are tried
        group.checksums.clear();
    sample.json = modelJsonText(model, {group});
    return sample;
}

ModelArtifacts everyDtype() {
    ModelArtifacts model;
    model.modelTopology = Json::Object{{"class_name", "Sequential"}, {"config", Json::List{1}}};
    model.format = "layers-model";
    addWeights(
        model,
        encodeWeights(
            {{"f", fromBuffer(std::vector<float>{1, -2, 3, 0.5F, 6, 7}, {2, 3})},
             {"b", fromBuffer(std::vector<std::uint8_t>{1, 0, 1}, {3})},
             {"s", fromBuffer(std::vector<std::string>{"a", "", "longer text"}, {3, 1})},
             {"c", fromBuffer(std::vector<std::complex<float>>{{1, 2}}, {})},
             {"e", fromBuffer(std::vector<float>{}, {0, 4})}}));
    addWeights(
        model,
        encodeWeights({{"iter", fromBuffer(std::vector<std::int32_t>{3}, {})}}, "optimizer"));
    return model;
}

std::vector<Sample> recordedSamples() {
    std::vector<Sample> samples;
    std::error_code error;
    constexpr std::uint64_t kMost = 2500; // larger ones would only be slower
    for (const auto& entry :
         fs::directory_iterator(fs::path(TP_SOURCE_DIR) / "tests/golden/layers", error)) {
        const fs::path json = entry.path() / "model.json";
        if (!fs::exists(json) || fs::file_size(json) > kMost)
            continue;
        Sample sample;
        sample.json = textOf(readFile(json, kMost));
        readModel(
            sample.json, "model", [&](const std::string& path, std::uint64_t most, Bytes& into) {
                appendFile(entry.path() / path, most, into);
                sample.shards[path] = textOf(readFile(entry.path() / path, most));
            });
        samples.push_back(std::move(sample));
    }
    return samples;
}

std::vector<Sample> makeSamples() {
    const ModelArtifacts model = everyDtype();
    std::vector<Sample> samples = {sampleOf(model, 1000), sampleOf(model, 17), sampleOf(model, 8)};
    for (const StoredAs stored : {StoredAs::Float16, StoredAs::Uint16, StoredAs::Uint8})
        samples.push_back(sampleOf(quantizeWeights(model, stored), 1000));
    samples.push_back(
        {R"([{"paths":["a","b"],"weights":[{"name":"w","shape":[2],"dtype":"float32"}]},
             {"paths":["c"],"weights":[{"name":"v","shape":[],"dtype":"int32"}]}])",
         {{"a", "123"}, {"b", "45678"}, {"c", "abcd"}}});
    samples.push_back(
        {R"({"x/y":{"filename":"w","shape":[1,2]},"z":{"filename":"b","shape":[]}})",
         {{"w", "12345678"}, {"b", "abcd"}}});
    samples.push_back({R"({"class_name":"Model","config":{},"backend":"tensorflow"})", {}});
    for (Sample& sample : recordedSamples())
        samples.push_back(std::move(sample));
    for (Sample& sample : samples)
        sample.document = Json::parse(sample.json, "sample");
    return samples;
}

const std::vector<std::string> kWords = {
    "name",
    "shape",
    "dtype",
    "quantization",
    "scale",
    "min",
    "original_dtype",
    "group",
    "optimizer",
    "paths",
    "weights",
    "weightsManifest",
    "modelTopology",
    "format",
    "shardChecksums",
    "bytes",
    "crc32",
    "class_name",
    "model_config",
    "filename",
    "float32",
    "int32",
    "bool",
    "string",
    "complex64",
    "float16",
    "uint16",
    "uint8",
    "int64",
    "",
    "..",
    "/etc/passwd",
    "a/../b",
    "group1-shard1of1.bin",
    "ffffffff"};

void mutate(Sample& sample, const std::vector<Sample>& samples, Dice& dice) {
    if (dice.chance(0.7)) {
        mutateJson(sample.document, kWords, dice);
        sample.json = sample.document.dump();
    }
    if (dice.chance(0.25))
        mutateBytes(sample.json, dice.of(samples).json, kWords, dice);
    for (auto& [path, bytes] : sample.shards) {
        if (dice.chance(0.15))
            mutateBytes(bytes, dice.of(samples).json, kWords, dice);
    }
    if (sample.shards.size() > 1 && dice.chance(0.1))
        std::swap(sample.shards.begin()->second, sample.shards.rbegin()->second);
}

ModelArtifacts read(const Sample& sample) {
    const auto readShard = [&](const std::string& path, std::uint64_t most, Bytes& into) {
        const auto found = sample.shards.find(path);
        if (found == sample.shards.end())
            fail(Error::Kind::BadFile, "%1: there is no such file", path);
        check(found->second.size() <= most, "%1: too many bytes", path);
        into.insert(into.end(), found->second.begin(), found->second.end());
    };
    return readModel(sample.json, "model.json", readShard);
}

/// What was read can be decoded.
void decode(const ModelArtifacts& model) {
    const NamedWeights weights = decodeWeights(model.weightSpecs, model.weightData, "weights");
    test::mustHold(weights.size() == model.weightSpecs.size(), "as many weights as specs");
}

/// What was read comes back if it is written again.
void writeAndRead(const ModelArtifacts& model) {
    const Sample again = sampleOf(model, 64);
    const ModelArtifacts other = read(again);
    test::mustHold(
        membersOf(other) == membersOf(model) &&
            toJson(other.weightSpecs) == toJson(model.weightSpecs) &&
            other.weightData == model.weightData,
        "a model comes back as it was written");
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<Sample> samples = makeSamples();
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        Sample sample = dice.of(samples);
        mutate(sample, samples, dice);
        const ModelArtifacts model = read(sample);
        decode(model);
        if (dice.chance(0.25))
            writeAndRead(model);
    });
}
