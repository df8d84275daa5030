#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/ops/sparse_rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

/// A counting sort by row, with room for one default in each empty row.
void sparseFillEmptyRows(KernelCall& call) {
    const std::int64_t count = call.input(0).shape()[0];
    const std::int64_t rank = call.input(0).shape()[1];
    const std::int64_t rows = call.outputs[2].size();
    const auto* indices = call.in<std::int32_t>(0);
    std::vector<std::int64_t> next(static_cast<std::size_t>(rows) + 1, 0);
    const auto rowOf = [=](std::int64_t i) { return static_cast<std::size_t>(indices[i * rank]); };
    for (std::int64_t i = 0; i < count; ++i)
        ++next[rowOf(i) + 1];
    auto* isEmpty = call.out<std::uint8_t>(2);
    for (std::int64_t row = 0; row < rows; ++row) {
        std::int64_t& end = next[static_cast<std::size_t>(row) + 1];
        isEmpty[row] = end == 0;
        end = next[static_cast<std::size_t>(row)] + std::max<std::int64_t>(end, 1);
    }

    auto* newIndices = call.out<std::int32_t>(0);
    auto* places = call.out<std::int32_t>(3);
    withElementType(call.input(1).dtype(), [&]<class T>(T*) {
        const T* values = call.in<T>(1);
        T* newValues = call.out<T>(1);
        for (std::int64_t row = 0; row < rows; ++row) {
            if (!isEmpty[row])
                continue;
            const std::int64_t place = next[static_cast<std::size_t>(row)];
            std::fill_n(newIndices + place * rank, rank, 0);
            newIndices[place * rank] = static_cast<std::int32_t>(row);
            newValues[place] = *call.in<T>(3);
        }
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t place = next[rowOf(i)]++;
            std::copy_n(indices + i * rank, rank, newIndices + place * rank);
            newValues[place] = values[i];
            places[i] = static_cast<std::int32_t>(place);
        }
    });
}

Ints stridesOf(const Ints& sizes) {
    Ints strides(sizes.size());
    std::int64_t stride = 1;
    for (std::size_t axis = sizes.size(); axis-- > 0; stride *= sizes[axis])
        strides[axis] = stride;
    return strides;
}

void sparseReshape(KernelCall& call) {
    const Ints target = sparseReshapeTarget(call);
    std::copy(target.begin(), target.end(), call.out<std::int32_t>(1));
    const auto sizes = call.input(1).values<std::int32_t>();
    const Ints from = stridesOf({sizes.begin(), sizes.end()});
    const Ints to = stridesOf(target);
    const std::int64_t count = call.input(0).shape()[0];
    const auto* indices = call.in<std::int32_t>(0);
    auto* newIndices = call.out<std::int32_t>(0);
    for (std::int64_t i = 0; i < count; ++i) {
        std::int64_t place = 0;
        for (const std::int64_t stride : from)
            place += *indices++ * stride;
        for (const std::int64_t stride : to) {
            *newIndices++ = static_cast<std::int32_t>(place / stride);
            place %= stride;
        }
    }
}

// Whole numbers wrap around and are cut, as they are everywhere else.

void addTo(float& sum, float x) {
    sum += x;
}
void addTo(std::int32_t& sum, std::int32_t x) {
    sum =
        static_cast<std::int32_t>(static_cast<std::uint32_t>(sum) + static_cast<std::uint32_t>(x));
}
void divide(float& sum, std::int64_t count) {
    sum /= static_cast<float>(count);
}
void divide(std::int32_t& sum, std::int64_t count) {
    sum = static_cast<std::int32_t>(sum / count);
}

template<class T>
void segments(KernelCall& call, bool mean) {
    const auto* indices = call.in<std::int32_t>(1);
    const auto ids = call.input(2).values<std::int32_t>();
    const std::int64_t rows = call.outputs[0].shape()[0];
    const std::int64_t inner = rows == 0 ? 0 : call.outputs[0].size() / rows;
    const T* x = call.in<T>(0);
    T* y = call.out<T>();
    constexpr std::int64_t kElementsPerThread = std::int64_t{1} << 15;
    const std::int64_t grain =
        std::max<std::int64_t>(1, kElementsPerThread / std::max<std::int64_t>(inner, 1));
    parallelFor(rows, grain, [&](std::int64_t begin, std::int64_t end) {
        auto at = std::lower_bound(ids.begin(), ids.end(), begin);
        for (std::int64_t row = begin; row < end; ++row) {
            T* sums = y + row * inner;
            std::fill_n(sums, inner, T{0});
            const auto first = at;
            for (; at != ids.end() && *at == row; ++at) {
                const T* slice = x + indices[at - ids.begin()] * inner;
                for (std::int64_t k = 0; k < inner; ++k)
                    addTo(sums[k], slice[k]);
            }
            if (mean && at != first) {
                for (std::int64_t k = 0; k < inner; ++k)
                    divide(sums[k], at - first);
            }
        }
    });
}

template<bool kMean>
void segments(KernelCall& call) {
    if (call.input(0).dtype() == DType::Int32) {
        segments<std::int32_t>(call, kMean);
    } else {
        segments<float>(call, kMean);
    }
}

} // namespace

void registerSparseKernels(Backend& backend) {
    backend.add("SparseFillEmptyRows", sparseFillEmptyRows);
    backend.add("SparseReshape", sparseReshape);
    backend.add("SparseSegmentMean", segments<true>);
    backend.add("SparseSegmentSum", segments<false>);
}

} // namespace tp::cpu
