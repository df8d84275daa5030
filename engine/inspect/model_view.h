#pragma once

#include "engine/keras/symbolic_tensor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace tp {

class Model;
using ModelPointer = std::shared_ptr<Model>;

} // namespace tp

namespace tp::inspect {

/// Numbers of a layer, or of a whole model.
struct Costs {
    std::int64_t params = 0;
    std::int64_t trainable = 0; ///< of the params, those that training changes
    std::int64_t flops = 0;     ///< operations for one sample; see flopsOf()
    std::int64_t bytes = 0;     ///< of the weights in memory
};

/// What there is to say of a layer without computing anything: for tables and graphs.
struct LayerRow {
    std::string path; ///< "dense_1"; within a nested model "encoder/dense_1". Differs for each row.
    std::string name;
    std::string kind;        ///< "Dense"
    int parent = -1;         ///< the row of the nested model that it is part of
    int depth = 0;           ///< how many models are around it, the outermost not counted
    bool isModel = false;    ///< its parts follow
    bool isTrainable = true; ///< false: frozen
    bool hasWeights = false;
    std::string inputs;             ///< "[null,3]"; of several: "[null,3], [null,4]"
    std::string outputs;            ///< "[null,8]", or "multiple"
    std::vector<std::string> after; ///< the names of the layers whose outputs it takes
    Costs costs;
};

/// What a model consists of, as a graph.
struct Scope {
    struct Part {
        int row = -1; ///< -1: the input that a row of layers begins with
        std::string name;
        std::string outputs; ///< shapes
    };
    struct Wire {
        std::size_t from = 0; ///< numbers of parts
        std::size_t to = 0;
    };

    int row = -1; ///< the model's row; -1 for the outermost model
    std::vector<Part> parts;
    std::vector<Wire> wires; ///< at most one between two parts
};

/// A copy of what there is to see of a model: it holds nothing of the model itself, so any thread
/// may look at it while another one works with the model.
struct ModelView {
    std::string name;
    std::string kind; ///< "Sequential"
    std::string inputs;
    std::string outputs;
    bool isCompiled = false;
    bool isGraph = false;      ///< of nodes with constants, which nothing trains, instead of layers
    std::vector<Scope> scopes; ///< the outermost first
    std::vector<LayerRow> rows; ///< in the order of the summary, parts of models behind them
    Costs total;                ///< shared weights count once
};

/// Throws InvalidArgument before the model's weights are made.
ModelView viewOf(const Model& model);

/// The layer that a row's path means; null if there is none.
LayerPointer layerAt(const Model& model, std::string_view path);

/// Freezes or thaws the layer at that path; another path changes nothing.
void setTrainable(const Model& model, std::string_view path, bool isTrainable);

/// "[null,3]" for one shape, "[null,3], [null,4]" for several.
std::string shapesText(const Shapes& shapes);

} // namespace tp::inspect
