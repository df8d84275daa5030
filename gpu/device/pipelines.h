#pragma once

#include "gpu/device/instance.h"
#include "gpu/device/stream.h"

#include <array>
#include <filesystem>
#include <map>
#include <span>
#include <tuple>
#include <vector>

namespace tp::gpu {

/// A compute program: SPIR-V, made from gpu/shaders at build time. One lives as long as the
/// program.
struct Shader {
    std::string_view name;
    std::span<const std::uint32_t> code;
};

/// Values of a program's specialisation constants 0, 1, …: what may differ between two pipelines of
/// one program. By convention the first is the size of a workgroup.
using Constants = std::vector<std::uint32_t>;

/// Programs made ready for the device, each once. Not for several threads at once.
class Pipelines {
public:
    /// What drivers compile is kept in `cacheFolder` from one run to the next, if that is not
    /// empty.
    Pipelines(
        const Vulkan& vulkan,
        VkDevice device,
        const Traits& traits,
        const std::filesystem::path& cacheFolder);
    ~Pipelines();
    Pipelines(const Pipelines&) = delete;
    Pipelines& operator=(const Pipelines&) = delete;

    /// Throws Device if the driver refuses the program.
    const Pipeline& find(const Shader& shader, std::size_t buffers, const Constants& constants);

private:
    using Key = std::tuple<const Shader*, std::size_t, Constants>;
    struct Layout {
        VkDescriptorSetLayout set = VK_NULL_HANDLE;
        VkPipelineLayout pipeline = VK_NULL_HANDLE;
    };

    const Layout& layout(std::size_t buffers);
    VkPipeline make(const Shader& shader, const Layout& layout, const Constants& constants) const;
    void loadCache();
    void saveCache() const;

    const Vulkan& m_vulkan;
    VkDevice m_device;
    bool m_keepsNan;
    std::filesystem::path m_cacheFile;
    VkPipelineCache m_cache = VK_NULL_HANDLE;
    std::array<Layout, Stream::kMaxBuffers + 1> m_layouts{};
    std::map<Key, Pipeline> m_pipelines;
};

/// The program without the wish that NaN and infinity be kept, which some drivers do not know.
std::vector<std::uint32_t> withoutKeepingNan(std::span<const std::uint32_t> code);

} // namespace tp::gpu
