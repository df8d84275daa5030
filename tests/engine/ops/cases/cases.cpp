#include "tests/engine/ops/cases/cases.h"

#include "engine/ops/ops.h"

#include <limits>

namespace tp::test {

namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

Tensor mapped(const Tensor& x, double (*formula)(double)) {
    auto values = x.dataSync<float>();
    for (float& value : values)
        value = static_cast<float>(formula(static_cast<double>(value)));
    return fromBuffer(values, x.shape());
}

/// Element by element, positions worked out the long way.
Tensor combined(const Tensor& a, const Tensor& b, double (*formula)(double, double)) {
    const Shape shape = broadcastShape(a.shape(), b.shape(), "test");
    const auto at = [&](const Tensor& x, std::int64_t index) {
        std::int64_t offset = 0;
        std::int64_t stride = 1;
        for (std::size_t i = 0; i < x.rank(); ++i) {
            const std::size_t axis = shape.rank() - 1 - i;
            const std::int64_t position = index % shape[axis];
            index /= shape[axis];
            const std::int64_t size = x.shape()[x.rank() - 1 - i];
            offset += (size == 1 ? 0 : position) * stride;
            stride *= size;
        }
        return static_cast<double>(x.values<float>()[static_cast<std::size_t>(offset)]);
    };
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.elementCount(); ++i)
        values.push_back(static_cast<float>(formula(at(a, i), at(b, i))));
    return fromBuffer(values, shape);
}

} // namespace

void addUnaryCases(OpCases& cases, const UnaryRow& row) {
    const auto call = [f = row.call](const Tensors& xs) { return f(xs[0]); };
    for (const Shape& shape :
         {Shape{}, Shape{0}, Shape{1}, Shape{13}, Shape{3, 5}, Shape{2, 1, 3, 2}}) {
        const Tensor x = spread(shape, row.low, row.high);
        cases.push_back(
            {row.name + toText(shape),
             row.op,
             call,
             {x},
             mapped(x, row.formula),
             row.smooth,
             row.tolerance});
    }
    const Tensor special = tensor({kNan, kInfinity, -kInfinity, 0.0F});
    cases.push_back(
        {std::string(row.name) + ", NaN and infinities",
         row.op,
         call,
         {special},
         mapped(special, row.formula),
         Smooth::No,
         row.tolerance});
}

void addBinaryCases(OpCases& cases, const BinaryRow& row) {
    const auto call = [f = row.call](const Tensors& xs) { return f(xs[0], xs[1]); };
    const std::vector<std::pair<Shape, Shape>> shapes = {
        {{}, {}},
        {{7}, {7}},
        {{3, 5}, {}},
        {{1}, {2, 3}},
        {{2, 3}, {3}},
        {{4, 1}, {4, 3}},
        {{4, 1}, {1, 5}},
        {{2, 1, 3}, {4, 1}},
        {{0, 3}, {3}},
    };
    for (const auto& [shapeA, shapeB] : shapes) {
        const Tensor a = spread(shapeA, row.low, row.high, 1);
        const Tensor b = spread(shapeB, row.low, row.high, 2);
        cases.push_back(
            {row.name + toText(shapeA) + toText(shapeB),
             row.op,
             call,
             {a, b},
             combined(a, b, row.formula),
             row.smooth,
             row.tolerance});
    }
    const Tensor a = tensor({kNan, 1.0F, kInfinity, 2.0F});
    const Tensor b = tensor({1.0F, kNan, 2.0F, kInfinity});
    cases.push_back(
        {std::string(row.name) + ", NaN and infinities",
         row.op,
         call,
         {a, b},
         combined(a, b, row.formula),
         Smooth::No,
         row.tolerance});
}

Tensor quarters(const Shape& shape, std::int64_t seed) {
    std::vector<float> values;
    for (std::int64_t i = 0; i < shape.elementCount(); ++i)
        values.push_back(static_cast<float>((i * 7 + seed * 3) % 11 - 5) / 4);
    return fromBuffer(values, shape);
}

OpCases allCases() {
    OpCases all;
    for (const auto family :
         {activationCases,    arithmeticCases, arrayCases,      compareCases,
          complexCases,       convCases,       creationCases,   einsumCases,
          fusedCases,         imageCases,      indexCases,      linalgCases,
          linearAlgebraCases, mathCases,       morphologyCases, nonMaxSuppressionCases,
          normalizationCases, poolCases,       raggedCases,     randomCases,
          recurrentCases,     reduceCases,     scatterCases,    searchCases,
          setCases,           sparseCases,     spatialCases,    spectralCases,
          stringCases,        tilingCases,     trainingCases}) {
        OpCases cases = family();
        std::move(cases.begin(), cases.end(), std::back_inserter(all));
    }
    return all;
}

} // namespace tp::test
