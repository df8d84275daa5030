#pragma once

#include "engine/base/json.h"
#include "engine/inspect/model_view.h"

#include <optional>

namespace tp::inspect {

/// A layer that somebody means to put behind others.
struct BlueprintRow {
    std::string kind; ///< "Dense"
    Json config;      ///< without a name: layers are named by kind and number
    /// The row whose output it takes; kInput for the model's input, kRowBefore for the row before.
    int from = kRowBefore;
    /// For layers that take several inputs: the rows whose outputs it takes beside that one.
    std::vector<int> with = {};

    static constexpr int kInput = -1;
    static constexpr int kRowBefore = -2;

    bool operator==(const BlueprintRow&) const = default;
};

/// A model that somebody means to build: an input, and a row of layers behind it.
struct Blueprint {
    Shape inputShape; ///< of one sample
    std::vector<BlueprintRow> rows;

    bool operator==(const Blueprint&) const = default;
};

/// What the engine says of a blueprint.
struct BlueprintCheck {
    struct Row {
        std::string name;    ///< "dense_1"
        std::string outputs; ///< "[null,8]"
        std::int64_t params = 0;
    };
    std::vector<Row> rows; ///< those that were accepted, from the first
    std::string entering;  ///< the shapes that go into the first row that was not accepted
    ModelPointer model;    ///< null unless all were
};

/// Puts the layers together one by one, and notes of each what comes out. Throws what the first
/// layer says that is refused: result.rows has those before it. A blueprint whose rows all take the
/// output of the row before alone becomes a Sequential.
void build(const Blueprint& blueprint, BlueprintCheck& result);

/// Whether layers of that kind take several inputs.
bool takesSeveral(std::string_view kind);

/// Whether the model's output depends on each row: it is that of the last one.
std::vector<bool> usedRows(const Blueprint& blueprint);

/// For files and settings.
Json blueprintToJson(const Blueprint& blueprint);

/// The blueprint that this text describes; none if it describes none.
std::optional<Blueprint> blueprintFromText(const std::string& text);

} // namespace tp::inspect
