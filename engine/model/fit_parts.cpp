#include "engine/model/fit_parts.h"

#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/reduce.h"

namespace tp {

Tensor sampleWeights(const Tensor& y, const std::map<int, double>& classWeight) {
    check(
        y.rank() == 2,
        "fit: classWeight needs labels of shape [samples, classes] or [samples, 1], but y has "
        "shape %1.",
        y.shape());
    const Tensor classes = y.shape()[1] > 1 ? argMax(y, 1) : reshape(y, {y.size()});
    const Tensor numbers = cast(classes, DType::Int32);
    std::vector<float> weights;
    for (const std::int32_t number : numbers.values<std::int32_t>()) {
        const auto found = classWeight.find(number);
        check(
            found != classWeight.end(),
            "fit: classWeight must name all classes in the labels, but lacks class %1.",
            number);
        weights.push_back(static_cast<float>(found->second));
    }
    return fromBuffer(weights, {y.shape()[0]});
}

TrainingUnderWay::TrainingUnderWay(
    Model& model, const std::vector<CallbackPointer>& callbacks, std::string_view method)
    : m_model(model)
    , m_callbacks(callbacks) {
    model.checkNotFitting(method);
    for (const CallbackPointer& callback : callbacks)
        check(callback != nullptr, "%1: one of the callbacks is null.", method);
}

void TrainingUnderWay::begin(FitPlan plan) {
    plan.metrics = m_model.metricsNames();
    if (plan.doValidation) {
        for (const std::string& name : m_model.metricsNames())
            plan.metrics.push_back("val_" + name);
    }
    for (const CallbackPointer& callback : m_callbacks)
        callback->setModel(&m_model, plan);
    m_model.m_fitting = true;
    m_model.m_stopping = false;
    m_hasBegun = true;
}

TrainingUnderWay::~TrainingUnderWay() {
    if (!m_hasBegun)
        return;
    m_model.m_fitting = false;
    for (const CallbackPointer& callback : m_callbacks)
        callback->setModel(nullptr, {});
}

} // namespace tp
