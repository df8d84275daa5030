#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace tp::cpu {

namespace {

// So many elements are worth a thread.
constexpr std::int64_t kElementsPerThread = std::int64_t{1} << 16;

std::int32_t rankOf(std::int32_t x) {
    return x;
}

/// Whole numbers that are in the same order as the floats; both zeros are one, NaN is the largest.
std::int32_t rankOf(float x) {
    if (x == 0)
        return 0;
    if (std::isnan(x))
        return std::numeric_limits<std::int32_t>::max();
    const auto bits = std::bit_cast<std::int32_t>(x);
    return bits ^ ((bits >> 31) & 0x7fffffff);
}

/// Place and element in one number that is the smaller the earlier the place comes among the
/// largest.
template<class T>
std::uint64_t candidate(const T* x, std::int64_t place) {
    const std::uint32_t rank = ~(static_cast<std::uint32_t>(rankOf(x[place])) ^ 0x80000000U);
    return std::uint64_t{rank} << 32U | static_cast<std::uint64_t>(place);
}

std::int32_t placeOf(std::uint64_t found) {
    return static_cast<std::int32_t>(found & 0xffffffffU);
}

void keepBest(std::vector<std::uint64_t>& best, std::int64_t k) {
    std::nth_element(best.begin(), best.begin() + k - 1, best.end());
    best.resize(static_cast<std::size_t>(k));
}

/// The best k of a row in any order; k is 1 or more.
///
/// Candidates are collected and now and then cut down to the best k, whose worst then refuses most
/// elements by one comparison.
template<class T>
void selectBest(const T* x, std::int64_t length, std::int64_t k, std::vector<std::uint64_t>& best) {
    best.clear();
    constexpr std::int64_t kFewest = 64;
    const auto full = static_cast<std::size_t>(2 * std::max(k, kFewest));
    std::int64_t i = 0;
    for (; i < length && best.size() < full; ++i)
        best.push_back(candidate(x, i));
    while (static_cast<std::int64_t>(best.size()) > k) {
        keepBest(best, k);
        const std::int32_t worst = rankOf(x[placeOf(best.back())]);
        for (; i < length && best.size() < full; ++i) {
            if (rankOf(x[i]) > worst)
                best.push_back(candidate(x, i));
        }
    }
}

template<class T>
void topK(KernelCall& call) {
    const auto k = call.attr<std::int64_t>("k");
    const bool sorted = call.attr<bool>("sorted");
    if (call.outputs[0].size() == 0)
        return;
    const std::int64_t length = call.input(0).shape().back();
    const std::int64_t grain = std::max<std::int64_t>(1, kElementsPerThread / length);
    const T* x = call.in<T>(0);
    T* values = call.out<T>(0);
    auto* indices = call.out<std::int32_t>(1);
    parallelFor(call.input(0).size() / length, grain, [&](std::int64_t begin, std::int64_t end) {
        std::vector<std::uint64_t> best;
        for (std::int64_t row = begin; row < end; ++row) {
            const T* from = x + row * length;
            selectBest(from, length, k, best);
            if (sorted) {
                std::sort(best.begin(), best.end());
            } else {
                std::sort(best.begin(), best.end(), [](std::uint64_t a, std::uint64_t b) {
                    return placeOf(a) < placeOf(b);
                });
            }
            for (std::int64_t i = 0; i < k; ++i) {
                const std::int32_t place = placeOf(best[static_cast<std::size_t>(i)]);
                values[row * k + i] = from[place];
                indices[row * k + i] = place;
            }
        }
    });
}

/// As std::partition_point, but without jumps that nobody could foresee.
template<class T, class F>
const T* firstNot(const T* row, std::int64_t length, F isBefore) {
    while (length > 0) {
        const std::int64_t half = length / 2;
        const bool goOn = isBefore(row[half]);
        row += goOn ? half + 1 : 0;
        length = goOn ? length - half - 1 : half;
    }
    return row;
}

template<class T>
void searchSorted(KernelCall& call) {
    const bool left = call.attr<std::string>("side") == "left";
    const std::int64_t length = call.input(0).shape()[1];
    const std::int64_t count = call.input(1).shape()[1];
    const T* sequence = call.in<T>(0);
    const T* values = call.in<T>(1);
    auto* y = call.out<std::int32_t>();
    constexpr std::int64_t kValuesPerThread = std::int64_t{1} << 13;
    parallelFor(
        call.outputs[0].size(), kValuesPerThread, [&](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i) {
                const T* row = sequence + i / count * length;
                const T value = values[i];
                const T* found = left ? firstNot(row, length, [=](T x) { return x < value; })
                                      : firstNot(row, length, [=](T x) { return x <= value; });
                y[i] = static_cast<std::int32_t>(found - row);
            }
        });
}

/// Numbers the elements that are not 0, without jumps that nobody could foresee.
template<class T>
void findPlaces(const T* x, std::int32_t* y, std::int64_t count) {
    std::int64_t found = 0;
    for (std::int32_t i = 0; found < count; ++i) {
        y[found] = i;
        found += x[i] != T{0} ? 1 : 0;
    }
}

void where(KernelCall& call) {
    const Shape& shape = call.input(0).shape();
    const std::int64_t size = shape.elementCount();
    const std::size_t rank = shape.rank();
    withElementType(call.input(0).dtype(), [&]<class T>(T*) {
        if constexpr (std::is_arithmetic_v<T>) {
            const T* x = call.in<T>(0);
            const std::int64_t count = size - std::count(x, x + size, T{0});
            call.outputs.push_back(
                allocateTensor({DType::Int32, {count, static_cast<std::int64_t>(rank)}}));
            auto* y = call.out<std::int32_t>();
            if (rank == 1)
                return findPlaces(x, y, count);
            std::vector<std::int32_t> at(rank, 0);
            for (std::int64_t i = 0; i < size; ++i) {
                if (x[i] != T{0})
                    y = std::copy(at.begin(), at.end(), y);
                for (std::size_t axis = rank; axis-- > 0;) {
                    if (++at[axis] < shape[axis])
                        break;
                    at[axis] = 0;
                }
            }
        }
    });
}

} // namespace

void registerSearchKernels(Backend& backend) {
    backend.add("TopK", [](KernelCall& call) {
        call.input(0).dtype() == DType::Int32 ? topK<std::int32_t>(call) : topK<float>(call);
    });
    backend.add("SearchSorted", [](KernelCall& call) {
        if (call.input(0).dtype() == DType::Int32) {
            searchSorted<std::int32_t>(call);
        } else {
            searchSorted<float>(call);
        }
    });
    backend.add("Where", where);
}

} // namespace tp::cpu
