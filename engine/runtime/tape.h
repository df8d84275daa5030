#pragma once

#include "engine/runtime/op.h"

#include <deque>
#include <functional>
#include <memory>

namespace tp {

/// One tensor that a recorded call took or gave. `tensor` is null where the gradient does not look
/// at it.
struct TapeEdge {
    TensorId id = 0;
    TensorSpec spec;
    Tensor tensor;
    std::shared_ptr<Storage> storage; ///< outlives a tidy() that disposes the tensor

    Tensor value() const;
};

using CustomGradient = std::function<Tensors(const Tensor& dy)>;

/// One recorded call.
struct TapeNode {
    const Op* op = nullptr;
    Attrs attrs;
    std::vector<TapeEdge> inputs;
    std::vector<TapeEdge> outputs;
    CustomGradient custom; ///< replaces the op's own gradient
};

/// The calls made on this thread while a gradient is being prepared, in order.
///
/// A tape is active between its construction and stop(); one made while another is active shares
/// the other's notes, so that gradients of gradients work.
class Tape {
public:
    Tape();
    ~Tape();
    Tape(const Tape&) = delete;
    Tape& operator=(const Tape&) = delete;

    /// Ends taking notes for this gradient. Those of an enclosing one go on.
    void stop();

    /// d y / d xs, times `dy`. A null handle where y does not depend on x. To be called once: notes
    /// that no other tape shares go as they are used, and with them the tensors that they saved.
    Tensors gradients(const Tensor& y, const Tensor& dy, std::span<const Tensor> xs);

    /// Whether calls on this thread are being recorded.
    static bool isRecording();
    static void
    record(const Op& op, std::span<const Tensor> inputs, Attrs&& attrs, const Tensors& outputs);
    static void
    recordCustom(std::span<const Tensor> inputs, const Tensor& output, CustomGradient gradient);

    /// For the function of an op that knows better than Op::saves: lets go of an input, or of all
    /// outputs, of the call recorded last, at which its gradient will not look. Does nothing while
    /// nothing is recorded.
    static void forgetInput(std::size_t index);
    static void forgetOutputs();

private:
    bool m_stopped = false;
};

/// Keeps calls off the tape while it lives.
class TapePause {
public:
    TapePause();
    ~TapePause();
    TapePause(const TapePause&) = delete;
    TapePause& operator=(const TapePause&) = delete;

private:
    int m_depth;
};

} // namespace tp
