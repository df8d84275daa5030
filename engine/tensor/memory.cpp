#include "engine/tensor/memory.h"

namespace tp {

Memory memory() {
    const MemoryCounters& now = counters();
    return {now.tensors.load(), now.dataBuffers.load(), now.bytes.load()};
}

MemoryCounters& counters() {
    // Never destroyed: tensors in static objects may outlive any order of destruction.
    static auto* const all = new MemoryCounters;
    return *all;
}

} // namespace tp
