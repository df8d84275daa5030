#include "gpu/kernels/backend.h"

#include "gpu/kernels/device_tensor.h"
#include "gpu/kernels/kernels.h"

#include <algorithm>
#include <cstdlib>

namespace tp::gpu {

namespace {

std::shared_ptr<Device>& device() {
    static std::shared_ptr<Device> only;
    return only;
}

} // namespace

std::shared_ptr<Device> theDevice() {
    return device();
}

bool registerVulkan(const DeviceOptions& options, std::string& whyNot) {
    auto opened = Device::open(options, whyNot);
    if (!opened)
        return false;
    device() = opened;
    auto backend = std::make_unique<VulkanBackend>(opened);
    registerArrayKernels(*backend);
    registerElementwiseKernels(*backend);
    registerIndexKernels(*backend);
    registerMatMulKernels(*backend);
    registerReduceKernels(*backend);
    registerTrainingKernels(*backend);
    tp::registerBackend(std::move(backend));
    // Runs before what the driver itself does at the end, since that was there first.
    std::atexit([] { device()->close(); });
    return true;
}

VulkanBackend::VulkanBackend(std::shared_ptr<Device> device)
    : Backend("vulkan")
    , m_device(std::move(device)) {}

void VulkanBackend::add(std::string_view op, Kernel function, Condition condition) {
    Backend::add(op, function);
    const auto index = static_cast<std::size_t>(findOp(op)->id);
    if (index >= m_conditions.size())
        m_conditions.resize(index + 1, nullptr);
    m_conditions[index] = condition;
}

bool VulkanBackend::canRun(const OpCall& call, const Specs& specs) const {
    const Traits& traits = m_device->traits();
    const auto fits = [&](const TensorSpec& spec) {
        const auto bytes =
            static_cast<std::uint64_t>(spec.shape.elementCount()) * dtypeBytes(spec.dtype);
        return spec.dtype != DType::String && bytes <= traits.bufferBytes;
    };
    const bool allFit =
        std::all_of(specs.begin(), specs.end(), fits) &&
        std::all_of(call.inputs.begin(), call.inputs.end(), [&](const Tensor& input) {
            return input.isNull() || fits(input.spec());
        });
    return allFit && m_conditions[static_cast<std::size_t>(call.op.id)](call, specs, traits);
}

Tensor VulkanBackend::allocate(const TensorSpec& spec) const {
    return allocateOnDevice(m_device, spec);
}

} // namespace tp::gpu
