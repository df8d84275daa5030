#include "engine/ops/block_layout.h"

namespace tp {

namespace {

// Beyond any size that memory can hold, and far from overflow.
constexpr std::int64_t kMostMargin = std::int64_t{1} << 38;

struct Blocks {
    Blocks(const OpCall& call, std::string_view margins, std::string_view function)
        : where(function)
        , block(call.attr<Ints>("blockShape"))
        , margin(call.attr<Ints>(margins)) {
        const Shape& input = call.input(0).shape();
        check(
            input.rank() > block.size(),
            "%1: %2 block sizes need a tensor of rank %3 or more, but its shape is %4.",
            where,
            block.size(),
            block.size() + 1,
            input);
        check(
            margin.size() == 2 * block.size(),
            "%1: a pair of %2 for each of the %3 block sizes is needed, but %4 numbers were given.",
            where,
            margins,
            block.size(),
            margin.size());
        for (const std::int64_t size : block)
            check(size >= 1, "%1: a block size must be 1 or more, but is %2.", where, size);
        for (const std::int64_t size : margin) {
            check(
                size >= 0 && size <= kMostMargin,
                "%1: %2 must be 0 or more and fit into memory, but one is %3.",
                where,
                margins,
                size);
        }
        checkSizes(Shape(block), where);
        places = Shape(block).elementCount();
    }

    std::string_view where;
    const Ints& block;
    const Ints& margin;
    std::int64_t places = 1;
};

void addInner(BlockLayout& layout, const Shape& input) {
    for (std::size_t axis = layout.block.rank() + 1; axis < input.rank(); ++axis) {
        layout.inner *= input[axis];
        layout.output.push_back(input[axis]);
    }
}

} // namespace

BlockLayout spaceToBatchLayout(const OpCall& call) {
    const Blocks blocks(call, "paddings", "spaceToBatchND");
    const Shape& input = call.input(0).shape();
    BlockLayout layout;
    layout.batch = input[0];
    layout.places = blocks.places;
    checkSizes({layout.batch, layout.places}, blocks.where);
    layout.output.push_back(layout.batch * layout.places);
    for (std::size_t i = 0; i < blocks.block.size(); ++i) {
        const std::int64_t padded = blocks.margin[2 * i] + input[i + 1] + blocks.margin[2 * i + 1];
        check(
            padded % blocks.block[i] == 0,
            "%1: axis %2 has size %3 with its paddings, which is no multiple of the block size %4.",
            blocks.where,
            i + 1,
            padded,
            blocks.block[i]);
        layout.block.push_back(blocks.block[i]);
        layout.before.push_back(blocks.margin[2 * i]);
        layout.large.push_back(input[i + 1]);
        layout.small.push_back(padded / blocks.block[i]);
        layout.output.push_back(padded / blocks.block[i]);
    }
    addInner(layout, input);
    checkSizes(layout.output, blocks.where);
    return layout;
}

BlockLayout batchToSpaceLayout(const OpCall& call) {
    const Blocks blocks(call, "crops", "batchToSpaceND");
    const Shape& input = call.input(0).shape();
    check(
        input[0] % blocks.places == 0,
        "%1: the batch of %2 is no multiple of the %3 places in a block.",
        blocks.where,
        input[0],
        blocks.places);
    BlockLayout layout;
    layout.batch = input[0] / blocks.places;
    layout.places = blocks.places;
    layout.output.push_back(layout.batch);
    for (std::size_t i = 0; i < blocks.block.size(); ++i) {
        // The product is bounded: a tensor of both sizes must fit into memory.
        checkSizes({input[i + 1], blocks.block[i]}, blocks.where);
        const std::int64_t whole = input[i + 1] * blocks.block[i];
        const std::int64_t cropped = blocks.margin[2 * i] + blocks.margin[2 * i + 1];
        check(
            cropped <= whole,
            "%1: the crops take %2 elements of axis %3, which has only %4.",
            blocks.where,
            cropped,
            i + 1,
            whole);
        layout.block.push_back(blocks.block[i]);
        layout.before.push_back(blocks.margin[2 * i]);
        layout.large.push_back(whole - cropped);
        layout.small.push_back(input[i + 1]);
        layout.output.push_back(whole - cropped);
    }
    addInner(layout, input);
    checkSizes(layout.output, blocks.where);
    return layout;
}

DepthLayout depthLayout(const OpCall& call) {
    const Shape& input = call.input(0).shape();
    const auto block = call.attr<std::int64_t>("blockSize");
    const auto& format = call.attr<std::string>("dataFormat");
    check(
        input.rank() == 4,
        "depthToSpace: a tensor of rank 4 is needed, but its shape is %1.",
        input);
    check(
        format == "NHWC" || format == "NCHW",
        "depthToSpace: the data format must be NHWC or NCHW, but it is \"%1\".",
        format);
    check(block >= 2, "depthToSpace: the block size must be 2 or more, but is %1.", block);
    const bool last = format == "NHWC";
    const std::int64_t depth = input[last ? 3 : 1];
    checkSizes({block, block}, "depthToSpace");
    check(
        depth % (block * block) == 0,
        "depthToSpace: the %1 channels are no multiple of the %2 places in a block.",
        depth,
        block * block);
    const DepthLayout layout{
        input[0], input[last ? 1 : 2], input[last ? 2 : 3], depth / (block * block), block, last};
    checkSizes(
        {layout.batch, layout.height, block, layout.width, block, layout.channels}, "depthToSpace");
    return layout;
}

} // namespace tp
