#include "gpu/device/vulkan.h"

#include "engine/base/error.h"

#include <dlfcn.h>

namespace tp::gpu {

namespace {

/// A function by its name, of a library, an instance or a device.
template<class Function, class Find, class Of>
void find(Function& function, Find lookUp, Of of, const char* name) {
    function = reinterpret_cast<Function>(lookUp(of, name));
}

std::string_view reasonOf(VkResult result) {
    switch (result) {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
        return "this computer's memory is full";
    case VK_ERROR_OUT_OF_DEVICE_MEMORY:
        return "the device's memory is full";
    case VK_ERROR_DEVICE_LOST:
        return "the device stopped answering";
    case VK_ERROR_TOO_MANY_OBJECTS:
        return "the driver takes no more objects";
    case VK_ERROR_FEATURE_NOT_PRESENT:
    case VK_ERROR_EXTENSION_NOT_PRESENT:
        return "the driver lacks a feature";
    case VK_ERROR_INCOMPATIBLE_DRIVER:
        return "there is no driver that fits";
    case VK_ERROR_INITIALIZATION_FAILED:
        return "the driver could not begin";
    default:
        return "the driver reports an error";
    }
}

} // namespace

bool Vulkan::open() {
    void* library = dlopen("libvulkan.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return false;
    find(GetInstanceProcAddr, dlsym, library, "vkGetInstanceProcAddr");
    if (!GetInstanceProcAddr)
        return false;
#define LIBRARY_FUNCTION(name) find(name, GetInstanceProcAddr, VkInstance{}, "vk" #name);
#include "gpu/device/functions.inl"
#undef LIBRARY_FUNCTION
    return CreateInstance && EnumerateInstanceVersion;
}

void Vulkan::lookUp(VkInstance instance, bool debugging) {
#define INSTANCE_FUNCTION(name) find(name, GetInstanceProcAddr, instance, "vk" #name);
#include "gpu/device/functions.inl"
#undef INSTANCE_FUNCTION
    if (!debugging)
        return;
#define DEBUG_FUNCTION(name) find(name, GetInstanceProcAddr, instance, "vk" #name);
#include "gpu/device/functions.inl"
#undef DEBUG_FUNCTION
}

void Vulkan::lookUp(VkDevice device) {
#define DEVICE_FUNCTION(name) find(name, GetDeviceProcAddr, device, "vk" #name);
#include "gpu/device/functions.inl"
#undef DEVICE_FUNCTION
}

void require(VkResult result, std::string_view what) {
    if (result < 0) {
        fail(
            Error::Kind::Device,
            "Vulkan: %1 failed, because %2 (code %3).",
            what,
            reasonOf(result),
            static_cast<std::int64_t>(result));
    }
}

} // namespace tp::gpu
