#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tp {

class Model;

struct SummaryConfig {
    std::size_t lineLength = 90;
    /// Where the columns end, as shares of the line length, or in characters if the last one is
    /// more than 1.
    std::vector<double> positions = {0.32, 0.61, 0.89, 1};
    /// Takes each line; standard output if not given.
    std::function<void(const std::string& line)> printFn = {};
};

/// The lines of a table of the model's layers, their shapes and numbers of weights.
std::vector<std::string> summaryLines(const Model& model, const SummaryConfig& config = {});

} // namespace tp
