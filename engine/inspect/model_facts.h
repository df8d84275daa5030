#pragma once

#include "engine/inspect/any_model.h"

#include <map>
#include <string>
#include <vector>

namespace tp::inspect {

/// What a model file holds, without anything of the model itself.
struct ModelFacts {
    enum class Kind : std::uint8_t { Layers, Graph };

    /// Why nobody knows how many operations the model takes.
    enum class FlopsUnknown : std::uint8_t {
        No,          ///< they are known
        Unsupported, ///< it cannot be run
        OpenShape,   ///< an input may have any size, and nobody said which
        TooLarge,    ///< its inputs would not fit in memory
    };

    Kind kind = Kind::Graph;
    std::string generatedBy; ///< empty where the file does not say; so is the next
    std::string convertedBy;
    std::vector<ModelEnd> inputs; ///< empty for layers that are not supported; so are the outputs
    std::vector<ModelEnd> outputs;
    std::map<std::string, std::int64_t> ops; ///< how often each op, or class of layers, occurs
    std::vector<std::string> unsupported;    ///< those of them that we lack, in alphabetical order

    std::int64_t parameters = 0; ///< elements of all weights
    std::int64_t bytes = 0;      ///< of them in memory
    std::int64_t fileBytes = 0;  ///< of them in the file, which may hold them in fewer bits

    std::int64_t flops = 0; ///< for one run, with a batch of one; see flopsOf()
    FlopsUnknown flopsUnknown = FlopsUnknown::No;
    std::size_t flopsLeftOut = 0; ///< see GraphFlops
};

struct FactsOptions {
    /// What sizes the inputs have, by their names, where the model takes any.
    std::map<std::string, Shape, std::less<>> shapes = {};

    GraphRunOptions run = {};
};

/// Looks into a model of either kind, also into one with ops or layers that we lack. Graphs are run
/// once, as far as counting operations takes.
///
/// Throws BadFile for what cannot be read, and InvalidArgument for shapes of inputs that are not
/// there or that the model does not take.
ModelFacts factsOf(
    const io::ModelArtifacts& artifacts, std::string_view name, const FactsOptions& options = {});

} // namespace tp::inspect
