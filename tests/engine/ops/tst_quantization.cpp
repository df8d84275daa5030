#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/op_test.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <numeric>

using namespace tp;

class TestQuantization : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void bytes() {
        const std::vector<std::uint8_t> values{0, 1, 128, 255};
        const auto fault = test::difference(
            dequantize(std::span(values), {2, 2}, {.scale = 0.1, .min = -1}),
            tensor({{-1.0, -0.9}, {11.8, 24.5}}),
            1e-7);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }

    void pairsOfBytes() {
        const std::vector<std::uint16_t> values{0, 65535};
        const auto fault = test::difference(
            dequantize(std::span(values), {2}, {.scale = 2.0 / 65535, .min = -1}),
            tensor({-1, 1}),
            1e-7);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }

    void wholeNumbersAreRounded() {
        const std::vector<std::uint8_t> values{0, 1, 2, 3};
        QCOMPARE(
            dequantize(std::span(values), {4}, {.scale = 0.5, .min = -1}, DType::Int32)
                .dataSync<std::int32_t>(),
            (std::vector<std::int32_t>{-1, 0, 0, 1}));
    }

    void allHalfFloats() {
        std::vector<std::uint16_t> values(0x10000);
        std::iota(values.begin(), values.end(), std::uint16_t{0});
        const auto found = dequantizeFloat16(values, {0x10000}).dataSync<float>();
        for (std::uint16_t i = 0; i < 0x7c00; ++i) {
            const int exponent = i < 0x400 ? 1 : i >> 10;
            const int fraction = (i & 0x3ff) + (i < 0x400 ? 0 : 0x400);
            const float expected = std::ldexp(static_cast<float>(fraction), exponent - 25);
            QCOMPARE(found[i], expected);
            QCOMPARE(found[i + 0x8000U], -expected);
        }
        for (unsigned i = 0x7c01; i < 0x8000; ++i)
            QVERIFY(std::isnan(found[i]) && std::isnan(found[i + 0x8000U]));
    }

    void halfFloats() {
        const std::vector<std::uint16_t> values{
            0x0000, 0x8000, 0x3c00, 0xc000, 0x7bff, 0x0001, 0x03ff, 0x0400, 0x7c00, 0xfc00, 0x7e00};
        const auto found = dequantizeFloat16(values, {11}).dataSync<float>();
        constexpr float kInfinity = std::numeric_limits<float>::infinity();
        const std::vector<float> expected{
            0,
            -0.0F,
            1,
            -2,
            65504,
            5.9604645e-8F,
            6.0975552e-5F,
            6.1035156e-5F,
            kInfinity,
            -kInfinity};
        for (std::size_t i = 0; i < expected.size(); ++i)
            QCOMPARE(found[i], expected[i]);
        QVERIFY(std::signbit(found[1]) && std::isnan(found[10]));
    }

    void refusals() {
        const std::vector<std::uint8_t> values{0, 1};
        QVERIFY(test::refusalOf([&] {
                    dequantize(std::span(values), {3}, {});
                }).contains("there are 2 numbers, but the shape [3] needs 3"));
        QCOMPARE(
            test::refusalOf([&] { dequantize(std::span(values), {2}, {}, DType::Bool); }),
            "dequantize: the numbers can be float32 or int32, but bool was asked for.");
    }
};

QTEST_APPLESS_MAIN(TestQuantization)
#include "tst_quantization.moc"
