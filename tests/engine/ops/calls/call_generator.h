#pragma once

#include "engine/runtime/op.h"
#include "tests/engine/ops/calls/random_values.h"

#include <map>

namespace tp::test {

/// A call that may make sense or not.
struct RandomCall {
    const Op* op = nullptr;
    Tensors inputs;
    Attrs attrs;
};

/// The call in one line, elements and all where they are few.
std::string describe(const RandomCall& call);

/// Makes calls of every registered op: out of nothing, and by spoiling calls that the ops' cases
/// make, which come further into a kernel.
class CallGenerator {
public:
    explicit CallGenerator(Values values);

    /// A call of one of the ops, or of `only` if that is not null.
    RandomCall make(Random& random, const Op* only) const;

private:
    RandomCall fromNothing(Random& random, const Op& op) const;
    RandomCall fromCase(Random& random, const std::vector<RandomCall>& seeds) const;
    void spoil(Random& random, RandomCall& call) const;
    void spoilInput(Random& random, RandomCall& call) const;
    void spoilAttr(Random& random, RandomCall& call) const;

    Values m_values;
    std::vector<const Op*> m_ops;
    std::map<const Op*, std::vector<RandomCall>> m_seeds;
};

} // namespace tp::test
