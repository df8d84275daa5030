#pragma once

#include "tests/engine/ops/calls/call_generator.h"

namespace tp::test {

/// What cpu and another backend make of one call.
struct Agreement {
    std::string fault;   ///< how they differ, or empty
    std::string refusal; ///< why both refuse it, or empty
};

/// Makes the call on both. They agree if they refuse it alike, or give the same but for rounding;
/// how much of that is due depends on the op.
Agreement compareBackends(
    const RandomCall& call, const std::string& other = "reference", double tolerance = 2e-4);

} // namespace tp::test
