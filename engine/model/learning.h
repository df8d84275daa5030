#pragma once

#include "engine/model/model.h"

namespace tp {

/// What compile() chose, and what follows from it once the model's shapes are known.
struct Model::Learning {
    CompileConfig config; ///< as it was given, for files
    OptimizerPointer optimizer;
    std::vector<Loss> losses; ///< one for each output

    /// A metric, and the output that it looks at.
    struct OutputMetric {
        Metric metric;
        std::size_t output;
    };
    std::vector<OutputMetric> metrics;
    std::vector<std::string> reported; ///< "loss", the outputs' losses, the metrics
    std::vector<std::string> names;    ///< the same, those that are equal told apart by a number

    bool isPrepared = false;
    std::vector<OutputMetric> resolved; ///< metrics, with "accuracy" made definite
    Variables variables;                ///< what is trained
    std::vector<Layer::Weight> priced;  ///< weights that regularizers put a price on
};

/// Some samples: what goes in, what should come out, and how much each counts.
struct Model::Data {
    Tensors xs;
    Tensors ys;
    Tensors weights; ///< one for each output, or empty where all count the same
    std::int64_t size() const { return xs.front().shape()[0]; }
};

/// Throws InvalidArgument, naming `method`, unless batches can have this size.
void checkBatchSize(std::string_view method, std::int64_t batchSize);

} // namespace tp
