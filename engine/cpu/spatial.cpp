#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/strided_copy.h"
#include "engine/ops/block_layout.h"

#include <algorithm>

namespace tp::cpu {

namespace {

// Elements worth waking a thread for when all that happens is copying.
constexpr std::int64_t kThreadedCopy = 1 << 17;

/// The part of the large tensor that one batch of the small one holds: where it begins in both, and
/// how to walk over it.
struct BlockPart {
    std::int64_t largeStart = 0;
    std::int64_t smallStart = 0;
    Walk<2> walk;

    BlockPart(const BlockLayout& layout, std::int64_t smallBatch, bool largeFirst) {
        struct Axis {
            std::int64_t count;
            std::int64_t largeStep;
            std::int64_t smallStep;
        };
        std::array<Axis, Shape::kMaxRank> axes{};
        std::int64_t place = smallBatch / layout.batch;
        std::int64_t largeStep = layout.inner;
        std::int64_t smallStep = layout.inner;
        for (std::size_t axis = layout.block.rank(); axis-- > 0;) {
            const std::int64_t block = layout.block[axis];
            const std::int64_t shift = place % block - layout.before[axis];
            place /= block;
            // The small positions i with 0 <= i * block + shift < large.
            const std::int64_t first = shift >= 0 ? 0 : (block - 1 - shift) / block;
            const std::int64_t left = layout.large[axis] - shift;
            const std::int64_t end = left <= 0 ? 0 : (left + block - 1) / block;
            largeStart += (first * block + shift) * largeStep;
            smallStart += first * smallStep;
            axes[axis] = {std::max<std::int64_t>(end - first, 0), block * largeStep, smallStep};
            largeStep *= layout.large[axis];
            smallStep *= layout.small[axis];
        }
        largeStart += smallBatch % layout.batch * largeStep;
        smallStart += smallBatch * smallStep;
        const auto addAxis = [&](const Axis& axis) {
            walk.addAxis(
                axis.count,
                largeFirst ? std::array{axis.largeStep, axis.smallStep}
                           : std::array{axis.smallStep, axis.largeStep});
        };
        for (std::size_t axis = 0; axis < layout.block.rank(); ++axis)
            addAxis(axes[axis]);
        addAxis({layout.inner, 1, 1});
    }
};

template<class F>
void forEachSmallBatch(const BlockLayout& layout, F work) {
    const std::int64_t each = layout.small.elementCount() * layout.inner;
    if (each == 0)
        return;
    const std::int64_t grain = kThreadedCopy / each + 1;
    parallelFor(layout.batch * layout.places, grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t batch = begin; batch < end; ++batch)
            work(batch);
    });
}

void spaceToBatchND(KernelCall& call) {
    const BlockLayout layout = spaceToBatchLayout(call);
    const std::int64_t each = layout.small.elementCount() * layout.inner;
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        forEachSmallBatch(layout, [&](std::int64_t batch) {
            const BlockPart part(layout, batch, true);
            std::fill_n(call.out<T>() + batch * each, each, T());
            stridedCopy(
                part.walk, call.in<T>(0) + part.largeStart, call.out<T>() + part.smallStart);
        });
    });
}

void batchToSpaceND(KernelCall& call) {
    const BlockLayout layout = batchToSpaceLayout(call);
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        forEachSmallBatch(layout, [&](std::int64_t batch) {
            const BlockPart part(layout, batch, false);
            stridedCopy(
                part.walk, call.in<T>(0) + part.smallStart, call.out<T>() + part.largeStart);
        });
    });
}

/// One row of pixels of the input, which becomes `block` rows of the output.
Walk<2> rowWalk(const DepthLayout& l) {
    Walk<2> walk;
    if (l.channelsLast) {
        const std::int64_t run = l.block * l.channels; // neighbours here and there
        walk.addAxis(l.block, {run, l.width * run});
        walk.addAxis(l.width, {l.block * run, run});
        walk.addAxis(run, {1, 1});
    } else {
        const std::int64_t image = l.height * l.width;
        const std::int64_t row = l.width * l.block;
        walk.addAxis(l.channels, {image, l.height * l.block * row});
        walk.addAxis(l.block, {l.block * l.channels * image, row});
        walk.addAxis(l.width, {1, l.block});
        walk.addAxis(l.block, {l.channels * image, 1});
    }
    return walk;
}

void depthToSpace(KernelCall& call) {
    const DepthLayout l = depthLayout(call);
    const Walk<2> walk = rowWalk(l);
    const std::int64_t row = l.width * l.block * l.block * l.channels;
    if (row == 0)
        return;
    const std::int64_t grain = kThreadedCopy / row + 1;
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        const T* x = call.in<T>(0);
        T* y = call.out<T>();
        parallelFor(l.batch * l.height, grain, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const std::int64_t image = i / l.height * l.height * row;
                const std::int64_t h = i % l.height;
                const std::int64_t from = l.channelsLast ? h * row : h * l.width;
                const std::int64_t to = l.channelsLast ? h * row : h * l.width * l.block * l.block;
                stridedCopy(walk, x + image + from, y + image + to);
            }
        });
    });
}

} // namespace

void registerSpatialKernels(Backend& backend) {
    backend.add("SpaceToBatchND", spaceToBatchND);
    backend.add("BatchToSpaceND", batchToSpaceND);
    backend.add("DepthToSpace", depthToSpace);
}

} // namespace tp::cpu
