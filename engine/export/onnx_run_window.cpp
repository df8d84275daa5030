// Nodes that move a window over sequences, images and volumes, [samples, channels, …].
#include "engine/export/onnx_step.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/conv.h"
#include "engine/ops/creation.h"
#include "engine/ops/pool.h"

#include <algorithm>
#include <limits>

namespace tp {

namespace {

using Numbers = OnnxStep::Numbers;

constexpr std::int64_t kMostSize = std::numeric_limits<std::int32_t>::max();

/// How a window moves, with numbers for each axis behind that of channels.
struct Window {
    Numbers size;
    Numbers strides;
    Numbers dilations;
    Numbers before; ///< what is put around
    Numbers after;
};

Numbers
each(const OnnxStep& step, std::string_view name, const Numbers& usual, std::int64_t least) {
    Numbers numbers = step.integers(name).value_or(usual);
    if (numbers.size() != usual.size())
        step.refuse("its attribute %2 has %3 numbers, not %4", name, numbers.size(), usual.size());
    for (const std::int64_t number : numbers) {
        if (number < least || number > kMostSize)
            step.refuse("its attribute %2 has a number %3", name, number);
    }
    return numbers;
}

/// Reads how a window of that size moves over x.
Window windowOf(const OnnxStep& step, const Tensor& x, const Numbers& size) {
    const std::size_t axes = size.size();
    const Numbers ones(axes, 1);
    Window window{size, each(step, "strides", ones, 1), each(step, "dilations", ones, 1), {}, {}};
    const Numbers pads = each(step, "pads", Numbers(2 * axes, 0), 0);
    window.before.assign(pads.begin(), pads.begin() + static_cast<std::ptrdiff_t>(axes));
    window.after.assign(pads.begin() + static_cast<std::ptrdiff_t>(axes), pads.end());
    const std::string how = step.text("auto_pad", "NOTSET");
    const bool isSame = how == "SAME_UPPER" || how == "SAME_LOWER";
    if (!isSame && how != "NOTSET" && how != "VALID")
        step.refuse("it pads in a way that is not known");
    if (how != "NOTSET" && step.integers("pads"))
        step.refuse("it says twice how to pad");
    for (std::size_t i = 0; i < axes; ++i) {
        const std::int64_t stride = window.strides[i];
        const std::int64_t reach = (size[i] - 1) * window.dilations[i] + 1;
        const std::int64_t in = x.shape()[i + 2];
        if (isSame) { // as many windows as there are strides
            const std::int64_t count = (in + stride - 1) / stride;
            const std::int64_t over = std::max<std::int64_t>((count - 1) * stride + reach - in, 0);
            window.before[i] = how == "SAME_UPPER" ? over / 2 : over - over / 2;
            window.after[i] = over - window.before[i];
        }
        if (reach > in + window.before[i] + window.after[i])
            step.refuse("its window does not fit into %2", x.shape());
    }
    return window;
}

/// [samples, channels, …] with channels last, and at least two axes between: a sequence is an image
/// of one row.
Tensor channelsLast(const Tensor& x) {
    Numbers order = {0};
    for (std::size_t axis = 2; axis < x.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    order.push_back(1);
    const Tensor y = transpose(x, order);
    return x.rank() == 3 ? expandDims(y, 1) : y;
}

/// The opposite.
Tensor channelsFirst(const Tensor& y, std::size_t rank) {
    const Tensor x = rank == 3 ? squeeze(y, 1) : y;
    Numbers order = {0, static_cast<std::int64_t>(rank) - 1};
    for (std::size_t axis = 1; axis + 1 < rank; ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    return transpose(x, order);
}

/// Filters [a, b, …] as […, a, b], or […, b, a] if `isSwapped`.
Tensor channelsLastFilters(const Tensor& filters, bool isSwapped) {
    Numbers order;
    for (std::size_t axis = 2; axis < filters.rank(); ++axis)
        order.push_back(static_cast<std::int64_t>(axis));
    order.push_back(isSwapped ? 1 : 0);
    order.push_back(isSwapped ? 0 : 1);
    const Tensor turned = transpose(filters, order);
    return filters.rank() == 3 ? expandDims(turned, 0) : turned;
}

/// Numbers of a sequence's axis as those of an image of one row.
Numbers widened(const Numbers& numbers) {
    return numbers.size() == 1 ? Numbers{1, numbers[0]} : numbers;
}

/// x with `value` around it.
Tensor padded(const OnnxStep& step, const Tensor& x, const Window& window, double value) {
    Paddings paddings(2);
    Numbers sizes = {x.shape()[0], x.shape()[1]};
    for (std::size_t i = 0; i < window.size.size(); ++i) {
        paddings.emplace_back(window.before[i], window.after[i]);
        sizes.push_back(x.shape()[i + 2] + window.before[i] + window.after[i]);
    }
    step.shape(sizes);
    const bool isBare = std::all_of(paddings.begin(), paddings.end(), [](const auto& pair) {
        return pair.first == 0 && pair.second == 0;
    });
    return isBare ? x : pad(x, paddings, value);
}

/// Checks x and filters; the filters' sizes behind their first two axes.
Numbers filterSizes(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Tensor& filters = step.floats(1);
    if (x.rank() < 3 || x.rank() > 5 || filters.rank() != x.rank())
        step.refuse("filters %2 do not go with %3", filters.shape(), x.shape());
    Numbers sizes(filters.shape().begin() + 2, filters.shape().end());
    if (std::find(sizes.begin(), sizes.end(), 0) != sizes.end())
        step.refuse("its filters are empty");
    if (step.integers("kernel_shape").value_or(sizes) != sizes)
        step.refuse("its attribute kernel_shape is not the filters', %2", filters.shape());
    return sizes;
}

/// y [samples, channels, …] with the bias, if there is one.
Tensor withBias(const OnnxStep& step, const Tensor& y) {
    if (!step.has(2))
        return y;
    const Tensor& bias = step.floats(2, 1);
    if (bias.size() != y.shape()[1])
        step.refuse("its bias has %2 numbers for %3 channels", bias.size(), y.shape()[1]);
    Shape spread;
    for (std::size_t axis = 0; axis < y.rank(); ++axis)
        spread.push_back(axis == 1 ? bias.size() : 1);
    return y + reshape(bias, spread);
}

/// Windows a stride of 1 apart, without those that strides leave out.
Tensor withStrides(const Tensor& y, const Numbers& strides) {
    Numbers by = {1};
    by.insert(by.end(), strides.begin(), strides.end());
    by.push_back(1);
    const Numbers begin(y.rank(), 0);
    return stridedSlice(y, begin, Numbers(y.shape().begin(), y.shape().end()), by);
}

/// x [samples, …, channels], filters […, channels, outputs].
Tensor convolved(
    const Tensor& x, const Tensor& filters, const Numbers& strides, const Numbers& dilations) {
    if (x.rank() == 5)
        return conv3d(x, filters, strides, "valid", "NDHWC", dilations);
    return conv2d(x, filters, strides, "valid", "NHWC", dilations);
}

/// Groups of channels, each with filters of its own: [outputs, channels / groups, …].
Tensor
groupConvolved(const Tensor& x, const Tensor& filters, std::int64_t groups, const Window& window) {
    // The ops take strides or dilations, not both.
    const auto isOne = [](std::int64_t number) { return number == 1; };
    const bool isDilated = !std::all_of(window.dilations.begin(), window.dilations.end(), isOne);
    const Numbers strides = widened(window.strides);
    const Numbers moves = isDilated ? Numbers(strides.size(), 1) : strides;
    const Numbers dilations = widened(window.dilations);
    Tensor y;
    if (groups == 1) {
        y = convolved(x, channelsLastFilters(filters, true), moves, dilations);
    } else if (filters.shape()[1] == 1 && filters.rank() <= 4) {
        // Outputs of a channel lie side by side in both.
        const Tensor each = channelsLastFilters(filters, true);
        const Shape& sizes = each.shape();
        const std::int64_t more = sizes[3] / groups;
        // Unequal strides are not for this op: what they leave out is computed too.
        const bool isEven = moves[0] == moves[1];
        y = depthwiseConv2d(
            x,
            reshape(each, {sizes[0], sizes[1], groups, more}),
            isEven ? moves : Numbers{1, 1},
            "valid",
            "NHWC",
            dilations);
        if (!isEven)
            y = withStrides(y, strides);
    } else {
        const Tensors xs = split(x, static_cast<int>(groups), -1);
        const Tensors all = split(filters, static_cast<int>(groups), 0);
        Tensors ys;
        for (std::size_t i = 0; i < xs.size(); ++i)
            ys.push_back(convolved(xs[i], channelsLastFilters(all[i], true), moves, dilations));
        y = concat(ys, -1);
    }
    return isDilated ? withStrides(y, strides) : y;
}

OnnxDatas conv(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Window window = windowOf(step, x, filterSizes(step));
    const Shape& filters = step.floats(1).shape();
    const std::int64_t groups = step.integer("group", 1);
    const std::int64_t channels = x.shape()[1];
    if (groups < 1 || groups > channels || filters[1] == 0 || channels % groups != 0 ||
        filters[0] % groups != 0 || channels / groups != filters[1])
        step.refuse("filters %2 in %3 groups do not go with %4", filters, groups, x.shape());
    const Tensor image = channelsLast(padded(step, x, window, 0));
    const Tensor y = groupConvolved(image, step.floats(1), groups, window);
    return {withBias(step, channelsFirst(y, x.rank()))};
}

OnnxDatas convTranspose(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Tensor& filters = step.floats(1);
    const Numbers sizes = filterSizes(step);
    const std::size_t axes = sizes.size();
    if (filters.shape()[0] != x.shape()[1] || x.rank() < 4)
        step.refuse("filters %2 do not go with %3", filters.shape(), x.shape());
    const Numbers strides = each(step, "strides", Numbers(axes, 1), 1);
    const Numbers pads = each(step, "pads", Numbers(2 * axes, 0), 0);
    const Numbers more = each(step, "output_padding", Numbers(axes, 0), 0);
    Numbers spread = {x.shape()[0]};
    Numbers begin = {0, 0};
    Numbers count = {x.shape()[0], filters.shape()[1]};
    Paddings behind(2);
    for (std::size_t i = 0; i < axes; ++i) {
        spread.push_back(strides[i] * (x.shape()[i + 2] - 1) + sizes[i]);
        begin.push_back(pads[i]);
        count.push_back(spread.back() + more[i] - pads[i] - pads[axes + i]);
        if (x.shape()[i + 2] < 1 || count.back() < 1)
            step.refuse("it leaves nothing of %2", x.shape());
        behind.emplace_back(0, more[i]);
    }
    spread.push_back(filters.shape()[1]);
    step.shape(count);
    const Shape whole = step.shape(spread);
    const Tensor last = channelsLast(x);
    const Tensor turned = channelsLastFilters(filters, true); // [rows, columns, outputs, channels]
    const Tensor y = axes == 2 ? conv2dTranspose(last, turned, whole, strides, "valid")
                               : conv3dTranspose(last, turned, whole, strides, "valid");
    return {withBias(step, slice(pad(channelsFirst(y, x.rank()), behind), begin, count))};
}

Window poolOf(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    if (x.rank() < 3 || x.rank() > 5)
        step.refuse("it has no windows over %2", x.shape());
    const Numbers none(x.rank() - 2, 0); // which is refused: there is no usual size
    Window window = windowOf(step, x, each(step, "kernel_shape", none, 1));
    for (std::size_t i = 0; i < window.size.size(); ++i) {
        if (window.before[i] >= window.size[i] || window.after[i] >= window.size[i])
            step.refuse("some of its windows hold nothing but padding");
    }
    return window;
}

OnnxDatas maxPool(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Window window = poolOf(step);
    constexpr double kLeast = -std::numeric_limits<double>::infinity();
    const Tensor image = channelsLast(padded(step, x, window, kLeast));
    const Numbers size = widened(window.size);
    const Numbers strides = widened(window.strides);
    const Tensor y = x.rank() == 5 ? maxPool3d(image, size, strides, "valid")
                                   : tp::maxPool(image, size, strides, "valid");
    return {channelsFirst(y, x.rank())};
}

OnnxDatas averagePool(const OnnxStep& step) {
    const Tensor& x = step.floats(0);
    const Window window = poolOf(step);
    const auto averaged = [&](const Tensor& each) {
        const Tensor image = channelsLast(padded(step, each, window, 0));
        const Numbers size = widened(window.size);
        const Numbers strides = widened(window.strides);
        const Tensor y = x.rank() == 5 ? avgPool3d(image, size, strides, "valid")
                                       : avgPool(image, size, strides, "valid");
        return channelsFirst(y, x.rank());
    };
    if (step.flag("count_include_pad", false))
        return {averaged(x)};
    Shape single = x.shape();
    single[0] = 1;
    single[1] = 1;
    return {averaged(x) / averaged(ones(single))}; // by the share of the window that is not padding
}

} // namespace

void addOnnxWindowOperations(OnnxOperations& operations) {
    operations["Conv"] = {
        conv, 2, 3, {"auto_pad", "dilations", "group", "kernel_shape", "pads", "strides"}};
    operations["ConvTranspose"] = {
        convTranspose, 2, 3, {"kernel_shape", "output_padding", "pads", "strides"}};
    operations["MaxPool"] = {maxPool, 1, 1, {"auto_pad", "kernel_shape", "pads", "strides"}};
    operations["AveragePool"] = {
        averagePool, 1, 1, {"auto_pad", "count_include_pad", "kernel_shape", "pads", "strides"}};
}

} // namespace tp
