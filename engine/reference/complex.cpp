#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/runtime/backend.h"

#include <cmath>

namespace tp::reference {

namespace {

void complex(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i) {
        store(
            call.outputs[0],
            i,
            std::complex<double>(number(call.input(0), i), number(call.input(1), i)));
    }
}

void real(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, complexNumber(call.input(0), i).real());
}

void imag(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
        store(call.outputs[0], i, complexNumber(call.input(0), i).imag());
}

void complexAbs(KernelCall& call) {
    for (std::int64_t i = 0; i < call.outputs[0].size(); ++i) {
        const std::complex<double> x = complexNumber(call.input(0), i);
        store(call.outputs[0], i, std::hypot(x.real(), x.imag()));
    }
}

} // namespace

void registerComplexKernels(Backend& backend) {
    backend.add("Complex", complex);
    backend.add("Real", real);
    backend.add("Imag", imag);
    backend.add("ComplexAbs", complexAbs);
}

} // namespace tp::reference
