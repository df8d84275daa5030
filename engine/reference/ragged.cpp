#include "engine/ops/sparse_rules.h"
#include "engine/reference/elements.h"
#include "engine/reference/kernels.h"
#include "engine/reference/positions.h"
#include "engine/runtime/backend.h"

#include <tuple>

namespace tp::reference {

namespace {

std::int64_t wholeNumber(const Tensor& x, std::int64_t index) {
    return static_cast<std::int64_t>(number(x, index));
}

void raggedRange(KernelCall& call) {
    const Ints lengths = raggedRangeLengths(call);
    const auto at = [&](std::size_t input, std::int64_t row) {
        return number(call.input(input), row * raggedRangeStep(call.input(input)));
    };
    std::int64_t next = 0;
    store(call.outputs[0], 0, 0.0);
    for (std::size_t i = 0; i < lengths.size(); ++i) {
        const auto row = static_cast<std::int64_t>(i);
        double value = at(0, row);
        for (std::int64_t k = 0; k < lengths[i]; ++k) {
            store(call.outputs[1], next++, value);
            value += at(2, row);
        }
        store(call.outputs[0], row + 1, static_cast<double>(next));
    }
}

/// Copies a row of a level: its length to that level's splits, and all below it.
void copyRow(
    KernelCall& call, std::size_t level, std::int64_t row, Ints& written, std::size_t firstOutput) {
    const std::size_t levels = call.inputs.size() - 2;
    if (level == levels) {
        const Tensor& values = call.input(levels);
        const Tensor& y = call.outputs.back();
        const std::int64_t inner = values.size() / values.shape()[0];
        for (std::int64_t k = 0; k < inner; ++k)
            copyElement(y, written[level] * inner + k, values, row * inner + k);
        ++written[level];
        return;
    }
    const Tensor& splits = call.input(level);
    for (std::int64_t i = wholeNumber(splits, row); i < wholeNumber(splits, row + 1); ++i)
        copyRow(call, level + 1, i, written, firstOutput);
    ++written[level];
    const std::size_t output = level + firstOutput;
    // A single index has no splits around its row.
    if (call.input(levels + 1).rank() > 0 || level > 0)
        store(call.outputs[output], written[level], static_cast<double>(written[level + 1]));
}

void raggedGather(KernelCall& call) {
    const Tensor& indices = call.input(call.inputs.size() - 1);
    std::int64_t rows = 1;
    for (std::size_t axis = 0; axis + 1 < indices.rank(); ++axis) {
        const std::int64_t length = indices.shape()[axis + 1];
        rows *= indices.shape()[axis];
        for (std::int64_t i = 0; i <= rows; ++i)
            store(call.outputs[axis], i, static_cast<double>(i * length));
    }
    // Output `level + rank - 1` has the splits of that level.
    const std::size_t firstOutput = indices.rank() - 1;
    for (std::size_t output = indices.rank() == 0 ? 0 : firstOutput;
         output + 1 < call.outputs.size();
         ++output)
        store(call.outputs[output], 0, 0.0);
    Ints written(call.inputs.size() - 1, 0);
    for (std::int64_t i = 0; i < indices.size(); ++i)
        copyRow(call, 0, wholeNumber(indices, i), written, firstOutput);
}

/// The row that an element is in, and its column there.
std::pair<std::int64_t, std::int64_t>
rowAndColumn(const RaggedPartition& partition, std::int64_t element) {
    const auto numbers = partition.numbers;
    if (partition.kind == RaggedPartition::Kind::RowSplits) {
        std::size_t row = 0;
        while (numbers[row + 1] <= element)
            ++row;
        return {static_cast<std::int64_t>(row), element - numbers[row]};
    }
    const std::int32_t row = numbers[static_cast<std::size_t>(element)];
    std::int64_t column = 0;
    while (column < element && numbers[static_cast<std::size_t>(element - column - 1)] == row)
        ++column;
    return {row, column};
}

void raggedTensorToTensor(KernelCall& call) {
    const Tensor& values = call.input(1);
    const Tensor& byDefault = call.input(2);
    const Tensor& y = call.outputs[0];
    const auto partitions = raggedPartitions(call);
    const auto outer = static_cast<std::ptrdiff_t>(partitions.size()) + 1;
    forEachPosition(y.shape(), [&](const Position& at) {
        const Position element(at.begin() + outer, at.end());
        copyElement(
            y, offsetAt(at, y.shape()), byDefault, broadcastOffsetAt(element, byDefault.shape()));
    });
    std::int64_t count = 0;
    if (partitions.empty()) {
        count = wholeNumber(call.input(3), 0);
    } else if (partitions.back().kind == RaggedPartition::Kind::RowSplits) {
        count = partitions.back().numbers.back();
    } else {
        count = static_cast<std::int64_t>(partitions.back().numbers.size());
    }

    const std::int64_t inner = count == 0 ? 0 : values.size() / values.shape()[0];
    for (std::int64_t value = 0; value < count; ++value) {
        // Outwards, level by level.
        Position at(static_cast<std::size_t>(outer), 0);
        std::int64_t element = value;
        for (std::size_t level = partitions.size(); level-- > 0;)
            std::tie(element, at[level + 1]) = rowAndColumn(partitions[level], element);
        at[0] = element;
        bool inside = true;
        std::int64_t to = 0;
        for (std::size_t axis = 0; axis < at.size(); ++axis) {
            inside = inside && at[axis] < y.shape()[axis];
            to = to * y.shape()[axis] + at[axis];
        }
        for (std::int64_t k = 0; inside && k < inner; ++k)
            copyElement(y, to * inner + k, values, value * inner + k);
    }
}

} // namespace

void registerRaggedKernels(Backend& backend) {
    backend.add("RaggedGather", raggedGather);
    backend.add("RaggedRange", raggedRange);
    backend.add("RaggedTensorToTensor", raggedTensorToTensor);
}

} // namespace tp::reference
