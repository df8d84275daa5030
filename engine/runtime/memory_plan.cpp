#include "engine/runtime/memory_plan.h"

#include "engine/base/error.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tp {

namespace {

constexpr std::int64_t kAlignment = 64;

/// The ops [first, last] during which a block must be there; none if first > last.
struct Span {
    std::size_t first = std::numeric_limits<std::size_t>::max();
    std::size_t last = 0;

    bool isEmpty() const { return first > last; }
    bool overlaps(const Span& other) const { return first <= other.last && other.first <= last; }
};

std::vector<Span> spansOf(const MemorySequence& sequence) {
    std::vector<Span> spans(sequence.blocks.size());
    for (std::size_t op = 0; op < sequence.ops.size(); ++op) {
        for (const std::size_t block : sequence.ops[op].blocks) {
            check(
                block < spans.size(),
                "planMemory: %1 names block %2, but there are %3.",
                sequence.ops[op].name,
                block,
                spans.size());
            spans[block].first = std::min(spans[block].first, op);
            spans[block].last = op;
        }
    }
    for (std::size_t i = 0; i < spans.size(); ++i) {
        check(
            sequence.blocks[i].bytes >= 0,
            "planMemory: a block of %1 bytes.",
            sequence.blocks[i].bytes);
        if (spans[i].isEmpty())
            continue;
        if (sequence.blocks[i].isThereBefore)
            spans[i].first = 0;
        if (sequence.blocks[i].isThereAfter)
            spans[i].last = sequence.ops.size() - 1;
    }
    return spans;
}

void findLiveSet(const MemorySequence& sequence, const std::vector<Span>& spans, MemoryPlan& plan) {
    std::vector<std::int64_t> changes(sequence.ops.size() + 1);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (spans[i].isEmpty())
            continue;
        changes[spans[i].first] += sequence.blocks[i].bytes;
        changes[spans[i].last + 1] -= sequence.blocks[i].bytes;
    }
    std::int64_t live = 0;
    for (std::size_t op = 0; op < sequence.ops.size(); ++op) {
        live += changes[op];
        if (live > plan.liveBytes) {
            plan.liveBytes = live;
            plan.worstOp = op;
        }
    }
}

/// A block that has its place.
struct Placed {
    std::int64_t begin;
    std::int64_t end;
    Span span;
};

/// The beginning of the tightest gap of that size, or of the room behind all blocks. `placed` is
/// in the order of their beginnings.
std::int64_t gapFor(std::int64_t bytes, const Span& span, const std::vector<Placed>& placed) {
    std::int64_t best = -1;
    std::int64_t tightest = std::numeric_limits<std::int64_t>::max();
    std::int64_t end = 0; // of the blocks so far that are there at the same time
    for (const Placed& other : placed) {
        if (!other.span.overlaps(span))
            continue;
        const std::int64_t gap = other.begin - end;
        if (gap >= bytes && gap < tightest) {
            best = end;
            tightest = gap;
        }
        end = std::max(end, other.end);
    }
    return best < 0 ? end : best;
}

void findOffsets(const MemorySequence& sequence, const std::vector<Span>& spans, MemoryPlan& plan) {
    plan.offsets.assign(spans.size(), 0);
    std::vector<std::size_t> order(spans.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return sequence.blocks[a].bytes > sequence.blocks[b].bytes;
    });
    std::vector<Placed> placed;
    for (const std::size_t block : order) {
        if (spans[block].isEmpty())
            continue;
        const std::int64_t bytes =
            (sequence.blocks[block].bytes + kAlignment - 1) / kAlignment * kAlignment;
        const std::int64_t begin = gapFor(bytes, spans[block], placed);
        plan.offsets[block] = begin;
        plan.arenaBytes = std::max(plan.arenaBytes, begin + bytes);
        const auto isLater = [](std::int64_t each, const Placed& other) {
            return each < other.begin;
        };
        placed.insert(
            std::upper_bound(placed.begin(), placed.end(), begin, isLater),
            {begin, begin + bytes, spans[block]});
    }
}

} // namespace

MemoryPlan planMemory(const MemorySequence& sequence) {
    const std::vector<Span> spans = spansOf(sequence);
    MemoryPlan plan;
    findLiveSet(sequence, spans, plan);
    findOffsets(sequence, spans, plan);
    return plan;
}

} // namespace tp
