#include "engine/model/feed.h"

#include "engine/base/error.h"
#include "engine/train/names.h"

#include <algorithm>

namespace tp {

namespace {

std::string joined(const std::vector<std::string>& names) {
    const std::vector<std::string_view> views(names.begin(), names.end());
    return joinNames(views);
}

} // namespace

Tensors Feed::inOrder(
    const std::vector<std::string>& names, std::string_view method, std::string_view what) const {
    Tensors tensors = m_inOrder;
    if (!m_named.empty()) {
        for (const auto& [name, tensor] : m_named) {
            check(
                std::find(names.begin(), names.end(), name) != names.end(),
                "%1: %2 names \"%3\", but the model has %4.",
                method,
                what,
                name,
                joined(names));
        }
        for (const std::string& name : names) {
            const auto found = m_named.find(name);
            check(
                found != m_named.end(),
                "%1: %2 lacks \"%3\"; the model has %4.",
                method,
                what,
                name,
                joined(names));
            tensors.push_back(found->second);
        }
    }
    check(
        tensors.size() == names.size(),
        "%1: %2 must hold %3 tensors, for %4, but holds %5.",
        method,
        what,
        names.size(),
        joined(names),
        tensors.size());
    for (const Tensor& tensor : tensors)
        check(!tensor.isNull(), "%1: %2 holds a null tensor.", method, what);
    return tensors;
}

} // namespace tp
