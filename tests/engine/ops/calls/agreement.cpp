#include "tests/engine/ops/calls/agreement.h"

#include "engine/ops/linear_algebra.h"
#include "engine/runtime/backend.h"
#include "tests/engine/ops/cases/cases.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace tp::test {

namespace {

/// The results on one backend, or why there are none.
struct Outcome {
    Tensors outputs;
    std::string refusal;
};

Outcome outcomeOn(const std::string& backend, const RandomCall& call) {
    setBackend(backend);
    Outcome outcome;
    try {
        outcome.outputs = runAll(*call.op, call.inputs, call.attrs);
    } catch (const Error& error) {
        outcome.refusal = error.what();
    }
    setBackend("cpu");
    return outcome;
}

bool isFinite(const Tensor& tensor) {
    if (tensor.isNull() || tensor.isDisposed())
        return true;
    const auto allFinite = [](const float* first, std::int64_t count) {
        return std::all_of(first, first + count, [](float each) { return std::isfinite(each); });
    };
    const auto* numbers = reinterpret_cast<const float*>(tensor.storage()->host());
    if (tensor.dtype() == DType::Float32)
        return allFinite(numbers, tensor.size());
    return tensor.dtype() != DType::Complex64 || allFinite(numbers, 2 * tensor.size());
}

/// Whether NaN and infinities end up somewhere else with another order of sums, as is anyone's
/// right.
bool spreadsWhatIsNotFinite(const RandomCall& call) {
    static const std::set<std::string_view> kOps = {
        "Einsum",
        "FFT",
        "IFFT",
        "IRFFT",
        "LRN",
        "LRNGrad",
        "MatrixDeterminant",
        "MatrixSolve",
        "Qr",
        "RFFT"};
    return kOps.contains(call.op->name) &&
           !std::all_of(call.inputs.begin(), call.inputs.end(), isFinite);
}

/// What must be the same: several matrices may have the same parts as soon as one has no rank of
/// its own, or a sign to choose.
Tensors comparable(const RandomCall& call, const Tensors& outputs) {
    if (outputs.size() == 2 && call.op->name == "Qr")
        return {matMul(outputs[0], outputs[1])};
    if (call.op->name == "Svd" || call.op->name == "SelfAdjointEigV2") {
        return Tensors(
            outputs.begin(), outputs.begin() + std::min<std::ptrdiff_t>(1, std::ssize(outputs)));
    }
    return outputs;
}

} // namespace

Agreement compareBackends(const RandomCall& call, const std::string& other, double tolerance) {
    const Outcome cpu = outcomeOn("cpu", call);
    const Outcome theirs = outcomeOn(other, call);
    if (cpu.refusal != theirs.refusal) {
        return {
            "cpu says \"" + cpu.refusal + "\", " + other + " \"" + theirs.refusal + '"',
            cpu.refusal};
    }
    if (cpu.outputs.size() != theirs.outputs.size())
        return {"cpu and " + other + " give unlike many results", {}};
    const Tensors found = comparable(call, cpu.outputs);
    const Tensors expected = comparable(call, theirs.outputs);
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (const auto fault = difference(found[i], expected[i], tolerance);
            fault && !spreadsWhatIsNotFinite(call))
            return {"result " + std::to_string(i) + ": " + *fault, {}};
    }
    return {{}, cpu.refusal};
}

} // namespace tp::test
