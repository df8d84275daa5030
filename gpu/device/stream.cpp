#include "gpu/device/stream.h"

#include "engine/base/error.h"

#include <cassert>
#include <limits>
#include <utility>

namespace tp::gpu {

namespace {

// A batch is sent off at this many commands, so that the device begins while we go on recording.
constexpr std::uint32_t kBigBatch = 64;

// Or when so much memory waits for its end.
constexpr std::uint64_t kBigGarbage = std::uint64_t{256} << 20;

// No more batches are underway: memory that they keep must come back some time.
constexpr std::size_t kMaxPending = 4;

constexpr VkPipelineStageFlags kWork =
    VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT | VK_PIPELINE_STAGE_TRANSFER_BIT;
constexpr VkAccessFlags kWrites = VK_ACCESS_SHADER_WRITE_BIT | VK_ACCESS_TRANSFER_WRITE_BIT;
constexpr VkAccessFlags kUses = kWrites | VK_ACCESS_SHADER_READ_BIT | VK_ACCESS_TRANSFER_READ_BIT;

} // namespace

Stream::Stream(const Vulkan& vulkan, VkDevice device, std::uint32_t queueFamily)
    : m_vulkan(vulkan)
    , m_device(device)
    , m_queueFamily(queueFamily) {
    vulkan.GetDeviceQueue(device, queueFamily, 0, &m_queue);
    const VkSemaphoreTypeCreateInfo type{
        VK_STRUCTURE_TYPE_SEMAPHORE_TYPE_CREATE_INFO, nullptr, VK_SEMAPHORE_TYPE_TIMELINE, 0};
    const VkSemaphoreCreateInfo info{VK_STRUCTURE_TYPE_SEMAPHORE_CREATE_INFO, &type, 0};
    require(vulkan.CreateSemaphore(device, &info, nullptr, &m_timeline), "making a semaphore");
}

Stream::~Stream() {
    m_vulkan.DeviceWaitIdle(m_device);
    if (m_open)
        m_ready.push_back(std::move(m_open));
    for (auto& batch : m_pending)
        m_ready.push_back(std::move(batch));
    for (const auto& batch : m_ready) {
        m_vulkan.DestroyCommandPool(m_device, batch->commands, nullptr);
        m_vulkan.DestroyDescriptorPool(m_device, batch->descriptors, nullptr);
    }
    m_vulkan.DestroySemaphore(m_device, m_timeline, nullptr);
}

void Stream::requireAlive(VkResult result, std::string_view what) const {
    if (result < 0)
        m_isLost = true; // or as good as lost: a batch will never be finished
    require(result, what);
}

std::unique_ptr<Stream::Batch> Stream::makeBatch() const {
    auto batch = std::make_unique<Batch>();
    const VkCommandPoolCreateInfo pool{
        VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO,
        nullptr,
        VK_COMMAND_POOL_CREATE_TRANSIENT_BIT,
        m_queueFamily};
    require(
        m_vulkan.CreateCommandPool(m_device, &pool, nullptr, &batch->commands),
        "making a command pool");
    const VkCommandBufferAllocateInfo buffer{
        VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO,
        nullptr,
        batch->commands,
        VK_COMMAND_BUFFER_LEVEL_PRIMARY,
        1};
    const VkDescriptorPoolSize size{
        VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, static_cast<std::uint32_t>(kBigBatch * kMaxBuffers)};
    VkDescriptorPoolCreateInfo descriptors{};
    descriptors.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO;
    descriptors.maxSets = kBigBatch;
    descriptors.poolSizeCount = 1;
    descriptors.pPoolSizes = &size;
    VkResult result = m_vulkan.AllocateCommandBuffers(m_device, &buffer, &batch->buffer);
    if (result == VK_SUCCESS) {
        result =
            m_vulkan.CreateDescriptorPool(m_device, &descriptors, nullptr, &batch->descriptors);
    }
    if (result != VK_SUCCESS)
        m_vulkan.DestroyCommandPool(m_device, batch->commands, nullptr);
    require(result, "making a command buffer");
    return batch;
}

void Stream::beginRecording(Batch& batch) const {
    const VkCommandBufferBeginInfo info{
        VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO,
        nullptr,
        VK_COMMAND_BUFFER_USAGE_ONE_TIME_SUBMIT_BIT,
        nullptr};
    require(m_vulkan.BeginCommandBuffer(batch.buffer, &info), "beginning a batch");
}

Stream::Batch& Stream::open() {
    if (m_open)
        return *m_open;
    if (m_isLost)
        requireAlive(VK_ERROR_DEVICE_LOST, "recording");
    std::unique_ptr<Batch> batch;
    if (m_ready.empty()) {
        batch = makeBatch();
    } else {
        batch = std::move(m_ready.back());
        m_ready.pop_back();
    }
    beginRecording(*batch);
    m_open = std::move(batch);
    m_open->number = recording();
    barrier(); // after all that earlier batches did
    return *m_open;
}

void Stream::record(
    VkPipelineStageFlags from, VkAccessFlags wrote, VkPipelineStageFlags to, VkAccessFlags reads) {
    const VkMemoryBarrier memory{VK_STRUCTURE_TYPE_MEMORY_BARRIER, nullptr, wrote, reads};
    m_vulkan.CmdPipelineBarrier(open().buffer, from, to, 0, 1, &memory, 0, nullptr, 0, nullptr);
}

void Stream::barrier() {
    record(kWork, kWrites, kWork, kUses);
    ++m_epoch;
}

void Stream::dispatch(
    const Pipeline& pipeline,
    std::span<const Piece> buffers,
    std::span<const std::byte> push,
    const std::array<std::uint32_t, 3>& groups) {
    assert(buffers.size() <= kMaxBuffers && push.size() <= kPushBytes);
    Batch& batch = open();
    const VkDescriptorSetAllocateInfo allocation{
        VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO,
        nullptr,
        batch.descriptors,
        1,
        &pipeline.setLayout};
    VkDescriptorSet set = VK_NULL_HANDLE;
    require(m_vulkan.AllocateDescriptorSets(m_device, &allocation, &set), "binding buffers");
    std::array<VkDescriptorBufferInfo, kMaxBuffers> infos{};
    std::array<VkWriteDescriptorSet, kMaxBuffers> writes{};
    for (std::uint32_t i = 0; i < buffers.size(); ++i) {
        infos[i] = {buffers[i].buffer(), buffers[i].offset, buffers[i].bytes};
        writes[i].sType = VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET;
        writes[i].dstSet = set;
        writes[i].dstBinding = i;
        writes[i].descriptorCount = 1;
        writes[i].descriptorType = VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
        writes[i].pBufferInfo = &infos[i];
    }
    m_vulkan.UpdateDescriptorSets(
        m_device, static_cast<std::uint32_t>(buffers.size()), writes.data(), 0, nullptr);
    m_vulkan.CmdBindPipeline(batch.buffer, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.pipeline);
    m_vulkan.CmdBindDescriptorSets(
        batch.buffer, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline.layout, 0, 1, &set, 0, nullptr);
    if (!push.empty()) {
        m_vulkan.CmdPushConstants(
            batch.buffer,
            pipeline.layout,
            VK_SHADER_STAGE_COMPUTE_BIT,
            0,
            static_cast<std::uint32_t>(push.size()),
            push.data());
    }
    m_vulkan.CmdDispatch(batch.buffer, groups[0], groups[1], groups[2]);
    ++batch.size;
    submitIfBig();
}

void Stream::copy(const Piece& from, const Piece& to, std::uint64_t bytes) {
    Batch& batch = open();
    const VkBufferCopy region{from.offset, to.offset, bytes};
    m_vulkan.CmdCopyBuffer(batch.buffer, from.buffer(), to.buffer(), 1, &region);
    ++batch.size;
    submitIfBig();
}

void Stream::submitIfBig() {
    if (m_open->size >= kBigBatch || m_open->retiredBytes >= kBigGarbage)
        submit();
}

void Stream::submit() {
    if (!m_open || m_open->size == 0)
        return;
    // What this computer reads next must be visible to it.
    record(kWork, kWrites, VK_PIPELINE_STAGE_HOST_BIT, VK_ACCESS_HOST_READ_BIT);
    require(m_vulkan.EndCommandBuffer(m_open->buffer), "ending a batch");
    const BatchNumber number = m_open->number;
    VkTimelineSemaphoreSubmitInfo values{};
    values.sType = VK_STRUCTURE_TYPE_TIMELINE_SEMAPHORE_SUBMIT_INFO;
    values.signalSemaphoreValueCount = 1;
    values.pSignalSemaphoreValues = &number;
    VkSubmitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SUBMIT_INFO;
    info.pNext = &values;
    info.commandBufferCount = 1;
    info.pCommandBuffers = &m_open->buffer;
    info.signalSemaphoreCount = 1;
    info.pSignalSemaphores = &m_timeline;
    // Whatever becomes of it, it is not recorded into any more.
    m_pending.push_back(std::move(m_open));
    m_submitted = number;
    requireAlive(m_vulkan.QueueSubmit(m_queue, 1, &info, VK_NULL_HANDLE), "sending off a batch");
    if (m_pending.size() > kMaxPending)
        wait(m_pending[m_pending.size() - 1 - kMaxPending]->number);
}

bool Stream::isDone(BatchNumber batch) const {
    std::uint64_t done = 0;
    if (m_isLost || m_vulkan.GetSemaphoreCounterValue(m_device, m_timeline, &done) != VK_SUCCESS)
        return true; // nothing more will happen
    return done >= batch;
}

void Stream::wait(BatchNumber batch) const {
    if (m_isLost)
        requireAlive(VK_ERROR_DEVICE_LOST, "waiting for a result");
    VkSemaphoreWaitInfo info{};
    info.sType = VK_STRUCTURE_TYPE_SEMAPHORE_WAIT_INFO;
    info.semaphoreCount = 1;
    info.pSemaphores = &m_timeline;
    info.pValues = &batch;
    requireAlive(
        m_vulkan.WaitSemaphores(m_device, &info, std::numeric_limits<std::uint64_t>::max()),
        "waiting for a result");
}

void Stream::retire(const Piece& piece) {
    // Without anything recorded, the last batch that was submitted is the last that may need it.
    Batch* batch = m_open && m_open->size > 0 ? m_open.get()
                   : m_pending.empty()        ? nullptr
                                              : m_pending.back().get();
    if (!batch) {
        m_free.push_back(piece);
        return;
    }
    batch->retired.push_back(piece);
    batch->retiredBytes += piece.bytes;
}

std::vector<Piece> Stream::collect() {
    while (!m_pending.empty() && isDone(m_pending.front()->number)) {
        std::unique_ptr<Batch> batch = std::move(m_pending.front());
        m_pending.pop_front();
        m_free.insert(m_free.end(), batch->retired.begin(), batch->retired.end());
        batch->retired.clear();
        batch->retiredBytes = 0;
        batch->size = 0;
        if (!m_isLost) {
            m_vulkan.ResetCommandPool(m_device, batch->commands, 0);
            m_vulkan.ResetDescriptorPool(m_device, batch->descriptors, 0);
        }
        m_ready.push_back(std::move(batch));
    }
    return std::exchange(m_free, {});
}

} // namespace tp::gpu
