#include "engine/tensor/variable.h"

#include "engine/base/error.h"

#include <algorithm>
#include <mutex>

namespace tp {

struct Variable::State {
    Tensor value;
    bool trainable = true;
    std::string name;
};

namespace {

struct Registry {
    std::mutex mutex;
    std::uint64_t named = 0;
    std::vector<std::weak_ptr<void>> variables;
};

Registry& registry() {
    // Never destroyed: variables in static objects may outlive any order of destruction.
    static auto* const all = new Registry;
    return *all;
}

} // namespace

Variable::Variable(const Tensor& initial, bool trainable, std::string name)
    : m_state(std::make_shared<State>()) {
    // The value must outlive any tidy() that the variable is made in.
    m_state->value = initial.withShape(initial.shape());
    m_state->value.markKept();
    m_state->trainable = trainable;
    Registry& all = registry();
    const std::scoped_lock lock(all.mutex);
    m_state->name = name.empty() ? "variable_" + std::to_string(++all.named) : std::move(name);
    std::erase_if(all.variables, [](const auto& variable) { return variable.expired(); });
    all.variables.emplace_back(m_state);
}

Variable::State& Variable::state() const {
    check(m_state != nullptr, "An empty variable handle was used: it was never given a variable.");
    return *m_state;
}

const std::string& Variable::name() const {
    return state().name;
}

const Tensor& Variable::value() const {
    return state().value;
}

bool Variable::isTrainable() const {
    return state().trainable;
}

void Variable::setTrainable(bool trainable) {
    state().trainable = trainable;
}

void Variable::assign(const Tensor& value) const {
    State& mine = state();
    check(
        value.shape() == mine.value.shape() && value.dtype() == mine.value.dtype(),
        "Variable %1 holds %2 of shape %3; it cannot take %4 of shape %5.",
        mine.name,
        mine.value.dtype(),
        mine.value.shape(),
        value.dtype(),
        value.shape());
    mine.value = value.withShape(value.shape());
    mine.value.markKept();
}

std::vector<Variable> Variable::all() {
    Registry& known = registry();
    const std::scoped_lock lock(known.mutex);
    std::vector<Variable> found;
    for (const auto& weak : known.variables) {
        if (auto state = std::static_pointer_cast<State>(weak.lock())) {
            Variable variable;
            variable.m_state = std::move(state);
            found.push_back(std::move(variable));
        }
    }
    return found;
}

} // namespace tp
