#pragma once

#include "engine/runtime/op.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// A way of computing: a table from op to kernel, and memory to compute in.
class Backend {
public:
    explicit Backend(std::string_view name) : m_name(name) {}
    virtual ~Backend() = default;
    Backend(const Backend&) = delete;
    Backend& operator=(const Backend&) = delete;

    const std::string& name() const { return m_name; }

    /// Sets the kernel of an op that is registered already. Throws InvalidArgument for an unknown
    /// op.
    void add(std::string_view op, Kernel function);

    /// The kernel, or null if this backend has none for the op.
    Kernel kernel(const Op& op) const {
        const auto index = static_cast<std::size_t>(op.id);
        return index < m_kernels.size() ? m_kernels[index] : nullptr;
    }

    /// Whether the kernel can do this very call, whose outputs are to be like `specs`; run() turns
    /// to cpu if not. A device may have no strings, say.
    virtual bool canRun(const OpCall& /*call*/, const Specs& /*specs*/) const { return true; }

    /// Memory for the outputs of this backend's kernels. Host memory, unless a device says
    /// otherwise.
    virtual Tensor allocate(const TensorSpec& spec) const { return allocateTensor(spec); }

private:
    std::string m_name;
    std::vector<Kernel> m_kernels; // indexed by Op::id
};

/// Adds a backend to those that setBackend() knows. The first one becomes the current one.
Backend& registerBackend(std::unique_ptr<Backend> backend);

/// Makes the backend of that name compute all ops from now on; tensors stay usable. Throws
/// InvalidArgument listing the backends there are.
void setBackend(std::string_view name);

/// The current backend. Throws InvalidArgument if none was registered.
const Backend& backend();

/// Its name, or "none".
std::string backendName();

/// The backend of that name, or null.
Backend* findBackend(std::string_view name);

/// The names of all backends, in the order of registration.
std::vector<std::string> backendNames();

/// An op that the current backend had no kernel for, so that cpu computed it.
struct Fallback {
    std::string op;
    std::int64_t count = 0;
};

/// All of them since the start of the program or resetFallbacks(), the most frequent first.
std::vector<Fallback> fallbacks();
void resetFallbacks();

/// For run(): counts one more.
void countFallback(const Op& op);

} // namespace tp
