#pragma once

#include <string>
#include <string_view>

#define VK_NO_PROTOTYPES
#include <vulkan/vulkan.h>

namespace tp::gpu {

/// The functions of Vulkan, found at run time: a computer without the library runs the rest of the
/// program as well as any other. Null until looked up.
struct Vulkan {
#define LIBRARY_FUNCTION(name) PFN_vk##name name = nullptr;
#define INSTANCE_FUNCTION(name) PFN_vk##name name = nullptr;
#define DEBUG_FUNCTION(name) PFN_vk##name name = nullptr;
#define DEVICE_FUNCTION(name) PFN_vk##name name = nullptr;
#include "gpu/device/functions.inl"
#undef LIBRARY_FUNCTION
#undef INSTANCE_FUNCTION
#undef DEBUG_FUNCTION
#undef DEVICE_FUNCTION
    PFN_vkGetInstanceProcAddr GetInstanceProcAddr = nullptr;

    /// Opens the library; it stays open. Returns false if this computer has none.
    bool open();

    void lookUp(VkInstance instance, bool debugging);
    void lookUp(VkDevice device);
};

/// Throws Device, "What: why, in the words of Vulkan", unless `result` is success.
void require(VkResult result, std::string_view what);

} // namespace tp::gpu
