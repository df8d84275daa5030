#include "engine/layers/model.h"

#include "engine/layers/batches.h"
#include "engine/layers/learning.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/reduce.h"
#include "engine/train/names.h"

#include <algorithm>
#include <cstdio>

namespace tp {

namespace {

// Duplicates are told apart by a number: "mse_0", "mse_1".
std::vector<std::string> uniqueNames(const std::vector<std::string>& names) {
    std::vector<std::string> unique = names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (std::count(names.begin(), names.end(), names[i]) == 1)
            continue;
        const auto here = names.begin() + static_cast<std::ptrdiff_t>(i);
        unique[i] += "_" + std::to_string(std::count(names.begin(), here, names[i]));
    }
    return unique;
}

Tensor meanOf(const Tensor& values) {
    return values.rank() == 0 ? values : mean(values);
}

double numberOf(const Tensor& value) {
    return value.dtype() == DType::Float32 ? value.scalar<float>()
                                           : cast(value, DType::Float32).scalar<float>();
}

} // namespace

Model::Model(std::string_view className, LayerOptions options)
    : Layer(className, std::move(options)) {}

Model::~Model() = default;
Model::Model(Model&&) noexcept = default;
Model& Model::operator=(Model&&) noexcept = default;

LayerPointer Model::layer(std::string_view name) const {
    std::vector<std::string_view> names;
    for (const LayerPointer& each : layers()) {
        if (each->name() == name)
            return each;
        names.push_back(each->name());
    }
    const std::string guess = nearestName(name, names);
    fail(
        Error::Kind::InvalidArgument,
        guess.empty() ? "The model has no layer \"%1\". It has: %2."
                      : "The model has no layer \"%1\". Did you mean \"%3\"? It has: %2.",
        name,
        joinNames(names),
        guess);
}

void Model::compile(const CompileConfig& config) {
    checkNotFitting("compile");
    checkComplete("compile");
    check(!config.loss.isNull(), "compile: choose a loss, such as \"meanSquaredError\".");
    auto learning = std::make_unique<Learning>();
    learning->optimizer = chosenOptimizer(config.optimizer);
    learning->loss = config.loss;
    learning->metrics = config.metrics;
    std::vector<std::string> names = {"loss"};
    for (const Metric& metric : config.metrics)
        names.push_back(metric.name());
    learning->names = uniqueNames(names);
    m_learning = std::move(learning);
}

void Model::checkNotFitting(std::string_view method) const {
    check(!m_fitting, "%1: this model is being trained already; wait, or stop it first.", method);
}

void Model::layersChanged() {
    if (m_learning)
        m_learning->isPrepared = false;
}

void Model::prepareLearning(std::string_view method) {
    Learning& learning = *m_learning;
    if (!learning.isPrepared) {
        learning.resolved.clear();
        for (const Metric& metric : learning.metrics)
            learning.resolved.push_back(metric.resolved(learning.loss, outputShape().back()));
        learning.variables = trainableWeights();
        learning.isPrepared = true;
    }
    const bool canLearn = std::any_of(
        learning.variables.begin(), learning.variables.end(), [](const Variable& variable) {
            return variable.isTrainable();
        });
    check(
        canLearn || method == "evaluate",
        "%1: none of the model's weights can be trained: its layers have none, or are frozen.",
        method);
}

Optimizer& Model::optimizer() const {
    check(m_learning != nullptr, "The model has no optimizer yet: compile it first.");
    return *m_learning->optimizer;
}

std::vector<std::string> Model::metricsNames() const {
    return m_learning ? m_learning->names : std::vector<std::string>{};
}

Shape Model::outputShape() const {
    check(
        isBuilt(),
        "%1 has no shape yet: give its first layer an inputShape, or show it data.",
        name());
    return modelOutputShape();
}

Model::Values Model::trainStep(const Data& batch, const Tensor& weights) {
    const Learning& learning = *m_learning;
    Tensor predictions;
    const auto computeLoss = [&] {
        predictions = call(batch.x, Training::Yes);
        Tensor loss = learning.loss(batch.y, predictions);
        if (!weights.isNull())
            loss = loss * weights;
        return meanOf(loss);
    };
    const Tensor loss = learning.optimizer->minimize(computeLoss, learning.variables);
    Values values;
    values.reserve(learning.names.size());
    values.push_back(numberOf(loss));
    addMetrics(batch, predictions, weights.isNull() ? loss : Tensor(), values);
    return values;
}

Model::Values Model::testStep(const Data& batch) {
    const Tensor predictions = call(batch.x, Training::No);
    const Tensor loss = meanOf(m_learning->loss(batch.y, predictions));
    Values values = {numberOf(loss)};
    addMetrics(batch, predictions, loss, values);
    return values;
}

void Model::addMetrics(
    const Data& batch, const Tensor& predictions, const Tensor& loss, Values& values) const {
    for (const Metric& metric : m_learning->resolved) {
        // The commonest metric is the loss itself.
        const bool isLoss = !loss.isNull() && metric.isSameAs(m_learning->loss);
        values.push_back(isLoss ? values[0] : numberOf(meanOf(metric(batch.y, predictions))));
    }
}

Model::Values Model::testAll(const Batches& batches) {
    Values means(m_learning->names.size(), 0);
    std::int64_t seen = 0;
    for (std::int64_t batch = 0; batch < batches.count(); ++batch) {
        const Tensors rows = batches.at(batch);
        const Values values = testStep({rows[0], rows[1]});
        const std::int64_t size = batches.size(batch);
        for (std::size_t i = 0; i < values.size(); ++i)
            means[i] += values[i] * static_cast<double>(size);
        seen += size;
    }
    for (double& value : means)
        value /= static_cast<double>(seen);
    return means;
}

Logs Model::logsOf(const Values& values) const {
    Logs logs;
    for (std::size_t i = 0; i < values.size(); ++i)
        logs.add(m_learning->names[i], values[i]);
    return logs;
}

Logs Model::trainOnBatch(const Tensor& x, const Tensor& y) {
    const Data data = preparedData("trainOnBatch", x, y);
    return logsOf(trainStep(data, {}));
}

Logs Model::evaluate(const Tensor& x, const Tensor& y, const BatchConfig& config) {
    checkBatchSize("evaluate", config.batchSize);
    const Data data = preparedData("evaluate", x, y);
    return logsOf(testAll({{data.x, data.y}, 0, data.size(), config.batchSize}));
}

Tensor Model::predict(const Tensor& x, const BatchConfig& config) {
    checkComplete("predict");
    checkBatchSize("predict", config.batchSize);
    const Tensor input = preparedInput("predict", x);
    const Batches batches({input}, 0, input.shape()[0], config.batchSize);
    if (batches.count() == 1)
        return call(input, Training::No);
    Tensors parts;
    for (std::int64_t batch = 0; batch < batches.count(); ++batch)
        parts.push_back(call(batches.at(batch)[0], Training::No));
    return concat(parts, 0);
}

void Model::summary(const SummaryConfig& config) const {
    for (const std::string& line : summaryLines(*this, config)) {
        if (config.printFn)
            config.printFn(line);
        else
            std::puts(line.c_str());
    }
}

void Model::setTrainable(bool trainable) {
    Layer::setTrainable(trainable);
    for (const LayerPointer& each : layers())
        each->setTrainable(trainable);
}

Variables Model::trainableWeights() const {
    Variables all;
    for (const LayerPointer& each : layers())
        for (Variable& variable : each->trainableWeights())
            if (std::find(all.begin(), all.end(), variable) == all.end())
                all.push_back(std::move(variable));
    return all;
}

Variables Model::nonTrainableWeights() const {
    Variables all;
    for (const LayerPointer& each : layers())
        for (Variable& variable : each->nonTrainableWeights())
            if (std::find(all.begin(), all.end(), variable) == all.end())
                all.push_back(std::move(variable));
    return all;
}

} // namespace tp
