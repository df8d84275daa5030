#include "engine/api/start.h"
#include "engine/base/thread_pool.h"
#include "engine/ops/ops.h"

#include <QtTest>

using namespace tp;

/// Tensors large enough that threads, blocks and lanes come into play.
class TestLargeTensors : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 3}); }

    void unaryOpsShareTheWork() {
        constexpr std::int64_t kCount = 400'003;
        const Tensor x = range(0, static_cast<double>(kCount));
        const auto y = neg(x).dataSync<float>();
        for (std::size_t i = 0; i < y.size(); ++i)
            QCOMPARE(y[i], -static_cast<float>(i));
    }

    void longSumsKeepTheirDigits() {
        // In float32, adding ones would stop at 2^24.
        QCOMPARE(sum(fill({20'000'000}, 1)).scalar<float>(), 20'000'000.0F);
        QCOMPARE(mean(fill({3'000'001}, 0.1)).scalar<float>(), 0.1F);
    }

    void wideReductionsGoBlockByBlock() {
        const Tensor x = reshape(range(0, 3.0 * 1001), {3, 1001});
        const auto columns = sum(x, 0).dataSync<float>();
        for (std::size_t i = 0; i < columns.size(); ++i)
            QCOMPARE(columns[i], static_cast<float>(3 * i + 3 * 1001));
        const auto rows = max(x, 1).dataSync<float>();
        QCOMPARE(rows, (std::vector<float>{1000, 2001, 3002}));
    }

    void largeMatricesTurnBlockByBlock() {
        const Tensor x = reshape(range(0, 70.0 * 45), {70, 45});
        const auto y = transpose(x).dataSync<float>();
        for (std::size_t i = 0; i < 45; ++i)
            for (std::size_t j = 0; j < 70; ++j)
                QCOMPARE(y[i * 70 + j], static_cast<float>(j * 45 + i));
    }
};

QTEST_APPLESS_MAIN(TestLargeTensors)
#include "tst_large_tensors.moc"
