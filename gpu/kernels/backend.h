#pragma once

#include "engine/runtime/backend.h"
#include "gpu/device/device.h"

namespace tp::gpu {

/// Makes the backend "vulkan" known, on the most promising device. Returns false if there is none;
/// `whyNot` then is a sentence. The device is closed when the program ends, before drivers are
/// unloaded.
bool registerVulkan(const DeviceOptions& options, std::string& whyNot);

/// The device that "vulkan" computes on, or null.
std::shared_ptr<Device> theDevice();

/// Whether a kernel can do this very call on a device with these traits.
using Condition = bool (*)(const OpCall& call, const Specs& specs, const Traits& traits);

/// The backend "vulkan": its kernels only record, and the device computes later.
class VulkanBackend : public Backend {
public:
    explicit VulkanBackend(std::shared_ptr<Device> device);

    /// Sets a kernel that does the calls for which `condition` holds; cpu does the others.
    void add(std::string_view op, Kernel function, Condition condition);

    bool canRun(const OpCall& call, const Specs& specs) const override;
    Tensor allocate(const TensorSpec& spec) const override;

private:
    std::shared_ptr<Device> m_device;
    std::vector<Condition> m_conditions; // indexed by Op::id
};

} // namespace tp::gpu
