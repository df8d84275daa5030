#pragma once

#include "engine/export/flat_model.h"
#include "engine/export/onnx_graph.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tp {

/// One use of a layer on its way into an ONNX graph.
class OnnxCall {
public:
    OnnxGraph& graph;
    std::string className;
    const Json& config;
    OnnxValues inputs;
    Tensors weights;                      ///< in the order in which the layer lists them
    std::vector<std::string> weightNames; ///< "kernel"
    Shapes outputShapes;
    bool isMasked = false;             ///< a mask is in force
    std::string where = {};            ///< "conv (Conv2D)", for messages
    std::optional<Error> problem = {}; ///< why the layer cannot be written

    /// Says why the layer cannot be written: "WHERE: WHY", where `why` may hold %2 and so on for
    /// `arguments`. What comes out then is for nobody.
    template<class... Arguments>
    OnnxValues decline(std::string_view why, const Arguments&... arguments) {
        if (!problem) {
            problem.emplace(
                Error::Kind::Unsupported,
                "%1: " + std::string(why),
                std::vector<std::string>{where, toText(arguments)...});
        }
        return nothing();
    }

    /// Values of the right shapes that nothing makes.
    OnnxValues nothing() const;

    const OnnxValue& x() const { return inputs.front(); }
    const Shape& outputShape() const { return outputShapes.front(); }

    /// The weight of that name; null if the layer has none.
    Tensor weight(std::string_view name) const;

    /// Settings, or what they are if the config does not tell.
    std::string_view text(std::string_view name, std::string_view usual = {}) const;
    bool flag(std::string_view name, bool usual = false) const;
    double number(std::string_view name, double usual) const;

    /// A setting that is a number or a list of them; one number stands for `count`.
    std::vector<std::int64_t> numbers(std::string_view name, std::size_t count = 1) const;

    bool isChannelsFirst() const { return text("data_format") == "channels_first"; }

    /// What the setting "activation" makes of a value.
    OnnxValue activated(const OnnxValue& value);
};

/// Writes the nodes for a use of a layer and says what comes out.
using OnnxWriter = OnnxValues (*)(OnnxCall& call);

/// The writer for that kind of layer; null if there is none.
OnnxWriter onnxWriter(std::string_view className);

using OnnxWriters = std::map<std::string_view, OnnxWriter>;
void addOnnxCore(OnnxWriters& writers);
void addOnnxMerges(OnnxWriters& writers);
void addOnnxConvolutions(OnnxWriters& writers);
void addOnnxImages(OnnxWriters& writers);
void addOnnxNormalizations(OnnxWriters& writers);
void addOnnxRecurrent(OnnxWriters& writers);

/// What an activation makes of a value; a null name means that ONNX has none like it.
OnnxValue onnxActivation(OnnxGraph& graph, const OnnxValue& x, std::string_view activation);

} // namespace tp
