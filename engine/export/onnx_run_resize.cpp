// Images in other sizes.
#include "engine/export/onnx_step.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"

#include <algorithm>
#include <cmath>

namespace tp {

namespace {

/// Where along an axis of `in` elements each of `out` new ones lies.
std::vector<double>
placesAlong(const OnnxStep& step, std::int64_t in, std::int64_t out, double scale) {
    const std::string how = step.text("coordinate_transformation_mode", "half_pixel");
    std::vector<double> places;
    for (std::int64_t i = 0; i < out; ++i) {
        const auto at = static_cast<double>(i);
        if (how == "asymmetric") {
            places.push_back(at / scale);
        } else if (how == "half_pixel") {
            places.push_back((at + 0.5) / scale - 0.5);
        } else if (how == "pytorch_half_pixel") {
            places.push_back(out > 1 ? (at + 0.5) / scale - 0.5 : 0);
        } else if (how == "align_corners") {
            const auto last = static_cast<double>(std::max<std::int64_t>(out - 1, 1));
            places.push_back(at * static_cast<double>(in - 1) / last);
        } else {
            step.refuse("it places pixels in a way that is not known");
        }
    }
    return places;
}

double nearest(const OnnxStep& step, double place) {
    const std::string how = step.text("nearest_mode", "round_prefer_floor");
    if (how == "floor")
        return std::floor(place);
    if (how == "ceil")
        return std::ceil(place);
    if (how == "round_prefer_floor")
        return std::ceil(place - 0.5);
    if (how != "round_prefer_ceil")
        step.refuse("it picks pixels in a way that is not known");
    return std::floor(place + 0.5);
}

/// The axis in another size; both ends go on as they are.
Tensor
resized(const OnnxStep& step, const Tensor& x, std::size_t axis, double scale, bool isMixed) {
    const std::int64_t in = x.shape()[axis];
    const auto out = static_cast<std::int64_t>(std::floor(static_cast<double>(in) * scale));
    std::vector<std::int32_t> lower;
    std::vector<std::int32_t> upper;
    std::vector<float> shares; // of the upper one
    for (const double place : placesAlong(step, in, out, scale)) {
        const auto within = [&](double at) {
            return static_cast<std::int32_t>(std::clamp(at, 0.0, static_cast<double>(in - 1)));
        };
        const double floor = isMixed ? std::floor(place) : nearest(step, place);
        lower.push_back(within(floor));
        upper.push_back(within(floor + 1));
        shares.push_back(static_cast<float>(place - floor));
    }
    const auto along = [&](const std::vector<std::int32_t>& places) {
        return gather(x, fromBuffer(places, Shape{out}), static_cast<int>(axis));
    };
    if (!isMixed)
        return along(lower);
    Shape spread;
    for (std::size_t i = 0; i < x.rank(); ++i)
        spread.push_back(i == axis ? out : 1);
    const Tensor share = fromBuffer(shares, spread);
    return along(lower) * (1 - share) + along(upper) * share;
}

OnnxDatas resize(const OnnxStep& step) {
    Tensor x = step.floats(0);
    const Tensor& scales = step.floats(2, 1);
    if (step.has(1) || static_cast<std::size_t>(scales.size()) != x.rank())
        step.refuse("it must have a scale for each axis and nothing else");
    const std::string mode = step.text("mode", "nearest");
    if (mode != "nearest" && mode != "linear")
        step.refuse("it mixes pixels in a way that we do not write");
    OnnxStep::Numbers sizes;
    for (std::size_t axis = 0; axis < x.rank(); ++axis) {
        const auto scale = static_cast<double>(scales.values<float>()[axis]);
        if (!(scale > 0) || scale > 1e6)
            step.refuse("it has a scale of %2", scale);
        sizes.push_back(
            static_cast<std::int64_t>(std::floor(static_cast<double>(x.shape()[axis]) * scale)));
    }
    if (step.shape(sizes).elementCount() == 0)
        step.refuse("it leaves nothing of %2", x.shape());
    for (std::size_t axis = 0; axis < x.rank(); ++axis) {
        const auto scale = static_cast<double>(scales.values<float>()[axis]);
        if (scale != 1)
            x = resized(step, x, axis, scale, mode == "linear");
    }
    return {x};
}

} // namespace

void addOnnxResize(OnnxOperations& operations) {
    operations["Resize"] = {
        resize, 3, 3, {"coordinate_transformation_mode", "mode", "nearest_mode"}};
}

} // namespace tp
