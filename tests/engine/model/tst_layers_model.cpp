// Models of any shape: several inputs and outputs, shared layers, models within models, files.
#include "engine/api/tp.h"
#include "engine/data/dataset.h"
#include "engine/io/memory_handler.h"
#include "engine/keras/layer_registry.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using tp::test::refusalOf;

namespace {

/// A layer of one's own, which describes itself: y = scale · x, with `scale` learnt.
struct ScaleConfig {
    double start = 1;
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ScaleConfig& config) {
    fields.add("start", config.start);
}

class Scale : public ConfiguredLayer<ScaleConfig> {
public:
    explicit Scale(ScaleConfig config) : ConfiguredLayer("Scale", std::move(config)) {}

protected:
    void makeWeights(const Shape&) override {
        m_scale = addWeight("scale", {1}, initializers::Constant{m_config.start});
    }
    Tensor call(const Tensor& x, const LayerCall&) override { return x * m_scale.value(); }

private:
    Variable m_scale;
};

/// One that does not describe itself.
class Silent : public Layer {
public:
    Silent() : Layer("Silent", {}) {}

protected:
    Tensor call(const Tensor& x, const LayerCall&) override { return x; }
};

std::vector<float> valuesOf(const Tensor& tensor) {
    const auto values = tensor.values<float>();
    return {values.begin(), values.end()};
}

LayersModel twoWays() {
    const SymbolicTensor a = input({.shape = {2}, .name = "a"});
    const SymbolicTensor b = input({.shape = {3}, .name = "b"});
    const auto shared = layers::dense({.units = 4, .activation = "tanh", .name = "shared"});
    const SymbolicTensor first = layers::dense({.units = 4, .name = "lift"})->apply(a);
    const SymbolicTensor h = shared->apply(first);
    const SymbolicTensor k = shared->apply(layers::dense({.units = 4, .name = "drop"})->apply(b));
    return model(
        {.inputs = {a, b},
         .outputs =
             {layers::dense({.units = 1, .name = "y"})->apply(h),
              layers::dense({.units = 2, .activation = "softmax", .name = "z"})->apply(k)},
         .name = "two_ways"});
}

} // namespace

class TestLayersModel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { resetAutomaticNames(); }

    void takesDataInOrderAndByName();
    void trainsSeveralOutputs();
    void weighsSamples();
    void innerLayersCanBeOutputs();
    void goesThroughAFile();
    void inputsThatNothingHangsOnAreSavedToo();
    void filesMaySayNonsenseAboutInnerInputs();
    void ownLayersTravelIfTheyDescribeThemselves();
    void streamsStayFlatInMemory();
    void aVeryLongRowOfLayersIsNoTrouble();
    void refusals_data();
    void refusals();
};

void TestLayersModel::takesDataInOrderAndByName() {
    auto net = twoWays();
    const Tensor a = randomNormal({5, 2}, 0, 1, DType::Float32, 1);
    const Tensor b = randomNormal({5, 3}, 0, 1, DType::Float32, 2);
    const Tensors inOrder = net.predictAll({a, b});
    const Tensors byName = net.predictAll(NamedTensors{{"b", b}, {"a", a}});
    QCOMPARE(inOrder.size(), std::size_t{2});
    QCOMPARE(valuesOf(inOrder[0]), valuesOf(byName[0]));
    QCOMPARE(valuesOf(inOrder[1]), valuesOf(byName[1]));
    QCOMPARE(valuesOf(net.predictAll({a, b}, {.batchSize = 2})[1]), valuesOf(inOrder[1]));
}

void TestLayersModel::trainsSeveralOutputs() {
    auto net = twoWays();
    const Tensor a = randomNormal({16, 2}, 0, 1, DType::Float32, 1);
    const Tensor b = randomNormal({16, 3}, 0, 1, DType::Float32, 2);
    const Tensor y = sum(a, 1, true);
    const Tensor z = oneHot(cast(greater(sum(b, 1), scalar(0)), DType::Int32), 2);
    net.compile(
        {.optimizer = adam(0.05),
         .loss =
             std::map<std::string, Loss>{
                 {"y", "meanSquaredError"}, {"z", "categoricalCrossentropy"}},
         .metrics = std::map<std::string, std::vector<Metric>>{{"z", {"accuracy"}}}});
    QCOMPARE(net.metricsNames(), (std::vector<std::string>{"loss", "y_loss", "z_loss", "z_acc"}));
    const Logs before = net.evaluate({a, b}, {y, z});
    QVERIFY(std::abs(before["loss"] - before["y_loss"] - before["z_loss"]) < 1e-5);
    net.fit({a, b}, {y, z}, {.epochs = 40, .seed = 3});
    const Logs after = net.evaluate({a, b}, {y, z});
    QVERIFY2(after["loss"] < before["loss"] / 4, qPrintable(QString::number(after["loss"])));
}

void TestLayersModel::weighsSamples() {
    const auto make = [] {
        resetAutomaticNames();
        auto net = sequential();
        net.add(layers::dense({.units = 1, .inputShape = {1}, .kernelInitializer = "zeros"}));
        net.compile({.optimizer = sgd(0.1), .loss = "meanSquaredError"});
        return net;
    };
    // A sample that weighs nothing teaches nothing; but the mean is over all of them.
    auto weighed = make();
    auto alone = make();
    const Tensor x = tensor2d({{1}, {2}});
    const Tensor y = tensor2d({{1}, {7}});
    weighed.trainOnBatch(x, y, tensor1d({2, 0}));
    alone.trainOnBatch(tensor2d({{1}}), tensor2d({{1}}));
    QCOMPARE(valuesOf(weighed.getWeights()[0]), valuesOf(alone.getWeights()[0]));
    QCOMPARE(
        refusalOf([&] { weighed.trainOnBatch(x, y, tensor1d({1})); }),
        "trainOnBatch: sampleWeight must hold one float32 number for each of the 2 samples, but it "
        "holds float32 of shape [1].");
}

void TestLayersModel::innerLayersCanBeOutputs() {
    auto net = twoWays();
    auto inner = model(
        {.inputs = net.inputs(), .outputs = {net.layer("shared")->output(), net.outputs()[1]}});
    const Tensors both = inner.predictAll({ones({1, 2}), ones({1, 3})});
    QCOMPARE(both[0].shape(), (Shape{1, 4}));
    QCOMPARE(both[1].shape(), (Shape{1, 2}));
}

void TestLayersModel::goesThroughAFile() {
    auto net = twoWays();
    net.setUserDefinedMetadata(Json::Object{{"labels", Json::List{"no", "yes"}}});
    const io::ModelArtifacts artifacts = artifactsOf(net);
    const ModelPointer copy = modelFromArtifacts(artifacts, "copy");
    const Feed x = {randomNormal({3, 2}), randomNormal({3, 3})};
    const Tensors want = net.predictAll(x);
    const Tensors got = copy->predictAll(x);
    QCOMPARE(valuesOf(got[0]), valuesOf(want[0]));
    QCOMPARE(valuesOf(got[1]), valuesOf(want[1]));
    QCOMPARE(modelToJson(*copy).dump(), modelToJson(net).dump());
    QCOMPARE(copy->userDefinedMetadata().dump(), std::string(R"({"labels":["no","yes"]})"));
}

// Keras passes over it, and so do files that are around.
void TestLayersModel::inputsThatNothingHangsOnAreSavedToo() {
    const SymbolicTensor a = input({.shape = {2}, .name = "a"});
    const SymbolicTensor b = input({.shape = {3}, .name = "b"});
    const auto net = model({.inputs = {b, a}, .outputs = {layers::dense({.units = 1})->apply(a)}});
    const ModelPointer copy = modelFromArtifacts(artifactsOf(net), "file");
    QCOMPARE(copy->inputNames(), (std::vector<std::string>{"b", "a"}));
    QCOMPARE(copy->getConfig().dump(), net.getConfig().dump());
}

void TestLayersModel::filesMaySayNonsenseAboutInnerInputs() {
    const Json topology = Json::parse(
        R"({"class_name":"Sequential","config":[)"
        R"({"class_name":"Dense","config":{"units":2,"batch_input_shape":[null,1]}},)"
        R"({"class_name":"Dense","config":{"units":3,"batch_input_shape":[null,1]}}]})",
        "topology");
    io::ModelArtifacts artifacts;
    artifacts.modelTopology = topology;
    const ModelPointer model = modelFromArtifacts(artifacts, "model.json", {.strict = false});
    QCOMPARE(model->predict(ones({4, 1})).shape(), (Shape{4, 3}));
}

void TestLayersModel::ownLayersTravelIfTheyDescribeThemselves() {
    auto net = sequential();
    net.add(std::make_shared<Scale>(ScaleConfig{.start = 2.5, .inputShape = {1}}));
    const io::ModelArtifacts artifacts = artifactsOf(net);
    const QString unknown = refusalOf([&] { modelFromArtifacts(artifacts, "own"); });
    QVERIFY2(unknown.contains("there is no layer of the kind \"Scale\""), qPrintable(unknown));
    registerLayer<Scale, ScaleConfig>("Scale");
    const ModelPointer copy = modelFromArtifacts(artifacts, "own");
    QCOMPARE(valuesOf(copy->predict(ones({1, 1}))), std::vector<float>{2.5F});

    auto silent = sequential();
    silent.add(layers::dense({.units = 1, .inputShape = {1}}));
    silent.add(std::make_shared<Silent>());
    QCOMPARE(
        refusalOf([&] { artifactsOf(silent); }),
        "silent_Silent1: a layer of the kind \"Silent\" cannot be saved: it does not override "
        "getConfig().");
}

void TestLayersModel::streamsStayFlatInMemory() {
    auto net = sequential();
    net.add(layers::dense({.units = 4, .inputShape = {64}, .activation = "relu"}));
    net.add(layers::dense({.units = 1}));
    net.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    // 512 batches of 256 KiB: 128 MiB pass through.
    const Dataset stream = data::generator([] {
        return [i = 0]() mutable -> std::optional<DatasetElement> {
            if (i++ == 512)
                return {};
            return DatasetElement{{"xs", fill({1024, 64}, 0.5)}, {"ys", fill({1024, 1}, 1)}};
        };
    });
    std::int64_t most = 0;
    const std::int64_t before = static_cast<std::int64_t>(memory().numBytes);
    FitDatasetConfig config;
    config.callbacks = {callbacks({.onBatchEnd = [&](int, const Logs&) {
        most = std::max(most, static_cast<std::int64_t>(memory().numBytes) - before);
    }})};
    net.fitDataset(stream.prefetch(2), config);
    QVERIFY2(most < 8 << 20, qPrintable(QString::number(most)));
}

void TestLayersModel::aVeryLongRowOfLayersIsNoTrouble() {
    const SymbolicTensor x = input({.shape = {2}});
    SymbolicTensor y = x;
    for (int i = 0; i < 5000; ++i)
        y = layers::activation({.activation = "relu"})->apply(y);
    auto net = model({.inputs = {x}, .outputs = {y}});
    QCOMPARE(valuesOf(net.predict(ones({1, 2}))), (std::vector<float>{1, 1}));
    const ModelPointer copy = modelFromArtifacts(artifactsOf(net), "long");
    QCOMPARE(copy->layers().size(), std::size_t{5001});
}

void TestLayersModel::refusals_data() {
    QTest::addColumn<std::function<void()>>("slip");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const std::function<void()>& slip, const char* message) {
        QTest::newRow(name) << slip << QString(message);
    };
    row(
        "an input that is missing",
        [] {
            const SymbolicTensor a = input({.shape = {2}});
            const SymbolicTensor b = input({.shape = {2}, .name = "other"});
            const auto y = layers::add()->apply(SymbolicTensors{a, b});
            model({.inputs = {a}, .outputs = y});
        },
        "model: the outputs hang on the input \"other\", which is not among the model's inputs.");
    row(
        "one output of two",
        [] {
            twoWays().predict({ones({1, 2}), ones({1, 3})});
        },
        "predict: two_ways has 2 outputs; predictAll() gives them all.");
    row(
        "a name that no input has",
        [] {
            twoWays().predictAll(NamedTensors{{"c", ones({1, 2})}});
        },
        "predict: x names \"c\", but the model has a, b.");
    row(
        "inputs of different lengths",
        [] {
            twoWays().predictAll({ones({1, 2}), ones({2, 3})});
        },
        "predict: all inputs must hold as many samples, but a has 1 and b has 2.");
    row(
        "an input twice",
        [] {
            const SymbolicTensor x = input({.shape = {2}, .name = "x"});
            model({.inputs = {x, x}, .outputs = {layers::dense({.units = 1})->apply(x)}});
        },
        "model: the input \"x\" is given twice.");
    row(
        "a loss too few",
        [] {
            twoWays().compile({.optimizer = "sgd", .loss = std::vector<Loss>(3, Loss("hinge"))});
        },
        "compile: the model has 2 outputs, but 3 losses were given.");
    row(
        "a loss for an output that is not there",
        [] {
            twoWays().compile(
                {.optimizer = "sgd", .loss = std::map<std::string, Loss>{{"w", "hinge"}}});
        },
        "compile: loss names the output \"w\", but the model's outputs are y, z.");
}

void TestLayersModel::refusals() {
    QFETCH(std::function<void()>, slip);
    QFETCH(QString, message);
    QCOMPARE(refusalOf(slip), message);
}

QTEST_APPLESS_MAIN(TestLayersModel)
#include "tst_layers_model.moc"
