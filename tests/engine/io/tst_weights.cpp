#include "engine/io/quantize.h"
#include "engine/io/weights.h"
#include "engine/ops/creation.h"
#include "tests/engine/io/sample_model.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tp;
using namespace tp::io;
using tp::test::refusalOf;

class TestWeights : public QObject {
    Q_OBJECT

private slots:
    void everyDtypeComesBack();
    void bytesAreThoseOfTensorFlowJs();
    void boolsBecomeZeroOrOne();
    void groupsAreKept();
    void quantisedWeightsAreRead();
    void quantising_data();
    void quantising();
    void quantisingKeepsZeroAndTheRest();
    void halvesRoundToEven();
    void whatCannotBeQuantised();
    void badBytes_data();
    void badBytes();
    void badSpecs_data();
    void badSpecs();
    void checksums();
};

namespace {

template<class T>
Tensor of(std::vector<T> values, const Shape& shape) {
    return fromBuffer(values, shape);
}

WeightSpec specOf(const char* json) {
    const Json value = Json::parse(json, "spec");
    return weightSpecFrom(JsonReader(value, "spec"));
}

} // namespace

void TestWeights::everyDtypeComesBack() {
    const NamedWeights weights = {
        {"float", of<float>({1.5F, -2, 0}, {3, 1})},
        {"bool", of<std::uint8_t>({1, 0, 1}, {3})}, // from here on, nothing lies even
        {"int", of<std::int32_t>({-7, 1 << 30}, {1, 2})},
        {"complex", of<std::complex<float>>({{1, 2}, {-3, 4}}, {2})},
        {"string", of<std::string>({"", "ä", std::string("a\0b", 3)}, {3})},
        {"scalar", of<float>({3}, {})},
        {"empty", of<float>({}, {0, 4})}};
    const EncodedWeights encoded = encodeWeights(weights);
    const NamedWeights again = decodeWeights(encoded.specs, encoded.data, "t");
    QCOMPARE(again.size(), weights.size());
    for (std::size_t i = 0; i < weights.size(); ++i) {
        QCOMPARE(again[i].name, weights[i].name);
        QCOMPARE(again[i].tensor.dtype(), weights[i].tensor.dtype());
        QVERIFY(again[i].tensor.shape() == weights[i].tensor.shape());
    }
    QCOMPARE(again[0].tensor.dataSync<float>(), weights[0].tensor.dataSync<float>());
    QCOMPARE(again[2].tensor.dataSync<std::int32_t>(), weights[2].tensor.dataSync<std::int32_t>());
    QVERIFY(
        again[3].tensor.dataSync<std::complex<float>>() ==
        weights[3].tensor.dataSync<std::complex<float>>());
    QCOMPARE(again[4].tensor.dataSync<std::string>(), weights[4].tensor.dataSync<std::string>());
}

void TestWeights::bytesAreThoseOfTensorFlowJs() {
    const EncodedWeights encoded = encodeWeights(
        {{"s", of<std::string>({"hi", ""}, {2})}, {"i", of<std::int32_t>({258}, {1})}});
    QCOMPARE(encoded.data, (Bytes{2, 0, 0, 0, 'h', 'i', 0, 0, 0, 0, 2, 1, 0, 0}));
    QCOMPARE(
        toJson(encoded.specs).dump(),
        std::string(R"([{"name":"s","shape":[2],"dtype":"string"},)"
                    R"({"name":"i","shape":[1],"dtype":"int32"}])"));
}

void TestWeights::boolsBecomeZeroOrOne() {
    const NamedWeights weights = decodeWeights(
        {specOf(R"({"name":"b","shape":[3],"dtype":"bool"})")}, Bytes{0, 1, 255}, "t");
    QCOMPARE(weights[0].tensor.dataSync<std::uint8_t>(), (std::vector<std::uint8_t>{0, 1, 1}));
}

void TestWeights::groupsAreKept() {
    const ModelArtifacts model = test::sampleModel(4);
    QCOMPARE(model.weightSpecs.back().group, std::string("optimizer"));
    QCOMPARE(weightsOfGroup(model, "", "t").size(), 2U);
    const NamedWeights state = weightsOfGroup(model, "optimizer", "t");
    QCOMPARE(state.size(), 1U);
    QCOMPARE(state[0].name, std::string("iter"));
    QCOMPARE(state[0].tensor.scalar<std::int32_t>(), 4);
}

void TestWeights::quantisedWeightsAreRead() {
    const std::vector<WeightSpec> specs = {
        specOf(R"({"name":"a","shape":[2],"dtype":"float32",
                   "quantization":{"dtype":"uint8","scale":0.5,"min":-1}})"),
        specOf(R"({"name":"b","shape":[2],"dtype":"float32",
                   "quantization":{"dtype":"uint16","scale":0.25,"min":2}})"),
        specOf(R"({"name":"c","shape":[2],"dtype":"float32","quantization":{"dtype":"float16"}})"),
        specOf(R"({"name":"d","shape":[1],"dtype":"int32",
                   "quantization":{"dtype":"uint8","scale":1.5,"min":1}})")};
    const Bytes data = {0, 4, 4, 0, 0, 1, 0x00, 0x3C, 0x00, 0xC0, 3};
    const NamedWeights weights = decodeWeights(specs, data, "t");
    QCOMPARE(weights[0].tensor.dataSync<float>(), (std::vector<float>{-1, 1}));
    QCOMPARE(weights[1].tensor.dataSync<float>(), (std::vector<float>{3, 66}));
    QCOMPARE(weights[2].tensor.dataSync<float>(), (std::vector<float>{1, -2}));
    QCOMPARE(weights[3].tensor.dataSync<std::int32_t>(), (std::vector<std::int32_t>{6}));
}

void TestWeights::quantising_data() {
    QTest::addColumn<int>("stored");
    QTest::addColumn<double>("tolerance"); // half a step of the range from -1 to 2
    QTest::newRow("float16") << int(StoredAs::Float16) << 0.001;
    QTest::newRow("uint16") << int(StoredAs::Uint16) << 3 / 65535.0 / 1.99;
    QTest::newRow("uint8") << int(StoredAs::Uint8) << 3 / 255.0 / 1.99;
}

void TestWeights::quantising() {
    QFETCH(int, stored);
    QFETCH(double, tolerance);
    std::vector<float> numbers;
    for (int i = 0; i <= 300; ++i)
        numbers.push_back(static_cast<float>(i) / 100 - 1);
    ModelArtifacts model;
    addWeights(model, encodeWeights({{"w", of(numbers, {301})}}));
    const ModelArtifacts small = quantizeWeights(model, static_cast<StoredAs>(stored));
    QVERIFY(small.weightData.size() * 2 <= model.weightData.size());
    const std::vector<WeightSpec> specs = small.weightSpecs;
    const auto read = decodeWeights(specs, small.weightData, "t")[0].tensor.dataSync<float>();
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        // At the ends, keeping zero exact may cost up to another half step.
        const double allowed = i == 0 || i == 300 ? 2 * tolerance : tolerance;
        QVERIFY2(std::abs(read[i] - numbers[i]) <= allowed, std::to_string(i).c_str());
    }
    QCOMPARE(read[100], 0.0F);
    // What the spec says survives the file.
    QVERIFY(toJson(weightSpecFrom(JsonReader(toJson(specs[0]), "t"))) == toJson(specs[0]));
}

void TestWeights::quantisingKeepsZeroAndTheRest() {
    ModelArtifacts model;
    addWeights(
        model,
        encodeWeights(
            {{"same", of<float>({3, 3}, {2})},
             {"none", of<float>({}, {0})},
             {"int", of<std::int32_t>({5}, {1})}}));
    addWeights(model, encodeWeights({{"m", of<float>({1e-9F}, {1})}}, "optimizer"));
    const ModelArtifacts small = quantizeWeights(model, StoredAs::Uint8);
    const NamedWeights read = decodeWeights(small.weightSpecs, small.weightData, "t");
    QCOMPARE(read[0].tensor.dataSync<float>(), (std::vector<float>{3, 3}));
    QCOMPARE(read[2].tensor.dataSync<std::int32_t>(), (std::vector<std::int32_t>{5}));
    QCOMPARE(read[3].tensor.dataSync<float>(), (std::vector<float>{1e-9F}));
    QVERIFY(!small.weightSpecs[1].quantization && !small.weightSpecs[3].quantization);
    QCOMPARE(quantizeWeights(small, StoredAs::Uint8).weightData, small.weightData);
}

void TestWeights::halvesRoundToEven() {
    // Every number of 16 bits comes back, and halfway between two goes to the even one.
    std::vector<std::uint16_t> halves;
    for (std::uint32_t bits = 0; bits < 0x10000; ++bits) {
        if ((bits & 0x7C00U) != 0x7C00U) // neither infinity nor NaN
            halves.push_back(static_cast<std::uint16_t>(bits));
    }
    const auto count = static_cast<std::int64_t>(halves.size());
    ModelArtifacts model;
    addWeights(model, encodeWeights({{"w", dequantizeFloat16(halves, {count})}}));
    const ModelArtifacts small = quantizeWeights(model, StoredAs::Float16);
    QVERIFY(std::equal(
        halves.begin(),
        halves.end(),
        reinterpret_cast<const std::uint16_t*>(small.weightData.data())));
    ModelArtifacts between;
    const float tiny = std::ldexp(1.0F, -25);
    addWeights(
        between,
        encodeWeights(
            {{"w",
              of<float>(
                  {1 + std::ldexp(1.0F, -11), 1 + std::ldexp(3.0F, -11), tiny, 3 * tiny, 65519},
                  {5})}}));
    const ModelArtifacts rounded = quantizeWeights(between, StoredAs::Float16);
    QCOMPARE(rounded.weightData, (Bytes{0, 0x3C, 2, 0x3C, 0, 0, 2, 0, 0xFF, 0x7B}));
}

void TestWeights::whatCannotBeQuantised() {
    ModelArtifacts model;
    addWeights(model, encodeWeights({{"w", of<float>({1, 70000}, {2})}}));
    QCOMPARE(
        refusalOf([&] { quantizeWeights(model, StoredAs::Float16); }),
        "Weight \"w\" holds 70000, which float16 cannot hold.");
    ModelArtifacts other;
    const float infinity = std::numeric_limits<float>::infinity();
    addWeights(other, encodeWeights({{"w", of<float>({infinity}, {1})}}));
    QVERIFY(refusalOf([&] {
                quantizeWeights(other, StoredAs::Uint8);
            }).endsWith("which uint8 cannot hold."));
}

void TestWeights::badBytes_data() {
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& data, const char* message) {
        QTest::newRow(name) << data << message;
    };
    const QByteArray good("\1\0\0\0x\0\0\0\0\0\0\200\77", 13);
    row("right", good, "accepted");
    row("nothing", {}, "t: weight \"s\" of shape [2] needs 8 bytes, but only 0 are left");
    row("one byte",
        good.left(1),
        "t: weight \"s\" of shape [2] needs 8 bytes, but only 1 are left");
    row("too few",
        good.left(11),
        "t: weight \"f\" of shape [1] needs 4 bytes, but only 2 are left");
    row("too many", good + "!", "t: the weights need 13 bytes, but there are 14");
    row("a long string",
        QByteArray("\377\377\377\377x\0\0\0\0", 9),
        "t: weight \"s\" of shape [2] needs 4294967299 bytes, but only 9 are left");
}

void TestWeights::badBytes() {
    QFETCH(QByteArray, data);
    QFETCH(QString, message);
    const std::vector<WeightSpec> specs = {
        specOf(R"({"name":"s","shape":[2],"dtype":"string"})"),
        specOf(R"({"name":"f","shape":[1],"dtype":"float32"})")};
    const Bytes bytes(data.begin(), data.end());
    QCOMPARE(refusalOf([&] { decodeWeights(specs, bytes, "t"); }), message);
}

void TestWeights::badSpecs_data() {
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* json, const char* message) {
        QTest::newRow(json) << json << message;
    };
    row(R"({"shape":[],"dtype":"float32"})", "spec: \"name\" is missing");
    row(R"({"name":"w","dtype":"float32"})", "spec: \"shape\" is missing");
    row(R"({"name":"w","shape":[],"dtype":"float64"})",
        "spec.dtype: weights of dtype \"float64\" are not known");
    row(R"({"name":"w","shape":[2,-1],"dtype":"bool"})",
        "spec.shape[1]: a size cannot be negative, but is -1");
    row(R"({"name":"w","shape":[2.5],"dtype":"bool"})",
        "spec.shape[0]: expected a whole number, but found 2.5");
    row(R"({"name":"w","shape":[1e300],"dtype":"bool"})",
        "spec.shape[0]: expected a whole number, but found 1e+300");
    row(R"({"name":"w","shape":[4294967296,4294967296],"dtype":"float32"})",
        "spec.shape: a tensor of shape [4294967296, 4294967296] has more elements than memory can "
        "hold");
    row(R"({"name":"w","shape":[9007199254740992,9007199254740992,0],"dtype":"float32"})",
        "spec.shape: a tensor of shape [9007199254740992, 9007199254740992, 0] has more elements "
        "than memory can hold");
    row(R"({"name":"w","shape":[1,1,1,1,1,1,1,1,1],"dtype":"float32"})",
        "spec.shape: 9 axes are more than the 8 that a tensor may have");
    row(R"({"name":"w","shape":[],"dtype":"float32","quantization":{"dtype":"uint4"}})",
        "spec.quantization.dtype: numbers stored as \"uint4\" are not known");
    row(R"({"name":"w","shape":[],"dtype":"float32","quantization":{"dtype":"uint8","min":0}})",
        "spec.quantization: \"scale\" is missing");
    row(R"({"name":"w","shape":[],"dtype":"int32","quantization":{"dtype":"float16"}})",
        "spec.quantization.dtype: weights of dtype int32 cannot be stored as float16");
    row(R"({"name":"w","shape":[],"dtype":"string","quantization":{"dtype":"uint8"}})",
        "spec.quantization.dtype: weights of dtype string cannot be stored as uint8");
}

void TestWeights::badSpecs() {
    QFETCH(QString, json);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { specOf(json.toUtf8().constData()); }), message);
}

void TestWeights::checksums() {
    QCOMPARE(crc32(bytesOf("123456789")), 0xCBF43926U); // the value that catalogues of CRCs give
    QCOMPARE(crc32({}), 0U);
    QCOMPARE(crc32(bytesOf("The quick brown fox jumps over the lazy dog")), 0x414FA339U);
}

QTEST_APPLESS_MAIN(TestWeights)
#include "tst_weights.moc"
