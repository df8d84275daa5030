#pragma once

#include <array>
#include <cstdint>

namespace tp::cpu {

/// A product c = a * b of matrices: rows of c and b are so far apart, and a's elements by steps of
/// their own along a row of c and along the inner axis, so that a may lie turned.
struct SmallProduct {
    const float* a;
    std::int64_t rowStep;
    std::int64_t innerStep;
    const float* b;
    std::int64_t pitchB;
    float* c;
    std::int64_t pitchC;
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t inner;
};

/// A row of a pool's windows, which lie wholly in the image: each of `rows` rows, `pitch` apart,
/// and `size` pixels, the next one `stride` pixels further on. A mean divides by `count`.
struct PoolRow {
    const float* x;
    std::int64_t pitch;
    std::int64_t rows;
    std::int64_t channels;
    std::int64_t stride;
    std::int64_t size;
    std::int64_t windows;
    float count;
    float* y;
};

/// A row of a max pool's windows, which lie wholly in the image and share no pixels, on the way
/// back: what comes for each window goes to the first of its pixels that is the largest.
struct PoolGradRow {
    const float* x;
    const float* dy;
    std::int64_t pitch; ///< of the image's rows, of which each window sees `rows`
    std::int64_t rows;
    std::int64_t channels;
    std::int64_t stride; ///< from one window to the next, in pixels
    std::int64_t size;   ///< how many pixels of a row a window sees
    std::int64_t windows;
    float* dx; ///< laid out as x
};

/// Lines of windows of a convolution, which see the same taps of the filter inside the image. The
/// filter lies as [depths, rows, columns, channels, outChannels].
///
/// Pointers that go with it lead to the first window of y, to its first tap, and to what that sees.
struct ConvRun {
    /// The taps along an axis, and how far each is from the one before.
    struct Taps {
        std::int64_t count;
        std::int64_t stepX;
        std::int64_t stepFilter;
    };
    /// As many windows, or lines of them, and how far each is from the one before.
    struct Windows {
        std::int64_t count;
        std::int64_t stepX;
        std::int64_t stepY;
    };

    std::int64_t channels;
    std::int64_t outChannels;
    Windows lines;
    Windows windows; ///< of a line
    Taps depths;
    Taps rows;
    Taps columns;
};

/// What a depthwise convolution ends with: y = sum + bias[channel], brought between least and most,
/// where NaN stays NaN.
struct DepthwiseEnd {
    const float* bias = nullptr; ///< null for none
    float least = 0;
    float most = 0;
};

/// Rows of numbers whose sums so far, row after row, are wanted. They start with `sums`, in which
/// the last are left.
struct RunningSums {
    const float* x;
    std::int64_t pitch; ///< of x's rows
    std::int64_t rows;
    std::int64_t width;
    double* sums;
    float* y;
    std::int64_t pitchY;
};

/// The innermost loops over float32, compiled once for each set of vector instructions.
///
/// All run on the calling thread and take pointers of any alignment.
struct VectorLoops {
    static constexpr std::size_t kMostIds = 64; // more than elementwise.inl has in any table

    using Unary = void (*)(const float* x, float* y, std::int64_t count, float a, float b);
    template<class Y>
    using BinaryForm = void (*)(const float* a, const float* b, Y* y, std::int64_t count);

    /// One formula for two inputs of `count` numbers, or for one and a single number.
    template<class Y>
    struct Binary {
        BinaryForm<Y> both = nullptr;
        BinaryForm<Y> fixedB = nullptr;
        BinaryForm<Y> fixedA = nullptr;
    };

    // Indexed by the ids of elementwise.inl.
    std::array<Unary, kMostIds> unary{};
    std::array<Binary<float>, kMostIds> binary{};
    std::array<Binary<std::uint8_t>, kMostIds> compare{};

    /// A row of neighbours made one number.
    double (*sum)(const float* x, std::int64_t count);
    float (*largest)(const float* x, std::int64_t count);
    float (*smallest)(const float* x, std::int64_t count);
    std::int64_t (*positionOfLargest)(const float* x, std::int64_t count);
    std::int64_t (*positionOfSmallest)(const float* x, std::int64_t count);
    float (*dot)(const float* a, const float* b, std::int64_t count);

    /// `rows` rows of `width` numbers, `pitch` apart, joined into the row that is there already.
    template<class Sum>
    using Columns = void (*)(
        const float* x, std::int64_t pitch, std::int64_t rows, std::int64_t width, Sum* joined);
    Columns<double> sumColumns;
    Columns<float> largestColumns;
    Columns<float> smallestColumns;

    /// Row after row: where a column's number beats `best`, that becomes it, and `position` the
    /// row's index.
    using PositionColumns = void (*)(
        const float* x,
        std::int64_t pitch,
        std::int64_t rows,
        std::int64_t width,
        float* best,
        std::int32_t* position);
    PositionColumns positionsOfLargest;
    PositionColumns positionsOfSmallest;

    using Accumulate = void (*)(const RunningSums& rows);
    Accumulate accumulate;
    Accumulate accumulateExclusive; ///< without the row itself

    /// The sums along each of eight rows so far, starting with `sums`, in which the last are left.
    using AccumulateAlong = void (*)(
        const float* x,
        std::int64_t pitch,
        std::int64_t count,
        double* sums,
        float* y,
        std::int64_t pitchY);
    AccumulateAlong accumulateAlong;
    AccumulateAlong accumulateAlongExclusive; ///< without the number itself

    /// y[j] += factor * x[j]
    void (*addScaled)(float factor, const float* x, float* y, std::int64_t count);
    void (*addScaledWhole)(
        std::uint32_t factor, const std::uint32_t* x, std::uint32_t* y, std::int64_t count);

    /// y[j] += factors[i] * x[i][j] for `rows` rows of `width` numbers, `pitch` apart
    void (*addScaledRows)(
        const float* factors,
        const float* x,
        std::int64_t pitch,
        std::int64_t rows,
        std::int64_t width,
        float* y);

    /// Fast as long as b, or as many of its columns as four registers hold, stays in the innermost
    /// cache. Each number of c is added up in the order of the inner axis, wherever the product is
    /// cut.
    void (*multiplySmall)(const SmallProduct& product);

    // Convolutions of few channels, or with channels kept apart.

    /// Each number of y is added up in the order of the taps.
    void (*convolve)(const ConvRun& run, const float* x, const float* filter, float* y);
    /// The same with channels kept apart: the filter lies as [rows, columns, channels], and there
    /// is no depth.
    void (*convolveDepthwise)(
        const ConvRun& run, const float* x, const float* filter, const DepthwiseEnd& end, float* y);
    /// What there is in `filter` is added to.
    void (*addFilterGradient)(const ConvRun& run, const float* x, const float* dy, float* filter);

    /// The end of a fused op: y[i] = activation(y[i] + bias[i]), where the leaky ones take slope[i]
    /// below zero. Indexed by FusedActivation.
    using Finish = void (*)(float* y, const float* bias, const float* slope, std::int64_t count);
    std::array<Finish, 7> finish{};

    /// Neither NaN nor infinity.
    bool (*areFinite)(const float* x, std::int64_t count);

    /// A pool, and one half of it.
    struct Pool {
        /// `rows` rows of `width` numbers, `pitch` apart, joined into one.
        void (*rows)(
            const float* x,
            std::int64_t pitch,
            std::int64_t rows,
            std::int64_t width,
            float* joined);
        void (*windows)(const PoolRow& row);
    };
    Pool meanPool;
    Pool maxPool; // NaN is passed over

    /// Sets the pixels that windows see.
    void (*maxPoolGrad)(const PoolGradRow& row);

    /// Pixel after pixel: where a channel is above `largest`, that becomes it, and `places` the
    /// pixel's number, which starts at `first`.
    void (*placesOfLargest)(
        const float* x,
        std::int64_t channels,
        std::int64_t first,
        std::int64_t pixels,
        float* largest,
        std::int32_t* places);

    /// y[i] = (x[i] - mean[i]) * factor[i] + offset[i]
    void (*normalize)(
        const float* x,
        const float* mean,
        const float* factor,
        const float* offset,
        std::int64_t count,
        float* y);

    /// `rows` rows of `width` numbers, at least one.
    using Rows = void (*)(const float* x, float* y, std::int64_t rows, std::int64_t width);
    Rows softmax;
    Rows logSoftmax;
};

/// Those for the best instructions that this processor has.
const VectorLoops& vectorLoops();

// One for each set of instructions; only call what the processor has.
namespace baseline {
VectorLoops vectorLoops();
}
namespace v3 {
VectorLoops vectorLoops();
}
namespace v4 {
VectorLoops vectorLoops();
}

} // namespace tp::cpu
