#include "engine/ops/arithmetic.h"
#include "engine/ops/math.h"
#include "engine/ops/training.h"
#include "engine/train/optimizer.h"

#include <cmath>

namespace tp {

namespace {

/// beta to the power of the step, kept in float32 and multiplied step by step as tfjs does: 1 -
/// 0.999 has few digits in float32, so computing it better would lead elsewhere.
class Decay {
public:
    explicit Decay(double beta) : m_beta(beta) { restart(); }

    double beta() const { return m_beta; }
    float power() const { return m_power; }
    void next() { m_power *= static_cast<float>(m_beta); }
    void restart() { m_power = static_cast<float>(m_beta); }
    void restartAfter(std::int64_t steps) {
        restart();
        // Step by step again, so that training goes on bit by bit as it would have, until it no
        // longer becomes smaller: files may tell of billions of steps.
        for (std::int64_t left = steps; left > 0; --left) {
            const float before = m_power;
            next();
            if (std::abs(m_power) != std::abs(before))
                continue;
            if (left % 2 == 0)
                m_power = before; // only the sign still changes, if at all
            return;
        }
    }

private:
    double m_beta;
    float m_power = 0;
};

class Adam final : public Optimizer {
public:
    Adam(double learningRate, double beta1, double beta2, double epsilon)
        : Optimizer(learningRate)
        , m_first(beta1)
        , m_second(beta2)
        , m_epsilon(epsilon) {}

    std::string_view className() const override { return "Adam"; }
    std::vector<Setting> config() const override {
        return {
            {"learningRate", learningRate()},
            {"beta1", m_first.beta()},
            {"beta2", m_second.beta()},
            {"epsilon", m_epsilon}};
    }

    void reset() override {
        Optimizer::reset();
        m_first.restart();
        m_second.restart();
    }

protected:
    std::vector<std::string_view> slotNames() const override { return {"m", "v"}; }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        AdamState next = adamUpdate(
            {value, slots[0], slots[1]},
            gradient,
            {.learningRate = learningRate(),
             .beta1 = m_first.beta(),
             .beta2 = m_second.beta(),
             .accBeta1 = m_first.power(),
             .accBeta2 = m_second.power(),
             .epsilon = m_epsilon});
        slots[0] = std::move(next.m);
        slots[1] = std::move(next.v);
        return std::move(next.weight);
    }

    void endStep() override {
        m_first.next();
        m_second.next();
    }

    void startAfter(std::int64_t iterations) override {
        m_first.restartAfter(iterations);
        m_second.restartAfter(iterations);
    }

private:
    Decay m_first;
    Decay m_second;
    double m_epsilon;
};

class Adamax final : public Optimizer {
public:
    Adamax(double learningRate, double beta1, double beta2, double epsilon, double decay)
        : Optimizer(learningRate)
        , m_first(beta1)
        , m_beta2(beta2)
        , m_epsilon(epsilon)
        , m_decay(decay) {}

    std::string_view className() const override { return "Adamax"; }
    std::vector<Setting> config() const override {
        return {
            {"learningRate", learningRate()},
            {"beta1", m_first.beta()},
            {"beta2", m_beta2},
            {"epsilon", m_epsilon},
            {"decay", m_decay}};
    }

    void reset() override {
        Optimizer::reset();
        m_first.restart();
    }

protected:
    std::vector<std::string_view> slotNames() const override { return {"m", "v"}; }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        auto& [mean, largest, unused] = slots;
        mean = mean * m_first.beta() + gradient * (1 - m_first.beta());
        largest = maximum(largest * m_beta2, abs(gradient));
        const double rate = learningRate() / (static_cast<double>(iterations()) * m_decay + 1);
        return value + mean / (largest + m_epsilon) * (-rate / (1 - m_first.power()));
    }

    void endStep() override { m_first.next(); }
    void startAfter(std::int64_t iterations) override { m_first.restartAfter(iterations); }

private:
    Decay m_first;
    double m_beta2;
    double m_epsilon;
    double m_decay;
};

} // namespace

OptimizerPointer adam(double learningRate, double beta1, double beta2, double epsilon) {
    return std::make_shared<Adam>(learningRate, beta1, beta2, epsilon);
}

OptimizerPointer
adamax(double learningRate, double beta1, double beta2, double epsilon, double decay) {
    return std::make_shared<Adamax>(learningRate, beta1, beta2, epsilon, decay);
}

} // namespace tp
