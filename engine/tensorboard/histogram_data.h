#pragma once

#include "engine/tensor/tensor.h"

#include <cstdint>
#include <vector>

namespace tp {

/// How many values lie between two numbers.
struct HistogramBucket {
    double left = 0;
    double right = 0;
    double count = 0;
};

/// How values are spread.
struct HistogramData {
    double min = 0;
    double max = 0;
    double count = 0;
    double sum = 0;          ///< NaN where a log does not have it
    double sumOfSquares = 0; ///< likewise
    std::vector<HistogramBucket> buckets;
};

/// The numbers that TensorFlow counts between unless told otherwise: 0, and from ±1e-12 each a
/// tenth larger than the one before, up to ±1e20 and the largest double.
const std::vector<double>& defaultBucketLimits();

/// The spread of a tensor's values over the default buckets, those without a value left out but for
/// one between others. NaN and infinities are not counted. Throws InvalidArgument for texts and
/// complex numbers.
HistogramData histogramOf(const Tensor& values);

/// The same over this many equal buckets from the smallest to the largest value; one of width 1 if
/// all are the same, none if there is no value. Throws InvalidArgument also for fewer than 1 bucket
/// or more than 100 000.
HistogramData equalHistogramOf(const Tensor& values, std::int64_t buckets = 30);

} // namespace tp
