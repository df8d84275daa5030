#pragma once

#include "engine/layers/initializer.h"
#include "engine/tensor/variable.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Whether a layer computes for training: some, as Dropout, then do more.
enum class Training : bool { No, Yes };

/// What every kind of layer can be told when it is made.
struct LayerOptions {
    Shape inputShape;      ///< of one sample, without the batch axis; empty if not given
    Shape batchInputShape; ///< with the batch axis, -1 for any size; empty if not given
    std::string name;      ///< made up ("dense_Dense1") if empty
    bool trainable = true;
};

/// One step of a model: numbers in, numbers out, by weights that training changes.
///
/// Weights are made by build(), once the shape of the input is known. A layer of your own derives
/// from this, makes its weights in makeWeights() and computes in call().
class Layer {
public:
    virtual ~Layer() = default;
    Layer(const Layer&) = delete;
    Layer& operator=(const Layer&) = delete;

    const std::string& name() const { return m_name; }

    /// As files name it: "Dense".
    std::string_view className() const { return m_className; }

    bool isTrainable() const { return m_trainable; }

    /// Freezes or thaws the weights; takes effect at once.
    virtual void setTrainable(bool trainable);

    bool isBuilt() const { return m_built; }

    /// What the layer expects, batch axis first; empty if it was not told.
    virtual Shape batchInputShape() const { return m_batchInputShape; }

    /// Makes the weights for inputs of this shape, batch axis first, if there are none yet. Throws
    /// InvalidArgument if the layer cannot take such inputs.
    void build(const Shape& inputShape);

    /// The shape of what comes out for inputs of this shape; -1 stays -1.
    virtual Shape computeOutputShape(const Shape& inputShape) const { return inputShape; }

    /// Computes, after checking that `x` fits; builds the layer if need be.
    Tensor apply(const Tensor& x, Training training = Training::No);

    /// Where the layer stands in models: what goes in there and what comes out.
    struct Place {
        Shape input;
        Shape output;
    };
    const std::vector<Place>& places() const { return m_places; }

    /// Puts the layer behind something of this shape, and returns the shape it passes on.
    Shape connect(const Shape& inputShape);

    /// Undoes the newest connect().
    void disconnect() { m_places.pop_back(); }

    /// All weights: those that can be trained first.
    Variables weights() const;
    virtual Variables trainableWeights() const;
    virtual Variables nonTrainableWeights() const;

    /// The weights' values, in the order of weights().
    Tensors getWeights() const;

    /// Replaces the weights' values. Throws InvalidArgument unless there is one of the right shape
    /// for each.
    void setWeights(const Tensors& values);

    /// How many numbers the weights hold.
    std::int64_t countParams() const;

protected:
    Layer(std::string_view className, LayerOptions options);
    Layer(Layer&&) = default;
    Layer& operator=(Layer&&) = default;

    /// Throws InvalidArgument, naming the layer, if it cannot take inputs of this shape.
    virtual void checkInput(const Shape& inputShape) const;

    /// Adds the weights. Called once.
    virtual void makeWeights(const Shape& inputShape);

    virtual Tensor call(const Tensor& x, Training training) = 0;

    /// A new weight, "<layer>/<name>".
    Variable addWeight(
        std::string_view name,
        const Shape& shape,
        const Initializer& initializer,
        bool isTrainable = true);

    void setBuilt(bool built) { m_built = built; }

    /// For models, which have a place of their own before they are part of another.
    void setOwnPlace(Place place);

private:
    struct Weight {
        Variable variable;
        bool isTrainable;
    };
    Variables weightsWhere(bool isTrainable) const;

    std::string_view m_className;
    std::string m_name;
    Shape m_batchInputShape;
    bool m_trainable;
    bool m_built = false;
    std::vector<Weight> m_weights;
    std::vector<Place> m_places;
};

using LayerPointer = std::shared_ptr<Layer>;

/// How many numbers these variables hold.
std::int64_t countParams(const Variables& variables);

/// The next free name of this kind: "dense_Dense1", "dense_Dense2".
std::string automaticLayerName(std::string_view className);

/// The next number that follows this prefix in an automatic name.
int nextNameNumber(const std::string& prefix);

/// Lets automatic names start from 1 again, as in a new program.
void resetAutomaticNames();

} // namespace tp
