// Layers of sequences, images and volumes: shapes, settings, both data formats, and slopes of
// weights and inputs against differences. What tfjs computes with them is replayed by conformance.
#include "engine/api/tp.h"
#include "engine/keras/layer_registry.h"
#include "engine/layers/all.h"
#include "tests/support/op_test.h"

#include <QTest>

#include <cmath>

using namespace tp;
using namespace tp::layers;

using Make = std::function<LayerPointer(DataFormat)>;
Q_DECLARE_METATYPE(Make)
Q_DECLARE_METATYPE(tp::Shape)

namespace {

constexpr auto kSame = Padding::Same;

void row(const char* name, const Make& make, const Shape& input) {
    QTest::newRow(name) << make << input;
}

// Those that know both data formats; inputs have their channels last.
void imageRows() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<Shape>("input");
    row("conv1d",
        [](DataFormat format) {
            return conv1d(
                {.filters = 3,
                 .kernelSize = 3,
                 .strides = 2,
                 .padding = kSame,
                 .dataFormat = format,
                 .activation = "tanh"});
        },
        {2, 6, 2});
    row("conv1d dilated",
        [](DataFormat format) {
            return conv1d({.filters = 2, .kernelSize = 2, .dataFormat = format, .dilationRate = 2});
        },
        {2, 5, 2});
    row("conv2d",
        [](DataFormat format) {
            return conv2d(
                {.filters = 3,
                 .kernelSize = {3, 2},
                 .strides = {1, 2},
                 .padding = kSame,
                 .dataFormat = format,
                 .activation = "sigmoid"});
        },
        {2, 4, 5, 2});
    row("conv2d dilated",
        [](DataFormat format) {
            return conv2d(
                {.filters = 2,
                 .kernelSize = 2,
                 .dataFormat = format,
                 .dilationRate = {2, 1},
                 .useBias = false});
        },
        {2, 4, 4, 2});
    row("conv3d",
        [](DataFormat format) {
            return conv3d(
                {.filters = 2,
                 .kernelSize = {2, 1, 3},
                 .strides = {1, 2, 1},
                 .dataFormat = format,
                 .activation = "tanh"});
        },
        {1, 3, 3, 4, 2});
    row("conv2dTranspose",
        [](DataFormat format) {
            return conv2dTranspose(
                {.filters = 3,
                 .kernelSize = 3,
                 .strides = 2,
                 .padding = kSame,
                 .dataFormat = format,
                 .activation = "tanh"});
        },
        {2, 3, 2, 2});
    row("conv3dTranspose",
        [](DataFormat format) {
            return conv3dTranspose(
                {.filters = 2, .kernelSize = 2, .strides = {1, 2, 3}, .dataFormat = format});
        },
        {1, 2, 2, 3, 2});
    row("depthwiseConv2d",
        [](DataFormat format) {
            return depthwiseConv2d(
                {.kernelSize = 2,
                 .depthMultiplier = 2,
                 .padding = kSame,
                 .dataFormat = format,
                 .activation = "sigmoid"});
        },
        {2, 4, 3, 2});
    row("separableConv2d",
        [](DataFormat format) {
            return separableConv2d(
                {.filters = 3,
                 .kernelSize = {2, 3},
                 .depthMultiplier = 2,
                 .strides = 2,
                 .padding = kSame,
                 .dataFormat = format,
                 .activation = "tanh"});
        },
        {2, 4, 5, 2});
    row("maxPooling1d",
        [](DataFormat format) {
            return maxPooling1d({.poolSize = 3, .strides = 2, .dataFormat = format});
        },
        {2, 7, 3});
    row("maxPooling2d",
        [](DataFormat format) {
            return maxPooling2d(
                {.poolSize = {2, 3}, .strides = 1, .padding = kSame, .dataFormat = format});
        },
        {2, 4, 5, 3});
    row("maxPooling3d",
        [](DataFormat format) {
            return maxPooling3d({.poolSize = {1, 2, 3}, .dataFormat = format});
        },
        {2, 2, 4, 6, 2});
    row("averagePooling1d",
        [](DataFormat format) {
            return averagePooling1d({.poolSize = 3, .padding = kSame, .dataFormat = format});
        },
        {2, 7, 3});
    row("averagePooling2d",
        [](DataFormat format) {
            return averagePooling2d(
                {.poolSize = 3, .strides = 2, .padding = kSame, .dataFormat = format});
        },
        {2, 4, 5, 3});
    row("averagePooling3d",
        [](DataFormat format) {
            return averagePooling3d({.poolSize = 2, .padding = kSame, .dataFormat = format});
        },
        {1, 3, 4, 5, 2});
    row("globalAveragePooling2d",
        [](DataFormat format) { return globalAveragePooling2d({.dataFormat = format}); },
        {2, 3, 4, 3});
    row("globalMaxPooling2d",
        [](DataFormat format) { return globalMaxPooling2d({.dataFormat = format}); },
        {2, 3, 4, 3});
    row("zeroPadding2d",
        [](DataFormat format) {
            return zeroPadding2d({.padding = {{1, 0}, {2, 3}}, .dataFormat = format});
        },
        {2, 3, 4, 2});
    row("cropping2D",
        [](DataFormat format) {
            return cropping2D({.cropping = {1, 2}, .dataFormat = format});
        },
        {2, 4, 6, 2});
    row("upSampling2d",
        [](DataFormat format) {
            return upSampling2d({.size = {2, 3}, .dataFormat = format});
        },
        {2, 3, 4, 2});
    row("upSampling2d bilinear",
        [](DataFormat format) {
            return upSampling2d({.dataFormat = format, .interpolation = Interpolation::Bilinear});
        },
        {2, 3, 4, 2});
}

// Those to which it does not matter where channels are.
void plainRows() {
    row("globalAveragePooling1d", [](DataFormat) { return globalAveragePooling1d(); }, {2, 4, 3});
    row("globalMaxPooling1d", [](DataFormat) { return globalMaxPooling1d(); }, {2, 4, 3});
    row("batchNormalization", [](DataFormat) { return batchNormalization(); }, {6, 3});
    row("batchNormalization of rows",
        [](DataFormat) { return batchNormalization({.axis = 1, .epsilon = 0.01}); },
        {3, 2, 2, 3});
    row("batchNormalization alone",
        [](DataFormat) { return batchNormalization({.center = false, .scale = false}); },
        {4, 2, 3});
    row("layerNormalization", [](DataFormat) { return layerNormalization(); }, {3, 5});
    row("layerNormalization of images",
        [](DataFormat) {
            return layerNormalization({.axis = {1, -1}});
        },
        {2, 3, 2, 4});
    row("layerNormalization alone",
        [](DataFormat) { return layerNormalization({.center = false, .scale = false}); },
        {3, 5});
    row("rescaling", [](DataFormat) { return rescaling({.scale = 0.5, .offset = -1}); }, {2, 3});
    row("centerCrop",
        [](DataFormat) { return centerCrop({.height = 2, .width = 3}); },
        {2, 5, 6, 2});
    row("centerCrop of less",
        [](DataFormat) { return centerCrop({.height = 4, .width = 3}); },
        {2, 3, 4, 2});
}

/// Random numbers that are not too near to each other, so that the largest stays the largest.
Tensor numbers(const Shape& shape, std::int64_t seed) {
    const auto count = shape.elementCount();
    std::vector<float> values;
    for (std::int64_t i = 0; i < count; ++i) {
        values.push_back(
            static_cast<float>((i * 37 + seed * 11) % (count + 1)) / static_cast<float>(count) * 2 -
            1);
    }
    return fromBuffer(values, shape);
}

void fillWeights(const LayerPointer& layer) {
    Tensors values;
    for (const Variable& weight : layer->weights())
        values.push_back(numbers(weight.shape(), 3) * 0.5 + 0.75); // variances are positive
    layer->setWeights(values);
}

double weighedSum(const Tensor& y) {
    return static_cast<double>(sum(y * numbers(y.shape(), 5)).scalar<float>());
}

/// The first place where `slope` is not what differences of `loss` around `x` say.
QString
slopeFault(const std::function<double(const Tensor&)>& loss, const Tensor& x, const Tensor& slope) {
    constexpr float kStep = 0.01F;
    const std::vector<float> at = x.dataSync<float>();
    for (std::size_t i = 0; i < at.size(); ++i) {
        std::vector<float> values = at;
        values[i] = at[i] + kStep;
        const double above = loss(fromBuffer(values, x.shape()));
        values[i] = at[i] - kStep;
        const double below = loss(fromBuffer(values, x.shape()));
        const double want = (above - below) / (2.0 * static_cast<double>(kStep));
        const double got = static_cast<double>(slope.values<float>()[i]);
        if (!(std::abs(got - want) <= 0.005 * std::max(1.0, std::abs(want))))
            return QString("at %1: got %2, differences say %3").arg(i).arg(got).arg(want);
    }
    return {};
}

Tensor channelsFirst(const Tensor& x) {
    return x.rank() < 3 ? x : fromChannelsLast(x, DataFormat::ChannelsFirst);
}

} // namespace

class TestImageLayers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void shapesAndSettings_data() { imageRows(), plainRows(); }
    void shapesAndSettings();
    void channelsFirst_data() { imageRows(); }
    void channelsFirst();
    void slopes_data() { imageRows(), plainRows(); }
    void slopes();
    void secondSlopes_data();
    void secondSlopes();
    void ownActivation();
    void movingAverages();
    void normalizedAxis();
};

void TestImageLayers::shapesAndSettings() {
    QFETCH(Make, make);
    QFETCH(Shape, input);
    for (const DataFormat format : {DataFormat::ChannelsLast, DataFormat::ChannelsFirst}) {
        const LayerPointer layer = make(format);
        const Tensor x = numbers(input, 1);
        const Tensor given = format == DataFormat::ChannelsLast ? x : ::channelsFirst(x);
        const Tensor y = layer->apply(given);
        QCOMPARE(toText(y.shape()), toText(layer->computeOutputShape(given.shape())));
        Shape anyBatch = given.shape();
        anyBatch[0] = -1;
        Shape want = y.shape();
        want[0] = -1;
        const SymbolicTensor wire = make(format)->apply(tp::input({.batchShape = anyBatch}));
        QCOMPARE(toText(wire.shape()), toText(want));
        // What is written is read back to the same, by a layer that computes the same.
        const Json written = layerToJson(*layer);
        const LayerPointer again = layerFromJson(JsonReader(written, "written"));
        again->build(anyBatch);
        again->setWeights(layer->getWeights());
        QCOMPARE(
            QString::fromStdString(layerToJson(*again).dump()),
            QString::fromStdString(written.dump()));
        const auto fault = test::difference(again->apply(given), y, 0);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }
}

void TestImageLayers::channelsFirst() {
    QFETCH(Make, make);
    QFETCH(Shape, input);
    const LayerPointer last = make(DataFormat::ChannelsLast);
    const LayerPointer first = make(DataFormat::ChannelsFirst);
    const Tensor x = numbers(input, 1);
    last->build(x.shape());
    fillWeights(last);
    const Tensor turned = ::channelsFirst(x);
    first->build(turned.shape());
    first->setWeights(last->getWeights());
    const auto fault =
        test::difference(first->apply(turned), ::channelsFirst(last->apply(x)), 1e-5);
    QVERIFY2(!fault, fault ? fault->c_str() : "");
}

void TestImageLayers::slopes() {
    QFETCH(Make, make);
    QFETCH(Shape, input);
    const Tensor x = numbers(input, 1);
    for (const Training training : {Training::No, Training::Yes}) {
        const LayerPointer layer = make(DataFormat::ChannelsLast);
        layer->build(x.shape());
        fillWeights(layer);
        const auto loss = [&](const Tensor& at) {
            const Tensor y = layer->apply(at, {training});
            return sum(y * numbers(y.shape(), 5));
        };
        const QString fault = slopeFault(
            [&](const Tensor& at) { return weighedSum(layer->apply(at, {training})); },
            x,
            grad(loss)(x));
        QVERIFY2(fault.isEmpty(), qPrintable("input " + fault));
        if (layer->trainableWeights().empty())
            continue;
        const VariableGrads found =
            variableGrads([&] { return loss(x); }, layer->trainableWeights());
        for (const Variable& weight : layer->trainableWeights()) {
            const Tensor value = weight.value();
            const QString weightFault = slopeFault(
                [&](const Tensor& at) {
                    weight.assign(at);
                    return weighedSum(layer->apply(x, {training}));
                },
                value,
                found.of(weight));
            weight.assign(value);
            QVERIFY2(
                weightFault.isEmpty(),
                qPrintable(QString::fromStdString(weight.name()) + " " + weightFault));
        }
    }
}

void TestImageLayers::secondSlopes_data() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<Shape>("input");
    row("batchNormalization", [](DataFormat) { return batchNormalization(); }, {5, 2});
    row("layerNormalization", [](DataFormat) { return layerNormalization(); }, {2, 4});
    row("averagePooling2d",
        [](DataFormat) { return averagePooling2d({.poolSize = 2, .padding = kSame}); },
        {1, 3, 3, 1});
}

void TestImageLayers::secondSlopes() {
    QFETCH(Make, make);
    QFETCH(Shape, input);
    const LayerPointer layer = make(DataFormat::ChannelsLast);
    layer->build(input);
    fillWeights(layer);
    const auto fault = test::secondGradientFault(
        [&](const Tensors& xs) {
            const Tensor y = layer->apply(xs[0], {Training::Yes});
            return y * y;
        },
        {numbers(input, 1)});
    QVERIFY2(!fault, fault ? fault->c_str() : "");
}

void TestImageLayers::movingAverages() {
    const auto layer = batchNormalization({.inputShape = {1}, .momentum = 0.75});
    layer->build({-1, 1});
    const Tensor x = tensor({1, 3}, {2, 1}); // mean 2, variance 1, divided by the count
    layer->apply(x);
    QCOMPARE(layer->getWeights()[2].values<float>()[0], 0.0F);
    layer->apply(x, {Training::Yes});
    QCOMPARE(layer->getWeights()[2].values<float>()[0], 0.5F);
    QCOMPARE(layer->getWeights()[3].values<float>()[0], 1.0F);
    layer->setTrainable(false); // goes on all the same
    layer->apply(x * 2, {Training::Yes});
    QCOMPARE(layer->nonTrainableWeights()[2].value().values<float>()[0], 1.375F);
    QCOMPARE(layer->nonTrainableWeights()[3].value().values<float>()[0], 1.75F);
}

// A function of one's own is called, even if its name is that of another.
void TestImageLayers::ownActivation() {
    const Activation half("relu", [](const Tensor& x) { return x * 0.5; });
    const auto own = conv2d({.filters = 2, .kernelSize = 2, .activation = half});
    const auto plain = conv2d({.filters = 2, .kernelSize = 2});
    const Tensor x = numbers({1, 3, 3, 1}, 1);
    own->build(x.shape());
    plain->build(x.shape());
    plain->setWeights(own->getWeights());
    const auto fault = test::difference(own->apply(x), plain->apply(x) * 0.5, 1e-7);
    QVERIFY2(!fault, fault ? fault->c_str() : "");
}

// Whichever axis the channels are, they are brought to scale alike.
void TestImageLayers::normalizedAxis() {
    const Tensor x = numbers({3, 4, 5, 2}, 1);
    for (const Training training : {Training::No, Training::Yes}) {
        const auto last = batchNormalization();
        const auto first = batchNormalization({.axis = 1});
        last->build(x.shape());
        first->build(::channelsFirst(x).shape());
        fillWeights(last);
        first->setWeights(last->getWeights());
        const auto fault = test::difference(
            first->apply(::channelsFirst(x), {training}),
            ::channelsFirst(last->apply(x, {training})),
            1e-6);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }
}

QTEST_APPLESS_MAIN(TestImageLayers)
#include "tst_image_layers.moc"
