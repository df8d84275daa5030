#pragma once

#include "engine/ops/rules.h"

#include <cmath>

namespace tp {

// Where the pixels of resized and transformed images come from, for shape rules and kernels.

/// std::floor() without the call that it is for older processors.
inline double wholeBelow(double x) {
    constexpr double kNoFractions = 4503599627370496.0; // from here on
    if (!(x > -kNoFractions && x < kNoFractions))
        return x;
    const auto cut = static_cast<double>(static_cast<std::int64_t>(x));
    return cut > x ? cut - 1 : cut;
}

/// To the nearest whole number, halves upwards.
inline double roundHalfUp(double x) {
    const double below = wholeBelow(x);
    return x - below >= 0.5 ? below + 1 : below;
}

/// One axis of an image that is resized from `before` to `after` pixels.
class ResizedAxis {
public:
    ResizedAxis(std::int64_t before, std::int64_t after, bool alignCorners, bool halfPixelCenters)
        : m_before(before)
        , m_alignCorners(alignCorners)
        , m_halfPixelCenters(halfPixelCenters) {
        const std::int64_t cut = alignCorners && after > 1 ? 1 : 0;
        m_ratio = static_cast<double>(before - cut) / static_cast<double>(after - cut);
    }

    /// Between which pixels of the original the i-th one lies, and how far from the lower one.
    struct Between {
        std::int64_t low;
        std::int64_t high;
        double part;
    };
    Between between(std::int64_t i) const {
        const auto at = static_cast<double>(i);
        const double place = m_halfPixelCenters ? m_ratio * (at + 0.5) - 0.5 : m_ratio * at;
        const double low = std::max(0.0, std::floor(place));
        return {
            std::min(m_before - 1, static_cast<std::int64_t>(low)),
            std::min(m_before - 1, static_cast<std::int64_t>(std::max(0.0, std::ceil(place)))),
            place - low};
    }

    /// The pixel of the original that is nearest to the i-th one.
    std::int64_t nearest(std::int64_t i) const {
        const double place = m_ratio * (static_cast<double>(i) + (m_halfPixelCenters ? 0.5 : 0.0));
        const double whole = m_alignCorners ? roundHalfUp(place) : std::floor(place);
        return std::min(m_before - 1, static_cast<std::int64_t>(whole));
    }

private:
    std::int64_t m_before;
    double m_ratio;
    bool m_alignCorners;
    bool m_halfPixelCenters;
};

/// Along one axis of `size` pixels, where the index-th pixel of a crop from `begin` to `end` (parts
/// of the axis) lies.
inline double
cropPlace(double begin, double end, std::int64_t size, std::int64_t cropSize, std::int64_t index) {
    const auto last = static_cast<double>(size - 1);
    if (cropSize <= 1)
        return 0.5 * (begin + end) * last;
    return begin * last +
           (end - begin) * static_cast<double>(index) * last / static_cast<double>(cropSize - 1);
}

/// What Transform takes for a place outside the image.
enum class FillMode : std::uint8_t { Constant, Reflect, Wrap, Nearest };

/// The mode of that name; throws InvalidArgument for another.
FillMode fillModeFromName(const std::string& name);

/// A place along an axis of `size` pixels brought into it as the mode says; "constant" leaves it.
double placeInside(FillMode mode, double place, std::int64_t size);

} // namespace tp
