#pragma once

#include "engine/tensor/tensor.h"

#include <functional>
#include <optional>

/// Sounds and other signals, piece by piece.
namespace tp::signal {

/// A window of that many numbers: what stft() multiplies each frame with.
using Window = std::function<Tensor(std::int64_t windowLength)>;

/// Overlapping pieces of a signal, [count, frameLength]: each begins `frameStep` numbers after the
/// one before it. All elements count, whatever the signal's shape.
///
/// Numbers at the end that fill no frame are left out; with `padEnd`, frames begin up to the last
/// number and are filled up with `padValue`. Throws InvalidArgument for a length or step below 1.
Tensor frame(
    const Tensor& signal,
    std::int64_t frameLength,
    std::int64_t frameStep,
    bool padEnd = false,
    double padValue = 0);

/// a - b cos(2πi / n) for i = 0 …, where an even length counts as one more, so that the window
/// repeats itself seamlessly.
Tensor cosineWindow(std::int64_t windowLength, double a, double b);

/// The window that falls to 0 at both ends.
Tensor hannWindow(std::int64_t windowLength);

/// The window that falls to 0.08 at both ends.
Tensor hammingWindow(std::int64_t windowLength);

/// The short-time Fourier transform, complex64 [frames, fftLength / 2 + 1]: the frequencies in each
/// frame() of a signal.
///
/// `fftLength` is at first the power of 2 that holds a frame. Throws InvalidArgument as frame() and
/// spectral::rfft() do.
Tensor stft(
    const Tensor& signal,
    std::int64_t frameLength,
    std::int64_t frameStep,
    std::optional<std::int64_t> fftLength = {},
    const Window& window = hannWindow);

/// The smallest power of 2 that is not below `value`. Throws InvalidArgument for a value below 1.
std::int64_t enclosingPowerOfTwo(std::int64_t value);

} // namespace tp::signal
