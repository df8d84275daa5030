#pragma once

#include "engine/base/json.h"
#include "engine/keras/constraint.h"
#include "engine/keras/initializer.h"
#include "engine/keras/regularizer.h"
#include "engine/keras/symbolic_tensor.h"
#include "engine/tensor/variable.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Whether a layer computes for training: some, as Dropout, then do more.
enum class Training : bool { No, Yes };

/// How a layer is called, beside its inputs.
struct LayerCall {
    Training training = Training::No;
    /// Which steps of the first input count: bool, [samples, steps]; null for all.
    Tensor mask = {};
};

/// What every kind of layer can be told when it is made.
struct LayerOptions {
    Shape inputShape;      ///< of one sample, without the batch axis; empty if not given
    Shape batchInputShape; ///< with the batch axis, -1 for any size; empty if not given
    std::string name;      ///< made up ("dense_Dense1") if empty
    bool trainable = true;
};

/// What a weight is told beside its shape.
struct WeightOptions {
    bool isTrainable = true;
    Regularizer regularizer = {};
    Constraint constraint = {};
};

/// One step of a model: numbers in, numbers out, by weights that training changes.
///
/// Weights are made by build(), once the shape of the input is known. A layer of your own derives
/// from this (or from ConfiguredLayer, to be saved with its settings), makes its weights in
/// makeWeights() and computes in call(); one that takes or gives several tensors overrides the
/// functions named "…Many" instead.
class Layer : public std::enable_shared_from_this<Layer> {
public:
    virtual ~Layer() = default;
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

    const std::string& name() const { return m_name; }

    /// As files name it: "Dense".
    std::string_view className() const { return m_className; }

    /// The layer's settings, named as files name them: enough to make another one like it. Throws
    /// Unsupported for a layer that does not describe itself.
    virtual Json getConfig() const;

    bool isTrainable() const { return m_trainable; }

    /// Freezes or thaws the weights; takes effect at once.
    virtual void setTrainable(bool trainable);

    bool isBuilt() const { return m_built; }

    /// What the layer expects, batch axis first; empty if it was not told.
    virtual Shape batchInputShape() const { return m_batchInputShape; }

    /// The type of numbers that it expects in models that start with it; float32 if not told.
    DType inputDType() const { return m_inputDType; }
    void setInputDType(DType dtype) { m_inputDType = dtype; }

    /// Makes the weights for inputs of these shapes, batch axis first, if there are none yet.
    /// Throws InvalidArgument if the layer cannot take such inputs.
    void build(const Shapes& inputShapes);
    void build(const Shape& inputShape) { build(Shapes{inputShape}); }

    /// The shape of what comes out for an input of this shape; -1 stays -1.
    virtual Shape computeOutputShape(const Shape& inputShape) const { return inputShape; }

    /// The same for layers with several inputs or outputs.
    virtual Shapes computeOutputShapes(const Shapes& inputShapes) const;

    /// Computes, after checking that the input fits; builds the layer if need be.
    Tensor apply(const Tensor& x, const LayerCall& call = {});

    /// The same for several inputs and outputs.
    Tensors apply(const Tensors& xs, const LayerCall& call = {});

    /// Puts the layer behind another in a model to be; see model().
    SymbolicTensor apply(const SymbolicTensor& x);
    SymbolicTensors apply(const SymbolicTensors& xs);

    /// Whether the layer takes a mask, and passes one on. A mask that reaches a layer that does not
    /// ends there.
    virtual bool supportsMasking() const { return false; }

    /// Whether the layer may make a mask where none came in.
    virtual bool makesMask() const { return false; }

    /// The mask for what comes out: bool, one for each step; null if all count. `masks` has one for
    /// each input, null where all of it counts.
    virtual Tensor computeMask(const Tensors& inputs, const Tensors& masks) const;

    /// Where the layer stands in models: what goes in there and what comes out.
    struct Place {
        Shapes inputs;
        Shapes outputs;
        std::weak_ptr<const LayerNode> node; ///< expired once no model holds it any more
    };
    const std::vector<Place>& places() const { return m_places; }

    /// The wire that comes out of the layer where it stands in a model (of several, the first):
    /// what a model that ends there has as its output. Throws InvalidArgument if it stands nowhere.
    SymbolicTensor output(std::size_t place = 0) const;

    /// Undoes the newest apply() to symbolic tensors.
    void disconnect() { m_places.pop_back(); }

    /// All weights: those that can be trained first.
    Variables weights() const;
    virtual Variables trainableWeights() const;
    virtual Variables nonTrainableWeights() const;

    /// The weights' values, in the order of weights().
    Tensors getWeights() const;

    /// Replaces the weights' values, brought within their constraints. Throws InvalidArgument
    /// unless there is one of the right shape for each.
    void setWeights(const Tensors& values);

    /// A weight with what it must keep to.
    struct Weight {
        Variable variable;
        WeightOptions options;
    };

    /// The layer's own weights and those of layers within it, in the order in which they were made.
    virtual std::vector<Weight> allWeights() const { return m_weights; }

    /// The prices of weights, each as often as training adds it to the loss: none for a layer
    /// without regularizers.
    virtual std::vector<Weight> regularizedWeights() const;

    /// How many numbers the weights hold.
    std::int64_t countParams() const;

    /// Sets what weights' names begin with, in place of the layer's name: for layers within others.
    /// Before build().
    virtual void setWeightScope(const std::string& scope) { m_weightScope = scope; }

    /// Forgets what a stateful layer remembers from batch to batch.
    virtual void resetStates() {}

protected:
    Layer(std::string_view className, LayerOptions options);
    Layer(Layer&&) = default;
    Layer& operator=(Layer&&) = default;

    /// Throws InvalidArgument, naming the layer, if it cannot take an input of this shape.
    virtual void checkInput(const Shape& inputShape) const;

    /// The same for several; a layer that takes only one refuses more here.
    virtual void checkInputs(const Shapes& inputShapes) const;

    /// Adds the weights. Called once.
    virtual void makeWeights(const Shape& inputShape);
    virtual void makeWeightsMany(const Shapes& inputShapes) { makeWeights(inputShapes.front()); }

    /// Computes: one of the two must be overridden.
    virtual Tensor call(const Tensor& x, const LayerCall& call);
    virtual Tensors callMany(const Tensors& xs, const LayerCall& call);

    /// The type of what comes out, for models to be.
    virtual DType outputDType(const SymbolicTensors&) const { return DType::Float32; }

    /// A new weight, "<layer>/<name>".
    Variable addWeight(
        std::string_view name,
        const Shape& shape,
        const Initializer& initializer,
        WeightOptions options = {});

    /// What every layer's config holds: name, trainable, batch_input_shape.
    Json::Object baseConfig() const;

    void setBuilt(bool built) { m_built = built; }
    const std::string& weightScope() const { return m_weightScope; }

    /// For models, which have a place of their own before they are part of another.
    void setOwnPlace(Place place);

private:
    Variables weightsWhere(bool isTrainable) const;
    void buildForTensors(const Shapes& shapes);

    std::string_view m_className;
    std::string m_name;
    std::string m_weightScope;
    Shape m_batchInputShape;
    DType m_inputDType = DType::Float32;
    bool m_trainable;
    bool m_built = false;
    std::vector<Weight> m_weights;
    std::vector<Place> m_places;
};

/// How many numbers these variables hold.
std::int64_t countParams(const Variables& variables);

/// A shape as models write it: "[null,3]".
Json shapeToJson(const Shape& shape);

/// Throws BadFile for more axes than tensors have, or sizes below 0.
Shape shapeFromJson(const JsonReader& json);

} // namespace tp
