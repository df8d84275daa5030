#include "engine/api/start.h"
#include "engine/data/dataset.h"
#include "engine/ops/arithmetic.h"
#include "engine/tensor/memory.h"

#include <QTest>

#include <fstream>
#include <string>

using namespace tp;

class TestDatasetMemory : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 1}); }
    void staysFlat();
};

namespace {

/// The most memory that this process has had, in MiB; 0 where the system does not say.
std::int64_t peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;) {
        if (word != "VmHWM:")
            continue;
        std::int64_t kilobytes = 0;
        status >> kilobytes;
        return kilobytes / 1024;
    }
    return 0;
}

} // namespace

/// 2 GiB go through every stage that holds elements, which together hold some 10 MiB.
void TestDatasetMemory::staysFlat() {
    constexpr std::int64_t kElementBytes = 1 << 20;
    constexpr int kElements = 2048;
    std::int64_t mostBytes = 0;
    const Dataset stream =
        data::generator([] {
            return [i = 0]() mutable -> std::optional<DatasetElement> {
                if (i == kElements)
                    return {};
                return DatasetElement{{"xs", fill({kElementBytes / 4}, i)}, {"ys", i++}};
            };
        })
            .map([](const DatasetElement& e) {
                return DatasetElement{{"xs", e["xs"].tensor() + 1}, {"ys", e["ys"]}};
            })
            .shuffle(4)
            .batch(2)
            .prefetch(2)
            .repeat(1)
            .skip(1);
    const std::int64_t before = memory().numBytes;
    const std::int64_t peakBefore = peakMemory();
    double sum = 0;
    stream.forEach([&](const DatasetElement& batch) {
        mostBytes = std::max(mostBytes, memory().numBytes - before);
        sum += batch["xs"].tensor().values<float>()[0];
    });
    QVERIFY(sum > 0);
    QCOMPARE(memory().numBytes, before);
    qInfo("%lld MiB of tensors at most", static_cast<long long>(mostBytes >> 20));
    QVERIFY2(mostBytes < 24 * kElementBytes, std::to_string(mostBytes).c_str());
    if (peakBefore == 0)
        QSKIP("this system does not tell a process its peak of memory");
    const std::int64_t growth = peakMemory() - peakBefore;
    qInfo("the process grew by %lld MiB", static_cast<long long>(growth));
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    QVERIFY2(growth < 100, std::to_string(growth).c_str());
#endif
}

QTEST_APPLESS_MAIN(TestDatasetMemory)
#include "tst_dataset_memory.moc"
