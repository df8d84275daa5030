#include "engine/graph/aliases.h"

#include "engine/graph/computes.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/linalg.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/search.h"
#include "engine/ops/sets.h"

#include <algorithm>
#include <unordered_map>

namespace tp::graph {

namespace {

const std::vector<Alias>& rows() {
    static const std::vector<Alias> kRows = {
#include "engine/graph/aliases.inl"
    };
    return kRows;
}

} // namespace

const Alias* findAlias(std::string_view op) {
    static const auto kPlaces = [] {
        std::unordered_map<std::string_view, const Alias*> places;
        for (const Alias& each : rows())
            places.emplace(each.name, &each);
        return places;
    }();
    const auto found = kPlaces.find(op);
    return found == kPlaces.end() ? nullptr : found->second;
}

const std::vector<Alias>& allAliases() {
    return rows();
}

std::size_t placeOfOutput(std::string_view op, std::string_view output) {
    const Alias* alias = findAlias(op);
    if (!alias)
        return 0;
    const auto found = std::find(alias->outputs.begin(), alias->outputs.end(), output);
    return found == alias->outputs.end() ? 0
                                         : static_cast<std::size_t>(found - alias->outputs.begin());
}

} // namespace tp::graph
