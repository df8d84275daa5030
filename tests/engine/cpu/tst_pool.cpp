#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/ops/register.h"
#include "engine/runtime/backend.h"
#include "tests/support/op_test.h"

#include <QtTest>

#include <limits>

using namespace tp;

namespace {

struct Pool {
    Shape image;
    std::vector<std::int64_t> window;
    std::vector<std::int64_t> strides;
    const char* pad;
};

// Windows that share no pixels: all of the image seen, or gaps and edges, or cut at the edges.
const Pool kPools[] = {
    {{2, 6, 8, 8}, {2, 2}, {2, 2}, "valid"},
    {{3, 7, 9, 19}, {2, 2}, {2, 2}, "valid"},
    {{2, 7, 9, 5}, {2, 2}, {2, 2}, "same"},
    {{2, 8, 11, 3}, {1, 3}, {2, 4}, "valid"},
    {{1, 10, 10, 1}, {3, 3}, {4, 4}, "same"},
    {{2, 5, 4, 33}, {3, 2}, {3, 2}, "same"},
    {{40, 24, 24, 8}, {2, 2}, {2, 2}, "valid"},
};

/// Few different numbers, so that there are ties; and what no window may stumble over.
Tensor numbers(const Shape& shape, bool isHard) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.elementCount(); ++i)
        values.push_back(static_cast<float>((i * 7919) % 13) - 6);
    for (std::size_t i = 0; isHard && i < values.size(); i += 3) {
        values[i] = i % 2 == 0 ? std::numeric_limits<float>::quiet_NaN()
                               : -std::numeric_limits<float>::infinity();
    }
    return fromBuffer(values, shape);
}

} // namespace

class TestPool : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void gradientOfMaxima();
};

void TestPool::gradientOfMaxima() {
    for (const Pool& pool : kPools) {
        for (const bool isHard : {false, true}) {
            const Tensor x = numbers(pool.image, isHard);
            std::vector<Tensor> gradients;
            for (const char* backend : {"reference", "cpu"}) {
                setBackend(backend);
                const Tensor y = maxPool(x, pool.window, pool.strides, pool.pad);
                const Tensor dy = randomUniform(y.shape(), 1, 2, DType::Float32, 3);
                gradients.push_back(
                    run(*findOp("MaxPoolGrad"),
                        {dy, x, y},
                        {{"filterSize", pool.window},
                         {"strides", pool.strides},
                         {"pad", std::string(pool.pad)}}));
            }
            const auto fault = test::difference(gradients[1], gradients[0], 0);
            QVERIFY2(!fault, fault ? (toText(pool.image) + ": " + *fault).c_str() : "");
        }
    }
}

QTEST_APPLESS_MAIN(TestPool)
#include "tst_pool.moc"
