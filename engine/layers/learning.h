#pragma once

#include "engine/layers/model.h"

namespace tp {

/// What compile() chose, and what follows from it once the model's shapes are known.
struct Model::Learning {
    OptimizerPointer optimizer;
    Loss loss;
    std::vector<Metric> metrics;
    std::vector<std::string> names; ///< "loss", then the metrics, all different

    bool isPrepared = false;
    std::vector<Metric> resolved; ///< metrics, with "accuracy" made definite
    Variables variables;          ///< what is trained
};

/// Throws InvalidArgument, naming `method`, unless batches can have this size.
void checkBatchSize(std::string_view method, std::int64_t batchSize);

} // namespace tp
