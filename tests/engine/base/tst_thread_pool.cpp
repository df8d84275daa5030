#include "engine/base/thread_pool.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <atomic>
#include <thread>
#include <vector>

using namespace tp;

class TestThreadPool : public QObject {
    Q_OBJECT

private slots:
    void everyIndexIsDoneOnce_data() {
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("grain");
        for (const int count : {0, 1, 7, 1000, 1001}) {
            for (const int grain : {1, 10, 5000})
                QTest::addRow("%d by %d", count, grain) << count << grain;
        }
    }
    void everyIndexIsDoneOnce() {
        QFETCH(int, count);
        QFETCH(int, grain);
        for (const int threads : {1, 2, 5}) {
            setThreadCount(threads);
            QCOMPARE(threadCount(), threads);
            std::vector<std::atomic<int>> done(static_cast<std::size_t>(count));
            parallelFor(count, grain, [&](std::int64_t begin, std::int64_t end) {
                for (std::int64_t i = begin; i < end; ++i)
                    ++done[static_cast<std::size_t>(i)];
            });
            for (const auto& each : done)
                QCOMPARE(each.load(), 1);
        }
    }

    void workInsideWorkIsDoneToo() {
        setThreadCount(3);
        std::atomic<int> sum = 0;
        parallelFor(8, 1, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                parallelFor(10, 1, [&](std::int64_t from, std::int64_t to) {
                    sum += static_cast<int>(to - from);
                });
            }
        });
        QCOMPARE(sum.load(), 80);
    }

    void threadsAreAwakeAfterAJob() {
        setThreadCount(2);
        const auto isEverAwake = [] {
            for (int i = 0; i < 1000; ++i) {
                parallelFor(8, 1, [](std::int64_t, std::int64_t) {});
                if (areThreadsAwake())
                    return true;
            }
            return false;
        };
        QVERIFY(isEverAwake());
        std::atomic<bool> awakeInside = false;
        parallelFor(8, 1, [&](std::int64_t, std::int64_t) {
            for (int i = 0; i < 100; ++i) {
                if (areThreadsAwake())
                    awakeInside = true;
            }
        });
        QVERIFY(!awakeInside); // nobody would come
        setThreadCount(1);
        QVERIFY(!isEverAwake());
    }

    void severalThreadsMayAskAtOnce() {
        setThreadCount(2);
        std::atomic<int> sum = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&] {
                for (int round = 0; round < 50; ++round) {
                    parallelFor(100, 10, [&](std::int64_t begin, std::int64_t end) {
                        sum += static_cast<int>(end - begin);
                    });
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(sum.load(), 4 * 50 * 100);
    }

    void jobsFindThreadsAwakeOrAsleep() {
        for (const int threads : {2, 5}) {
            setThreadCount(threads);
            for (int round = 0; round < 300; ++round) {
                std::atomic<int> sum = 0;
                parallelFor(20, 1, [&](std::int64_t begin, std::int64_t end) {
                    sum += static_cast<int>(end - begin);
                });
                QCOMPARE(sum.load(), 20);
                // From at once to long after they went to sleep.
                std::this_thread::sleep_for(std::chrono::microseconds(round % 4 * 10));
            }
        }
    }

    void impossibleNumbersAreRefused() {
        QVERIFY(test::refusalOf([] { setThreadCount(0); }) != "accepted");
        QVERIFY(test::refusalOf([] { setThreadCount(257); }) != "accepted");
    }
};

QTEST_APPLESS_MAIN(TestThreadPool)
#include "tst_thread_pool.moc"
