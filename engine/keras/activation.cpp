#include "engine/keras/activation.h"

#include "engine/base/error.h"
#include "engine/keras/layer_names.h"
#include "engine/ops/activation.h"
#include "engine/train/names.h"

namespace tp {

namespace {

struct Known {
    std::string_view name;
    Tensor (*function)(const Tensor&);
};

constexpr Known kKnown[] = {
    {"elu", elu},
    {"gelu", gelu},
    {"gelu_new", geluNew},
    {"hardSigmoid", hardSigmoid},
    {"linear", nullptr},
    {"logSoftmax", [](const Tensor& x) { return logSoftmax(x); }},
    {"mish", mish},
    {"relu", relu},
    {"relu6", relu6},
    {"selu", selu},
    {"sigmoid", sigmoid},
    {"softmax", [](const Tensor& x) { return softmax(x); }},
    {"softplus", softplus},
    {"softsign", softsign},
    {"swish", [](const Tensor& x) { return swish(x); }},
    {"tanh", tanh},
};

} // namespace

Activation::Activation(std::string_view name) : m_name(name) {
    std::vector<std::string_view> names;
    for (const Known& each : kKnown) {
        if (each.name == name) {
            m_known = each.function;
            return;
        }
        names.push_back(each.name);
    }
    const std::string guess = nearestName(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "There is no activation \"%1\". Choose one of %2."
                      : "There is no activation \"%1\". Did you mean \"%3\"? Choose one of %2.",
        name,
        joinNames(names),
        guess);
}

Activation::Activation(std::string name, std::function<Tensor(const Tensor&)> function)
    : m_name(std::move(name))
    , m_own(std::move(function)) {
    check(m_own != nullptr, "The activation \"%1\" was given no function.", m_name);
}

Activation Activation::fromFileName(const std::string& name) {
    for (const Known& each : kKnown) {
        if (toSnakeCase(each.name) == toSnakeCase(name))
            return each.name;
    }
    return Activation(name);
}

std::string Activation::fileName() const {
    if (m_own) {
        fail(
            Error::Kind::Unsupported,
            "The activation \"%1\" is a function of your own: a file cannot hold it.",
            m_name);
    }
    return toSnakeCase(m_name);
}

Tensor Activation::operator()(const Tensor& x) const {
    if (m_known)
        return m_known(x);
    return m_own ? m_own(x) : x;
}

} // namespace tp
