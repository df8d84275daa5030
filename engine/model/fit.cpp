#include "engine/model/batches.h"
#include "engine/model/fit_parts.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"
#include "engine/ops/reduce.h"
#include "engine/tensor/tidy.h"

#include <cmath>

namespace tp {

/// One call of fit().
class FitRun {
public:
    FitRun(Model& model, const Feed& x, const Feed& y, const FitConfig& config);

    History run();

private:
    void checkConfig() const;
    void splitData(Model::Data data);
    void weigh(Model::Data& data, std::size_t output) const;
    Model::Data dataOf(const Tensors& rows) const;
    void runEpoch(int epoch);
    std::vector<std::int32_t> orderFor(int epoch) const;
    bool runBatch(std::int64_t batch, EpochMeans& means, Logs& epochLogs);
    void validate(Logs& epochLogs);

    Model& m_model;
    const FitConfig& m_config;
    TrainingUnderWay m_training;
    std::int64_t m_samples = 0;
    std::size_t m_inputs = 0;
    std::size_t m_targets = 0;
    std::optional<Batches> m_batches; // of inputs, targets, weights if there are any
    std::optional<Model::Data> m_validation;
    History m_history;
};

FitRun::FitRun(Model& model, const Feed& x, const Feed& y, const FitConfig& config)
    : m_model(model)
    , m_config(config)
    , m_training(model, config.callbacks, "fit") {
    checkConfig();
    splitData(model.preparedData("fit", x, y, config.sampleWeight));
    m_training.begin(
        {.epochs = config.epochs,
         .initialEpoch = config.initialEpoch,
         .samples = m_samples,
         .batchSize = config.batchSize,
         .batches = m_batches->count(),
         .doValidation = m_validation.has_value()});
}

void FitRun::checkConfig() const {
    checkBatchSize("fit", m_config.batchSize);
    check(m_config.epochs >= 1, "fit: epochs must be 1 or more, but got %1.", m_config.epochs);
    check(
        m_config.initialEpoch >= 0,
        "fit: initialEpoch must be 0 or more, but got %1.",
        m_config.initialEpoch);
    check(
        m_config.validationSplit >= 0 && m_config.validationSplit < 1,
        "fit: validationSplit is the share of samples to validate with, 0 or more and less than 1, "
        "but got %1.",
        m_config.validationSplit);
    check(
        m_config.validationData.x.isEmpty() == m_config.validationData.y.isEmpty(),
        "fit: validationData needs both x and y.");
}

void FitRun::splitData(Model::Data data) {
    const std::int64_t all = data.size();
    m_samples = all;
    m_inputs = data.xs.size();
    m_targets = data.ys.size();
    if (!m_config.classWeight.empty()) {
        for (std::size_t i = 0; i < m_targets; ++i)
            weigh(data, i);
    }
    Tensors tensors = data.xs;
    tensors.insert(tensors.end(), data.ys.begin(), data.ys.end());
    tensors.insert(tensors.end(), data.weights.begin(), data.weights.end());
    if (!m_config.validationData.x.isEmpty()) {
        m_validation = m_model.preparedData(
            "fit (validationData)", m_config.validationData.x, m_config.validationData.y);
    } else if (m_config.validationSplit > 0) {
        const double share = static_cast<double>(all) * (1 - m_config.validationSplit);
        m_samples = static_cast<std::int64_t>(std::floor(share));
        check(
            m_samples > 0,
            "fit: validationSplit %1 leaves none of the %2 samples to train with.",
            m_config.validationSplit,
            all);
        // All that is left, as one batch.
        m_validation = dataOf(Batches(tensors, m_samples, all, all - m_samples).at(0));
        m_validation->weights.clear();
    }
    m_batches.emplace(std::move(tensors), 0, m_samples, m_config.batchSize);
}

// How much a sample counts: its own weight times that of its class.
void FitRun::weigh(Model::Data& data, std::size_t output) const {
    const Tensor byClass = sampleWeights(data.ys[output], m_config.classWeight);
    if (data.weights.size() <= output) {
        data.weights.push_back(byClass);
    } else {
        data.weights[output] = data.weights[output] * byClass;
    }
}

// Rows of inputs, targets and weights, taken apart.
Model::Data FitRun::dataOf(const Tensors& rows) const {
    const auto targets = rows.begin() + static_cast<std::ptrdiff_t>(m_inputs);
    const auto weights = targets + static_cast<std::ptrdiff_t>(m_targets);
    return {{rows.begin(), targets}, {targets, weights}, {weights, rows.end()}};
}

History FitRun::run() {
    m_training.tell(&Callback::onTrainBegin);
    for (int epoch = m_config.initialEpoch; epoch < m_config.epochs; ++epoch) {
        runEpoch(epoch);
        if (m_model.m_stopping)
            break;
    }
    m_training.tell(&Callback::onTrainEnd);
    return std::move(m_history);
}

std::vector<std::int32_t> FitRun::orderFor(int epoch) const {
    Seed seed = m_config.seed;
    if (seed)
        *seed += epoch;
    return shuffledIndices(m_samples, seed);
}

void FitRun::runEpoch(int epoch) {
    m_training.tell(&Callback::onEpochBegin, epoch);
    if (m_config.shuffle)
        m_batches->setOrder(orderFor(epoch));
    const std::vector<std::string>& names = m_model.m_learning->names;
    EpochMeans means(names.size());
    Logs logs;
    for (std::int64_t batch = 0; batch < m_batches->count(); ++batch) {
        if (!runBatch(batch, means, logs))
            break;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        logs.add(names[i], means.mean(i));
    // Before the callbacks, so that one of them may throw without losing the epoch.
    m_history.add(epoch, logs);
    m_training.tell<int, const Logs&>(&Callback::onEpochEnd, epoch, logs);
}

bool FitRun::runBatch(std::int64_t batch, EpochMeans& means, Logs& epochLogs) {
    const int number = static_cast<int>(batch);
    m_training.tell(&Callback::onBatchBegin, number);
    const std::int64_t size = m_batches->size(batch);
    Logs logs = {{"batch", number}, {"size", static_cast<double>(size)}};
    {
        // Within someone's tidy(), tensors are listed until it ends: too long for a training.
        std::optional<TidyScope> scope;
        if (TidyScope::current())
            scope.emplace();
        const auto values = m_model.trainStep(dataOf(m_batches->at(batch)));
        means.add(values, size);
        for (std::size_t i = 0; i < values.size(); ++i)
            logs.add(m_model.m_learning->names[i], values[i]);
        if (m_validation && batch == m_batches->count() - 1)
            validate(epochLogs);
    }
    m_training.tell<int, const Logs&>(&Callback::onBatchEnd, number, logs);
    return !m_model.m_stopping;
}

void FitRun::validate(Logs& epochLogs) {
    const auto values = m_model.testAll(*m_validation, m_config.batchSize);
    for (std::size_t i = 0; i < values.size(); ++i)
        epochLogs.add("val_" + m_model.m_learning->names[i], values[i]);
}

History Model::fit(const Feed& x, const Feed& y, const FitConfig& config) {
    return FitRun(*this, x, y, config).run();
}

} // namespace tp
