// Loads models from folders whose files were damaged, and saves over what others left there.
#include "engine/base/error.h"
#include "engine/io/file.h"
#include "engine/io/file_handler.h"
#include "engine/io/model_json.h"
#include "engine/io/quantize.h"
#include "engine/ops/creation.h"
#include "tests/fuzz/reader.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>

namespace {

using namespace tp;
using namespace tp::io;
using test::Dice;
namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;

constexpr const char* kNote = ".model.json.0123456789abcdef.saving";

const std::vector<std::string> kWords = {
    "model.json",
    "other.json",
    "group1-shard1of1.bin",
    "group1-shard1of2.bin",
    "group1-shard1of1.0123456789abcdef.bin",
    ".model.json.0123456789abcdef.tmp",
    "precious.txt",
    "../precious.txt",
    "..",
    "/",
    ".",
    "\n",
    "float16",
    "uint8",
    "string",
    "optimizer"};

ModelArtifacts sampleModel(float value) {
    ModelArtifacts model;
    model.modelTopology = Json::Object{{"class_name", "Sequential"}, {"config", Json::List{1}}};
    model.format = "layers-model";
    addWeights(
        model,
        encodeWeights(
            {{"f", fromBuffer(std::vector<float>{value, -2, 3, 0.5F, 6, 7}, {2, 3})},
             {"b", fromBuffer(std::vector<std::uint8_t>{1, 0, 1}, {3})},
             {"i", fromBuffer(std::vector<std::int32_t>{4, 5}, {2})}}));
    return model;
}

/// The files of a folder with a model in it, cut as chance will have it.
Files filesOf(const ModelArtifacts& model, Dice& dice) {
    Files files;
    std::vector<ByteView> shards;
    std::vector<std::string> paths;
    const std::size_t most = 1 + dice.below(40);
    for (ByteView rest = model.weightData; !rest.empty();
         rest = rest.subspan(shards.back().size())) {
        shards.push_back(rest.first(std::min(most, rest.size())));
        paths.push_back("w" + std::to_string(shards.size()));
        files[paths.back()] = textOf(shards.back());
    }
    WeightsGroup group = shardedGroup(model, shards, paths);
    if (dice.chance(0.7))
        group.checksums.clear(); // files as others write them, which are read in another way
    files["model.json"] = modelJsonText(model, {group});
    return files;
}

void damage(Files& files, Dice& dice) {
    if (dice.chance(0.5)) {
        Json json = Json::parse(files["model.json"], "model.json");
        test::mutateJson(json, kWords, dice);
        files["model.json"] = json.dump();
    }
    for (auto& [name, bytes] : files) {
        if (dice.chance(0.2))
            test::mutateBytes(bytes, bytes, kWords, dice);
    }
    if (dice.chance(0.1) && files.size() > 2)
        std::swap(files.begin()->second, std::next(files.begin())->second);
    if (dice.chance(0.1))
        files.erase(std::prev(files.end()));
}

std::string noteOfChance(Dice& dice) {
    std::string note;
    for (std::size_t k = dice.below(8); k > 0; --k)
        note += dice.of(kWords) + '\n';
    if (dice.chance(0.3))
        test::mutateBytes(note, note, kWords, dice);
    return note;
}

std::string bytesOf(const Tensor& tensor) {
    if (tensor.dtype() == DType::String) {
        std::string all;
        for (const std::string& each : tensor.values<std::string>())
            all += each + '\0';
        return all;
    }
    return {
        reinterpret_cast<const char*>(tensor.storage()->host()),
        static_cast<std::size_t>(tensor.size()) * dtypeBytes(tensor.dtype())};
}

/// What reads files fast gives what reads them carefully does.
void loadBothWays(const fs::path& folder) {
    const IOHandler handler = fileHandler(folder);
    const DecodedModel fast = loadDecodedModel(handler);
    const ModelArtifacts slow = handler.load();
    const NamedWeights weights = decodeWeights(slow.weightSpecs, slow.weightData, "folder");
    test::mustHold(fast.weights.size() == weights.size(), "as many weights either way");
    for (std::size_t i = 0; i < weights.size(); ++i) {
        test::mustHold(
            fast.weights[i].name == weights[i].name &&
                fast.weights[i].tensor.shape() == weights[i].tensor.shape() &&
                bytesOf(fast.weights[i].tensor) == bytesOf(weights[i].tensor),
            "the same weights either way");
    }
}

/// Saving replaces the model, whatever lay in its folder, and leaves others' files alone.
void saveOver(const fs::path& folder, Dice& dice) {
    const ModelArtifacts other = sampleModel(8);
    fileHandler(folder / "other.json").save(other);
    std::ofstream(folder / "precious.txt") << "theirs";
    std::ofstream(folder / kNote) << noteOfChance(dice);
    const ModelArtifacts model = sampleModel(9);
    fileHandler(folder).save(model);
    test::mustHold(
        fileHandler(folder).load().weightData == model.weightData, "what is saved can be loaded");
    test::mustHold(
        fileHandler(folder / "other.json").load().weightData == other.weightData,
        "the other model of the folder is as it was");
    test::mustHold(
        textOf(readFile(folder / "precious.txt", 100)) == "theirs", "others' files stay");
    test::mustHold(!fs::exists(folder / kNote), "notes go");
}

} // namespace

int main(int argc, char** argv) {
    const ModelArtifacts plain = sampleModel(1);
    std::vector<ModelArtifacts> models = {plain};
    for (const StoredAs stored : {StoredAs::Float16, StoredAs::Uint16, StoredAs::Uint8})
        models.push_back(quantizeWeights(plain, stored));
    const fs::path top = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        const fs::path folder = top / ("fuzz_folder." + std::to_string(::getpid()));
        fs::remove_all(folder);
        fs::create_directory(folder);
        Files files = filesOf(dice.of(models), dice);
        if (dice.chance(0.9))
            damage(files, dice);
        for (const auto& [name, bytes] : files)
            std::ofstream(folder / name, std::ios::binary) << bytes;
        if (dice.chance(0.2)) {
            saveOver(folder, dice);
        } else {
            loadBothWays(folder);
        }
        fs::remove_all(folder);
    });
}
