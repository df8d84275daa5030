#include "engine/notebook/statistics.h"

#include "engine/notebook/value_text.h"
#include "engine/ops/creation.h"

#include <algorithm>
#include <cmath>
#include <complex>
#include <limits>

namespace tp::notebook {

namespace {

double asNumber(float value) {
    return static_cast<double>(value);
}
double asNumber(std::int32_t value) {
    return value;
}
double asNumber(std::uint8_t value) {
    return value;
}
double asNumber(const std::complex<float>& value) {
    return static_cast<double>(std::abs(value));
}

/// Calls `see(number)` for every element.
template<class See>
void forEachNumber(const Tensor& tensor, See see) {
    const auto walk = [&](auto elements) {
        for (const auto& element : elements)
            see(asNumber(element));
    };
    switch (tensor.dtype()) {
    case DType::Float32:
        return walk(tensor.values<float>());
    case DType::Int32:
        return walk(tensor.values<std::int32_t>());
    case DType::Bool:
        return walk(tensor.values<std::uint8_t>());
    case DType::Complex64:
        return walk(tensor.values<std::complex<float>>());
    case DType::String:
        break;
    }
}

/// 1, 2 or 5 times a power of ten: the smallest that is not below `least`.
double roundStep(double least) {
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

Statistics statisticsOf(const Tensor& tensor) {
    Statistics found;
    found.count = tensor.size();
    found.bytes = tensor.size() * static_cast<std::int64_t>(dtypeBytes(tensor.dtype()));
    double mean = 0;
    double squares = 0;
    forEachNumber(tensor, [&](double value) {
        found.nans += std::isnan(value) ? 1 : 0;
        found.infinities += std::isinf(value) ? 1 : 0;
        if (!std::isfinite(value))
            return;
        found.zeros += value == 0 ? 1 : 0;
        found.min = found.finite == 0 ? value : std::min(found.min, value);
        found.max = found.finite == 0 ? value : std::max(found.max, value);
        ++found.finite;
        // Welford's way: no large sums that would swallow small differences.
        const double before = value - mean;
        mean += before / static_cast<double>(found.finite);
        squares += before * (value - mean);
    });
    found.mean = mean;
    found.stdDev = found.finite > 0 ? std::sqrt(squares / static_cast<double>(found.finite)) : 0;
    return found;
}

Histogram histogramOf(const Tensor& tensor, const Statistics& statistics, int mostBins) {
    Histogram histogram;
    if (statistics.finite == 0)
        return histogram;
    const double span = statistics.max - statistics.min;
    if (!(span > 0) || !std::isfinite(span)) {
        histogram.start = statistics.min;
        histogram.counts = {statistics.finite};
        return histogram;
    }
    const double wanted =
        std::clamp(std::sqrt(static_cast<double>(statistics.finite)), 4.0, mostBins / 2.5);
    histogram.step = roundStep(span / wanted);
    histogram.start = std::floor(statistics.min / histogram.step) * histogram.step;
    const auto binOf = [&](double value) {
        return static_cast<std::int64_t>(std::floor((value - histogram.start) / histogram.step));
    };
    const std::int64_t bins = binOf(statistics.max) + 1;
    histogram.counts.resize(static_cast<std::size_t>(bins));
    forEachNumber(tensor, [&](double value) {
        if (std::isfinite(value)) {
            ++histogram.counts[static_cast<std::size_t>(
                std::clamp<std::int64_t>(binOf(value), 0, bins - 1))];
        }
    });
    return histogram;
}

Elements::Elements(const Tensor& tensor) : m_spec(tensor.spec()), m_size(tensor.size()) {
    switch (tensor.dtype()) {
    case DType::Float32:
        m_values = tensor.dataSync<float>();
        break;
    case DType::Int32:
        m_values = tensor.dataSync<std::int32_t>();
        break;
    case DType::Bool:
        m_values = tensor.dataSync<std::uint8_t>();
        break;
    case DType::Complex64:
        m_values = tensor.dataSync<Complex>();
        break;
    case DType::String:
        m_values = tensor.dataSync<std::string>();
        break;
    }
}

double Elements::number(std::int64_t index) const {
    const auto at = static_cast<std::size_t>(index);
    switch (m_spec.dtype) {
    case DType::Float32:
        return asNumber(std::get<std::vector<float>>(m_values)[at]);
    case DType::Int32:
        return asNumber(std::get<std::vector<std::int32_t>>(m_values)[at]);
    case DType::Bool:
        return asNumber(std::get<std::vector<std::uint8_t>>(m_values)[at]);
    case DType::Complex64:
        return asNumber(std::get<std::vector<Complex>>(m_values)[at]);
    case DType::String:
        break;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::string Elements::text(std::int64_t index) const {
    const auto at = static_cast<std::size_t>(index);
    return std::visit([&](const auto& values) { return textOf(values[at]); }, m_values);
}

Tensor Elements::toTensor() const {
    return std::visit(
        [&](const auto& values) { return fromBuffer(values, m_spec.shape); }, m_values);
}

} // namespace tp::notebook
