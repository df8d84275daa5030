#pragma once

#include "engine/base/thread_pool.h"
#include "engine/cpu/strides.h"
#include "engine/cpu/write_way.h"
#include "engine/runtime/op.h"

#include <algorithm>

namespace tp::cpu {

// Fewer elements of a cheap formula are done sooner than a second thread wakes.
constexpr std::int64_t kElementsWorthAThread = 1 << 17;

/// Writes y[i] for the elements [0, count), on several threads and past the cache where that pays.
/// `compute(first, n, target)` does n elements from `first` on.
template<class Y, class F>
void forElements(Y* y, std::int64_t count, F compute) {
    static WriteWay way; // of this formula
    const LargeWrite write(way, count * static_cast<std::int64_t>(sizeof(Y)));
    parallelFor(count, kElementsWorthAThread, [&](std::int64_t begin, std::int64_t end) {
        computeInto(y, begin, end, write.isPastCache(), compute);
        finishPastCache();
    });
}

/// One input of a broadcast op whose rows are too short for loops of their own: several rows are
/// laid out one after the other, unless they lie so already.
template<class T>
class ShortRows {
public:
    static constexpr std::int64_t kTile = 1024;

    ShortRows(const Walk<3>& walk, std::size_t array, const T* elements)
        : m_walk(walk)
        , m_array(array)
        , m_elements(elements) {
        constexpr std::size_t kOutput = 2;
        for (std::size_t axis = 0; axis < walk.rank(); ++axis)
            m_followsOutput = m_followsOutput && walk.step(axis, array) == walk.step(axis, kOutput);
        m_repeats = walk.rank() == 2 && walk.step(0, array) == 0;
    }

    /// The elements of rows [first, last), at most kTile.
    const T* rows(std::int64_t first, std::int64_t last) {
        if (m_followsOutput)
            return m_elements + first * m_walk.rowLength();
        if (m_repeats && m_ready >= last - first)
            return m_tile.data();
        T* target = m_tile.data();
        m_walk.forEachRow(
            first, last, [&](const auto& offsets, std::int64_t count, const auto& steps) {
                const T* source = m_elements + offsets[m_array];
                const std::int64_t step = steps[m_array];
                for (std::int64_t i = 0; i < count; ++i)
                    target[i] = source[i * step];
                target += count;
            });
        m_ready = last - first;
        return m_tile.data();
    }

private:
    const Walk<3>& m_walk;
    std::size_t m_array;
    const T* m_elements;
    bool m_followsOutput = true;
    bool m_repeats = false;
    std::int64_t m_ready = 0;
    std::array<T, static_cast<std::size_t>(kTile)> m_tile;
};

/// How the two inputs are walked to broadcast them to the output.
inline Walk<3> broadcastWalk(const Shape& a, const Shape& b, const Shape& output) {
    const Shape stepsA = broadcastStrides(a, output);
    const Shape stepsB = broadcastStrides(b, output);
    const Shape stepsY = rowMajorStrides(output);
    Walk<3> walk;
    for (std::size_t axis = 0; axis < output.rank(); ++axis)
        walk.addAxis(output[axis], {stepsA[axis], stepsB[axis], stepsY[axis]});
    return walk;
}

/// How many rows are worth a thread.
inline std::int64_t rowsWorthAThread(const Walk<3>& walk) {
    return kElementsWorthAThread / std::max<std::int64_t>(1, walk.rowLength()) + 1;
}

/// A binary op whose rows are short: many of them as one, of inputs that are written out.
template<class A, class B, class Y, class Row>
void broadcastShortRows(
    const Walk<3>& walk, const A* a, const B* b, Y* y, bool pastCache, Row row) {
    const std::int64_t length = walk.rowLength();
    const std::int64_t rowsATile = ShortRows<A>::kTile / std::max<std::int64_t>(1, length);
    const std::int64_t grain = rowsWorthAThread(walk);
    parallelFor(walk.rowCount(), grain, [&](std::int64_t begin, std::int64_t end) {
        ShortRows<A> rowsA(walk, 0, a);
        ShortRows<B> rowsB(walk, 1, b);
        for (std::int64_t first = begin; first < end; first += rowsATile) {
            const std::int64_t last = std::min(first + rowsATile, end);
            computeInto(
                y,
                first * length,
                last * length,
                pastCache,
                [&](std::int64_t from, std::int64_t n, Y* target) {
                    const std::int64_t skipped = from - first * length;
                    const A* tileA = rowsA.rows(first, last) + skipped;
                    const B* tileB = rowsB.rows(first, last) + skipped;
                    row(tileA, 1, tileB, 1, target, n);
                });
        }
        finishPastCache();
    });
}

/// A binary op: `row(a, aStep, b, bStep, y, count)` does a run in which each input advances by one
/// element or stands still.
template<class A, class B, class Y, class Row>
void broadcastLoop(KernelCall& call, Row row) {
    const A* a = call.in<A>(0);
    const B* b = call.in<B>(1);
    Y* y = call.out<Y>();
    const Shape& shape = call.outputs[0].shape();
    const std::int64_t count = shape.elementCount();
    const std::int64_t countA = call.input(0).size();
    const std::int64_t countB = call.input(1).size();
    // Of as many elements as the output, an input is not stretched, whatever axes of 1 it lacks.
    if ((countA == count || countA == 1) && (countB == count || countB == 1)) {
        const std::int64_t stepA = countA == count ? 1 : 0;
        const std::int64_t stepB = countB == count ? 1 : 0;
        forElements(y, count, [=](std::int64_t first, std::int64_t n, Y* target) {
            row(a + first * stepA, stepA, b + first * stepB, stepB, target, n);
        });
        return;
    }
    const Walk<3> walk = broadcastWalk(call.input(0).shape(), call.input(1).shape(), shape);
    const std::int64_t length = walk.rowLength();
    static WriteWay way; // of this formula
    const LargeWrite write(way, count * static_cast<std::int64_t>(sizeof(Y)));
    const bool pastCache = write.isPastCache();
    constexpr std::int64_t kShortRow = 128;
    if constexpr (std::is_trivially_copyable_v<A> && std::is_trivially_copyable_v<B>) {
        if (length < kShortRow)
            return broadcastShortRows(walk, a, b, y, pastCache, row);
    }
    const std::int64_t grain = rowsWorthAThread(walk);
    parallelFor(walk.rowCount(), grain, [&](std::int64_t begin, std::int64_t end) {
        walk.forEachRow(
            begin, end, [&](const auto& offsets, std::int64_t /*count*/, const auto& steps) {
                const std::int64_t start = offsets[2];
                computeInto(
                    y,
                    start,
                    start + length,
                    pastCache,
                    [&](std::int64_t first, std::int64_t n, Y* target) {
                        const std::int64_t i = first - start;
                        row(a + offsets[0] + i * steps[0],
                            steps[0],
                            b + offsets[1] + i * steps[1],
                            steps[1],
                            target,
                            n);
                    });
            });
        finishPastCache();
    });
}

} // namespace tp::cpu
