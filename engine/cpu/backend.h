#pragma once

namespace tp::cpu {

/// Makes the backend "cpu", which has a kernel for every op. Ops must be registered before.
void registerBackend();

} // namespace tp::cpu
