#pragma once

#include "engine/layers/callback.h"
#include "engine/layers/layer.h"
#include "engine/layers/summary.h"
#include "engine/ops/random_generator.h"
#include "engine/train/losses.h"
#include "engine/train/optimizer.h"

#include <map>

namespace tp {

class Batches;

struct CompileConfig {
    OptimizerChoice optimizer = {}; ///< "adam", or adam(0.01)
    Loss loss = {};                 ///< "meanSquaredError", or a function
    std::vector<Metric> metrics = {};
};

/// Data that are not trained with, but tell how well the model does on what it has not seen.
struct ValidationData {
    Tensor x = {};
    Tensor y = {};
};

struct FitConfig {
    std::int64_t batchSize = 32;
    int epochs = 1;
    bool shuffle = true;        ///< mixes the samples before each epoch
    double validationSplit = 0; ///< the share of samples, taken from the end, to validate with
    ValidationData validationData = {};     ///< comes before validationSplit
    std::map<int, double> classWeight = {}; ///< how much each class counts in the loss
    int initialEpoch = 0;                   ///< where to go on after an earlier fit()
    Seed seed = {};                         ///< repeats the order that shuffle makes
    std::vector<CallbackPointer> callbacks = {};
};

struct BatchConfig {
    std::int64_t batchSize = 32;
};

/// Layers that learn: made to fit labels by compile() and fit(), then asked by predict().
///
/// `x` holds one sample in each row, `y` its label; a tensor of rank 1 is taken as a column. A
/// model is itself a layer, so models can be parts of models. Used by one thread at a time.
class Model : public Layer {
public:
    ~Model() override;

    /// The layers, first to last.
    virtual const std::vector<LayerPointer>& layers() const = 0;

    /// The layer of that name. Throws InvalidArgument listing the names there are.
    LayerPointer layer(std::string_view name) const;

    /// Chooses how to learn. Throws InvalidArgument for unknown names.
    void compile(const CompileConfig& config);

    /// Trains, and returns what each epoch ended with.
    ///
    /// Throws InvalidArgument, before anything is changed, if the model is not compiled or the data
    /// do not fit it.
    History fit(const Tensor& x, const Tensor& y, const FitConfig& config = {});

    /// One step of training with all of `x`; the loss and metrics are those before the step.
    Logs trainOnBatch(const Tensor& x, const Tensor& y);

    /// The loss and metrics on data, without learning from them.
    Logs evaluate(const Tensor& x, const Tensor& y, const BatchConfig& config = {});

    /// What the model answers for each sample.
    Tensor predict(const Tensor& x, const BatchConfig& config = {});

    /// Ends fit() after the batch being done. For callbacks, which fit() calls.
    void stopTraining() { m_stopping = true; }

    /// The optimizer. Throws InvalidArgument before compile().
    Optimizer& optimizer() const;

    /// The names of what training reports: "loss", then the metrics.
    std::vector<std::string> metricsNames() const;

    /// Writes a table of the layers. Throws InvalidArgument before the weights are made.
    void summary(const SummaryConfig& config = {}) const;

    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override;
    Variables nonTrainableWeights() const override;

    /// The shape of what the model puts out, batch axis first. Throws InvalidArgument before the
    /// weights are made.
    Shape outputShape() const;

    /// The layers where data go in and come out, for messages.
    virtual std::string inputName() const = 0;
    virtual std::string outputName() const = 0;

protected:
    Model(std::string_view className, LayerOptions options);
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;

    /// Throws InvalidArgument, naming `method`, while fit() runs.
    void checkNotFitting(std::string_view method) const;

    /// Makes what compile() prepared be prepared again: the layers changed.
    void layersChanged();

    /// The shape of what goes in, batch axis first; only asked of a built model.
    virtual Shape modelInputShape() const = 0;
    virtual Shape modelOutputShape() const = 0;

    /// Throws InvalidArgument if the model has nothing to compute with; `method` is what was tried.
    virtual void checkComplete(std::string_view method) const = 0;

private:
    struct Learning;
    friend class FitRun;

    struct Data {
        Tensor x;
        Tensor y;
        std::int64_t size() const { return x.shape()[0]; }
    };
    Tensor preparedInput(std::string_view method, const Tensor& x);
    Data preparedData(std::string_view method, const Tensor& x, const Tensor& y);
    void checkTargets(std::string_view method, const Tensor& y) const;
    void prepareLearning(std::string_view method);

    /// The loss and metrics of one batch. `weights` of the samples may be null.
    using Values = std::vector<double>;
    Values trainStep(const Data& batch, const Tensor& weights);
    Values testStep(const Data& batch);
    Values testAll(const Batches& batches);
    Logs logsOf(const Values& values) const;
    void addMetrics(
        const Data& batch, const Tensor& predictions, const Tensor& loss, Values& values) const;

    std::unique_ptr<Learning> m_learning;
    bool m_fitting = false;
    bool m_stopping = false;
};

} // namespace tp
