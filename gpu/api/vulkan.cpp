#include "gpu/api/vulkan.h"

#ifdef TP_HAS_VULKAN
#include "gpu/kernels/backend.h"
#endif

namespace tp::gpu {

#ifdef TP_HAS_VULKAN

namespace {

struct State {
    bool wasTried = false;
    std::string whyNot = "The backend vulkan was not asked for yet.";
};

State& state() {
    static State only;
    return only;
}

} // namespace

bool registerBackend(const VulkanOptions& options) {
    State& now = state();
    if (now.wasTried)
        return theDevice() != nullptr;
    now.wasTried = true;
    return registerVulkan(
        {options.validates ? Validation::IfInstalled : Validation::Off,
         options.cacheFolder,
         options.memoryLimit,
         options.emulatesCard},
        now.whyNot);
}

std::string vulkanStatus() {
    const auto device = theDevice();
    if (!device)
        return state().whyNot;
    const Traits& traits = device->traits();
    return formatText(
        traits.isProcessor ? "Vulkan computes on %1, which is this computer's processor."
                           : "Vulkan computes on %1.",
        {traits.name});
}

std::vector<std::string> validationMessages() {
    const auto device = theDevice();
    return device ? device->validationMessages() : std::vector<std::string>();
}

bool isValidating() {
    const auto device = theDevice();
    return device && device->isValidating();
}

#else

bool registerBackend(const VulkanOptions& /*options*/) {
    return false;
}

std::string vulkanStatus() {
    return "This program was built without Vulkan.";
}

std::vector<std::string> validationMessages() {
    return {};
}

bool isValidating() {
    return false;
}

#endif

} // namespace tp::gpu
