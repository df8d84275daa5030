#include "engine/layers/merge.h"

#include "engine/base/error.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/linear_algebra.h"
#include "engine/ops/math.h"
#include "engine/ops/reduce.h"

#include <algorithm>

namespace tp::layers {

namespace {

Shape withoutAxis(const Shape& shape, std::size_t axis) {
    Shape rest;
    for (std::size_t i = 0; i < shape.rank(); ++i) {
        if (i != axis)
            rest.push_back(shape[i]);
    }
    return rest;
}

// Without the batch axis, both shapes; the longer one first.
Shape mergedShape(const std::string& layer, const Shape& a, const Shape& b) {
    if (a.rank() < b.rank())
        return mergedShape(layer, b, a);
    Shape merged = a;
    const std::size_t first = a.rank() - b.rank();
    for (std::size_t i = 0; i < b.rank(); ++i) {
        const std::int64_t left = a[first + i];
        const std::int64_t right = b[i];
        check(
            left == right || left == -1 || right == -1 || left == 1 || right == 1,
            "%1: inputs of shapes %2 and %3, batch axes left out, cannot be merged: sizes must be "
            "the same, or 1.",
            layer,
            a,
            b);
        if (left == -1 || right == -1) {
            merged[first + i] = -1;
        } else if (left == 1) {
            merged[first + i] = right;
        }
    }
    return merged;
}

// One size for all that is known; -1 if none is.
std::int64_t mergedBatchSize(const std::string& layer, const Shapes& shapes) {
    std::int64_t batch = -1;
    for (const Shape& shape : shapes) {
        check(
            batch == -1 || shape[0] == -1 || shape[0] == batch,
            "%1: inputs must have the same number of samples, but there are %2 and %3.",
            layer,
            batch,
            shape[0]);
        if (shape[0] != -1)
            batch = shape[0];
    }
    return batch;
}

void checkCount(const std::string& layer, const Shapes& shapes) {
    check(
        shapes.size() >= 2,
        "%1: it takes two inputs or more, but was given %2.",
        layer,
        shapes.size());
    for (const Shape& shape : shapes)
        check(shape.rank() >= 1, "%1: inputs must have a batch axis, but one is a scalar.", layer);
}

} // namespace

void describe(ConfigFields&, MergeConfig&) {}

void Merge::checkInputs(const Shapes& inputShapes) const {
    checkCount(name(), inputShapes);
    computeOutputShapes(inputShapes);
}

Shapes Merge::computeOutputShapes(const Shapes& inputShapes) const {
    const std::int64_t batch = mergedBatchSize(name(), inputShapes);
    Shape merged = withoutAxis(inputShapes.front(), 0);
    for (std::size_t i = 1; i < inputShapes.size(); ++i)
        merged = mergedShape(name(), merged, withoutAxis(inputShapes[i], 0));
    Shape shape{batch};
    for (const std::int64_t size : merged)
        shape.push_back(size);
    return {shape};
}

Tensor Merge::computeMask(const Tensors&, const Tensors& masks) const {
    Tensor merged;
    for (const Tensor& mask : masks) {
        if (!mask.isNull())
            merged = merged.isNull() ? mask : logicalAnd(merged, mask);
    }
    return merged;
}

Tensors Merge::callMany(const Tensors& xs, const LayerCall&) {
    std::size_t rank = 0;
    for (const Tensor& x : xs)
        rank = std::max(rank, x.rank());
    Tensor merged;
    for (const Tensor& x : xs) {
        Shape shape{x.shape()[0]};
        for (std::size_t i = x.rank(); i < rank; ++i)
            shape.push_back(1);
        for (std::size_t i = 1; i < x.rank(); ++i)
            shape.push_back(x.shape()[i]);
        const Tensor next = x.rank() == rank ? x : tp::reshape(x, shape);
        merged = merged.isNull() ? next : merge(merged, next);
    }
    return {finish(merged, xs.size())};
}

Tensor Add::merge(const Tensor& a, const Tensor& b) const {
    return a + b;
}

Tensor Multiply::merge(const Tensor& a, const Tensor& b) const {
    return a * b;
}

Tensor Average::merge(const Tensor& a, const Tensor& b) const {
    return a + b;
}

Tensor Average::finish(const Tensor& merged, std::size_t count) const {
    return merged * (1.0 / static_cast<double>(count));
}

Tensor Maximum::merge(const Tensor& a, const Tensor& b) const {
    return tp::maximum(a, b);
}

Tensor Minimum::merge(const Tensor& a, const Tensor& b) const {
    return tp::minimum(a, b);
}

std::shared_ptr<Add> add(MergeConfig config) {
    return std::make_shared<Add>(std::move(config));
}

std::shared_ptr<Multiply> multiply(MergeConfig config) {
    return std::make_shared<Multiply>(std::move(config));
}

std::shared_ptr<Average> average(MergeConfig config) {
    return std::make_shared<Average>(std::move(config));
}

std::shared_ptr<Maximum> maximum(MergeConfig config) {
    return std::make_shared<Maximum>(std::move(config));
}

std::shared_ptr<Minimum> minimum(MergeConfig config) {
    return std::make_shared<Minimum>(std::move(config));
}

void describe(ConfigFields& fields, ConcatenateConfig& config) {
    fields.add("axis", config.axis);
}

Concatenate::Concatenate(ConcatenateConfig config)
    : ConfiguredLayer("Concatenate", std::move(config)) {}

void Concatenate::checkInputs(const Shapes& inputShapes) const {
    checkCount(name(), inputShapes);
    const Shape& first = inputShapes.front();
    const std::size_t axis = normalizeAxis(m_config.axis, first.rank(), name());
    for (const Shape& shape : inputShapes) {
        check(
            shape.rank() == first.rank() && withoutAxis(shape, axis) == withoutAxis(first, axis),
            "%1: inputs must have the same sizes along all axes but axis %2, but two have the "
            "shapes %3 and %4.",
            name(),
            axis,
            first,
            shape);
    }
}

Shapes Concatenate::computeOutputShapes(const Shapes& inputShapes) const {
    Shape shape = inputShapes.front();
    const std::size_t axis = normalizeAxis(m_config.axis, shape.rank(), name());
    for (std::size_t i = 1; i < inputShapes.size(); ++i) {
        const std::int64_t size = inputShapes[i][axis];
        shape[axis] = shape[axis] == -1 || size == -1 ? -1 : shape[axis] + size;
    }
    return {shape};
}

Tensor Concatenate::computeMask(const Tensors& inputs, const Tensors& masks) const {
    if (std::all_of(masks.begin(), masks.end(), [](const Tensor& mask) { return mask.isNull(); }))
        return {};
    Tensors whole;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        Shape shape = inputs[i].shape();
        shape[shape.rank() - 1] = 1;
        if (masks[i].isNull()) {
            whole.push_back(tp::ones(shape, DType::Bool));
        } else {
            whole.push_back(masks[i].rank() < shape.rank() ? expandDims(masks[i], -1) : masks[i]);
        }
    }
    return all(concat(whole, static_cast<int>(m_config.axis)), -1);
}

Tensors Concatenate::callMany(const Tensors& xs, const LayerCall&) {
    return {concat(xs, static_cast<int>(m_config.axis))};
}

std::shared_ptr<Concatenate> concatenate(ConcatenateConfig config) {
    return std::make_shared<Concatenate>(std::move(config));
}

void describe(ConfigFields& fields, DotConfig& config) {
    fields.add("axes", config.axes);
    fields.add("normalize", config.normalize);
}

Dot::Dot(DotConfig config) : ConfiguredLayer("Dot", std::move(config)) {
    const std::size_t count = m_config.axes.numbers().size();
    check(
        count == 2 || (count == 1 && !m_config.axes.isList()),
        "%1: axes must be one number, or a list of two, but %2 were given.",
        name(),
        count);
}

std::size_t Dot::axisOf(std::size_t input, const Shape& shape) const {
    const auto& axes = m_config.axes.numbers();
    return normalizeAxis(axes[axes.size() == 1 ? 0 : input], shape.rank(), name());
}

void Dot::checkInputs(const Shapes& inputShapes) const {
    check(
        inputShapes.size() == 2,
        "%1: it takes two inputs, but was given %2.",
        name(),
        inputShapes.size());
    for (const Shape& shape : inputShapes) {
        check(
            shape.rank() == 2 || shape.rank() == 3,
            "%1: inputs must have two or three axes, but one has shape %2.",
            name(),
            shape);
    }
    const std::int64_t a = inputShapes[0][axisOf(0, inputShapes[0])];
    const std::int64_t b = inputShapes[1][axisOf(1, inputShapes[1])];
    check(
        a == b,
        "%1: the axes to sum over must have the same size, but inputs have shapes %2 and %3.",
        name(),
        inputShapes[0],
        inputShapes[1]);
}

Shapes Dot::computeOutputShapes(const Shapes& inputShapes) const {
    Shape shape = withoutAxis(inputShapes[0], axisOf(0, inputShapes[0]));
    const Shape rest = withoutAxis(inputShapes[1], axisOf(1, inputShapes[1]));
    for (std::size_t i = 1; i < rest.rank(); ++i)
        shape.push_back(rest[i]);
    if (shape.rank() == 1)
        shape.push_back(1);
    return {shape};
}

namespace {

Tensor scaledToLengthOne(const Tensor& x, std::size_t axis) {
    const Tensor squares = sum(square(x), static_cast<int>(axis), true);
    return x / sqrt(tp::maximum(squares, 1e-7));
}

// As many axes as the other, by axes of size 1 at the end.
Tensor withRank(const Tensor& x, std::size_t rank) {
    Shape shape = x.shape();
    while (shape.rank() < rank)
        shape.push_back(1);
    return x.rank() == rank ? x : tp::reshape(x, shape);
}

} // namespace

Tensors Dot::callMany(const Tensors& xs, const LayerCall&) {
    const std::size_t axisA = axisOf(0, xs[0].shape());
    const std::size_t axisB = axisOf(1, xs[1].shape());
    Tensor a = xs[0];
    Tensor b = xs[1];
    if (m_config.normalize) {
        a = scaledToLengthOne(a, axisA);
        b = scaledToLengthOne(b, axisB);
    }
    const Shape shape = computeOutputShapes({a.shape(), b.shape()}).front();
    const std::size_t rank = std::max(a.rank(), b.rank());
    if (rank == 2) {
        const Tensor left = axisA == axisB ? a : transpose(a, {1, 0});
        return {tp::reshape(sum(left * b, static_cast<int>(axisB)), shape)};
    }
    a = withRank(a, rank);
    b = withRank(b, rank);
    return {tp::reshape(matMul(a, b, axisA != rank - 1, axisB == rank - 1), shape)};
}

std::shared_ptr<Dot> dot(DotConfig config) {
    return std::make_shared<Dot>(std::move(config));
}

} // namespace tp::layers
