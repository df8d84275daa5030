// Layers that predict in one go: with the same result as one by one, and by the newest weights.
#include "engine/api/tp.h"
#include "engine/model/inference_plan.h"
#include "engine/model/layer_graph.h"
#include "engine/runtime/tape.h"

#include <QTest>

#include <cmath>
#include <filesystem>
#include <limits>

using namespace tp;

using MakeModel = LayersModel (*)();

namespace {

/// A convolution that is ours in name only.
class Doubled : public layers::Conv2D {
public:
    explicit Doubled(layers::ConvConfig config) : Conv2D(std::move(config)) {}

protected:
    Tensor call(const Tensor& x, const LayerCall& call) override {
        return layers::Conv2D::call(x, call) * 2;
    }
};

SymbolicTensor row(SymbolicTensor x, const std::vector<LayerPointer>& layers) {
    for (const LayerPointer& each : layers)
        x = each->apply(x);
    return x;
}

LayersModel rowModel(const Shape& shape, const std::vector<LayerPointer>& layers) {
    const SymbolicTensor x = input({.shape = shape});
    return model({.inputs = {x}, .outputs = {row(x, layers)}});
}

LayerPointer norm(std::int64_t axis = -1) {
    return layers::batchNormalization({.axis = axis});
}

LayerPointer conv(Padding padding = Padding::Same, const char* activation = "linear") {
    return layers::conv2d(
        {.filters = 5, .kernelSize = 3, .padding = padding, .activation = activation});
}

LayersModel paddedConvolution() {
    return rowModel(
        {9, 8, 3},
        {layers::zeroPadding2d({.padding = {{0, 1}, {2, 1}}}),
         layers::conv2d({.filters = 5, .kernelSize = 3, .strides = 2, .useBias = false}),
         norm(),
         layers::dropout({.rate = 0.5}),
         layers::reLU({.maxValue = 6})});
}

LayersModel depthwise() {
    return rowModel(
        {9, 8, 3},
        {layers::depthwiseConv2d({.kernelSize = 3, .depthMultiplier = 2, .padding = Padding::Same}),
         layers::batchNormalization({.center = false}),
         layers::batchNormalization({.scale = false}),
         layers::leakyReLU({.alpha = 0.1})});
}

LayersModel separable() {
    return rowModel(
        {9, 8, 3},
        {layers::zeroPadding2d(),
         layers::separableConv2d({.filters = 5, .kernelSize = 3, .strides = 2}),
         norm(3),
         layers::prelu({.alphaInitializer = "randomUniform", .sharedAxes = {1, 2}})});
}

LayersModel sequence() {
    return rowModel(
        {12, 3},
        {layers::conv1d({.filters = 4, .kernelSize = 3, .dilationRate = 2}),
         norm(),
         layers::activation({.activation = "sigmoid"})});
}

LayersModel dense() {
    return rowModel(
        {4, 6},
        {layers::dense({.units = 5}),
         norm(2),
         layers::gaussianNoise({.stddev = 1}),
         layers::elu(),
         layers::dense({.units = 3, .activation = "softmax", .useBias = false})});
}

LayersModel denseWithSharedSlopes() {
    return rowModel(
        {2, 4, 6},
        {layers::dense({.units = 5}),
         layers::prelu({.alphaInitializer = "randomUniform", .sharedAxes = {1, 2}})});
}

/// Of what must stay apart.
LayersModel apart() {
    return rowModel(
        {9, 8, 3},
        {conv(Padding::Same, "relu"), // activated before the normalisation
         norm(),
         layers::zeroPadding2d({.padding = 3}), // windows would see nothing else
         conv(Padding::Valid, "tanh"),
         norm(1), // of another axis
         std::make_shared<Doubled>(layers::ConvConfig{.filters = 5, .kernelSize = 3}),
         norm(),
         layers::reLU({.maxValue = 3})});
}

LayersModel channelsFirst() {
    return rowModel(
        {3, 9, 8},
        {layers::conv2d({.filters = 5, .kernelSize = 3, .dataFormat = DataFormat::ChannelsFirst}),
         norm(1),
         layers::reLU()});
}

/// A residual block of which a value in between goes out too, with a layer in two places, and
/// behind it a model.
LayersModel branched() {
    const SymbolicTensor x = input({.shape = {9, 8, 5}});
    const LayerPointer shared = conv();
    const SymbolicTensor first = shared->apply(x);
    const SymbolicTensor left = row(first, {norm(), layers::reLU(), shared, norm()});
    const SymbolicTensor right = row(x, {conv(), norm()});
    const SymbolicTensor sum = layers::add()->apply(SymbolicTensors{left, right}).front();
    const auto inner = std::make_shared<LayersModel>(
        rowModel({9, 8, 5}, {conv(), norm(), layers::activation({.activation = "relu6"})}));
    return model({.inputs = {x}, .outputs = {inner->apply(sum), first, right}});
}

Tensor some(Shape shape, std::int64_t seed) {
    if (shape.rank() > 0 && shape[0] == -1)
        shape[0] = 2;
    return randomUniform(shape, 0.1, 1, DType::Float32, seed);
}

void fillWeights(Model& model, std::int64_t seed = 1) {
    Tensors values;
    for (const Variable& each : model.weights())
        values.push_back(
            some(each.shape(), ++seed) - (each.name().ends_with("variance") ? 0 : 0.5));
    model.setWeights(values);
}

Tensors oneByOne(Model& model, const Tensors& xs) {
    const Tape tape;
    return model.predictAll(xs);
}

/// The largest difference, as a share of the largest number.
double difference(const Tensor& actual, const Tensor& expected) {
    if (actual.shape() != expected.shape())
        return std::numeric_limits<double>::infinity();
    const double most = max(abs(expected)).scalar<float>();
    return max(abs(actual - expected)).scalar<float>() / std::max(most, 1e-6);
}

void compare(Model& model, const Tensors& xs) {
    const Tensors expected = oneByOne(model, xs);
    const Tensors actual = model.predictAll(xs);
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        QVERIFY2(
            difference(actual[i], expected[i]) < 2e-5,
            qPrintable(QString::number(difference(actual[i], expected[i]))));
    }
}

std::size_t kernelCount(Model& model, const Tensor& x) {
    model.predictAll(x); // the weights are folded now
    return profile([&] { return model.predictAll(x); }).kernels.size();
}

} // namespace

class TestInferencePlan : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void predictsTheSame_data();
    void predictsTheSame();
    void realModelsPredictTheSame_data();
    void realModelsPredictTheSame();
    void goesByTheNewestWeights();
    void refusesDisposedWeights();
    void keepsOneByOneWhatIsNotFinite();
    void refusesImagesThatAreTooSmall();
    void leavesGradientsAlone();
    void leavesNoTensorsBehind();
};

void TestInferencePlan::predictsTheSame_data() {
    QTest::addColumn<MakeModel>("make");
    QTest::addColumn<std::size_t>("kernels");
    QTest::newRow("padded convolution") << MakeModel(paddedConvolution) << std::size_t{1};
    QTest::newRow("depthwise") << MakeModel(depthwise) << std::size_t{1};
    QTest::newRow("separable") << MakeModel(separable) << std::size_t{2};
    QTest::newRow("sequence") << MakeModel(sequence) << std::size_t{4}; // three of them reshape
    QTest::newRow("dense") << MakeModel(dense) << std::size_t{7};
    QTest::newRow("dense with shared slopes") << MakeModel(denseWithSharedSlopes) << std::size_t{0};
    QTest::newRow("apart") << MakeModel(apart) << std::size_t{0};
    QTest::newRow("channels first") << MakeModel(channelsFirst) << std::size_t{0};
    QTest::newRow("branched") << MakeModel(branched) << std::size_t{0};
}

void TestInferencePlan::predictsTheSame() {
    QFETCH(MakeModel, make);
    QFETCH(std::size_t, kernels);
    LayersModel net = make();
    fillWeights(net);
    const Tensor x = some(net.inputs().front().shape(), 9) - 0.5;
    compare(net, {x});
    if (kernels > 0)
        QCOMPARE(kernelCount(net, x), kernels);
}

void TestInferencePlan::realModelsPredictTheSame_data() {
    QTest::addColumn<QString>("file");
    for (const char* each :
         {"doodlenet",
          "mobilenet_v1_025_224",
          "nsfw_mobilenet_v2",
          "keras_h5_mlcommons/ad01_layers",
          "keras_h5_mlcommons/pretrainedResnet_layers",
          "tfjs_small_test_models/layers_model"}) {
        QTest::newRow(each) << TP_SOURCE_DIR "/../shared/models/" + QString(each) + "/model.json";
    }
}

void TestInferencePlan::realModelsPredictTheSame() {
    QFETCH(QString, file);
    if (!std::filesystem::exists(file.toStdString()))
        QSKIP("there is no such model in the folder shared/models beside the project");
    const ModelPointer net = loadLayersModel(file.toStdString());
    Tensors xs;
    for (const SymbolicTensor& each : net->inputs())
        xs.push_back(some(each.shape(), 3));
    compare(*net, xs);
}

void TestInferencePlan::goesByTheNewestWeights() {
    LayersModel net = paddedConvolution();
    fillWeights(net);
    const Tensor x = some({3, 9, 8, 3}, 5);
    compare(net, {x});
    const Tensor before = net.predict(x);

    fillWeights(net, 50);
    compare(net, {x});
    QVERIFY(difference(net.predict(x), before) > 1e-3);

    const Variable mean = net.nonTrainableWeights().front();
    mean.assign(mean.value() - 0.25);
    compare(net, {x});

    net.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    const Tensor untrained = net.predict(x);
    net.fit(x, zeros(untrained.shape()), {.epochs = 2});
    compare(net, {x});
    QVERIFY(difference(net.predict(x), untrained) > 1e-4);
}

void TestInferencePlan::refusesDisposedWeights() {
    LayersModel net = paddedConvolution();
    const Tensor x = some({1, 9, 8, 3}, 5);
    net.predict(x);
    net.weights().back().value().dispose();
    QVERIFY_EXCEPTION_THROWN(net.predict(x), Error);
}

void TestInferencePlan::keepsOneByOneWhatIsNotFinite() {
    LayersModel net = paddedConvolution();
    fillWeights(net);
    const Variable variance = net.nonTrainableWeights().back();
    variance.assign(zeros(variance.shape()) - 1);
    const Tensor x = some({1, 9, 8, 3}, 5);
    const Tensor y = net.predict(x);
    for (const float each : y.values<float>())
        QVERIFY(std::isnan(each));
}

void TestInferencePlan::refusesImagesThatAreTooSmall() {
    LayersModel net = rowModel({-1, -1, 3}, {conv(Padding::Valid), norm(), layers::reLU()});
    QCOMPARE(net.predict(some({1, 3, 4, 3}, 1)).shape(), (Shape{1, 1, 2, 5}));
    QVERIFY_EXCEPTION_THROWN(net.predict(some({1, 2, 4, 3}, 1)), Error);
}

void TestInferencePlan::leavesGradientsAlone() {
    LayersModel net = paddedConvolution();
    fillWeights(net);
    const Tensor x = some({1, 9, 8, 3}, 5);
    net.predict(x);
    const auto found = variableGrads([&] { return mean(net.predict(x)); });
    QCOMPARE(found.grads.size(), net.trainableWeights().size());
    QVERIFY(max(abs(grad([&](const Tensor& y) { return net.predict(y); })(x))).scalar<float>() > 0);
}

void TestInferencePlan::leavesNoTensorsBehind() {
    const Memory before = memory();
    {
        LayersModel net = branched();
        const Memory made = memory();
        const Tensor x = zeros({1, 9, 8, 5});
        tidy([&] { net.predictAll(x); });
        const Memory once = memory();
        QCOMPARE(once.numTensors, made.numTensors + 1);
        QVERIFY(once.numBytes > made.numBytes); // what is folded counts
        for (int i = 0; i < 5; ++i)
            net.predictAll(x);
        QCOMPARE(memory().numTensors, once.numTensors);
        QCOMPARE(memory().numBytes, once.numBytes);
    }
    QCOMPARE(memory().numTensors, before.numTensors);
    QCOMPARE(memory().numBytes, before.numBytes);
}

QTEST_GUILESS_MAIN(TestInferencePlan)
#include "tst_inference_plan.moc"
