#include "engine/cpu/matmul.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/onednn.h"
#include "engine/cpu/transpose.h"
#include "engine/cpu/vector_loops.h"
#include "engine/runtime/backend.h"

#include <dnnl.h>

#include <algorithm>
#include <vector>

// What we need of <omp.h>, which comes with one compiler and not with the tools of another.
extern "C" void omp_set_num_threads(int); // NOLINT(readability-identifier-naming)

namespace tp::cpu {

namespace {

/// A matrix product c[m, n] = a[m, k] * b[k, n]; a and b may be stored transposed.
struct Product {
    std::int64_t m;
    std::int64_t n;
    std::int64_t k;
    bool transposeA;
    bool transposeB;

    std::int64_t multiplyAdds() const { return m * n * k; }
};

// Above this many multiply-adds, a second thread repays being woken.
constexpr std::int64_t kThreadedProduct = 2'000'000;

// Above this many, smaller parts even out a core that someone else is using.
constexpr std::int64_t kLongProduct = 100'000'000;

// So many numbers of a matrix, each used once, are worth a thread: memory sets the pace. A thread
// that is awake is worth it sooner.
constexpr std::int64_t kVectorWorthAThread = 1 << 17;
constexpr std::int64_t kVectorWorthOneAwake = 1 << 14;

/// Plain loops in the order that reads b and writes c along their rows; rows [begin, end) of c.
void multiplyLoops(
    const Product& p,
    const std::uint32_t* a,
    const std::uint32_t* b,
    std::uint32_t* c,
    std::int64_t begin,
    std::int64_t end) {
    const auto addScaled = vectorLoops().addScaledWhole;
    const std::int64_t rowStep = p.transposeA ? 1 : p.k;
    const std::int64_t innerStep = p.transposeA ? p.m : 1;
    for (std::int64_t i = begin; i < end; ++i) {
        const std::uint32_t* row = a + i * rowStep;
        std::uint32_t* out = c + i * p.n;
        if (p.transposeB) {
            for (std::int64_t j = 0; j < p.n; ++j) {
                std::uint32_t sum = 0;
                for (std::int64_t l = 0; l < p.k; ++l)
                    sum += row[l * innerStep] * b[j * p.k + l];
                out[j] = sum;
            }
            continue;
        }
        std::fill(out, out + p.n, 0U);
        for (std::int64_t l = 0; l < p.k; ++l)
            addScaled(row[l * innerStep], b + l * p.n, out, p.n);
    }
}

/// y[i] = the product of `vector` and row i of a matrix of rows of `width`.
void multiplyRowsByVector(
    const float* matrix, std::int64_t rows, std::int64_t width, const float* vector, float* y) {
    const auto dot = vectorLoops().dot;
    parallelFor(
        rows,
        kVectorWorthAThread / std::max<std::int64_t>(1, width) + 1,
        [=](std::int64_t begin, std::int64_t end) {
            for (std::int64_t i = begin; i < end; ++i)
                y[i] = dot(matrix + i * width, vector, width);
        });
}

/// Rows [begin, end) of c, or rather what is in them of the columns [left, right).
struct Part {
    std::int64_t begin;
    std::int64_t end;
    std::int64_t left;
    std::int64_t right;
};

void multiplyPart(const Product& p, const float* a, const float* b, float* c, const Part& part) {
    // Our own pool shares out the parts. OpenMP's threads would spin for each other.
    thread_local const bool alone = (omp_set_num_threads(1), true);
    (void)alone;
    dnnl_sgemm(
        p.transposeA ? 'T' : 'N',
        p.transposeB ? 'T' : 'N',
        part.end - part.begin,
        part.right - part.left,
        p.k,
        1.0F,
        a + (p.transposeA ? part.begin : part.begin * p.k),
        p.transposeA ? p.m : p.k,
        b + (p.transposeB ? part.left * p.k : part.left),
        p.transposeB ? p.k : p.n,
        0.0F,
        c + part.begin * p.n + part.left,
        p.n);
}

void multiplyByOneDnn(const Product& p, const float* a, const float* b, float* c) {
    // Whole blocks keep oneDNN's inner kernels busy. The longer side is shared out.
    constexpr std::int64_t kBlock = 16;
    const std::int64_t longer = std::max(p.m, p.n);
    const std::int64_t worthAThread = kThreadedProduct / 2 / (p.multiplyAdds() / longer);
    // Each part packs the other matrix anew, so a part is a thread's whole share unless it is long.
    const std::int64_t share = p.multiplyAdds() < kLongProduct ? longer / threadCount() : 0;
    const std::int64_t grain = (std::max(worthAThread, share - 1) / kBlock + 1) * kBlock;
    if (p.m >= p.n) {
        parallelFor(p.m, grain, [&](std::int64_t begin, std::int64_t end) {
            multiplyPart(p, a, b, c, {begin, end, 0, p.n});
        });
    } else {
        parallelFor(p.n, grain, [&](std::int64_t begin, std::int64_t end) {
            multiplyPart(p, a, b, c, {0, p.m, begin, end});
        });
    }
}

/// Whether our own loops are faster than oneDNN, whose set-up costs more than a small product: a
/// part of b must stay in the innermost cache.
bool isSmall(const Product& p) {
    constexpr std::int64_t kMostInner = 256;
    constexpr std::int64_t kNarrow = 16;
    constexpr std::int64_t kMostInnerOfNarrow = 4096;
    constexpr std::int64_t kMost = 4'000'000;
    constexpr std::int64_t kMostTurned = 100'000; // b is to be turned first
    return p.multiplyAdds() <= (p.transposeB ? kMostTurned : kMost) &&
           p.k <= (p.n <= kNarrow ? kMostInnerOfNarrow : kMostInner);
}

void multiplySmall(const Product& p, const float* a, const float* b, float* c) {
    thread_local std::vector<float> turned;
    if (p.transposeB) {
        turned.resize(static_cast<std::size_t>(p.k * p.n));
        turnMatrix(b, p.n, p.k, turned.data());
        b = turned.data();
    }
    const SmallProduct whole{
        .a = a,
        .rowStep = p.transposeA ? 1 : p.k,
        .innerStep = p.transposeA ? p.m : 1,
        .b = b,
        .pitchB = p.n,
        .c = c,
        .pitchC = p.n,
        .rows = p.m,
        .columns = p.n,
        .inner = p.k};
    // Columns are computed by sixteens.
    constexpr std::int64_t kBlock = 16;
    constexpr std::int64_t kWorthAThread = 500'000;
    constexpr std::int64_t kWorthOneAwake = 100'000;
    const std::int64_t cost = p.m * p.k * ((p.n - 1) / kBlock + 1) * kBlock;
    const bool isCheap =
        cost >= 2 * kWorthOneAwake && cost < 2 * kWorthAThread && areThreadsAwake();
    const std::int64_t parts = std::clamp<std::int64_t>(
        cost / (isCheap ? kWorthOneAwake : kWorthAThread),
        1,
        std::min<std::int64_t>(threadCount(), p.m));
    parallelFor(p.m, (p.m - 1) / parts + 1, [&](std::int64_t begin, std::int64_t end) {
        SmallProduct part = whole;
        part.a += begin * part.rowStep;
        part.c += begin * part.pitchC;
        part.rows = end - begin;
        vectorLoops().multiplySmall(part);
    });
}

/// Both sides turned: the other way round, neither is, and only the result is to be turned.
void multiplyTurned(const Product& p, const float* a, const float* b, float* c) {
    const auto turned = alignedFloats(static_cast<std::size_t>(p.m * p.n));
    multiplyByOneDnn({p.n, p.m, p.k, false, false}, b, a, turned.get());
    turnMatrix(turned.get(), p.n, p.m, c);
}

/// Whether so many rows are multiplied by b that turning it first costs less than oneDNN loses by
/// packing it turned.
bool isWorthTurning(const Product& p) {
    constexpr std::int64_t kFewestRows = 512;
    return p.transposeB && p.m >= kFewestRows;
}

/// Turns b first.
void multiplyByTurned(const Product& p, const float* a, const float* b, float* c) {
    const auto turned = alignedFloats(static_cast<std::size_t>(p.k * p.n));
    turnMatrix(b, p.n, p.k, turned.get());
    multiplyByOneDnn({p.m, p.n, p.k, p.transposeA, false}, a, turned.get(), c);
}

void multiply(const Product& p, const float* a, const float* b, float* c) {
    if (p.k == 0) {
        std::fill_n(c, p.m * p.n, 0.0F);
        return;
    }
    if (p.n == 1) {
        return p.transposeA ? multiplyColumnsByVector(a, p.k, p.m, b, c)
                            : multiplyRowsByVector(a, p.m, p.k, b, c);
    }
    if (p.m == 1) {
        return p.transposeB ? multiplyRowsByVector(b, p.n, p.k, a, c)
                            : multiplyColumnsByVector(b, p.k, p.n, a, c);
    }
    if (isSmall(p))
        return multiplySmall(p, a, b, c);
    if (p.transposeA && p.transposeB)
        return multiplyTurned(p, a, b, c);
    if (isWorthTurning(p))
        return multiplyByTurned(p, a, b, c);
    multiplyByOneDnn(p, a, b, c);
}

void multiply(const Product& p, const std::int32_t* a, const std::int32_t* b, std::int32_t* c) {
    // Overflow wraps around, as it does in a typed array; unsigned arithmetic says so without
    // undefined behaviour.
    const auto* x = reinterpret_cast<const std::uint32_t*>(a);
    const auto* w = reinterpret_cast<const std::uint32_t*>(b);
    auto* y = reinterpret_cast<std::uint32_t*>(c);
    const std::int64_t grain = kThreadedProduct / 4 / std::max<std::int64_t>(1, p.n * p.k) + 1;
    parallelFor(p.m, grain, [&](std::int64_t begin, std::int64_t end) {
        multiplyLoops(p, x, w, y, begin, end);
    });
}

/// Which matrix of a broadcast batch the batch-th product takes.
std::int64_t batchIndex(const Shape& shape, const Shape& out, std::int64_t batch) {
    std::int64_t index = 0;
    std::int64_t stride = 1;
    for (std::size_t axis = out.rank() - 2; axis-- > 0;) {
        const std::int64_t position = batch % out[axis];
        batch /= out[axis];
        const std::size_t missing = out.rank() - shape.rank();
        if (axis < missing)
            continue;
        const std::int64_t size = shape[axis - missing];
        index += (size == 1 ? 0 : position) * stride;
        stride *= size;
    }
    return index;
}

template<class T>
void multiplyBatches(KernelCall& call) {
    const Shape& shapeA = call.input(0).shape();
    const Shape& shapeB = call.input(1).shape();
    const Shape& shapeC = call.outputs[0].shape();
    const bool transposeA = call.attr<bool>("transposeA");
    const bool transposeB = call.attr<bool>("transposeB");
    const Product p{
        shapeC[shapeC.rank() - 2],
        shapeC.back(),
        transposeA ? shapeA[shapeA.rank() - 2] : shapeA.back(),
        transposeA,
        transposeB};
    const T* a = call.in<T>(0);
    const T* b = call.in<T>(1);
    T* c = call.out<T>();
    const std::int64_t each = p.m * p.n;
    const std::int64_t batches = each == 0 ? 0 : shapeC.elementCount() / each;
    const std::int64_t grain =
        kThreadedProduct / 2 / std::max<std::int64_t>(1, p.multiplyAdds()) + 1;
    parallelFor(batches, batches == 1 ? 1 : grain, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t batch = begin; batch < end; ++batch) {
            multiply(
                p,
                a + batchIndex(shapeA, shapeC, batch) * p.m * p.k,
                b + batchIndex(shapeB, shapeC, batch) * p.k * p.n,
                c + batch * each);
        }
    });
}

void batchMatMul(KernelCall& call) {
    if (call.input(0).dtype() == DType::Int32) {
        multiplyBatches<std::int32_t>(call);
    } else {
        multiplyBatches<float>(call);
    }
}

} // namespace

void multiplyColumnsByVector(
    const float* matrix, std::int64_t rows, std::int64_t width, const float* vector, float* y) {
    const auto addScaledRows = vectorLoops().addScaledRows;
    // Parts of y that stay in the innermost cache while all rows are added to them, one for each
    // thread at least.
    constexpr std::int64_t kMostPart = 1024;
    constexpr std::int64_t kBlock = 32; // whole lines of memory
    const std::int64_t share = (width - 1) / threadCount() + 1;
    const std::int64_t size = std::min(kMostPart, ((share - 1) / kBlock + 1) * kBlock);
    const std::int64_t all = rows * width;
    const bool isCheap =
        all >= 2 * kVectorWorthOneAwake && all < 2 * kVectorWorthAThread && areThreadsAwake();
    const std::int64_t worth = isCheap ? kVectorWorthOneAwake : kVectorWorthAThread;
    parallelFor(
        (width - 1) / size + 1,
        worth / std::max<std::int64_t>(1, rows * size) + 1,
        [=](std::int64_t begin, std::int64_t end) {
            for (std::int64_t part = begin; part < end; ++part) {
                const std::int64_t first = part * size;
                const std::int64_t count = std::min(size, width - first);
                std::fill_n(y + first, count, 0.0F);
                addScaledRows(vector, matrix + first, width, rows, count, y + first);
            }
        });
}

void multiplyBySmall(
    const float* a,
    const float* b,
    float* c,
    std::int64_t rows,
    std::int64_t columns,
    std::int64_t inner) {
    multiplySmall({rows, columns, inner, false, false}, a, b, c);
}

void registerMatMulKernels(Backend& backend) {
    backend.add("BatchMatMul", batchMatMul);
}

} // namespace tp::cpu
