#include "engine/model/batches.h"

#include "engine/ops/array.h"
#include "engine/ops/index.h"

#include <algorithm>

namespace tp {

Batches::Batches(Tensors tensors, std::int64_t begin, std::int64_t end, std::int64_t batchSize)
    : m_tensors(std::move(tensors))
    , m_begin(begin)
    , m_end(end)
    , m_batchSize(batchSize) {}

std::int64_t Batches::count() const {
    return (m_end - m_begin + m_batchSize - 1) / m_batchSize;
}

std::int64_t Batches::size(std::int64_t batch) const {
    return std::min(m_batchSize, m_end - m_begin - batch * m_batchSize);
}

Tensors Batches::at(std::int64_t batch) const {
    Tensor indices;
    if (!m_order.empty()) {
        const auto first = m_order.begin() + batch * m_batchSize;
        indices = allocateTensor({DType::Int32, {size(batch)}});
        std::copy(
            first, first + size(batch), reinterpret_cast<std::int32_t*>(indices.storage()->host()));
    }
    Tensors rows;
    rows.reserve(m_tensors.size());
    for (const Tensor& tensor : m_tensors)
        rows.push_back(tensor.isNull() ? Tensor() : rowsOf(tensor, batch, indices));
    return rows;
}

Tensor Batches::rowsOf(const Tensor& tensor, std::int64_t batch, const Tensor& indices) const {
    if (!indices.isNull())
        return gather(tensor, indices);
    if (size(batch) == tensor.shape()[0])
        return tensor;
    std::vector<std::int64_t> begin(tensor.rank(), 0);
    std::vector<std::int64_t> sizes(tensor.shape().begin(), tensor.shape().end());
    begin[0] = m_begin + batch * m_batchSize;
    sizes[0] = size(batch);
    return slice(tensor, begin, sizes);
}

void Batches::setOrder(std::vector<std::int32_t> order) {
    m_order = std::move(order);
    for (std::int32_t& row : m_order)
        row += static_cast<std::int32_t>(m_begin);
}

} // namespace tp
