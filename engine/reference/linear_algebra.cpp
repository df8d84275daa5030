#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <algorithm>

namespace tp::reference {

namespace {

/// y[.., i, j] = sum over k of a[.., i, k] * b[.., k, j], where a and b may be stored transposed
/// and their batch axes broadcast.
void batchMatMul(KernelCall& call) {
    const Tensor& a = call.input(0);
    const Tensor& b = call.input(1);
    const Tensor& y = call.outputs[0];
    const bool transposeA = call.attr<bool>("transposeA");
    const bool transposeB = call.attr<bool>("transposeB");
    const std::int64_t inner = a.shape()[a.rank() - (transposeA ? 2 : 1)];

    forEachPosition(y.shape(), [&](const Position& at) {
        const std::size_t row = at.size() - 2;
        const std::size_t column = at.size() - 1;
        double sum = 0;
        for (std::int64_t k = 0; k < inner; ++k) {
            Position inA = at;
            inA[column] = k;
            if (transposeA)
                std::swap(inA[row], inA[column]);
            Position inB = at;
            inB[row] = k;
            if (transposeB)
                std::swap(inB[row], inB[column]);
            sum += number(a, broadcastOffsetAt(inA, a.shape())) *
                   number(b, broadcastOffsetAt(inB, b.shape()));
        }
        store(y, offsetAt(at, y.shape()), sum);
    });
}

} // namespace

void registerLinearAlgebraKernels(Backend& backend) {
    backend.add("BatchMatMul", batchMatMul);
}

} // namespace tp::reference
