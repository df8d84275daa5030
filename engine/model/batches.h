#pragma once

#include "engine/tensor/tensor.h"

#include <vector>

namespace tp {

/// The rows of several tensors of equal length, taken a batch at a time.
class Batches {
public:
    /// Rows `begin` up to `end`, in order; null handles among the tensors stay null.
    Batches(Tensors tensors, std::int64_t begin, std::int64_t end, std::int64_t batchSize);

    std::int64_t count() const;

    /// How many rows that batch has: the last one may have fewer.
    std::int64_t size(std::int64_t batch) const;

    /// The batch's rows of each tensor.
    Tensors at(std::int64_t batch) const;

    /// Takes the rows in this order from now on: numbers from 0, each once.
    void setOrder(std::vector<std::int32_t> order);

private:
    Tensor rowsOf(const Tensor& tensor, std::int64_t batch, const Tensor& indices) const;

    Tensors m_tensors;
    std::int64_t m_begin;
    std::int64_t m_end;
    std::int64_t m_batchSize;
    std::vector<std::int32_t> m_order; // of all rows, if it is not their own
};

} // namespace tp
