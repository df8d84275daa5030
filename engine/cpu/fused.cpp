#include "engine/cpu/fused.h"

#include "engine/base/thread_pool.h"
#include "engine/cpu/strides.h"

#include <algorithm>

namespace tp::cpu {

namespace {

// Smaller outputs are done sooner than a second thread wakes.
constexpr std::int64_t kLargeEnough = 1 << 17;

// What a loop should have to do at least.
constexpr std::int64_t kLongRow = 256;

/// As many rows of that size as make up a long one.
std::size_t longRow(std::int64_t size) {
    return static_cast<std::size_t>(size >= kLongRow ? size : ((kLongRow - 1) / size + 1) * size);
}

/// The tensor along its last axis, of that size, if it does not change along the others; else
/// nothing. Short rows come several times over.
std::vector<float> lastAxisOf(const KernelCall& call, std::size_t input, std::int64_t size) {
    const Shape shape = fusedShape(call, input);
    const std::int64_t count = shape.elementCount();
    const float* values = call.in<float>(input);
    std::vector<float> row(longRow(size));
    if (count == 1) {
        std::fill(row.begin(), row.end(), *values);
        return row;
    }
    if (shape.rank() == 0 || shape.back() != count || count != size)
        return {};
    for (auto to = row.begin(); to != row.end(); to += size)
        std::copy(values, values + count, to);
    return row;
}

/// A part of a row of an operand: where it lies, or the one number of the whole row many times.
class Operand {
public:
    explicit Operand(std::int64_t step) : m_step(step) {}

    const float* at(const float* row, std::int64_t begin) {
        if (m_step != 0)
            return row + begin;
        m_same.fill(*row);
        return m_same.data();
    }

private:
    std::int64_t m_step;
    std::array<float, static_cast<std::size_t>(kLongRow)> m_same{};
};

Shape noStrides(Shape shape) {
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        shape[axis] = 0;
    return shape;
}

} // namespace

FusedTail::FusedTail(const KernelCall& call)
    : m_activation(fusedActivation(call.attr<std::string>("activation"), call.op.name))
    , m_loop(vectorLoops().finish[static_cast<std::size_t>(m_activation)])
    , m_hasBias(!call.input(2).isNull())
    , m_alpha(static_cast<float>(call.attr<double>("leakyreluAlpha"))) {
    const Shape& output = call.outputs[0].shape();
    const std::int64_t channels = output.back();
    if (isNothing() || channels == 0)
        return;
    auto bias =
        m_hasBias ? lastAxisOf(call, 2, channels) : std::vector<float>(longRow(channels), 0.0F);
    if (bias.empty())
        return;
    if (m_activation == FusedActivation::LeakyRelu) {
        m_slope.assign(bias.size(), m_alpha);
    } else if (m_activation == FusedActivation::Prelu) {
        m_slope = lastAxisOf(call, 3, channels);
        if (m_slope.empty())
            return;
    }
    m_bias = std::move(bias);
}

void FusedTail::finish(float* y, std::int64_t count) const {
    const auto length = static_cast<std::int64_t>(m_bias.size());
    for (std::int64_t i = 0; i < count; i += length)
        m_loop(y + i, m_bias.data(), m_slope.data(), std::min(length, count - i));
}

void FusedTail::finishAll(KernelCall& call) const {
    const Shape& shape = call.outputs[0].shape();
    if (isNothing() || shape.elementCount() == 0)
        return;
    if (!isPerChannel()) {
        finishBroadcast(call);
        return;
    }
    float* y = call.out<float>();
    const std::int64_t channels = shape.back();
    const std::int64_t grain = kLargeEnough / channels + 1;
    parallelFor(shape.elementCount() / channels, grain, [&](std::int64_t begin, std::int64_t end) {
        finish(y + begin * channels, (end - begin) * channels);
    });
}

void FusedTail::finishBroadcast(KernelCall& call) const {
    const Shape& shape = call.outputs[0].shape();
    const bool hasSlopes = m_activation == FusedActivation::Prelu;
    const float none = 0;
    const float* bias = m_hasBias ? call.in<float>(2) : &none;
    const float* slope = hasSlopes ? call.in<float>(3) : &m_alpha;
    const Shape biasSteps =
        m_hasBias ? broadcastStrides(fusedShape(call, 2), shape) : noStrides(shape);
    const Shape slopeSteps =
        hasSlopes ? broadcastStrides(fusedShape(call, 3), shape) : noStrides(shape);
    const Shape own = rowMajorStrides(shape);
    Walk<3> walk;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis)
        walk.addAxis(shape[axis], {own[axis], biasSteps[axis], slopeSteps[axis]});
    float* y = call.out<float>();
    walk.forEachRow([&](const auto& offsets, std::int64_t count, const auto& steps) {
        Operand biases(steps[1]);
        Operand slopes(steps[2]);
        for (std::int64_t i = 0; i < count; i += kLongRow) {
            m_loop(
                y + offsets[0] + i,
                biases.at(bias + offsets[1], i),
                slopes.at(slope + offsets[2], i),
                std::min(kLongRow, count - i));
        }
    });
}

} // namespace tp::cpu
