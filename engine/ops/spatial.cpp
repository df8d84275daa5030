#include "engine/ops/spatial.h"

#include "engine/ops/block_layout.h"
#include "engine/ops/register.h"

namespace tp {

namespace {

Paddings pairsOf(const Ints& numbers) {
    Paddings pairs;
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2)
        pairs.emplace_back(numbers[i], numbers[i + 1]);
    return pairs;
}

Ints numbersOf(const Paddings& pairs) {
    Ints numbers;
    for (const auto& [before, after] : pairs)
        numbers.insert(numbers.end(), {before, after});
    return numbers;
}

const Op kSpaceToBatchND = {
    .name = "SpaceToBatchND",
    .doc = "Pads, cuts into blocks, and makes a batch of each place within a block.",
    .formula = "y[k, b, i] = x[b, i * block + k - padding]",
    .inputs = {"x"},
    .attrs = {{"blockShape", Ints{}}, {"paddings", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), spaceToBatchLayout(call).output}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {batchToSpaceND(
            call.dy(), call.attr<Ints>("blockShape"), pairsOf(call.attr<Ints>("paddings")))};
    },
    .saves = Saves::Nothing,
};

const Op kBatchToSpaceND = {
    .name = "BatchToSpaceND",
    .doc = "Puts the batches of each place back into their blocks, and crops.",
    .formula = "y[b, i * block + k - crop] = x[k, b, i]",
    .inputs = {"x"},
    .attrs = {{"blockShape", Ints{}}, {"crops", Ints{}}},
    .infer = [](const OpCall& call) -> Specs {
        return {{call.input(0).dtype(), batchToSpaceLayout(call).output}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        return {spaceToBatchND(
            call.dy(), call.attr<Ints>("blockShape"), pairsOf(call.attr<Ints>("crops")))};
    },
    .saves = Saves::Nothing,
};

const Op kDepthToSpace = {
    .name = "DepthToSpace",
    .doc = "Spreads the channels over squares of pixels.",
    .formula = "y[b, h * block + i, w * block + j, c] = x[b, h, w, (i * block + j) * channels + c]",
    .inputs = {"x"},
    .attrs = {{"blockSize", std::int64_t{2}}, {"dataFormat", std::string("NHWC")}},
    .infer = [](const OpCall& call) -> Specs {
        const DepthLayout l = depthLayout(call);
        const std::int64_t height = l.height * l.block;
        const std::int64_t width = l.width * l.block;
        return {
            {call.input(0).dtype(),
             l.channelsLast ? Shape{l.batch, height, width, l.channels}
                            : Shape{l.batch, l.channels, height, width}}};
    },
    .gradient = [](const GradCall& call) -> Tensors {
        const Shape& x = call.shape(0);
        const auto block = call.attr<std::int64_t>("blockSize");
        const std::int64_t places = block * block;
        if (call.attr<std::string>("dataFormat") == "NHWC") {
            const Tensor parts =
                reshape(call.dy(), {x[0], x[1], block, x[2], block, x[3] / places});
            return {reshape(transpose(parts, {0, 1, 3, 2, 4, 5}), x)};
        }
        const Tensor parts = reshape(call.dy(), {x[0], x[1] / places, x[2], block, x[3], block});
        return {reshape(transpose(parts, {0, 3, 5, 1, 2, 4}), x)};
    },
    .saves = Saves::Nothing,
};

} // namespace

void registerSpatialOps() {
    for (const Op* op : {&kSpaceToBatchND, &kBatchToSpaceND, &kDepthToSpace})
        registerOp(*op);
}

Tensor spaceToBatchND(const Tensor& x, const Ints& blockShape, const Paddings& paddings) {
    return run(
        kSpaceToBatchND, {x}, {{"blockShape", blockShape}, {"paddings", numbersOf(paddings)}});
}

Tensor batchToSpaceND(const Tensor& x, const Ints& blockShape, const Paddings& crops) {
    return run(kBatchToSpaceND, {x}, {{"blockShape", blockShape}, {"crops", numbersOf(crops)}});
}

Tensor depthToSpace(const Tensor& x, std::int64_t blockSize, std::string_view dataFormat) {
    return run(
        kDepthToSpace, {x}, {{"blockSize", blockSize}, {"dataFormat", std::string(dataFormat)}});
}

} // namespace tp
