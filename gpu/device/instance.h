#pragma once

#include "gpu/device/vulkan.h"

#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace tp::gpu {

/// Whether every call is checked by Vulkan's validation layer, a package of its own.
enum class Validation { Off, IfInstalled, On };

/// What we must know of a device before we use it.
struct Traits {
    std::string name;                ///< "NVIDIA GeForce RTX 4070"
    std::string identifier;          ///< of device and driver, as hexadecimal digits
    bool isProcessor = false;        ///< computes on the processor: no memory of its own
    bool isDiscrete = false;         ///< a card with memory of its own
    bool hasFloat64 = false;         ///< shaders may use double
    bool keepsNan = false;           ///< shaders may ask that NaN and infinity are kept
    std::uint32_t groupSize = 0;     ///< invocations that a workgroup may have
    std::uint32_t groupCount = 0;    ///< workgroups along the first axis of a dispatch
    std::uint32_t sharedBytes = 0;   ///< memory that a workgroup may share
    std::uint64_t bufferBytes = 0;   ///< what a shader may see of one buffer
    std::uint64_t alignment = 0;     ///< where pieces of a buffer may begin
    std::uint64_t largestMemory = 0; ///< what may be allocated at once
};

/// The door to Vulkan: the library, its devices, and what its validation layer complains about.
class Instance {
public:
    /// Null if this computer has no Vulkan; `whyNot` then is a sentence.
    static std::unique_ptr<Instance> open(Validation validation, std::string& whyNot);
    ~Instance();
    Instance(const Instance&) = delete;
    Instance& operator=(const Instance&) = delete;

    /// Leaves Vulkan; the messages stay. Whatever was made of it is destroyed by now.
    void close();

    Vulkan& vulkan() { return m_vulkan; }

    /// Whether validation is on.
    bool isValidating() const { return m_isValidating; }

    /// What the validation layer said so far, each with its identifier.
    std::vector<std::string> messages() const;

    /// The device that promises most: a card before graphics inside the processor before a
    /// processor. Null if none can do what we need; `whyNot` then is a sentence.
    VkPhysicalDevice chooseDevice(std::string& whyNot) const;

    Traits traits(VkPhysicalDevice device) const;

    /// The first family of queues that compute, or nothing below 0.
    int computeFamily(VkPhysicalDevice device) const;

private:
    Instance() = default;
    void listen();
    bool isUsable(VkPhysicalDevice device) const;

    static VKAPI_ATTR VkBool32 VKAPI_CALL hear(
        VkDebugUtilsMessageSeverityFlagBitsEXT severity,
        VkDebugUtilsMessageTypeFlagsEXT types,
        const VkDebugUtilsMessengerCallbackDataEXT* data,
        void* instance);

    Vulkan m_vulkan;
    VkInstance m_instance = VK_NULL_HANDLE;
    VkDebugUtilsMessengerEXT m_messenger = VK_NULL_HANDLE;
    bool m_isValidating = false;
    mutable std::mutex m_mutex;
    std::vector<std::string> m_messages;
};

} // namespace tp::gpu
