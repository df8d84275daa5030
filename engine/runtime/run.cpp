#include "engine/runtime/backend.h"
#include "engine/runtime/observer.h"
#include "engine/runtime/op.h"
#include "engine/runtime/tape.h"

#include <algorithm>

namespace tp {

namespace {

thread_local bool t_opsForbidden = false;

std::string_view nameOf(std::string_view input) {
    if (input.ends_with('*') || input.ends_with('?'))
        input.remove_suffix(1);
    return input;
}

void checkInputs(const Op& op, std::span<const Tensor> inputs) {
    if (op.listInput() == op.inputs.size()) {
        check(
            inputs.size() == op.inputs.size(),
            "%1 takes %2 inputs, but got %3.",
            op.name,
            op.inputs.size(),
            inputs.size());
    } else {
        check(
            inputs.size() + 1 >= op.inputs.size(),
            "%1 takes %2 inputs or more, but got %3.",
            op.name,
            op.inputs.size() - 1,
            inputs.size());
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (!inputs[i].isNull() && !inputs[i].isDisposed()) [[likely]]
            continue;
        const std::string_view input = op.inputs[op.inputOf(i, inputs.size())];
        check(
            inputs[i].isNull(),
            "%1: the input %2 of shape %3 was disposed.",
            op.name,
            nameOf(input),
            inputs[i].isNull() ? Shape() : inputs[i].shape());
        check(
            input.ends_with('?'),
            "%1: the input %2 is an empty tensor handle.",
            op.name,
            nameOf(input));
    }
}

// Names then point into the op, which outlives whatever the caller's names pointed into.
void checkAttrs(const Op& op, Attrs& attrs) {
    for (auto& [name, value] : attrs) {
        const Attrs::value_type* declared = nullptr;
        for (const auto& known : op.attrs) {
            if (known.first == name)
                declared = &known;
        }
        check(declared != nullptr, "%1 has no attribute \"%2\".", op.name, name);
        check(
            declared->second.index() == value.index(),
            "%1: the attribute \"%2\" has a value of the wrong type.",
            op.name,
            name);
        name = declared->first;
    }
}

/// Who computes a call, and so also allocates its outputs.
struct Computer {
    const Backend& backend;
    Kernel kernel;
};

Computer findComputer(const OpCall& call, const Specs& specs) {
    const Backend& chosen = backend();
    if (const Kernel kernel = chosen.kernel(call.op); kernel && chosen.canRun(call, specs)) {
        [[likely]] {
            return {chosen, kernel};
        }
    }
    const Backend* cpu = findBackend("cpu");
    const Kernel kernel = cpu ? cpu->kernel(call.op) : nullptr;
    if (!kernel) {
        fail(
            Error::Kind::Unsupported,
            "%1 has no kernel on the backend %2, and none on cpu to fall back on.",
            call.op.name,
            chosen.name());
    }
    countFallback(call.op);
    return {*cpu, kernel};
}

/// Also says whose kernel it was, which may not be the current backend's.
Tensors compute(const OpCall& call, std::string_view& computedBy) {
    const Op& op = call.op;
    computedBy = backend().name();
    if (op.isView)
        return {call.input(0).withShape(op.infer(call)[0].shape)};
    const Specs specs = op.infer ? op.infer(call) : Specs();
    for (const TensorSpec& spec : specs)
        checkSizes(spec.shape, op.name);
    const Computer computer = findComputer(call, specs);
    computedBy = computer.backend.name();
    Tensors outputs;
    outputs.reserve(specs.size());
    for (const TensorSpec& spec : specs)
        outputs.push_back(computer.backend.allocate(spec));
    // Where nothing is to be computed, kernels need not cope with it.
    const bool isAllEmpty =
        !specs.empty() && std::all_of(specs.begin(), specs.end(), [](const TensorSpec& spec) {
            return spec.shape.elementCount() == 0;
        });
    if (isAllEmpty)
        return outputs;
    KernelCall kernelCall{call, outputs};
    computer.kernel(kernelCall);
    return outputs;
}

Tensors computeWatched(const OpCall& call) {
    const CallWatch watch(call);
    std::string_view computedBy;
    Tensors outputs = compute(call, computedBy);
    watch.finish(outputs, computedBy);
    return outputs;
}

Tensors computeUnwatched(const OpCall& call) {
    std::string_view computedBy;
    return compute(call, computedBy);
}

} // namespace

void forbidOpsOnThisThread() {
    t_opsForbidden = true;
}

Tensors runAll(const Op& op, std::span<const Tensor> inputs, Attrs attrs) {
    check(
        !t_opsForbidden, "%1 was called on the window's thread, which must not compute.", op.name);
    checkInputs(op, inputs);
    if (!attrs.empty())
        checkAttrs(op, attrs);

    const OpCall call{op, inputs, attrs};
    Tensors outputs = isWatched() ? computeWatched(call) : computeUnwatched(call);
    if (Tape::isRecording())
        Tape::record(op, inputs, std::move(attrs), outputs);
    return outputs;
}

Tensor run(const Op& op, std::span<const Tensor> inputs, Attrs attrs) {
    Tensors outputs = runAll(op, inputs, std::move(attrs));
    check(!outputs.empty(), "%1 gave no tensor, where one is needed.", op.name);
    return std::move(outputs.front());
}

Tensor run(const Op& op, std::initializer_list<Tensor> inputs, Attrs attrs) {
    return run(op, std::span<const Tensor>(inputs.begin(), inputs.size()), std::move(attrs));
}

} // namespace tp
