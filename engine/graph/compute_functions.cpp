#include "engine/graph/computes.h"

namespace tp::graph {

namespace {

/// Whether a value counts as true: a number other than 0, a text that is not empty, or else a
/// tensor with elements.
bool isTrue(const Call& call, const Value& value) {
    const auto* tensor = std::get_if<Tensor>(&value);
    if (!tensor)
        call.refuseNode("its condition must be a tensor.");
    if (tensor->rank() > 0)
        return tensor->size() > 0;
    switch (tensor->dtype()) {
    case DType::String:
        return !tensor->scalar<std::string>().empty();
    case DType::Float32:
        return tensor->scalar<float>() != 0;
    case DType::Int32:
        return tensor->scalar<std::int32_t>() != 0;
    case DType::Bool:
        return tensor->scalar<std::uint8_t>() != 0;
    case DType::Complex64:
        break;
    }
    call.refuseNode("its condition cannot be complex.");
}

Values inputsFrom(const Call& call, std::size_t first) {
    return {
        call.inputs().begin() + static_cast<std::ptrdiff_t>(std::min(first, call.count())),
        call.inputs().end()};
}

} // namespace

Values ifNode(const Call& call) {
    const char* const branch = isTrue(call, call.value(0)) ? "then_branch" : "else_branch";
    return call.context().callFunction(functionAttr(call.node(), branch), inputsFrom(call, 1));
}

Values caseNode(const Call& call) {
    const AttrValue* value = call.node().findAttr("branches");
    const auto* branches = value ? std::get_if<std::vector<FunctionName>>(value) : nullptr;
    if (!branches || branches->empty())
        call.refuseNode("it has no branches.");
    const std::int64_t chosen = call.integer(0);
    const auto count = static_cast<std::int64_t>(branches->size());
    const auto place = static_cast<std::size_t>(chosen < 0 || chosen >= count ? count - 1 : chosen);
    return call.context().callFunction((*branches)[place].name, inputsFrom(call, 1));
}

Values whileNode(const Call& call) {
    const std::string condition = functionAttr(call.node(), "cond");
    const std::string body = functionAttr(call.node(), "body");
    Values state = inputsFrom(call, 0);
    for (;;) {
        call.context().checkTime();
        const Values goesOn = call.context().callFunction(condition, state);
        if (goesOn.empty())
            call.refuseNode("its condition gives no value.");
        if (!isTrue(call, goesOn[0]))
            return state;
        const std::size_t count = state.size();
        state = call.context().callFunction(body, state);
        if (state.size() != count) {
            call.refuseNode("its body takes %3 values, but gives %4.", count, state.size());
        }
    }
}

Values callNode(const Call& call) {
    return call.context().callFunction(functionAttr(call.node(), "f"), inputsFrom(call, 0));
}

} // namespace tp::graph
