#include "engine/io/model_json.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <map>

using namespace tp;
using namespace tp::io;
using tp::test::isSame;
using tp::test::refusalOf;
using tp::test::sampleModel;

class TestModelJson : public QObject {
    Q_OBJECT

private slots:
    void readsWhatItWrites();
    void shardsAreJoined();
    void legacyForms();
    void refusals_data();
    void refusals();
    void badWeights_data();
    void badWeights();
    void deepTopologiesAreRefused();
    void manyMembersTakeNoLongTime();
};

namespace {

using Files = std::map<std::string, std::string>;

/// A model from files in memory.
ModelArtifacts readFrom(const std::string& json, const Files& files) {
    return readModel(json, "m", [&](const std::string& path, std::uint64_t most, Bytes& into) {
        const auto found = files.find(path);
        if (found == files.end())
            fail(Error::Kind::BadFile, "%1: there is no such file", path);
        if (found->second.size() > most)
            fail(Error::Kind::BadFile, "%1: more than %2 bytes", path, std::size_t(most));
        into.insert(into.end(), found->second.begin(), found->second.end());
    });
}

std::string textOfBytes(ByteView bytes) {
    return std::string(textOf(bytes));
}

} // namespace

void TestModelJson::readsWhatItWrites() {
    ModelArtifacts model = sampleModel(3);
    model.convertedBy = "converter";
    model.trainingConfig = Json::Object{{"loss", "meanSquaredError"}};
    model.signature = Json::Object{{"inputs", Json::Object{}}};
    model.initializerSignature = Json::Object{{"outputs", 1}};
    model.modelInitializer = Json::Object{{"node", Json::List{}}};
    model.others = {{"future", Json::List{1, "ä", Json()}}};
    const WeightsGroup group = shardedGroup(model, {model.weightData}, {"ä b/w.bin"});
    const std::string text = modelJsonText(model, {group});
    const ModelArtifacts read = readFrom(text, {{"ä b/w.bin", textOfBytes(model.weightData)}});
    QVERIFY(isSame(read, model));
}

void TestModelJson::shardsAreJoined() {
    ModelArtifacts model = sampleModel(1, 3 << 20); // 12 MiB and a little
    const auto shards = shardsOf(model.weightData);
    QCOMPARE(shards.size(), 4U);
    QCOMPARE(shards[0].size(), std::size_t{4} << 20);
    Files files;
    std::vector<std::string> paths;
    for (std::size_t i = 0; i < shards.size(); ++i) {
        paths.push_back(shardName(i + 1, shards.size()));
        files[paths.back()] = textOfBytes(shards[i]);
    }
    QCOMPARE(paths[1], std::string("group1-shard2of4.bin"));
    const std::string text = modelJsonText(model, {shardedGroup(model, shards, paths)});
    QVERIFY(isSame(readFrom(text, files), model));
    std::swap(files[paths[0]], files[paths[1]]); // of one size, so that only checksums tell
    files[paths[1]][0] = 'x';
    QCOMPARE(
        refusalOf([&] { readFrom(text, files); }),
        "group1-shard2of4.bin: these 4194304 bytes are not those that were saved; the file is "
        "damaged, or files of weights were swapped");
    files[paths[1]].pop_back();
    QCOMPARE(
        refusalOf([&] { readFrom(text, files); }),
        "group1-shard2of4.bin: expected 4194304 bytes, but found 4194303");
}

void TestModelJson::legacyForms() {
    const std::string weights = R"([{"paths":["w"],"weights":[)"
                                R"({"name":"a","shape":[2],"dtype":"float32"}]}])";
    const Files files = {{"w", std::string(8, '\1')}, {"b", std::string(4, '\2')}};
    const ModelArtifacts manifest = readFrom(weights, files);
    QVERIFY(manifest.modelTopology.isNull());
    QCOMPARE(manifest.weightSpecs.size(), 1U);
    QCOMPARE(manifest.weightData.size(), 8U);
    const ModelArtifacts keras = readFrom(R"({"class_name":"Sequential","config":[]})", {});
    QVERIFY(keras.modelTopology.find("config"));
    const ModelArtifacts converted = readFrom(R"({"model_config":{},"backend":"x"})", {});
    QVERIFY(converted.modelTopology.find("backend"));
    const ModelArtifacts variables = readFrom(
        R"({"x/y":{"filename":"w","shape":[1,2]},"z":{"filename":"b","shape":[]}})", files);
    QCOMPARE(variables.weightSpecs[0].name, std::string("x/y"));
    QCOMPARE(variables.weightData.size(), 12U);
    QCOMPARE(readFrom(R"({"modelTopology":{}})", {}).weightData.size(), 0U);
}

void TestModelJson::refusals_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const QString& json, const char* message) {
        QTest::newRow(json.toUtf8().constData()) << json << message;
    };
    row("", "m: not valid JSON at byte 1");
    row("3", "m: expected an object, but found 3");
    row("{}", "m: this is no model: it has neither a topology nor a list of weights");
    row(R"({"a":{"filename":"x"}})",
        "m: this is no model: it has neither a topology nor a list of weights");
    row(R"({"modelTopology":{},"format":3})", "m.format: expected text, but found 3");
    row(R"({"weightsManifest":{}})", "m.weightsManifest: expected a list, but found {}");
    row(R"({"weightsManifest":[{"weights":[]}]})", "m.weightsManifest[0]: \"paths\" is missing");
    row(R"([{"paths":["/etc/passwd"],"weights":[]}])",
        "m[0].paths[0]: the path \"/etc/passwd\" leads out of the model's folder");
    row(R"([{"paths":["a/../../b"],"weights":[]}])",
        "m[0].paths[0]: the path \"a/../../b\" leads out of the model's folder");
    row(R"([{"paths":[".."],"weights":[]}])",
        "m[0].paths[0]: the path \"..\" leads out of the model's folder");
    row(R"([{"paths":["a\u0000b"],"weights":[]}])",
        "m[0].paths[0]: a path cannot contain a zero byte");
    row(R"([{"paths":[""],"weights":[]}])", "m[0].paths[0]: \"\" names no file");
    row(R"([{"paths":["a/"],"weights":[]}])", "m[0].paths[0]: \"a/\" names no file");
    row(R"([{"paths":["a"],"weights":[],"shardChecksums":[]}])",
        "m[0].shardChecksums: expected one for each of 1 files, but found 0");
    row(R"([{"paths":["a"],"weights":[],"shardChecksums":[{"bytes":-1,"crc32":"0"}]}])",
        "m[0].shardChecksums[0]: this is no number of bytes with its checksum");
    row(R"([{"paths":["a"],"weights":[],"shardChecksums":[{"bytes":1,"crc32":"123456789"}]}])",
        "m[0].shardChecksums[0]: this is no number of bytes with its checksum");
}

void TestModelJson::refusals() {
    QFETCH(QString, json);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { readFrom(json.toStdString(), {}); }), message);
}

void TestModelJson::badWeights_data() {
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, int first, int second, const char* message) {
        QTest::newRow(name) << QByteArray(first, 'x') << QByteArray(second, 'y') << message;
    };
    row("right", 4, 8, "accepted");
    row("divided elsewhere", 7, 5, "accepted");
    row("too few",
        4,
        7,
        "m: the weights need 12 bytes, but their files have only 11: a.bin (4 bytes), b.bin (7 "
        "bytes)");
    row("none",
        0,
        0,
        "m: the weights need 12 bytes, but their files have only 0: a.bin (0 bytes), b.bin (0 "
        "bytes)");
    row("too many", 4, 9, "b.bin: more than 8 bytes");
    row("too many at once", 13, 0, "a.bin: more than 12 bytes");
}

void TestModelJson::badWeights() {
    QFETCH(QByteArray, first);
    QFETCH(QByteArray, second);
    QFETCH(QString, message);
    const Files files = {{"a.bin", first.toStdString()}, {"b.bin", second.toStdString()}};
    QCOMPARE(
        refusalOf([&] {
            readFrom(
                R"([{"paths":["a.bin","b.bin"],
                     "weights":[{"name":"w","shape":[3],"dtype":"float32"}]}])",
                files);
        }),
        message);
}

void TestModelJson::deepTopologiesAreRefused() {
    const std::string deep = R"({"modelTopology":)" + std::string(100'000, '[');
    QCOMPARE(
        refusalOf([&] { readFrom(deep, {}); }),
        "m: lists and objects lie within each other more than 256 deep");
}

void TestModelJson::manyMembersTakeNoLongTime() {
    std::string json = R"({"modelTopology":{})";
    std::string variables = "{";
    for (int i = 0; i < 200'000; ++i) {
        json += ",\"" + std::to_string(i) + "\":0";
        variables +=
            (i == 0 ? "\"" : ",\"") + std::to_string(i) + R"(":{"filename":"w","shape":[0]})";
    }
    QCOMPARE(readFrom(json + "}", {}).others.size(), 200'000U);
    const ModelArtifacts many = readFrom(variables + "}", {{"w", ""}});
    QCOMPARE(many.weightSpecs.size(), 200'000U);
}

QTEST_APPLESS_MAIN(TestModelJson)
#include "tst_model_json.moc"
