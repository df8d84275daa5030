#include "engine/api/start.h"
#include "engine/data/dataset.h"
#include "engine/ops/arithmetic.h"
#include "engine/tensor/memory.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <atomic>
#include <stdexcept>
#include <thread>

using namespace tp;
using test::refusalOf;

class TestPrefetch : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 2}); }
    void keepsOrder();
    void worksAhead();
    void endsEarly();
    void passesErrorsOn();
    void computesBesideTheReader();
    void sharesASource();
};

namespace {

/// Counts the elements it made.
Dataset countedNumbers(std::atomic<int>& made, int end) {
    return data::generator([&made, end] {
        return [&made, end, i = 0]() mutable -> std::optional<DatasetElement> {
            if (i == end)
                return {};
            ++made;
            return i++;
        };
    });
}

} // namespace

void TestPrefetch::keepsOrder() {
    std::atomic<int> made = 0;
    const auto iterator = countedNumbers(made, 1000).prefetch(3).iterator();
    float expected = 0;
    while (const auto element = iterator->next())
        QCOMPARE(element->tensor().scalar<float>(), expected++);
    QCOMPARE(expected, 1000.0F);
    QVERIFY(!iterator->next());
}

void TestPrefetch::worksAhead() {
    std::atomic<int> made = 0;
    const auto iterator = countedNumbers(made, 1000).prefetch(4).iterator();
    QTRY_COMPARE(made.load(), 4);
    std::this_thread::sleep_for(std::chrono::milliseconds(20)); // time to do too much
    QCOMPARE(made.load(), 4);
    iterator->next();
    QTRY_COMPARE(made.load(), 5);
}

/// Many readers that stop at once, before or after the first elements: no thread hangs, no tensor
/// stays.
void TestPrefetch::endsEarly() {
    const auto before = memory().numTensors;
    std::atomic<int> made = 0;
    for (int i = 0; i < 200; ++i) {
        const auto iterator =
            countedNumbers(made, 1 << 30).prefetch(2).batch(2).prefetch(1).iterator();
        for (int j = 0; j < i % 4; ++j)
            QVERIFY(iterator->next());
    }
    QCOMPARE(memory().numTensors, before);
}

void TestPrefetch::passesErrorsOn() {
    std::atomic<int> made = 0;
    const Dataset faulty = countedNumbers(made, 4).map([](const DatasetElement& e) {
        const float number = e.tensor().scalar<float>();
        check(number != 1, "one is bad");
        if (number == 2)
            throw std::runtime_error("two is worse");
        return e;
    });
    const auto iterator = faulty.prefetch(8).iterator();
    QVERIFY(iterator->next());
    QCOMPARE(refusalOf([&] { iterator->next(); }), QString("one is bad"));
    QVERIFY_EXCEPTION_THROWN(iterator->next(), std::runtime_error);
    QCOMPARE(iterator->next()->tensor().scalar<float>(), 3.0F);
    QVERIFY(!iterator->next());
}

/// Ops on both threads at once, with threads of their own below.
void TestPrefetch::computesBesideTheReader() {
    const Dataset sums =
        data::generator([] {
            return [i = 0]() mutable -> std::optional<DatasetElement> {
                return i < 20 ? std::optional<DatasetElement>(fill({300000}, i++)) : std::nullopt;
            };
        }).map([](const DatasetElement& e) {
              return e.tensor() + e.tensor();
          }).prefetch(2);
    float expected = 0;
    sums.forEach([&](const DatasetElement& e) {
        const Tensor more = e.tensor() + 1;
        QCOMPARE(more.values<float>()[299999], 2 * expected + 1);
        ++expected;
    });
    QCOMPARE(expected, 20.0F);
}

/// Two passes over one data set at once.
void TestPrefetch::sharesASource() {
    std::atomic<int> made = 0;
    const Dataset shared = countedNumbers(made, 300).shuffle(20, 1).prefetch(2);
    const auto first = shared.iterator();
    const auto second = shared.iterator();
    int count = 0;
    while (first->next() && second->next())
        ++count;
    QCOMPARE(count, 300);
}

QTEST_APPLESS_MAIN(TestPrefetch)
#include "tst_prefetch.moc"
