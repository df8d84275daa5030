#include "engine/graph/call.h"

#include "engine/base/saturated.h"

#include <algorithm>

namespace tp::graph {

namespace {

/// A number out of a tensor of numbers.
double numberAt(const Tensor& tensor, std::size_t index) {
    switch (tensor.dtype()) {
    case DType::Float32:
        return static_cast<double>(tensor.values<float>()[index]);
    case DType::Int32:
        return tensor.values<std::int32_t>()[index];
    case DType::Bool:
        return tensor.values<std::uint8_t>()[index];
    case DType::Complex64:
    case DType::String:
        break;
    }
    check(false, "A number is needed, but there is a tensor of %1.", tensor.dtype());
    return 0;
}

/// An attribute of an op as one of its inputs gives it.
Attr attrFromInput(const Call& call, std::size_t input, const Attr& declared) {
    if (std::holds_alternative<Ints>(declared))
        return call.ints(input);
    if (std::holds_alternative<std::int64_t>(declared))
        return call.integer(input);
    if (std::holds_alternative<bool>(declared))
        return call.boolean(input);
    if (std::holds_alternative<std::string>(declared))
        return call.text(input);
    return call.number(input);
}

const Attr& declaredAttr(const Op& op, std::string_view name) {
    const auto found = std::find_if(
        op.attrs.begin(), op.attrs.end(), [&](const auto& each) { return each.first == name; });
    check(found != op.attrs.end(), "%1 has no attribute \"%2\".", op.name, name);
    return found->second;
}

void promote(Tensors& tensors) {
    DType common = DType::Bool;
    for (const Tensor& each : tensors)
        common = &each == tensors.data() ? each.dtype() : upcast(common, each.dtype());
    for (Tensor& each : tensors)
        each = toDType(each, common);
}

} // namespace

bool isSupported(const Node& node) {
    if (node.op == "Const")
        return true;
    const Alias* alias = findAlias(node.op);
    return alias && (alias->compute || findOp(alias->op.empty() ? alias->name : alias->op));
}

PreparedNode preparedNode(const Node& node) {
    PreparedNode prepared;
    prepared.alias = findAlias(node.op);
    if (!prepared.alias)
        return prepared;
    const Alias& alias = *prepared.alias;
    if (alias.rule)
        prepared.attrs = alias.rule(node);
    if (alias.compute)
        return prepared;
    prepared.op = findOp(alias.op.empty() ? alias.name : alias.op);
    if (!prepared.op) {
        prepared.alias = nullptr;
        return prepared;
    }
    for (const std::string_view each : alias.attrs) {
        const std::size_t equals = each.find('=');
        const std::string_view theirs = each.substr(0, equals);
        const std::string_view ours =
            equals == std::string_view::npos ? theirs : each.substr(equals + 1);
        if (auto value = attrLike(node, theirs, declaredAttr(*prepared.op, ours)))
            prepared.attrs.emplace_back(ours, std::move(*value));
    }
    return prepared;
}

const Value& Call::value(std::size_t input) const {
    if (!has(input))
        refuseNode("it has only %3 inputs, but more are needed.", m_inputs.size());
    return m_inputs[input];
}

const Tensor& Call::tensor(std::size_t input) const {
    const auto* tensor = std::get_if<Tensor>(&value(input));
    if (!tensor)
        refuseNode("its input %3 must be a tensor.", input);
    return *tensor;
}

double Call::number(std::size_t input) const {
    const Tensor& given = tensor(input);
    if (given.size() != 1 || given.dtype() == DType::String || given.dtype() == DType::Complex64) {
        refuseNode(
            "its input %3 must be one number, but it is %4 of shape %5.",
            input,
            given.dtype(),
            given.shape());
    }
    return numberAt(given, 0);
}

std::int64_t Call::integer(std::size_t input) const {
    return saturatedInteger(number(input));
}

bool Call::boolean(std::size_t input) const {
    return number(input) != 0;
}

std::string Call::text(std::size_t input) const {
    const Tensor& given = tensor(input);
    if (given.size() != 1 || given.dtype() != DType::String)
        refuseNode("its input %3 must be one text.", input);
    return given.values<std::string>()[0];
}

Ints Call::ints(std::size_t input) const {
    const Tensor& given = tensor(input);
    if (given.dtype() == DType::String || given.dtype() == DType::Complex64)
        refuseNode("its input %3 must be numbers, but it is %4.", input, given.dtype());
    Ints list(static_cast<std::size_t>(given.size()));
    for (std::size_t i = 0; i < list.size(); ++i)
        list[i] = saturatedInteger(numberAt(given, i));
    return list;
}

Shape Call::shape(std::size_t input) const {
    const Ints sizes = ints(input);
    if (sizes.size() > Shape::kMaxRank) {
        refuseNode(
            "a tensor has at most %3 axes, but %4 are asked for.", Shape::kMaxRank, sizes.size());
    }
    return Shape(sizes);
}

Tensors Call::tensors(std::size_t first) const {
    Tensors all;
    for (std::size_t i = first; i < m_inputs.size(); ++i)
        all.push_back(tensor(i));
    return all;
}

Values Call::runOp() const {
    const Alias& alias = *m_prepared.alias;
    Tensors tensors;
    tensors.reserve(m_inputs.size());
    Attrs attrs = m_prepared.attrs;
    const auto list = static_cast<std::size_t>(
        std::find_if(
            alias.inputs.begin(),
            alias.inputs.end(),
            [](std::string_view each) { return each.ends_with('*'); }) -
        alias.inputs.begin());
    const std::size_t afterList = alias.inputs.size() - std::min(list + 1, alias.inputs.size());
    for (std::size_t i = 0; i < m_inputs.size(); ++i) {
        std::string_view role = "x";
        if (i < list && i < alias.inputs.size()) {
            role = alias.inputs[i];
        } else if (i + afterList >= m_inputs.size()) {
            role = alias.inputs[alias.inputs.size() - (m_inputs.size() - i)];
        }
        if (role.starts_with('=')) {
            role.remove_prefix(1);
            attrs.emplace_back(role, attrFromInput(*this, i, declaredAttr(*m_prepared.op, role)));
        } else {
            tensors.push_back(tensor(i));
        }
    }
    if (alias.promotes)
        promote(tensors);
    Tensors results = runAll(*m_prepared.op, tensors, std::move(attrs));
    return {std::make_move_iterator(results.begin()), std::make_move_iterator(results.end())};
}

Values Call::run() const {
    if (!m_prepared.alias) {
        fail(
            Error::Kind::Unsupported,
            "The node \"%1\" needs the op %2, which is not there.",
            m_node.name,
            m_node.op);
    }
    return m_prepared.op ? runOp() : m_prepared.alias->compute(*this);
}

} // namespace tp::graph
