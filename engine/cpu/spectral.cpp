#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"

#include <kiss_fft.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <numbers>
#include <vector>

namespace tp::cpu {

namespace {

using Complex = std::complex<float>;

static_assert(sizeof(Complex) == sizeof(kiss_fft_cpx));

/// KissFFT's transform of one length: fast if the length has small factors only.
class SmoothTransform {
public:
    SmoothTransform(std::int64_t length, bool isInverse)
        : m_state(kiss_fft_alloc(static_cast<int>(length), isInverse ? 1 : 0, nullptr, nullptr)) {
        if (!m_state)
            throw std::bad_alloc();
    }

    /// x and y must not overlap.
    void run(const Complex* x, Complex* y) const {
        kiss_fft(
            m_state.get(),
            reinterpret_cast<const kiss_fft_cpx*>(x),
            reinterpret_cast<kiss_fft_cpx*>(y));
    }

private:
    struct Free {
        void operator()(kiss_fft_cfg state) const { kiss_fft_free(state); }
    };
    std::unique_ptr<kiss_fft_state, Free> m_state;
};

/// Without the overflow checks of operator*, which cost more than the product.
Complex product(Complex a, Complex b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

/// Bluestein's transform of a length with a large prime factor: jk is (j² + k² - (j - k)²) / 2, so
/// that the sum becomes a convolution, which transforms of a better length do.
class ChirpTransform {
public:
    ChirpTransform(std::int64_t length, bool isInverse)
        : m_length(length)
        , m_inner(kiss_fft_next_fast_size(static_cast<int>(2 * length - 1)))
        , m_forward(m_inner, false)
        , m_backward(m_inner, true) {
        const double turn = (isInverse ? 1 : -1) * std::numbers::pi / static_cast<double>(length);
        std::vector<Complex> filter(static_cast<std::size_t>(m_inner));
        for (std::int64_t j = 0; j < length; ++j) {
            // The angle repeats itself; kept small it stays exact.
            const auto square = static_cast<double>(j * j % (2 * length));
            const Complex chirp(std::polar(1.0, turn * square));
            m_chirp.push_back(chirp);
            filter[static_cast<std::size_t>(j)] = std::conj(chirp);
            if (j > 0)
                filter[static_cast<std::size_t>(m_inner - j)] = std::conj(chirp);
        }
        m_filter.resize(filter.size());
        m_forward.run(filter.data(), m_filter.data());
        for (Complex& each : m_filter)
            each /= static_cast<float>(m_inner);
    }

    std::int64_t scratchSize() const { return 2 * m_inner; }

    void run(const Complex* x, Complex* y, Complex* scratch) const {
        Complex* const signal = scratch;
        Complex* const spectrum = scratch + m_inner;
        for (std::int64_t j = 0; j < m_length; ++j)
            signal[j] = product(x[j], m_chirp[static_cast<std::size_t>(j)]);
        std::fill(signal + m_length, signal + m_inner, Complex());
        m_forward.run(signal, spectrum);
        for (std::int64_t j = 0; j < m_inner; ++j)
            spectrum[j] = product(spectrum[j], m_filter[static_cast<std::size_t>(j)]);
        m_backward.run(spectrum, signal);
        for (std::int64_t j = 0; j < m_length; ++j)
            y[j] = product(signal[j], m_chirp[static_cast<std::size_t>(j)]);
    }

private:
    std::int64_t m_length;
    std::int64_t m_inner;
    SmoothTransform m_forward;
    SmoothTransform m_backward;
    std::vector<Complex> m_chirp;
    std::vector<Complex> m_filter; // already transformed
};

std::int64_t largestPrimeFactor(std::int64_t value) {
    std::int64_t largest = 1;
    for (std::int64_t factor = 2; factor * factor <= value; ++factor) {
        for (; value % factor == 0; value /= factor)
            largest = factor;
    }
    return std::max(largest, value);
}

// KissFFT's time for a prime factor grows with its square; from about here on, three longer
// transforms cost less.
constexpr std::int64_t kLargePrime = 50;

/// How to transform rows of one length in one direction.
class Plan {
public:
    Plan(std::int64_t length, bool isInverse) : m_length(length), m_isInverse(isInverse) {
        if (largestPrimeFactor(length) >= kLargePrime) {
            m_chirp = std::make_unique<ChirpTransform>(length, isInverse);
        } else {
            m_smooth = std::make_unique<SmoothTransform>(length, isInverse);
        }
    }

    void run(const Complex* x, Complex* y, std::int64_t rows) const {
        std::vector<Complex> scratch(
            m_chirp ? static_cast<std::size_t>(m_chirp->scratchSize()) : 0);
        for (std::int64_t row = 0; row < rows; ++row, x += m_length, y += m_length) {
            if (m_chirp) {
                m_chirp->run(x, y, scratch.data());
            } else {
                m_smooth->run(x, y);
            }
        }
        if (m_isInverse) {
            const float scale = 1 / static_cast<float>(m_length);
            std::for_each(y - rows * m_length, y, [scale](Complex& each) { each *= scale; });
        }
    }

private:
    std::int64_t m_length;
    bool m_isInverse;
    std::unique_ptr<SmoothTransform> m_smooth;
    std::unique_ptr<ChirpTransform> m_chirp;
};

/// Making a plan takes as long as several transforms, so the last ones are kept.
std::shared_ptr<const Plan> planFor(std::int64_t length, bool isInverse) {
    constexpr std::size_t kMostPlans = 32;
    static std::mutex mutex;
    static std::map<std::pair<std::int64_t, bool>, std::shared_ptr<const Plan>> plans;
    const std::scoped_lock lock(mutex);
    if (plans.size() >= kMostPlans && !plans.contains({length, isInverse}))
        plans.clear();
    std::shared_ptr<const Plan>& plan = plans[{length, isInverse}];
    if (!plan)
        plan = std::make_shared<Plan>(length, isInverse);
    return plan;
}

// So many numbers are transformed in about the time that a second thread takes to wake.
constexpr std::int64_t kLargeEnough = 1 << 13;

void transform(KernelCall& call, bool isInverse) {
    const Tensor& x = call.input(0);
    if (x.size() == 0)
        return;
    const auto* from = call.in<Complex>(0);
    auto* to = call.out<Complex>();
    const std::int64_t length = x.shape().back();
    if (length == 1) {
        std::copy_n(from, x.size(), to);
        return;
    }
    const auto plan = planFor(length, isInverse);
    parallelFor(
        x.size() / length, kLargeEnough / length + 1, [&](std::int64_t begin, std::int64_t end) {
            plan->run(from + begin * length, to + begin * length, end - begin);
        });
}

} // namespace

void registerSpectralKernels(Backend& backend) {
    backend.add("FFT", [](KernelCall& call) { transform(call, false); });
    backend.add("IFFT", [](KernelCall& call) { transform(call, true); });
}

} // namespace tp::cpu
