// One batch: forward, loss, metrics, and in training a step of the optimizer.
#include "engine/model/batches.h"
#include "engine/model/layer_graph.h"
#include "engine/model/learning.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/array.h"
#include "engine/ops/reduce.h"

namespace tp {

namespace {

Tensor meanOf(const Tensor& values) {
    return values.rank() == 0 ? values : mean(values);
}

double numberOf(const Tensor& value) {
    return value.dtype() == DType::Float32 ? value.scalar<float>()
                                           : cast(value, DType::Float32).scalar<float>();
}

} // namespace

Tensor Model::lossOf(const Data& batch, const Tensors& predictions, Tensors& outputLosses) const {
    const auto& losses = m_learning->losses;
    Tensor total;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        Tensor loss = losses[i](batch.ys[i], predictions[i]);
        if (!batch.weights.empty() && !batch.weights[i].isNull())
            loss = loss * batch.weights[i];
        if (losses.size() > 1)
            outputLosses.push_back(meanOf(loss));
        // Sample by sample, then the mean: with outputs of different ranks that is not the sum of
        // the means, but what tfjs trains.
        total = total.isNull() ? loss : total + loss;
    }
    return meanOf(total);
}

Model::Values Model::valuesOf(
    const Data& batch,
    const Tensors& predictions,
    const Tensor& loss,
    const Tensors& outputLosses) const {
    Values values;
    values.reserve(m_learning->names.size());
    values.push_back(numberOf(loss));
    for (const Tensor& each : outputLosses)
        values.push_back(numberOf(each));
    // The commonest metric is the loss itself.
    const bool lossIsPure =
        outputLosses.empty() && batch.weights.empty() && m_learning->priced.empty();
    for (const auto& [metric, output] : m_learning->resolved) {
        const bool isLoss = lossIsPure && metric.isSameAs(m_learning->losses[output]);
        values.push_back(
            isLoss ? values[0] : numberOf(meanOf(metric(batch.ys[output], predictions[output]))));
    }
    return values;
}

Model::Values Model::trainStep(const Data& batch) {
    const Learning& learning = *m_learning;
    Tensors predictions;
    Tensors outputLosses;
    const auto computeLoss = [&] {
        predictions = graph().run(batch.xs, {Training::Yes, {}}).outputs;
        Tensor loss = lossOf(batch, predictions, outputLosses);
        for (const Weight& weight : learning.priced)
            loss = loss + weight.options.regularizer(weight.variable.value());
        return loss;
    };
    const Tensor loss = learning.optimizer->minimize(computeLoss, learning.variables);
    return valuesOf(batch, predictions, loss, outputLosses);
}

Model::Values Model::testStep(const Data& batch) {
    const Tensors predictions = graph().run(batch.xs, {}).outputs;
    Tensors outputLosses;
    const Tensor loss = lossOf(batch, predictions, outputLosses);
    return valuesOf(batch, predictions, loss, outputLosses);
}

Model::Values Model::testAll(const Data& data, std::int64_t batchSize) {
    Tensors all = data.xs;
    all.insert(all.end(), data.ys.begin(), data.ys.end());
    const Batches batches(all, 0, data.size(), batchSize);
    const auto inputCount = static_cast<std::ptrdiff_t>(data.xs.size());
    Values means(m_learning->names.size(), 0);
    for (std::int64_t batch = 0; batch < batches.count(); ++batch) {
        const Tensors rows = batches.at(batch);
        const Values values = testStep(
            {{rows.begin(), rows.begin() + inputCount},
             {rows.begin() + inputCount, rows.end()},
             {}});
        const std::int64_t size = batches.size(batch);
        for (std::size_t i = 0; i < values.size(); ++i)
            means[i] += values[i] * static_cast<double>(size);
    }
    for (double& value : means)
        value /= static_cast<double>(data.size());
    return means;
}

} // namespace tp
