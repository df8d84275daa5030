#include "engine/tensor/tidy.h"

#include <algorithm>

namespace tp {

namespace {

thread_local TidyScope* t_scope = nullptr;

} // namespace

TidyScope::TidyScope() : m_outer(t_scope) {
    t_scope = this;
}

TidyScope::~TidyScope() {
    t_scope = m_outer;
    std::sort(m_released.begin(), m_released.end());
    for (const auto& tracked : m_tracked) {
        const auto state = tracked.lock();
        if (!state || state->kept.load(std::memory_order_relaxed))
            continue;
        Tensor tensor;
        tensor.m_state = state;
        if (!std::binary_search(m_released.begin(), m_released.end(), state->id)) {
            tensor.dispose();
        } else if (m_outer) {
            m_outer->track(tensor);
        }
    }
}

TidyScope* TidyScope::current() {
    return t_scope;
}

void TidyScope::track(const Tensor& tensor) {
    m_tracked.emplace_back(tensor.m_state);
}

void TidyScope::release(const Tensor& tensor) {
    if (!tensor.isNull())
        m_released.push_back(tensor.id());
}

void TidyScope::release(const Tensors& tensors) {
    for (const Tensor& tensor : tensors)
        release(tensor);
}

void TidyScope::release(const NamedTensors& tensors) {
    for (const auto& [name, tensor] : tensors)
        release(tensor);
}

Tensor keep(const Tensor& tensor) {
    tensor.markKept();
    return tensor;
}

void dispose(const Tensor& tensor) {
    tensor.dispose();
}

void dispose(const Tensors& tensors) {
    for (const Tensor& tensor : tensors)
        tensor.dispose();
}

} // namespace tp
