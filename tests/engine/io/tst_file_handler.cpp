#include "engine/io/file_handler.h"
#include "engine/io/model_json.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <set>
#include <stdexcept>

using namespace tp;
using namespace tp::io;
using tp::test::isSame;
using tp::test::pathOf;
using tp::test::refusalOf;
using tp::test::sampleModel;
using tp::test::valueOf;
using tp::test::writeFile;
namespace fs = std::filesystem;

class TestFileHandler : public QObject {
    Q_OBJECT

private slots:
    void savesAFolderThatLoads();
    void aPathThatEndsInJsonIsTheFileItself();
    void savingAgainLeavesNothingOld();
    void filesOfOthersStay();
    void twoModelsMayShareAFolder();
    void quantisesWhenAsked();
    void whatIsNotThere();
    void weightsOutsideOfTheFolder();
    void somethingElseInTheFilesPlace();
    void weightsThatFilesCutApart();
    void droppedFiles();
    void recordedModels();
    void modelsOfTheWorld();
};

namespace {

std::set<std::string> namesIn(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

void save(const fs::path& path, const ModelArtifacts& model) {
    ioHandlerFor("file://" + path.string()).save(model);
}

/// The bytes of a tensor's elements.
std::string elementsOf(const Tensor& tensor) {
    if (tensor.dtype() == DType::String) {
        std::string all;
        for (const std::string& each : tensor.values<std::string>())
            all += each + '\0';
        return all;
    }
    const auto* bytes = reinterpret_cast<const char*>(tensor.storage()->host());
    return {bytes, static_cast<std::size_t>(tensor.size()) * dtypeBytes(tensor.dtype())};
}

/// Loads both ways, which must agree.
ModelArtifacts load(const fs::path& path) {
    const IOHandler handler = ioHandlerFor("file://" + path.string());
    const QString message = refusalOf([&] { loadDecodedModel(handler); });
    if (message != refusalOf([&] { handler.load(); }))
        throw std::runtime_error("loadDecoded: " + message.toStdString());
    ModelArtifacts model = handler.load();
    const DecodedModel decoded = loadDecodedModel(handler);
    const NamedWeights weights = decodeWeights(model.weightSpecs, model.weightData, path.string());
    if (decoded.weights.size() != weights.size())
        throw std::runtime_error("loadDecoded: another number of weights");
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Tensor& other = decoded.weights[i].tensor;
        if (decoded.weights[i].name != weights[i].name ||
            other.dtype() != weights[i].tensor.dtype() ||
            other.shape() != weights[i].tensor.shape() ||
            elementsOf(other) != elementsOf(weights[i].tensor))
            throw std::runtime_error("loadDecoded: another weight " + weights[i].name);
    }
    return model;
}

/// The recorded models of TensorFlow.js: all, if they lie beside the project, or a sample.
std::vector<fs::path> recordedFolders() {
    fs::path top = fs::path(TP_SOURCE_DIR) / ".." / "shared/conformance/layers/visible";
    if (!fs::exists(top))
        top = fs::path(TP_SOURCE_DIR) / "tests/golden/layers";
    std::vector<fs::path> folders;
    for (const auto& entry : fs::directory_iterator(top))
        folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return folders;
}

} // namespace

void TestFileHandler::savesAFolderThatLoads() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder) / "mein Modell ü" / "innen";
    const ModelArtifacts model = sampleModel(2, 2 << 20);
    const SaveResult result = ioHandlerFor("file://" + path.string()).save(model);
    QCOMPARE(result.modelTopologyType, std::string("JSON"));
    QCOMPARE(result.modelTopologyBytes, model.modelTopology.dump().size());
    QCOMPARE(result.weightDataBytes, model.weightData.size());
    QCOMPARE(result.weightSpecsBytes, toJson(model.weightSpecs).dump().size());
    QVERIFY(result.errors.empty());
    QCOMPARE(
        namesIn(path),
        (std::set<std::string>{
            "group1-shard1of3.bin", "group1-shard2of3.bin", "group1-shard3of3.bin", "model.json"}));
    QVERIFY(isSame(load(path), model));
    QVERIFY(isSame(load(path / "model.json"), model));
    QVERIFY(isSame(ioHandlerFor(path.string()).load(), model));
}

void TestFileHandler::aPathThatEndsInJsonIsTheFileItself() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder) / "other.json";
    save(path, sampleModel(5));
    QCOMPARE(
        namesIn(pathOf(folder)), (std::set<std::string>{"group1-shard1of1.bin", "other.json"}));
    QCOMPARE(valueOf(load(path)), 5);
}

void TestFileHandler::savingAgainLeavesNothingOld() {
    const QTemporaryDir folder;
    for (const std::int64_t size : {3 << 20, 6, 2 << 20, 6, 6}) {
        const ModelArtifacts model = sampleModel(7, size);
        save(pathOf(folder), model);
        QVERIFY(isSame(load(pathOf(folder)), model));
        QCOMPARE(namesIn(pathOf(folder)).size(), 1 + shardsOf(model.weightData).size());
        QVERIFY(namesIn(pathOf(folder)).contains(shardName(1, shardsOf(model.weightData).size())));
    }
    ModelArtifacts bare = sampleModel(1);
    bare.weightSpecs.clear();
    bare.weightData.clear();
    save(pathOf(folder), bare);
    QCOMPARE(namesIn(pathOf(folder)), std::set<std::string>{"model.json"});
    QVERIFY(isSame(load(pathOf(folder)), bare));
}

void TestFileHandler::filesOfOthersStay() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    const std::vector<std::string> theirs = {
        "labels.txt", "group1-shard1of7.bin", "group1-shard1of1.x.bin", ".model.json.tmp"};
    for (const std::string& name : theirs)
        writeFile(path / name, "theirs");
    save(path, sampleModel(1));
    save(path, sampleModel(2));
    for (const std::string& name : theirs)
        QCOMPARE(test::readFile(path / name), std::string("theirs"));
    QCOMPARE(valueOf(load(path)), 2);
}

void TestFileHandler::twoModelsMayShareAFolder() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    for (int round = 0; round < 3; ++round) {
        save(path / "a.json", sampleModel(10 + round));
        save(path / "b.json", sampleModel(20 + round));
        QCOMPARE(valueOf(load(path / "a.json")), 10 + round);
        QCOMPARE(valueOf(load(path / "b.json")), 20 + round);
        QCOMPARE(namesIn(path).size(), 4U);
    }
    // Two files that name the same weights, as bodypix has them.
    fs::copy(path / "a.json", path / "c.json");
    save(path / "a.json", sampleModel(30));
    QCOMPARE(valueOf(load(path / "c.json")), 12);
    QCOMPARE(valueOf(load(path / "a.json")), 30);
}

void TestFileHandler::quantisesWhenAsked() {
    const QTemporaryDir folder;
    IOOptions options;
    options.quantize = StoredAs::Uint8;
    const SaveResult result =
        ioHandlerFor("file://" + pathOf(folder).string(), options).save(sampleModel(6, 100));
    QCOMPARE(result.weightDataBytes, 105U);
    QCOMPARE(valueOf(load(pathOf(folder))), 6);
}

void TestFileHandler::whatIsNotThere() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    const QString name = folder.path();
    QCOMPARE(refusalOf([&] { load(path); }), name + "/model.json: there is no such file");
    QCOMPARE(refusalOf([&] { load(path / "x"); }), name + "/x/model.json: there is no such file");
    save(path, sampleModel(1, 2 << 20));
    fs::resize_file(path / "group1-shard2of3.bin", 1000);
    QCOMPARE(
        refusalOf([&] { load(path); }),
        "group1-shard2of3.bin: expected 4194304 bytes, but found 1000");
    fs::remove(path / "group1-shard2of3.bin");
    QCOMPARE(refusalOf([&] { load(path); }), name + "/group1-shard2of3.bin: there is no such file");
    QCOMPARE(refusalOf([&] { ioHandlerFor(""); }), "A model needs a path, but it is empty.");
    QVERIFY(refusalOf([&] { ioHandlerFor(std::string("a\0b", 3)); }).endsWith(" a zero byte."));
}

void TestFileHandler::weightsOutsideOfTheFolder() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder) / "model";
    fs::create_directory(path);
    writeFile(pathOf(folder) / "secret", "1234");
    fs::create_symlink("../secret", path / "w.bin");
    const std::string json =
        R"([{"paths":["w.bin"],"weights":[{"name":"w","shape":[1],"dtype":"float32"}]}])";
    writeFile(path / "model.json", json);
    QVERIFY(refusalOf([&] { load(path); }).contains("lies outside of the model's folder, in /"));
    fs::remove(path / "w.bin");
    writeFile(path / "real", "1234");
    fs::create_symlink("real", path / "w.bin");
    QCOMPARE(load(path).weightData.size(), 4U); // a link within the folder is fine
    fs::create_directory_symlink(path, pathOf(folder) / "link");
    QCOMPARE(load(pathOf(folder) / "link").weightData.size(), 4U);
}

void TestFileHandler::somethingElseInTheFilesPlace() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    writeFile(
        path / "model.json",
        R"([{"paths":["w.bin"],"weights":[{"name":"w","shape":[1],"dtype":"float32"}]}])");
    QCOMPARE(::mkfifo((path / "w.bin").c_str(), 0600), 0);
    QVERIFY(refusalOf([&] { load(path); }).endsWith("w.bin: this is no file that can be read"));
    fs::remove(path / "w.bin");
    fs::create_directory(path / "w.bin");
    QVERIFY(refusalOf([&] { load(path); }).endsWith("w.bin: this is no file that can be read"));
    fs::remove(path / "w.bin");
    writeFile(path / "w.bin", "");
    fs::resize_file(path / "w.bin", std::uintmax_t{1} << 40); // 1 TiB of which nothing is there
    QVERIFY(
        refusalOf([&] {
            load(path);
        }).endsWith("w.bin: the file has 1099511627776 bytes, but no more than 4 are expected"));
    fs::remove(path / "model.json");
    writeFile(path / "model.json", "");
    fs::resize_file(path / "model.json", std::uintmax_t{1} << 40);
    QVERIFY(refusalOf([&] { load(path); }).contains("but no more than 67108864 are expected"));
}

void TestFileHandler::weightsThatFilesCutApart() {
    const QTemporaryDir folder;
    const fs::path path = pathOf(folder);
    const std::string weights = R"([
        {"name":"a","shape":[3],"dtype":"bool"},
        {"name":"b","shape":[200,500],"dtype":"float32","quantization":{"dtype":"float16"}},
        {"name":"none","shape":[0],"dtype":"float32"},
        {"name":"c","shape":[70000],"dtype":"complex64"},
        {"name":"d","shape":[300001],"dtype":"float32",
         "quantization":{"dtype":"uint8","scale":0.5,"min":-1}},
        {"name":"e","shape":[300001],"dtype":"int32",
         "quantization":{"dtype":"uint16","scale":0.25,"min":2}},
        {"name":"f","shape":[],"dtype":"int32"},
        {"name":"g","shape":[100001],"dtype":"float32"}])";
    std::string bytes;
    const std::size_t count = 3 + 200000 + 560000 + 300001 + 600002 + 4 + 400004;
    for (std::size_t i = 0; i < count; ++i)
        bytes += static_cast<char>(i * 2654435761U >> 13U);
    const std::array<std::size_t, 6> ends = {1, 1, 300000, 700001, 2060012, count};
    std::string paths;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < ends.size(); ++i) {
        const std::string name = "w" + std::to_string(i);
        writeFile(path / name, bytes.substr(begin, ends[i] - begin));
        begin = ends[i];
        paths += (i == 0 ? "\"" : ",\"") + name + '"';
    }
    writeFile(path / "model.json", "[{\"paths\":[" + paths + "],\"weights\":" + weights + "}]");
    QCOMPARE(load(path).weightData.size(), count);
    fs::resize_file(path / "w5", count - ends[4] - 1);
    QVERIFY(refusalOf([&] { load(path); }).contains("but their files have only"));
}

void TestFileHandler::droppedFiles() {
    const QTemporaryDir folder;
    const QTemporaryDir elsewhere;
    const fs::path path = pathOf(folder);
    save(path, sampleModel(9, 2 << 20));
    const fs::path moved = pathOf(elsewhere) / "group1-shard2of3.bin";
    fs::copy(path / moved.filename(), moved);
    fs::remove(path / moved.filename());
    std::vector<fs::path> files = {
        moved, path / "group1-shard1of3.bin", path / "model.json", path / "group1-shard3of3.bin"};
    QCOMPARE(valueOf(filesHandler(files).load()), 9);
    QVERIFY(!filesHandler(files).save);
    QCOMPARE(valueOf(filesHandler({path / "model.json", moved}).load()), 9); // the rest beside it
    files.erase(files.begin());
    QVERIFY(refusalOf([&] {
                filesHandler(files).load();
            }).endsWith("group1-shard2of3.bin: there is no such file"));
    QCOMPARE(
        refusalOf([&] { filesHandler({moved}); }),
        "Of the files of a model, one is a model.json, but here 0 end in .json.");
    QCOMPARE(
        refusalOf([&] {
            filesHandler({moved, moved});
        }),
        "Two files are called group1-shard2of3.bin, so which of them has the weights cannot be "
        "told.");
    QCOMPARE(
        refusalOf([&] { filesHandler({}); }),
        "A model needs a model.json, but there are no files.");
}

void TestFileHandler::recordedModels() {
    int count = 0;
    const QTemporaryDir folder;
    for (const fs::path& recorded : recordedFolders()) {
        for (const char* name : {"model.json", "checkpoint.json"}) {
            const fs::path file = recorded / name;
            if (!fs::exists(file))
                continue;
            const ModelArtifacts model = load(file);
            QVERIFY(!model.modelTopology.isNull());
            decodeWeights(model.weightSpecs, model.weightData, file.string());
            if (count++ % 20 == 0) {
                save(pathOf(folder), model);
                QVERIFY(isSame(load(pathOf(folder)), model));
            }
        }
    }
    qInfo("%d models", count);
    QVERIFY(count > 0);
}

void TestFileHandler::modelsOfTheWorld() {
    const fs::path models = fs::path(TP_SOURCE_DIR) / ".." / "shared" / "models";
    if (!fs::exists(models))
        QSKIP("there is no folder shared/models beside the project");
    int read = 0;
    int without = 0;
    for (const auto& entry : fs::recursive_directory_iterator(models)) {
        const fs::path& file = entry.path();
        const std::string name = file.filename().string();
        if (file.extension() != ".json" || file.string().find("/photos/") != std::string::npos ||
            name == "sample_data.json" || name == "metadata.json")
            continue;
        const QString message = refusalOf([&] {
            const ModelArtifacts model = load(file);
            decodeWeights(model.weightSpecs, model.weightData, file.string());
        });
        const bool hasWeights = file.string().find("/topology_only/") == std::string::npos;
        if (hasWeights) {
            QCOMPARE(message, "accepted");
        } else {
            QVERIFY2(message.endsWith("there is no such file"), qPrintable(message));
        }
        ++(hasWeights ? read : without);
    }
    qInfo("%d models, %d topologies whose weights are missing", read, without);
    QVERIFY(read > 0);
}

QTEST_APPLESS_MAIN(TestFileHandler)
#include "tst_file_handler.moc"
