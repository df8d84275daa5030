#include "engine/cpu/matmul.h"

#include "engine/base/thread_pool.h"
#include "engine/runtime/backend.h"

#include <dnnl.h>

#include <algorithm>

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

// Below this many multiply-adds, oneDNN's own set-up costs more than plain loops.
constexpr std::int64_t kSmallProduct = 4096;

// Above this many, a second thread repays being woken.
constexpr std::int64_t kThreadedProduct = 4'000'000;

/// Plain loops in the order that reads b and writes c along their rows.
template<class T>
void multiplyLoops(const Product& p, const T* a, const T* b, T* c) {
    const std::int64_t rowStep = p.transposeA ? 1 : p.k;
    const std::int64_t innerStep = p.transposeA ? p.m : 1;
    for (std::int64_t i = 0; i < p.m; ++i) {
        const T* row = a + i * rowStep;
        T* out = c + i * p.n;
        if (p.transposeB) {
            for (std::int64_t j = 0; j < p.n; ++j) {
                T sum = 0;
                for (std::int64_t l = 0; l < p.k; ++l)
                    sum += row[l * innerStep] * b[j * p.k + l];
                out[j] = sum;
            }
            continue;
        }
        std::fill(out, out + p.n, T{0});
        for (std::int64_t l = 0; l < p.k; ++l) {
            const T factor = row[l * innerStep];
            for (std::int64_t j = 0; j < p.n; ++j)
                out[j] += factor * b[l * p.n + j];
        }
    }
}

/// Rows [begin, end) of c.
void multiplyRows(
    const Product& p,
    const float* a,
    const float* b,
    float* c,
    std::int64_t begin,
    std::int64_t end) {
    // Our own pool shares out the rows. OpenMP's threads would spin for each other.
    thread_local const bool alone = (omp_set_num_threads(1), true);
    (void)alone;
    const float* rows = a + (p.transposeA ? begin : begin * p.k);
    dnnl_sgemm(
        p.transposeA ? 'T' : 'N',
        p.transposeB ? 'T' : 'N',
        end - begin,
        p.n,
        p.k,
        1.0F,
        rows,
        p.transposeA ? p.m : p.k,
        b,
        p.transposeB ? p.k : p.n,
        0.0F,
        c + begin * p.n,
        p.n);
}

void multiply(const Product& p, const float* a, const float* b, float* c) {
    if (p.multiplyAdds() <= kSmallProduct) {
        multiplyLoops(p, a, b, c);
        return;
    }
    // Whole blocks of rows keep oneDNN's inner kernels busy.
    constexpr std::int64_t kRowBlock = 16;
    const std::int64_t rowsWorthAThread =
        kThreadedProduct / 2 / std::max<std::int64_t>(1, p.n * p.k);
    const std::int64_t grain = (rowsWorthAThread / kRowBlock + 1) * kRowBlock;
    parallelFor(p.m, grain, [&](std::int64_t begin, std::int64_t end) {
        multiplyRows(p, a, b, c, begin, end);
    });
}

void multiply(const Product& p, const std::int32_t* a, const std::int32_t* b, std::int32_t* c) {
    // Overflow wraps around, as it does in a typed array; unsigned arithmetic says so without
    // undefined behaviour.
    multiplyLoops(
        p,
        reinterpret_cast<const std::uint32_t*>(a),
        reinterpret_cast<const std::uint32_t*>(b),
        reinterpret_cast<std::uint32_t*>(c));
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

void registerMatMulKernels(Backend& backend) {
    backend.add("BatchMatMul", batchMatMul);
}

} // namespace tp::cpu
