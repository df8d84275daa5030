#pragma once

#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "tests/support/op_test.h"

#include <QtTest>

#include <rapidcheck.h>

namespace tp::test {

// What property tests draw and claim.

/// Kernels of random inputs must agree on cpu and reference, whatever the shapes.
inline void agree(const TensorFunction& f, const Tensors& inputs, double tolerance = 1e-5) {
    setBackend("reference");
    const Tensor expected = f(inputs);
    setBackend("cpu");
    const auto fault = difference(f(inputs), expected, tolerance);
    if (fault)
        RC_FAIL(*fault);
}

/// Of up to so many axes.
inline Shape randomShape(std::size_t mostAxes) {
    const auto rank = *rc::gen::inRange<std::size_t>(0, mostAxes + 1);
    Shape shape;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        // Sizes 0 and 1 are where loops go wrong.
        shape.push_back(*rc::gen::weightedElement<std::int64_t>(
            {{1, 0}, {3, 1}, {4, 2}, {4, 3}, {3, 7}, {1, 40}}));
    }
    return shape;
}

/// A shape that broadcasts with `shape`.
inline Shape partnerOf(const Shape& shape) {
    const auto dropped = *rc::gen::inRange<std::size_t>(0, shape.rank() + 1);
    Shape partner;
    for (std::size_t axis = dropped; axis < shape.rank(); ++axis)
        partner.push_back(*rc::gen::inRange(0, 3) == 0 ? 1 : shape[axis]);
    return partner;
}

/// Repeatable elements of that dtype: whole numbers within 9, others within 3.
inline Tensor randomTensor(const Shape& shape, DType dtype) {
    const auto seed = *rc::gen::inRange<std::int64_t>(1, 1'000'000);
    switch (dtype) {
    case DType::Int32:
        return randomUniform(shape, -9, 9, dtype, seed);
    case DType::Bool:
        return randomUniform(shape, 0, 2, dtype, seed);
    default:
        return randomUniform(shape, -3, 3, DType::Float32, seed);
    }
}

/// float32 or int32.
inline DType randomNumber() {
    return *rc::gen::element(DType::Float32, DType::Int32);
}

/// Checks a property on many random inputs.
template<class F>
void holds(const char* what, F property) {
    const bool ok = rc::check(what, property);
    setBackend("cpu");
    QVERIFY2(ok, what);
}

/// Some of the axes, counted from either end.
inline Axes randomAxes(std::size_t rank) {
    std::vector<std::int64_t> axes;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        if (*rc::gen::arbitrary<bool>()) {
            axes.push_back(
                static_cast<std::int64_t>(axis) -
                (*rc::gen::arbitrary<bool>() ? static_cast<std::int64_t>(rank) : 0));
        }
    }
    return axes;
}

} // namespace tp::test
