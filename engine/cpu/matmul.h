#pragma once

namespace tp {

class Backend;

namespace cpu {

void registerMatMulKernels(Backend& backend);

} // namespace cpu
} // namespace tp
