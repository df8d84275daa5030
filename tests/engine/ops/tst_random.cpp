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

    void theOthersGiveThemToo() {
        expect(
            randomGamma({4}, 2, 2, DType::Float32, 42),
            tensor({1.5004377365112305, 2.06209135055542, 1.6284878253936768, 2.335114002227783}));
        expect(
            randomGamma({4}, 0.5, 1, DType::Float32, 7),
            tensor(
                {0.07477685809135437,
                 0.0033613606356084347,
                 0.08612293750047684,
                 0.17332346737384796}));
        expect(randomGamma({4}, 3, 2, DType::Int32, 7), tensor({9, 1, 5, 3}, DType::Int32));
        expect(
            randomGamma({3}, 2, 1, DType::Float32, 3),
            tensor({0.31438836455345154, 4.102094650268555, 3.580064058303833}));
        expect(randomUniformInt({5}, -3, 9, 42), tensor({5, 3, 7, 0, 3}, DType::Int32));
        expect(
            randomStandardNormal({3}, DType::Float32, 42),
            tensor({1.9053093194961548, 0.4774465560913086, 0.4454464018344879}));
    }

    void ownFunctionsAreCalledForEachElement() {
        double last = 0;
        expect(rand({2, 2}, [&] { return last += 0.75; }), tensor({{0.75, 1.5}, {2.25, 3.0}}));
        last = 0;
        const auto counted = [&] { return last += 0.75; };
        expect(rand({3}, counted, DType::Int32), tensor({0, 1, 2}, DType::Int32));
    }

    /// The largest distance between the distribution of what was drawn and what it should be is
    /// rarely beyond 1.63 / sqrt(n): Kolmogorov's and Smirnov's test at 1 %.
    void distributionsAreRight() {
        constexpr std::int64_t kCount = 20000;
        const auto uniform = [](double x) { return (x + 1) / 4; };
        expectDistribution(randomUniform({kCount}, -1, 3, DType::Float32, 1), uniform);
        const auto normal = [](double x) { return std::erfc(-(x - 2) / 3 / std::sqrt(2.0)) / 2; };
        expectDistribution(randomNormal({kCount}, 2, 3, DType::Float32, 1), normal);
        const auto cut = [&](double x) {
            const double outside = normal(-4);
            return (normal(x) - outside) / (1 - 2 * outside);
        };
        expectDistribution(truncatedNormal({kCount}, 2, 3, DType::Float32, 1), cut);
        const auto exponential = [](double x) { return 1 - std::exp(-x / 2); };
        expectDistribution(randomGamma({kCount}, 1, 2, DType::Float32, 1), exponential);
        const auto erlang = [](double x) { return 1 - std::exp(-x) * (1 + x + x * x / 2); };
        expectDistribution(randomGamma({kCount}, 3, 1, DType::Float32, 1), erlang);
        const auto half = [](double x) { return std::erf(std::sqrt(x)); };
        expectDistribution(randomGamma({kCount}, 0.5, 1, DType::Float32, 1), half);
    }

    /// Pearson's test: the sum of squared errors over what was expected is beyond 16.3 for once in
    /// 1000 times of 4 classes.
    void classesAreDrawnAsOftenAsTheyShould() {
        const std::vector<double> probabilities{0.1, 0.2, 0.3, 0.4};
        const Tensor logits = log(tensor(probabilities));
        constexpr std::int64_t kCount = 20000;
        const auto chosen = multinomial(logits, kCount, 5).dataSync<std::int32_t>();
        double error = 0;
        for (std::size_t i = 0; i < probabilities.size(); ++i) {
            const double expected = probabilities[i] * kCount;
            const auto found = static_cast<double>(
                std::count(chosen.begin(), chosen.end(), static_cast<std::int32_t>(i)));
            error += (found - expected) * (found - expected) / expected;
        }
        QVERIFY2(error < 16.3, std::to_string(error).c_str());
    }

    void dropoutKeepsTheMean() {
        const Tensor x = dropout(ones({20000}), 0.3, {}, 4);
        QVERIFY(std::abs(mean(x).scalar<float>() - 1) < 0.01F);
        QVERIFY(std::abs(mean(toFloatZero(x)).scalar<float>() - 0.3F) < 0.01F);
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
        QCOMPARE(
            test::refusalOf([] { randomGamma({2}, 0); }),
            "randomGamma: alpha and beta must be above 0, but they are 0 and 1.");
        QCOMPARE(
            test::refusalOf([] { multinomial(tensor({1}), 3); }),
            "multinomial: there must be 2 classes or more, but the logits have shape [1].");
        QCOMPARE(
            test::refusalOf([] {
                multinomial(zeros({1, 2, 2}), 3);
            }),
            "multinomial: the logits must have 1 or 2 axes, but their shape is [1, 2, 2].");
        QVERIFY(test::refusalOf([] { multinomial(tensor({1, 2}), -1); }).contains("negative size"));
        QCOMPARE(
            test::refusalOf([] { dropout(tensor({1}), 1); }),
            "dropout: the rate must be in [0, 1), but it is 1.");
        QCOMPARE(
            test::refusalOf([] { dropout(tensor({1}, DType::Int32), 0.5); }),
            "dropout: x must be float32, but it is int32.");
    }

private:
    /// 1 where x is 0.
    static Tensor toFloatZero(const Tensor& x) { return cast(equal(x, 0), DType::Float32); }

    template<class F>
    static void expectDistribution(const Tensor& drawn, F share) {
        auto values = drawn.dataSync<float>();
        std::sort(values.begin(), values.end());
        const auto count = static_cast<double>(values.size());
        double distance = 0;
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double expected = share(static_cast<double>(values[i]));
            distance = std::max(distance, std::abs(expected - static_cast<double>(i) / count));
            distance = std::max(distance, std::abs(expected - static_cast<double>(i + 1) / count));
        }
        QVERIFY2(distance < 1.63 / std::sqrt(count), std::to_string(distance).c_str());
    }

    static void expect(const Tensor& actual, const Tensor& expected) {
        const auto fault = test::difference(actual, expected, 1e-7);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }
};

QTEST_APPLESS_MAIN(TestRandom)
#include "tst_random.moc"
