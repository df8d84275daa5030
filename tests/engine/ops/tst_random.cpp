#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/op_test.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace tp;

/// The expected numbers are TensorFlow.js 4.22's.
class TestRandom : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void seedsGiveTheNumbersOfTensorFlowJs() {
        expect(
            randomUniform({4}, 0, 1, DType::Float32, 42),
            tensor(
                {0.6848635077476501, 0.5463244915008545, 0.8455933332443237, 0.1990855187177658}));
        expect(
            randomUniform({2}, 0, 1, DType::Float32, -17),
            tensor({0.9017056822776794, 0.9945507645606995}));
        expect(
            randomUniform({2}, 0, 1, DType::Float32, 123456789012),
            tensor({0.7630176544189453, 0.9643911719322205}));
        expect(randomUniform({3}, -5, 5, DType::Int32, 7), tensor({-1, -4, -3}, DType::Int32));
        expect(randomUniform({4}, 0, 2, DType::Bool, 3), tensor({false, false, false, true}));
        expect(
            randomNormal({5}, 0, 1, DType::Float32, 42),
            tensor(
                {1.9053093194961548,
                 0.4774465560913086,
                 0.4454464018344879,
                 -0.38785839080810547,
                 0.07017837464809418}));
        expect(randomNormal({3}, 10, 3, DType::Int32, 1234), tensor({10, 4, 13}, DType::Int32));
        expect(
            truncatedNormal({6}, 0, 1, DType::Float32, 9),
            tensor(
                {-0.7953359484672546,
                 0.7406170964241028,
                 1.6500515937805176,
                 -0.9345070123672485,
                 0.7977063059806824,
                 -0.20512813329696655}));
    }

    void numbersAreSpreadAsTheyShould() {
        const Tensor uniform = randomUniform({20000}, -1, 3, DType::Float32, 1);
        QVERIFY(min(uniform).scalar<float>() >= -1 && max(uniform).scalar<float>() < 3);
        QVERIFY(std::abs(mean(uniform).scalar<float>() - 1) < 0.05F);
        const Tensor normal = randomNormal({20000}, 2, 3, DType::Float32, 1);
        const Moments found = moments(normal);
        QVERIFY(std::abs(found.mean.scalar<float>() - 2) < 0.1F);
        QVERIFY(std::abs(found.variance.scalar<float>() - 9) < 0.3F);
        const Tensor cut = truncatedNormal({20000}, 2, 3, DType::Float32, 1);
        QVERIFY(min(cut).scalar<float>() >= -4 && max(cut).scalar<float>() <= 8);
    }

    void withoutASeedTheEngineDecides() {
        setRandomSeed(5);
        const Tensor first = randomUniform({3});
        const Tensor second = randomUniform({3});
        setRandomSeed(5);
        const Tensor again = randomUniform({3});
        expect(again, first);
        QVERIFY(test::difference(second, first, 1e-6).has_value());
    }

    void shufflingKeepsEverything() {
        auto order = shuffledIndices(100, 3);
        QCOMPARE(order, shuffledIndices(100, 3));
        QVERIFY(order != shuffledIndices(100, 4));
        QVERIFY(!std::is_sorted(order.begin(), order.end()));
        std::sort(order.begin(), order.end());
        for (int i = 0; i < 100; ++i)
            QCOMPARE(order[static_cast<std::size_t>(i)], i);
        QVERIFY(shuffledIndices(0).empty());

        const Tensor rows = shuffle(tensor({{1, 10}, {2, 20}, {3, 30}, {4, 40}}), 2);
        const auto values = rows.dataSync<float>();
        for (std::size_t i = 0; i < 8; i += 2)
            QCOMPARE(values[i + 1], values[i] * 10);
    }

    void impossibleOnesAreRefused() {
        QVERIFY(test::refusalOf([] {
                    randomNormal({2}, 0, 1, DType::Bool);
                }).contains("random bool tensors"));
        QVERIFY(test::refusalOf([] {
                    randomUniform({2}, 0, 1, DType::String);
                }).contains("random string tensors"));
        QVERIFY(test::refusalOf([] { randomUniform({-2}); }).contains("negative size"));
    }

private:
    static void expect(const Tensor& actual, const Tensor& expected) {
        const auto fault = test::difference(actual, expected, 1e-7);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
