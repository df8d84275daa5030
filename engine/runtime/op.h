#pragma once

#include "engine/base/error.h"
#include "engine/tensor/tensor.h"

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tp {

/// The value of one attribute: how an op is done, as opposed to its inputs.
using Attr = std::variant<
    bool,
    std::int64_t,
    double,
    std::string,
    std::vector<std::int64_t>,
    std::vector<double>,
    std::vector<std::string>,
    DType>;

using Attrs = std::vector<std::pair<std::string_view, Attr>>;

/// The shapes and dtypes of an op's outputs.
using Specs = std::vector<TensorSpec>;

struct Op;

/// One call of an op, as its shape rule, kernels and gradient see it.
struct OpCall {
    const Op& op;
    std::span<const Tensor> inputs;
    const Attrs& attrs; ///< those given; attr() also knows the defaults

    const Tensor& input(std::size_t index) const { return inputs[index]; }

    /// The attribute's value, or its default. T must be the alternative of Attr that the op
    /// declares.
    template<class T>
    const T& attr(std::string_view name) const {
        return std::get<T>(findAttr(name));
    }

private:
    const Attr& findAttr(std::string_view name) const;
};

/// A call whose gradient is asked for.
struct GradCall : OpCall {
    std::span<const TensorSpec> specs; ///< the inputs' shapes and dtypes, saved or not
    std::span<const Tensor> outputs;   ///< null handles unless the op's `saves` names them
    std::span<const Tensor> dys;       ///< d loss / d output, zeros where an output was not used
    const std::vector<bool>& wanted;   ///< which inputs' gradients anybody needs

    const Tensor& dy() const { return dys[0]; }
    const Shape& shape(std::size_t input) const { return specs[input].shape; }
    bool wants(std::size_t input) const { return wanted[input]; }
};

/// A call being computed. `outputs` are allocated already, but for ops whose shape rule tells none:
/// then the kernel makes them with allocateTensor().
struct KernelCall : OpCall {
    Tensors& outputs;

    template<class T>
    const T* in(std::size_t index) const {
        return reinterpret_cast<const T*>(inputs[index].storage()->host());
    }
    template<class T>
    T* out(std::size_t index = 0) const {
        return reinterpret_cast<T*>(outputs[index].storage()->host());
    }
};

/// Checks a call's inputs and attributes and tells what its outputs will be. No outputs at all
/// means that their shapes depend on the elements, as of Where: then the kernel makes them.
using ShapeRule = Specs (*)(const OpCall&);
using Gradient = Tensors (*)(const GradCall&);
using Kernel = void (*)(KernelCall&);

/// What an op's gradient looks at besides the shapes of the inputs, and so what the tape keeps
/// alive.
enum class Saves : std::uint8_t { Nothing, Inputs, Outputs, InputsAndOutputs };

/// The gradient of ops that have none, as of comparisons. It is a statement, not an omission.
Tensors notDifferentiable(const GradCall& call);

/// One operation, complete but for its kernels.
///
/// `name`, inputs and attributes are TensorFlow's, so that graph models find them. An input may be
/// optional ("bias?", then possibly a null handle). One may stand for any number of tensors
/// ("xs*"): for all that the other inputs leave.
struct Op {
    std::string_view name;
    std::string_view doc;     ///< one sentence for the catalogue of ops
    std::string_view formula; ///< how an element is computed, where a line can say it
    std::vector<std::string_view> inputs = {};
    Attrs attrs = {}; ///< all attributes, with their defaults
    ShapeRule infer = nullptr;
    Gradient gradient = nullptr;
    Saves saves = Saves::Inputs;
    bool isView =
        false;         ///< gives input 0's memory in the shape that `infer` finds, without a kernel
    int id = nextId(); ///< where backends keep this op's kernel

    static int nextId();

    /// Which of `inputs` stands for any number of tensors; inputs.size() if none does.
    std::size_t listInput() const;

    /// Which of `inputs` the tensor of that index belongs to, in a call with `count` of them.
    std::size_t inputOf(std::size_t index, std::size_t count) const;
};

/// Makes an op known by its name. `op` lives as long as the program. Called before any op runs.
void registerOp(const Op& op);

/// The op of that name, or null.
const Op* findOp(std::string_view name);

/// All ops, in alphabetical order.
std::vector<const Op*> allOps();

/// Does an op: the single door through which every tensor computation goes.
///
/// Checks the inputs and attributes against the op, finds the outputs' shapes, runs the current
/// backend's kernel (or cpu's, if that backend has none), counts, and lets the tape take notes.
/// Throws InvalidArgument if an input is missing, disposed or does not fit, or an attribute is
/// unknown.
Tensor run(const Op& op, std::span<const Tensor> inputs, Attrs attrs = {});
Tensor run(const Op& op, std::initializer_list<Tensor> inputs, Attrs attrs = {});

/// The same for ops with several outputs.
Tensors runAll(const Op& op, std::span<const Tensor> inputs, Attrs attrs = {});

/// Makes run() throw on this thread: a window's thread must never wait for tensors.
void forbidOpsOnThisThread();

} // namespace tp
