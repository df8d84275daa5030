#include "engine/tensor/memory_peak.h"

#include <algorithm>

namespace tp {

namespace {

// The most bytes of threadMemory() since the innermost MemoryPeak began.
thread_local std::int64_t t_peak = 0;

} // namespace

MemoryPeak::MemoryPeak() : m_before(threadMemory().numBytes), m_outer(t_peak) {
    t_peak = m_before;
}

MemoryPeak::~MemoryPeak() {
    t_peak = std::max(t_peak, m_outer);
}

std::int64_t MemoryPeak::bytes() const {
    return t_peak - m_before;
}

void noteMemoryPeak() {
    t_peak = std::max(t_peak, threadMemory().numBytes);
}

} // namespace tp
