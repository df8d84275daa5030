#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/engine/cpu/every_loops.h"

#include <QtTest>

#include <cmath>

using namespace tp;
using namespace tp::test;

namespace {

/// The product of a[m, k], whose elements lie by the given steps, and b[k, n], computed as double.
Numbers product(
    const Numbers& a,
    std::int64_t rowStep,
    std::int64_t innerStep,
    const Numbers& b,
    std::int64_t m,
    std::int64_t n,
    std::int64_t k) {
    Numbers c;
    for (std::int64_t i = 0; i < m; ++i) {
        for (std::int64_t j = 0; j < n; ++j) {
            double sum = 0;
            for (std::int64_t l = 0; l < k; ++l) {
                sum +=
                    static_cast<double>(a[static_cast<std::size_t>(i * rowStep + l * innerStep)]) *
                    static_cast<double>(b[static_cast<std::size_t>(l * n + j)]);
            }
            c.push_back(static_cast<float>(sum));
        }
    }
    return c;
}

void compareAll(const Numbers& actual, const Numbers& expected, std::int64_t terms) {
    QCOMPARE(actual.size(), expected.size());
    const float tolerance = 1e-7F * static_cast<float>(terms + 1);
    for (std::size_t i = 0; i < actual.size(); ++i) {
        if (!(std::abs(actual[i] - expected[i]) <= tolerance))
            QCOMPARE(actual[i], expected[i]);
    }
}

} // namespace

class TestProducts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 2}); }

    void smallOnesOfAllSizes() {
        for (const cpu::VectorLoops& loops : everyLoops()) {
            for (const std::int64_t m : {1, 2, 3, 7, 15, 30}) {
                for (const std::int64_t n : {1, 3, 8, 15, 16, 17, 24, 37, 40, 64, 88, 115}) {
                    for (const std::int64_t k : {1, 2, 33}) {
                        const Numbers a = randomNumbers(m * k);
                        const Numbers b = randomNumbers(k * n);
                        Numbers c = room(m * n);
                        loops.multiplySmall({a.data(), 1, m, b.data(), n, c.data(), n, m, n, k});
                        for (std::size_t i = 0; i < kMargin; ++i)
                            QCOMPARE(c[static_cast<std::size_t>(m * n) + i], kUntouched);
                        c.resize(static_cast<std::size_t>(m * n));
                        compareAll(c, product(a, 1, m, b, m, n, k), k);
                    }
                }
            }
        }
    }

    void scaledRowsAreAdded() {
        for (const cpu::VectorLoops& loops : everyLoops()) {
            for (const std::int64_t rows : {0, 1, 8, 21}) {
                for (const std::int64_t width : {1, 16, 50}) {
                    const Numbers factors = randomNumbers(rows);
                    const Numbers x = randomNumbers(rows * width);
                    Numbers y(static_cast<std::size_t>(width), 0.0F);
                    loops.addScaledRows(factors.data(), x.data(), width, rows, width, y.data());
                    compareAll(y, product(factors, rows, 1, x, 1, width, rows), rows);
                }
            }
        }
    }

    void matricesMayLieTurned_data() {
        QTest::addColumn<int>("m");
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("k");
        for (const auto& [m, n, k] :
             {std::array{1, 40, 30},
              std::array{40, 1, 30},
              std::array{3, 5, 2},
              std::array{20, 20, 20},
              std::array{64, 48, 60},
              std::array{130, 140, 150},
              std::array{512, 10, 128},
              std::array{9, 10, 5000},
              std::array{200, 180, 300}})
            QTest::addRow("%d %d %d", m, n, k) << m << n << k;
    }
    void matricesMayLieTurned() {
        QFETCH(int, m);
        QFETCH(int, n);
        QFETCH(int, k);
        const Tensor a = randomUniform({m, k}, -1, 1, DType::Float32, 1);
        const Tensor b = randomUniform({k, n}, -1, 1, DType::Float32, 2);
        const Numbers expected = product(a.dataSync<float>(), k, 1, b.dataSync<float>(), m, n, k);
        compareAll(matMul(a, b).dataSync<float>(), expected, k);
        compareAll(matMul(transpose(a), b, true).dataSync<float>(), expected, k);
        compareAll(matMul(a, transpose(b), false, true).dataSync<float>(), expected, k);
        compareAll(matMul(transpose(a), transpose(b), true, true).dataSync<float>(), expected, k);
    }

    void nothingTimesNothingIsZero() {
        QCOMPARE(matMul(zeros({2, 0}), zeros({0, 3})).dataSync<float>(), Numbers(6, 0.0F));
    }
};

QTEST_APPLESS_MAIN(TestProducts)
#include "tst_products.moc"
