#pragma once

#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "gpu/api/vulkan.h"
#include "tests/support/op_test.h"

#include <QtTest>

#include <limits>

namespace tp::test {

/// Starts on vulkan with validation. Returns why that cannot be, or nothing.
inline QString startVulkan(gpu::VulkanOptions options = {}) {
    start();
    options.validates = true;
    if (!gpu::registerBackend(options))
        return QString::fromStdString(gpu::vulkanStatus());
    setBackend("vulkan");
    resetFallbacks();
    return {};
}

/// What Vulkan's validation layer complains about, in one text; empty if all is well.
inline QString complaints() {
    QString all;
    for (const std::string& each : gpu::validationMessages())
        all += QString::fromStdString(each) + '\n';
    return all;
}

/// What `call` gives on a backend.
template<class F>
Tensor computeOn(const char* backend, F call) {
    setBackend(backend);
    Tensor result = call();
    setBackend("vulkan");
    return result;
}

/// The names of the ops that cpu computed instead, since the last time.
inline QString takeFallbacks() {
    QString names;
    for (const Fallback& each : fallbacks())
        names += QString::fromStdString(each.op) + ' ';
    resetFallbacks();
    return names.trimmed();
}

/// Numbers of every size and sign, and all that are not ordinary.
inline std::vector<float> extremes() {
    using Limits = std::numeric_limits<float>;
    std::vector<float> all{Limits::quiet_NaN(), Limits::infinity(), 0.0F, 1.0F, 2.0F, 0.5F, 3.0F};
    for (const float each :
         {1e-30F, 1e-8F, 1e-4F,  0.01F, 0.1F,  0.25F,  0.499F, 0.75F,   0.99F,   1.001F,  1.5F,
          1.57F,  2.5F,  3.14F,  3.5F,  4.5F,  5.9F,   6.1F,   9.7F,    17.3F,   31.0F,   59.0F,
          61.0F,  87.0F, 88.7F,  89.4F, 90.0F, 103.0F, 105.0F, 1234.5F, 7999.0F, 8001.0F, 65536.0F,
          1e5F,   1e6F,  1.6e7F, 3e8F,  1e10F, 1e15F,  1e25F,  3.4e38F})
        all.push_back(each);
    for (std::size_t i = all.size(); i-- > 1;)
        all.push_back(-all[i]);
    return all;
}

} // namespace tp::test
