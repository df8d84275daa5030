#include "engine/model/learning.h"
#include "engine/ops/array.h"

namespace tp {

namespace {

// A tensor of rank 1 holds one number for each sample.
Tensor asRows(std::string_view method, std::string_view name, const Tensor& tensor) {
    check(
        tensor.rank() > 0,
        "%1: %2 must hold one row for each sample, but it is a single number.",
        method,
        name);
    check(
        tensor.dtype() == DType::Float32 || tensor.dtype() == DType::Int32 ||
            tensor.dtype() == DType::Bool,
        "%1: %2 must hold numbers, but it holds %3 elements.",
        method,
        name,
        tensor.dtype());
    check(
        tensor.shape()[0] > 0,
        "%1: %2 has no samples: its shape is %3.",
        method,
        name,
        tensor.shape());
    return tensor.rank() == 1 ? reshape(tensor, {tensor.size(), 1}) : tensor;
}

// The number of samples is free.
bool fits(const Shape& shape, const Shape& expected) {
    if (shape.rank() != expected.rank())
        return false;
    for (std::size_t axis = 1; axis < shape.rank(); ++axis) {
        if (expected[axis] != -1 && expected[axis] != shape[axis])
            return false;
    }
    return true;
}

} // namespace

void checkBatchSize(std::string_view method, std::int64_t batchSize) {
    check(batchSize >= 1, "%1: batchSize must be 1 or more, but got %2.", method, batchSize);
}

Tensors Model::preparedInputs(std::string_view method, const Feed& x) {
    check(!x.isEmpty(), "%1: no x was given.", method);
    if (!isBuilt()) {
        // Only models whose layers stand in a row wait for data before they are built.
        const Tensor rows = asRows(method, "x", x.inOrder({"x"}, method, "x").front());
        Shape anyBatch = rows.shape();
        anyBatch[0] = -1;
        build(anyBatch);
    }
    const std::vector<std::string> names = inputNames();
    Tensors xs = x.inOrder(names, method, "x");
    for (std::size_t i = 0; i < xs.size(); ++i) {
        const Shape given = xs[i].shape();
        const Shape& expected = inputs()[i].shape();
        if (expected.rank() != 1)
            xs[i] = asRows(method, "x", xs[i]);
        // As tfjs's ops do on their own.
        const bool isWhole = xs[i].dtype() == DType::Int32 || xs[i].dtype() == DType::Bool;
        if (isWhole && inputs()[i].dtype() == DType::Float32)
            xs[i] = cast(xs[i], DType::Float32);
        check(
            fits(xs[i].shape(), expected),
            "%1: %2 expects x of shape %3, but x has shape %4.",
            method,
            names[i],
            expected,
            given);
        check(
            xs[i].shape()[0] == xs[0].shape()[0],
            "%1: all inputs must hold as many samples, but %2 has %3 and %4 has %5.",
            method,
            names[0],
            xs[0].shape()[0],
            names[i],
            xs[i].shape()[0]);
    }
    return xs;
}

Model::Data Model::preparedData(
    std::string_view method, const Feed& x, const Feed& y, const Feed& sampleWeight) {
    check(
        m_learning != nullptr,
        "%1: compile the model first, to choose how it learns: model.compile({.optimizer = "
        "\"adam\", .loss = \"meanSquaredError\"}).",
        method);
    checkComplete(method);
    check(!y.isEmpty(), "%1: no y was given.", method);
    Data data{preparedInputs(method, x), {}, {}};
    for (const Tensor& each : y.inOrder(outputNames(), method, "y"))
        data.ys.push_back(asRows(method, "y", each));
    for (std::size_t i = 0; i < data.ys.size(); ++i) {
        checkTargets(method, i, data.ys[i]);
        check(
            data.size() == data.ys[i].shape()[0],
            "%1: x has %2 samples, but y has labels for %3; each sample needs its label.",
            method,
            data.size(),
            data.ys[i].shape()[0]);
    }
    if (!sampleWeight.isEmpty())
        data.weights = sampleWeight.inOrder(outputNames(), method, "sampleWeight");
    for (const Tensor& weights : data.weights) {
        check(
            weights.shape() == Shape{data.size()} && weights.dtype() == DType::Float32,
            "%1: sampleWeight must hold one float32 number for each of the %2 samples, but it "
            "holds "
            "%3 of shape %4.",
            method,
            data.size(),
            weights.dtype(),
            weights.shape());
    }
    prepareLearning(method);
    return data;
}

void Model::checkTargets(std::string_view method, std::size_t index, const Tensor& y) const {
    const Loss& loss = m_learning->losses[index];
    const Shape& shape = y.shape();
    const Shape& output = outputs()[index].shape();
    if (loss.known() == metrics::sparseCategoricalCrossentropy) {
        Shape classes = output;
        classes[classes.rank() - 1] = 1;
        check(
            fits(shape, classes),
            "%1: the loss \"%2\" expects class numbers, y of shape %3, but y has shape %4. For "
            "one-hot labels, use \"categoricalCrossentropy\".",
            method,
            loss.name(),
            classes,
            shape);
        return;
    }
    if (loss.known() == metrics::categoricalCrossentropy) {
        check(
            shape.back() != 1,
            "%1: the loss \"%2\" expects one-hot labels, a column for each of several classes, but "
            "y has shape %3. For class numbers, use \"sparseCategoricalCrossentropy\".",
            method,
            loss.name(),
            shape);
    }
    check(
        fits(shape, output),
        "%1: %2 puts out shape %3, so y must have shape %3 too, but y has shape %4.",
        method,
        outputNames()[index],
        output,
        shape);
}

} // namespace tp
