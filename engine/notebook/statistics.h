#pragma once

#include "engine/tensor/tensor.h"

#include <complex>
#include <string>
#include <variant>
#include <vector>

namespace tp::notebook {

/// What can be said of a tensor's elements in a few numbers.
///
/// NaN and infinities are counted, but take no part in the others. A complex number counts with its
/// absolute value; strings have no numbers at all.
struct Statistics {
    std::int64_t count = 0;  ///< all elements
    std::int64_t finite = 0; ///< those that the following numbers are about
    double min = 0;
    double max = 0;
    double mean = 0;
    double stdDev = 0; ///< of the population: divided by `finite`
    std::int64_t zeros = 0;
    std::int64_t nans = 0;
    std::int64_t infinities = 0;
    std::int64_t bytes = 0;
};

Statistics statisticsOf(const Tensor& tensor);

/// How many finite elements fall into each of a row of equal intervals with round borders.
struct Histogram {
    double start = 0; ///< where the first interval begins
    double step = 0;  ///< 0 if all elements are the same: then there is one interval
    std::vector<std::int64_t> counts;
};

Histogram histogramOf(const Tensor& tensor, const Statistics& statistics, int mostBins = 40);

/// A tensor's elements for somebody to look at, on any thread, for as long as he likes: a copy of
/// their own, which neither counts as a tensor nor goes when the tensor is disposed.
class Elements {
public:
    Elements() = default;
    explicit Elements(const Tensor& tensor);

    const TensorSpec& spec() const { return m_spec; }
    const Shape& shape() const { return m_spec.shape; }
    std::int64_t size() const { return m_size; }

    /// Element `index` in row-major order as a number; a string is NaN, a complex number its
    /// absolute value.
    double number(std::int64_t index) const;
    /// In full, as parseTensor() reads it.
    std::string text(std::int64_t index) const;

    /// The elements as a tensor again.
    Tensor toTensor() const;

private:
    using Complex = std::complex<float>;

    TensorSpec m_spec;
    std::int64_t m_size = 0;
    std::variant<
        std::vector<float>,
        std::vector<std::int32_t>,
        std::vector<std::uint8_t>,
        std::vector<Complex>,
        std::vector<std::string>>
        m_values;
};

} // namespace tp::notebook
