#pragma once

#include <atomic>
#include <cstdint>

namespace tp {

/// What the engine holds at this moment, over all threads.
struct Memory {
    std::int64_t numTensors = 0; ///< tensors that exist and are not disposed
    std::int64_t numDataBuffers =
        0; ///< memory blocks behind them; reshaped and cloned tensors share one
    /// Bytes in those blocks. Elements that lie both here and on a device count once.
    std::int64_t numBytes = 0;
};

Memory memory();

/// The counts behind memory(), kept by tensors and their storage themselves.
struct MemoryCounters {
    std::atomic<std::int64_t> tensors = 0;
    std::atomic<std::int64_t> dataBuffers = 0;
    std::atomic<std::int64_t> bytes = 0;
};

MemoryCounters& counters();

} // namespace tp
