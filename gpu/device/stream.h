#pragma once

#include "gpu/device/memory.h"

#include <array>
#include <atomic>
#include <deque>
#include <span>

namespace tp::gpu {

/// A compute program made ready for the device, with what binding its buffers needs.
struct Pipeline {
    VkPipeline pipeline = VK_NULL_HANDLE;
    VkPipelineLayout layout = VK_NULL_HANDLE;
    VkDescriptorSetLayout setLayout = VK_NULL_HANDLE;
};

/// Batches are numbered in the order in which they are submitted; 0 is done since ever.
using BatchNumber = std::uint64_t;

/// Commands on their way to the device. They are recorded into a batch, and batches are submitted
/// when they are big or when someone waits for a result.
///
/// Not for several threads at once, except isDone() and wait().
class Stream {
public:
    Stream(const Vulkan& vulkan, VkDevice device, std::uint32_t queueFamily);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    /// The most buffers that one dispatch may have.
    static constexpr std::size_t kMaxBuffers = 8;

    /// What one dispatch may tell its program besides buffers: what every device can do.
    static constexpr std::size_t kPushBytes = 128;

    /// Opens a batch unless one is open: what is recorded next belongs to batch recording().
    void begin() { open(); }

    /// Records that everything before is finished and visible to what comes next.
    void barrier();

    /// Counts barriers: what was written at this count must not be read yet.
    std::uint64_t epoch() const { return m_epoch; }

    void dispatch(
        const Pipeline& pipeline,
        std::span<const Piece> buffers,
        std::span<const std::byte> push,
        const std::array<std::uint32_t, 3>& groups);

    void copy(const Piece& from, const Piece& to, std::uint64_t bytes);

    /// The batch that is being recorded.
    BatchNumber recording() const { return m_submitted + 1; }

    /// Sends off what is recorded, if anything. Throws Device if the device was lost.
    void submit();

    /// Whether the batch is finished, so that its results can be read and its memory reused.
    bool isDone(BatchNumber batch) const;

    /// Waits for a submitted batch. Throws Device if the device was lost.
    void wait(BatchNumber batch) const;

    /// Keeps a piece until no batch up to now can need it any more.
    void retire(const Piece& piece);

    /// The pieces that nobody needs any more, each once. Also makes finished batches ready to be
    /// recorded anew.
    std::vector<Piece> collect();

    bool isLost() const { return m_isLost; }

private:
    struct Batch {
        BatchNumber number = 0;
        VkCommandPool commands = VK_NULL_HANDLE;
        VkCommandBuffer buffer = VK_NULL_HANDLE;
        VkDescriptorPool descriptors = VK_NULL_HANDLE;
        std::uint32_t size = 0; ///< commands recorded
        std::uint64_t retiredBytes = 0;
        std::vector<Piece> retired;
    };

    Batch& open();
    std::unique_ptr<Batch> makeBatch() const;
    void beginRecording(Batch& batch) const;
    void record(
        VkPipelineStageFlags from,
        VkAccessFlags wrote,
        VkPipelineStageFlags to,
        VkAccessFlags reads);
    void submitIfBig();
    void requireAlive(VkResult result, std::string_view what) const;

    const Vulkan& m_vulkan;
    VkDevice m_device;
    std::uint32_t m_queueFamily;
    VkQueue m_queue = VK_NULL_HANDLE;
    VkSemaphore m_timeline = VK_NULL_HANDLE; // counts finished batches
    std::unique_ptr<Batch> m_open;
    std::deque<std::unique_ptr<Batch>> m_pending;
    std::vector<std::unique_ptr<Batch>> m_ready;
    std::vector<Piece> m_free;
    BatchNumber m_submitted = 0;
    std::uint64_t m_epoch = 1;
    mutable std::atomic<bool> m_isLost = false;
};

} // namespace tp::gpu
