#pragma once

#include "engine/base/error.h"
#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// How one check came out. Its texts, what it looks at and what to say on failure, are in the
/// tutorial.
struct CheckResult {
    std::string key;
    bool passed = false;
    std::string expected;
    std::string observed;
};

/// Collects what a step's check finds in the engine's real state.
///
///     check.equal("rows", 392, cars.size());
///     check.tensor("inputs", inputs, {392, 1}, DType::Float32);
class Checker {
public:
    void expect(std::string_view key, bool passed, std::string expected, std::string observed);

    template<class Expected, class Observed>
    void equal(std::string_view key, const Expected& expected, const Observed& observed) {
        expect(key, toText(expected) == toText(observed), toText(expected), toText(observed));
    }

    /// Passes for a number from `low` to `high`; never for NaN.
    void within(std::string_view key, double low, double high, double observed);

    /// Passes for a tensor of this shape and dtype.
    void tensor(std::string_view key, const Tensor& observed, const Shape& shape, DType dtype);

    const std::vector<CheckResult>& results() const { return m_results; }

private:
    std::vector<CheckResult> m_results;
};

/// Whether there is no failed check among them.
bool allPassed(const std::vector<CheckResult>& results);

} // namespace tp
