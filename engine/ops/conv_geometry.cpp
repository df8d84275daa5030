#include "engine/ops/conv_geometry.h"

#include <algorithm>
#include <limits>

namespace tp {

namespace {

// Numbers beyond this make no window that memory could hold, and sums of a few stay in int64.
constexpr std::int64_t kLargest = std::numeric_limits<std::int32_t>::max();

enum class Padding { Same, Valid, Number, Pairs };

Padding paddingOf(const WindowOptions& options, std::size_t rank, std::string_view where) {
    if (options.pad == "same")
        return Padding::Same;
    if (options.pad == "valid")
        return Padding::Valid;
    check(
        options.pad == "explicit",
        "%1: the padding must be same, valid, a number or pairs of numbers, but it is %2.",
        where,
        options.pad);
    for (const std::int64_t size : options.explicitPaddings) {
        check(
            size >= 0 && size <= kLargest,
            "%1: a padding must be between 0 and %2, but one is %3.",
            where,
            kLargest,
            size);
    }
    if (options.explicitPaddings.size() == 1)
        return Padding::Number;
    check(
        options.explicitPaddings.size() == 2 * (rank + 2),
        "%1: explicit padding needs a pair of numbers for each of %2 axes, but it has %3 numbers.",
        where,
        rank + 2,
        options.explicitPaddings.size());
    return Padding::Pairs;
}

/// The number for one spatial axis of a list with one for all, or one for each.
std::int64_t numberAt(
    const Ints& list,
    std::size_t axis,
    std::size_t rank,
    std::string_view what,
    std::string_view where) {
    check(
        list.size() == 1 || list.size() == rank,
        "%1: the %2 must be one number or %3, but there are %4.",
        where,
        what,
        rank,
        list.size());
    const std::int64_t number = list.size() == 1 ? list[0] : list[axis];
    check(
        number >= 1 && number <= kLargest,
        "%1: the %2 must be between 1 and %3, but one of them is %4.",
        where,
        what,
        kLargest,
        number);
    return number;
}

/// 1 + room / stride, as a whole number.
std::int64_t
countOf(std::int64_t room, std::int64_t stride, std::string_view rounding, std::string_view where) {
    const auto floorDiv = [](std::int64_t a, std::int64_t b) {
        return a / b - (a % b != 0 && a < 0 ? 1 : 0);
    };
    if (rounding.empty())
        return (room + stride) / stride;
    if (rounding == "floor")
        return floorDiv(room, stride) + 1;
    if (rounding == "ceil")
        return -floorDiv(-room, stride) + 1;
    check(
        rounding == "round",
        "%1: dimRoundingMode must be floor, round or ceil, but it is %2.",
        where,
        rounding);
    return floorDiv(2 * room + stride, 2 * stride) + 1;
}

std::int64_t roundedUp(std::int64_t a, std::int64_t b) {
    return a <= 0 ? a / b : (a - 1) / b + 1;
}

void placeSame(WindowAxis& axis, std::size_t rank) {
    axis.out = roundedUp(axis.in, axis.stride);
    const std::int64_t missing = (axis.out - 1) * axis.stride + axis.extent() - axis.in;
    // TensorFlow.js lets padding be negative in three dimensions only; it rounds it down there.
    axis.padBefore =
        missing >= 0 || rank == 2 ? std::max<std::int64_t>(0, missing) / 2 : (missing - 1) / 2;
}

void checkFormat(const WindowOptions& options, std::size_t rank, std::string_view where) {
    const std::string_view last = rank == 2 ? "NHWC" : "NDHWC";
    const std::string_view first = rank == 2 ? "NCHW" : "NCDHW";
    check(
        options.dataFormat.empty() || options.dataFormat == last || options.dataFormat == first,
        "%1: the data format must be %2 or %3, but it is %4.",
        where,
        last,
        first,
        options.dataFormat);
}

/// The image's sizes and the window's steps, before anything is said of padding.
WindowGeometry unplaced(
    const Shape& image,
    const Ints& filter,
    std::size_t rank,
    const WindowOptions& options,
    std::string_view where) {
    WindowGeometry geometry;
    geometry.rank = rank;
    check(
        image.rank() == geometry.rank + 2,
        "%1: the images must have %2 axes (batch, %3 in space, channels), but their shape is %4.",
        where,
        geometry.rank + 2,
        geometry.rank,
        image);
    checkFormat(options, geometry.rank, where);
    geometry.channelsLast = !options.dataFormat.starts_with("NC");
    geometry.batch = image[0];
    geometry.channels = geometry.channelsLast ? image.back() : image[1];
    for (std::size_t i = 0; i < geometry.rank; ++i) {
        WindowAxis& axis = geometry.axis[i];
        axis.in = image[i + (geometry.channelsLast ? 1 : 2)];
        check(
            axis.in <= kLargest,
            "%1: an image of shape %2 is larger than can be worked on.",
            where,
            image);
        axis.filter = numberAt(filter, i, rank, "sizes of the window", where);
        axis.stride = numberAt(options.strides, i, rank, "strides", where);
        axis.dilation = numberAt(options.dilations, i, rank, "dilations", where);
        check(
            axis.extent() <= kLargest,
            "%1: a window of %2 elements at a dilation of %3 is too large.",
            where,
            axis.filter,
            axis.dilation);
    }
    return geometry;
}

} // namespace

Pad::Pad(const Paddings& pairs) {
    for (const auto& [before, after] : pairs) {
        m_sizes.push_back(before);
        m_sizes.push_back(after);
    }
}

Shape WindowGeometry::inShape() const {
    Shape shape{batch};
    if (!channelsLast)
        shape.push_back(channels);
    for (const WindowAxis& each : axes())
        shape.push_back(each.in);
    if (channelsLast)
        shape.push_back(channels);
    return shape;
}

Shape WindowGeometry::outShape(std::int64_t outChannels) const {
    Shape shape{batch};
    if (!channelsLast)
        shape.push_back(outChannels);
    for (const WindowAxis& each : axes())
        shape.push_back(each.out);
    if (channelsLast)
        shape.push_back(outChannels);
    return shape;
}

WindowOptions windowOptions(const OpCall& call) {
    WindowOptions options;
    for (const auto& [name, value] : call.op.attrs) {
        if (name == "strides") {
            options.strides = call.attr<Ints>(name);
        } else if (name == "dilations") {
            options.dilations = call.attr<Ints>(name);
        } else if (name == "pad") {
            options.pad = call.attr<std::string>(name);
        } else if (name == "explicitPaddings") {
            options.explicitPaddings = call.attr<Ints>(name);
        } else if (name == "dimRoundingMode") {
            options.dimRoundingMode = call.attr<std::string>(name);
        } else if (name == "dataFormat") {
            options.dataFormat = call.attr<std::string>(name);
        }
    }
    return options;
}

Attrs windowAttrs(Attrs others) {
    Attrs attrs = {
        {"strides", Ints{1}},
        {"pad", std::string("valid")},
        {"explicitPaddings", Ints{}},
        {"dimRoundingMode", std::string()}};
    attrs.insert(attrs.end(), others.begin(), others.end());
    return attrs;
}

WindowGeometry windowGeometry(
    const Shape& image,
    const Ints& filter,
    std::size_t rank,
    const WindowOptions& options,
    std::string_view where) {
    WindowGeometry geometry = unplaced(image, filter, rank, options, where);
    const Padding padding = paddingOf(options, rank, where);
    const Ints& sizes = options.explicitPaddings;
    for (std::size_t i = 0; i < rank; ++i) {
        WindowAxis& axis = geometry.axis[i];
        // In two dimensions the rows decide for the columns too.
        const WindowAxis& leader =
            rank == 2 && padding == Padding::Number ? geometry.axis[0] : axis;
        if (padding == Padding::Same) {
            placeSame(axis, rank);
        } else if (padding == Padding::Valid) {
            axis.out = roundedUp(axis.in - axis.extent() + 1, axis.stride);
        } else {
            const std::size_t pair = 2 * (i + (geometry.channelsLast ? 1 : 2));
            const bool same = padding == Padding::Number;
            axis.padBefore = same ? sizes[0] : sizes[pair];
            const std::int64_t after = same ? sizes[0] : sizes[pair + 1];
            const std::int64_t room = axis.in + axis.padBefore + after - leader.extent();
            axis.out = countOf(room, leader.stride, options.dimRoundingMode, where);
            if (rank == 3 && room < 0)
                axis.out = 0;
        }
        if (rank == 3 && padding == Padding::Valid)
            axis.out = std::max<std::int64_t>(0, axis.out);
        check(
            axis.out >= 0,
            "%1: a window of size %2 does not fit into an image of size %3 along axis %4.",
            where,
            axis.extent(),
            axis.in,
            i + (geometry.channelsLast ? 1 : 2));
        check(axis.out <= kLargest, "%1: the result would be too large.", where);
    }
    return geometry;
}

void checkRoundable(const Pad& pad, std::string_view dimRoundingMode, std::string_view where) {
    check(
        dimRoundingMode.empty() || pad.how() == "explicit",
        "%1: with a dimRoundingMode, the padding must be a number, but it is %2.",
        where,
        pad.how());
}

} // namespace tp
