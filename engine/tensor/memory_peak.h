#pragma once

#include "engine/tensor/watch.h"

#include <cstdint>

namespace tp {

/// Finds the most memory that tensors held at any moment while it lives, made and freed by its own
/// thread. Several nest.
class MemoryPeak {
public:
    MemoryPeak();
    ~MemoryPeak();
    MemoryPeak(const MemoryPeak&) = delete;
    MemoryPeak& operator=(const MemoryPeak&) = delete;

    /// The most bytes so far, less those that there were when it began.
    std::int64_t bytes() const;

private:
    Watch m_watch;
    std::int64_t m_before;
    std::int64_t m_outer;
};

/// For Storage, once it has added itself to threadMemory().
void noteMemoryPeak();

} // namespace tp
