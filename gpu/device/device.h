#pragma once

#include "gpu/device/pipelines.h"

#include <shared_mutex>

namespace tp::gpu {

struct DeviceOptions {
    Validation validation = Validation::Off;

    /// Where compiled programs are kept from one run to the next; empty for nowhere.
    std::filesystem::path cacheFolder = {};

    /// Bytes of device memory to take at most; 0 for as many as there are.
    std::uint64_t memoryLimit = 0;

    /// Treats a processor as if it were a card with memory of its own, so that what only cards need
    /// can be tested without one.
    bool emulatesCard = false;
};

class Buffer;

/// One call of a compute program.
struct Dispatch {
    const Shader& shader;
    Constants constants;
    std::span<Buffer* const> buffers; ///< bound in this order
    std::size_t outputs = 1;          ///< how many of them, at the end, are written
    std::span<const std::byte> push;  ///< at most Stream::kPushBytes
    std::array<std::uint32_t, 3> groups{1, 1, 1};
};

/// A device that computes: its memory, its programs and its queue. Several threads may use it.
///
/// Everything throws Device once the device is lost or closed, and if its memory is full.
class Device {
public:
    /// The most promising device of this computer. Null if it has none; `whyNot` then is a
    /// sentence.
    static std::shared_ptr<Device> open(const DeviceOptions& options, std::string& whyNot);
    ~Device();
    Device(const Device&) = delete;
    Device& operator=(const Device&) = delete;

    const Traits& traits() const { return m_traits; }

    /// Whether to use programs made for cards: with memory that a workgroup shares.
    bool isCard() const { return m_isCard; }

    /// What Vulkan's validation layer complained about so far.
    std::vector<std::string> validationMessages() const { return m_instance->messages(); }
    bool isValidating() const { return m_instance->isValidating(); }

    /// Records a call. What it reads was written by calls before it.
    void dispatch(const Dispatch& call);

    /// Fills a new buffer with what lies at `from`, which is read before this returns.
    void upload(Buffer& buffer, const std::byte* from);

    /// Waits until all that was recorded is done.
    void finish();

    /// Frees everything, though buffers may live on. Nothing can be computed or read afterwards:
    /// for the end of the program, before the driver is unloaded.
    void close();

    /// Bytes of device memory in use.
    std::uint64_t usedBytes() const;

private:
    friend class Buffer;
    friend class Download;

    Device(std::unique_ptr<Instance> instance, VkPhysicalDevice physical);
    bool createDevice();
    void createParts(const DeviceOptions& options);

    // With the lock held.
    void requireOpen() const;
    Piece allocate(DeviceMemory& memory, std::uint64_t bytes);
    void freeRetired();
    void free(const Piece& piece);

    void retire(const Piece& piece);
    void submitUpTo(BatchNumber batch);

    // With m_closing shared, but not the lock.
    void wait(BatchNumber batch);

    std::unique_ptr<Instance> m_instance;
    VkPhysicalDevice m_physical;
    Traits m_traits;
    bool m_isCard = false;
    bool m_isDirect = false; // this computer reads and writes device memory where it lies
    VkDevice m_device = VK_NULL_HANDLE;

    std::shared_mutex m_closing; // held while waiting without the lock
    mutable std::mutex m_mutex;  // the lock of all below
    std::unique_ptr<DeviceMemory> m_memory;
    std::unique_ptr<DeviceMemory> m_staging;
    std::unique_ptr<Pipelines> m_pipelines;
    std::unique_ptr<Stream> m_stream; // null once closed
};

/// Device memory for one array. Its contents are undefined until something writes them.
class Buffer {
public:
    /// Throws Device if memory is full.
    Buffer(std::shared_ptr<Device> device, std::uint64_t bytes);
    ~Buffer();
    Buffer(const Buffer&) = delete;
    Buffer& operator=(const Buffer&) = delete;

    Device& device() const { return *m_device; }
    const std::shared_ptr<Device>& sharedDevice() const { return m_device; }
    std::uint64_t bytes() const { return m_bytes; }

private:
    friend class Device;
    friend class Download;

    std::shared_ptr<Device> m_device;
    std::uint64_t m_bytes;
    Piece m_piece;
    std::uint64_t m_writtenEpoch = 0; // guarded by the device's lock, as is the next
    BatchNumber m_writtenBatch = 0;
};

/// The contents of a buffer on their way to this computer.
class Download {
public:
    /// Sets out, and does not wait.
    explicit Download(Buffer& buffer);
    ~Download();
    Download(const Download&) = delete;
    Download& operator=(const Download&) = delete;

    /// Waits, and puts them to where there is room for all of them.
    void read(std::byte* to);

private:
    Buffer& m_buffer;
    Piece m_copy;
    BatchNumber m_batch = 0;
};

} // namespace tp::gpu
