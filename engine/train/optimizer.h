#pragma once

#include "engine/base/json.h"
#include "engine/runtime/gradients.h"

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tp {

/// Changes variables step by step so that a loss shrinks.
///
///     const auto optimizer = sgd(0.1);
///     for (int i = 0; i < 100; ++i)
///         optimizer->minimize([&] { return mean(square(a * x + b - y)); });
///
/// An optimizer may remember things about each variable; those are its state. Not for several
/// threads at a time: whoever trains calls it, others ask from a callback.
class Optimizer {
public:
    virtual ~Optimizer() = default;
    Optimizer(const Optimizer&) = delete;
    Optimizer& operator=(const Optimizer&) = delete;

    /// As files name it: "SGD", "Adam".
    virtual std::string_view className() const = 0;

    /// Its settings by name, as files write them.
    using Setting = std::pair<std::string_view, std::variant<bool, double>>;
    virtual std::vector<Setting> config() const = 0;

    double learningRate() const { return m_learningRate; }

    /// Takes effect with the next step. Throws InvalidArgument for a negative or infinite rate.
    void setLearningRate(double rate);

    /// Keeps gradients from growing too large, before each step; 0 for no limit.
    struct Clipping {
        double value = 0;      ///< each number lies within ±value
        double norm = 0;       ///< √Σg² of each variable's gradient
        double globalNorm = 0; ///< the same over all gradients together
    };
    const Clipping& clipping() const { return m_clipping; }

    /// Throws InvalidArgument for a negative or infinite limit.
    void setClipping(const Clipping& clipping);

    /// How many steps were made.
    std::int64_t iterations() const { return m_iterations; }

    /// Makes one step that shrinks f(), and returns what f() was before it.
    ///
    /// Changes `variables`, or all trainable variables that f uses if none are given. Throws
    /// InvalidArgument as variableGrads() does.
    Tensor minimize(const std::function<Tensor()>& f, const Variables& variables = {});

    /// Makes one step from gradients found already.
    void applyGradients(VariableGrads gradients);

    /// What is remembered, named after the variables ("dense_Dense1/kernel/m"), all of a kind
    /// together. Iterations are not part of it.
    struct NamedState {
        std::string name;
        Tensor value;
    };
    std::vector<NamedState> state() const;

    /// Goes on as the optimizer that had this state() after that many steps, with the weights that
    /// `variables` are now. What `state` lacks starts anew; what belongs to no variable is passed
    /// over. Throws InvalidArgument for a negative number of steps, or a tensor whose shape is not
    /// its variable's.
    void restore(
        std::int64_t iterations, const Variables& variables, const std::vector<NamedState>& state);

    /// Forgets everything but the settings.
    virtual void reset();

protected:
    explicit Optimizer(double learningRate);

    static constexpr std::size_t kMostSlots = 3;
    using Slots = std::array<Tensor, kMostSlots>;

    /// What is remembered about each variable: "m", "v".
    virtual std::vector<std::string_view> slotNames() const { return {}; }

    /// What those tensors are filled with at first.
    virtual float initialValue() const { return 0; }

    /// Computes one variable's new value and replaces what is remembered about it.
    virtual Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) = 0;

    /// Called once all variables are updated.
    virtual void endStep() {}

    /// Called by restore(), for what follows from the number of steps.
    virtual void startAfter(std::int64_t iterations) { static_cast<void>(iterations); }

private:
    struct Entry {
        Variable variable;
        Slots slots;
    };
    Entry& entryFor(const Variable& variable, std::size_t guess);

    Tensors clipped(Tensors limited) const;

    double m_learningRate = 0;
    Clipping m_clipping;
    std::int64_t m_iterations = 0;
    std::vector<Entry> m_entries;
};

using OptimizerPointer = std::shared_ptr<Optimizer>;

/// An optimizer, or the name of one with usual settings.
using OptimizerChoice = std::variant<std::string, OptimizerPointer>;

/// Steps against the gradient.
OptimizerPointer sgd(double learningRate);

/// Steps against a running sum of gradients, as a ball keeps rolling.
OptimizerPointer momentum(double learningRate, double momentum, bool useNesterov = false);

/// Divides each step by the root of the sum of all squared gradients so far.
OptimizerPointer adagrad(double learningRate, double initialAccumulatorValue = 0.1);

/// Scales steps by the ratio of recent updates and recent gradients.
OptimizerPointer adadelta(double learningRate = 0.001, double rho = 0.95, double epsilon = 1e-7);

/// Divides each step by the root of recent squared gradients; `centered` takes their mean off.
OptimizerPointer rmsprop(
    double learningRate,
    double decay = 0.9,
    double momentum = 0,
    double epsilon = 1e-7,
    bool centered = false);

/// Running means of the gradient and of its square decide each step: a good first choice.
OptimizerPointer
adam(double learningRate = 0.001, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-7);

/// Adam with the largest recent gradient in place of the mean of squares.
OptimizerPointer adamax(
    double learningRate = 0.002,
    double beta1 = 0.9,
    double beta2 = 0.999,
    double epsilon = 1e-7,
    double decay = 0);

/// The optimizer of that name ("adam" or, as files say, "Adam"), with the settings tfjs gives it.
/// Throws InvalidArgument listing the names there are.
OptimizerPointer optimizerFromName(std::string_view name);

/// {"class_name": "Adam", "config": {"learningRate": 0.01, …}}, as files write it.
Json toJson(const Optimizer& optimizer);

/// The optimizer that a file means; Keras's spelling ("learning_rate", "RMSprop") is read too.
/// Throws BadFile, saying where, for what cannot be meant.
OptimizerPointer optimizerFromJson(const JsonReader& json);

/// The optimizer chosen; made anew if it was chosen by name.
OptimizerPointer chosenOptimizer(const OptimizerChoice& choice);

} // namespace tp
