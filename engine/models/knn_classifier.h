#pragma once

#include "engine/tensor/tensor.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tp {

/// Tells classes apart by examples, at once and without training: a new one belongs where most of
/// the k examples belong that point the same way.
///
///     KnnClassifier classifier;
///     classifier.addExample(embedding(photo), "cat");
///     classifier.addExample(embedding(other), "dog");
///     classifier.predictClass(embedding(third)).label;   // "cat"
///
/// Lengths do not count: examples are scaled to length 1, and how alike two are is their product.
/// Of examples as near as each other, the earlier one counts, and of labels with as many votes.
/// Labels that are whole numbers come first, in their order; the others as they were added.
class KnnClassifier {
public:
    /// Adds an example of a class. Throws InvalidArgument unless it has the shape of the first one.
    void addExample(const Tensor& example, const std::string& label);
    void addExample(const Tensor& example, std::int64_t label);

    /// What predictClass() found.
    struct Prediction {
        std::string label;
        std::optional<std::int64_t> classIndex; ///< in the order in which labels were first added
        std::vector<std::pair<std::string, double>> confidences; ///< the share of votes of each
    };

    /// The class that most of the `k` nearest examples belong to; of all, if there are fewer.
    /// Throws InvalidArgument for a k below 1, while there are no examples, and for another number
    /// of elements than examples have.
    Prediction predictClass(const Tensor& input, std::int64_t k = 3) const;

    /// Forgets the examples of a class. Throws InvalidArgument if there is none of that name.
    void clearClass(const std::string& label);
    void clearAllClasses();

    std::size_t getNumClasses() const { return m_classes.size(); }
    std::vector<std::pair<std::string, std::int64_t>> getClassExampleCount() const;

    /// All examples, scaled to length 1: [count, elements] for each label. To be saved, and given
    /// back later.
    using Dataset = std::vector<std::pair<std::string, Tensor>>;
    Dataset getClassifierDataset() const;

    /// Replaces all examples. Throws InvalidArgument unless all are matrices of as many columns,
    /// and labels differ. What is added later gets its classIndex as usual; these have none.
    void setClassifierDataset(const Dataset& dataset);

private:
    struct Class {
        std::string label;
        Tensors rows; ///< one matrix [count, elements] after the other
    };
    Class* find(const std::string& label);
    Class& insert(const std::string& label);
    static Tensor examplesOf(const Class& each);
    Prediction vote(const std::vector<std::int64_t>& nearest) const;

    std::vector<Class> m_classes; ///< in the order in which ties are decided
    std::optional<Shape> m_exampleShape;
    std::map<std::string, std::int64_t> m_indices;
    mutable Tensor m_all; ///< all examples in that order; null until asked for
};

} // namespace tp
