#include "engine/tensor/memory_pool.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <limits>
#include <mutex>
#include <new>
#include <vector>

#ifdef __linux__
#include <sys/mman.h>
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

class MemoryPool {
public:
    std::byte* take(const BlockSize& size) {
        {
            const std::scoped_lock lock(m_mutex);
            auto& blocks = m_kept[size.index];
            if (!blocks.empty()) {
                // The one left last is the likeliest to be in the processor's cache.
                std::byte* block = blocks.back().memory;
                blocks.pop_back();
                m_bytes -= size.rounded;
                return block;
            }
        }
        m_blocksFromSystem.fetch_add(1, std::memory_order_relaxed);
        std::byte* block = newBlock(size.rounded);
        if (!block) {
            releaseAll();
            block = newBlock(size.rounded);
        }
        if (block)
            m_fromSystem.fetch_add(size.rounded, std::memory_order_relaxed);
        return block;
    }

    void put(std::byte* memory, const BlockSize& size) {
        if (size.rounded > kMostKept) {
            giveBack(memory, size.rounded);
            return;
        }
        const std::scoped_lock lock(m_mutex);
        m_kept[size.index].push_back({memory, size.rounded, ++m_time});
        m_bytes += size.rounded;
        while (m_bytes > kMostKept)
            dropOldest();
    }

    void releaseAll() {
        const std::scoped_lock lock(m_mutex);
        while (m_bytes > 0)
            dropOldest();
    }

    std::size_t bytes() {
        const std::scoped_lock lock(m_mutex);
        return m_bytes;
    }

    std::uint64_t blocksFromSystem() const { return m_blocksFromSystem; }
    std::size_t fromSystem() const { return m_fromSystem; }

private:
    struct Block {
        std::byte* memory;
        std::size_t bytes;
        std::uint64_t since;
    };

    void giveBack(std::byte* block, std::size_t bytes) {
        deleteBlock(block, bytes);
        m_fromSystem.fetch_sub(bytes, std::memory_order_relaxed);
    }

    void dropOldest() {
        std::vector<Block>* oldest = nullptr;
        for (auto& blocks : m_kept) {
            if (!blocks.empty() && (!oldest || blocks.front().since < oldest->front().since))
                oldest = &blocks;
        }
        giveBack(oldest->front().memory, oldest->front().bytes);
        m_bytes -= oldest->front().bytes;
        oldest->erase(oldest->begin());
    }

    static constexpr std::size_t kSizes = std::size_t{8} * std::numeric_limits<std::size_t>::digits;

    std::mutex m_mutex;
    std::array<std::vector<Block>, kSizes> m_kept;
    std::size_t m_bytes = 0;
    std::uint64_t m_time = 0;
    std::atomic<std::uint64_t> m_blocksFromSystem = 0;
    std::atomic<std::size_t> m_fromSystem = 0;
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
        return pool().take(BlockSize(bytes));
    return static_cast<std::byte*>(
        ::operator new (bytes, std::align_val_t{kAlignment}, std::nothrow));
}

void returnMemory(std::byte* memory, std::size_t bytes) {
    if (!memory)
        return;
    if (isKept(bytes)) {
        pool().put(memory, BlockSize(bytes));
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
