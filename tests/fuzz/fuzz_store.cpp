// Reads the stores behind localstorage:// and indexeddb:// after somebody has changed their rows,
// or the bytes of their files.
#include "engine/io/database.h"
#include "engine/io/file.h"
#include "engine/io/model_store.h"
#include "engine/io/stored_json.h"
#include "engine/io/user_folders.h"
#include "engine/ops/creation.h"
#include "tests/fuzz/reader.h"

#include <unistd.h>

#include <array>
#include <filesystem>
#include <fstream>

namespace {

using namespace tp;
using namespace tp::io;
using test::Dice;
namespace fs = std::filesystem;

/// One of the two stores: its file, and the columns that hold values of a model.
struct Store {
    std::string scheme;
    std::string file;
    std::vector<std::string> updates; // statements that set a value of the model "a" to ?
    std::string bytes = {};           // of a sound file
};

std::vector<Store> knownStores() {
    Store local{"localstorage://", "local-storage.sqlite", {}};
    for (const char* const part :
         {"info", "model_topology", "weight_specs", "weight_data", "model_metadata"}) {
        local.updates.push_back(
            std::string("UPDATE items SET value = ? WHERE key = 'tensorflowjs_models/a/") + part +
            "'");
    }
    local.updates.emplace_back("UPDATE items SET key = ? WHERE key = 'tensorflowjs_models/a/info'");
    Store indexed{"indexeddb://", "models.sqlite", {}};
    for (const char* const column : {"topology", "weight_specs", "metadata", "model_path"}) {
        indexed.updates.push_back(
            std::string("UPDATE models_store SET ") + column + " = ? WHERE model_path = 'a'");
    }
    for (const char* const column : {"bytes", "part"}) {
        indexed.updates.push_back(
            std::string("UPDATE weight_data SET ") + column + " = ? WHERE model_path = 'a'");
    }
    indexed.updates.emplace_back("UPDATE model_info_store SET info = ? WHERE model_path = 'a'");
    return {local, indexed};
}

ModelArtifacts sampleModel(float value) {
    ModelArtifacts model;
    model.modelTopology = Json::Object{{"class_name", "Sequential"}, {"config", Json::List{1}}};
    model.format = "layers-model";
    model.trainingConfig = Json::Object{{"loss", "meanSquaredError"}};
    addWeights(
        model,
        encodeWeights(
            {{"f", fromBuffer(std::vector<float>{value, 2, 3}, {3})},
             {"s", fromBuffer(std::vector<std::string>{"a", "text"}, {2})}}));
    return model;
}

const std::vector<std::string> kWords = {
    "{",
    "}",
    "[]",
    "null",
    "\"",
    "shape",
    "float32",
    "string",
    "dateSaved",
    "dtype",
    "-1",
    "1e999",
    "SQLite format 3",
    "CREATE TABLE items",
    "VIEW",
    "sqlite_",
    "weight_data",
    "tensorflowjs_models/",
    "/info"};

/// Text as a store has it, damaged.
std::string textOfChance(const ModelArtifacts& model, Dice& dice) {
    const std::array<Json, 4> sound = {
        infoJson(saveResultFor(model)),
        model.modelTopology,
        toJson(model.weightSpecs),
        metadataJson(model)};
    Json json = sound[dice.below(sound.size())];
    if (dice.chance(0.7))
        test::mutateJson(json, kWords, dice);
    std::string text = json.dump();
    if (dice.chance(0.4))
        test::mutateBytes(text, text, kWords, dice);
    return text;
}

void changeRow(const Store& store, const ModelArtifacts& model, Dice& dice) {
    const Database database(userDataFolder() / store.file);
    const std::string& update = dice.of(store.updates);
    const std::string text = textOfChance(model, dice);
    if (dice.chance(0.1)) {
        database.run(update, {static_cast<std::int64_t>(dice.next())});
    } else if (dice.chance(0.2)) {
        database.run(update, {bytesOf(text)});
    } else {
        database.run(update, {std::string_view(text)});
    }
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

/// What a person may do next, of which nothing may fail but by a refusal.
void use(const Store& store, Dice& dice) {
    const std::string url = store.scheme + "a";
    switch (dice.below(4)) {
    case 0:
        listModels();
        break;
    case 1:
        removeModel(url);
        break;
    case 2:
        ioHandlerFor(url).save(sampleModel(5));
        test::mustHold(
            ioHandlerFor(url).load().weightData == sampleModel(5).weightData,
            "what is saved over something damaged can be loaded");
        break;
    default: {
        const ModelArtifacts model = ioHandlerFor(url).load();
        decodeWeights(model.weightSpecs, model.weightData, url);
    }
    }
}

/// Stores of this process alone, in memory where there is a disk for that.
class Folder {
public:
    explicit Folder(std::vector<Store>& stores) : m_process(::getpid()) {
        const fs::path top = fs::exists("/dev/shm") ? "/dev/shm" : fs::temp_directory_path();
        m_path = top / ("fuzz_store." + std::to_string(m_process));
        setUserDataFolder(m_path);
        for (Store& store : stores) {
            ioHandlerFor(store.scheme + "a").save(sampleModel(1));
            ioHandlerFor(store.scheme + "b").save(sampleModel(2));
            store.bytes = textOf(readFile(m_path / store.file, 1 << 24));
        }
    }
    ~Folder() {
        std::error_code error;
        if (m_process == ::getpid())
            fs::remove_all(m_path, error);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

private:
    pid_t m_process;
    fs::path m_path;
};

} // namespace

int main(int argc, char** argv) {
    std::vector<Store> stores = knownStores();
    const ModelArtifacts model = sampleModel(1);
    return test::fuzzReader({argv + 1, argv + argc}, [&](Dice& dice) {
        static const Folder folder(stores); // one for each process
        for (const Store& each : stores) {
            write(userDataFolder() / each.file, each.bytes);
            std::error_code error;
            fs::remove(userDataFolder() / (each.file + "-journal"), error);
        }
        const Store& store = dice.of(stores);
        if (dice.chance(0.2)) {
            std::string bytes = store.bytes;
            test::mutateBytes(bytes, store.bytes, kWords, dice);
            write(userDataFolder() / store.file, bytes);
            use(store, dice);
            return;
        }
        for (std::size_t k = dice.below(3); k < 3; ++k)
            changeRow(store, model, dice);
        test::mustHold(
            ioHandlerFor(store.scheme + "b").load().weightData == sampleModel(2).weightData,
            "another model is as it was");
        use(store, dice);
    });
}
