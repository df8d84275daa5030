#include "gpu/device/pipelines.h"

#include "engine/base/error.h"

#include <fstream>
#include <iterator>

namespace tp::gpu {

namespace {

// Of SPIR-V: the header's length, and the two instructions by which a program asks to keep NaN.
constexpr std::size_t kHeaderWords = 5;
constexpr std::uint32_t kOpExecutionMode = 16;
constexpr std::uint32_t kOpCapability = 17;
constexpr std::uint32_t kKeepNanCapability = 4466;
constexpr std::uint32_t kKeepNanMode = 4461;

} // namespace

std::vector<std::uint32_t> withoutKeepingNan(std::span<const std::uint32_t> code) {
    std::vector<std::uint32_t> kept(code.begin(), code.begin() + kHeaderWords);
    for (std::size_t at = kHeaderWords; at < code.size();) {
        constexpr std::uint32_t kLow = 0xffff;
        const std::uint32_t op = code[at] & kLow;
        const std::size_t words = code[at] >> 16;
        const bool wishes = (op == kOpCapability && code[at + 1] == kKeepNanCapability) ||
                            (op == kOpExecutionMode && code[at + 2] == kKeepNanMode);
        if (!wishes) {
            kept.insert(
                kept.end(),
                code.begin() + static_cast<std::ptrdiff_t>(at),
                code.begin() + static_cast<std::ptrdiff_t>(at + words));
        }
        at += words;
    }
    return kept;
}

Pipelines::Pipelines(
    const Vulkan& vulkan,
    VkDevice device,
    const Traits& traits,
    const std::filesystem::path& cacheFolder)
    : m_vulkan(vulkan)
    , m_device(device)
    , m_keepsNan(traits.keepsNan) {
    if (!cacheFolder.empty())
        m_cacheFile = cacheFolder / ("vulkan-" + traits.identifier + ".cache");
    loadCache();
}

Pipelines::~Pipelines() {
    saveCache();
    for (const auto& [key, pipeline] : m_pipelines)
        m_vulkan.DestroyPipeline(m_device, pipeline.pipeline, nullptr);
    for (const Layout& layout : m_layouts) {
        m_vulkan.DestroyPipelineLayout(m_device, layout.pipeline, nullptr);
        m_vulkan.DestroyDescriptorSetLayout(m_device, layout.set, nullptr);
    }
    m_vulkan.DestroyPipelineCache(m_device, m_cache, nullptr);
}

const Pipeline&
Pipelines::find(const Shader& shader, std::size_t buffers, const Constants& constants) {
    const Key key{&shader, buffers, constants};
    const auto found = m_pipelines.find(key);
    if (found != m_pipelines.end())
        return found->second;
    const Layout& its = layout(buffers);
    const Pipeline made{make(shader, its, constants), its.pipeline, its.set};
    return m_pipelines.emplace(key, made).first->second;
}

const Pipelines::Layout& Pipelines::layout(std::size_t buffers) {
    Layout& layout = m_layouts[buffers];
    if (layout.pipeline != VK_NULL_HANDLE)
        return layout;
    std::vector<VkDescriptorSetLayoutBinding> bindings;
    for (std::uint32_t i = 0; i < buffers; ++i) {
        bindings.push_back(
            {i, VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr});
    }
    VkDescriptorSetLayoutCreateInfo set{};
    set.sType = VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO;
    set.bindingCount = static_cast<std::uint32_t>(bindings.size());
    set.pBindings = bindings.data();
    if (layout.set == VK_NULL_HANDLE) {
        require(
            m_vulkan.CreateDescriptorSetLayout(m_device, &set, nullptr, &layout.set),
            "describing buffers");
    }
    const VkPushConstantRange push{VK_SHADER_STAGE_COMPUTE_BIT, 0, Stream::kPushBytes};
    VkPipelineLayoutCreateInfo pipeline{};
    pipeline.sType = VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO;
    pipeline.setLayoutCount = 1;
    pipeline.pSetLayouts = &layout.set;
    pipeline.pushConstantRangeCount = 1;
    pipeline.pPushConstantRanges = &push;
    require(
        m_vulkan.CreatePipelineLayout(m_device, &pipeline, nullptr, &layout.pipeline),
        "describing a program");
    return layout;
}

VkPipeline
Pipelines::make(const Shader& shader, const Layout& layout, const Constants& constants) const {
    const auto reduced = m_keepsNan ? std::vector<std::uint32_t>() : withoutKeepingNan(shader.code);
    const std::span<const std::uint32_t> code = m_keepsNan ? shader.code : reduced;
    const VkShaderModuleCreateInfo moduleInfo{
        VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO, nullptr, 0, code.size_bytes(), code.data()};
    VkShaderModule module = VK_NULL_HANDLE;
    require(
        m_vulkan.CreateShaderModule(m_device, &moduleInfo, nullptr, &module), "loading a program");

    std::vector<VkSpecializationMapEntry> entries;
    for (std::uint32_t i = 0; i < constants.size(); ++i)
        entries.push_back({i, i * 4, 4});
    const VkSpecializationInfo values{
        static_cast<std::uint32_t>(entries.size()),
        entries.data(),
        constants.size() * sizeof(std::uint32_t),
        constants.data()};
    VkComputePipelineCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO;
    info.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    info.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
    info.stage.module = module;
    info.stage.pName = "main";
    info.stage.pSpecializationInfo = &values;
    info.layout = layout.pipeline;
    VkPipeline pipeline = VK_NULL_HANDLE;
    const VkResult result =
        m_vulkan.CreateComputePipelines(m_device, m_cache, 1, &info, nullptr, &pipeline);
    m_vulkan.DestroyShaderModule(m_device, module, nullptr);
    require(result, "compiling " + std::string(shader.name));
    return pipeline;
}

void Pipelines::loadCache() {
    std::vector<char> kept;
    if (!m_cacheFile.empty()) {
        std::ifstream file(m_cacheFile, std::ios::binary);
        kept.assign(std::istreambuf_iterator<char>(file), {});
    }
    VkPipelineCacheCreateInfo info{};
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO;
    info.initialDataSize = kept.size(); // the driver looks whether these are its own
    info.pInitialData = kept.data();
    require(m_vulkan.CreatePipelineCache(m_device, &info, nullptr, &m_cache), "making a cache");
}

void Pipelines::saveCache() const {
    std::size_t bytes = 0;
    if (m_cacheFile.empty() || m_pipelines.empty() ||
        m_vulkan.GetPipelineCacheData(m_device, m_cache, &bytes, nullptr) != VK_SUCCESS)
        return;
    std::vector<char> data(bytes);
    if (m_vulkan.GetPipelineCacheData(m_device, m_cache, &bytes, data.data()) != VK_SUCCESS)
        return;
    // It is only a cache: where it cannot be written, the next run compiles again.
    std::error_code ignored;
    std::filesystem::create_directories(m_cacheFile.parent_path(), ignored);
    const std::filesystem::path fresh = m_cacheFile.string() + ".new";
    std::ofstream file(fresh, std::ios::binary);
    file.write(data.data(), static_cast<std::streamsize>(bytes));
    file.close();
    if (file)
        std::filesystem::rename(fresh, m_cacheFile, ignored);
}

} // namespace tp::gpu
