#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/tensor/live_tensors.h"
#include "engine/tensor/tidy.h"

#include <QtTest>

#include <thread>

using namespace tp;

namespace {

const LiveTensor* find(const std::vector<LiveTensor>& tensors, const Tensor& wanted) {
    const auto found = std::find_if(tensors.begin(), tensors.end(), [&](const LiveTensor& each) {
        return each.id == wanted.id();
    });
    return found == tensors.end() ? nullptr : &*found;
}

} // namespace

/// Every live tensor is accounted for: by what made it, and by where.
class TestLiveTensors : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void cleanup() { QVERIFY(liveTensors().empty()); }

    void nothingIsNotedUnlessAsked() {
        const Tensor x = ones({4});
        QVERIFY(liveTensors().empty());
    }

    void aTensorKnowsWhereItCameFrom() {
        const Tensor before = ones({4});
        const TensorTracking tracking;
        const Tensor given = tensor({1, 2, 3});
        const Tensor sum = tidy("outer", [&] { return tidy("inner", [&] { return given + 1; }); });
        const auto tensors = liveTensors();
        QCOMPARE(tensors.size(), 2U);
        QVERIFY(!find(tensors, before));
        QCOMPARE(find(tensors, given)->op, std::string_view());
        QCOMPARE(find(tensors, given)->scope, std::string());
        const LiveTensor& noted = *find(tensors, sum);
        QCOMPARE(noted.op, std::string_view("Add"));
        QCOMPARE(noted.scope, std::string("outer/inner"));
        QCOMPARE(noted.dtype, DType::Float32);
        QVERIFY(noted.shape == Shape({3}));
        QCOMPARE(noted.bytes, 12);
        QVERIFY(!noted.kept && !noted.sharesMemory);
    }

    void keptAndDisposedAreSeen() {
        const TensorTracking tracking;
        const Tensor kept = keep(scalar(1));
        const Tensor freed = scalar(2);
        QCOMPARE(liveTensors().size(), 2U);
        freed.dispose();
        const auto tensors = liveTensors();
        QCOMPARE(tensors.size(), 1U);
        QVERIFY(find(tensors, kept)->kept);
    }

    void sharedMemoryCountsOnce() {
        const TensorTracking tracking;
        const Tensor x = ones({100});
        const Tensor view = reshape(x, {10, 10});
        QVERIFY(find(liveTensors(), view)->sharesMemory);
        const auto groups = groupedByOp(liveTensors());
        QCOMPARE(groups.size(), 2U);
        QCOMPARE(groups[0].name, std::string("Fill"));
        QCOMPARE(groups[0].bytes, 400);
        QCOMPARE(groups[1].name, std::string("Reshape"));
        QCOMPARE(groups[1].tensors, 1);
        QCOMPARE(groups[1].bytes, 0);
        x.dispose();
        QVERIFY(!find(liveTensors(), view)->sharesMemory);
        QCOMPARE(groupedByOp(liveTensors())[0].bytes, 400);
    }

    void snapshotsTellWhatChanged() {
        const TensorTracking tracking;
        Tensor old = ones({25});
        const MemorySnapshot before = memorySnapshot();
        const Tensor square = tidy("step", [&] { return tp::square(tensor({1, 2})); });
        old = Tensor();
        const MemoryDifference change = difference(before, memorySnapshot());
        QCOMPARE(change.made.size(), 1U);
        QCOMPARE(change.made[0].id, square.id());
        QCOMPARE(change.gone.size(), 1U);
        QCOMPARE(change.total.numTensors, 0);
        QCOMPARE(change.total.numBytes, 8 - 100);
        QCOMPARE(change.byOp.size(), 2U);
        QCOMPARE(change.byOp[0].name, std::string("Fill"));
        QCOMPARE(change.byOp[0].tensors, -1);
        QCOMPARE(change.byOp[0].bytes, -100);
        QCOMPARE(change.byOp[1].name, std::string("Square"));
        QCOMPARE(change.byOp[1].bytes, 8);
        QCOMPARE(change.byScope.size(), 2U);
        QCOMPARE(change.byScope[1].name, std::string("step"));
        QVERIFY(difference(before, before).byOp.empty());
    }

    void trackersNest() {
        const TensorTracking outer;
        const Tensor x = scalar(1);
        { const TensorTracking inner; }
        QCOMPARE(liveTensors().size(), 1U);
    }

    void threadsAreTrackedTogether() {
        const TensorTracking tracking;
        std::vector<Tensor> results(4);
        std::vector<std::thread> threads;
        for (Tensor& result : results) {
            threads.emplace_back([&result] {
                for (int round = 0; round < 200; ++round)
                    result = tidy("thread", [] { return ones({8}) * 2; });
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        const auto groups = groupedByScope(liveTensors());
        QCOMPARE(groups.size(), 1U);
        QCOMPARE(groups[0].name, std::string("thread"));
        QCOMPARE(groups[0].tensors, 4);
        QCOMPARE(groups[0].bytes, 128);
    }
};

QTEST_APPLESS_MAIN(TestLiveTensors)
#include "tst_live_tensors.moc"
