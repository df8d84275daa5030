#include "engine/base/thread_pool.h"
#include "engine/cpu/kernels.h"
#include "engine/cpu/strides.h"
#include "engine/cpu/vector_loops.h"
#include "engine/cpu/write_way.h"
#include "engine/ops/rules.h"

#include <algorithm>
#include <cmath>

namespace tp::cpu {

namespace {

constexpr std::int64_t kThreadedElements = 1 << 17;

// The inputs of FusedBatchNorm.
constexpr std::size_t kX = 0;
constexpr std::size_t kScale = 1;
constexpr std::size_t kOffset = 2;
constexpr std::size_t kMean = 3;
constexpr std::size_t kVariance = 4;

/// How many of x's last elements `shape` has numbers for, after which they repeat; -1 if it is
/// stretched along an axis between.
std::int64_t repeats(const Shape& shape, const Shape& x) {
    std::int64_t count = 1;
    bool ended = false;
    for (std::size_t i = 0; i < shape.rank(); ++i) {
        const std::int64_t size = shape[shape.rank() - 1 - i];
        if (size == x[x.rank() - 1 - i] && !ended) {
            count *= size;
        } else if (size == 1) {
            ended = true;
        } else {
            return -1;
        }
    }
    return count;
}

/// What is done to every element: (x - mean) * factor + offset. Long enough for whole vectors.
struct NormTable {
    std::vector<float> mean;
    std::vector<float> factor;
    std::vector<float> offset;
};

NormTable normTable(const KernelCall& call, std::int64_t period, std::int64_t length) {
    NormTable table;
    const auto epsilon = call.attr<double>("varianceEpsilon");
    const auto numbers = [&](std::size_t input) {
        return call.input(input).isNull() ? nullptr : call.in<float>(input);
    };
    const auto at = [&](std::size_t input, std::int64_t i) {
        return numbers(input)[i % call.input(input).size()];
    };
    for (std::int64_t i = 0; i < std::min(period, length); ++i) {
        const double deviation = std::sqrt(static_cast<double>(at(kVariance, i)) + epsilon);
        const double scale = numbers(kScale) ? static_cast<double>(at(kScale, i)) : 1;
        table.mean.push_back(at(kMean, i));
        table.factor.push_back(static_cast<float>(scale / deviation));
        table.offset.push_back(numbers(kOffset) ? at(kOffset, i) : 0);
    }
    for (std::int64_t i = period; i < length; ++i) {
        const auto from = static_cast<std::size_t>(i - period);
        table.mean.push_back(table.mean[from]);
        table.factor.push_back(table.factor[from]);
        table.offset.push_back(table.offset[from]);
    }
    return table;
}

/// Where the numbers for a channel repeat after every `period` elements of x.
void batchNormByTable(KernelCall& call, std::int64_t period) {
    constexpr std::int64_t kShortest = 512;
    const std::int64_t count = call.outputs[0].size();
    const std::int64_t length = (kShortest + period - 1) / period * period;
    const NormTable table = normTable(call, period, length);
    const auto* x = call.in<float>(kX);
    auto* y = call.out<float>();
    const auto write = [&](std::int64_t first, std::int64_t some, float* target) {
        while (some > 0) {
            const std::int64_t start = first % length;
            const std::int64_t run = std::min(some, length - start);
            vectorLoops().normalize(
                x + first,
                table.mean.data() + start,
                table.factor.data() + start,
                table.offset.data() + start,
                run,
                target);
            first += run;
            target += run;
            some -= run;
        }
    };
    static WriteWay way;
    const LargeWrite large(way, count * std::int64_t{sizeof(float)});
    parallelFor(count, kThreadedElements, [&](std::int64_t begin, std::int64_t end) {
        computeInto(y, begin, end, large.isPastCache(), write);
        if (large.isPastCache())
            finishPastCache();
    });
}

/// Any broadcasting. Steps that lack an input read one number again and again.
void batchNormStrided(KernelCall& call) {
    const Shape& shape = call.input(kX).shape();
    const float kOne = 1;
    const float kZero = 0;
    std::array<const float*, 5> numbers{};
    std::array<Shape, 5> steps;
    for (std::size_t input = 0; input < numbers.size(); ++input) {
        const bool given = !call.input(input).isNull();
        numbers[input] = given ? call.in<float>(input) : input == kScale ? &kOne : &kZero;
        steps[input] = broadcastStrides(given ? call.input(input).shape() : Shape(), shape);
    }
    Walk<5> walk;
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        walk.addAxis(
            shape[axis],
            {steps[0][axis], steps[1][axis], steps[2][axis], steps[3][axis], steps[4][axis]});
    }
    const auto epsilon = call.attr<double>("varianceEpsilon");
    auto* y = call.out<float>();
    walk.forEachRow([&](const auto& offsets, std::int64_t count, const auto& step) {
        for (std::int64_t i = 0; i < count; ++i) {
            const auto at = [&](std::size_t input) {
                return static_cast<double>(numbers[input][offsets[input] + i * step[input]]);
            };
            const double deviation = std::sqrt(at(kVariance) + epsilon);
            *y++ = static_cast<float>((at(kX) - at(kMean)) * at(kScale) / deviation + at(kOffset));
        }
    });
}

void fusedBatchNorm(KernelCall& call) {
    const Shape& x = call.input(kX).shape();
    if (x.elementCount() == 0)
        return;
    std::int64_t period = 1;
    for (const std::size_t input : {kScale, kOffset, kMean, kVariance}) {
        if (call.input(input).isNull())
            continue;
        const std::int64_t each = repeats(call.input(input).shape(), x);
        // Both are products of x's last sizes, so that one divides the other.
        period = each < 0 || period < 0 ? -1 : std::max(period, each);
    }
    if (period > 0) {
        batchNormByTable(call, period);
    } else {
        batchNormStrided(call);
    }
}

struct Response {
    explicit Response(const OpCall& call)
        : channels(call.input(0).shape()[3])
        , radius(std::min(call.attr<std::int64_t>("depthRadius"), channels))
        , bias(static_cast<float>(call.attr<double>("bias")))
        , alpha(static_cast<float>(call.attr<double>("alpha")))
        , beta(call.attr<double>("beta")) {}

    /// sums[c] = values[c - radius] + … + values[c + radius].
    void sumNearby(const std::vector<float>& values, std::vector<float>& sums) const {
        sums = values;
        for (std::int64_t far = 1; far <= radius; ++far) {
            const std::int64_t count = channels - far;
            const float* later = values.data() + far;
            for (std::int64_t c = 0; c < count; ++c)
                sums[static_cast<std::size_t>(c)] += later[c];
            float* laterSums = sums.data() + far;
            for (std::int64_t c = 0; c < count; ++c)
                laterSums[c] += values[static_cast<std::size_t>(c)];
        }
    }

    /// norms[c] = bias + alpha * the sum of the squares nearby.
    void norms(const float* x, std::vector<float>& squares, std::vector<float>& norms) const {
        for (std::int64_t c = 0; c < channels; ++c)
            squares[static_cast<std::size_t>(c)] = x[c] * x[c];
        sumNearby(squares, norms);
        for (float& norm : norms)
            norm = bias + alpha * norm;
    }

    /// factors[c] = norms[c] ** -beta; the exponents that people use need no pow().
    void powers(const std::vector<float>& norms, std::vector<float>& factors) const {
        const std::size_t count = norms.size();
        constexpr double kHalf = 0.5;
        constexpr double kThreeQuarters = 0.75;
        // Only pow() knows what to make of -infinity.
        const bool isUsual = std::all_of(norms.begin(), norms.end(), [](float n) { return n > 0; });
        if (isUsual && beta == kHalf) {
            for (std::size_t c = 0; c < count; ++c)
                factors[c] = 1 / std::sqrt(norms[c]);
        } else if (isUsual && beta == kThreeQuarters) {
            for (std::size_t c = 0; c < count; ++c) {
                const float root = std::sqrt(norms[c]);
                factors[c] = 1 / (root * std::sqrt(root));
            }
        } else if (isUsual && beta == 1) {
            for (std::size_t c = 0; c < count; ++c)
                factors[c] = 1 / norms[c];
        } else {
            for (std::size_t c = 0; c < count; ++c)
                factors[c] = static_cast<float>(std::pow(static_cast<double>(norms[c]), -beta));
        }
    }

    std::int64_t channels;
    std::int64_t radius;
    float bias;
    float alpha;
    double beta;
};

/// Calls `work(offset)` for every pixel, on several threads if there are many.
template<class F>
void forEachPixel(const Response& response, std::int64_t elements, const F& work) {
    const std::int64_t pixels = response.channels == 0 ? 0 : elements / response.channels;
    const std::int64_t cost = response.channels * (8 + 2 * response.radius);
    const std::int64_t grain = kThreadedElements / std::max<std::int64_t>(cost, 1) + 1;
    parallelFor(pixels, grain, [&](std::int64_t begin, std::int64_t end) {
        F worker = work; // with buffers of its own
        for (std::int64_t i = begin; i < end; ++i)
            worker(i * response.channels);
    });
}

void localResponse(KernelCall& call) {
    const Response response(call);
    const auto* x = call.in<float>(0);
    auto* y = call.out<float>();
    const std::vector<float> empty(static_cast<std::size_t>(response.channels));
    forEachPixel(
        response,
        call.outputs[0].size(),
        [=, squares = empty, norms = empty](std::int64_t start) mutable {
            response.norms(x + start, squares, norms);
            std::vector<float>& factors = squares;
            response.powers(norms, factors);
            for (std::int64_t c = 0; c < response.channels; ++c)
                y[start + c] = x[start + c] * factors[static_cast<std::size_t>(c)];
        });
}

void localResponseGrad(KernelCall& call) {
    const Response response(call);
    const auto* x = call.in<float>(0);
    const auto* y = call.in<float>(1);
    const auto* dy = call.in<float>(2);
    auto* dx = call.out<float>();
    const auto slope =
        static_cast<float>(-2 * call.attr<double>("alpha") * call.attr<double>("beta"));
    const std::vector<float> empty(static_cast<std::size_t>(response.channels));
    forEachPixel(
        response,
        call.outputs[0].size(),
        [=, squares = empty, norms = empty, shares = empty](std::int64_t start) mutable {
            response.norms(x + start, squares, norms);
            for (std::int64_t c = 0; c < response.channels; ++c) {
                const auto channel = static_cast<std::size_t>(c);
                squares[channel] = dy[start + c] * y[start + c] / norms[channel];
            }
            response.sumNearby(squares, shares);
            std::vector<float>& factors = squares;
            response.powers(norms, factors);
            for (std::int64_t c = 0; c < response.channels; ++c) {
                const auto channel = static_cast<std::size_t>(c);
                dx[start + c] =
                    dy[start + c] * factors[channel] + slope * x[start + c] * shares[channel];
            }
        });
}

} // namespace

void registerNormalizationKernels(Backend& backend) {
    backend.add("FusedBatchNorm", fusedBatchNorm);
    backend.add("LRN", localResponse);
    backend.add("LRNGrad", localResponseGrad);
}

} // namespace tp::cpu
