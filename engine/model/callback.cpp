#include "engine/model/callback.h"

#include "engine/base/error.h"
#include "engine/model/model.h"

#include <cmath>
#include <limits>
#include <utility>

namespace tp {

namespace {

class FunctionCallback final : public Callback {
public:
    explicit FunctionCallback(CallbackFunctions functions) : m_functions(std::move(functions)) {}

    void onTrainBegin() override { invoke(m_functions.onTrainBegin); }
    void onTrainEnd() override { invoke(m_functions.onTrainEnd); }
    void onEpochBegin(int epoch) override { invoke(m_functions.onEpochBegin, epoch); }
    void onEpochEnd(int epoch, const Logs& logs) override {
        invoke(m_functions.onEpochEnd, epoch, logs);
    }
    void onBatchBegin(int batch) override { invoke(m_functions.onBatchBegin, batch); }
    void onBatchEnd(int batch, const Logs& logs) override {
        invoke(m_functions.onBatchEnd, batch, logs);
    }

private:
    template<class Function, class... Arguments>
    static void invoke(const Function& function, const Arguments&... arguments) {
        if (function)
            function(arguments...);
    }

    CallbackFunctions m_functions;
};

class EarlyStopping final : public Callback {
public:
    explicit EarlyStopping(EarlyStoppingConfig config) : m_config(std::move(config)) {
        check(
            m_config.patience >= 0,
            "earlyStopping: patience must be 0 or more, but got %1.",
            m_config.patience);
        m_config.minDelta = std::abs(m_config.minDelta);
    }

    void onTrainBegin() override {
        const double worst = std::numeric_limits<double>::infinity();
        m_best = m_config.baseline.value_or(isMoreBetter() ? -worst : worst);
        m_waited = 0;
        m_bestWeights.clear();
    }

    void onTrainEnd() override {
        if (!m_bestWeights.empty())
            model().setWeights(std::exchange(m_bestWeights, {}));
    }

    void onEpochEnd(int, const Logs& logs) override {
        const auto value = logs.find(m_config.monitor);
        if (!value)
            return;
        const bool better = isMoreBetter() ? *value - m_config.minDelta > m_best
                                           : *value + m_config.minDelta < m_best;
        if (better) {
            m_best = *value;
            m_waited = 0;
            if (m_config.restoreBestWeights)
                m_bestWeights = model().getWeights();
        } else if (++m_waited >= m_config.patience) {
            model().stopTraining();
        }
    }

private:
    bool isMoreBetter() const {
        if (m_config.mode == EarlyStoppingConfig::Mode::Auto)
            return m_config.monitor.find("acc") != std::string::npos;
        return m_config.mode == EarlyStoppingConfig::Mode::Max;
    }

    EarlyStoppingConfig m_config;
    double m_best = 0;
    int m_waited = 0;
    Tensors m_bestWeights;
};

} // namespace

void Callback::setModel(Model* model, FitPlan plan) {
    m_model = model;
    m_plan = std::move(plan);
}

Model& Callback::model() const {
    check(m_model != nullptr, "A callback knows its model only while fit() runs.");
    return *m_model;
}

CallbackPointer callbacks(CallbackFunctions functions) {
    return std::make_shared<FunctionCallback>(std::move(functions));
}

CallbackPointer earlyStopping(EarlyStoppingConfig config) {
    return std::make_shared<EarlyStopping>(std::move(config));
}

} // namespace tp
