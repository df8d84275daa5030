#include "engine/runtime/op.h"

#include <atomic>
#include <map>

namespace tp {

namespace {

std::map<std::string_view, const Op*>& opsByName() {
    static std::map<std::string_view, const Op*> table;
    return table;
}

} // namespace

const Attr& OpCall::findAttr(std::string_view name) const {
    for (const Attrs* list : {&attrs, &op.attrs}) {
        for (const auto& [key, value] : *list) {
            if (key == name)
                return value;
        }
    }
    fail(Error::Kind::InvalidArgument, "%1 has no attribute \"%2\".", op.name, name);
}

int Op::nextId() {
    static std::atomic<int> next = 0;
    return next.fetch_add(1);
}

std::size_t Op::listInput() const {
    std::size_t place = 0;
    while (place < inputs.size() && !inputs[place].ends_with('*'))
        ++place;
    return place;
}

std::size_t Op::inputOf(std::size_t index, std::size_t count) const {
    const std::size_t list = listInput();
    if (index < list)
        return index;
    const std::size_t afterList = inputs.size() - list - 1;
    return index + afterList < count ? list : index + inputs.size() - count;
}

Tensors notDifferentiable(const GradCall& call) {
    fail(
        Error::Kind::InvalidArgument,
        "%1 has no gradient: nothing can be learned through it.",
        call.op.name);
}

void registerOp(const Op& op) {
    opsByName().emplace(op.name, &op);
}

const Op* findOp(std::string_view name) {
    const auto found = opsByName().find(name);
    return found == opsByName().end() ? nullptr : found->second;
}

std::vector<const Op*> allOps() {
    std::vector<const Op*> ops;
    for (const auto& [name, op] : opsByName())
        ops.push_back(op);
    return ops;
}

} // namespace tp
