#include "engine/base/error.h"
#include "tests/gpu/vulkan_test.h"
#include "tests/support/refusal.h"

using namespace tp;
using tp::test::computeOn;

namespace {

Tensor numbers(const Shape& shape) {
    return randomUniform(shape, -1, 1, DType::Float32, 7);
}

} // namespace

/// What only cards with memory of their own need, on a processor that plays such a card: copies to
/// and fro, programs with shared memory, and memory that ends.
class TestVulkanCard : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        constexpr std::uint64_t kMemory = 64 << 20;
        const QString whyNot = test::startVulkan({.memoryLimit = kMemory, .emulatesCard = true});
        if (!whyNot.isEmpty())
            QSKIP(qPrintable(whyNot));
    }

    void cleanup() {
        QCOMPARE(test::complaints(), QString());
        QCOMPARE(test::takeFallbacks(), QString());
    }

    void elementsTravelBothWays() {
        const Tensor x = numbers({1000});
        check([&] { return square(x) + x; });
        auto later = (x + 0).data<float>();
        QCOMPARE(later.get(), x.dataSync<float>());
    }

    void tilesOfMatrices() {
        for (const bool transposeA : {false, true}) {
            for (const bool transposeB : {false, true}) {
                const Tensor a = numbers(transposeA ? Shape{2, 37, 65} : Shape{2, 65, 37});
                const Tensor b = numbers(transposeB ? Shape{70, 37} : Shape{37, 70});
                check([&] { return matMul(a, b, transposeA, transposeB); });
            }
        }
    }

    void workgroupsThatReduceTogether() {
        const Tensor x = numbers({3, 700, 2});
        check([&] { return sum(x, 1); });
        check([&] { return max(x); });
        check([&] { return min(x, Axes{0, 1}); });
        check([&] { return mean(x, 1); });
        check([&] { return prod(x + 1.0, 1); });
        check([&] { return sum(cast(x * 1000, DType::Int32), 1); });
        check([&] { return max(where(greater(x, 0.99), x * NAN, x)); });
    }

    void fullMemoryIsAnError() {
        Tensors kept;
        const auto fill = [&] {
            for (int i = 0; i < 100; ++i)
                kept.push_back(zeros({1 << 20}));
        };
        const QString message = test::refusalOf(fill);
        QVERIFY2(message.startsWith("There is not enough memory on "), qPrintable(message));
        QVERIFY(kept.size() > 8);
        kept.clear(); // and all is well again
        check([] { return zeros({1 << 20}) + 1; });
    }

    void memoryComesBackWhileBatchesRun() {
        Tensor x = ones({1 << 20}); // 4 MiB, again and again
        for (int i = 0; i < 100; ++i)
            x = x + 1;
        QCOMPARE(max(x).scalar<float>(), 101.0F);
    }

private:
    template<class F>
    static void check(F call) {
        const Tensor expected = computeOn("cpu", call);
        if (const auto fault = test::difference(call(), expected, 1e-5))
            QFAIL(fault->c_str());
    }
};

QTEST_APPLESS_MAIN(TestVulkanCard)
#include "tst_vulkan_card.moc"
