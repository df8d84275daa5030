#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/memory_limit.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <limits>

using namespace tp;

/// No tensor may take more than there is.
class TestMemoryLimit : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void cleanup() {
        setMaxTensorBytes(std::numeric_limits<std::int64_t>::max());
        setReservedMemory(std::int64_t{256} << 20);
    }

    void theLimitHolds() {
        setMaxTensorBytes(100);
        QCOMPARE(ones({25}).size(), 25);
        const Memory before = memory();
        QCOMPARE(
            test::refusalOf([] { ones({26}); }),
            QString("A tensor of 104 bytes is larger than the limit of 100 bytes "
                    "(MAX_TENSOR_BYTES)."));
        QCOMPARE(memory().numDataBuffers, before.numDataBuffers);
        QCOMPARE(memory().numBytes, before.numBytes);
    }

    void moreThanIsFreeIsRefusedBeforeItHurts() {
        const std::int64_t available = availableMemory();
        QVERIFY(available > 0);
        if (available > std::int64_t{1} << 39)
            QSKIP("It is not known how much memory is free.");
        const QString text = test::refusalOf([] { ones({1 << 19, 1 << 19}); });
        QVERIFY2(
            text.startsWith("There is not enough memory for a tensor of 1099511627776 bytes: "),
            qPrintable(text));
    }

    void manyTensorsTogetherAreRefusedBeforeItHurts() {
        const Memory before = memory();
        if (availableMemory() > std::int64_t{1} << 50)
            QSKIP("It is not known how much memory is free.");
        setReservedMemory(std::int64_t{1} << 60);
        const QString text = test::refusalOf([] { ones({25}); });
        QVERIFY2(
            text.startsWith("There is not enough memory for more tensors: all together have "),
            qPrintable(text));
        QCOMPARE(memory().numDataBuffers, before.numDataBuffers);
        QCOMPARE(memory().numBytes, before.numBytes);
        setReservedMemory(0);
        QCOMPARE(ones({25}).size(), 25);
    }

    void countsBeyondAnyMemoryAreRefused_data() {
        using Call = std::function<void()>;
        QTest::addColumn<Call>("call");
        QTest::addColumn<QString>("message");
        constexpr std::int64_t kHuge = std::int64_t{1} << 40;
        const auto row = [](const char* name, const Call& call, const char* message) {
            QTest::newRow(name) << call << QString(message);
        };
        row(
            "fill",
            [] {
                fill({kHuge, kHuge}, 1);
            },
            "fill: a tensor of shape [1099511627776, 1099511627776] has more elements than memory "
            "can hold.");
        row(
            "tile",
            [] {
                tile(ones({2, 2}), {kHuge, kHuge});
            },
            "tile: a tensor of shape [2199023255552, 2199023255552] has more elements than memory "
            "can hold.");
    }
    void countsBeyondAnyMemoryAreRefused() {
        QFETCH(std::function<void()>, call);
        QTEST(test::refusalOf(call), "message");
    }
};

QTEST_APPLESS_MAIN(TestMemoryLimit)
#include "tst_memory_limit.moc"
