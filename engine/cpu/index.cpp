#include "engine/base/saturated.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/strided_copy.h"
#include "engine/ops/windows.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// Starts to bring a row to the cache, since the processor cannot foresee which is next.
template<class T>
void fetchRow(const T* row, std::int64_t width) {
    constexpr std::int64_t kLine = 64 / sizeof(T);
    constexpr std::int64_t kMost = 256 * kLine;
    for (std::int64_t k = 0; k < std::min(width, kMost); k += kLine)
        __builtin_prefetch(row + k);
}

/// Single elements. Meanwhile the `length` numbers from `next` on are brought to the cache, if that
/// is not null.
template<class T>
void takeElements(
    const T* x,
    const std::int32_t* chosen,
    std::int64_t count,
    T* y,
    const T* next,
    std::int64_t length) {
    constexpr std::int64_t kSome = 16;
    constexpr std::int64_t kLine = 64 / sizeof(T);
    const std::int64_t each = next ? length / std::max<std::int64_t>(1, count / kSome) : 0;
    std::int64_t i = 0;
    for (; i + kSome <= count; i += kSome) {
        for (std::int64_t k = 0; k < each; k += kLine)
            __builtin_prefetch(next + k);
        next += each;
        for (std::int64_t k = i; k < i + kSome; ++k)
            y[k] = x[chosen[k]];
    }
    for (; i < count; ++i)
        y[i] = x[chosen[i]];
}

/// Rows of the target, each the one of the source that `chosen` tells.
template<class T>
void takeRows(
    const T* x,
    const std::int32_t* chosen,
    std::int64_t count,
    std::int64_t width,
    T* y,
    bool pastCache) {
    for (std::int64_t i = 0; i < count; ++i) {
        if (i + 1 < count)
            fetchRow(x + chosen[i + 1] * width, width);
        copyRun(x + chosen[i] * width, width, y + i * width, pastCache);
    }
}

void gather(KernelCall& call) {
    const GatherLayout layout = gatherLayout(call);
    const auto* indices = call.in<std::int32_t>(1);
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        const T* x = call.in<T>(0);
        T* y = call.out<T>();
        // A slab is what one set of indices takes from one place along the outer axes.
        const std::int64_t slab = layout.axis * layout.inner;
        const std::int64_t rows = layout.batch * layout.outer * layout.count;
        static WriteWay way;
        const LargeWrite write(way, rows * layout.inner * static_cast<std::int64_t>(sizeof(T)));
        const bool pastCache = write.isPastCache();
        constexpr std::int64_t kWorthAThread = 1 << 17;
        const std::int64_t grain = kWorthAThread / std::max<std::int64_t>(1, layout.inner) + 1;
        parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) {
            while (begin < end) {
                const std::int64_t place = begin / layout.count;
                const std::int64_t last = std::min(end, (place + 1) * layout.count);
                const std::int64_t skipped = begin - place * layout.count;
                const T* from = x + place * slab;
                const std::int32_t* chosen =
                    indices + place / layout.outer * layout.count + skipped;
                if (layout.inner == 1) {
                    // Here and there: bring the next slab to the cache as a whole.
                    const bool isFetched = layout.count >= slab / 8 && last < rows;
                    const auto take = [&](std::int64_t first, std::int64_t n, T* target) {
                        const std::int64_t done = (first - begin) * slab / layout.count;
                        takeElements(
                            from,
                            chosen + (first - begin),
                            n,
                            target,
                            isFetched ? from + slab + done : nullptr,
                            n * slab / layout.count);
                    };
                    computeInto(y, begin, last, pastCache, take);
                } else {
                    takeRows(
                        from,
                        chosen,
                        last - begin,
                        layout.inner,
                        y + begin * layout.inner,
                        pastCache);
                }
                begin = last;
            }
            finishPastCache();
        });
    });
}

void oneHot(KernelCall& call) {
    const auto* indices = call.in<std::int32_t>(0);
    const auto depth = call.attr<std::int64_t>("depth");
    const auto on = call.attr<double>("onValue");
    const auto off = call.attr<double>("offValue");
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        if constexpr (std::is_arithmetic_v<T>) {
            const auto element = [](double value) {
                if constexpr (std::is_same_v<T, float>) {
                    return static_cast<float>(value);
                } else if constexpr (std::is_same_v<T, std::int32_t>) {
                    return toInt32(value);
                } else {
                    return static_cast<T>(value != 0);
                }
            };
            T* y = call.out<T>();
            std::fill_n(y, call.outputs[0].size(), element(off));
            const std::int64_t count = call.input(0).size();
            for (std::int64_t i = 0; i < count; ++i) {
                if (indices[i] >= 0 && indices[i] < depth)
                    y[i * depth + indices[i]] = element(on);
            }
        }
    });
}

template<class T>
void segmentSum(KernelCall& call) {
    const auto* ids = call.in<std::int32_t>(1);
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    std::fill_n(y, call.outputs[0].size(), T{0});
    const std::int64_t segments = call.outputs[0].shape()[0];
    const std::int64_t rows = call.input(1).size();
    const std::int64_t width = rows == 0 ? 0 : call.input(0).size() / rows;
    for (std::int64_t i = 0; i < rows; ++i) {
        if (ids[i] < 0 || ids[i] >= segments)
            continue;
        T* sums = y + ids[i] * width;
        for (std::int64_t k = 0; k < width; ++k)
            sums[k] = wrappedSum(sums[k], x[i * width + k]);
    }
}

/// Whole tensors of choices, of one condition for all, for each row, or for each element.
void select(KernelCall& call) {
    const auto* condition = call.in<std::uint8_t>(0);
    const std::int64_t conditions = call.input(0).size();
    const std::int64_t count = call.outputs[0].size();
    const std::int64_t width = conditions == 0 ? 0 : count / conditions;
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        const T* t = call.in<T>(1);
        const T* e = call.in<T>(2);
        T* y = call.out<T>();
        if (width == 1) {
            for (std::int64_t i = 0; i < count; ++i) {
                // Numbers are both read, so that there is nothing to guess and to get wrong.
                using Choice =
                    std::conditional_t<std::is_same_v<T, std::string>, const T&, const T>;
                Choice ifTrue = t[i];
                Choice ifFalse = e[i];
                y[i] = condition[i] ? ifTrue : ifFalse;
            }
            return;
        }
        for (std::int64_t i = 0; i < conditions; ++i)
            std::copy_n((condition[i] ? t : e) + i * width, width, y + i * width);
    });
}

} // namespace

void registerIndexKernels(Backend& backend) {
    backend.add("GatherV2", gather);
    backend.add("OneHot", oneHot);
    backend.add("UnsortedSegmentSum", [](KernelCall& call) {
        if (call.input(0).dtype() == DType::Int32) {
            segmentSum<std::int32_t>(call);
        } else {
            segmentSum<float>(call);
        }
    });
    backend.add("Select", select);
}

} // namespace tp::cpu
