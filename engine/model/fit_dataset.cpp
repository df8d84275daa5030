#include "engine/data/dataset.h"
#include "engine/model/fit_parts.h"
#include "engine/ops/arithmetic.h"

#include <optional>

namespace tp {

namespace {

Feed feedOf(const DatasetElement& element) {
    if (element.isTensor())
        return element.tensor();
    if (element.isList()) {
        Tensors several;
        for (const DatasetElement& each : element.list())
            several.push_back(each.tensor());
        return several;
    }
    NamedTensors named;
    for (const auto& [name, each] : element.members())
        named.emplace(name, each.tensor());
    return named;
}

struct Batch {
    Feed x;
    Feed y;
};

Batch batchOf(const DatasetElement& element, std::string_view method) {
    // Member by member: GCC 12 mishandles an aggregate whose second initializer throws.
    Batch batch;
    if (element.isList() && element.size() == 2) {
        batch.x = feedOf(element.at(0));
        batch.y = feedOf(element.at(1));
        return batch;
    }
    const DatasetElement* xs = element.find("xs");
    const DatasetElement* ys = element.find("ys");
    check(
        xs && ys,
        "%1: each element of the data must hold \"xs\" and \"ys\", or be a list of these two, but "
        "one is %2.",
        method,
        element.kindName());
    batch.x = feedOf(*xs);
    batch.y = feedOf(*ys);
    return batch;
}

} // namespace

/// One call of fitDataset().
class DatasetRun {
public:
    DatasetRun(Model& model, const Dataset& dataset, const FitDatasetConfig& config)
        : m_model(model)
        , m_dataset(dataset)
        , m_config(config)
        , m_training(model, config.callbacks, "fitDataset") {
        checkConfig();
        if (!config.validationData.x.isEmpty()) {
            m_validation = model.preparedData(
                "fitDataset (validationData)", config.validationData.x, config.validationData.y);
        }
        m_training.begin(
            {.epochs = config.epochs,
             .initialEpoch = config.initialEpoch,
             .batches = config.batchesPerEpoch.value_or(dataset.size().value_or(0)),
             .doValidation = m_validation || config.validationDataset});
    }

    History run() {
        m_training.tell(&Callback::onTrainBegin);
        for (int epoch = m_config.initialEpoch; epoch < m_config.epochs; ++epoch) {
            runEpoch(epoch);
            if (m_model.m_stopping)
                break;
        }
        m_training.tell(&Callback::onTrainEnd);
        return std::move(m_history);
    }

private:
    void checkConfig() const {
        check(
            m_model.isCompiled(),
            "fitDataset: compile the model first, to choose how it learns: "
            "model.compile({.optimizer "
            "= \"adam\", .loss = \"meanSquaredError\"}).");
        check(
            m_config.epochs >= 1,
            "fitDataset: epochs must be 1 or more, but got %1.",
            m_config.epochs);
        check(
            m_config.initialEpoch >= 0,
            "fitDataset: initialEpoch must be 0 or more, but got %1.",
            m_config.initialEpoch);
        check(
            m_config.batchesPerEpoch.value_or(1) >= 1,
            "fitDataset: batchesPerEpoch must be 1 or more, but got %1.",
            m_config.batchesPerEpoch.value_or(1));
        check(
            m_config.batchesPerEpoch || m_dataset.size() != Dataset::kInfinite,
            "fitDataset: the data have no end: say how many batches make an epoch, with "
            "batchesPerEpoch.");
        check(
            m_config.validationData.x.isEmpty() == m_config.validationData.y.isEmpty(),
            "fitDataset: validationData needs both x and y.");
    }

    void runEpoch(int epoch) {
        m_training.tell(&Callback::onEpochBegin, epoch);
        if (!m_iterator || !m_config.batchesPerEpoch)
            m_iterator = m_dataset.iterator();
        const std::vector<std::string>& names = m_model.m_learning->names;
        EpochMeans means(names.size());
        Logs logs;
        std::int64_t batch = 0;
        bool hasMore = true;
        while (batch < m_config.batchesPerEpoch.value_or(Dataset::kInfinite)) {
            hasMore = runBatch(static_cast<int>(batch), means);
            if (!hasMore || m_model.m_stopping)
                break;
            ++batch;
        }
        // Data that end before an epoch is full are the end of the training that was asked for:
        // the epochs left have nothing in them.
        const bool isWhole = m_config.batchesPerEpoch ? hasMore : true;
        if (isWhole && !m_model.m_stopping)
            validate(logs);
        if (!means.isEmpty()) {
            for (std::size_t i = 0; i < names.size(); ++i)
                logs.add(names[i], means.mean(i));
        }
        m_history.add(epoch, logs);
        m_training.tell<int, const Logs&>(&Callback::onEpochEnd, epoch, logs);
    }

    bool runBatch(int number, EpochMeans& means) {
        Logs logs;
        {
            std::optional<TidyScope> scope; // as fit() does
            if (TidyScope::current())
                scope.emplace();
            const std::optional<DatasetElement> element = m_iterator->next();
            if (!element)
                return false;
            const Batch batch = batchOf(*element, "fitDataset");
            Model::Data data = m_model.preparedData("fitDataset", batch.x, batch.y);
            for (const Tensor& y : data.ys) {
                if (!m_config.classWeight.empty())
                    data.weights.push_back(sampleWeights(y, m_config.classWeight));
            }
            m_training.tell(&Callback::onBatchBegin, number);
            const std::vector<double> values = m_model.trainStep(data);
            means.add(values, data.size());
            logs = {{"batch", number}, {"size", static_cast<double>(data.size())}};
            for (std::size_t i = 0; i < values.size(); ++i)
                logs.add(m_model.m_learning->names[i], values[i]);
        }
        m_training.tell<int, const Logs&>(&Callback::onBatchEnd, number, logs);
        return true;
    }

    void validate(Logs& logs) {
        std::vector<double> values;
        if (m_config.validationDataset) {
            values = m_model.testAll(*m_config.validationDataset, m_config.validationBatches);
        } else if (m_validation) {
            values = m_model.testAll(*m_validation, m_config.validationBatchSize);
        }
        for (std::size_t i = 0; i < values.size(); ++i)
            logs.add("val_" + m_model.m_learning->names[i], values[i]);
    }

    Model& m_model;
    const Dataset& m_dataset;
    const FitDatasetConfig& m_config;
    TrainingUnderWay m_training;
    std::optional<Model::Data> m_validation;
    ElementIteratorPointer m_iterator;
    History m_history;
};

History Model::fitDataset(const Dataset& dataset, const FitDatasetConfig& config) {
    return DatasetRun(*this, dataset, config).run();
}

Model::Values Model::testAll(const Dataset& dataset, std::optional<std::int64_t> batches) {
    EpochMeans means(m_learning->names.size());
    const ElementIteratorPointer iterator = dataset.iterator();
    for (std::int64_t i = 0; i < batches.value_or(Dataset::kInfinite); ++i) {
        const std::optional<DatasetElement> element = iterator->next();
        if (!element)
            break;
        const Batch batch = batchOf(*element, "evaluateDataset");
        const Data data = preparedData("evaluate", batch.x, batch.y);
        means.add(testStep(data), data.size());
    }
    check(!means.isEmpty(), "evaluateDataset: the data hold no batch.");
    Values values;
    for (std::size_t i = 0; i < m_learning->names.size(); ++i)
        values.push_back(means.mean(i));
    return values;
}

Logs Model::evaluateDataset(const Dataset& dataset, std::optional<std::int64_t> batches) {
    check(m_learning != nullptr, "evaluateDataset: compile the model first.");
    check(
        batches.value_or(1) >= 1,
        "evaluateDataset: batches must be 1 or more, but got %1.",
        batches.value_or(1));
    check(
        batches || dataset.size() != Dataset::kInfinite,
        "evaluateDataset: the data have no end: say how many batches to look at.");
    return logsOf(testAll(dataset, batches));
}

} // namespace tp
