#include "engine/layers/learning.h"
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
    for (std::size_t axis = 1; axis < shape.rank(); ++axis)
        if (expected[axis] != -1 && expected[axis] != shape[axis])
            return false;
    return true;
}

} // namespace

void checkBatchSize(std::string_view method, std::int64_t batchSize) {
    check(batchSize >= 1, "%1: batchSize must be 1 or more, but got %2.", method, batchSize);
}

Tensor Model::preparedInput(std::string_view method, const Tensor& x) {
    Tensor rows = asRows(method, "x", x);
    if (!isBuilt()) {
        Shape anyBatch = rows.shape();
        anyBatch[0] = -1;
        build(anyBatch);
    }
    check(
        fits(rows.shape(), modelInputShape()),
        "%1: %2 expects x of shape %3, but x has shape %4.",
        method,
        inputName(),
        modelInputShape(),
        x.shape());
    return rows;
}

Model::Data Model::preparedData(std::string_view method, const Tensor& x, const Tensor& y) {
    check(
        m_learning != nullptr,
        "%1: compile the model first, to choose how it learns: model.compile({.optimizer = "
        "\"adam\", .loss = \"meanSquaredError\"}).",
        method);
    checkComplete(method);
    Data data{preparedInput(method, x), asRows(method, "y", y)};
    checkTargets(method, data.y);
    check(
        data.x.shape()[0] == data.y.shape()[0],
        "%1: x has %2 samples, but y has labels for %3; each sample needs its label.",
        method,
        data.x.shape()[0],
        data.y.shape()[0]);
    prepareLearning(method);
    return data;
}

void Model::checkTargets(std::string_view method, const Tensor& y) const {
    const Loss& loss = m_learning->loss;
    const Shape& shape = y.shape();
    const Shape output = outputShape();
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
    if (loss.known() == metrics::categoricalCrossentropy)
        check(
            shape.back() != 1,
            "%1: the loss \"%2\" expects one-hot labels, a column for each of several classes, but "
            "y has shape %3. For class numbers, use \"sparseCategoricalCrossentropy\".",
            method,
            loss.name(),
            shape);
    check(
        fits(shape, output),
        "%1: %2 puts out shape %3, so y must have shape %3 too, but y has shape %4.",
        method,
        outputName(),
        output,
        shape);
}

} // namespace tp
