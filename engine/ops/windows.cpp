#include "engine/ops/windows.h"

#include "engine/base/saturated.h"

#include <algorithm>
#include <cstdlib>
#include <limits>

namespace tp {

namespace {

struct StridedSliceAttrs {
    explicit StridedSliceAttrs(const OpCall& call)
        : begin(call.attr<Ints>("begin"))
        , end(call.attr<Ints>("end"))
        , strides(call.attr<Ints>("strides"))
        , beginMask(call.attr<std::int64_t>("beginMask"))
        , endMask(call.attr<std::int64_t>("endMask"))
        , ellipsisMask(call.attr<std::int64_t>("ellipsisMask"))
        , newAxisMask(call.attr<std::int64_t>("newAxisMask"))
        , shrinkAxisMask(call.attr<std::int64_t>("shrinkAxisMask")) {
        check(
            begin.size() == end.size() && (strides.empty() || strides.size() == begin.size()),
            "stridedSlice: begin, end and strides must be equally long, but have %1, %2 and %3 "
            "entries.",
            begin.size(),
            end.size(),
            strides.size());
        check(
            begin.size() <= 2 * Shape::kMaxRank,
            "stridedSlice: %1 entries are more than any tensor has use for.",
            begin.size());
    }

    std::size_t wholeAxes(std::size_t rank) const {
        std::size_t used = 0;
        std::size_t ellipses = 0;
        for (std::size_t i = 0; i < begin.size(); ++i) {
            ellipses += isSet(ellipsisMask, i) ? 1 : 0;
            if (!isSet(ellipsisMask, i) && !isSet(newAxisMask, i))
                ++used;
        }
        check(
            ellipses <= 1,
            "stridedSlice: only one entry may stand for all other axes, but %1 do.",
            ellipses);
        check(
            used <= rank,
            "stridedSlice: %1 entries were given for a tensor of rank %2.",
            used,
            rank);
        return rank - used;
    }

    static bool isSet(std::int64_t mask, std::size_t bit) { return ((mask >> bit) & 1) != 0; }

    const Ints& begin;
    const Ints& end;
    const Ints& strides;
    std::int64_t beginMask;
    std::int64_t endMask;
    std::int64_t ellipsisMask;
    std::int64_t newAxisMask;
    std::int64_t shrinkAxisMask;
};

void takeWhole(Window& window, std::int64_t size) {
    window.begin.push_back(0);
    window.strides.push_back(1);
    window.sizes.push_back(size);
    window.output.push_back(size);
}

void takeOne(Window& window, std::int64_t size, std::int64_t position) {
    const std::int64_t at = position < 0 ? position + size : position;
    check(
        at >= 0 && at < size,
        "stridedSlice: the index %1 is out of bounds for an axis of size %2.",
        position,
        size);
    window.begin.push_back(at);
    window.strides.push_back(1);
    window.sizes.push_back(1);
}

void takeRange(Window& window, std::int64_t size, const StridedSliceAttrs& attrs, std::size_t i) {
    const std::int64_t stride = attrs.strides.empty() ? 1 : attrs.strides[i];
    check(stride != 0, "stridedSlice: a stride must not be 0.");
    const std::int64_t lowest = stride > 0 ? 0 : -1;
    const std::int64_t highest = stride > 0 ? size : size - 1;
    const auto bounded = [&](std::int64_t position) {
        return std::clamp(position < 0 ? position + size : position, lowest, highest);
    };
    const std::int64_t first =
        attrs.isSet(attrs.beginMask, i) ? (stride > 0 ? lowest : highest) : bounded(attrs.begin[i]);
    const std::int64_t last =
        attrs.isSet(attrs.endMask, i) ? (stride > 0 ? highest : lowest) : bounded(attrs.end[i]);
    const std::int64_t away = stride > 0 ? last - first : first - last;
    const std::int64_t pace = std::abs(std::max(stride, -std::numeric_limits<std::int64_t>::max()));
    const std::int64_t count = away > 0 ? (away - 1) / pace + 1 : 0;
    window.begin.push_back(first);
    window.strides.push_back(count > 1 ? stride : 1); // a single step may be longer than any axis
    window.sizes.push_back(count);
    window.output.push_back(count);
}

} // namespace

Window sliceWindow(const OpCall& call) {
    const Shape& input = call.input(0).shape();
    const Ints& begin = call.attr<Ints>("begin");
    const Ints& size = call.attr<Ints>("size");
    check(
        begin.size() <= input.rank() && size.size() <= input.rank(),
        "slice: begin has %1 and size %2 entries, but the tensor has rank %3.",
        begin.size(),
        size.size(),
        input.rank());
    Window window;
    for (std::size_t axis = 0; axis < input.rank(); ++axis) {
        const std::int64_t first = axis < begin.size() ? begin[axis] : 0;
        std::int64_t count = axis < size.size() ? size[axis] : -1;
        const bool isInside = first >= 0 && first <= input[axis];
        if (count == -1 && isInside)
            count = input[axis] - first;
        check(
            isInside && count >= 0 && count <= input[axis] - first,
            "slice: %1 elements from %2 on do not fit into axis %3 of shape %4.",
            count,
            first,
            axis,
            input);
        window.begin.push_back(first);
        window.strides.push_back(1);
        window.sizes.push_back(count);
    }
    window.output = window.sizes;
    return window;
}

Window stridedSliceWindow(const OpCall& call) {
    const StridedSliceAttrs attrs(call);
    const Shape& input = call.input(0).shape();
    const std::size_t whole = attrs.wholeAxes(input.rank());
    Window window;
    std::size_t axis = 0;
    for (std::size_t i = 0; i < attrs.begin.size(); ++i) {
        if (attrs.isSet(attrs.ellipsisMask, i)) {
            for (std::size_t n = 0; n < whole; ++n)
                takeWhole(window, input[axis++]);
        } else if (attrs.isSet(attrs.newAxisMask, i)) {
            window.output.push_back(1);
        } else if (attrs.isSet(attrs.shrinkAxisMask, i)) {
            takeOne(window, input[axis++], attrs.begin[i]);
        } else {
            takeRange(window, input[axis++], attrs, i);
        }
    }
    while (axis < input.rank())
        takeWhole(window, input[axis++]);
    return window;
}

void checkPartCount(std::int64_t count, std::string_view where) {
    constexpr std::int64_t kMost = 1 << 20;
    check(count <= kMost, "%1: %2 parts are too many: %3 is the most.", where, count, kMost);
}

Parts splitParts(const OpCall& call) {
    const Shape& input = call.input(0).shape();
    const std::size_t axis = normalizeAxis(call.attr<std::int64_t>("axis"), input.rank(), "split");
    const std::int64_t size = input[axis];
    Ints sizes = call.attr<Ints>("numOrSizeSplits");
    if (sizes.size() == 1) {
        const std::int64_t count = sizes[0];
        check(
            count > 0 && size % count == 0,
            "split: an axis of size %1 cannot be cut into %2 equal parts.",
            size,
            count);
        checkPartCount(count, "split");
        return {axis, Ints(static_cast<std::size_t>(count), size / count)};
    }
    checkPartCount(static_cast<std::int64_t>(sizes.size()), "split");
    std::int64_t known = 0;
    for (const std::int64_t part : sizes)
        known = saturatedSum(known, part == -1 ? 0 : part);
    const auto open = std::find(sizes.begin(), sizes.end(), -1);
    if (open != sizes.end())
        *open = saturatedSum(size, -std::max(known, -std::numeric_limits<std::int64_t>::max()));
    std::int64_t total = 0;
    for (const std::int64_t part : sizes) {
        check(part >= 0, "split: the sizes must be 0 or more, but one is %1.", part);
        total = saturatedSum(total, part);
    }
    check(total == size, "split: the sizes add up to %1, but the axis has size %2.", total, size);
    return {axis, sizes};
}

GatherLayout gatherLayout(const OpCall& call) {
    return gatherLayout(
        call.input(0).shape(),
        call.input(1).shape(),
        call.attr<std::int64_t>("axis"),
        call.attr<std::int64_t>("batchDims"));
}

GatherLayout
gatherLayout(const Shape& x, const Shape& indices, std::int64_t axisAsked, std::int64_t batchDims) {
    const std::size_t axis = normalizeAxis(axisAsked, x.rank(), "gather");
    const std::int64_t most = static_cast<std::int64_t>(std::min(indices.rank(), axis));
    const std::int64_t batches =
        batchDims < 0 ? batchDims + static_cast<std::int64_t>(indices.rank()) : batchDims;
    check(
        batches >= 0 && batches <= most,
        "gather: batchDims is %1, but must be between 0 and %2 here.",
        batchDims,
        most);
    GatherLayout layout;
    const auto batchAxes = static_cast<std::size_t>(batches);
    for (std::size_t i = 0; i < x.rank(); ++i) {
        if (i < batchAxes) {
            check(
                x[i] == indices[i],
                "gather: the first %1 axes of tensor and indices must agree, but their shapes are "
                "%2 and %3.",
                batches,
                x,
                indices);
            layout.batch *= x[i];
        } else if (i < axis) {
            layout.outer *= x[i];
        } else if (i > axis) {
            layout.inner *= x[i];
        }
        if (i < axis)
            layout.output.push_back(x[i]);
    }
    layout.axis = x[axis];
    for (std::size_t i = batchAxes; i < indices.rank(); ++i) {
        layout.count *= indices[i];
        layout.output.push_back(indices[i]);
    }
    for (std::size_t i = axis + 1; i < x.rank(); ++i)
        layout.output.push_back(x[i]);
    return layout;
}

} // namespace tp
