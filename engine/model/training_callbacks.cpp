#include "engine/model/training_callbacks.h"

#include "engine/base/error.h"
#include "engine/model/model.h"
#include "engine/model/saving.h"

#include <cmath>
#include <limits>

namespace tp {

namespace {

using Mode = EarlyStoppingConfig::Mode;

/// Tells whether a number is better than all before.
class Best {
public:
    Best(std::string monitor, Mode mode, double minDelta)
        : m_monitor(std::move(monitor))
        , m_isMoreBetter(
              mode == Mode::Max ||
              (mode == Mode::Auto && m_monitor.find("acc") != std::string::npos))
        , m_minDelta(std::abs(minDelta)) {}

    void restart() {
        const double worst = std::numeric_limits<double>::infinity();
        m_best = m_isMoreBetter ? -worst : worst;
    }

    /// Whether these logs are better; also if they do not say.
    bool isBeatenBy(const Logs& logs) {
        auto value = logs.find(m_monitor);
        if (!value && m_monitor.starts_with("val_"))
            value = logs.find(std::string_view(m_monitor).substr(4));
        if (!value)
            return true;
        const bool better =
            m_isMoreBetter ? *value - m_minDelta > m_best : *value + m_minDelta < m_best;
        if (better)
            m_best = *value;
        return better;
    }

private:
    std::string m_monitor;
    bool m_isMoreBetter;
    double m_minDelta;
    double m_best = 0;
};

class ModelCheckpoint final : public Callback {
public:
    explicit ModelCheckpoint(ModelCheckpointConfig config)
        : m_config(std::move(config))
        , m_best(m_config.monitor, m_config.mode, 0) {
        check(!m_config.url.empty(), "modelCheckpoint: say where to save, with url.");
    }

    void onTrainBegin() override { m_best.restart(); }

    void onEpochEnd(int epoch, const Logs& logs) override {
        const bool isBest = m_best.isBeatenBy(logs);
        if (m_config.saveBestOnly && !isBest)
            return;
        std::string url = m_config.url;
        constexpr std::string_view kPlace = "{epoch}";
        if (const auto at = url.find(kPlace); at != std::string::npos)
            url.replace(at, kPlace.size(), std::to_string(epoch + 1));
        model().save(url, {.includeOptimizer = m_config.includeOptimizer});
    }

private:
    ModelCheckpointConfig m_config;
    Best m_best;
};

class LearningRateScheduler final : public Callback {
public:
    explicit LearningRateScheduler(schedules::Schedule schedule) : m_schedule(std::move(schedule)) {
        check(m_schedule != nullptr, "learningRateScheduler: no schedule was given.");
    }

    void onEpochBegin(int epoch) override {
        Optimizer& optimizer = model().optimizer();
        optimizer.setLearningRate(m_schedule(epoch, optimizer.learningRate()));
    }

private:
    schedules::Schedule m_schedule;
};

class ReduceLearningRate final : public Callback {
public:
    explicit ReduceLearningRate(ReduceLearningRateConfig config)
        : m_config(std::move(config))
        , m_best(m_config.monitor, m_config.mode, m_config.minDelta) {
        check(
            m_config.factor > 0 && m_config.factor < 1,
            "reduceLearningRateOnPlateau: the factor must lie between 0 and 1, but got %1.",
            m_config.factor);
    }

    void onTrainBegin() override {
        m_best.restart();
        m_waited = 0;
    }

    void onEpochEnd(int, const Logs& logs) override {
        if (m_best.isBeatenBy(logs)) {
            m_waited = 0;
        } else if (++m_waited >= m_config.patience) {
            Optimizer& optimizer = model().optimizer();
            const double rate = optimizer.learningRate() * m_config.factor;
            optimizer.setLearningRate(std::max(rate, m_config.least));
            m_waited = 0;
        }
    }

private:
    ReduceLearningRateConfig m_config;
    Best m_best;
    int m_waited = 0;
};

} // namespace

CallbackPointer modelCheckpoint(ModelCheckpointConfig config) {
    return std::make_shared<ModelCheckpoint>(std::move(config));
}

CallbackPointer learningRateScheduler(std::function<double(int epoch, double rate)> schedule) {
    return std::make_shared<LearningRateScheduler>(std::move(schedule));
}

CallbackPointer reduceLearningRateOnPlateau(ReduceLearningRateConfig config) {
    return std::make_shared<ReduceLearningRate>(std::move(config));
}

namespace schedules {

Schedule exponentialDecay(double initial, double rate, double epochs) {
    check(epochs > 0, "exponentialDecay: epochs must be above 0, but got %1.", epochs);
    return [=](int epoch, double) { return initial * std::pow(rate, epoch / epochs); };
}

Schedule stepDecay(double initial, double factor, int epochs) {
    check(epochs > 0, "stepDecay: epochs must be above 0, but got %1.", epochs);
    return [=](int epoch, double) { return initial * std::pow(factor, epoch / epochs); };
}

Schedule cosineDecay(double initial, int epochs, double least) {
    check(epochs > 0, "cosineDecay: epochs must be above 0, but got %1.", epochs);
    return [=](int epoch, double) {
        const double share = std::min(1.0, static_cast<double>(epoch) / epochs);
        return least + (initial - least) * (1 + std::cos(share * 3.14159265358979323846)) / 2;
    };
}

} // namespace schedules

} // namespace tp
