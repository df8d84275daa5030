#pragma once

#include "engine/keras/layer.h"
#include "engine/model/callback.h"
#include "engine/model/compile_config.h"
#include "engine/model/feed.h"
#include "engine/model/summary.h"
#include "engine/ops/random_generator.h"

#include <map>
#include <memory>
#include <optional>

namespace tp {

class Dataset;
class LayerGraph;
struct SaveOptions;

namespace io {
struct IOHandler;
struct SaveResult;
} // namespace io

/// Data that are not trained with, but tell how well the model does on what it has not seen.
struct ValidationData {
    Feed x = {};
    Feed y = {};
};

struct FitConfig {
    std::int64_t batchSize = 32;
    int epochs = 1;
    bool shuffle = true;        ///< mixes the samples before each epoch
    double validationSplit = 0; ///< the share of samples, taken from the end, to validate with
    ValidationData validationData = {};     ///< comes before validationSplit
    std::map<int, double> classWeight = {}; ///< how much each class counts in the loss
    Feed sampleWeight = {}; ///< how much each sample counts in the loss: [samples], for each output
    int initialEpoch = 0;   ///< where to go on after an earlier fit()
    Seed seed = {};         ///< repeats the order that shuffle makes
    std::vector<CallbackPointer> callbacks = {};
};

struct BatchConfig {
    std::int64_t batchSize = 32;
};

/// How fitDataset() trains.
struct FitDatasetConfig {
    int epochs = 1;
    /// How many batches make an epoch: the data are then read on from epoch to epoch, and training
    /// ends early with them. If not given, an epoch is all data, read anew.
    std::optional<std::int64_t> batchesPerEpoch = {};
    ValidationData validationData = {};
    std::shared_ptr<const Dataset> validationDataset = {}; ///< of batches, in place of tensors
    std::optional<std::int64_t> validationBatches = {};    ///< of it, at most
    std::int64_t validationBatchSize = 32;                 ///< for tensors
    std::map<int, double> classWeight = {};
    int initialEpoch = 0;
    std::vector<CallbackPointer> callbacks = {};
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

    bool isCompiled() const { return m_learning != nullptr; }

    /// What compile() was given, with the optimizer as it is now. Throws InvalidArgument before.
    CompileConfig compileConfig() const;

    /// Trains, and returns what each epoch ended with.
    ///
    /// Throws InvalidArgument, before anything is changed, if the model is not compiled or the data
    /// do not fit it.
    History fit(const Feed& x, const Feed& y, const FitConfig& config = {});

    /// Trains with a stream of batches, which may be larger than memory. Its elements are named
    /// "xs" and "ys", or are lists of these two; each is a tensor, a list, or named as inputs and
    /// outputs are.
    History fitDataset(const Dataset& dataset, const FitDatasetConfig& config = {});

    /// The loss and metrics on a stream of batches, or on the first `batches` of them. Throws
    /// InvalidArgument if there is none.
    Logs evaluateDataset(const Dataset& dataset, std::optional<std::int64_t> batches = {});

    /// One step of training with all of `x`; the loss and metrics are those before the step.
    Logs trainOnBatch(const Feed& x, const Feed& y, const Feed& sampleWeight = {});

    /// The loss and metrics on data, without learning from them. The prices of regularizers are not
    /// part of it, as in tfjs.
    Logs evaluate(const Feed& x, const Feed& y, const BatchConfig& config = {});

    /// What the model answers for each sample. Throws InvalidArgument if it has several outputs.
    Tensor predict(const Feed& x, const BatchConfig& config = {});

    /// The same for all outputs.
    Tensors predictAll(const Feed& x, const BatchConfig& config = {});

    /// All samples at once.
    Tensors predictOnBatch(const Feed& x);

    /// Ends fit() after the batch being done. For callbacks, which fit() calls.
    void stopTraining() { m_stopping = true; }

    /// The optimizer. Throws InvalidArgument before compile().
    Optimizer& optimizer() const;

    /// The names of what training reports: "loss", that of each output if there are several
    /// ("kind_loss"), then the metrics.
    std::vector<std::string> metricsNames() const;

    /// Writes a table of the layers. Throws InvalidArgument before the weights are made.
    void summary(const SummaryConfig& config = {}) const;

    /// Saves the model where the address says: file://, localstorage://, indexeddb://,
    /// downloads://, http(s)://, or a scheme of your own; a path alone is a folder. See
    /// engine/model/saving.h.
    io::SaveResult save(const std::string& url) const;
    io::SaveResult save(const std::string& url, const SaveOptions& options) const;
    io::SaveResult save(const io::IOHandler& handler) const;
    io::SaveResult save(const io::IOHandler& handler, const SaveOptions& options) const;

    /// What a program wants to keep beside the model: labels, how to prepare pictures. Files carry
    /// it; null if there is none. Setting throws InvalidArgument for anything but an object or
    /// null.
    const Json& userDefinedMetadata() const { return m_userDefinedMetadata; }
    void setUserDefinedMetadata(Json metadata);

    void setTrainable(bool trainable) override;
    Variables trainableWeights() const override;
    Variables nonTrainableWeights() const override;

    /// Where data go in, and where they come out. Throws InvalidArgument before the weights are
    /// made.
    const SymbolicTensors& inputs() const;
    const SymbolicTensors& outputs() const;

    /// The names by which data can be given, and labels.
    std::vector<std::string> inputNames() const;
    std::vector<std::string> outputNames() const;

    /// The shape of what the model puts out, batch axis first. Throws InvalidArgument before the
    /// weights are made, and if it has several outputs.
    const Shape& outputShape() const;

    /// The layers from inputs to outputs, as they are computed.
    const LayerGraph& graph() const;

    Shape batchInputShape() const override;
    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    Shape computeOutputShape(const Shape& inputShape) const override;
    std::vector<Weight> allWeights() const override;
    std::vector<Weight> regularizedWeights() const override;
    void resetStates() override;

protected:
    Model(std::string_view className, LayerOptions options);
    Model(Model&&) noexcept;
    Model& operator=(Model&&) noexcept;

    /// Throws InvalidArgument, naming `method`, while fit() runs.
    void checkNotFitting(std::string_view method) const;

    /// Makes what compile() prepared be prepared again: the layers changed.
    void layersChanged();

    /// Throws InvalidArgument if the model has nothing to compute with; `method` is what was tried.
    virtual void checkComplete(std::string_view method) const = 0;

    /// Sets between what the model computes, which makes it a built one.
    void setEnds(SymbolicTensors inputs, SymbolicTensors outputs);
    void removeEnds();

    void checkInputs(const Shapes& inputShapes) const override;
    Tensor call(const Tensor& x, const LayerCall& call) override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;

private:
    struct Learning;
    struct Data;
    friend class FitRun;
    friend class DatasetRun;
    friend class TrainingUnderWay;

    Tensors preparedInputs(std::string_view method, const Feed& x);
    Data preparedData(
        std::string_view method, const Feed& x, const Feed& y, const Feed& sampleWeight = {});
    void checkTargets(std::string_view method, std::size_t index, const Tensor& y) const;
    void prepareLearning(std::string_view method);

    /// The loss and metrics of one batch.
    using Values = std::vector<double>;
    Values trainStep(const Data& batch);
    Values testStep(const Data& batch);
    Values testAll(const Data& data, std::int64_t batchSize);
    Values testAll(const Dataset& dataset, std::optional<std::int64_t> batches);
    Logs logsOf(const Values& values) const;
    Tensor lossOf(const Data& batch, const Tensors& predictions, Tensors& outputLosses) const;
    Values valuesOf(
        const Data& batch,
        const Tensors& predictions,
        const Tensor& loss,
        const Tensors& outputLosses) const;

    void checkEnds() const;

    SymbolicTensors m_inputs;
    SymbolicTensors m_outputs;
    mutable std::unique_ptr<LayerGraph> m_graph; // made when it is asked for
    std::unique_ptr<Learning> m_learning;
    Json m_userDefinedMetadata;
    bool m_fitting = false;
    bool m_stopping = false;
};

} // namespace tp
