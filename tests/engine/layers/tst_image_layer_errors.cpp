// What the layers of images refuse, and how they say it.
#include "engine/api/tp.h"
#include "engine/keras/layer_names.h"
#include "engine/keras/layer_registry.h"
#include "engine/layers/all.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using namespace tp::layers;

using Slip = std::function<void()>;
Q_DECLARE_METATYPE(Slip)

namespace {

void row(const char* name, const Slip& slip, const char* message) {
    QTest::newRow(name) << slip << QString::fromUtf8(message);
}

void read(const char* className, const char* config) {
    const Json json = Json::parse(config, "config");
    layerFromConfig(className, JsonReader(json, "config"));
}

void making() {
    row(
        "no kernelSize",
        [] { conv2d({.filters = 3}); },
        "conv2d_Conv2D1: kernelSize is missing: give a number, or a list of 2.");
    row(
        "three kernelSizes",
        [] {
            conv2d({.filters = 3, .kernelSize = {1, 2, 3}});
        },
        "conv2d_Conv2D1: kernelSize must be a number, or a list of 2, but got a list of 3.");
    row(
        "no filters",
        [] { conv1d({.kernelSize = 3}); },
        "conv1d_Conv1D1: filters must be 1 or more, but got 0.");
    row(
        "stride 0",
        [] {
            conv3d({.filters = 1, .kernelSize = 1, .strides = {1, 0, 1}});
        },
        "conv3d_Conv3D1: strides must be 1 or more, and no more than 2147483647, but got 0.");
    row(
        "conv2dTranspose causal",
        [] { conv2dTranspose({.filters = 1, .kernelSize = 2, .padding = Padding::Causal}); },
        "conv2d_transpose_Conv2DTranspose1: the padding must be \"same\" or \"valid\", but got "
        "\"causal\".");
    row(
        "windows beyond the image",
        [] {
            depthwiseConv2d({.kernelSize = {5, 2}, .name = "d"})
                ->apply(input({.shape = {3, 3, 2}}));
        },
        "d: windows of size [5, 2] are larger than an input of shape [null, 3, 3, 2].");
    row(
        "windows beyond the sequence, spread out",
        [] {
            conv1d({.filters = 1, .kernelSize = 2, .dilationRate = 9, .name = "c"})
                ->apply(input({.shape = {4, 2}}));
        },
        "c: windows of size [2] are larger than an input of shape [null, 4, 2].");
    row(
        "pools beyond the image",
        [] {
            maxPooling2d({.poolSize = 4, .strides = 1, .name = "p"})
                ->apply(input({.shape = {2, 9, 1}}));
        },
        "p: windows of size [4, 4] are larger than an input of shape [null, 2, 9, 1].");
    row(
        "maxPooling1d of two",
        [] {
            maxPooling1d({.poolSize = {2, 2}});
        },
        "max_pooling1d_MaxPooling1D1: poolSize must be a number, or a list of 1, but got a list of "
        "2.");
    row(
        "maxPooling2d with three strides",
        [] {
            maxPooling2d({.poolSize = 2, .strides = {1, 2, 3}});
        },
        "max_pooling2d_MaxPooling2D1: strides must be a number, or a list of 2, but got a list of "
        "3.");
    row(
        "three paddings",
        [] {
            zeroPadding2d({.padding = {1, 2, 3}});
        },
        "zero_padding2d_ZeroPadding2D1: padding must be a number, two numbers or two pairs, for "
        "rows and columns, but got a list of 3.");
    row(
        "negative cropping",
        [] { cropping2D({.cropping = -1}); },
        "cropping2d_Cropping2D1: cropping must be 0 or more, and no more than 2147483647, but got "
        "-1.");
    row(
        "randomWidth -2",
        [] { randomWidth({.factor = -2}); },
        "random_width_RandomWidth1: factor must be a number above 0, or two numbers, but got -2.");
    row(
        "randomWidth upside down",
        [] {
            randomWidth({.factor = {0.5, 0.25}});
        },
        "random_width_RandomWidth1: factor must go from -1 or more to as much or more, but it goes "
        "from 0.5 to 0.25.");
    row(
        "no numTokens",
        [] { categoryEncoding({}); },
        "category_encoding_CategoryEncoding1: numTokens must be 1 or more, and no more than "
        "2147483647, but got 0.");
    row(
        "no height",
        [] { resizing({.width = 2}); },
        "resizing_Resizing1: height and width must be 1 or more, and no more than 2147483647, but "
        "got 0 and 2.");
}

void reading() {
    row(
        "padding of another kind",
        [] { read("Conv2D", R"({"filters":1,"kernel_size":2,"padding":"full"})"); },
        "config.padding: expected one of valid, same, causal, but found \"full\"");
    row(
        "margins of three",
        [] { read("ZeroPadding2D", R"({"padding":[[1,2,3],[1,2]]})"); },
        "config.padding[0]: expected two numbers, before and after, but found 3");
    row(
        "one factor in a list",
        [] { read("RandomWidth", R"({"factor":[0.5]})"); },
        "config.factor: expected a number or a list of two, but found a list of 1");
    row(
        "a huge stride",
        [] { read("MaxPooling2D", R"({"strides":9007199254740991,"name":"pool"})"); },
        "pool: strides must be 1 or more, and no more than 2147483647, but got 9007199254740991.");
}

void building() {
    row(
        "conv2d behind dense",
        [] {
            sequential(
                {.layers = {
                     dense({.units = 4, .inputShape = {3}}),
                     conv2d({.filters = 1, .kernelSize = 2})}});
        },
        "conv2d_Conv2D1: inputs must have shape [null, null, null, null], but one has shape "
        "[null, 4].");
    row(
        "unknown channels",
        [] {
            conv2d({.filters = 1, .kernelSize = 2})->build({-1, 4, 4, -1});
        },
        "conv2d_Conv2D1: the number of channels must be known, but the input has shape [null, 4, "
        "4, null].");
    row(
        "other channels",
        [] {
            const auto layer = depthwiseConv2d({.kernelSize = 2});
            layer->build({-1, 4, 4, 2});
            layer->apply(ones({1, 4, 4, 3}));
        },
        "depthwise_conv2d_DepthwiseConv2D1: inputs must have shape [null, null, null, 2], but one "
        "has shape [1, 4, 4, 3].");
    row(
        "batchNormalization of any size",
        [] {
            sequential({.layers = {batchNormalization({.axis = 1, .inputShape = {-1, 3}})}});
        },
        "batch_normalization_BatchNormalization1: axis 1 must have a known size, but the input has "
        "shape [null, null, 3].");
    row(
        "batchNormalization of another size",
        [] {
            const auto layer = batchNormalization();
            layer->build({-1, 3});
            layer->apply(ones({1, 4}));
        },
        "batch_normalization_BatchNormalization1: axis -1 of the input must have size 3, but the "
        "input has shape [1, 4].");
    row(
        "layerNormalization twice",
        [] {
            layerNormalization({.axis = {1, -1}})->build({-1, 3});
        },
        "layer_normalization_LayerNormalization1: axis -1 is named twice; the input has shape "
        "[null, 3].");
    row(
        "layerNormalization beyond",
        [] {
            layerNormalization({.axis = 2})->build({-1, 3});
        },
        "layer_normalization_LayerNormalization1: there is no axis 2 in an input of shape [null, "
        "3].");
    row(
        "more weights than memory",
        [] {
            conv2d({.filters = 2147483647, .kernelSize = 2147483647, .padding = Padding::Same})
                ->build({-1, 4, 4, 2147483647});
        },
        "truncatedNormal: a tensor of shape [2147483647, 2147483647, 2147483647, 2147483647] has "
        "more elements than memory can hold.");
}

void computing() {
    row(
        "causal",
        [] {
            conv1d({.filters = 1, .kernelSize = 2, .padding = Padding::Causal})
                ->apply(ones({1, 4, 1}));
        },
        "conv1d_Conv1D1: the padding \"causal\" cannot be computed, here or in TensorFlow.js: use "
        "\"same\" or \"valid\".");
    row(
        "a pool larger than the image",
        [] {
            maxPooling2d({.poolSize = 4})->apply(ones({1, 2, 2, 1}));
        },
        "max_pooling2d_MaxPooling2D1: no window of size [4, 4] fits on an input of shape [1, 2, 2, "
        "1]: the output would have shape [1, 0, 0, 1].");
    row(
        "nothing left",
        [] {
            cropping2D({.cropping = 2})->apply(ones({1, 4, 4, 1}));
        },
        "cropping2d_Cropping2D1: nothing is left of an input of shape [1, 4, 4, 1]: the output "
        "would have shape [1, 0, 0, 1].");
    row(
        "category beyond",
        [] {
            categoryEncoding({.numTokens = 3})->apply(tensor({3}, {1, 1}, DType::Int32));
        },
        "category_encoding_CategoryEncoding1: the numbers must be 0 or more, and less than "
        "numTokens, which is 3, but they go from 3 to 3.");
    row(
        "weights without counts",
        [] { categoryEncoding({.numTokens = 3})->countWeighted(ones({1}), ones({1})); },
        "category_encoding_CategoryEncoding1: weights go with the outputMode \"count\" only.");
    row(
        "resizing within a model",
        [] {
            sequential({.layers = {resizing({.height = 2, .width = 2, .inputShape = {3, 3, 1}})}});
        },
        "resizing_Resizing1: this layer works on tensors only, not within a model, here as in "
        "TensorFlow.js: apply it to the images before they go in.");
}

} // namespace

class TestImageLayerErrors : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void messages_data();
    void messages();
    void nothingIsLeftByPools();
};

void TestImageLayerErrors::messages_data() {
    QTest::addColumn<Slip>("slip");
    QTest::addColumn<QString>("message");
    making();
    reading();
    building();
    computing();
}

void TestImageLayerErrors::messages() {
    QFETCH(Slip, slip);
    QFETCH(QString, message);
    resetAutomaticNames();
    QCOMPARE(test::refusalOf(slip), message);
}

// As in tfjs, a model may be built whose images become too small on the way.
void TestImageLayerErrors::nothingIsLeftByPools() {
    const auto model = sequential(
        {.layers = {
             conv2d({.filters = 1, .kernelSize = 2, .inputShape = {3, 3, 1}}),
             maxPooling2d({.poolSize = 4}),
             conv2d({.filters = 1, .kernelSize = 1})}});
    QCOMPARE(toText(model.outputs().front().shape()), "[null, 0, 0, 1]");
}

QTEST_APPLESS_MAIN(TestImageLayerErrors)
#include "tst_image_layer_errors.moc"
