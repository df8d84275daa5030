#include "engine/train/optimizer.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"
#include "engine/train/names.h"

#include <cmath>
#include <map>

namespace tp {

namespace {

using OptimizerMaker = OptimizerPointer (*)();

struct NamedOptimizer {
    std::string_view name;
    std::string_view className;
    OptimizerMaker make;
};

constexpr NamedOptimizer kOptimizers[] = {
    {"adadelta", "Adadelta", [] { return adadelta(1, 0.95, 1e-7); }},
    {"adagrad", "Adagrad", [] { return adagrad(0.01); }},
    {"adam", "Adam", [] { return adam(0.001); }},
    {"adamax", "Adamax", [] { return adamax(0.002); }},
    {"rmsprop", "RMSProp", [] { return rmsprop(0.001); }},
    {"sgd", "SGD", [] { return sgd(0.01); }},
};

} // namespace

Optimizer::Optimizer(double learningRate) {
    setLearningRate(learningRate);
}

void Optimizer::setLearningRate(double rate) {
    check(
        std::isfinite(rate) && rate >= 0,
        "The learning rate must be a number of 0 or more, but got %1.",
        rate);
    m_learningRate = rate;
}

void Optimizer::setClipping(const Clipping& clipping) {
    for (const double limit : {clipping.value, clipping.norm, clipping.globalNorm}) {
        check(
            std::isfinite(limit) && limit >= 0,
            "A limit for gradients must be a number of 0 or more, but got %1.",
            limit);
    }
    m_clipping = clipping;
}

Tensors Optimizer::clipped(Tensors limited) const {
    if (m_clipping.globalNorm > 0) {
        Tensor square = scalar(0);
        for (const Tensor& gradient : limited)
            square = square + sum(tp::square(gradient));
        const Tensor share = minimum(scalar(m_clipping.globalNorm) / sqrt(square), scalar(1));
        for (Tensor& gradient : limited)
            gradient = gradient * share;
    }
    for (Tensor& gradient : limited) {
        if (m_clipping.norm > 0) {
            const Tensor norm = sqrt(sum(square(gradient)));
            gradient = gradient * minimum(scalar(m_clipping.norm) / norm, scalar(1));
        }
        if (m_clipping.value > 0)
            gradient = clipByValue(gradient, -m_clipping.value, m_clipping.value);
    }
    return limited;
}

Tensor Optimizer::minimize(const std::function<Tensor()>& f, const Variables& variables) {
    VariableGrads gradients = variableGrads(f, variables);
    Tensor value = gradients.value;
    applyGradients(std::move(gradients));
    return value;
}

void Optimizer::applyGradients(VariableGrads gradients) {
    const bool isClipped = m_clipping.value > 0 || m_clipping.norm > 0 || m_clipping.globalNorm > 0;
    if (isClipped)
        gradients.grads = clipped(std::move(gradients.grads));
    for (std::size_t i = 0; i < gradients.variables.size(); ++i) {
        Entry& entry = entryFor(gradients.variables[i], i);
        const Tensor gradient = std::move(gradients.grads[i]); // goes with the next one
        const Tensor value = updated(entry.variable.value(), gradient, entry.slots);
        // What is remembered must outlive a tidy() that the step is made in.
        for (const Tensor& slot : entry.slots) {
            if (!slot.isNull())
                slot.markKept();
        }
        entry.variable.assign(value);
    }
    endStep();
    ++m_iterations;
}

Optimizer::Entry& Optimizer::entryFor(const Variable& variable, std::size_t guess) {
    // Variables come in the same order every step, unless some were frozen in between.
    if (guess < m_entries.size() && m_entries[guess].variable == variable)
        return m_entries[guess];
    for (Entry& entry : m_entries) {
        if (entry.variable == variable)
            return entry;
    }
    Entry& entry = m_entries.emplace_back(Entry{variable, {}});
    const Tensor initial = fill(variable.shape(), initialValue());
    for (std::size_t i = 0; i < slotNames().size(); ++i)
        entry.slots[i] = initial;
    return entry;
}

std::vector<Optimizer::NamedState> Optimizer::state() const {
    std::vector<NamedState> all;
    const auto names = slotNames();
    for (std::size_t slot = 0; slot < names.size(); ++slot) {
        for (const Entry& entry : m_entries) {
            all.push_back(
                {entry.variable.name() + "/" + std::string(names[slot]), entry.slots[slot]});
        }
    }
    return all;
}

void Optimizer::restore(
    std::int64_t iterations, const Variables& variables, const std::vector<NamedState>& state) {
    check(iterations >= 0, "An optimizer cannot have made %1 steps.", iterations);
    std::map<std::string, const Tensor*> byName;
    for (const NamedState& each : state)
        byName[each.name] = &each.value;
    reset();
    const auto names = slotNames();
    for (const Variable& variable : variables) {
        Entry& entry = entryFor(variable, m_entries.size());
        for (std::size_t slot = 0; slot < names.size(); ++slot) {
            const auto found = byName.find(variable.name() + "/" + std::string(names[slot]));
            if (found == byName.end())
                continue;
            const Tensor& value = *found->second;
            check(
                value.shape() == variable.shape() && value.dtype() == DType::Float32,
                "The optimizer's state \"%1\" must be float32 of shape %2, but it is %3 of shape "
                "%4.",
                found->first,
                variable.shape(),
                value.dtype(),
                value.shape());
            entry.slots[slot] = value;
            entry.slots[slot].markKept();
        }
    }
    m_iterations = iterations;
    startAfter(iterations);
}

void Optimizer::reset() {
    m_entries.clear();
    m_iterations = 0;
}

OptimizerPointer optimizerFromName(std::string_view name) {
    std::vector<std::string_view> names;
    for (const NamedOptimizer& each : kOptimizers) {
        if (each.name == name || each.className == name)
            return each.make();
        names.push_back(each.name);
    }
    const std::string guess = nearestName(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "There is no optimizer \"%1\". Choose one of %2."
                      : "There is no optimizer \"%1\". Did you mean \"%3\"? Choose one of %2.",
        name,
        joinNames(names),
        guess);
}

OptimizerPointer chosenOptimizer(const OptimizerChoice& choice) {
    if (const auto* name = std::get_if<std::string>(&choice)) {
        check(!name->empty(), "compile: choose an optimizer, such as \"adam\".");
        return optimizerFromName(*name);
    }
    const auto& made = std::get<OptimizerPointer>(choice);
    check(made != nullptr, "compile: choose an optimizer, such as \"adam\".");
    return made;
}

} // namespace tp
