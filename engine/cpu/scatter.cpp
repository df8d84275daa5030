#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/slice_table.h"

#include <algorithm>

namespace tp::cpu {

namespace {

// So many elements are worth a thread.
constexpr std::int64_t kElementsPerThread = std::int64_t{1} << 16;

void gatherNd(KernelCall& call) {
    const SliceTable table = gatherTable(call.input(0).shape(), call.input(1).shape());
    const auto* rows = call.in<std::int32_t>(1);
    const auto depth = static_cast<std::int64_t>(table.depth);
    const std::int64_t grain =
        std::max<std::int64_t>(1, kElementsPerThread / std::max<std::int64_t>(table.inner, 1));
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        const T* x = call.in<T>(0);
        T* y = call.out<T>();
        parallelFor(table.count, grain, [&](std::int64_t begin, std::int64_t end) {
            if (table.inner == 1) {
                for (std::int64_t i = begin; i < end; ++i)
                    y[i] = x[table.offset(rows + i * depth)];
                return;
            }
            for (std::int64_t i = begin; i < end; ++i)
                std::copy_n(x + table.offset(rows + i * depth), table.inner, y + i * table.inner);
        });
    });
}

/// Whole numbers wrap around, as they do everywhere else.
template<class T>
T wrappingSum(T a, T b) {
    if constexpr (std::is_same_v<T, std::int32_t>) {
        return static_cast<T>(static_cast<std::uint32_t>(a) + static_cast<std::uint32_t>(b));
    } else {
        return a + b;
    }
}

/// Row by row, since a slice may be named more than once.
template<class T, class F>
void updateSlices(const SliceTable& table, const std::int32_t* rows, T* y, F update) {
    const auto depth = static_cast<std::int64_t>(table.depth);
    for (std::int64_t i = 0; i < table.count; ++i)
        update(i, y + table.offset(rows + i * depth));
}

template<class T>
void fillWith(T* y, std::int64_t count, const T& value) {
    parallelFor(count, kElementsPerThread, [&](std::int64_t begin, std::int64_t end) {
        std::fill(y + begin, y + end, value);
    });
}

void scatterNd(KernelCall& call) {
    const SliceTable table = scatterTable(call.outputs[0].shape(), call.input(0).shape());
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        if constexpr (!std::is_same_v<T, std::string> && !std::is_same_v<T, std::uint8_t>) {
            T* y = call.out<T>();
            fillWith(y, call.outputs[0].size(), T{});
            const T* updates = call.in<T>(1);
            updateSlices(table, call.in<std::int32_t>(0), y, [&](std::int64_t i, T* slice) {
                const T* from = updates + i * table.inner;
                for (std::int64_t k = 0; k < table.inner; ++k)
                    slice[k] = wrappingSum(slice[k], from[k]);
            });
        }
    });
}

void tensorScatterUpdate(KernelCall& call) {
    const SliceTable table = scatterTable(call.outputs[0].shape(), call.input(1).shape());
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        T* y = call.out<T>();
        const T* x = call.in<T>(0);
        parallelFor(
            call.outputs[0].size(), kElementsPerThread, [&](std::int64_t begin, std::int64_t end) {
                std::copy(x + begin, x + end, y + begin);
            });
        const T* updates = call.in<T>(2);
        updateSlices(table, call.in<std::int32_t>(1), y, [&](std::int64_t i, T* slice) {
            std::copy_n(updates + i * table.inner, table.inner, slice);
        });
    });
}

void sparseToDense(KernelCall& call) {
    const Shape& indices = call.input(0).shape();
    const SliceTable table =
        scatterTable(call.outputs[0].shape(), indices.isScalar() ? Shape{1} : indices);
    const std::int64_t step = call.input(1).rank() == 0 ? 0 : 1;
    withElementType(call.outputs[0].dtype(), [&]<class T>(T*) {
        T* y = call.out<T>();
        fillWith(y, call.outputs[0].size(), *call.in<T>(2));
        const T* values = call.in<T>(1);
        updateSlices(table, call.in<std::int32_t>(0), y, [&](std::int64_t i, T* place) {
            *place = values[i * step];
        });
    });
}

void diag(KernelCall& call) {
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        const T* x = call.in<T>(0);
        T* y = call.out<T>();
        const std::int64_t count = call.input(0).size();
        fillWith(y, count * count, T{});
        for (std::int64_t i = 0; i < count; ++i)
            y[i * (count + 1)] = x[i];
    });
}

} // namespace

void registerScatterKernels(Backend& backend) {
    backend.add("GatherNd", gatherNd);
    backend.add("ScatterNd", scatterNd);
    backend.add("TensorScatterUpdate", tensorScatterUpdate);
    backend.add("SparseToDense", sparseToDense);
    backend.add("Diag", diag);
}

} // namespace tp::cpu
