#pragma once

#include "engine/ops/array.h"
#include "engine/ops/rules.h"

#include <array>
#include <span>

namespace tp {

/// One number for every spatial axis of an image, or one for each: strides, dilations, the sizes of
/// a pool.
class PerAxis {
public:
    PerAxis(std::int64_t all) : m_values{all} {} // NOLINT(google-explicit-constructor)
    PerAxis(int all) : m_values{all} {}          // NOLINT(google-explicit-constructor)
    PerAxis(std::initializer_list<std::int64_t> each) : m_values(each) {}
    PerAxis(Ints each) : m_values(std::move(each)) {} // NOLINT(google-explicit-constructor)

    /// As an op's attribute takes them.
    const Ints& list() const { return m_values; }

private:
    Ints m_values;
};

/// What is put around an image before a window moves over it.
///
///     conv2d(x, filter, 1, "same");                              // as many outputs as strides fit
///     conv2d(x, filter, 1, "valid");                             // nothing: the window stays
///     inside conv2d(x, filter, 1, 2);                                   // two zeros on every side
///     conv2d(x, filter, 1, {{0, 0}, {1, 2}, {1, 2}, {0, 0}});    // before and after each axis
///
/// Pairs are for all four axes in the order of the data format; those of batch and channels do not
/// count.
class Pad {
public:
    Pad(const char* how) : m_how(how) {}                // NOLINT(google-explicit-constructor)
    Pad(std::string how) : m_how(std::move(how)) {}     // NOLINT(google-explicit-constructor)
    Pad(std::int64_t everySide) : m_sizes{everySide} {} // NOLINT(google-explicit-constructor)
    Pad(int everySide) : m_sizes{everySide} {}          // NOLINT(google-explicit-constructor)
    Pad(const Paddings& pairs);                         // NOLINT(google-explicit-constructor)
    Pad(std::initializer_list<Paddings::value_type> pairs) : Pad(Paddings(pairs)) {}

    /// As the attribute "pad" takes it: same, valid or explicit.
    const std::string& how() const { return m_how; }
    /// As the attribute "explicitPaddings" takes it: one number, or pairs one after the other;
    /// empty unless how() is explicit.
    const Ints& sizes() const { return m_sizes; }

private:
    std::string m_how = "explicit";
    Ints m_sizes;
};

/// How a window moves along one spatial axis: where windows lie, and which elements they see.
struct WindowAxis {
    std::int64_t in = 1;       ///< size of the image
    std::int64_t out = 1;      ///< number of windows
    std::int64_t filter = 1;   ///< elements that a window looks at
    std::int64_t stride = 1;   ///< from one window to the next
    std::int64_t dilation = 1; ///< from one element of a window to the next
    std::int64_t padBefore =
        0; ///< zeros before the image; negative if its first elements are skipped

    /// From the first to the last element of a window.
    std::int64_t extent() const { return (filter - 1) * dilation + 1; }
    /// The image's element that window `o` begins at; may lie outside.
    std::int64_t begin(std::int64_t o) const { return o * stride - padBefore; }
    /// Zeros needed after the image; negative if its last elements are not reached.
    std::int64_t padAfter() const { return out == 0 ? 0 : begin(out - 1) + extent() - in; }
};

/// How a window moves over a batch of images, of two or three spatial axes (rows and columns last).
struct WindowGeometry {
    std::int64_t batch = 1;
    std::int64_t channels = 1; ///< of the image
    bool channelsLast = true;
    std::size_t rank = 2; ///< how many spatial axes there are
    std::array<WindowAxis, 3> axis;

    std::span<const WindowAxis> axes() const { return {axis.data(), rank}; }

    /// The image's shape, in its data format.
    Shape inShape() const;
    /// The shape of as many outputs as there are windows, in the same format.
    Shape outShape(std::int64_t outChannels) const;
};

/// The attributes that say how a window moves. An op that lacks one of them has its default.
struct WindowOptions {
    Ints strides = {1};
    Ints dilations = {1};
    std::string pad = "valid";
    Ints explicitPaddings;
    std::string dimRoundingMode; ///< floor, round or ceil; empty to cut fractions off
    std::string dataFormat;      ///< empty means channels last
};

/// From the attributes of these names, as far as the op has them.
WindowOptions windowOptions(const OpCall& call);

/// What to declare for windowOptions(): strides, pad, explicitPaddings and dimRoundingMode.
Attrs windowAttrs(Attrs others = {});

/// How a window of these sizes (one number, or one for each spatial axis) moves over an image of
/// that shape, along `rank` spatial axes.
///
/// Follows TensorFlow.js in all it does: a single number as padding of a two-dimensional window
/// takes the size and stride of the rows for the columns too, when it counts outputs, and "same" in
/// three dimensions skips elements where a stride is larger than its window.
///
/// Throws InvalidArgument, naming `where`, if the image has not `rank` + 2 axes, a
/// number is missing, too small or beyond int32, a name is unknown, or the window does not fit.
WindowGeometry windowGeometry(
    const Shape& image,
    const Ints& filter,
    std::size_t rank,
    const WindowOptions& options,
    std::string_view where);

/// Throws InvalidArgument if `dimRoundingMode` is set and the padding is no number, as
/// TensorFlow.js has it.
void checkRoundable(const Pad& pad, std::string_view dimRoundingMode, std::string_view where);

} // namespace tp
