#include "engine/ops/sparse.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/register.h"
#include "engine/ops/sets.h"
#include "engine/ops/sparse_rules.h"

#include <limits>
#include <unordered_set>

namespace tp {

namespace {

// The element count of any tensor, sparse ones too.
constexpr std::int64_t kMostPlaces = std::int64_t{1} << 62;

std::string sizesText(const Ints& sizes) {
    std::string text;
    for (const std::int64_t size : sizes)
        text += (text.empty() ? "" : ", ") + std::to_string(size);
    return "[" + text + "]";
}

/// What a vector of sizes says, each at least `smallest`.
Ints sizesOf(const Tensor& sizes, std::string_view where, std::int64_t smallest) {
    check(
        sizes.rank() == 1,
        "%1: a shape must be a vector of sizes, but it is a tensor of shape %2.",
        where,
        sizes.shape());
    Ints result;
    for (const std::int32_t size : sizes.values<std::int32_t>()) {
        check(size >= smallest, "%1: a shape cannot have the size %2.", where, size);
        result.push_back(size);
    }
    return result;
}

std::int64_t placesIn(const Ints& sizes, std::string_view where) {
    std::int64_t places = 1;
    for (const std::int64_t size : sizes) {
        check(
            size <= 1 || places <= kMostPlaces / size,
            "%1: the shape %2 has too many places to count.",
            where,
            sizesText(sizes));
        places *= size;
    }
    return places;
}

void checkTable(const Tensor& indices, const Ints& shape, std::string_view where) {
    check(
        indices.rank() == 2 && indices.shape()[1] == static_cast<std::int64_t>(shape.size()),
        "%1: the indices must be rows of %2 numbers, but they have shape %3.",
        where,
        shape.size(),
        indices.shape());
}

const Op kSparseFillEmptyRows = {
    .name = "SparseFillEmptyRows",
    .doc = "Gives each row of a sparse tensor that has no value a default one.",
    .formula = "y[i, 0] = defaultValue for all empty rows i",
    .inputs = {"indices", "values", "denseShape", "defaultValue"},
    .infer = [](const OpCall& call) -> Specs {
        constexpr std::string_view kWhere = "sparseFillEmptyRows";
        checkDType(call, 0, {DType::Int32});
        checkDType(call, 2, {DType::Int32});
        const Tensor& indices = call.input(0);
        const TensorSpec& values = call.input(1).spec();
        const TensorSpec& byDefault = call.input(3).spec();
        const Ints shape = sizesOf(call.input(2), kWhere, 0);
        check(!shape.empty(), "%1: a tensor without axes has no rows.", kWhere);
        checkTable(indices, shape, kWhere);
        const std::int64_t count = indices.shape()[0];
        check(
            values.shape == Shape{count},
            "%1: one value for each of the %2 rows of indices is needed, but the values have shape "
            "%3.",
            kWhere,
            count,
            values.shape);
        check(
            byDefault.shape.isScalar() && byDefault.dtype == values.dtype,
            "%1: the default must be a single %2, but it is a %3 of shape %4.",
            kWhere,
            values.dtype,
            byDefault.dtype,
            byDefault.shape);
        std::unordered_set<std::int32_t> filled;
        const auto numbers = indices.values<std::int32_t>();
        for (std::size_t i = 0; i < numbers.size(); i += shape.size()) {
            check(
                numbers[i] >= 0 && numbers[i] < shape[0],
                "%1: the row %2 is not in [0, %3).",
                kWhere,
                numbers[i],
                shape[0]);
            filled.insert(numbers[i]);
        }
        const std::int64_t all = count + shape[0] - static_cast<std::int64_t>(filled.size());
        return {
            {DType::Int32, {all, indices.shape()[1]}},
            {values.dtype, {all}},
            {DType::Bool, {shape[0]}},
            {DType::Int32, {count}}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Tensor given = gather(call.dys[1], call.outputs[3]);
        Tensors gradients(4);
        if (call.wants(1))
            gradients[1] = given;
        if (call.wants(3))
            gradients[3] = sum(call.dys[1]) - sum(given);
        return gradients;
    },
    .saves = Saves::Outputs,
};

const Op kSparseReshape = {
    .name = "SparseReshape",
    .doc = "The places of a sparse tensor's values in another shape.",
    .formula = "place(outputIndices[i], newShape) = place(inputIndices[i], inputShape)",
    .inputs = {"inputIndices", "inputShape", "newShape"},
    .infer = [](const OpCall& call) -> Specs {
        constexpr std::string_view kWhere = "sparseReshape";
        for (const std::size_t input : {0U, 1U, 2U})
            checkDType(call, input, {DType::Int32});
        const Ints shape = sizesOf(call.input(1), kWhere, 0);
        checkTable(call.input(0), shape, kWhere);
        std::size_t axis = 0;
        for (const std::int32_t index : call.input(0).values<std::int32_t>()) {
            check(
                index >= 0 && index < shape[axis],
                "%1: the index %2 is not in [0, %3).",
                kWhere,
                index,
                shape[axis]);
            axis = (axis + 1) % shape.size();
        }
        const auto rank = static_cast<std::int64_t>(sparseReshapeTarget(call).size());
        return {{DType::Int32, {call.input(0).shape()[0], rank}}, {DType::Int32, {rank}}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

/// Data of which slices are taken, by indices, and reduced over runs of equal ids.
Specs segmentsOf(const OpCall& call, std::string_view where) {
    checkDType(call, 0, {DType::Float32, DType::Int32});
    checkDType(call, 1, {DType::Int32});
    checkDType(call, 2, {DType::Int32});
    TensorSpec spec = call.input(0).spec();
    const Tensor& indices = call.input(1);
    const Tensor& ids = call.input(2);
    check(spec.shape.rank() >= 1, "%1: a scalar has no slices.", where);
    check(
        indices.rank() == 1 && indices.shape() == ids.shape(),
        "%1: indices and segment ids must be vectors of one length, but their shapes are %2 and "
        "%3.",
        where,
        indices.shape(),
        ids.shape());
    for (const std::int32_t index : indices.values<std::int32_t>()) {
        check(
            index >= 0 && index < spec.shape[0],
            "%1: the index %2 is not in [0, %3).",
            where,
            index,
            spec.shape[0]);
    }
    std::int32_t last = 0;
    for (const std::int32_t id : ids.values<std::int32_t>()) {
        check(
            id >= last,
            "%1: the segment ids must ascend from 0 on, but %2 comes after %3.",
            where,
            id,
            last);
        last = id;
    }
    spec.shape[0] = ids.size() == 0 ? 0 : std::int64_t{last} + 1;
    checkSizes(spec.shape, where);
    return {spec};
}

/// What one slice of each segment gets goes back to all slices that it was made of.
Tensors segmentGradient(const GradCall& call, const Tensor& dy) {
    if (!call.wants(0))
        return {};
    const Shape& data = call.shape(0);
    return {
        unsortedSegmentSum(gather(dy, call.input(2)), call.input(1), data[0]), Tensor(), Tensor()};
}

const Op kSparseSegmentSum = {
    .name = "SparseSegmentSum",
    .doc = "The sums of chosen slices over runs of equal segment ids.",
    .formula = "y[k] = sum of data[indices[i]] with segmentIds[i] = k",
    .inputs = {"data", "indices", "segmentIds"},
    .infer = [](const OpCall& call) { return segmentsOf(call, "sparseSegmentSum"); },
    .gradient = [](const GradCall& call) { return segmentGradient(call, call.dy()); },
};

const Op kSparseSegmentMean = {
    .name = "SparseSegmentMean",
    .doc = "The means of chosen slices over runs of equal segment ids.",
    .formula = "y[k] = mean of data[indices[i]] with segmentIds[i] = k",
    .inputs = {"data", "indices", "segmentIds"},
    .infer = [](const OpCall& call) { return segmentsOf(call, "sparseSegmentMean"); },
    .gradient = [](const GradCall& call) -> Tensors {
        const Shape& dy = call.dy().shape();
        Shape stretched(std::vector<std::int64_t>(dy.rank(), 1));
        stretched[0] = dy[0];
        const Tensor counts = maximum(bincount(call.input(2), zeros({0}), dy[0]), 1);
        return segmentGradient(call, call.dy() / reshape(counts, stretched));
    },
};

} // namespace

Ints sparseReshapeTarget(const OpCall& call) {
    constexpr std::string_view kWhere = "sparseReshape";
    const Ints shape = sizesOf(call.input(1), kWhere, 0);
    Ints target = sizesOf(call.input(2), kWhere, -1);
    const std::int64_t places = placesIn(shape, kWhere);
    std::int64_t* unknown = nullptr;
    for (std::int64_t& size : target) {
        if (size != -1)
            continue;
        check(!unknown, "%1: only one size may be -1.", kWhere);
        unknown = &size;
    }
    if (unknown) {
        *unknown = 1;
        const std::int64_t known = placesIn(target, kWhere);
        *unknown = known == 0 ? 0 : places / known;
        check(
            known > 0 && *unknown <= std::numeric_limits<std::int32_t>::max(),
            "%1: the size for -1 cannot be told, with %2 places elsewhere.",
            kWhere,
            known);
    }
    check(
        placesIn(target, kWhere) == places,
        "%1: the shapes %2 and %3 do not have as many places.",
        kWhere,
        sizesText(shape),
        sizesText(target));
    return target;
}

void registerSparseOps() {
    for (const Op* op :
         {&kSparseFillEmptyRows, &kSparseReshape, &kSparseSegmentMean, &kSparseSegmentSum})
        registerOp(*op);
}

namespace sparse {

FilledRows sparseFillEmptyRows(
    const Tensor& indices,
    const Tensor& values,
    const Tensor& denseShape,
    const Tensor& defaultValue) {
    const Tensors inputs{indices, values, denseShape, toDType(defaultValue, values.dtype())};
    const Tensors outputs = runAll(kSparseFillEmptyRows, inputs);
    return {outputs[0], outputs[1], outputs[2], outputs[3]};
}

Reshaped
sparseReshape(const Tensor& inputIndices, const Tensor& inputShape, const Tensor& newShape) {
    const Tensors inputs{inputIndices, inputShape, newShape};
    const Tensors outputs = runAll(kSparseReshape, inputs);
    return {outputs[0], outputs[1]};
}

Tensor sparseSegmentMean(const Tensor& data, const Tensor& indices, const Tensor& segmentIds) {
    return run(kSparseSegmentMean, {data, indices, segmentIds});
}

Tensor sparseSegmentSum(const Tensor& data, const Tensor& indices, const Tensor& segmentIds) {
    return run(kSparseSegmentSum, {data, indices, segmentIds});
}

} // namespace sparse

} // namespace tp
