#include "engine/ops/arithmetic.h"
#include "engine/ops/math.h"
#include "engine/train/optimizer.h"

namespace tp {

namespace {

// tfjs adds this inside the root and offers no way to change it.
constexpr double kAdagradEpsilon = 1e-7;

/// Takes `next` into a running mean; one by one, so that what was goes as soon as it is used.
void average(Tensor& mean, Tensor next, double decay) {
    mean = mean * decay;
    next = next * (1 - decay);
    mean = mean + next;
}

class Adagrad final : public Optimizer {
public:
    Adagrad(double learningRate, double initialAccumulatorValue)
        : Optimizer(learningRate)
        , m_initialAccumulatorValue(initialAccumulatorValue) {}

    std::string_view className() const override { return "Adagrad"; }
    std::vector<Setting> config() const override {
        return {
            {"learningRate", learningRate()},
            {"initialAccumulatorValue", m_initialAccumulatorValue}};
    }

protected:
    std::vector<std::string_view> slotNames() const override { return {"accumulator"}; }
    float initialValue() const override { return static_cast<float>(m_initialAccumulatorValue); }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        slots[0] = slots[0] + square(gradient);
        return value + gradient / sqrt(slots[0] + kAdagradEpsilon) * -learningRate();
    }

private:
    double m_initialAccumulatorValue;
};

class Adadelta final : public Optimizer {
public:
    Adadelta(double learningRate, double rho, double epsilon)
        : Optimizer(learningRate)
        , m_rho(rho)
        , m_epsilon(epsilon) {}

    std::string_view className() const override { return "Adadelta"; }
    std::vector<Setting> config() const override {
        return {{"learningRate", learningRate()}, {"rho", m_rho}, {"epsilon", m_epsilon}};
    }

protected:
    std::vector<std::string_view> slotNames() const override { return {"accum_grad", "accum_var"}; }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        auto& [gradients, updates, unused] = slots;
        // tfjs divides by the mean before this gradient entered it.
        const Tensor step = sqrt(updates + m_epsilon) / sqrt(gradients + m_epsilon) * gradient;
        average(gradients, square(gradient), m_rho);
        average(updates, square(step), m_rho);
        return value + step * -learningRate();
    }

private:
    double m_rho;
    double m_epsilon;
};

class RmsProp final : public Optimizer {
public:
    RmsProp(double learningRate, double decay, double momentum, double epsilon, bool centered)
        : Optimizer(learningRate)
        , m_decay(decay)
        , m_momentum(momentum)
        , m_epsilon(epsilon)
        , m_centered(centered) {}

    std::string_view className() const override { return "RMSProp"; }
    std::vector<Setting> config() const override {
        return {
            {"learningRate", learningRate()},
            {"decay", m_decay},
            {"momentum", m_momentum},
            {"epsilon", m_epsilon},
            {"centered", m_centered}};
    }

protected:
    std::vector<std::string_view> slotNames() const override {
        if (m_centered)
            return {"rms", "momentum", "mg"};
        return {"rms", "momentum"};
    }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        auto& [squares, moment, means] = slots;
        average(squares, square(gradient), m_decay);
        Tensor variance = squares + m_epsilon;
        if (m_centered) {
            average(means, gradient, m_decay);
            // tfjs takes epsilon off here, and so do we: saved optimizers must go on as they would.
            variance = squares - (square(means) + m_epsilon);
        }
        // One by one, so that each goes as soon as it is used.
        variance = sqrt(variance);
        variance = gradient * learningRate() / variance;
        moment = moment * m_momentum;
        moment = moment + variance;
        return value - moment;
    }

private:
    double m_decay;
    double m_momentum;
    double m_epsilon;
    bool m_centered;
};

} // namespace

OptimizerPointer adagrad(double learningRate, double initialAccumulatorValue) {
    return std::make_shared<Adagrad>(learningRate, initialAccumulatorValue);
}

OptimizerPointer adadelta(double learningRate, double rho, double epsilon) {
    return std::make_shared<Adadelta>(learningRate, rho, epsilon);
}

OptimizerPointer
rmsprop(double learningRate, double decay, double momentum, double epsilon, bool centered) {
    return std::make_shared<RmsProp>(learningRate, decay, momentum, epsilon, centered);
}

} // namespace tp
