#include "engine/api/start.h"
#include "engine/base/thread_pool.h"
#include "engine/cpu/conv_loops.h"
#include "engine/cpu/conv_onednn.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"
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
    {"first layer", {20, 28, 28, 1}, {5, 5, 1, 8}, 1, 1, "valid"},
    {"one image", {1, 57, 57, 24}, {3, 3, 24, 40}, 1, 1, "same"},
    {"one image, stride", {1, 65, 63, 16}, {3, 3, 16, 64}, 2, 1, "same"},
    {"one image, pixel by pixel", {1, 41, 41, 64}, {1, 1, 64, 48}, 1, 1, "valid"},
    {"stride beyond the window", {1, 80, 80, 32}, {1, 1, 32, 64}, 2, 1, "same"},
    {"tall window", {1, 60, 40, 16}, {9, 1, 16, 32}, 1, 1, "same"},
    {"dilated", {1, 40, 40, 24}, {3, 3, 24, 32}, 1, 4, "same"},
    {"two images", {2, 50, 30, 32}, {3, 3, 32, 16}, 1, 1, "same"},
    {"more images", {7, 30, 30, 16}, {3, 3, 16, 16}, 1, 1, "valid"},
    {"volumes", {1, 12, 20, 20, 8}, {3, 3, 3, 8, 16}, 1, 1, "same"},
    {"channel by channel", {1, 90, 90, 96}, {3, 3, 96, 1}, 1, 1, "same", true},
    {"channel by channel, stride", {3, 60, 61, 72}, {5, 5, 72, 1}, 2, 1, "same", true},
    {"several for each channel", {2, 50, 50, 20}, {3, 3, 20, 3}, 1, 1, "same", true},
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

/// oneDNN's slices, on several threads, against the plain loops.
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

    /// Every element is finished once.
    void finishing_data() { layer_data(); }
    void finishing() {
        QFETCH(const Layer*, layer);
        const ConvProblem conv = problemOf(*layer);
        const Tensor x = noise(conv.batch * conv.imageSize(), 1);
        const Tensor filter = noise(conv.filterSize(), 2);
        Numbers expected = room(conv.batch * conv.outSize());
        cpu::convOneDnn(conv, valuesOf(x), filter.storage(), expected.data());
        Numbers found = expected;
        const auto addOne = [](float* y, std::int64_t count) {
            for (std::int64_t i = 0; i < count; ++i)
                y[i] += 1;
        };
        cpu::convOneDnn(conv, valuesOf(x), filter.storage(), found.data(), addOne);
        for (float& value : expected)
            value += 1;
        same(found, expected);
    }

private:
    static void same(const Numbers& found, const Numbers& expected) {
        const Shape shape{static_cast<std::int64_t>(found.size())};
        const auto fault =
            test::difference(fromBuffer(found, shape), fromBuffer(expected, shape), 2e-4);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }

    static void compare(const Layer& layer, std::optional<float> special) {
        const ConvProblem conv = problemOf(layer);
        QVERIFY(cpu::suitsOneDnn(conv));
        Tensor x = noise(conv.batch * conv.imageSize(), 1);
        Tensor filter = noise(conv.filterSize(), 2);
        Tensor dy = noise(conv.batch * conv.outSize(), 3);
        if (special)
            for (Tensor* each : {&filter, &dy}) {
                auto values = each->dataSync<float>();
                values[values.size() / 2] = *special;
                *each = fromBuffer(values, each->shape());
            }
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
