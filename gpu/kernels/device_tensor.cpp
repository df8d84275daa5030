#include "gpu/kernels/device_tensor.h"

#include "engine/base/error.h"
#include "engine/tensor/memory_pool.h"

#include <algorithm>

namespace tp::gpu {

namespace {

/// Elements that were made on the device.
class DeviceStorage final : public Storage {
public:
    DeviceStorage(const std::shared_ptr<Device>& device, std::uint64_t bytes) : Storage(bytes) {
        keepDeviceCopy(std::make_unique<BufferCopy>(device, bytes));
    }

    void prefetch() override {
        const std::lock_guard lock(m_mutex);
        setOut();
    }

protected:
    std::byte* download() override {
        const std::lock_guard lock(m_mutex);
        if (m_memory)
            return m_memory.get();
        setOut();
        // Of no elements too there is an address, as of all that lies on the host.
        const std::size_t room = std::max<std::size_t>(bytes(), 1);
        std::unique_ptr<std::byte, Return> memory(takeMemory(room), Return{room});
        if (!memory) {
            fail(
                Error::Kind::Device,
                "There is not enough memory for a tensor of %1 bytes.",
                bytes());
        }
        m_download->read(memory.get());
        m_download.reset();
        m_memory = std::move(memory);
        setHost(m_memory.get());
        return m_memory.get();
    }

private:
    struct Return {
        std::size_t bytes;
        void operator()(std::byte* memory) const { returnMemory(memory, bytes); }
    };

    void setOut() {
        if (!m_download && !m_memory) {
            m_download =
                std::make_unique<Download>(static_cast<BufferCopy*>(deviceCopy())->buffer());
        }
    }

    std::mutex m_mutex;
    std::unique_ptr<Download> m_download;
    std::unique_ptr<std::byte, Return> m_memory;
};

} // namespace

Tensor allocateOnDevice(const std::shared_ptr<Device>& device, const TensorSpec& spec) {
    const auto count = static_cast<std::size_t>(spec.shape.elementCount());
    return {spec, std::make_shared<DeviceStorage>(device, count * dtypeBytes(spec.dtype))};
}

Buffer& bufferOf(const Tensor& tensor, const std::shared_ptr<Device>& device) {
    Storage& storage = *tensor.storage();
    if (DeviceCopy* copy = storage.deviceCopy())
        return static_cast<BufferCopy*>(copy)->buffer();
    auto copy = std::make_unique<BufferCopy>(device, storage.bytes());
    device->upload(copy->buffer(), storage.host());
    return static_cast<BufferCopy&>(storage.keepDeviceCopy(std::move(copy))).buffer();
}

} // namespace tp::gpu
