#pragma once

#include "engine/graph/plan.h"

#include <span>

namespace tp::graph {

/// Runs the plan, op by op: the definition of what is right. `fed` are the values of plan.fed; the
/// result those of plan.wanted, monostate where a branch was not taken or a node gives nothing.
///
/// A value is let go of as soon as the last node has read it.
Values execute(
    const PreparedGraph& prepared,
    const Plan& plan,
    std::span<const Value> fed,
    RunContext& context);

} // namespace tp::graph
