#pragma once

namespace tp::reference {

/// Adds the backend "reference": every op as the plain loops of its formula.
///
/// It is slow and easy to check, and shares nothing with the fast kernels that it checks. Called
/// once, after registerOps().
void registerBackend();

} // namespace tp::reference
