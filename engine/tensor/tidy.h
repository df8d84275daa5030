#pragma once

#include "engine/tensor/tensor.h"
#include "engine/tensor/watch.h"

#include <map>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

namespace tp {

using NamedTensors = std::map<std::string, Tensor, std::less<>>;

/// Disposes, when it ends, the tensors made on this thread since it began, but for kept and
/// released ones.
///
/// What tidy() is made of; scopes nest.
class TidyScope {
public:
    TidyScope();
    ~TidyScope();
    TidyScope(const TidyScope&) = delete;
    TidyScope& operator=(const TidyScope&) = delete;

    /// The innermost scope of this thread, or null.
    static TidyScope* current();

    void track(const Tensor& tensor);

    /// Hands a tensor to the scope around this one, which then decides about it.
    void release(const Tensor& tensor);
    void release(const Tensors& tensors);
    void release(const NamedTensors& tensors);

private:
    std::vector<std::weak_ptr<Tensor::State>> m_tracked;
    std::vector<TensorId> m_released;
    TidyScope* m_outer;
};

/// Runs `f` and disposes every tensor it made, but for what it returns and what it kept.
///
///     const Tensor loss = tidy([&] { return mean(square(model(x) - y)); });
///
/// Tensors free themselves when the last handle goes, so this is a convenience, familiar from
/// TensorFlow.js. `f` returns nothing, a Tensor, Tensors or NamedTensors.
template<class F>
auto tidy(F&& f) {
    TidyScope scope;
    if constexpr (std::is_void_v<std::invoke_result_t<F>>) {
        std::forward<F>(f)();
    } else {
        auto result = std::forward<F>(f)();
        scope.release(result);
        return result;
    }
}

/// The same under a name, by which debug mode and the list of live tensors tell what `f` did.
template<class F>
auto tidy(std::string_view name, F&& f) {
    const NameScope scope(name);
    return tidy(std::forward<F>(f));
}

/// Saves a tensor from the tidy() it was made in; returns it.
Tensor keep(const Tensor& tensor);

/// Frees these tensors' elements now, for every handle to them.
void dispose(const Tensor& tensor);
void dispose(const Tensors& tensors);

} // namespace tp
