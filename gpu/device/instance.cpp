#include "gpu/device/instance.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cstring>
#include <span>

namespace tp::gpu {

namespace {

constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";
constexpr std::uint32_t kNeededVersion = VK_API_VERSION_1_2; // timeline semaphores

bool hasValidationLayer(const Vulkan& vulkan) {
    std::uint32_t count = 0;
    if (vulkan.EnumerateInstanceLayerProperties(&count, nullptr) != VK_SUCCESS)
        return false;
    std::vector<VkLayerProperties> layers(count);
    if (vulkan.EnumerateInstanceLayerProperties(&count, layers.data()) < 0)
        return false;
    return std::any_of(layers.begin(), layers.end(), [](const VkLayerProperties& layer) {
        return std::strcmp(layer.layerName, kValidationLayer) == 0;
    });
}

int rank(VkPhysicalDeviceType type) {
    switch (type) {
    case VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU:
        return 4;
    case VK_PHYSICAL_DEVICE_TYPE_INTEGRATED_GPU:
        return 3;
    case VK_PHYSICAL_DEVICE_TYPE_VIRTUAL_GPU:
        return 2;
    default:
        return 1;
    }
}

std::string hexadecimal(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const unsigned byte : bytes) {
        text += kDigits[byte >> 4];
        text += kDigits[byte & 15];
    }
    return text;
}

} // namespace

std::unique_ptr<Instance> Instance::open(Validation validation, std::string& whyNot) {
    std::unique_ptr<Instance> opened(new Instance);
    Vulkan& vulkan = opened->m_vulkan;
    if (!vulkan.open()) {
        whyNot = "This computer has no Vulkan library (libvulkan.so.1).";
        return nullptr;
    }
    std::uint32_t version = 0;
    if (vulkan.EnumerateInstanceVersion(&version) != VK_SUCCESS || version < kNeededVersion) {
        whyNot = "The Vulkan library of this computer is older than version 1.2.";
        return nullptr;
    }
    bool validates = false;
    if (validation != Validation::Off)
        validates = hasValidationLayer(vulkan);
    if (validation == Validation::On && !validates) {
        whyNot = "Vulkan's validation layer is not installed.";
        return nullptr;
    }
    const VkApplicationInfo application{
        VK_STRUCTURE_TYPE_APPLICATION_INFO,
        nullptr,
        "Tensor Playground",
        0,
        "tp",
        0,
        kNeededVersion};
    const char* debugUtils = VK_EXT_DEBUG_UTILS_EXTENSION_NAME;
    const std::uint32_t count = validates ? 1 : 0;
    const VkInstanceCreateInfo info{
        VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO,
        nullptr,
        0,
        &application,
        count,
        &kValidationLayer,
        count,
        &debugUtils};
    const VkResult result = vulkan.CreateInstance(&info, nullptr, &opened->m_instance);
    if (result != VK_SUCCESS) {
        opened->m_instance = VK_NULL_HANDLE;
        whyNot = result == VK_ERROR_INCOMPATIBLE_DRIVER
                     ? "No driver of this computer knows Vulkan."
                     : "The Vulkan library of this computer cannot start.";
        return nullptr;
    }
    vulkan.lookUp(opened->m_instance, validates);
    if (validates)
        opened->listen();
    return opened;
}

void Instance::listen() {
    VkDebugUtilsMessengerCreateInfoEXT info{};
    info.sType = VK_STRUCTURE_TYPE_DEBUG_UTILS_MESSENGER_CREATE_INFO_EXT;
    info.messageSeverity = VK_DEBUG_UTILS_MESSAGE_SEVERITY_WARNING_BIT_EXT |
                           VK_DEBUG_UTILS_MESSAGE_SEVERITY_ERROR_BIT_EXT;
    info.messageType = VK_DEBUG_UTILS_MESSAGE_TYPE_VALIDATION_BIT_EXT |
                       VK_DEBUG_UTILS_MESSAGE_TYPE_PERFORMANCE_BIT_EXT;
    info.pfnUserCallback = hear;
    info.pUserData = this;
    require(
        m_vulkan.CreateDebugUtilsMessengerEXT(m_instance, &info, nullptr, &m_messenger),
        "listening to the validation layer");
    m_isValidating = true;
}

Instance::~Instance() {
    close();
}

void Instance::close() {
    if (m_messenger != VK_NULL_HANDLE)
        m_vulkan.DestroyDebugUtilsMessengerEXT(m_instance, m_messenger, nullptr);
#ifndef __SANITIZE_ADDRESS__ // the memory of drivers that are unloaded would look lost
    if (m_instance != VK_NULL_HANDLE)
        m_vulkan.DestroyInstance(m_instance, nullptr);
#endif
    m_messenger = VK_NULL_HANDLE;
    m_instance = VK_NULL_HANDLE;
}

VkBool32 Instance::hear(
    VkDebugUtilsMessageSeverityFlagBitsEXT /*severity*/,
    VkDebugUtilsMessageTypeFlagsEXT /*types*/,
    const VkDebugUtilsMessengerCallbackDataEXT* data,
    void* instance) {
    auto* self = static_cast<Instance*>(instance);
    const std::lock_guard lock(self->m_mutex);
    self->m_messages.emplace_back(data->pMessage);
    return VK_FALSE;
}

std::vector<std::string> Instance::messages() const {
    const std::lock_guard lock(m_mutex);
    return m_messages;
}

VkPhysicalDevice Instance::chooseDevice(std::string& whyNot) const {
    std::uint32_t count = 0;
    std::vector<VkPhysicalDevice> devices;
    if (m_vulkan.EnumeratePhysicalDevices(m_instance, &count, nullptr) == VK_SUCCESS) {
        devices.resize(count);
        if (m_vulkan.EnumeratePhysicalDevices(m_instance, &count, devices.data()) < 0)
            count = 0;
        devices.resize(count);
    }
    if (devices.empty()) {
        whyNot = "No driver of this computer knows Vulkan.";
        return VK_NULL_HANDLE;
    }
    VkPhysicalDevice best = VK_NULL_HANDLE;
    int bestRank = 0;
    for (const VkPhysicalDevice device : devices) {
        VkPhysicalDeviceProperties2 properties{};
        properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
        m_vulkan.GetPhysicalDeviceProperties2(device, &properties);
        const int itsRank = rank(properties.properties.deviceType);
        if (itsRank > bestRank && isUsable(device)) {
            best = device;
            bestRank = itsRank;
        }
    }
    if (best == VK_NULL_HANDLE)
        whyNot = "No device of this computer can compute with Vulkan 1.2.";
    return best;
}

bool Instance::isUsable(VkPhysicalDevice device) const {
    VkPhysicalDeviceProperties2 properties{};
    properties.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    m_vulkan.GetPhysicalDeviceProperties2(device, &properties);
    if (properties.properties.apiVersion < kNeededVersion || computeFamily(device) < 0)
        return false;
    VkPhysicalDeviceVulkan12Features features12{};
    features12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES;
    VkPhysicalDeviceFeatures2 features{};
    features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    features.pNext = &features12;
    m_vulkan.GetPhysicalDeviceFeatures2(device, &features);
    return features12.timelineSemaphore == VK_TRUE;
}

Traits Instance::traits(VkPhysicalDevice device) const {
    VkPhysicalDeviceVulkan12Properties properties12{};
    properties12.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_PROPERTIES;
    VkPhysicalDeviceVulkan11Properties properties11{};
    properties11.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_1_PROPERTIES;
    properties11.pNext = &properties12;
    VkPhysicalDeviceProperties2 all{};
    all.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_PROPERTIES_2;
    all.pNext = &properties11;
    m_vulkan.GetPhysicalDeviceProperties2(device, &all);
    VkPhysicalDeviceFeatures2 features{};
    features.sType = VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_FEATURES_2;
    m_vulkan.GetPhysicalDeviceFeatures2(device, &features);

    const VkPhysicalDeviceProperties& properties = all.properties;
    const VkPhysicalDeviceLimits& limits = properties.limits;
    Traits traits;
    traits.name = properties.deviceName;
    traits.identifier = hexadecimal(properties.pipelineCacheUUID);
    traits.isProcessor = properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU;
    traits.isDiscrete = properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_DISCRETE_GPU;
    traits.hasFloat64 = features.features.shaderFloat64 == VK_TRUE;
    traits.keepsNan = properties12.shaderSignedZeroInfNanPreserveFloat32 == VK_TRUE;
    traits.groupSize =
        std::min(limits.maxComputeWorkGroupInvocations, limits.maxComputeWorkGroupSize[0]);
    traits.groupCount = limits.maxComputeWorkGroupCount[0];
    traits.sharedBytes = limits.maxComputeSharedMemorySize;
    traits.bufferBytes = limits.maxStorageBufferRange;
    constexpr std::uint64_t kCacheLine = 64;
    traits.alignment = std::max<std::uint64_t>(
        {kCacheLine, limits.minStorageBufferOffsetAlignment, limits.nonCoherentAtomSize});
    traits.largestMemory = properties11.maxMemoryAllocationSize;
    return traits;
}

int Instance::computeFamily(VkPhysicalDevice device) const {
    std::uint32_t count = 0;
    m_vulkan.GetPhysicalDeviceQueueFamilyProperties(device, &count, nullptr);
    std::vector<VkQueueFamilyProperties> families(count);
    m_vulkan.GetPhysicalDeviceQueueFamilyProperties(device, &count, families.data());
    for (std::uint32_t i = 0; i < count; ++i) {
        if (families[i].queueFlags & VK_QUEUE_COMPUTE_BIT)
            return static_cast<int>(i);
    }
    return -1;
}

} // namespace tp::gpu
