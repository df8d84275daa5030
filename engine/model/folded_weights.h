#pragma once

#include "engine/tensor/variable.h"

#include <memory>
#include <mutex>
#include <vector>

namespace tp {

/// What a layer's kernel and bias become when the batch normalisations after it are multiplied in.
///
/// Computed once and kept until a variable has another value, by training or otherwise. What is
/// kept counts as memory, but not as tensors: predicting leaves none behind. Several threads may
/// ask at once.
class FoldedWeights {
public:
    /// `bias` may be null. `factors` is the shape in which one number for each channel multiplies
    /// the kernel.
    FoldedWeights(Variable kernel, Variable bias, const Shape& factors);

    /// (x - mean) / sqrt(variance + epsilon) * gamma + beta; gamma and beta may be null.
    struct Normalization {
        Variable gamma;
        Variable beta;
        Variable mean;
        Variable variance;
        double epsilon;
    };

    /// Adds one that comes after the layer and those added before.
    void add(Normalization normalization);

    struct Values {
        Tensor kernel;
        Tensor bias; ///< null if there is none
    };

    /// The kernel and bias by the variables' present values. A null kernel if one of these was
    /// disposed, or the results are no finite numbers.
    Values values() const;

private:
    using Memory = std::shared_ptr<Storage>;

    bool areDisposed() const;
    bool areAsFolded() const;
    void fold() const;

    Variable m_kernel;
    Variable m_bias;
    Shape m_factors;
    std::vector<Normalization> m_normalizations;
    std::vector<Variable> m_all;

    mutable std::mutex m_mutex; // of what follows
    mutable std::vector<TensorId> m_foldedFrom;
    mutable Memory m_foldedKernel; // null if not finite
    mutable Memory m_foldedBias;
};

} // namespace tp
