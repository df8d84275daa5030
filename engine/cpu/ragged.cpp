#include "engine/cpu/kernels.h"
#include "engine/cpu/strides.h"
#include "engine/ops/sparse_rules.h"

#include <algorithm>

namespace tp::cpu {

namespace {

template<class T>
T rounded(double value) {
    if constexpr (std::is_same_v<T, std::int32_t>) {
        return toInt32(value);
    } else {
        return static_cast<T>(value);
    }
}

template<class T>
void raggedRange(KernelCall& call) {
    const Ints lengths = raggedRangeLengths(call);
    const std::int64_t startStep = raggedRangeStep(call.input(0));
    const std::int64_t deltaStep = raggedRangeStep(call.input(2));
    auto* splits = call.out<std::int32_t>(0);
    T* y = call.out<T>(1);
    *splits = 0;
    for (std::size_t row = 0; row < lengths.size(); ++row, ++splits) {
        const auto i = static_cast<std::int64_t>(row);
        // Steps add up in double, as in TensorFlow.js.
        auto value = static_cast<double>(call.in<T>(0)[i * startStep]);
        const auto delta = static_cast<double>(call.in<T>(2)[i * deltaStep]);
        for (std::int64_t k = 0; k < lengths[row]; ++k, value += delta)
            *y++ = rounded<T>(value);
        splits[1] = *splits + static_cast<std::int32_t>(lengths[row]);
    }
}

void raggedGather(KernelCall& call) {
    const std::size_t levels = call.inputs.size() - 2;
    const Tensor& indices = call.input(levels + 1);
    const Shape& shape = indices.shape();
    // The regular axes of the indices come first.
    std::size_t regular = 0;
    for (; regular + 1 < shape.rank(); ++regular) {
        auto* splits = call.out<std::int32_t>(regular);
        for (std::int64_t i = 0; i < call.outputs[regular].size(); ++i)
            splits[i] = static_cast<std::int32_t>(i * shape[regular + 1]);
    }
    // Where the next split of each level goes; a single index has none around its row.
    std::vector<std::int32_t*> next(levels, nullptr);
    const std::size_t dropped = shape.isScalar() ? 1 : 0;
    for (std::size_t level = dropped; level < levels; ++level) {
        next[level] = call.out<std::int32_t>(regular + level - dropped);
        *next[level]++ = 0;
    }
    const std::size_t last = call.outputs.size() - 1;
    const std::int64_t rows = call.input(levels).shape()[0];
    const std::int64_t inner = rows == 0 ? 0 : call.input(levels).size() / rows;
    withElementType(call.input(levels).dtype(), [&]<class T>(T*) {
        const T* values = call.in<T>(levels);
        T* y = call.out<T>(last);
        for (const std::int32_t index : indices.values<std::int32_t>()) {
            std::int64_t begin = index;
            std::int64_t end = begin + 1;
            for (std::size_t level = 0; level < levels; ++level) {
                const auto* splits = call.in<std::int32_t>(level);
                for (std::int64_t row = begin; next[level] && row < end; ++row, ++next[level])
                    *next[level] = next[level][-1] + splits[row + 1] - splits[row];
                begin = splits[begin];
                end = splits[end];
            }
            y = std::copy_n(values + begin * inner, (end - begin) * inner, y);
        }
    });
}

/// Which row of a partition an element is in, and how far from its beginning.
std::pair<std::int64_t, std::int64_t> find(const RaggedPartition& partition, std::int64_t element) {
    const auto numbers = partition.numbers;
    if (partition.kind == RaggedPartition::Kind::RowSplits) {
        const auto next = std::upper_bound(numbers.begin(), numbers.end(), element);
        return {next - numbers.begin() - 1, element - *(next - 1)};
    }
    const std::int32_t row = numbers[static_cast<std::size_t>(element)];
    return {
        row, element - (std::lower_bound(numbers.begin(), numbers.end(), row) - numbers.begin())};
}

/// Where a value is in the result, counted in values; -1 if its row was cut before it.
std::int64_t
placeOf(std::int64_t value, const std::vector<RaggedPartition>& partitions, const Shape& shape) {
    std::int64_t place = 0;
    std::int64_t stride = 1;
    for (std::size_t level = partitions.size(); level-- > 0;) {
        const auto [row, column] = find(partitions[level], value);
        if (column >= shape[level + 1])
            return -1;
        place += column * stride;
        stride *= shape[level + 1];
        value = row;
    }
    return value >= shape[0] ? -1 : place + value * stride;
}

std::int64_t valueCount(const OpCall& call, const std::vector<RaggedPartition>& partitions) {
    if (partitions.empty())
        return call.input(3).values<std::int32_t>()[0];
    const RaggedPartition& innermost = partitions.back();
    return innermost.kind == RaggedPartition::Kind::RowSplits
               ? innermost.numbers.back()
               : static_cast<std::int64_t>(innermost.numbers.size());
}

void raggedTensorToTensor(KernelCall& call) {
    const Tensor& values = call.input(1);
    const Tensor& byDefault = call.input(2);
    const Shape& shape = call.outputs[0].shape();
    const std::int64_t size = shape.elementCount();
    if (size == 0)
        return;
    const Shape element(std::span(values.shape().begin() + 1, values.rank() - 1));
    const std::int64_t inner = element.elementCount();
    const Shape steps = broadcastStrides(byDefault.shape(), element);
    withElementType(values.dtype(), [&]<class T>(T*) {
        T* y = call.out<T>();
        std::vector<T> filling;
        Walk<1> walk;
        for (std::size_t axis = 0; axis < element.rank(); ++axis)
            walk.addAxis(element[axis], {steps[axis]});
        walk.forEachRow([&](const auto& offsets, std::int64_t length, const auto& step) {
            for (std::int64_t i = 0; i < length; ++i)
                filling.push_back(call.in<T>(2)[offsets[0] + i * step[0]]);
        });
        for (std::int64_t i = 0; i < size; i += inner)
            std::copy(filling.begin(), filling.end(), y + i);
        const auto partitions = raggedPartitions(call);
        const std::int64_t count = valueCount(call, partitions);
        for (std::int64_t i = 0; i < count; ++i) {
            const std::int64_t place = placeOf(i, partitions, shape);
            if (place >= 0)
                std::copy_n(call.in<T>(1) + i * inner, inner, y + place * inner);
        }
    });
}

} // namespace

void registerRaggedKernels(Backend& backend) {
    backend.add("RaggedGather", raggedGather);
    backend.add("RaggedRange", [](KernelCall& call) {
        if (call.input(0).dtype() == DType::Int32) {
            raggedRange<std::int32_t>(call);
        } else {
            raggedRange<float>(call);
        }
    });
    backend.add("RaggedTensorToTensor", raggedTensorToTensor);
}

} // namespace tp::cpu
