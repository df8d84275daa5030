// Nodes that put elements into other places and shapes.
#include "engine/export/onnx_step.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace tp {

namespace {

using Numbers = OnnxStep::Numbers;

Numbers sizesOf(const Shape& shape) {
    return {shape.begin(), shape.end()};
}

/// The same elements in another shape of as many.
OnnxData reshaped(const OnnxStep& step, const OnnxData& x, const Numbers& sizes) {
    const Shape shape = step.shape(sizes);
    if (shape.elementCount() != x.shape.elementCount())
        step.refuse("%2 and %3 have different numbers of elements", x.shape, shape);
    if (x.tensor.isNull())
        return {x.integers, shape};
    return tp::reshape(x.tensor, shape);
}

OnnxDatas reshape(const OnnxStep& step) {
    const OnnxData& x = step.input(0);
    Numbers sizes = step.list(1);
    const auto open = std::find(sizes.begin(), sizes.end(), -1);
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        if (sizes[i] != 0)
            continue;
        if (i >= x.shape.rank())
            step.refuse("it keeps an axis %2 of %3", i, x.shape);
        sizes[i] = x.shape[i];
    }
    if (open != sizes.end()) {
        *open = 1;
        const std::int64_t others = step.shape(sizes).elementCount();
        if (others == 0 || x.shape.elementCount() % others != 0)
            step.refuse("%2 elements do not fill %3", x.shape.elementCount(), step.shape(sizes));
        *open = x.shape.elementCount() / others;
    }
    return {reshaped(step, x, sizes)};
}

OnnxDatas flatten(const OnnxStep& step) {
    const OnnxData& x = step.input(0);
    const auto rank = static_cast<std::int64_t>(x.shape.rank());
    const std::int64_t asked = step.integer("axis", 1);
    if (asked < -rank || asked > rank)
        step.refuse("there is no axis %2 among %3", asked, rank);
    const std::int64_t axis = asked < 0 ? asked + rank : asked;
    const auto product = [](const std::int64_t* begin, const std::int64_t* end) {
        return std::accumulate(begin, end, std::int64_t{1}, std::multiplies<>());
    };
    const std::int64_t* middle = x.shape.begin() + axis;
    return {reshaped(step, x, {product(x.shape.begin(), middle), product(middle, x.shape.end())})};
}

OnnxDatas squeeze(const OnnxStep& step) {
    const OnnxData& x = step.input(0);
    const std::vector<std::size_t> axes =
        step.has(1) ? step.axes(step.list(1), x.shape.rank()) : std::vector<std::size_t>();
    Numbers sizes;
    for (std::size_t axis = 0; axis < x.shape.rank(); ++axis) {
        const bool isNamed = std::binary_search(axes.begin(), axes.end(), axis);
        if (isNamed && x.shape[axis] != 1)
            step.refuse("axis %2 of %3 is not of size 1", axis, x.shape);
        if (!isNamed && (step.has(1) || x.shape[axis] != 1))
            sizes.push_back(x.shape[axis]);
    }
    return {reshaped(step, x, sizes)};
}

OnnxDatas unsqueeze(const OnnxStep& step) {
    const OnnxData& x = step.input(0);
    const Numbers& named = step.list(1);
    const std::size_t rank = x.shape.rank() + named.size();
    const std::vector<std::size_t> axes = step.axes(named, rank);
    Numbers sizes;
    const std::int64_t* next = x.shape.begin();
    for (std::size_t axis = 0; axis < rank; ++axis)
        sizes.push_back(std::binary_search(axes.begin(), axes.end(), axis) ? 1 : *next++);
    return {reshaped(step, x, sizes)};
}

OnnxDatas transpose(const OnnxStep& step) {
    const Tensor& x = step.tensor(0);
    Numbers reversed(x.rank());
    std::iota(reversed.rbegin(), reversed.rend(), 0);
    const Numbers order = step.integers("perm").value_or(reversed);
    if (order.size() != x.rank())
        step.refuse("it orders %2 axes of %3", order.size(), x.shape());
    const bool isNegative =
        std::any_of(order.begin(), order.end(), [](std::int64_t axis) { return axis < 0; });
    step.axes(order, x.rank());
    if (isNegative)
        step.refuse("its order of axes has negative numbers");
    return {tp::transpose(x, order)};
}

OnnxDatas expand(const OnnxStep& step) {
    const Tensor& x = step.tensor(0);
    return {broadcastTo(x, step.broadcast(x.shape(), step.shape(step.list(1))))};
}

OnnxDatas concat(const OnnxStep& step) {
    const Tensor& first = step.tensor(0);
    if (!step.has(0) || first.rank() == 0)
        step.refuse("it joins numbers without an axis");
    // The specification has no usual axis: this one is refused.
    const std::size_t axis =
        step.axis(step.integer("axis", std::numeric_limits<std::int64_t>::min()), first.rank());
    Tensors all;
    Shape whole = first.shape();
    whole[axis] = 0;
    for (std::size_t i = 0; i < step.inputCount(); ++i) {
        const Tensor& each = step.tensor(i);
        Shape rest = each.shape();
        if (rest.rank() > axis)
            rest[axis] = whole[axis];
        if (!(rest == whole) || each.dtype() != first.dtype())
            step.refuse("%2 does not go beside %3", each.shape(), first.shape());
        whole[axis] += each.shape()[axis];
        all.push_back(each);
    }
    step.shape(sizesOf(whole));
    return {tp::concat(all, static_cast<int>(axis))};
}

/// Elements along an axis that these numbers name.
Tensor taken(const Tensor& x, const std::vector<std::int32_t>& places, std::size_t axis) {
    const auto count = static_cast<std::int64_t>(places.size());
    return tp::gather(x, fromBuffer(places, Shape{count}), static_cast<int>(axis));
}

/// x[begin:end:by] along an axis of so many elements, as the specification brings them into reach.
std::vector<std::int32_t>
stepsBetween(std::int64_t begin, std::int64_t end, std::int64_t by, std::int64_t size) {
    const auto within = [&](std::int64_t place, std::int64_t least, std::int64_t most) {
        const std::int64_t counted =
            place < 0 ? std::max(place, -2 * size - 2) + size : std::min(place, size);
        return std::clamp(counted, least, most);
    };
    std::vector<std::int32_t> places;
    if (size == 0)
        return places;
    const bool isForwards = by > 0;
    const std::int64_t most = isForwards ? size : size - 1;
    const std::int64_t first = within(begin, 0, most);
    const std::int64_t last = within(end, isForwards ? 0 : -1, most);
    const std::int64_t stride = std::clamp(by, -size, size);
    for (std::int64_t i = first; isForwards ? i < last : i > last; i += stride)
        places.push_back(static_cast<std::int32_t>(i));
    return places;
}

OnnxDatas slice(const OnnxStep& step) {
    Tensor x = step.tensor(0);
    const Numbers& begins = step.list(1);
    const Numbers& ends = step.list(2);
    Numbers named(begins.size());
    std::iota(named.begin(), named.end(), 0);
    if (step.has(3))
        named = step.list(3);
    const Numbers strides = step.has(4) ? step.list(4) : Numbers(begins.size(), 1);
    if (ends.size() != begins.size() || named.size() != begins.size() ||
        strides.size() != begins.size())
        step.refuse("it has other numbers of beginnings, ends, axes and steps");
    step.axes(named, x.rank());
    for (std::size_t i = 0; i < begins.size(); ++i) {
        if (strides[i] == 0)
            step.refuse("it has a step of 0");
        const std::size_t axis = step.axis(named[i], x.rank());
        x = taken(x, stepsBetween(begins[i], ends[i], strides[i], x.shape()[axis]), axis);
    }
    return {x};
}

OnnxDatas pad(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Numbers& edges = step.list(1);
    if (const std::string mode = step.text("mode", "constant"); mode != "constant")
        step.refuse("it pads with what we do not write");
    if (edges.size() != 2 * x.rank())
        step.refuse("it has %2 edges for %3", edges.size(), x.shape());
    Paddings paddings;
    Numbers sizes;
    for (std::size_t axis = 0; axis < x.rank(); ++axis) {
        const std::int64_t before = edges[axis];
        const std::int64_t after = edges[axis + x.rank()];
        if (before < 0 || after < 0)
            step.refuse("it takes edges away, which we do not write");
        step.shape({before, 1});
        step.shape({after, 1});
        paddings.emplace_back(before, after);
        sizes.push_back(x.shape()[axis] + before + after);
    }
    step.shape(sizes);
    const double value = step.has(2) ? static_cast<double>(step.floats(2, 0).scalar<float>()) : 0.0;
    return {tp::pad(x, paddings, value)};
}

/// Which of `size` things 64-bit integers name; those below 0 count from the end.
std::vector<std::int32_t>
placesOf(const OnnxStep& step, const Numbers& integers, std::int64_t size) {
    std::vector<std::int32_t> places;
    for (const std::int64_t integer : integers) {
        if (integer < -size || integer >= size)
            step.refuse("there is no number %2 among %3", integer, size);
        places.push_back(static_cast<std::int32_t>(integer < 0 ? integer + size : integer));
    }
    return places;
}

OnnxDatas gather(const OnnxStep& step) {
    const Tensor& x = step.tensor(0);
    const OnnxData& which = step.input(1);
    if (which.type() != OnnxType::Int64)
        step.refuse("it must be told what to take by 64-bit integers");
    const std::size_t axis = step.axis(step.integer("axis", 0), x.rank());
    Numbers sizes = sizesOf(x.shape());
    const auto place = sizes.erase(sizes.begin() + static_cast<std::ptrdiff_t>(axis));
    sizes.insert(place, which.shape.begin(), which.shape.end());
    const Shape shape = step.shape(sizes);
    const Tensor rows = taken(x, placesOf(step, which.integers, x.shape()[axis]), axis);
    return {tp::reshape(rows, shape)};
}

OnnxDatas oneHot(const OnnxStep& step) {
    const OnnxData& which = step.input(0);
    const OnnxData& depth = step.input(1);
    const Tensor& values = step.floats(2, 1);
    if (which.type() != OnnxType::Int64 || depth.type() != OnnxType::Int64 ||
        depth.integers.size() != 1 || values.size() != 2)
        step.refuse("it must have 64-bit integers, their number, and two values");
    const std::int64_t count = depth.integers[0];
    if (step.axis(step.integer("axis", -1), which.shape.rank() + 1) != which.shape.rank())
        step.refuse("its new axis is not the last, where we write it");
    Numbers sizes = sizesOf(which.shape);
    sizes.push_back(count);
    const Shape shape = step.shape(sizes);
    std::vector<float> made(
        static_cast<std::size_t>(shape.elementCount()), values.values<float>()[0]);
    for (std::size_t i = 0; i < which.integers.size(); ++i) {
        const std::int64_t named = which.integers[i];
        if (named >= -count && named < count) { // others have no place
            const std::int64_t place = named < 0 ? named + count : named;
            made[i * static_cast<std::size_t>(count) + static_cast<std::size_t>(place)] =
                values.values<float>()[1];
        }
    }
    return {fromBuffer(made, shape)};
}

constexpr std::size_t kAny = 1'000'000;

} // namespace

void addOnnxArrayOperations(OnnxOperations& operations) {
    operations["Reshape"] = {reshape, 2, 2};
    operations["Flatten"] = {flatten, 1, 1, {"axis"}};
    operations["Squeeze"] = {squeeze, 1, 2};
    operations["Unsqueeze"] = {unsqueeze, 2, 2};
    operations["Transpose"] = {transpose, 1, 1, {"perm"}};
    operations["Expand"] = {expand, 2, 2};
    operations["Concat"] = {concat, 1, kAny, {"axis"}};
    operations["Slice"] = {slice, 3, 5};
    operations["Pad"] = {pad, 2, 3, {"mode"}};
    operations["Gather"] = {gather, 2, 2, {"axis"}};
    operations["OneHot"] = {oneHot, 3, 3, {"axis"}};
}

} // namespace tp
