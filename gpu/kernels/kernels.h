#pragma once

#include "gpu/kernels/backend.h"

namespace tp::gpu {

// Each adds the kernels of the file of its name.
void registerArrayKernels(VulkanBackend& backend);
void registerElementwiseKernels(VulkanBackend& backend);
void registerIndexKernels(VulkanBackend& backend);
void registerMatMulKernels(VulkanBackend& backend);
void registerReduceKernels(VulkanBackend& backend);
void registerTrainingKernels(VulkanBackend& backend);

} // namespace tp::gpu
