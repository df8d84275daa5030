#pragma once

#include "engine/layers/number_or_list.h"

namespace tp::layers {

struct MergeConfig {
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, MergeConfig& config);

/// Makes one tensor of several, element by element. Inputs of fewer axes get axes of size 1 behind
/// the batch axis; sizes of 1 stretch.
///
///     const SymbolicTensor y = layers::add()->apply({a, b});
///
/// What comes out is masked where any input is.
class Merge : public ConfiguredLayer<MergeConfig> {
public:
    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    bool supportsMasking() const override { return true; }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;

protected:
    using ConfiguredLayer::ConfiguredLayer;

    /// Two tensors of the same rank into one.
    virtual Tensor merge(const Tensor& a, const Tensor& b) const = 0;

    /// What is done once all have been merged.
    virtual Tensor finish(const Tensor& merged, std::size_t) const { return merged; }

    void checkInput(const Shape& inputShape) const override { checkInputs({inputShape}); }
    void checkInputs(const Shapes& inputShapes) const override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;
};

/// The sum of its inputs.
class Add : public Merge {
public:
    explicit Add(MergeConfig config) : Merge("Add", std::move(config)) {}

protected:
    Tensor merge(const Tensor& a, const Tensor& b) const override;
};

/// The product of its inputs.
class Multiply : public Merge {
public:
    explicit Multiply(MergeConfig config) : Merge("Multiply", std::move(config)) {}

protected:
    Tensor merge(const Tensor& a, const Tensor& b) const override;
};

/// The mean of its inputs.
class Average : public Merge {
public:
    explicit Average(MergeConfig config) : Merge("Average", std::move(config)) {}

protected:
    Tensor merge(const Tensor& a, const Tensor& b) const override;
    Tensor finish(const Tensor& merged, std::size_t count) const override;
};

/// The largest of its inputs, element by element.
class Maximum : public Merge {
public:
    explicit Maximum(MergeConfig config) : Merge("Maximum", std::move(config)) {}

protected:
    Tensor merge(const Tensor& a, const Tensor& b) const override;
};

/// The smallest of its inputs, element by element.
class Minimum : public Merge {
public:
    explicit Minimum(MergeConfig config) : Merge("Minimum", std::move(config)) {}

protected:
    Tensor merge(const Tensor& a, const Tensor& b) const override;
};

std::shared_ptr<Add> add(MergeConfig config = {});
std::shared_ptr<Multiply> multiply(MergeConfig config = {});
std::shared_ptr<Average> average(MergeConfig config = {});
std::shared_ptr<Maximum> maximum(MergeConfig config = {});
std::shared_ptr<Minimum> minimum(MergeConfig config = {});

struct ConcatenateConfig {
    std::int64_t axis = -1; ///< the axis along which they are laid, batch axis counted
    Shape inputShape = {};
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, ConcatenateConfig& config);

/// Lays its inputs one behind the other along an axis: [n, 2] and [n, 3] -> [n, 5]. All other axes
/// must have the same sizes.
class Concatenate : public ConfiguredLayer<ConcatenateConfig> {
public:
    explicit Concatenate(ConcatenateConfig config);

    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    bool supportsMasking() const override { return true; }
    Tensor computeMask(const Tensors& inputs, const Tensors& masks) const override;

protected:
    void checkInput(const Shape& inputShape) const override { checkInputs({inputShape}); }
    void checkInputs(const Shapes& inputShapes) const override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;
};

std::shared_ptr<Concatenate> concatenate(ConcatenateConfig config = {});

struct DotConfig {
    NumberOrList axes = -1; ///< the axis to sum over, or one for each input; batch axis counted
    Shape inputShape = {};
    bool normalize = false; ///< brings vectors to length 1 first: the product is their cosine
    Shape batchInputShape = {};
    std::string name = {};
    bool trainable = true;
};

void describe(ConfigFields& fields, DotConfig& config);

/// Multiplies two inputs of two or three axes, sample by sample, and sums along one axis of each:
///
///     layers::dot({.axes = 1})        // [n, 5], [n, 5] -> [n, 1]
///     layers::dot({.axes = {2, 1}})   // [n, 2, 5], [n, 5, 3] -> [n, 2, 3]
class Dot : public ConfiguredLayer<DotConfig> {
public:
    explicit Dot(DotConfig config);

    Shapes computeOutputShapes(const Shapes& inputShapes) const override;
    bool supportsMasking() const override { return true; }
    Tensor computeMask(const Tensors&, const Tensors&) const override { return {}; }

protected:
    void checkInput(const Shape& inputShape) const override { checkInputs({inputShape}); }
    void checkInputs(const Shapes& inputShapes) const override;
    Tensors callMany(const Tensors& xs, const LayerCall& call) override;

private:
    std::size_t axisOf(std::size_t input, const Shape& shape) const;
};

/// Throws InvalidArgument unless there are one or two axes.
std::shared_ptr<Dot> dot(DotConfig config);

} // namespace tp::layers
