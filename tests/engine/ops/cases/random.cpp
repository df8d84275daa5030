#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

#include <limits>

namespace tp::test {

// The expected numbers are TensorFlow.js 4.22's.
OpCases randomCases() {
    OpCases cases;
    const auto row =
        [&](const char* name, const TensorFunction& call, const Tensor& x, const TensorData& y) {
            cases.push_back({name, "Multinomial", call, {x}, tensor(y, DType::Int32), Smooth::No});
        };
    const auto drawn = [](const Tensors& xs) { return multinomial(xs[0], 8, 42); };
    const auto drawnOfProbabilities = [](const Tensors& xs) {
        return multinomial(xs[0], 8, 7, true);
    };
    row("multinomial", drawn, tensor({0.1, 2.0, -1.0, 0.5}), {1, 1, 3, 1, 1, 3, 0, 1});
    row("multinomial of probabilities",
        drawnOfProbabilities,
        tensor({{0.75, 0.25}, {0.1, 0.9}}),
        {{0, 0, 0, 0, 0, 0, 0, 0}, {1, 0, 1, 1, 1, 1, 1, 1}});
    constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
    row("multinomial of NaN gives the last class",
        drawnOfProbabilities,
        tensor({kNan, 0.5F, 0.5F}),
        {2, 2, 2, 2, 2, 2, 2, 2});
    cases.push_back(
        {"multinomial of no rows",
         "Multinomial",
         [](const Tensors& xs) {
             return run(*findOp("Multinomial"), xs, {{"numSamples", std::int64_t{3}}});
         },
         {zeros({0, 2})},
         zeros({0, 3}, DType::Int32),
         Smooth::No});
    cases.push_back(
        {"dropout",
         "",
         [](const Tensors& xs) { return dropout(xs[0], 0.5, {}, 42); },
         {ones({8})},
         tensor({2, 2, 2, 0, 2, 2, 0, 2})});
    cases.push_back(
        {"dropout of whole rows",
         "",
         [](const Tensors& xs) {
             return dropout(xs[0], 0.5, Shape{-1, 1}, 42);
         },
         {ones({4, 2})},
         tensor({{2, 2}, {2, 2}, {2, 2}, {0, 0}})});
    return cases;
}

} // namespace tp::test
