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

} // namespace tp
