#include "gpu/device/device.h"

#include "engine/base/error.h"

#include <cstring>

namespace tp::gpu {

namespace {

constexpr VkMemoryPropertyFlags kVisible =
    VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
constexpr VkMemoryPropertyFlags kReadable = kVisible | VK_MEMORY_PROPERTY_HOST_CACHED_BIT;

} // namespace

std::shared_ptr<Device> Device::open(const DeviceOptions& options, std::string& whyNot) {
    auto instance = Instance::open(options.validation, whyNot);
    if (!instance)
        return nullptr;
    const VkPhysicalDevice physical = instance->chooseDevice(whyNot);
    if (physical == VK_NULL_HANDLE)
        return nullptr;
    std::shared_ptr<Device> device(new Device(std::move(instance), physical));
    if (!device->createDevice()) {
        whyNot = "The driver of " + device->traits().name + " cannot start.";
        return nullptr;
    }
    device->createParts(options);
    return device;
}

Device::Device(std::unique_ptr<Instance> instance, VkPhysicalDevice physical)
    : m_instance(std::move(instance))
    , m_physical(physical)
    , m_traits(m_instance->traits(physical)) {}

Device::~Device() {
    close();
}

bool Device::createDevice() {
    constexpr float kPriority = 1;
    VkDeviceQueueCreateInfo queue{};
    queue.sType = VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO;
    queue.queueFamilyIndex = static_cast<std::uint32_t>(m_instance->computeFamily(m_physical));
    queue.queueCount = 1;
    queue.pQueuePriorities = &kPriority;
    VkPhysicalDeviceVulkan12Features features12{};
    features12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES;
    features12.timelineSemaphore = VK_TRUE;
    VkPhysicalDeviceFeatures2 features{};
    features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    features.pNext = &features12;
    features.features.shaderFloat64 = m_traits.hasFloat64 ? VK_TRUE : VK_FALSE;
    VkDeviceCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO;
    info.pNext = &features;
    info.queueCreateInfoCount = 1;
    info.pQueueCreateInfos = &queue;
    Vulkan& vulkan = m_instance->vulkan();
    if (vulkan.CreateDevice(m_physical, &info, nullptr, &m_device) != VK_SUCCESS) {
        m_device = VK_NULL_HANDLE;
        return false;
    }
    vulkan.lookUp(m_device);
    return true;
}

void Device::createParts(const DeviceOptions& options) {
    const Vulkan& vulkan = m_instance->vulkan();
    m_isCard = !m_traits.isProcessor || options.emulatesCard;
    // On a card, what this computer can see too is a small window or slow to read.
    const bool isFar = m_traits.isDiscrete || options.emulatesCard;
    m_memory = std::make_unique<DeviceMemory>(
        vulkan,
        m_physical,
        m_device,
        DeviceMemory::Kind{
            VK_MEMORY_PROPERTY_DEVICE_LOCAL_BIT,
            isFar ? 0 : kReadable,
            isFar ? VkMemoryPropertyFlags{VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT} : 0},
        m_traits.alignment);
    if (options.memoryLimit != 0)
        m_memory->setLimit(options.memoryLimit);
    m_isDirect = !isFar && (m_memory->properties() & kReadable) == kReadable;
    m_staging = std::make_unique<DeviceMemory>(
        vulkan,
        m_physical,
        m_device,
        DeviceMemory::Kind{kVisible, VK_MEMORY_PROPERTY_HOST_CACHED_BIT, 0},
        m_traits.alignment);
    m_pipelines = std::make_unique<Pipelines>(vulkan, m_device, m_traits, options.cacheFolder);
    m_stream = std::make_unique<Stream>(
        vulkan, m_device, static_cast<std::uint32_t>(m_instance->computeFamily(m_physical)));
}

void Device::close() {
    const std::unique_lock alone(m_closing);
    const std::lock_guard lock(m_mutex);
    if (m_device == VK_NULL_HANDLE)
        return;
    m_stream.reset(); // waits
    m_pipelines.reset();
    m_staging.reset();
    m_memory.reset();
    m_instance->vulkan().DestroyDevice(m_device, nullptr);
    m_device = VK_NULL_HANDLE;
    m_instance->close();
}

void Device::requireOpen() const {
    if (!m_stream)
        fail(Error::Kind::Device, "%1 was closed, and its tensors with it.", m_traits.name);
    if (m_stream->isLost()) {
        fail(
            Error::Kind::Device,
            "%1 stopped answering, and its tensors are lost: start again, or compute on cpu.",
            m_traits.name);
    }
}

Piece Device::allocate(DeviceMemory& memory, std::uint64_t bytes) {
    freeRetired();
    if (bytes <= m_traits.largestMemory) {
        if (const auto piece = memory.allocate(bytes))
            return *piece;
        // Memory comes back when the device is done with what it has.
        m_stream->submit();
        m_stream->wait(m_stream->recording() - 1);
        freeRetired();
        if (const auto piece = memory.allocate(bytes))
            return *piece;
    }
    fail(
        Error::Kind::Device,
        "There is not enough memory on %1 for a tensor of %2 bytes: free some tensors, or compute "
        "on cpu.",
        m_traits.name,
        static_cast<std::int64_t>(bytes));
}

void Device::freeRetired() {
    for (const Piece& piece : m_stream->collect())
        free(piece);
}

void Device::free(const Piece& piece) {
    (m_memory->owns(piece) ? m_memory : m_staging)->free(piece);
}

void Device::retire(const Piece& piece) {
    const std::lock_guard lock(m_mutex);
    if (m_stream)
        m_stream->retire(piece);
}

void Device::dispatch(const Dispatch& call) {
    const std::lock_guard lock(m_mutex);
    requireOpen();
    const Pipeline& pipeline = m_pipelines->find(call.shader, call.buffers.size(), call.constants);
    m_stream->begin();
    std::array<Piece, Stream::kMaxBuffers> pieces;
    bool mustWait = false;
    for (std::size_t i = 0; i < call.buffers.size(); ++i) {
        pieces[i] = call.buffers[i]->m_piece;
        mustWait = mustWait || call.buffers[i]->m_writtenEpoch == m_stream->epoch();
    }
    if (mustWait)
        m_stream->barrier();
    for (Buffer* output : call.buffers.last(call.outputs)) {
        output->m_writtenEpoch = m_stream->epoch();
        output->m_writtenBatch = m_stream->recording();
    }
    m_stream->dispatch(
        pipeline, std::span(pieces).first(call.buffers.size()), call.push, call.groups);
}

void Device::upload(Buffer& buffer, const std::byte* from) {
    if (buffer.m_bytes == 0)
        return;
    if (m_isDirect) {
        const std::shared_lock stayOpen(m_closing);
        {
            const std::lock_guard lock(m_mutex);
            requireOpen();
        }
        // Nobody else knows the buffer yet, and what is submitted later sees what is written now.
        std::memcpy(buffer.m_piece.mapped(), from, buffer.m_bytes);
        return;
    }
    const std::lock_guard lock(m_mutex);
    requireOpen();
    const Piece staging = allocate(*m_staging, buffer.m_bytes);
    std::memcpy(staging.mapped(), from, buffer.m_bytes);
    m_stream->begin();
    buffer.m_writtenEpoch = m_stream->epoch();
    buffer.m_writtenBatch = m_stream->recording();
    m_stream->copy(staging, buffer.m_piece, buffer.m_bytes);
    m_stream->retire(staging);
}

void Device::submitUpTo(BatchNumber batch) {
    if (batch >= m_stream->recording())
        m_stream->submit();
}

void Device::wait(BatchNumber batch) {
    {
        const std::lock_guard lock(m_mutex);
        requireOpen();
        submitUpTo(batch);
    }
    m_stream->wait(batch);
}

void Device::finish() {
    BatchNumber last = 0;
    {
        const std::lock_guard lock(m_mutex);
        requireOpen();
        m_stream->submit();
        last = m_stream->recording() - 1;
    }
    {
        const std::shared_lock stayOpen(m_closing);
        wait(last);
    }
    const std::lock_guard lock(m_mutex);
    if (m_stream)
        freeRetired();
}

std::uint64_t Device::usedBytes() const {
    const std::lock_guard lock(m_mutex);
    return m_memory ? m_memory->usedBytes() : 0;
}

Buffer::Buffer(std::shared_ptr<Device> device, std::uint64_t bytes)
    : m_device(std::move(device))
    , m_bytes(bytes) {
    const std::lock_guard lock(m_device->m_mutex);
    m_device->requireOpen();
    m_piece = m_device->allocate(*m_device->m_memory, bytes);
}

Buffer::~Buffer() {
    m_device->retire(m_piece);
}

Download::Download(Buffer& buffer) : m_buffer(buffer) {
    Device& device = buffer.device();
    const std::lock_guard lock(device.m_mutex);
    device.requireOpen();
    Stream& stream = *device.m_stream;
    if (device.m_isDirect || buffer.m_bytes == 0) {
        m_batch = buffer.m_writtenBatch;
    } else {
        m_copy = device.allocate(*device.m_staging, buffer.m_bytes);
        stream.begin();
        if (buffer.m_writtenEpoch == stream.epoch())
            stream.barrier();
        m_batch = stream.recording();
        stream.copy(buffer.m_piece, m_copy, buffer.m_bytes);
    }
    device.submitUpTo(m_batch);
}

Download::~Download() {
    if (m_copy.block)
        m_buffer.device().retire(m_copy);
}

void Download::read(std::byte* to) {
    Device& device = m_buffer.device();
    const std::shared_lock stayOpen(device.m_closing);
    device.wait(m_batch);
    const Piece& from = m_copy.block ? m_copy : m_buffer.m_piece;
    if (m_buffer.m_bytes > 0)
        std::memcpy(to, from.mapped(), m_buffer.m_bytes);
}

} // namespace tp::gpu
