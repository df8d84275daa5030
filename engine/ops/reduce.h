#pragma once

#include "engine/tensor/tensor.h"

#include <initializer_list>
#include <limits>
#include <vector>

namespace tp {

/// Which axes to reduce: one, several, or (if none is given) all. Negative ones count from the end.
class Axes {
public:
    /// In attributes: all axes.
    static constexpr std::int64_t kAll = std::numeric_limits<std::int64_t>::min();

    Axes() = default;
    Axes(std::int64_t axis) : m_axes{axis} {} // NOLINT(google-explicit-constructor)
    Axes(int axis) : m_axes{axis} {}          // NOLINT(google-explicit-constructor)
    Axes(std::initializer_list<std::int64_t> axes) : m_axes(axes) {}
    // NOLINTNEXTLINE(google-explicit-constructor)
    Axes(std::vector<std::int64_t> axes) : m_axes(std::move(axes)) {}

    /// As an op's attribute takes them.
    const std::vector<std::int64_t>& list() const { return m_axes; }

private:
    std::vector<std::int64_t> m_axes{kAll};
};

// Reductions drop the axes they go over, or keep them with size 1 if keepDims is true.

/// The sum; int32 for int32 and bool tensors.
Tensor sum(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
/// The mean, always float32.
Tensor mean(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
Tensor prod(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
Tensor max(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
Tensor min(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
/// Whether all bools are true.
Tensor all(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
/// Whether any bool is true.
Tensor any(const Tensor& x, const Axes& axis = {}, bool keepDims = false);
/// log(sum(exp(x))), without overflow.
Tensor logSumExp(const Tensor& x, const Axes& axis = {}, bool keepDims = false);

/// Where along the axis the largest element is, as int32; the first of several.
Tensor argMax(const Tensor& x, int axis = 0);
Tensor argMin(const Tensor& x, int axis = 0);

struct Moments {
    Tensor mean;
    Tensor variance; ///< divided by the count, not by one less
};

Moments moments(const Tensor& x, const Axes& axis = {}, bool keepDims = false);

/// Sums of all elements up to here; `exclusive` leaves the element itself out, `reverse` goes from
/// the end.
Tensor cumsum(const Tensor& x, int axis = 0, bool exclusive = false, bool reverse = false);
Tensor cumprod(const Tensor& x, int axis = 0, bool exclusive = false, bool reverse = false);

} // namespace tp
