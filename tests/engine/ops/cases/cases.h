#pragma once

#include "tests/support/op_test.h"

namespace tp::test {

// One function for each family of ops; tst_cases runs all rows, tst_registry checks that no op is
// forgotten.
OpCases activationCases();
OpCases arithmeticCases();
OpCases arrayCases();
OpCases compareCases();
OpCases complexCases();
OpCases convCases();
OpCases creationCases();
OpCases einsumCases();
OpCases fusedCases();
OpCases imageCases();
OpCases indexCases();
OpCases linalgCases();
OpCases linearAlgebraCases();
OpCases mathCases();
OpCases morphologyCases();
OpCases nonMaxSuppressionCases();
OpCases normalizationCases();
OpCases poolCases();
OpCases raggedCases();
OpCases randomCases();
OpCases recurrentCases();
OpCases reduceCases();
OpCases scatterCases();
OpCases searchCases();
OpCases setCases();
OpCases sparseCases();
OpCases spatialCases();
OpCases spectralCases();
OpCases stringCases();
OpCases tilingCases();
OpCases trainingCases();

OpCases allCases();

/// Repeatable quarters between -1.25 and 1.25: short sums of their products are exact.
Tensor quarters(const Shape& shape, std::int64_t seed = 0);

// For rows that go through many shapes.

using UnaryCall = Tensor (*)(const Tensor&);
using BinaryCall = Tensor (*)(const Tensor&, const Tensor&);

/// A function of one number, as the op has it and as C++ computes it in double.
struct UnaryRow {
    std::string_view op;
    const char* name;
    UnaryCall call;
    double (*formula)(double);
    double low;
    double high;
    Smooth smooth = Smooth::Twice;
    double tolerance = 2e-6;
};

/// Rows for shapes of every kind, for size 0, and for NaN and the infinities.
void addUnaryCases(OpCases& cases, const UnaryRow& row);

struct BinaryRow {
    std::string_view op;
    const char* name;
    BinaryCall call;
    double (*formula)(double, double);
    double low;
    double high;
    Smooth smooth = Smooth::Twice;
    double tolerance = 2e-6;
};

/// Rows for equal shapes, scalars, rows, columns and both ways of broadcasting, and NaN.
void addBinaryCases(OpCases& cases, const BinaryRow& row);

} // namespace tp::test
