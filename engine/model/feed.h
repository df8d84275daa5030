#pragma once

#include "engine/tensor/tidy.h"

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What goes into a model, or what it should put out: one tensor, several in order, or by name.
///
///     model.predict(x);
///     model.fit({words, picture}, {{"kind", kinds}, {"price", prices}});
class Feed {
public:
    /// Nothing.
    Feed() = default;
    Feed(Tensor one) : m_inOrder{std::move(one)} {} // NOLINT(google-explicit-constructor)
    Feed(Tensors several)                           // NOLINT(google-explicit-constructor)
        : m_inOrder(std::move(several)) {}
    Feed(std::initializer_list<Tensor> several) : m_inOrder(several) {}
    Feed(NamedTensors named) : m_named(std::move(named)) {} // NOLINT(google-explicit-constructor)

    bool isEmpty() const { return m_inOrder.empty() && m_named.empty(); }

    /// The tensors in the order of these names. Throws InvalidArgument, beginning with `method` and
    /// calling the whole `what`, unless there is one for each and none is null.
    Tensors inOrder(
        const std::vector<std::string>& names,
        std::string_view method,
        std::string_view what) const;

private:
    Tensors m_inOrder;
    NamedTensors m_named;
};

} // namespace tp
