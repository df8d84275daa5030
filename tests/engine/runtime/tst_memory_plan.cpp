#include "engine/api/start.h"
#include "engine/ops/activation.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/runtime/gradients.h"
#include "engine/runtime/memory_use.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <random>

using namespace tp;

namespace {

/// Blocks of random sizes and times.
MemorySequence randomSequence(unsigned seed) {
    std::mt19937 random(seed);
    const auto below = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    MemorySequence sequence;
    for (std::size_t i = 0; i < 60; ++i) {
        const auto bytes = static_cast<std::int64_t>(below(10'000));
        sequence.blocks.push_back({bytes, below(10) == 0, below(10) == 0});
    }
    for (int i = 0; i < 40; ++i)
        sequence.ops.push_back({"op", {below(60), below(60), below(60)}});
    return sequence;
}

/// The first and last op during which each block must be there, found the slow way.
std::vector<std::pair<int, int>> times(const MemorySequence& sequence) {
    std::vector<std::pair<int, int>> found(sequence.blocks.size(), {-1, -2});
    const int count = static_cast<int>(sequence.ops.size());
    for (int op = 0; op < count; ++op) {
        for (const std::size_t block : sequence.ops[static_cast<std::size_t>(op)].blocks) {
            auto& [first, last] = found[block];
            if (first < 0)
                first = sequence.blocks[block].isThereBefore ? 0 : op;
            last = sequence.blocks[block].isThereAfter ? count - 1 : op;
        }
    }
    return found;
}

} // namespace

class TestMemoryPlan : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void aSequenceMadeByHand();
    void nothingNeedsNothing();
    void blocksLieApart();
    void refusesWhatCannotBe();
    void tensorsThatShareCountOnce();
    void whatIsThereBeforeAndAfterCounts();
    void heldTensorsCount();
    void peaksNest();
    void gradientsLetGo();
};

void TestMemoryPlan::aSequenceMadeByHand() {
    MemorySequence sequence;
    sequence.blocks = {{640, true, false}, {1280}, {1920}, {640, false, true}, {999}};
    sequence.ops = {{"first", {0, 1}}, {"second", {1, 2}}, {"third", {2, 0, 3}}, {"fourth", {3}}};
    const MemoryPlan plan = planMemory(sequence);
    QCOMPARE(plan.liveBytes, 640 + 1280 + 1920); // the first waits for the third op
    QCOMPARE(plan.worstOp, 1U);
    // The last takes the gap that the second leaves.
    QCOMPARE(plan.offsets, (std::vector<std::int64_t>{3200, 1920, 0, 1920, 0}));
    QCOMPARE(plan.arenaBytes, 3840);
}

void TestMemoryPlan::nothingNeedsNothing() {
    const MemoryPlan plan = planMemory({});
    QCOMPARE(plan.liveBytes, 0);
    QCOMPARE(plan.arenaBytes, 0);
    QVERIFY(plan.offsets.empty());
    QCOMPARE(planMemory({{{100}}, {}}).liveBytes, 0);
}

void TestMemoryPlan::blocksLieApart() {
    for (unsigned seed = 0; seed < 50; ++seed) {
        const MemorySequence sequence = randomSequence(seed);
        const MemoryPlan plan = planMemory(sequence);
        const auto time = times(sequence);
        const std::size_t count = sequence.blocks.size();
        for (std::size_t a = 0; a < count; ++a) {
            QVERIFY(
                plan.offsets[a] + sequence.blocks[a].bytes <= plan.arenaBytes ||
                time[a].second < 0);
            QCOMPARE(plan.offsets[a] % 64, 0);
            for (std::size_t b = 0; b < a; ++b) {
                if (time[a].first > time[b].second || time[b].first > time[a].second)
                    continue;
                QVERIFY(
                    plan.offsets[a] + sequence.blocks[a].bytes <= plan.offsets[b] ||
                    plan.offsets[b] + sequence.blocks[b].bytes <= plan.offsets[a]);
            }
        }
        std::int64_t worst = 0;
        for (int op = 0; op < static_cast<int>(sequence.ops.size()); ++op) {
            std::int64_t live = 0;
            for (std::size_t i = 0; i < count; ++i) {
                if (time[i].first <= op && op <= time[i].second)
                    live += sequence.blocks[i].bytes;
            }
            worst = std::max(worst, live);
        }
        QCOMPARE(plan.liveBytes, worst);
        QVERIFY(plan.arenaBytes >= worst);
        QVERIFY(plan.arenaBytes <= worst + worst / 2);
    }
}

void TestMemoryPlan::refusesWhatCannotBe() {
    QCOMPARE(
        test::refusalOf([] {
            planMemory({{{1}}, {{"Add", {0, 1}}}});
        }),
        QString("planMemory: Add names block 1, but there are 1."));
    QCOMPARE(
        test::refusalOf([] {
            planMemory({{{-5}}, {}});
        }),
        QString("planMemory: a block of -5 bytes."));
}

void TestMemoryPlan::tensorsThatShareCountOnce() {
    const Tensor x = ones({1000});
    const MemoryUse use = memoryUse([&] { reshape(reshape(x, {10, 100}), {100, 10}); });
    QCOMPARE(use.opCount, 2U);
    QCOMPARE(use.liveBytes, 4000);
}

void TestMemoryPlan::whatIsThereBeforeAndAfterCounts() {
    const Tensor x = ones({1000});
    Tensor result;
    const MemorySequence sequence = recordMemory([&] {
        const Tensor between = tp::exp(x);
        result = tp::sqrt(between);
    });
    QCOMPARE(sequence.ops.size(), 2U);
    QCOMPARE(sequence.ops[1].name, std::string("Sqrt"));
    QCOMPARE(sequence.blocks.size(), 3U);
    QVERIFY(sequence.blocks[0].isThereBefore && sequence.blocks[0].isThereAfter);
    QVERIFY(!sequence.blocks[1].isThereBefore && !sequence.blocks[1].isThereAfter);
    QVERIFY(!sequence.blocks[2].isThereBefore && sequence.blocks[2].isThereAfter);
    QCOMPARE(planMemory(sequence).liveBytes, 12'000);
}

void TestMemoryPlan::heldTensorsCount() {
    const Tensor x = ones({1000});
    const std::int64_t before = memory().numBytes;
    const MemoryUse use = memoryUse([&] {
        const Tensor a = tp::exp(x);
        const Tensor b = tp::exp(a); // a could go now
        const Tensor c = tp::exp(b);
    });
    QCOMPARE(use.liveBytes, 12'000);
    QCOMPARE(use.heldBytes, before + 12'000);
    QCOMPARE(use.arenaBytes, 3 * 4032);
}

void TestMemoryPlan::peaksNest() {
    const std::int64_t before = memory().numBytes;
    MemoryUse inner;
    const MemoryUse outer = memoryUse([&] {
        { const Tensor large = ones({1000}); }
        inner = memoryUse([] { ones({10}); });
    });
    QCOMPARE(inner.heldBytes, before + 40);
    QCOMPARE(outer.heldBytes, before + 4000);
}

// What an op saved goes once its gradient is found, and so do gradients that nobody asks for.
void TestMemoryPlan::gradientsLetGo() {
    const Tensor x = ones({1000});
    const auto f = [](Tensor y) {
        for (int i = 0; i < 10; ++i)
            y = tp::tanh(y);
        return sum(y);
    };
    const MemoryUse use = memoryUse([&] { grad(f)(x); });
    QVERIFY2(use.ratio() < 1.2, qPrintable(QString::number(use.ratio())));
}

QTEST_GUILESS_MAIN(TestMemoryPlan)
#include "tst_memory_plan.moc"
