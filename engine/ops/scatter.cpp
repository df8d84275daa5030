#include "engine/ops/scatter.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/compare.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/register.h"
#include "engine/ops/slice_table.h"

namespace tp {

namespace {

void checkIndices(
    const Tensor& indices, const Shape& tensor, std::size_t depth, std::string_view where) {
    if (depth == 0)
        return;
    std::size_t axis = 0;
    for (const std::int32_t index : indices.values<std::int32_t>()) {
        check(
            index >= 0 && index < tensor[axis],
            "%1: the index %2 is not in [0, %3), the range along axis %4.",
            where,
            index,
            tensor[axis],
            axis);
        axis = axis + 1 == depth ? 0 : axis + 1;
    }
}

/// Depth of the rows; checks that they fit the tensor.
std::size_t rowDepth(std::int64_t numbers, const Shape& tensor, std::string_view where) {
    check(
        numbers <= static_cast<std::int64_t>(tensor.rank()),
        "%1: the rows of indices have %2 numbers, but there are only %3 axes.",
        where,
        numbers,
        tensor.rank());
    return static_cast<std::size_t>(numbers);
}

/// That the indices name slices of `tensor` and that the updates are as many such slices.
void checkUpdates(
    const Tensor& indices, const Shape& updates, const Shape& tensor, std::string_view where) {
    const Shape& rows = indices.shape();
    check(
        rows.rank() >= 1,
        "%1: the indices must be a vector or a table of rows, but they are a scalar.",
        where);
    const std::size_t depth = rowDepth(rows.rank() > 1 ? rows.back() : 1, tensor, where);
    Ints expected(rows.begin(), rows.rank() > 1 ? rows.end() - 1 : rows.end());
    expected.insert(expected.end(), tensor.begin() + depth, tensor.end());
    check(
        std::equal(expected.begin(), expected.end(), updates.begin(), updates.end()),
        "%1: updates of shape %2 do not fit indices of shape %3 and a tensor of shape %4.",
        where,
        updates,
        rows,
        tensor);
    checkIndices(indices, tensor, depth, where);
}

Shape shapeAttr(const OpCall& call, std::string_view name, std::string_view where) {
    const Shape shape(call.attr<Ints>(name));
    checkSizes(shape, where);
    return shape;
}

/// Indices as rows, which a vector of them is not.
Tensor asRows(const Tensor& indices) {
    return indices.rank() > 1 ? indices : reshape(indices, {indices.size(), 1});
}

/// 1 for updates that are the last ones of their slice, 0 for those that others overwrite; in a
/// shape that broadcasts with the updates.
Tensor lastOnes(const Tensor& indices, const Shape& updates, const Shape& tensor) {
    Tensor rows = asRows(indices);
    const Shape batch(std::span(rows.shape().begin(), rows.rank() - 1));
    Shape places(std::span(tensor.begin(), static_cast<std::size_t>(rows.shape().back())));
    if (places.isScalar()) { // rows of nothing all name the whole tensor
        places = {1};
        Shape single = batch;
        single.push_back(1);
        rows = zeros(single, DType::Int32);
    }
    const Tensor number =
        reshape(range(0, static_cast<double>(batch.elementCount()), 1, DType::Int32), batch);
    const Tensor owner =
        gatherND(tensorScatterUpdate(zeros(places, DType::Int32), rows, number), rows);
    Shape stretched = batch;
    while (stretched.rank() < updates.rank())
        stretched.push_back(1);
    return reshape(toFloat(equal(owner, number)), stretched);
}

const Op kGatherNd = {
    .name = "GatherNd",
    .doc = "The slices that rows of indices name, one index for each of the first axes.",
    .formula = "y[i] = params[indices[i, 0], indices[i, 1], …]",
    .inputs = {"params", "indices"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 1, {DType::Int32});
        const Shape& params = call.input(0).shape();
        const Shape& rows = call.input(1).shape();
        check(params.rank() >= 1, "gatherND: a scalar has no slices.");
        check(rows.rank() >= 1, "gatherND: the indices must be rows of numbers, but are a scalar.");
        const std::size_t depth = rowDepth(rows.back(), params, "gatherND");
        Shape shape(std::span(rows.begin(), rows.rank() - 1));
        for (std::size_t axis = depth; axis < params.rank(); ++axis)
            shape.push_back(params[axis]);
        checkSizes(shape, "gatherND");
        checkIndices(call.input(1), params, depth, "gatherND");
        return {{call.input(0).dtype(), shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        if (!call.wants(0))
            return {};
        const Tensor& indices = call.input(1);
        // A vector of indices is one row here, but a column of rows in scatterND.
        const bool isRow = indices.rank() == 1;
        return {
            scatterND(
                isRow ? expandDims(indices) : indices,
                isRow ? expandDims(call.dy()) : call.dy(),
                call.shape(0)),
            Tensor()};
    },
};

const Op kScatterNd = {
    .name = "ScatterNd",
    .doc = "Adds slices to zeros at the places that rows of indices name.",
    .formula = "y[indices[i, 0], indices[i, 1], …] += updates[i]",
    .inputs = {"indices", "updates"},
    .attrs = {{"shape", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Int32});
        checkDType(call, 1, {DType::Float32, DType::Int32, DType::Complex64});
        const Shape shape = shapeAttr(call, "shape", "scatterND");
        check(shape.rank() >= 1, "scatterND: the result must have at least one axis.");
        checkUpdates(call.input(0), call.input(1).shape(), shape, "scatterND");
        return {{call.input(1).dtype(), shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        if (!call.wants(1))
            return {};
        return {Tensor(), gatherND(call.dy(), asRows(call.input(0)))};
    },
};

const Op kTensorScatterUpdate = {
    .name = "TensorScatterUpdate",
    .doc = "Puts other slices at the places of a tensor that rows of indices name.",
    .formula = "y = tensor; y[indices[i, 0], indices[i, 1], …] = updates[i]",
    .inputs = {"tensor", "indices", "updates"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 1, {DType::Int32});
        const Tensor& tensor = call.input(0);
        const Tensor& updates = call.input(2);
        check(
            tensor.dtype() == updates.dtype(),
            "tensorScatterUpdate: tensor and updates must have one dtype, but they are %1 and %2.",
            tensor.dtype(),
            updates.dtype());
        check(tensor.rank() >= 1, "tensorScatterUpdate: a scalar has no slices.");
        checkUpdates(call.input(1), updates.shape(), tensor.shape(), "tensorScatterUpdate");
        return {tensor.spec()};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& indices = call.input(1);
        const Shape& updates = call.shape(2);
        Tensors gradients(3);
        if (call.wants(0))
            gradients[0] = tensorScatterUpdate(call.dy(), indices, zeros(updates));
        if (call.wants(2)) {
            gradients[2] =
                gatherND(call.dy(), asRows(indices)) * lastOnes(indices, updates, call.shape(0));
        }
        return gradients;
    },
};

const Op kSparseToDense = {
    .name = "SparseToDense",
    .doc = "Values at the places that rows of indices name, and a default everywhere else.",
    .formula = "y = defaultValue; y[sparseIndices[i]] = sparseValues[i]",
    .inputs = {"sparseIndices", "sparseValues", "defaultValue"},
    .attrs = {{"outputShape", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Int32});
        const Tensor& indices = call.input(0);
        const Tensor& values = call.input(1);
        const Tensor& byDefault = call.input(2);
        const Shape shape = shapeAttr(call, "outputShape", "sparseToDense");
        check(
            indices.rank() <= 2,
            "sparseToDense: the indices must be a scalar, a vector or a matrix, but they have "
            "shape %1.",
            indices.shape());
        const std::int64_t count = indices.rank() == 0 ? 1 : indices.shape()[0];
        const std::int64_t axes = indices.rank() == 2 ? indices.shape()[1] : 1;
        check(
            axes == static_cast<std::int64_t>(shape.rank()),
            "sparseToDense: rows of %1 indices name no places in the shape %2.",
            axes,
            shape);
        check(
            values.rank() == 0 || (values.rank() == 1 && values.size() == count),
            "sparseToDense: one value or %1 values are needed, but they have shape %2.",
            count,
            values.shape());
        check(
            byDefault.dtype() == values.dtype(),
            "sparseToDense: the values are %1, but the default is %2.",
            values.dtype(),
            byDefault.dtype());
        check(
            byDefault.size() == 1,
            "sparseToDense: the default must be a single value, but it has shape %1.",
            byDefault.shape());
        checkIndices(indices, shape, shape.rank(), "sparseToDense");
        return {{values.dtype(), shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor& indices = call.input(0);
        const Tensor rows = asRows(indices);
        const Tensor placed =
            gatherND(call.dy(), rows) * lastOnes(rows, {rows.shape()[0]}, call.dy().shape());
        Tensors gradients(3);
        if (call.wants(1))
            gradients[1] = call.shape(1).isScalar() ? sum(placed) : placed;
        if (call.wants(2))
            gradients[2] = reshape(sum(call.dy()) - sum(placed), call.shape(2));
        return gradients;
    },
};

const Op kDiag = {
    .name = "Diag",
    .doc = "The elements along the diagonal of a tensor of twice the rank, zeros elsewhere.",
    .formula = "y[i, i] = x[i]",
    .inputs = {"x"},
    .infer = [](const OpCall& call) -> Specs {
        checkDType(call, 0, {DType::Float32, DType::Int32, DType::Bool, DType::Complex64});
        const Shape& x = call.input(0).shape();
        Shape shape = x;
        for (const std::int64_t size : x)
            shape.push_back(size);
        checkSizes(shape, "diag");
        return {{call.input(0).dtype(), shape}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Shape& x = call.shape(0);
        const std::int64_t count = x.elementCount();
        const Tensor i = range(0, static_cast<double>(count), 1, DType::Int32);
        const Tensor onDiagonal = gatherND(reshape(call.dy(), {count, count}), stack({i, i}, 1));
        return {reshape(onDiagonal, x)};
    },
    .saves = Saves::Nothing,
};

} // namespace

void registerScatterOps() {
    for (const Op* op : {&kGatherNd, &kScatterNd, &kTensorScatterUpdate, &kSparseToDense, &kDiag})
        registerOp(*op);
}

Tensor gatherND(const Tensor& params, const Tensor& indices) {
    return run(kGatherNd, {params, indices});
}

Tensor scatterND(const Tensor& indices, const Tensor& updates, const Shape& shape) {
    return run(kScatterNd, {indices, updates}, {{"shape", toInts(shape)}});
}

Tensor tensorScatterUpdate(const Tensor& tensor, const Tensor& indices, const Tensor& updates) {
    return run(kTensorScatterUpdate, {tensor, indices, updates});
}

Tensor sparseToDense(
    const Tensor& sparseIndices,
    const Tensor& sparseValues,
    const Shape& outputShape,
    const Tensor& defaultValue) {
    const Tensor value = !defaultValue.isNull()                  ? defaultValue
                         : sparseValues.dtype() == DType::String ? scalar(std::string())
                                                                 : scalar(0, sparseValues.dtype());
    return run(
        kSparseToDense,
        {sparseIndices, sparseValues, value},
        {{"outputShape", toInts(outputShape)}});
}

Tensor diag(const Tensor& x) {
    return run(kDiag, {x});
}

} // namespace tp
