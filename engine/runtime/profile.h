#pragma once

#include "engine/tensor/tidy.h"

#include <functional>
#include <string>
#include <type_traits>
#include <vector>

namespace tp {

/// What one op did while a function was profiled.
struct KernelProfile {
    std::string name;
    std::string backend; ///< whose kernel did it
    std::int64_t bytesAdded = 0;
    std::int64_t totalBytesSnapshot = 0; ///< all the engine's bytes after it
    std::int64_t tensorsAdded = 0;
    std::int64_t totalTensorsSnapshot = 0;
    std::vector<Shape> inputShapes; ///< of the inputs that were given
    std::vector<Shape> outputShapes;
    double kernelTimeMs = 0;
};

/// What a function did.
struct Profile {
    std::int64_t newBytes = 0;            ///< made less freed
    std::int64_t newTensors = 0;          ///< made less freed
    std::int64_t peakBytes = 0;           ///< the most bytes that the engine held after any op
    std::vector<KernelProfile> kernels;   ///< in the order of the calls
    std::vector<std::string> kernelNames; ///< each once, in alphabetical order
    Tensors result;                       ///< what the function returned
};

/// How long a function took.
struct Timing {
    double wallMs = 0;   ///< from its beginning to its end
    double kernelMs = 0; ///< in ops
};

Profile profileCalls(const std::function<Tensors()>& f);
Timing timeCalls(const std::function<void()>& f);

inline Tensors asTensors(const Tensor& tensor) {
    return {tensor};
}
inline Tensors asTensors(Tensors tensors) {
    return tensors;
}
Tensors asTensors(const NamedTensors& tensors);

/// Runs `f` and tells what every op in it did and what memory it took.
///
///     const Profile profiled = profile([&] { return matMul(x, y) + 1; });
///     std::cout << profiled.newBytes << ' ' << profiled.kernels[0].kernelTimeMs;
///
/// `f` returns nothing, a Tensor, Tensors or NamedTensors. Profiles nest, and see only their own
/// thread. The scope of the tensors that `f` makes is named "profile".
template<class F>
Profile profile(F&& f) {
    return profileCalls([&f]() -> Tensors {
        if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
            f();
            return {};
        } else {
            return asTensors(f());
        }
    });
}

/// Runs `f` and tells how long it took.
template<class F>
Timing time(F&& f) {
    return timeCalls([&f] { f(); });
}

} // namespace tp
