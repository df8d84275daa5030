#include "engine/api/start.h"
#include "engine/base/thread_pool.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"

#include <QtTest>

#include <cmath>
#include <functional>

using namespace tp;

namespace {

/// Whether cpu, which goes by blocks, gives what plain loops give.
void compareWithReference(const std::function<Tensor()>& work, float tolerance = 0) {
    setBackend("reference");
    const auto expected = work().dataSync<float>();
    setBackend("cpu");
    const auto actual = work().dataSync<float>();
    QCOMPARE(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        if (!(std::abs(actual[i] - expected[i]) <= tolerance))
            QCOMPARE(actual[i], expected[i]);
    }
}

Tensor randomOf(const Shape& shape) {
    return randomUniform(shape, -1, 1, DType::Float32, 3);
}

} // namespace

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

    void manyAxesTurnPlaneByPlane() {
        for (const Shape& shape :
             {Shape{20, 4, 8, 32}, Shape{67, 3, 16, 64}, Shape{40, 64, 2, 16}}) {
            const Tensor x = randomOf(shape);
            for (const auto& perm : {Ints{3, 2, 1, 0}, Ints{3, 1, 2, 0}, Ints{2, 3, 1, 0}})
                compareWithReference([&] { return transpose(x, perm); });
        }
    }

    void runningSumsGoPastTheCache() {
        const Tensor x = randomOf({1027, 1603});
        for (const int axis : {0, 1}) {
            compareWithReference([&] { return cumsum(x, axis); }, 1e-4F);
            compareWithReference([&] { return cumsum(x, axis, true, true); }, 1e-4F);
        }
    }

    void columnsAreTakenHereAndThere() {
        const Tensor x = randomOf({1501, 1100});
        const Tensor chosen = randomUniform({1203}, 0, 1100, DType::Int32, 4);
        compareWithReference([&] { return gather(x, chosen, 1); });
    }

    void wideRowsAreSharedOut() {
        for (const Shape& shape : {Shape{3001, 700}, Shape{700, 3001}, Shape{2, 500, 2100}}) {
            const Tensor x = randomOf(shape);
            compareWithReference([&] { return sum(x, 0); }, 1e-3F);
            compareWithReference([&] { return max(x, 0); });
            compareWithReference([&] { return mean(x, 1); }, 1e-6F);
        }
    }

    void imagesShrink() {
        for (const std::int64_t channels : {1, 3, 4, 5}) {
            const Tensor x = randomOf({2, 90, 77, channels});
            for (const bool corners : {false, true}) {
                compareWithReference(
                    [&] {
                        return image::resizeBilinear(x, {40, 31}, corners, false);
                    },
                    2e-6F);
            }
            compareWithReference(
                [&] {
                    return image::resizeBilinear(x, {89, 1}, false, true);
                },
                2e-6F);
        }
    }

    void largeMatricesTurnBlockByBlock() {
        const Tensor x = reshape(range(0, 70.0 * 45), {70, 45});
        const auto y = transpose(x).dataSync<float>();
        for (std::size_t i = 0; i < 45; ++i) {
            for (std::size_t j = 0; j < 70; ++j)
                QCOMPARE(y[i * 70 + j], static_cast<float>(j * 45 + i));
        }
    }
};

QTEST_APPLESS_MAIN(TestLargeTensors)
#include "tst_large_tensors.moc"
