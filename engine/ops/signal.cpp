#include "engine/ops/signal.h"

#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/index.h"
#include "engine/ops/rules.h"
#include "engine/ops/spectral.h"

#include <bit>
#include <cmath>
#include <numbers>

namespace tp::signal {

Tensor frame(
    const Tensor& signal,
    std::int64_t frameLength,
    std::int64_t frameStep,
    bool padEnd,
    double padValue) {
    check(
        frameLength > 0 && frameStep > 0,
        "frame: a frame's length and the step to the next one must be 1 or more, but they are %1 "
        "and %2.",
        frameLength,
        frameStep);
    const std::int64_t size = signal.size();
    const std::int64_t begins = padEnd ? size : size - frameLength + 1;
    const std::int64_t count = begins <= 0 ? 0 : (begins - 1) / frameStep + 1;
    checkSizes({count, frameLength}, "frame");
    if (count == 0)
        return zeros({0, frameLength}, signal.dtype());

    const Tensor places = allocateTensor({DType::Int32, {count, frameLength}});
    auto* place = reinterpret_cast<std::int32_t*>(places.storage()->host());
    for (std::int64_t i = 0; i < count; ++i) {
        for (std::int64_t j = 0; j < frameLength; ++j)
            *place++ = static_cast<std::int32_t>(i * frameStep + j);
    }
    const std::int64_t missing = (count - 1) * frameStep + frameLength - size;
    Tensor numbers = flatten(signal);
    if (missing > 0)
        numbers = pad(numbers, {{0, missing}}, padValue);
    return gather(numbers, places);
}

Tensor cosineWindow(std::int64_t windowLength, double a, double b) {
    checkSizes({windowLength}, "cosineWindow");
    const std::int64_t period = windowLength - windowLength % 2;
    Tensor window = allocateTensor({DType::Float32, {windowLength}});
    auto* const values = reinterpret_cast<float*>(window.storage()->host());
    for (std::int64_t i = 0; i < windowLength; ++i) {
        const double angle =
            2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(period);
        values[i] = static_cast<float>(a - b * std::cos(angle));
    }
    return window;
}

Tensor hannWindow(std::int64_t windowLength) {
    return cosineWindow(windowLength, 0.5, 0.5);
}

Tensor hammingWindow(std::int64_t windowLength) {
    return cosineWindow(windowLength, 0.54, 0.46);
}

Tensor stft(
    const Tensor& signal,
    std::int64_t frameLength,
    std::int64_t frameStep,
    std::optional<std::int64_t> fftLength,
    const Window& window) {
    const Tensor frames = frame(signal, frameLength, frameStep);
    return spectral::rfft(
        frames * window(frameLength), fftLength ? *fftLength : enclosingPowerOfTwo(frameLength));
}

std::int64_t enclosingPowerOfTwo(std::int64_t value) {
    constexpr std::int64_t kLargest = std::int64_t{1} << 62;
    check(
        value > 0 && value <= kLargest,
        "enclosingPowerOfTwo: the value must be 1 or more, but it is %1.",
        value);
    return static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(value)));
}

} // namespace tp::signal
