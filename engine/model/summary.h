#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tp {

class Model;

struct SummaryConfig {
    /// In characters; 0 for 90, or 115 where a column says what is connected with what.
    std::size_t lineLength = 0;
    /// Where the columns end, as shares of the line length, or in characters if the last one is
    /// more than 1; empty for usual ones.
    std::vector<double> positions = {};
    /// Takes each line; standard output if not given.
    std::function<void(const std::string& line)> printFn = {};
};

/// A row of the summary, as data.
struct LayerSummary {
    std::string name;
    std::string className;
    std::string inputShapes;  ///< as the text shows them: "[[null,3]]"
    std::string outputShapes; ///< "[null,3]", or "multiple"
    std::int64_t params = 0;
    bool isTrainable = true;
    std::vector<std::string> receives; ///< the wires that lead to it: "dense_1[0][0]"
};
std::vector<LayerSummary> layerSummaries(const Model& model);

/// The lines of a table of the model's layers, their shapes and numbers of weights.
std::vector<std::string> summaryLines(const Model& model, const SummaryConfig& config = {});

} // namespace tp
