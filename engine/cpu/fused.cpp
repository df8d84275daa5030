#include "engine/cpu/fused.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/float_math.h"
#include "engine/cpu/strides.h"
#include "engine/ops/fused_rules.h"

namespace tp::cpu {

namespace {

// Smaller outputs are done sooner than a second thread wakes.
constexpr std::int64_t kLargeEnough = 1 << 17;

/// One row: bias and slopes are read at steps of their own, 0 to repeat one number.
struct Row {
    std::int64_t count;
    float* y;
    const float* bias;
    std::int64_t biasStep;
    const float* slope;
    std::int64_t slopeStep;
};

template<class Formula>
void finishRow(const Row& row, Formula formula) {
    // The three usual cases apart, so that the compiler sees plain arrays.
    if (row.biasStep == 1 && row.slopeStep == 0) {
        const float slope = *row.slope;
        for (std::int64_t i = 0; i < row.count; ++i)
            row.y[i] = formula(row.y[i] + row.bias[i], slope);
    } else if (row.biasStep == 0 && row.slopeStep == 0) {
        const float bias = *row.bias;
        const float slope = *row.slope;
        for (std::int64_t i = 0; i < row.count; ++i)
            row.y[i] = formula(row.y[i] + bias, slope);
    } else {
        for (std::int64_t i = 0; i < row.count; ++i)
            row.y[i] = formula(row.y[i] + row.bias[i * row.biasStep], row.slope[i * row.slopeStep]);
    }
}

void finishRow(FusedActivation activation, const Row& row) {
    switch (activation) {
    case FusedActivation::Linear:
        return finishRow(row, [](float x, float) { return x; });
    case FusedActivation::Relu:
        return finishRow(row, [](float x, float) { return x < 0 ? 0 : x; });
    case FusedActivation::Relu6:
        return finishRow(row, [](float x, float) { return x < 0 ? 0 : (x > 6 ? 6 : x); });
    case FusedActivation::Elu:
        return finishRow(row, [](float x, float) { return x < 0 ? fastExpm1(x) : x; });
    case FusedActivation::Sigmoid:
        return finishRow(row, [](float x, float) { return 1 / (1 + fastExp(-x)); });
    case FusedActivation::LeakyRelu:
    case FusedActivation::Prelu:
        return finishRow(row, [](float x, float slope) { return x < 0 ? slope * x : x; });
    }
}

/// A tensor that broadcasts to the output, or one number in its place.
struct Operand {
    Operand(const KernelCall& call, std::size_t input, bool isUsed, float otherwise)
        : single(otherwise) {
        const Shape& output = call.outputs[0].shape();
        strides = Shape(output);
        for (std::int64_t& stride : std::span(&strides[0], output.rank()))
            stride = 0;
        data = &single;
        if (!isUsed)
            return;
        data = call.in<float>(input);
        strides = broadcastStrides(fusedShape(call, input), output);
    }
    Operand(const Operand&) = delete;
    Operand& operator=(const Operand&) = delete;

    float single;
    const float* data;
    Shape strides;
};

} // namespace

void finishFused(KernelCall& call) {
    const auto activation = fusedActivation(call.attr<std::string>("activation"), call.op.name);
    const bool hasBias = !call.input(2).isNull();
    if (!hasBias && activation == FusedActivation::Linear)
        return;
    const Shape& shape = call.outputs[0].shape();
    const Operand bias(call, 2, hasBias, 0);
    const Operand slope(
        call,
        3,
        activation == FusedActivation::Prelu,
        static_cast<float>(call.attr<double>("leakyreluAlpha")));
    float* y = call.out<float>();
    const Shape own = rowMajorStrides(shape);
    const std::int64_t outer = shape[0];
    const std::int64_t each = outer == 0 ? 0 : shape.elementCount() / outer;
    const std::int64_t grain = kLargeEnough / std::max<std::int64_t>(1, each) + 1;
    parallelFor(outer, grain, [&](std::int64_t begin, std::int64_t end) {
        Walk<3> walk;
        walk.addAxis(end - begin, {own[0], bias.strides[0], slope.strides[0]});
        for (std::size_t axis = 1; axis < shape.rank(); ++axis)
            walk.addAxis(shape[axis], {own[axis], bias.strides[axis], slope.strides[axis]});
        walk.forEachRow([&](const auto& offsets, std::int64_t count, const auto& steps) {
            finishRow(
                activation,
                {count,
                 y + begin * own[0] + offsets[0],
                 bias.data + begin * bias.strides[0] + offsets[1],
                 steps[1],
                 slope.data + begin * slope.strides[0] + offsets[2],
                 steps[2]});
        });
    });
}

} // namespace tp::cpu
