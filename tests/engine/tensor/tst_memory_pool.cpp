#include "engine/tensor/memory.h"
#include "engine/tensor/memory_pool.h"
#include "engine/tensor/storage.h"

#include <QtTest>

#include <thread>
#include <vector>

using namespace tp;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kKeepsBlocks = false;
#else
constexpr bool kKeepsBlocks = true;
#endif

constexpr std::size_t kMebibyte = std::size_t{1} << 20;

} // namespace

class TestMemoryPool : public QObject {
    Q_OBJECT

private slots:
    void init() { releaseSpareMemory(); }

    void memoryIsAligned() {
        for (const std::size_t bytes : {std::size_t{1}, std::size_t{65'537}, 3 * kMebibyte}) {
            std::byte* memory = takeMemory(bytes);
            QCOMPARE(reinterpret_cast<std::uintptr_t>(memory) % 64, 0U);
            returnMemory(memory, bytes);
        }
    }

    void blocksAreUsedAgain() {
        if (!kKeepsBlocks)
            QSKIP("The sanitizers' builds keep no blocks.");
        std::byte* first = takeMemory(kMebibyte);
        returnMemory(first, kMebibyte);
        QVERIFY(spareMemory() >= kMebibyte);
        // A little less fits the same block; the block is then no longer spare.
        std::byte* second = takeMemory(kMebibyte - 100);
        QCOMPARE(second, first);
        QCOMPARE(spareMemory(), 0U);
        returnMemory(second, kMebibyte - 100);
        releaseSpareMemory();
        QCOMPARE(spareMemory(), 0U);
    }

    void littleIsKept() {
        std::byte* small = takeMemory(500);
        returnMemory(small, 500);
        QCOMPARE(spareMemory(), 0U);
        std::vector<std::byte*> many;
        for (int i = 0; i < 30; ++i)
            many.push_back(takeMemory(10 * kMebibyte));
        for (std::byte* memory : many)
            returnMemory(memory, 10 * kMebibyte);
        QVERIFY(spareMemory() <= 256 * kMebibyte);
    }

    void impossibleRequestsGiveNothing() {
        QVERIFY(takeMemory(std::size_t{1} << 60) == nullptr);
        QVERIFY(takeMemory(~std::size_t{0} / 2 + 2) == nullptr);
    }

    void countersSeeOnlyWhatLives() {
        const std::int64_t before = memory().numBytes;
        { const auto storage = hostStorage(4 * kMebibyte); }
        QCOMPARE(memory().numBytes, before);
    }

    void threadsShareIt() {
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([t] {
                for (std::size_t i = 0; i < 200; ++i) {
                    const std::size_t bytes = 65'536 + 4096 * (i % 17);
                    std::byte* memory = takeMemory(bytes);
                    memory[0] = memory[bytes - 1] = static_cast<std::byte>(t);
                    returnMemory(memory, bytes);
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
    }
};

QTEST_APPLESS_MAIN(TestMemoryPool)
#include "tst_memory_pool.moc"
