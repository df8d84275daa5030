#pragma once

#include "engine/tensor/tensor.h"
#include "gpu/device/device.h"

namespace tp::gpu {

/// What a storage remembers of a device: the buffer there with the same elements.
class BufferCopy : public DeviceCopy {
public:
    BufferCopy(const std::shared_ptr<Device>& device, std::uint64_t bytes)
        : m_buffer(device, bytes) {}
    Buffer& buffer() { return m_buffer; }

private:
    Buffer m_buffer;
};

/// An uninitialised tensor on the device. Its elements come to this computer when someone reads
/// them.
Tensor allocateOnDevice(const std::shared_ptr<Device>& device, const TensorSpec& spec);

/// The device's copy of a tensor's elements, uploaded now if there is none yet.
Buffer& bufferOf(const Tensor& tensor, const std::shared_ptr<Device>& device);

} // namespace tp::gpu
