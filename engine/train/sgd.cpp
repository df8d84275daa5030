#include "engine/ops/arithmetic.h"
#include "engine/ops/training.h"
#include "engine/train/optimizer.h"

namespace tp {

namespace {

class Sgd final : public Optimizer {
public:
    explicit Sgd(double learningRate) : Optimizer(learningRate) {}

    std::string_view className() const override { return "SGD"; }
    std::vector<Setting> config() const override { return {{"learningRate", learningRate()}}; }

protected:
    Tensor updated(const Tensor& value, const Tensor& gradient, Slots&) override {
        return sgdUpdate(value, gradient, learningRate());
    }
};

class Momentum final : public Optimizer {
public:
    Momentum(double learningRate, double momentum, bool useNesterov)
        : Optimizer(learningRate)
        , m_momentum(momentum)
        , m_useNesterov(useNesterov) {}

    std::string_view className() const override { return "Momentum"; }
    std::vector<Setting> config() const override {
        return {
            {"learningRate", learningRate()},
            {"momentum", m_momentum},
            {"useNesterov", m_useNesterov}};
    }

protected:
    std::vector<std::string_view> slotNames() const override { return {"momentum"}; }

    Tensor updated(const Tensor& value, const Tensor& gradient, Slots& slots) override {
        slots[0] = slots[0] * m_momentum + gradient;
        const Tensor direction = m_useNesterov ? gradient + slots[0] * m_momentum : slots[0];
        return value + direction * -learningRate();
    }

private:
    double m_momentum;
    bool m_useNesterov;
};

} // namespace

OptimizerPointer sgd(double learningRate) {
    return std::make_shared<Sgd>(learningRate);
}

OptimizerPointer momentum(double learningRate, double momentum, bool useNesterov) {
    return std::make_shared<Momentum>(learningRate, momentum, useNesterov);
}

} // namespace tp
