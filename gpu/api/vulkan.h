#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tp::gpu {

/// How the backend "vulkan" begins.
struct VulkanOptions {
    /// Has every call checked by Vulkan's validation layer, if that is installed. For tests.
    bool validates = false;

    /// Where compiled programs are kept from one run to the next; empty for nowhere.
    std::filesystem::path cacheFolder = {};

    /// Bytes of the device's memory to take at most; 0 for as many as there are.
    std::uint64_t memoryLimit = 0;

    /// Treats a processor that knows Vulkan as if it were a graphics card with memory of its own.
    /// For tests.
    bool emulatesCard = false;
};

/// Adds the backend "vulkan" to those that setBackend() knows, once tp::start() was called.
///
///     tp::start();
///     if (gpu::registerBackend())
///         setBackend("vulkan");
///     else
///         log(gpu::vulkanStatus());
///
/// Returns false if there is none: the program was built without it, or this computer lacks
/// library, driver or device. Calling it again changes nothing.
bool registerBackend(const VulkanOptions& options = {});

/// One sentence: on which device "vulkan" computes, or why there is no such backend.
std::string vulkanStatus();

/// What Vulkan's validation layer complained about so far.
std::vector<std::string> validationMessages();

/// Whether the validation layer checks every call.
bool isValidating();

} // namespace tp::gpu
