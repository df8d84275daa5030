#include "engine/tensor/block_heap.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstring>
#include <random>
#include <vector>

using namespace tp;

namespace {

constexpr std::size_t kUnit = BlockHeap::kUnit;
constexpr std::size_t kMebibyte = std::size_t{1} << 20;

struct Block {
    std::byte* memory;
    std::size_t bytes;
    unsigned char mark;
};

bool isMarked(const Block& block) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(block.memory);
    return std::all_of(bytes, bytes + block.bytes, [&](auto each) { return each == block.mark; });
}

} // namespace

class TestBlockHeap : public QObject {
    Q_OBJECT

private slots:
    void takesNothingFromNothing();
    void growsAndEnds();
    void freeNeighboursMerge();
    void repeatedRunsFindTheirPlaces();
    void givesMemoryBack();
    void blocksNeverOverlap();
};

void TestBlockHeap::takesNothingFromNothing() {
    BlockHeap heap(kMebibyte);
    QVERIFY(heap.take(kUnit) == nullptr);
    QCOMPARE(heap.systemBytes(), 0U);
    QVERIFY(!heap.owns(nullptr));
    BlockHeap none(0);
    QVERIFY(none.grow(kUnit) == nullptr);
    BlockHeap impossible(std::size_t{1} << 62);
    QVERIFY(impossible.grow(kUnit) == nullptr);
}

void TestBlockHeap::growsAndEnds() {
    BlockHeap heap(4 * kMebibyte);
    std::byte* first = heap.grow(3 * kMebibyte);
    QVERIFY(first != nullptr);
    QCOMPARE(reinterpret_cast<std::uintptr_t>(first) % 64, 0U);
    QVERIFY(heap.owns(first));
    QVERIFY(heap.grow(2 * kMebibyte) == nullptr);
    std::byte* second = heap.grow(kMebibyte);
    QCOMPARE(second, first + 3 * kMebibyte);
    QVERIFY(!heap.owns(first + 4 * kMebibyte));
    QCOMPARE(heap.usedBytes(), 4 * kMebibyte);
    QVERIFY(heap.grow(~std::size_t{0} / kUnit * kUnit) == nullptr);
    // What is free at the end is part of what grows.
    heap.put(second, kMebibyte);
    heap.put(first, 3 * kMebibyte);
    QCOMPARE(heap.grow(4 * kMebibyte), first);
}

void TestBlockHeap::freeNeighboursMerge() {
    BlockHeap heap(kMebibyte);
    std::array<std::byte*, 4> blocks{};
    for (std::byte*& block : blocks)
        block = heap.grow(2 * kUnit);
    heap.put(blocks[0], 2 * kUnit);
    heap.put(blocks[2], 2 * kUnit);
    QVERIFY(heap.take(3 * kUnit) == nullptr);
    heap.put(blocks[1], 2 * kUnit); // joins both
    QCOMPARE(heap.take(6 * kUnit), blocks[0]);
    heap.put(blocks[0], 6 * kUnit);
    QCOMPARE(heap.take(kUnit), blocks[0]);
    QCOMPARE(heap.take(5 * kUnit), blocks[0] + kUnit);
    QCOMPARE(heap.usedBytes(), 8 * kUnit);
}

// As the activations and gradients of a step, whose sizes differ.
void TestBlockHeap::repeatedRunsFindTheirPlaces() {
    BlockHeap heap(64 * kMebibyte);
    const auto place = [&](std::size_t bytes) {
        std::byte* block = heap.take(bytes);
        return block ? block : heap.grow(bytes);
    };
    std::vector<std::byte*> first;
    for (int run = 0; run < 5; ++run) {
        std::vector<std::byte*> places;
        for (const std::size_t units : {9000, 2300, 2000, 500})
            places.push_back(place(units * kUnit));
        for (std::size_t i = 3; i > 0; --i)
            heap.put(places[i], std::array<std::size_t, 4>{9000, 2300, 2000, 500}[i] * kUnit);
        places.push_back(place(9000 * kUnit));
        heap.put(places[0], 9000 * kUnit);
        heap.put(places[4], 9000 * kUnit);
        if (run == 0)
            first = places;
        QCOMPARE(places, first);
    }
    QCOMPARE(heap.systemBytes() / kMebibyte, 18'000 * kUnit / kMebibyte);
}

void TestBlockHeap::givesMemoryBack() {
    BlockHeap heap(8 * kMebibyte);
    std::byte* block = heap.grow(2 * kMebibyte);
    std::byte* kept = heap.grow(kUnit);
    std::memset(block, 7, 2 * kMebibyte);
    std::memset(kept, 7, kUnit);
    heap.put(block, 2 * kMebibyte);
    heap.release(kMebibyte);
    QVERIFY(heap.systemBytes() <= kMebibyte + 64 * kUnit);
    heap.release(8 * kMebibyte);
    QCOMPARE(heap.systemBytes(), 64 * kUnit); // of the block that is kept
    QVERIFY(isMarked({kept, kUnit, 7}));
    QCOMPARE(heap.take(2 * kMebibyte), block); // there again
    std::memset(block, 8, 2 * kMebibyte);
    QVERIFY(heap.systemBytes() >= 2 * kMebibyte);
}

void TestBlockHeap::blocksNeverOverlap() {
    BlockHeap heap(32 * kMebibyte);
    std::mt19937 random(1);
    std::vector<Block> blocks;
    std::size_t used = 0;
    for (int i = 0; i < 4000; ++i) {
        if (blocks.size() > 40 || (!blocks.empty() && random() % 2 == 0)) {
            std::swap(blocks[random() % blocks.size()], blocks.back());
            QVERIFY(isMarked(blocks.back()));
            heap.put(blocks.back().memory, blocks.back().bytes);
            used -= blocks.back().bytes;
            blocks.pop_back();
        } else {
            const std::size_t bytes = (1 + random() % 200) * kUnit;
            std::byte* memory = heap.take(bytes);
            if (!memory)
                memory = heap.grow(bytes);
            QVERIFY(memory != nullptr);
            blocks.push_back({memory, bytes, static_cast<unsigned char>(random())});
            std::memset(memory, blocks.back().mark, bytes);
            used += bytes;
        }
        if (i % 100 == 0)
            heap.release(random() % kMebibyte);
        QCOMPARE(heap.usedBytes(), used);
        QVERIFY(heap.systemBytes() >= used);
    }
    QVERIFY(std::all_of(blocks.begin(), blocks.end(), isMarked));
}

QTEST_GUILESS_MAIN(TestBlockHeap)
#include "tst_block_heap.moc"
