#include "gpu/device/memory.h"

#include "engine/base/error.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace tp::gpu {

namespace {

// Blocks grow with what is in use: small programs stay small, large ones ask the driver seldom.
constexpr std::uint64_t kSmallestBlock = std::uint64_t{4} << 20;
constexpr std::uint64_t kLargestBlock = std::uint64_t{128} << 20;

constexpr VkBufferUsageFlags kUsage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_SRC_BIT |
                                      VK_BUFFER_USAGE_TRANSFER_DST_BIT;

std::uint64_t roundUp(std::uint64_t bytes, std::uint64_t step) {
    return (bytes + step - 1) / step * step;
}

VkBufferCreateInfo bufferInfo(std::uint64_t bytes) {
    VkBufferCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO;
    info.size = bytes;
    info.usage = kUsage;
    info.sharingMode = VK_SHARING_MODE_EXCLUSIVE;
    return info;
}

/// The memory types that such buffers may lie in.
std::uint32_t typesForBuffers(const Vulkan& vulkan, VkDevice device) {
    const VkBufferCreateInfo info = bufferInfo(kSmallestBlock);
    VkBuffer buffer = VK_NULL_HANDLE;
    require(vulkan.CreateBuffer(device, &info, nullptr, &buffer), "making a buffer");
    VkMemoryRequirements requirements{};
    vulkan.GetBufferMemoryRequirements(device, buffer, &requirements);
    vulkan.DestroyBuffer(device, buffer, nullptr);
    return requirements.memoryTypeBits;
}

} // namespace

DeviceMemory::DeviceMemory(
    const Vulkan& vulkan,
    VkPhysicalDevice physicalDevice,
    VkDevice device,
    const Kind& kind,
    std::uint64_t alignment)
    : m_vulkan(vulkan)
    , m_device(device)
    , m_alignment(alignment)
    , m_limit(std::numeric_limits<std::uint64_t>::max()) {
    VkPhysicalDeviceMemoryProperties memory{};
    vulkan.GetPhysicalDeviceMemoryProperties(physicalDevice, &memory);
    const std::uint32_t allowed = typesForBuffers(vulkan, device);
    int best = -1;
    for (std::uint32_t type = 0; type < memory.memoryTypeCount; ++type) {
        const VkMemoryPropertyFlags has = memory.memoryTypes[type].propertyFlags;
        if (!(allowed & (1U << type)) || (has & kind.needed) != kind.needed)
            continue;
        const int score =
            8 + 4 * std::popcount(has & kind.wanted) - std::popcount(has & kind.avoided);
        if (score > best) {
            best = score;
            m_type = type;
        }
    }
    if (best < 0)
        fail(Error::Kind::Device, "Vulkan: the device has no memory of the kind that we need.");
    m_properties = memory.memoryTypes[m_type].propertyFlags;
    m_heapBytes = memory.memoryHeaps[memory.memoryTypes[m_type].heapIndex].size;
}

DeviceMemory::~DeviceMemory() {
    for (const auto& block : m_blocks)
        destroy(*block);
}

std::optional<Piece> DeviceMemory::allocate(std::uint64_t bytes) {
    const std::uint64_t rounded = roundUp(std::max<std::uint64_t>(bytes, 1), m_alignment);
    for (const auto& block : m_blocks) {
        if (const auto piece = cut(*block, rounded)) {
            m_used += rounded;
            return piece;
        }
    }
    Block* block = addBlock(rounded);
    if (!block)
        return std::nullopt;
    m_used += rounded;
    return cut(*block, rounded);
}

std::optional<Piece> DeviceMemory::cut(Block& block, std::uint64_t bytes) const {
    for (const auto& [offset, length] : block.freeRuns) {
        if (length < bytes)
            continue;
        const Piece piece{&block, offset, bytes};
        const std::uint64_t rest = length - bytes;
        block.freeRuns.erase(offset);
        if (rest > 0)
            block.freeRuns.emplace(piece.offset + bytes, rest);
        return piece;
    }
    return std::nullopt;
}

Block* DeviceMemory::addBlock(std::uint64_t bytes) {
    const std::uint64_t roomy = std::clamp(m_taken, kSmallestBlock, kLargestBlock);
    // What does not fit with room to spare may still fit without.
    for (const std::uint64_t size : {std::max(bytes, roomy), bytes}) {
        if (m_taken + size > std::min(m_limit, m_heapBytes))
            continue;
        auto block = std::make_unique<Block>();
        block->owner = this;
        block->bytes = size;
        if (!bindMemory(*block)) {
            destroy(*block);
            continue;
        }
        block->freeRuns.emplace(0, size);
        m_taken += size;
        return m_blocks.emplace_back(std::move(block)).get();
    }
    return nullptr;
}

bool DeviceMemory::bindMemory(Block& block) {
    const VkBufferCreateInfo info = bufferInfo(block.bytes);
    if (m_vulkan.CreateBuffer(m_device, &info, nullptr, &block.buffer) != VK_SUCCESS)
        return false;
    VkMemoryRequirements requirements{};
    m_vulkan.GetBufferMemoryRequirements(m_device, block.buffer, &requirements);
    const VkMemoryAllocateInfo allocation{
        VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO, nullptr, requirements.size, m_type};
    if (m_vulkan.AllocateMemory(m_device, &allocation, nullptr, &block.memory) != VK_SUCCESS ||
        m_vulkan.BindBufferMemory(m_device, block.buffer, block.memory, 0) != VK_SUCCESS)
        return false;
    if (!(m_properties & VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT))
        return true;
    void* mapped = nullptr;
    if (m_vulkan.MapMemory(m_device, block.memory, 0, VK_WHOLE_SIZE, 0, &mapped) != VK_SUCCESS)
        return false;
    block.mapped = static_cast<std::byte*>(mapped);
    return true;
}

void DeviceMemory::destroy(Block& block) {
    // Freeing memory unmaps it; neither minds null.
    m_vulkan.DestroyBuffer(m_device, block.buffer, nullptr);
    m_vulkan.FreeMemory(m_device, block.memory, nullptr);
}

void DeviceMemory::free(const Piece& piece) {
    m_used -= piece.bytes;
    auto& runs = piece.block->freeRuns;
    auto [run, added] = runs.emplace(piece.offset, piece.bytes);
    if (const auto next = std::next(run);
        next != runs.end() && run->first + run->second == next->first) {
        run->second += next->second;
        runs.erase(next);
    }
    if (run != runs.begin()) {
        const auto previous = std::prev(run);
        if (previous->first + previous->second == run->first) {
            previous->second += run->second;
            runs.erase(run);
        }
    }
    // One empty block is kept, for what comes next.
    const auto isEmpty = [](const std::unique_ptr<Block>& block) {
        return block->freeRuns.size() == 1 && block->freeRuns.begin()->second == block->bytes;
    };
    if (std::count_if(m_blocks.begin(), m_blocks.end(), isEmpty) < 2)
        return;
    const auto found = std::find_if(m_blocks.begin(), m_blocks.end(), [&](const auto& block) {
        return block.get() == piece.block && isEmpty(block);
    });
    if (found == m_blocks.end())
        return;
    m_taken -= (*found)->bytes;
    destroy(**found);
    m_blocks.erase(found);
}

} // namespace tp::gpu
