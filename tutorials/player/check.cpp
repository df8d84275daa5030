#include "tutorials/player/check.h"

#include <algorithm>

namespace tp {

void Checker::expect(
    std::string_view key, bool passed, std::string expected, std::string observed) {
    m_results.push_back({std::string(key), passed, std::move(expected), std::move(observed)});
}

void Checker::within(std::string_view key, double low, double high, double observed) {
    expect(
        key,
        observed >= low && observed <= high,
        toText(low) + " … " + toText(high),
        toText(observed));
}

void Checker::tensor(
    std::string_view key, const Tensor& observed, const Shape& shape, DType dtype) {
    const std::string expected = toText(dtype) + " " + toText(shape);
    if (observed.isNull())
        return expect(key, false, expected, "–");
    const std::string found = toText(observed.dtype()) + " " + toText(observed.shape());
    expect(key, found == expected, expected, found);
}

bool allPassed(const std::vector<CheckResult>& results) {
    return std::all_of(results.begin(), results.end(), [](const auto& one) { return one.passed; });
}

} // namespace tp
