#pragma once

#include "engine/graph/aliases.h"
#include "engine/graph/node_attrs.h"
#include "engine/graph/run_context.h"
#include "engine/ops/reduce.h"

#include <span>

namespace tp::graph {

/// A node with all about it that can be looked up before it runs.
struct PreparedNode {
    const Alias* alias =
        nullptr;            ///< null for ops that we lack, and those that only say how to go on
    const Op* op = nullptr; ///< null where `alias` computes in another way
    Attrs attrs;            ///< for `op`, as far as they do not depend on inputs
};

/// Looks up what the node means. Throws BadFile for an attribute of the wrong kind.
PreparedNode preparedNode(const Node& node);

/// What refusals of nodes begin with; packaging/i18n/error_formats.py knows it too.
inline constexpr std::string_view kAboutNode = "The node \"%1\" (%2): ";

/// Whether there is something to do such a node with.
bool isSupported(const Node& node);

/// One node on its way, as its row of the table sees it.
class Call {
public:
    Call(
        const Node& node,
        const PreparedNode& prepared,
        std::span<const Value> inputs,
        RunContext& context)
        : m_node(node)
        , m_prepared(prepared)
        , m_inputs(inputs)
        , m_context(context) {}

    const Node& node() const { return m_node; }
    RunContext& context() const { return m_context; }
    std::span<const Value> inputs() const { return m_inputs; }
    std::size_t count() const { return m_inputs.size(); }
    bool has(std::size_t input) const { return input < m_inputs.size(); }

    /// The attributes that the row's rule made.
    const Attrs& attrs() const { return m_prepared.attrs; }

    // One input, as what it is needed for. All throw InvalidArgument, naming the node, where it is
    // missing or something else.
    const Value& value(std::size_t input) const;
    const Tensor& tensor(std::size_t input) const;
    std::int64_t integer(std::size_t input) const;
    double number(std::size_t input) const;
    bool boolean(std::size_t input) const;
    std::string text(std::size_t input) const;
    Ints ints(std::size_t input) const;
    Shape shape(std::size_t input) const;

    /// The tensors of all inputs from one on.
    Tensors tensors(std::size_t first = 0) const;

    /// Does the node: by an op of ours, or as its row says.
    Values run() const;

    /// Throws InvalidArgument: 'The node "a" (Conv2D): WHAT', where `what` may hold %3 and so on.
    template<class... Arguments>
    [[noreturn]] void refuseNode(std::string_view what, const Arguments&... arguments) const {
        fail(
            Error::Kind::InvalidArgument,
            std::string(kAboutNode) + std::string(what),
            m_node.name,
            m_node.op,
            arguments...);
    }

private:
    Values runOp() const;

    const Node& m_node;
    const PreparedNode& m_prepared;
    std::span<const Value> m_inputs;
    RunContext& m_context;
};

} // namespace tp::graph
