#include "engine/export/onnx.h"

#include "engine/export/export_problems.h"
#include "engine/export/onnx_layers.h"
#include "engine/export/write_file.h"

#include <set>

namespace tp {

namespace {

class OnnxExporter {
public:
    explicit OnnxExporter(const Model& model)
        : m_model(model)
        , m_flat(flatten(model))
        , m_graph(model.name()) {}

    /// Why layers cannot be written, for each of them that cannot.
    const std::vector<Error>& write() {
        const std::vector<std::string> inputs = m_model.inputNames();
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const FlatUse& use = m_flat.uses[m_flat.inputs[i].use];
            m_names.insert(inputs[i]);
            m_values.push_back({m_graph.input(inputs[i], use.outputShapes.front(), use.dtype)});
        }
        for (std::size_t i = m_values.size(); i < m_flat.uses.size(); ++i)
            addUse(m_flat.uses[i]);
        return m_problems;
    }

    io::Bytes file() {
        const std::vector<std::string> outputs = m_model.outputNames();
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const FlatWire& wire = m_flat.outputs[i];
            OnnxValue value = m_values[wire.use][wire.output];
            value.shape = m_flat.shapeOf(wire);
            m_graph.output(freeName(outputs[i]), value);
        }
        addMetadata();
        return m_graph.bytes();
    }

private:
    void addUse(const FlatUse& use) {
        const Layer& layer = *use.layer;
        m_graph.startLayer(layer.name() + "." + std::to_string(m_values.size()));
        const Json config = layer.getConfig();
        OnnxCall call{
            m_graph,
            std::string(layer.className()),
            config,
            {},
            {},
            {},
            use.outputShapes,
            use.isMasked || use.isMaskLeft,
            layer.name() + " (" + std::string(layer.className()) + ")"};
        for (const FlatWire& wire : use.inputs)
            call.inputs.push_back(m_values[wire.use][wire.output]);
        for (const Variable& weight : layer.weights()) {
            call.weights.push_back(weight.value());
            call.weightNames.push_back(weight.name().substr(weight.name().rfind('/') + 1));
        }
        const OnnxWriter writer = onnxWriter(call.className);
        m_values.push_back(writer ? writer(call) : call.decline("ONNX has no such layer"));
        if (call.problem && m_refused.insert(&layer).second)
            m_problems.push_back(*call.problem);
    }

    /// A name that nothing else in the graph has: a model may put out what went in.
    std::string freeName(const std::string& wanted) {
        std::string name = wanted;
        for (int number = 1; !m_names.insert(name).second; ++number)
            name = wanted + "_output" + (number > 1 ? std::to_string(number) : std::string());
        return name;
    }

    void addMetadata() {
        const Json& metadata = m_model.userDefinedMetadata();
        if (!metadata.isObject())
            return;
        for (const auto& [key, value] : metadata.object())
            m_graph.metadata(key, value.isText() ? value.text() : value.dump());
    }

    const Model& m_model;
    FlatModel m_flat;
    OnnxGraph m_graph;
    std::vector<OnnxValues> m_values; ///< of each use
    std::set<std::string> m_names;
    std::set<const Layer*> m_refused;
    std::vector<Error> m_problems;
};

} // namespace

void exportOnnx(const Model& model, const std::filesystem::path& path) {
    checkIsBuilt(model);
    OnnxExporter exporter(model);
    refuseProblems("ONNX", exporter.write());
    writeWholeFile(path, exporter.file());
}

std::vector<Error> onnxProblems(const Model& model) {
    checkIsBuilt(model);
    return OnnxExporter(model).write();
}

} // namespace tp
