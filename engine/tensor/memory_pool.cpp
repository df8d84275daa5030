#include "engine/tensor/memory_pool.h"

#include "engine/tensor/block_heap.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <iterator>
#include <limits>
#include <mutex>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace tp {

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kKeepsBlocks = false;
#else
constexpr bool kKeepsBlocks = true;
#endif

constexpr std::size_t kAlignment = 64;
constexpr std::size_t kSmallestKept = std::size_t{1} << 9; // malloc is good at smaller ones
constexpr std::size_t kLarge = std::size_t{256} << 10;
constexpr std::size_t kMostKept = std::size_t{256} << 20;
constexpr std::size_t kHugePage = std::size_t{2} << 20;

/// Blocks come in sizes of 8, 9, … 15 times a power of two, so that few sizes serve all requests
/// and at most an eighth is wasted.
struct BlockSize {
    explicit BlockSize(std::size_t bytes) {
        const auto shift = static_cast<std::size_t>(std::bit_width(bytes - 1)) - 4;
        const std::size_t eighths = ((bytes - 1) >> shift) + 1; // 9 … 16
        index = shift * 8 + eighths - 9;
        rounded = eighths << shift;
    }

    std::size_t index;
    std::size_t rounded;
};

/// Addresses for twice the memory that there is: they cost nothing.
std::size_t heapCapacity() {
#ifdef __linux__
    const auto pages = static_cast<std::size_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)));
    const auto pageBytes = static_cast<std::size_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
    return 2 * pages * pageBytes / kHugePage * kHugePage;
#else
    return 0;
#endif
}

std::align_val_t alignmentOf(std::size_t bytes) {
    return std::align_val_t{bytes >= kHugePage ? kHugePage : kAlignment};
}

std::byte* newBlock(std::size_t bytes) {
    void* block = ::operator new(bytes, alignmentOf(bytes), std::nothrow);
#ifdef __linux__
    // Huge pages make first touch and address look-up cheaper. Without them all still works.
    if (block && bytes >= kHugePage)
        ::madvise(block, bytes, MADV_HUGEPAGE);
#endif
    return static_cast<std::byte*>(block);
}

void deleteBlock(std::byte* block, std::size_t bytes) {
    ::operator delete(block, alignmentOf(bytes));
}

/// The size of a heap's block.
std::size_t heapSize(std::size_t bytes) {
    return (bytes + BlockHeap::kUnit - 1) / BlockHeap::kUnit * BlockHeap::kUnit;
}

/// Large blocks come from a heap, in which they make room for each other: each size on its own, as
/// small ones are kept, a model's training would take half as much again. Small ones between them
/// would keep them apart when they are free.
class MemoryPool {
public:
    std::byte* take(std::size_t bytes) {
        const std::scoped_lock lock(m_mutex);
        if (bytes >= kLarge) {
            if (std::byte* block = takeFromHeap(heapSize(bytes)))
                return block;
        }
        const BlockSize size(bytes);
        auto& blocks = m_kept[size.index];
        if (blocks.empty())
            return takeFromSystem(size.rounded);
        // The one left last is the likeliest to be in the processor's cache.
        std::byte* block = blocks.back().memory;
        blocks.pop_back();
        m_bytes -= size.rounded;
        return block;
    }

    void put(std::byte* memory, std::size_t bytes) {
        const std::scoped_lock lock(m_mutex);
        if (m_heap.owns(memory)) {
            m_heap.put(memory, heapSize(bytes));
        } else {
            const BlockSize size(bytes);
            m_kept[size.index].push_back({memory, size.rounded, ++m_time});
            m_bytes += size.rounded;
        }
        if (spareBytes() > kMostKept)
            release(spareBytes() - kMostKept);
    }

    void releaseAll() {
        const std::scoped_lock lock(m_mutex);
        release(std::numeric_limits<std::size_t>::max() / 2);
    }

    std::size_t bytes() {
        const std::scoped_lock lock(m_mutex);
        return spareBytes();
    }

    std::size_t fromSystem() {
        const std::scoped_lock lock(m_mutex);
        return m_fromSystem + m_heap.systemBytes();
    }

    std::uint64_t blocksFromSystem() const { return m_blocksFromSystem; }

private:
    static constexpr std::size_t kSizes = std::size_t{8} * std::numeric_limits<std::size_t>::digits;

    struct Block {
        std::byte* memory;
        std::size_t bytes;
        std::uint64_t since;
    };

    std::byte* takeFromHeap(std::size_t bytes) {
        if (std::byte* block = m_heap.take(bytes))
            return block;
        m_blocksFromSystem.fetch_add(1, std::memory_order_relaxed);
        return m_heap.grow(bytes);
    }

    std::byte* takeFromSystem(std::size_t bytes) {
        m_blocksFromSystem.fetch_add(1, std::memory_order_relaxed);
        std::byte* block = newBlock(bytes);
        if (!block) {
            release(std::numeric_limits<std::size_t>::max() / 2);
            block = newBlock(bytes);
        }
        if (block)
            m_fromSystem += bytes;
        return block;
    }

    std::size_t spareBytes() const { return m_heap.systemBytes() - m_heap.usedBytes() + m_bytes; }

    /// Gives that much back to the system, if there is so much to spare.
    void release(std::size_t bytes) {
        const std::size_t before = spareBytes();
        const auto left = [&] { return bytes - std::min(bytes, before - spareBytes()); };
        m_heap.release(left());
        while (left() > 0 && m_bytes > 0)
            dropOldest();
    }

    void dropOldest() {
        std::vector<Block>* oldest = nullptr;
        for (auto& blocks : m_kept) {
            if (!blocks.empty() && (!oldest || blocks.front().since < oldest->front().since))
                oldest = &blocks;
        }
        const Block block = oldest->front();
        oldest->erase(oldest->begin());
        deleteBlock(block.memory, block.bytes);
        m_bytes -= block.bytes;
        m_fromSystem -= block.bytes;
    }

    std::mutex m_mutex;
    BlockHeap m_heap{heapCapacity()};
    std::array<std::vector<Block>, kSizes> m_kept; // not of the heap
    std::size_t m_bytes = 0;                       // in m_kept
    std::size_t m_fromSystem = 0;                  // without the heap
    std::uint64_t m_time = 0;
    std::atomic<std::uint64_t> m_blocksFromSystem = 0;
};

MemoryPool& pool() {
    // Never destroyed: tensors in static objects may outlive any order of destruction.
    static auto* const the = new MemoryPool;
    return *the;
}

std::atomic<std::size_t> g_scratch = 0;

bool isKept(std::size_t bytes) {
    // What is larger than any memory fails in operator new, whose business it is.
    return kKeepsBlocks && bytes >= kSmallestKept &&
           bytes <= std::numeric_limits<std::size_t>::max() / 2;
}

} // namespace

std::byte* takeMemory(std::size_t bytes) {
    if (isKept(bytes))
        return pool().take(bytes);
    return static_cast<std::byte*>(
        ::operator new (bytes, std::align_val_t{kAlignment}, std::nothrow));
}

void returnMemory(std::byte* memory, std::size_t bytes) {
    if (!memory)
        return;
    if (isKept(bytes)) {
        pool().put(memory, bytes);
    } else {
        ::operator delete (memory, std::align_val_t{kAlignment});
    }
}

std::size_t spareMemory() {
    return pool().bytes();
}

std::size_t memoryFromSystem() {
    return pool().fromSystem();
}

std::size_t scratchMemory() {
    return g_scratch.load(std::memory_order_relaxed);
}

void countScratchMemory(std::ptrdiff_t bytes) {
    g_scratch.fetch_add(static_cast<std::size_t>(bytes), std::memory_order_relaxed);
}

std::uint64_t blocksFromSystem() {
    return pool().blocksFromSystem();
}

void releaseSpareMemory() {
    pool().releaseAll();
}

} // namespace tp
