#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

namespace tp::reference {

namespace {

void addN(KernelCall& call) {
    const Tensor& y = call.outputs[0];
    for (std::int64_t i = 0; i < y.size(); ++i) {
        std::complex<double> sum = 0;
        for (const Tensor& x : call.inputs)
            sum += complexNumber(x, i);
        store(y, i, sum);
    }
}

} // namespace

void registerArithmeticKernels(Backend& backend) {
    backend.add("AddN", addN);
}

} // namespace tp::reference
