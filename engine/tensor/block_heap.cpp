#include "engine/tensor/block_heap.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace tp {

namespace {

constexpr std::size_t kHugePage = std::size_t{2} << 20;

std::size_t roundedUp(std::size_t bytes, std::size_t unit) {
    return (bytes + unit - 1) / unit * unit;
}

} // namespace

BlockHeap::BlockHeap(std::size_t capacity) {
#ifdef __linux__
    m_reservedBytes = capacity + kHugePage;
    void* const memory = ::mmap(
        nullptr, m_reservedBytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED)
        return;
    m_reserved = memory;
    const auto address = reinterpret_cast<std::uintptr_t>(memory);
    m_memory = static_cast<std::byte*>(memory) + (roundedUp(address, kHugePage) - address);
    m_capacity = capacity;
    // Huge pages make first touch and address look-up cheaper. Without them all still works.
    ::madvise(m_memory, capacity, MADV_HUGEPAGE);
#else
    static_cast<void>(capacity);
#endif
}

BlockHeap::~BlockHeap() {
#ifdef __linux__
    if (m_reserved)
        ::munmap(m_reserved, m_reservedBytes);
#endif
}

std::byte* BlockHeap::take(std::size_t bytes) {
    const auto piece = std::find_if(
        m_free.begin(), m_free.end(), [&](const auto& each) { return each.second >= bytes; });
    if (piece == m_free.end())
        return nullptr;
    const auto [begin, size] = *piece;
    m_free.erase(piece);
    if (size > bytes)
        m_free.emplace(begin + bytes, size - bytes);
    return use(begin, bytes);
}

std::byte* BlockHeap::grow(std::size_t bytes) {
    std::size_t begin = m_end;
    const bool endsFree =
        !m_free.empty() && m_free.rbegin()->first + m_free.rbegin()->second == m_end;
    if (endsFree)
        begin = m_free.rbegin()->first;
    if (bytes > m_capacity - begin || !commit(begin + bytes))
        return nullptr;
    if (endsFree)
        m_free.erase(std::prev(m_free.end()));
    m_end = begin + bytes;
    return use(begin, bytes);
}

void BlockHeap::put(std::byte* block, std::size_t bytes) {
    m_used -= bytes;
    auto begin = static_cast<std::size_t>(block - m_memory);
    const auto after = m_free.lower_bound(begin);
    if (after != m_free.begin()) {
        const auto before = std::prev(after);
        if (before->first + before->second == begin) {
            begin = before->first;
            bytes += before->second;
            m_free.erase(before);
        }
    }
    if (after != m_free.end() && after->first == begin + bytes) {
        bytes += after->second;
        m_free.erase(after);
    }
    m_free.emplace(begin, bytes);
}

void BlockHeap::release(std::size_t bytes) {
    std::size_t wanted = bytes / kPage + 1;
    for (auto piece = m_free.rbegin(); piece != m_free.rend() && wanted > 0; ++piece) {
        const std::size_t first = roundedUp(piece->first, kPage) / kPage;
        std::size_t end = piece->first + piece->second;
        if (end == m_end) // behind it is nothing
            end = roundedUp(end, kPage);
        wanted -= releasePages(first, end / kPage, wanted);
    }
}

/// Gives the last of those pages back that have memory, `most` of them, and returns how many.
std::size_t BlockHeap::releasePages(std::size_t first, std::size_t end, std::size_t most) {
    std::size_t page = end;
    std::size_t released = 0;
    while (page > first && released < most) {
        --page;
        released += m_hasMemory[page] ? 1 : 0;
        m_hasMemory[page] = false;
    }
#ifdef __linux__
    if (released > 0)
        ::madvise(m_memory + page * kPage, (end - page) * kPage, MADV_DONTNEED);
#endif
    m_pages -= released;
    return released;
}

std::byte* BlockHeap::use(std::size_t begin, std::size_t bytes) {
    m_used += bytes;
    const std::size_t end = (begin + bytes - 1) / kPage + 1;
    if (m_hasMemory.size() < end)
        m_hasMemory.resize(end);
    for (std::size_t page = begin / kPage; page < end; ++page) {
        m_pages += m_hasMemory[page] ? 0 : 1;
        m_hasMemory[page] = true;
    }
    return m_memory + begin;
}

/// Makes what lies before `end` writable.
bool BlockHeap::commit(std::size_t end) {
    if (end <= m_committed)
        return true;
#ifdef __linux__
    const std::size_t next = std::min(roundedUp(end, kHugePage), m_capacity);
    if (::mprotect(m_memory + m_committed, next - m_committed, PROT_READ | PROT_WRITE) != 0)
        return false;
    m_committed = next;
    return true;
#else
    return false;
#endif
}

} // namespace tp
