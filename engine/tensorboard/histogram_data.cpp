#include "engine/tensorboard/histogram_data.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace tp {

namespace {

constexpr double kLargest = std::numeric_limits<double>::max();

/// Calls `use` with each value that is a finite number.
template<class Use>
void forFiniteValues(const Tensor& values, const Use& use) {
    const auto each = [&](const auto& elements) {
        for (const auto element : elements) {
            const auto number = static_cast<double>(element);
            if (std::isfinite(number))
                use(number);
        }
    };
    switch (values.dtype()) {
    case DType::Float32:
        each(values.values<float>());
        break;
    case DType::Int32:
        each(values.values<std::int32_t>());
        break;
    case DType::Bool:
        each(values.values<std::uint8_t>());
        break;
    default:
        check(false, "histogram: %1 has no order to count by", values.dtype());
    }
}

/// All but the buckets. Without values, the smallest is above the largest.
HistogramData summaryOf(const Tensor& values) {
    HistogramData data;
    data.min = kLargest;
    data.max = -kLargest;
    forFiniteValues(values, [&](double value) {
        data.min = std::min(data.min, value);
        data.max = std::max(data.max, value);
        data.count += 1;
        data.sum += value;
        data.sumOfSquares += value * value;
    });
    return data;
}

} // namespace

const std::vector<double>& defaultBucketLimits() {
    static const std::vector<double> limits = [] {
        std::vector<double> positive;
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1)
            positive.push_back(limit);
        positive.push_back(kLargest);
        std::vector<double> all;
        all.reserve(2 * positive.size() + 1);
        std::transform(positive.rbegin(), positive.rend(), std::back_inserter(all), [](double x) {
            return -x;
        });
        all.push_back(0);
        all.insert(all.end(), positive.begin(), positive.end());
        return all;
    }();
    return limits;
}

HistogramData histogramOf(const Tensor& values) {
    HistogramData data = summaryOf(values);
    const std::vector<double>& limits = defaultBucketLimits();
    std::vector<double> counts(limits.size());
    forFiniteValues(values, [&](double value) {
        const auto place = std::upper_bound(limits.begin(), limits.end(), value);
        counts[static_cast<std::size_t>(std::min(place, limits.end() - 1) - limits.begin())] += 1;
    });
    double left = -kLargest;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const bool isInRow = counts[i] == 0 && i + 1 < counts.size() && counts[i + 1] == 0;
        if (isInRow)
            continue; // a row of empty buckets is one
        data.buckets.push_back({left, limits[i], counts[i]});
        left = limits[i];
    }
    return data;
}

HistogramData equalHistogramOf(const Tensor& values, std::int64_t buckets) {
    check(
        buckets > 0 && buckets <= 100000,
        "histogram: %1 buckets were asked for, but there must be 1 to 100000",
        buckets);
    HistogramData data = summaryOf(values);
    if (data.count == 0)
        return data;
    if (data.min == data.max) {
        data.buckets.push_back({data.min - 0.5, data.max + 0.5, data.count});
        return data;
    }
    const double width = (data.max - data.min) / static_cast<double>(buckets);
    for (std::int64_t i = 0; i < buckets; ++i) {
        const double left = data.min + width * static_cast<double>(i);
        data.buckets.push_back({left, left + width, 0});
    }
    data.buckets.back().right = data.max;
    forFiniteValues(values, [&](double value) {
        const double place = std::floor((value - data.min) / width);
        const double last = static_cast<double>(buckets - 1);
        data.buckets[static_cast<std::size_t>(std::clamp(place, 0.0, last))].count += 1;
    });
    return data;
}

} // namespace tp
