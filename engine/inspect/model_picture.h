#pragma once

#include "engine/inspect/graph_layout.h"
#include "engine/inspect/model_view.h"

#include <set>

namespace tp::inspect {

/// A layer, an input or a model in the picture of a graph.
struct PictureBox {
    int row = -1; ///< of the view; -1: an input that has no row
    std::string name;
    std::string kind;     ///< "Dense"
    std::string outputs;  ///< shapes: "[null,8]"
    bool isGroup = false; ///< a model that is open: its parts lie on it and come after it
    Spot corner = {};
    double width = 0;
    double height = 0;
};

struct PictureArrow {
    std::vector<Spot> way; ///< with corners, which a painter may round
    Spot least = {};       ///< the corners of what it takes in
    Spot most = {};
};

struct ModelPicture {
    std::vector<PictureBox> boxes;
    std::vector<PictureArrow> arrows;
    double width = 0;
    double height = 0;
};

/// Draws up the graph of a model. Models within it are one box, but for those whose rows are among
/// `open`, whose parts are drawn inside a frame. Linear in layers and wires; see layOut() for
/// `isCancelled`.
ModelPicture pictureOf(
    const ModelView& view,
    const std::set<int>& open = {},
    const std::function<bool()>& isCancelled = {});

} // namespace tp::inspect
