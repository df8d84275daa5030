// Layers that merge, reshape, look up, mask and rectify: values as TensorFlow.js 4.22 gives them,
// masks, shapes, and what is refused.
#include "engine/api/tp.h"
#include "engine/keras/layer_registry.h"
#include "tests/support/op_test.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <functional>

using namespace tp;
using tp::test::difference;
using tp::test::refusalOf;

namespace {

using Make = std::function<Tensor()>;

void row(const char* name, const Make& make, const Tensor& expected) {
    QTest::newRow(name) << make << expected;
}

const Tensor kPair = tensor({1, 2}, {1, 2});
const Tensor kRows = tensor({1, 2, 3, 4, 5, 6}, {1, 3, 2});

using Slip = std::function<void()>;

void refusal(const char* name, const Slip& slip, const char* message) {
    QTest::newRow(name) << slip << QString(message);
}

SymbolicTensor of(const Shape& shape) {
    return input({.shape = shape});
}

} // namespace

Q_DECLARE_METATYPE(Make)
Q_DECLARE_METATYPE(Slip)
Q_DECLARE_METATYPE(tp::Tensor)

class TestShapeLayers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void values_data();
    void values();
    void masks();
    void noise();
    void settingsSurvive();
    void refusals_data();
    void refusals();
};

void TestShapeLayers::values_data() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<Tensor>("expected");
    row(
        "add of different ranks",
        [] {
            return layers::add()
                ->apply(Tensors{
                    tensor({1, 2, 3, 4}, {2, 2}),
                    tensor({1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6}, {2, 3, 2})})
                .front();
        },
        tensor({2, 3, 3, 4, 4, 5, 7, 8, 8, 9, 9, 10}, {2, 3, 2}));
    row(
        "average",
        [] {
            const Tensors xs{kPair, tensor({3, 4}, {1, 2}), tensor({8, 9}, {1, 2})};
            return layers::average()->apply(xs).front();
        },
        tensor({4, 5}, {1, 2}));
    row(
        "dot of matrices",
        [] {
            const Tensors xs{
                tensor({1, 2, 3, 4}, {1, 2, 2}), tensor({1, 0, 2, 0, 1, 1}, {1, 2, 3})};
            return layers::dot({.axes = {2, 1}})->apply(xs).front();
        },
        tensor({1, 2, 4, 3, 4, 10}, {1, 2, 3}));
    row(
        "dot of a matrix and a vector",
        [] {
            return layers::dot({.axes = {2, 1}})->apply(Tensors{kRows, kPair}).front();
        },
        tensor({5, 11, 17}, {1, 3}));
    row(
        "dot of a vector and a matrix",
        [] {
            return layers::dot({.axes = {1, 2}})->apply(Tensors{kPair, kRows}).front();
        },
        tensor({5, 11, 17}, {1, 3}));
    row(
        "dot over samples",
        [] {
            const Tensor x = tensor({1, 2, 3, 4}, {2, 2});
            return layers::dot({.axes = 0})->apply(Tensors{x, x}).front();
        },
        tensor({10, 20}, {2, 1}));
    row(
        "dot of directions",
        [] {
            const Tensors xs{tensor({3, 4}, {1, 2}), tensor({4, 3}, {1, 2})};
            return layers::dot({.axes = -1, .normalize = true})->apply(xs).front();
        },
        tensor({0.96}, {1, 1}));
    row(
        "softmax over two axes",
        [] {
            return layers::softmax({.axis = {1, 2}})->apply(tensor({0, 1, 2, 3}, {1, 2, 2}));
        },
        tensor({0.0320586, 0.0871443, 0.2368828, 0.6439143}, {1, 2, 2}));
    row(
        "softmax under a mask",
        [] {
            return layers::softmax()->apply(
                zeros({1, 3}), {.mask = tensor({true, false, true}, {1, 3})});
        },
        tensor({0.5, 0, 0.5}, {1, 3}));
    row(
        "masking",
        [] {
            return layers::masking({.maskValue = 2})->apply(tensor({2, 2, 2, 1}, {1, 2, 2}));
        },
        tensor({0, 0, 2, 1}, {1, 2, 2}));
    row(
        "thresholded",
        [] {
            return layers::thresholdedReLU({.theta = 0.5})->apply(tensor({0.5, 0.6, -1}, {1, 3}));
        },
        tensor({0, 0.6, 0}, {1, 3}));
    row(
        "cut off",
        [] {
            return layers::reLU({.maxValue = 2})->apply(tensor({-1, 1, 5}, {1, 3}));
        },
        tensor({0, 1, 2}, {1, 3}));
    row(
        "repeated",
        [] { return layers::repeatVector({.n = 2})->apply(kPair); },
        tensor({1, 2, 1, 2}, {1, 2, 2}));
    row(
        "reshaped",
        [] {
            return layers::reshape({.targetShape = {2, -1}})->apply(kRows);
        },
        tensor({1, 2, 3, 4, 5, 6}, {1, 2, 3}));
    row(
        "permuted",
        [] {
            return layers::permute({.dims = {2, 1}})->apply(kRows);
        },
        tensor({1, 3, 5, 2, 4, 6}, {1, 2, 3}));
    row(
        "embedded",
        [] {
            const auto words = layers::embedding({.inputDim = 3, .outputDim = 2});
            words->build({-1, -1});
            words->setWeights({tensor({0, 1, 10, 11, 20, 21}, {3, 2})});
            return words->apply(tensor({2, 0}, {1, 2}));
        },
        tensor({20, 21, 0, 1}, {1, 2, 2}));
}

void TestShapeLayers::values() {
    QFETCH(Make, make);
    QFETCH(Tensor, expected);
    const auto fault = difference(make(), expected, 1e-6);
    QVERIFY2(!fault, fault ? fault->c_str() : "");
}

void TestShapeLayers::masks() {
    const Tensor first = tensor({true, false, true}, {1, 3});
    const Tensor second = tensor({true, true, false}, {1, 3});
    const Tensors xs{kRows, kRows};
    const auto sees = [](const Tensor& mask, const Tensor& expected) {
        return !difference(mask, expected, 0).has_value();
    };
    QVERIFY(sees(
        layers::add()->computeMask(xs, {first, second}), tensor({true, false, false}, {1, 3})));
    QVERIFY(sees(layers::add()->computeMask(xs, {Tensor(), second}), second));
    QVERIFY(layers::add()->computeMask(xs, {Tensor(), Tensor()}).isNull());
    QVERIFY(sees(
        layers::concatenate()->computeMask(xs, {first, second}),
        tensor({true, false, false}, {1, 3})));
    QVERIFY(sees(
        layers::concatenate({.axis = 1})->computeMask(xs, {first, Tensor()}),
        tensor({true, false, true, true, true, true}, {1, 6})));
    QVERIFY(layers::dot({.axes = 1})->computeMask(xs, {first, second}).isNull());

    const auto words = layers::embedding({.inputDim = 9, .outputDim = 2, .maskZero = true});
    QVERIFY(words->makesMask());
    QVERIFY(sees(words->computeMask({tensor({4, 0, 1}, {1, 3})}, {}), first));
    QVERIFY(!layers::embedding({.inputDim = 9, .outputDim = 2})->supportsMasking());
    QVERIFY(sees(
        layers::masking({.maskValue = 1})->computeMask({tensor({1, 1, 0, 1, 1, 1}, {1, 3, 2})}, {}),
        tensor({false, true, false}, {1, 3})));
}

// While training, noise has the mean and spread that it should; otherwise there is none.
void TestShapeLayers::noise() {
    setRandomSeed(3);
    const Tensor x = ones({200, 10, 8}) * 2;
    const std::vector<std::shared_ptr<Layer>> kinds{
        layers::dropout({.rate = 0.25}),
        layers::spatialDropout1d({.rate = 0.25}),
        layers::gaussianNoise({.stddev = 0.5}),
        layers::gaussianDropout({.rate = 0.2}),
        layers::dropout({.rate = 0.5, .noiseShape = {-1, 1, 8}})};
    const double spreads[] = {4 * 0.25 / 0.75, 4 * 0.25 / 0.75, 0.25, 4 * 0.25, 4};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        QVERIFY(!difference(kinds[i]->apply(x), x, 0));
        const Tensor y = kinds[i]->apply(x, {.training = Training::Yes});
        const double mean = tp::mean(y).dataSync<float>()[0];
        const double variance = tp::mean(square(y - mean)).dataSync<float>()[0];
        QVERIFY2(std::abs(mean - 2) < 0.1, kinds[i]->name().c_str());
        QVERIFY2(
            std::abs(variance - spreads[i]) < 0.1 * spreads[i] + 0.01, kinds[i]->name().c_str());
    }
    // One choice for all steps.
    const Tensor y = kinds[1]->apply(x, {.training = Training::Yes});
    QVERIFY(!difference(y, broadcastTo(slice(y, {0, 0, 0}, {-1, 1, -1}), y.shape()), 0));
    // Alpha dropout keeps mean and variance of what selu() puts out.
    const Tensor z = randomNormal({400, 100});
    const Tensor dropped =
        layers::alphaDropout({.rate = 0.3})->apply(z, {.training = Training::Yes});
    QVERIFY(std::abs(mean(dropped).dataSync<float>()[0]) < 0.05);
    QVERIFY(std::abs(mean(square(dropped)).dataSync<float>()[0] - 1) < 0.05);
}

// What a layer says of itself makes the same layer again.
void TestShapeLayers::settingsSurvive() {
    const std::vector<std::shared_ptr<Layer>> all{
        layers::embedding({.inputDim = 3, .outputDim = 2, .maskZero = true, .inputShape = {5}}),
        layers::embedding({.inputDim = 3, .outputDim = 2, .inputLength = NumberOrList{-1, 4}}),
        layers::embedding({.inputDim = 3, .outputDim = 2}),
        layers::dot({.axes = {1, 2}, .normalize = true}),
        layers::dot({.axes = -1}),
        layers::softmax({.axis = {1, 2}}),
        layers::softmax({.axis = -1}),
        layers::prelu({.alphaRegularizer = "l1l2", .alphaConstraint = "nonNeg", .sharedAxes = {1}}),
        layers::reLU({.maxValue = 3}),
        layers::reshape({.targetShape = {-1, 2}}),
        layers::permute({.dims = {2, 1}, .inputShape = {3, 4}}),
        layers::dropout({.rate = 1.5, .noiseShape = {-1, 1}, .seed = 9}),
        layers::spatialDropout1d({.rate = 0.3}),
        layers::flatten({.dataFormat = DataFormat::ChannelsFirst}),
        layers::flatten(),
        layers::concatenate({.axis = 1, .trainable = false})};
    for (const auto& layer : all) {
        const Json config = layer->getConfig();
        const auto again = layerFromConfig(layer->className(), JsonReader(config, "config"));
        QCOMPARE(
            QString::fromStdString(again->getConfig().dump()),
            QString::fromStdString(config.dump()));
    }
    const Json free = layers::embedding({.inputDim = 3, .outputDim = 2})->getConfig();
    QVERIFY(free.find("dtype") == nullptr);
    QCOMPARE(free.find("batch_input_shape")->dump(), "[null,null]");
    QVERIFY(free.find("mask_zero")->isNull());
    QCOMPARE(layers::dropout({.rate = 1.5})->getConfig().find("rate")->number(), 1.0);
}

void TestShapeLayers::refusals_data() {
    QTest::addColumn<Slip>("slip");
    QTest::addColumn<QString>("message");
    refusal(
        "one input",
        [] { layers::add({.name = "sum"})->apply(SymbolicTensors{of({2})}); },
        "sum: it takes two inputs or more, but was given 1.");
    refusal(
        "one input, once built",
        [] {
            const auto sum = layers::add({.name = "sum"});
            sum->apply(Tensors{kPair, kPair});
            sum->apply(kPair);
        },
        "sum: it takes two inputs or more, but was given 1.");
    refusal(
        "sizes differ",
        [] {
            layers::add({.name = "sum"})->apply(SymbolicTensors{of({2}), of({3})});
        },
        "sum: inputs of shapes [2] and [3], batch axes left out, cannot be merged: sizes must be "
        "the same, or 1.");
    refusal(
        "concatenate",
        [] {
            layers::concatenate({.axis = 1, .name = "row"})
                ->apply(SymbolicTensors{of({2, 3}), of({2, 4})});
        },
        "row: inputs must have the same sizes along all axes but axis 1, but two have the shapes "
        "[null, 2, 3] and [null, 2, 4].");
    refusal(
        "dot: sizes",
        [] {
            layers::dot({.axes = 1, .name = "dot"})->apply(SymbolicTensors{of({2}), of({3})});
        },
        "dot: the axes to sum over must have the same size, but inputs have shapes [null, 2] and "
        "[null, 3].");
    refusal(
        "dot: ranks",
        [] {
            const SymbolicTensor x = of({2, 3, 4});
            layers::dot({.axes = 1, .name = "dot"})->apply(SymbolicTensors{x, x});
        },
        "dot: inputs must have two or three axes, but one has shape [null, 2, 3, 4].");
    refusal(
        "permute",
        [] {
            layers::permute({.dims = {0, 1}, .name = "turn"});
        },
        "turn: dims must hold each axis once, counted from 1 without the batch axis, but got [0, "
        "1].");
    refusal(
        "reshape",
        [] { layers::reshape({.targetShape = {5}, .name = "re"})->apply(kPair); },
        "re: samples of shape [2] cannot be given the shape [5]: they must have as many numbers.");
    refusal(
        "reshape twice unknown",
        [] {
            layers::reshape({.targetShape = {-1, -1}, .name = "re"});
        },
        "re: only one size of targetShape may be -1, but got [null, null].");
    refusal(
        "embedding: length",
        [] {
            layers::embedding({.inputDim = 3, .outputDim = 2, .inputLength = 4, .name = "words"})
                ->apply(of({5}));
        },
        "words: inputLength says that samples have shape [4], but the input has shape [null, 5].");
    refusal(
        "embedding: word",
        [] {
            layers::embedding({.inputDim = 3, .outputDim = 2})->apply(tensor({5}, {1, 1}));
        },
        "gather: the index 5 is not in [0, 3).");
    refusal(
        "elu",
        [] { layers::elu({.alpha = 2, .name = "elu"}); },
        "elu: alpha must be 1, as in TensorFlow.js, but got 2.");
    refusal(
        "prelu",
        [] {
            const auto layer = layers::prelu({.name = "slopes"});
            layer->apply(of({3}));
            layer->apply(of({4}));
        },
        "slopes: it learned slopes of shape [3], which do not fit an input of shape [null, 4].");
    refusal(
        "spatial dropout",
        [] { layers::spatialDropout1d({.rate = 0.1, .name = "drop"})->apply(kPair); },
        "drop: inputs must have three axes, [samples, steps, features], but got shape [null, 2].");
}

void TestShapeLayers::refusals() {
    QFETCH(Slip, slip);
    QFETCH(QString, message);
    QCOMPARE(refusalOf(slip), message);
}

QTEST_APPLESS_MAIN(TestShapeLayers)
#include "tst_shape_layers.moc"
