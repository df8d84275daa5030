#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace tp {

/// Memory from which blocks are cut, and into which they merge again with what is free beside them:
/// so blocks of other sizes fit where some were. It lies in one range of addresses, reserved at
/// first and taken from the system as it grows. Not for several threads at a time.
class BlockHeap {
public:
    /// Blocks have sizes that are a multiple of this.
    static constexpr std::size_t kUnit = 1024;

    /// Reserves so many addresses. Where that is refused, there are no blocks.
    explicit BlockHeap(std::size_t capacity);
    ~BlockHeap();
    BlockHeap(const BlockHeap&) = delete;
    BlockHeap& operator=(const BlockHeap&) = delete;

    /// A block cut from the first free piece that is large enough; null if there is none. So a
    /// sequence of takes and puts that is repeated finds the places that it had.
    std::byte* take(std::size_t bytes);

    /// A block at the end, which grows for it; null if it cannot.
    std::byte* grow(std::size_t bytes);

    /// Takes a block of that size back.
    void put(std::byte* block, std::size_t bytes);

    bool owns(const std::byte* block) const {
        return block >= m_memory && block < m_memory + m_capacity;
    }

    /// Bytes that have memory of the system, be they in blocks or free.
    std::size_t systemBytes() const { return m_pages * kPage; }

    /// Bytes in blocks.
    std::size_t usedBytes() const { return m_used; }

    /// Gives memory of free pieces back to the system, that of the last first, until at least that
    /// many bytes are given or there are no more.
    void release(std::size_t bytes);

private:
    static constexpr std::size_t kPage = std::size_t{64} << 10;

    using Pieces = std::map<std::size_t, std::size_t>;

    std::byte* use(std::size_t begin, std::size_t bytes);
    bool commit(std::size_t end);
    std::size_t releasePages(std::size_t first, std::size_t end, std::size_t most);

    std::byte* m_memory = nullptr; ///< the first huge page within what is reserved
    std::size_t m_capacity = 0;
    void* m_reserved = nullptr;
    std::size_t m_reservedBytes = 0;
    std::size_t m_committed = 0; ///< bytes from the beginning that may be written
    std::size_t m_end = 0;       ///< behind all blocks and free pieces
    std::size_t m_used = 0;
    std::size_t m_pages = 0;       ///< that have memory
    std::vector<bool> m_hasMemory; ///< of each page
    Pieces m_free;                 ///< sizes of free pieces by their beginning
};

} // namespace tp
