#pragma once

#include "gpu/device/vulkan.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace tp::gpu {

class DeviceMemory;

/// A large buffer that pieces are cut from.
struct Block {
    const DeviceMemory* owner = nullptr;
    VkBuffer buffer = VK_NULL_HANDLE;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    std::uint64_t bytes = 0;
    std::byte* mapped = nullptr;                     ///< null if this computer cannot see it
    std::map<std::uint64_t, std::uint64_t> freeRuns; ///< where, how long; no two touch
};

/// Some bytes of a block.
struct Piece {
    Block* block = nullptr;
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0; ///< rounded up

    VkBuffer buffer() const { return block->buffer; }
    std::byte* mapped() const { return block->mapped ? block->mapped + offset : nullptr; }
};

/// Device memory of one kind, cut into pieces: a driver allows few allocations, and each takes its
/// time. Not for several threads at once.
class DeviceMemory {
public:
    /// Which kind: what its memory must be able to do, and what should rather be avoided.
    struct Kind {
        VkMemoryPropertyFlags needed = 0;
        VkMemoryPropertyFlags wanted = 0;
        VkMemoryPropertyFlags avoided = 0;
    };

    /// Of the device's memory types that have all of `kind.needed`, the best. Pieces begin at
    /// multiples of `alignment`. Throws Device if there is none.
    DeviceMemory(
        const Vulkan& vulkan,
        VkPhysicalDevice physicalDevice,
        VkDevice device,
        const Kind& kind,
        std::uint64_t alignment);
    ~DeviceMemory();
    DeviceMemory(const DeviceMemory&) = delete;
    DeviceMemory& operator=(const DeviceMemory&) = delete;

    /// At least so many bytes, or nothing if memory is full.
    std::optional<Piece> allocate(std::uint64_t bytes);
    void free(const Piece& piece);

    /// From now on, takes no more from the driver than this.
    void setLimit(std::uint64_t bytes) { m_limit = bytes; }

    bool owns(const Piece& piece) const { return piece.block->owner == this; }

    std::uint64_t usedBytes() const { return m_used; }

    /// What the memory type can do: VK_MEMORY_PROPERTY_….
    VkMemoryPropertyFlags properties() const { return m_properties; }

private:
    std::optional<Piece> cut(Block& block, std::uint64_t bytes) const;
    Block* addBlock(std::uint64_t bytes);
    bool bindMemory(Block& block);
    void destroy(Block& block);

    const Vulkan& m_vulkan;
    VkDevice m_device;
    std::uint64_t m_alignment;
    std::uint64_t m_limit;
    std::uint64_t m_heapBytes = 0;
    std::uint32_t m_type = 0;
    VkMemoryPropertyFlags m_properties = 0;
    std::uint64_t m_used = 0;  // in pieces
    std::uint64_t m_taken = 0; // in blocks
    std::vector<std::unique_ptr<Block>> m_blocks;
};

} // namespace tp::gpu
