#include "engine/runtime/tape.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>
#include <unordered_set>

namespace tp {

namespace {

/// One thread's notes. Nested tapes share them: the outermost one clears.
struct Notes {
    std::deque<TapeNode> nodes;
    int open = 0;  // tapes that exist
    int depth = 0; // tapes that take notes, 0 while paused
};

thread_local Notes t_notes;

TapeEdge edgeTo(const Tensor& tensor, bool save) {
    if (tensor.isNull())
        return {};
    TapeEdge edge{tensor.id(), tensor.spec(), {}, {}};
    if (save) {
        edge.tensor = tensor;
        edge.storage = tensor.storage();
    }
    return edge;
}

void forget(TapeEdge& edge) {
    edge.tensor = {};
    edge.storage.reset();
}

bool savesInputs(const Op& op) {
    return op.saves == Saves::Inputs || op.saves == Saves::InputsAndOutputs;
}

bool savesOutputs(const Op& op) {
    return op.saves == Saves::Outputs || op.saves == Saves::InputsAndOutputs;
}

bool isFloating(DType dtype) {
    return dtype == DType::Float32 || dtype == DType::Complex64;
}

Tensor zeros(const TensorSpec& spec) {
    return run(
        *findOp("Fill"),
        {},
        {{"shape", std::vector<std::int64_t>(spec.shape.begin(), spec.shape.end())},
         {"value", 0.0},
         {"dtype", spec.dtype}});
}

/// Gradients by tensor, summed where a tensor was used more than once.
class GradientSums {
public:
    void add(TensorId id, const Tensor& gradient) {
        Tensor& sum = m_sums[id];
        sum = sum.isNull() ? gradient : run(*findOp("Add"), {sum, gradient});
    }

    Tensor find(TensorId id) const {
        const auto found = m_sums.find(id);
        return found == m_sums.end() ? Tensor() : found->second;
    }

    /// Nobody adds to it any more, nor asks for it again.
    void drop(TensorId id) { m_sums.erase(id); }

    bool has(TensorId id) const { return m_sums.contains(id); }

private:
    std::unordered_map<TensorId, Tensor> m_sums;
};

Tensors gradientsOf(const TapeNode& node, const Tensors& dys, const std::vector<bool>& wanted) {
    if (node.custom)
        return node.custom(dys[0]);
    check(node.op->gradient != nullptr, "%1 has no gradient.", node.op->name);
    Tensors inputs;
    Tensors outputs;
    Specs specs;
    for (const TapeEdge& edge : node.inputs) {
        inputs.push_back(edge.value());
        specs.push_back(edge.spec);
    }
    for (const TapeEdge& edge : node.outputs)
        outputs.push_back(edge.value());
    return node.op->gradient({{*node.op, inputs, node.attrs}, specs, outputs, dys, wanted});
}

/// Adds what one call contributes to the gradients of its inputs. Those of its outputs go, but for
/// those that are asked for.
void propagate(
    const TapeNode& node,
    const std::unordered_set<TensorId>& reached,
    const std::unordered_set<TensorId>& asked,
    GradientSums& sums) {
    const bool used =
        std::any_of(node.outputs.begin(), node.outputs.end(), [&](const TapeEdge& out) {
            return sums.has(out.id);
        });
    std::vector<bool> wanted;
    for (const TapeEdge& input : node.inputs) {
        wanted.push_back(
            input.id != 0 && reached.contains(input.id) && isFloating(input.spec.dtype));
    }
    if (!used || std::find(wanted.begin(), wanted.end(), true) == wanted.end())
        return;

    Tensors dys;
    for (const TapeEdge& output : node.outputs) {
        dys.push_back(sums.has(output.id) ? sums.find(output.id) : zeros(output.spec));
        if (!asked.contains(output.id))
            sums.drop(output.id);
    }
    const Tensors gradients = gradientsOf(node, dys, wanted);
    dys.clear();
    for (std::size_t i = 0; i < node.inputs.size() && i < gradients.size(); ++i) {
        if (!wanted[i] || gradients[i].isNull())
            continue;
        check(
            gradients[i].shape() == node.inputs[i].spec.shape,
            "The gradient of %1 for its input %2 has shape %3, but the input has shape %4.",
            node.op ? node.op->name : "a custom function",
            i,
            gradients[i].shape(),
            node.inputs[i].spec.shape);
        sums.add(node.inputs[i].id, gradients[i]);
    }
}

} // namespace

Tensor TapeEdge::value() const {
    if (tensor.isNull() || !tensor.isDisposed())
        return tensor;
    return tensor.revived(storage);
}

Tape::Tape() {
    ++t_notes.open;
    ++t_notes.depth;
}

Tape::~Tape() {
    stop();
    if (--t_notes.open == 0)
        t_notes.nodes.clear();
}

void Tape::stop() {
    if (!m_stopped)
        --t_notes.depth;
    m_stopped = true;
}

bool Tape::isRecording() {
    return t_notes.depth > 0;
}

void Tape::record(
    const Op& op, std::span<const Tensor> inputs, Attrs&& attrs, const Tensors& outputs) {
    TapeNode& node = t_notes.nodes.emplace_back();
    node.op = &op;
    node.attrs = std::move(attrs);
    node.inputs.reserve(inputs.size());
    for (const Tensor& input : inputs)
        node.inputs.push_back(edgeTo(input, savesInputs(op)));
    node.outputs.reserve(outputs.size());
    for (const Tensor& output : outputs)
        node.outputs.push_back(edgeTo(output, savesOutputs(op)));
}

void Tape::forgetInput(std::size_t index) {
    if (isRecording())
        forget(t_notes.nodes.back().inputs[index]);
}

void Tape::forgetOutputs() {
    if (!isRecording())
        return;
    for (TapeEdge& edge : t_notes.nodes.back().outputs)
        forget(edge);
}

void Tape::recordCustom(
    std::span<const Tensor> inputs, const Tensor& output, CustomGradient gradient) {
    TapeNode& node = t_notes.nodes.emplace_back();
    for (const Tensor& input : inputs)
        node.inputs.push_back(edgeTo(input, false));
    node.outputs.push_back(edgeTo(output, false));
    node.custom = std::move(gradient);
}

Tensors Tape::gradients(const Tensor& y, const Tensor& dy, std::span<const Tensor> xs) {
    assert(m_stopped);
    // An enclosing gradient records while we walk, so walk over what there was when we began.
    const std::size_t count = t_notes.nodes.size();

    std::unordered_set<TensorId> asked;
    for (const Tensor& x : xs)
        asked.insert(x.id());
    std::unordered_set<TensorId> reached = asked;
    for (std::size_t i = 0; i < count; ++i) {
        TapeNode& node = t_notes.nodes[i];
        const bool depends =
            std::any_of(node.inputs.begin(), node.inputs.end(), [&](const TapeEdge& input) {
                return reached.contains(input.id);
            });
        if (depends) {
            for (const TapeEdge& output : node.outputs)
                reached.insert(output.id);
        } else if (t_notes.open == 1) {
            node = {}; // lets go of tensors that only this call saved
        }
    }

    GradientSums sums;
    sums.add(y.id(), dy);
    for (std::size_t i = count; i-- > 0;) {
        propagate(t_notes.nodes[i], reached, asked, sums);
        if (t_notes.open == 1)
            t_notes.nodes.pop_back();
    }

    Tensors result;
    for (const Tensor& x : xs)
        result.push_back(sums.find(x.id()));
    return result;
}

TapePause::TapePause() : m_depth(t_notes.depth) {
    t_notes.depth = 0;
}

TapePause::~TapePause() {
    t_notes.depth = m_depth;
}

} // namespace tp
