#include "engine/api/start.h"
#include "engine/base/thread_pool.h"
#include "engine/cpu/conv_direct.h"
#include "engine/cpu/conv_loops.h"
#include "engine/cpu/conv_onednn.h"
#include "engine/ops/ops.h"
#include "tests/support/op_test.h"

#include <QtTest>

#include <limits>
#include <optional>

using namespace tp;
using cpu::ConvProblem;

namespace {

struct Layer {
    const char* name;
    Shape image;
    Shape filter;
    std::int64_t stride;
    std::int64_t dilation;
    const char* pad;
    bool depthwise = false;
};

// Large enough to be cut into slices: of the batch, of rows, of both; and the odd ones.
const Layer kLayers[] = {
    {"first layer", {15, 28, 28, 1}, {5, 5, 1, 8}, 1, 1, "valid"},
    {"one image", {1, 37, 37, 24}, {3, 3, 24, 40}, 1, 1, "same"},
    {"one image, stride", {1, 65, 63, 16}, {3, 3, 16, 64}, 2, 1, "same"},
    {"one image, pixel by pixel", {1, 41, 41, 64}, {1, 1, 64, 48}, 1, 1, "valid"},
    {"stride beyond the window", {1, 80, 80, 32}, {1, 1, 32, 64}, 2, 1, "same"},
    {"tall window", {1, 40, 30, 16}, {9, 1, 16, 32}, 1, 1, "same"},
    {"dilated", {1, 30, 30, 24}, {3, 3, 24, 32}, 1, 4, "same"},
    {"two images", {2, 34, 30, 32}, {3, 3, 32, 16}, 1, 1, "same"},
    {"more images", {7, 20, 20, 16}, {3, 3, 16, 16}, 1, 1, "valid"},
    {"volumes", {1, 9, 12, 13, 8}, {3, 3, 3, 8, 16}, 1, 1, "same"},
    {"channel by channel", {1, 90, 90, 96}, {3, 3, 96, 1}, 1, 1, "same", true},
    {"channel by channel, stride", {3, 60, 61, 72}, {5, 5, 72, 1}, 2, 1, "same", true},
    {"several for each channel", {2, 50, 50, 20}, {3, 3, 20, 3}, 1, 1, "same", true},
};

// Of few channels: all that may be odd about windows, and all widths of registers.
const Layer kFewChannels[] = {
    {"one channel", {3, 28, 28, 1}, {5, 5, 1, 8}, 1, 1, "valid"},
    {"padded", {2, 28, 27, 1}, {5, 5, 1, 6}, 1, 1, "same"},
    {"picture", {1, 57, 64, 3}, {3, 3, 3, 32}, 2, 1, "same"},
    {"picture, large window", {1, 40, 41, 3}, {7, 7, 3, 64}, 2, 1, "same"},
    {"all registers", {1, 33, 70, 3}, {3, 3, 3, 127}, 1, 1, "same"},
    {"one output", {2, 30, 30, 4}, {3, 3, 4, 1}, 1, 1, "same"},
    {"dilated", {2, 30, 31, 2}, {3, 3, 2, 17}, 1, 4, "same"},
    {"dilated beyond the image", {2, 5, 6, 3}, {3, 3, 3, 20}, 1, 7, "same"},
    {"window larger than the image", {2, 3, 4, 2}, {9, 7, 2, 12}, 1, 1, "same"},
    {"stride beyond the window", {1, 50, 50, 3}, {2, 2, 3, 24}, 5, 1, "valid"},
    {"one window", {4, 5, 5, 3}, {5, 5, 3, 40}, 1, 1, "valid"},
    {"sound", {1, 1, 44100, 1}, {1, 10, 1, 48}, 5, 1, "same"},
    {"spectrogram", {1, 43, 232, 1}, {2, 8, 1, 8}, 1, 1, "valid"},
    {"volumes of one channel", {2, 7, 8, 9, 1}, {3, 2, 3, 1, 21}, 1, 1, "same"},
    {"volumes, dilated", {1, 9, 9, 9, 2}, {3, 3, 3, 2, 5}, 1, 2, "same"},
    {"no window", {0, 9, 9, 1}, {3, 3, 1, 5}, 1, 1, "same"},
};

// Single pixels of few outputs are products of narrow matrices, unless pixels are left out.
const Layer kSinglePixels[] = {
    {"three eighths", {1, 23, 20, 96}, {1, 1, 96, 24}, 1, 1, "same"},
    {"one eighth", {3, 7, 5, 11}, {1, 1, 11, 8}, 1, 1, "valid"},
    {"every other pixel", {2, 9, 8, 12}, {1, 1, 12, 24}, 2, 1, "same"},
    {"volumes", {2, 3, 4, 5, 9}, {1, 1, 1, 9, 24}, 1, 1, "same"},
    {"no image", {0, 9, 8, 12}, {1, 1, 12, 24}, 1, 1, "same"},
};

ConvProblem problemOf(const Layer& layer) {
    WindowOptions options;
    options.strides = {layer.stride};
    options.dilations = {layer.dilation};
    options.pad = layer.pad;
    ConvGeometry geometry;
    geometry.depthwise = layer.depthwise;
    const std::size_t rank = layer.image.rank() - 2;
    const std::vector<std::int64_t> windows(layer.filter.begin(), layer.filter.begin() + rank);
    geometry.window = windowGeometry(layer.image, windows, rank, options, "test");
    geometry.multiplier = layer.filter.back();
    geometry.outChannels = layer.filter.back() * (layer.depthwise ? layer.image.back() : 1);
    return ConvProblem(geometry);
}

using Numbers = std::vector<float>;

Numbers room(std::int64_t count) {
    return Numbers(static_cast<std::size_t>(count), 7);
}

Tensor noise(std::int64_t count, std::int64_t seed) {
    return randomUniform({count}, -1, 1, DType::Float32, seed);
}

const float* valuesOf(const Tensor& x) {
    return x.values<float>().data();
}

} // namespace

Q_DECLARE_METATYPE(const Layer*)

/// oneDNN's slices and the loops for few channels, on several threads, against the plain loops.
class TestConv : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { setThreadCount(3); }
    void cleanup() { setThreadCount(2); }

    void layer_data() {
        QTest::addColumn<const Layer*>("layer");
        for (const Layer& layer : kLayers)
            QTest::newRow(layer.name) << &layer;
    }
    void layer() {
        QFETCH(const Layer*, layer);
        compare(*layer, {});
    }

    void infinite_data() { layer_data(); }
    /// Padding must not be multiplied.
    void infinite() {
        QFETCH(const Layer*, layer);
        compare(*layer, std::numeric_limits<float>::infinity());
    }

    void fewChannels_data() {
        QTest::addColumn<const Layer*>("layer");
        for (const Layer& layer : kFewChannels)
            QTest::newRow(layer.name) << &layer;
    }
    void fewChannels() {
        QFETCH(const Layer*, layer);
        compareDirect(*layer, {});
        for (const int threads : {1, 2, 4}) {
            setThreadCount(threads);
            compareDirect(*layer, std::numeric_limits<float>::infinity());
        }
    }

    void singlePixels_data() {
        QTest::addColumn<const Layer*>("layer");
        for (const Layer& layer : kSinglePixels)
            QTest::newRow(layer.name) << &layer;
    }
    void singlePixels() {
        QFETCH(const Layer*, layer);
        const ConvProblem conv = problemOf(*layer);
        const Tensor x = reshape(noise(conv.batch * conv.imageSize(), 1), layer->image);
        const Tensor filter = reshape(noise(conv.filterSize(), 2), layer->filter);
        const Attrs attrs{{"strides", Ints{layer->stride}}, {"pad", std::string(layer->pad)}};
        const char* op = layer->image.rank() == 5 ? "Conv3D" : "Conv2D";
        const Tensor found = run(*findOp(op), {x, filter}, attrs);
        Numbers expected = room(conv.batch * conv.outSize());
        cpu::convLoops(conv, valuesOf(x), valuesOf(filter), expected.data());
        same(found.dataSync<float>(), expected);
    }

    /// By oneDNN, or by our own loops where a number is none: the same as one op after the other.
    void finishing_data() {
        layer_data();
        for (const Layer& layer : kFewChannels)
            QTest::newRow(layer.name) << &layer;
        for (const Layer& layer : kSinglePixels)
            QTest::newRow(layer.name) << &layer;
    }
    void finishing() {
        QFETCH(const Layer*, layer);
        const char* op = layer->depthwise ? "FusedDepthwiseConv2D" : "FusedConv2D";
        if (layer->image.rank() != 4 || layer->image.elementCount() == 0)
            return;
        const auto noiseOf = [](const Shape& shape, std::int64_t seed) {
            return randomUniform(shape, -1, 1, DType::Float32, seed);
        };
        const std::int64_t outputs = problemOf(*layer).outChannels;
        const Attrs attrs{
            {"strides", Ints{layer->stride}},
            {"dilations", Ints{layer->dilation}},
            {"pad", std::string(layer->pad)}};
        for (const char* activation : {"linear", "relu6", "sigmoid"}) {
            for (const bool isOdd : {false, true}) {
                Tensor x = noiseOf(layer->image, 1);
                if (isOdd) {
                    auto values = x.dataSync<float>();
                    values[values.size() / 3] = std::numeric_limits<float>::quiet_NaN();
                    values[values.size() / 2] = -std::numeric_limits<float>::infinity();
                    x = fromBuffer(values, layer->image);
                }
                const Tensor filter = noiseOf(layer->filter, 2);
                const Tensor bias = noiseOf({outputs}, 3);
                Attrs fusedAttrs = attrs;
                fusedAttrs.emplace_back("activation", std::string(activation));
                const Tensor found = run(*findOp(op), {x, filter, bias, Tensor()}, fusedAttrs);
                const char* plain = layer->depthwise ? "DepthwiseConv2dNative" : "Conv2D";
                const Tensor sum = run(*findOp(plain), {x, filter}, attrs) + bias;
                same(found.dataSync<float>(), activated(sum, activation).dataSync<float>());
            }
        }
    }

private:
    static Tensor activated(const Tensor& x, std::string_view activation) {
        if (activation == "relu")
            return relu(x);
        if (activation == "relu6")
            return relu6(x);
        return activation == "sigmoid" ? sigmoid(x) : x;
    }

    static void same(const Numbers& found, const Numbers& expected) {
        const Shape shape{static_cast<std::int64_t>(found.size())};
        const auto fault =
            test::difference(fromBuffer(found, shape), fromBuffer(expected, shape), 2e-4);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }

    static Tensor
    noiseWith(std::int64_t count, std::int64_t seed, std::optional<float> special = {}) {
        Tensor plain = noise(count, seed);
        if (!special || count == 0)
            return plain;
        auto values = plain.dataSync<float>();
        values[values.size() / 2] = *special;
        return fromBuffer(values, plain.shape());
    }

    static void compareDirect(const Layer& layer, std::optional<float> special) {
        const ConvProblem conv = problemOf(layer);
        QVERIFY(cpu::suitsDirect(conv));
        const Tensor x = noise(conv.batch * conv.imageSize(), 1);
        const Tensor filter = noiseWith(conv.filterSize(), 2, special);
        Numbers found = room(conv.batch * conv.outSize() + 16);
        Numbers expected = found;
        cpu::convDirect(conv, valuesOf(x), valuesOf(filter), found.data());
        cpu::convLoops(conv, valuesOf(x), valuesOf(filter), expected.data());
        same(found, expected);

        const Tensor dy = noiseWith(conv.batch * conv.outSize(), 3, special);
        found = room(conv.filterSize() + 16);
        expected = found;
        cpu::convFilterDirect(conv, valuesOf(x), valuesOf(dy), found.data());
        cpu::convFilterLoops(conv, valuesOf(x), valuesOf(dy), expected.data());
        same(found, expected);
    }

    static void compare(const Layer& layer, std::optional<float> special) {
        const ConvProblem conv = problemOf(layer);
        QVERIFY(cpu::suitsOneDnn(conv));
        const Tensor x = noise(conv.batch * conv.imageSize(), 1);
        const Tensor filter = noiseWith(conv.filterSize(), 2, special);
        const Tensor dy = noiseWith(conv.batch * conv.outSize(), 3, special);
        Numbers found = room(dy.size());
        Numbers expected = room(dy.size());
        cpu::convOneDnn(conv, valuesOf(x), filter.storage(), found.data());
        cpu::convLoops(conv, valuesOf(x), valuesOf(filter), expected.data());
        same(found, expected);

        found = room(x.size());
        expected = room(x.size());
        cpu::convInputOneDnn(conv, valuesOf(dy), filter.storage(), found.data());
        cpu::convInputLoops(conv, valuesOf(dy), valuesOf(filter), expected.data());
        same(found, expected);

        found = room(filter.size());
        expected = room(filter.size());
        cpu::convFilterOneDnn(conv, valuesOf(x), valuesOf(dy), found.data());
        cpu::convFilterLoops(conv, valuesOf(x), valuesOf(dy), expected.data());
        same(found, expected);
    }
};

QTEST_APPLESS_MAIN(TestConv)
#include "tst_conv.moc"
