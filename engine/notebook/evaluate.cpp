#include "engine/notebook/evaluate.h"

#include "engine/notebook/value_text.h"
#include "engine/ops/array.h"
#include "engine/ops/rules.h"
#include "engine/runtime/observer.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/watch.h"

#include <algorithm>
#include <chrono>

namespace tp::notebook {

namespace {

Tensors inputsOf(const Cell& cell, const Recipe& recipe, const Scope& scope) {
    Tensors inputs;
    if (recipe.isVariadic()) {
        for (const std::string& input : cell.inputs) {
            if (!input.empty())
                inputs.push_back(resolveInput(input, scope));
        }
        return inputs;
    }
    check(
        cell.inputs.size() <= recipe.inputs.size(),
        "%1: takes %2 inputs, but the cell gives %3.",
        cell.recipe,
        recipe.inputs.size(),
        cell.inputs.size());
    for (std::size_t i = 0; i < recipe.inputs.size(); ++i) {
        const bool isGiven = i < cell.inputs.size() && !cell.inputs[i].empty();
        check(
            isGiven || recipe.inputs[i].ends_with('?'),
            "%1: the input %2 is missing.",
            cell.recipe,
            Recipe::inputName(recipe.inputs[i]));
        inputs.push_back(isGiven ? resolveInput(cell.inputs[i], scope) : Tensor());
    }
    return inputs;
}

/// Writes down every op of a cell.
class KernelNotes : public CallObserver {
public:
    void observe(const ObservedCall& call) override {
        KernelRow row;
        row.op = call.op.name;
        row.backend = call.backend;
        row.milliseconds = call.milliseconds;
        row.bytesAdded = call.added.numBytes;
        row.tensorsAdded = call.added.numTensors;
        for (const Tensor& input : call.inputs) {
            if (!input.isNull())
                row.inputs.push_back(input.shape());
        }
        for (const Tensor& output : call.outputs)
            row.outputs.push_back(output.shape());
        rows.push_back(std::move(row));
    }

    std::vector<KernelRow> rows;
};

} // namespace

bool broadcasts(const Op& op) {
    if (op.inputs.size() != 2)
        return false;
    // Rules of other families refuse bools or strings first; what they infer tells them apart.
    return op.infer == broadcastNumeric || op.infer == broadcastNumericOrComplex ||
           op.infer == broadcastFloat || op.infer == broadcastToBool;
}

void unifyDTypes(const Op& op, Tensors& inputs) {
    if (broadcasts(op) && !inputs[0].isNull() && !inputs[1].isNull()) {
        DType common = upcast(inputs[0].dtype(), inputs[1].dtype());
        if (op.infer == broadcastFloat)
            common = DType::Float32;
        if (common == DType::Bool && op.infer != broadcastToBool)
            common = DType::Int32;
        for (Tensor& input : inputs)
            input = toDType(input, common);
    }
    const bool wantsFloat = op.infer == sameAsFloatInput && !inputs.empty();
    if (wantsFloat && (inputs[0].dtype() == DType::Int32 || inputs[0].dtype() == DType::Bool))
        inputs[0] = toFloat(inputs[0]);
}

Tensor resolveInput(std::string_view input, const Scope& scope) {
    const auto reference = referenceIn(input);
    if (!reference)
        return parseTensor(input);
    const auto found = scope.find(reference->name);
    check(found != scope.end(), "%1: no cell above has a result of this name.", reference->name);
    check(
        reference->output < found->second.size(),
        "%1: this cell has %2 results, and none with number %3.",
        reference->name,
        found->second.size(),
        reference->output);
    return found->second[reference->output];
}

Attrs attrsOf(const Cell& cell, const Recipe& recipe) {
    Attrs attrs = recipe.attrs;
    for (const auto& [name, text] : cell.attrs) {
        const auto slot = std::find_if(
            attrs.begin(), attrs.end(), [&](const auto& attr) { return attr.first == name; });
        check(slot != attrs.end(), "%1: there is no attribute called %2.", recipe.name, name);
        slot->second = parseAttr(text, slot->second, name);
    }
    return attrs;
}

Outcome evaluate(const Cell& cell, const Scope& scope, const Surroundings& surroundings) {
    const Recipe* recipe = findRecipe(cell.recipe);
    check(recipe != nullptr, "%1: there is no operation of this name.", cell.recipe);
    const Attrs attrs = attrsOf(cell, *recipe);
    Tensors inputs = inputsOf(cell, *recipe, scope);
    const NameScope name(cell.name);
    const MakerName maker(recipe->name); // inside of an op, the op itself
    if (recipe->op != nullptr)
        unifyDTypes(*recipe->op, inputs);
    const Memory before = memory();
    KernelNotes notes;
    const auto start = std::chrono::steady_clock::now();
    Outcome outcome;
    if (recipe->op != nullptr) {
        outcome.outputs = runAll(*recipe->op, inputs, attrs);
    } else {
        outcome = recipe->make({inputs, attrs, surroundings});
    }
    const std::chrono::duration<double, std::milli> passed =
        std::chrono::steady_clock::now() - start;
    const Memory after = memory();
    outcome.kernels = std::move(notes.rows);
    outcome.milliseconds = passed.count();
    outcome.tensorsAdded = after.numTensors - before.numTensors;
    outcome.bytesAdded = after.numBytes - before.numBytes;
    return outcome;
}

} // namespace tp::notebook
