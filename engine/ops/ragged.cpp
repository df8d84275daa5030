#include "engine/ops/ragged.h"

#include "engine/ops/register.h"
#include "engine/ops/sparse_rules.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp {

namespace {

// Splits are int32, so no more rows or values can be told apart.
constexpr std::int64_t kMostValues = std::numeric_limits<std::int32_t>::max();

double numberAt(const Tensor& x, std::int64_t row) {
    const auto i = static_cast<std::size_t>(row * raggedRangeStep(x));
    return x.dtype() == DType::Int32 ? x.values<std::int32_t>()[i]
                                     : static_cast<double>(x.values<float>()[i]);
}

std::int64_t rangeRows(const OpCall& call) {
    std::int64_t rows = -1;
    for (std::size_t i = 0; i < 3; ++i) {
        const Tensor& input = call.input(i);
        checkDType(call, i, {DType::Float32, DType::Int32});
        check(
            input.dtype() == call.input(0).dtype(),
            "raggedRange: starts, limits and deltas must have one dtype, but one is %1 and the "
            "starts are %2.",
            input.dtype(),
            call.input(0).dtype());
        check(
            input.rank() <= 1,
            "raggedRange: starts, limits and deltas must be scalars or vectors, but one has shape "
            "%1.",
            input.shape());
        if (input.rank() == 0)
            continue;
        check(
            rows == -1 || rows == input.size(),
            "raggedRange: starts, limits and deltas must have one length, but there are %1 and %2.",
            rows,
            input.size());
        rows = input.size();
    }
    return rows == -1 ? 1 : rows;
}

const Op kRaggedRange = {
    .name = "RaggedRange",
    .doc = "A row of numbers at equal distances for each start, limit and delta.",
    .formula = "row i = starts[i], starts[i] + deltas[i] … below limits[i]",
    .inputs = {"starts", "limits", "deltas"},
    .infer = [](const OpCall& call) -> Specs {
        const Ints lengths = raggedRangeLengths(call);
        std::int64_t total = 0;
        for (const std::int64_t length : lengths)
            total += length;
        return {
            {DType::Int32, {static_cast<std::int64_t>(lengths.size()) + 1}},
            {call.input(0).dtype(), {total}}};
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

/// That splits are rows of `count` values: ascending from 0 or more to at most `count`.
void checkSplits(const Tensor& splits, std::int64_t count, std::string_view where) {
    check(
        splits.rank() == 1 && splits.size() >= 1,
        "%1: splits must be a vector of at least one number, but they have shape %2.",
        where,
        splits.shape());
    std::int32_t last = 0;
    for (const std::int32_t split : splits.values<std::int32_t>()) {
        check(
            split >= last,
            "%1: splits must ascend from 0 on, but %2 comes after %3.",
            where,
            split,
            last);
        last = split;
    }
    check(
        last <= count,
        "%1: a split of %2 points past the %3 rows or values that there are.",
        where,
        last,
        count);
}

/// Checks RaggedGather's inputs: nested splits, values, indices.
void checkRaggedGather(const OpCall& call) {
    constexpr std::string_view kWhere = "raggedGather";
    const std::size_t levels = call.inputs.size() - 2;
    const Tensor& values = call.input(levels);
    const Tensor& indices = call.input(levels + 1);
    check(levels >= 1, "%1: a ragged tensor needs splits.", kWhere);
    check(values.rank() >= 1, "%1: the values must have at least one axis.", kWhere);
    for (std::size_t level = levels; level-- > 0;) {
        checkDType(call, level, {DType::Int32});
        const bool innermost = level + 1 == levels;
        checkSplits(
            call.input(level),
            innermost ? values.shape()[0] : call.input(level + 1).size() - 1,
            kWhere);
    }
    checkDType(call, levels + 1, {DType::Int32});
    const std::int64_t rows = call.input(0).size() - 1;
    for (const std::int32_t index : indices.values<std::int32_t>()) {
        check(
            index >= 0 && index < rows, "%1: the index %2 is not in [0, %3).", kWhere, index, rows);
    }
    check(
        indices.size() <= kMostValues,
        "%1: %2 indices are more than splits can count.",
        kWhere,
        indices.size());
    const auto splits =
        static_cast<std::int64_t>(indices.rank()) - 1 + static_cast<std::int64_t>(levels);
    check(
        call.attr<std::int64_t>("outputRaggedRank") == splits,
        "%1: the result has %2 splits, but %3 were asked for.",
        kWhere,
        splits,
        call.attr<std::int64_t>("outputRaggedRank"));
}

/// How many rows at each level, and values at last, the indices name.
Ints gatheredCounts(const OpCall& call) {
    const std::size_t levels = call.inputs.size() - 2;
    Ints counts(levels, 0);
    for (const std::int32_t index : call.input(levels + 1).values<std::int32_t>()) {
        std::int64_t begin = index;
        std::int64_t end = begin + 1;
        for (std::size_t level = 0; level < levels; ++level) {
            const auto splits = call.input(level).values<std::int32_t>();
            begin = splits[static_cast<std::size_t>(begin)];
            end = splits[static_cast<std::size_t>(end)];
            counts[level] += end - begin;
        }
    }
    for (const std::int64_t count : counts) {
        check(
            count <= kMostValues,
            "raggedGather: a result of %1 rows or values is more than splits can count.",
            count);
    }
    return counts;
}

const Op kRaggedGather = {
    .name = "RaggedGather",
    .doc = "The rows of a ragged tensor that indices name.",
    .formula = "row i = params[indices[i]]",
    .inputs = {"paramsNestedSplits*", "paramsDenseValues", "indices"},
    .attrs = {{"outputRaggedRank", std::int64_t{0}}},
    .infer = [](const OpCall& call) -> Specs {
        checkRaggedGather(call);
        const std::size_t levels = call.inputs.size() - 2;
        const TensorSpec& values = call.input(levels).spec();
        const Shape& indices = call.input(levels + 1).shape();
        const Ints counts = gatheredCounts(call);
        Specs specs;
        std::int64_t rows = 1;
        for (std::size_t axis = 0; axis + 1 < indices.rank(); ++axis) {
            rows *= indices[axis];
            specs.push_back({DType::Int32, {rows + 1}});
        }
        // A single index gives its row itself, without the splits around it.
        rows = indices.elementCount();
        for (std::size_t level = 0; level < levels; ++level) {
            if (level > 0 || !indices.isScalar())
                specs.push_back({DType::Int32, {rows + 1}});
            rows = counts[level];
        }
        Shape shape = values.shape;
        shape[0] = rows;
        checkSizes(shape, "raggedGather");
        specs.push_back({values.dtype, shape});
        return specs;
    },
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

/// The rows that a partition may have, and checks that each element is in one of them; gives the
/// number of elements.
std::int64_t checkPartition(const Tensor& partition, bool isSplits, std::int64_t rows) {
    constexpr std::string_view kWhere = "raggedTensorToTensor";
    if (isSplits) {
        checkSplits(partition, kMostValues, kWhere);
        const auto splits = partition.values<std::int32_t>();
        check(
            splits.front() == 0 && partition.size() - 1 <= rows,
            "%1: splits must begin with 0 and make at most %2 rows, but they begin with %3 and "
            "make %4.",
            kWhere,
            rows,
            splits.front(),
            partition.size() - 1);
        return splits.back();
    }
    check(
        partition.rank() == 1,
        "%1: the rows of values must be a vector, but they have shape %2.",
        kWhere,
        partition.shape());
    std::int32_t last = 0;
    for (const std::int32_t row : partition.values<std::int32_t>()) {
        check(
            row >= last && row < rows,
            "%1: the rows of values must ascend from 0 to below %2, but %3 comes after %4.",
            kWhere,
            rows,
            row,
            last);
        last = row;
    }
    return partition.size();
}

/// Checks the partitions, and gives how many rows the outermost has.
std::int64_t checkPartitions(const OpCall& call) {
    constexpr std::string_view kWhere = "raggedTensorToTensor";
    const auto& types = call.attr<std::vector<std::string>>("rowPartitionTypes");
    const auto partitions = call.inputs.subspan(3);
    check(
        types.size() == partitions.size() && !types.empty(),
        "%1: a type for each of the %2 partitions is needed, but there are %3.",
        kWhere,
        partitions.size(),
        types.size());
    const Tensor& first = partitions[0];
    std::int64_t rows = 0;
    for (std::size_t i = 0; i < types.size(); ++i) {
        checkDType(call, 3 + i, {DType::Int32});
        const bool isSplits = types[i] == "ROW_SPLITS";
        if (i == 0) {
            check(
                isSplits || types[0] == "FIRST_DIM_SIZE",
                "%1: the first partition must be FIRST_DIM_SIZE or ROW_SPLITS, but it is \"%2\".",
                kWhere,
                types[0]);
            check(
                first.size() >= 1 && first.rank() <= 1 &&
                    (isSplits || first.values<std::int32_t>()[0] >= 0),
                "%1: the first partition does not say how many rows there are.",
                kWhere);
            rows = isSplits ? first.size() - 1 : first.values<std::int32_t>()[0];
            if (!isSplits)
                continue;
        }
        check(
            isSplits || types[i] == "VALUE_ROWIDS",
            "%1: a partition must be ROW_SPLITS or VALUE_ROWIDS, but it is \"%2\".",
            kWhere,
            types[i]);
        rows = checkPartition(partitions[i], isSplits, rows);
    }
    check(
        rows <= call.input(1).shape()[0],
        "%1: the partitions name %2 values, but there are only %3.",
        kWhere,
        rows,
        call.input(1).shape()[0]);
    return types[0] == "ROW_SPLITS" ? first.size() - 1 : first.values<std::int32_t>()[0];
}

std::int64_t longestRow(const RaggedPartition& partition) {
    std::int64_t longest = 0;
    std::int64_t begin = 0;
    const auto numbers = partition.numbers;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (partition.kind == RaggedPartition::Kind::RowSplits) {
            longest = std::max<std::int64_t>(longest, numbers[i] - numbers[i - 1]);
        } else if (numbers[i] != numbers[i - 1]) {
            longest = std::max(longest, static_cast<std::int64_t>(i) - begin);
            begin = static_cast<std::int64_t>(i);
        }
    }
    if (partition.kind == RaggedPartition::Kind::ValueRowIds)
        longest = std::max(longest, static_cast<std::int64_t>(numbers.size()) - begin);
    return longest;
}

/// The sizes asked for, -1 for those that are to be worked out.
Ints askedSizes(const Tensor& shape, std::size_t rank) {
    constexpr std::string_view kWhere = "raggedTensorToTensor";
    const auto sizes = shape.values<std::int32_t>();
    if (shape.rank() == 0) {
        check(sizes[0] == -1, "%1: the only scalar shape is -1, but it is %2.", kWhere, sizes[0]);
        return Ints(rank, -1);
    }
    check(
        shape.rank() == 1 && sizes.size() == rank,
        "%1: the result has %2 axes, but the shape is a tensor of shape %3.",
        kWhere,
        rank,
        shape.shape());
    for (const std::int32_t size : sizes)
        check(size >= -1, "%1: a shape cannot have the size %2.", kWhere, size);
    return {sizes.begin(), sizes.end()};
}

Specs denseSpecs(const OpCall& call) {
    constexpr std::string_view kWhere = "raggedTensorToTensor";
    checkDType(call, 0, {DType::Int32});
    const TensorSpec& values = call.input(1).spec();
    const TensorSpec& byDefault = call.input(2).spec();
    check(values.shape.rank() >= 1, "%1: the values must have at least one axis.", kWhere);
    check(
        byDefault.dtype == values.dtype,
        "%1: the values are %2, but the default is %3.",
        kWhere,
        values.dtype,
        byDefault.dtype);
    const std::int64_t rows = checkPartitions(call);
    const auto partitions = raggedPartitions(call);
    const Shape element(std::span(values.shape.begin() + 1, values.shape.rank() - 1));
    check(
        byDefault.shape.rank() <= element.rank() &&
            broadcastShape(byDefault.shape, element, kWhere) == element,
        "%1: a default of shape %2 cannot be stretched to values of shape %3.",
        kWhere,
        byDefault.shape,
        element);

    Shape shape;
    const Ints asked = askedSizes(call.input(0), partitions.size() + values.shape.rank());
    for (std::size_t axis = 0; axis < asked.size(); ++axis) {
        const bool inner = axis > partitions.size();
        const std::int64_t size = inner       ? element[axis - partitions.size() - 1]
                                  : axis == 0 ? rows
                                              : longestRow(partitions[axis - 1]);
        check(
            !inner || asked[axis] == -1 || asked[axis] == size,
            "%1: axis %2 has size %3, but %4 was asked for.",
            kWhere,
            axis,
            size,
            asked[axis]);
        shape.push_back(asked[axis] == -1 ? size : asked[axis]);
    }
    checkSizes(shape, kWhere);
    return {{values.dtype, shape}};
}

const Op kRaggedTensorToTensor = {
    .name = "RaggedTensorToTensor",
    .doc = "A ragged tensor as a regular one, cut or filled up with a default.",
    .formula = "y[i, j] = j < length of row i ? row i[j] : defaultValue",
    .inputs = {"shape", "values", "defaultValue", "rowPartitionTensors*"},
    .attrs = {{"rowPartitionTypes", std::vector<std::string>{}}},
    .infer = denseSpecs,
    .gradient = notDifferentiable,
    .saves = Saves::Nothing,
};

} // namespace

Ints raggedRangeLengths(const OpCall& call) {
    Ints lengths(static_cast<std::size_t>(rangeRows(call)));
    std::int64_t total = 0;
    for (std::size_t row = 0; row < lengths.size(); ++row) {
        const auto at = [&](std::size_t input) {
            return numberAt(call.input(input), static_cast<std::int64_t>(row));
        };
        const double delta = at(2);
        check(delta != 0, "raggedRange: a delta must not be 0.");
        const bool leadsAway = delta > 0 ? at(1) < at(0) : at(1) > at(0);
        const double length = leadsAway ? 0 : std::ceil(std::abs((at(1) - at(0)) / delta));
        check(
            length <= static_cast<double>(kMostValues - total),
            "raggedRange: the row from %1 to %2 by %3 is longer than splits can count.",
            at(0),
            at(1),
            delta);
        lengths[row] = static_cast<std::int64_t>(length);
        total += lengths[row];
    }
    return lengths;
}

std::vector<RaggedPartition> raggedPartitions(const OpCall& call) {
    std::vector<RaggedPartition> partitions;
    const auto& types = call.attr<std::vector<std::string>>("rowPartitionTypes");
    for (std::size_t i = 0; i < types.size(); ++i) {
        if (types[i] != "FIRST_DIM_SIZE") {
            partitions.push_back(
                {types[i] == "ROW_SPLITS" ? RaggedPartition::Kind::RowSplits
                                          : RaggedPartition::Kind::ValueRowIds,
                 call.input(3 + i).values<std::int32_t>()});
        }
    }
    return partitions;
}

void registerRaggedOps() {
    for (const Op* op : {&kRaggedGather, &kRaggedRange, &kRaggedTensorToTensor})
        registerOp(*op);
}

RaggedRows raggedRange(const Tensor& starts, const Tensor& limits, const Tensor& deltas) {
    const Tensors inputs{starts, limits, deltas};
    const Tensors outputs = runAll(kRaggedRange, inputs);
    return {outputs[0], outputs[1]};
}

RaggedTensor raggedGather(
    const Tensors& paramsNestedSplits,
    const Tensor& paramsDenseValues,
    const Tensor& indices,
    std::int64_t outputRaggedRank) {
    Tensors inputs = paramsNestedSplits;
    inputs.push_back(paramsDenseValues);
    inputs.push_back(indices);
    Tensors outputs = runAll(kRaggedGather, inputs, {{"outputRaggedRank", outputRaggedRank}});
    const Tensor values = outputs.back();
    outputs.pop_back();
    return {outputs, values};
}

Tensor raggedTensorToTensor(
    const Tensor& shape,
    const Tensor& values,
    const Tensor& defaultValue,
    const Tensors& rowPartitionTensors,
    const std::vector<std::string>& rowPartitionTypes) {
    Tensors inputs{shape, values, toDType(defaultValue, values.dtype())};
    inputs.insert(inputs.end(), rowPartitionTensors.begin(), rowPartitionTensors.end());
    return run(kRaggedTensorToTensor, inputs, {{"rowPartitionTypes", rowPartitionTypes}});
}

} // namespace tp
