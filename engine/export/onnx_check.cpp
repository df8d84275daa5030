#include "engine/export/onnx.h"
#include "engine/export/onnx.pb.h"
#include "engine/export/onnx_run.h"
#include "engine/io/file.h"

#include <limits>
#include <set>

namespace tp {

namespace {

class Structure {
public:
    Structure(const onnx::Graph& graph, std::string_view name) : m_graph(graph), m_name(name) {}

    void check(const Model& model) {
        for (const onnx::Tensor& tensor : m_graph.initializer())
            checkConstant(tensor);
        if (!areSame(m_graph.input(), model.inputs()))
            refuse("the file's inputs are not the model's");
        for (const onnx::ValueInfo& input : m_graph.input())
            m_made.insert(input.name());
        for (const onnx::Node& node : m_graph.node()) {
            for (const std::string& input : node.input()) {
                if (!input.empty())
                    require(input);
            }
            for (const std::string& output : node.output()) {
                if (!output.empty() && !m_made.insert(output).second)
                    refuse("the value \"%2\" is made twice", output);
            }
        }
        if (!areSame(m_graph.output(), model.outputs()))
            refuse("the file's outputs are not the model's");
        for (const onnx::ValueInfo& output : m_graph.output())
            require(output.name());
    }

private:
    template<class... Arguments>
    [[noreturn]] void refuse(std::string_view format, const Arguments&... arguments) const {
        fail(Error::Kind::BadFile, "%1: " + std::string(format), m_name, arguments...);
    }

    void require(const std::string& value) const {
        if (!m_made.contains(value))
            refuse("the value \"%2\" is used before it is made", value);
    }

    void checkConstant(const onnx::Tensor& tensor) {
        const std::uint64_t most = tensor.raw_data().size();
        std::uint64_t bytes = tensor.data_type() == 7 ? 8 : 4;
        for (const std::int64_t size : tensor.dims()) {
            const auto count = static_cast<std::uint64_t>(size);
            if (size < 0 || (count > 0 && bytes > most / count)) // and so may not be a product
                refuse("the constant \"%2\" is not what its shape says", tensor.name());
            bytes *= count;
        }
        if (bytes != most || !m_made.insert(tensor.name()).second)
            refuse("the constant \"%2\" is not what its shape says", tensor.name());
    }

    static bool areSame(const auto& infos, const SymbolicTensors& tensors) {
        bool isSame = static_cast<std::size_t>(infos.size()) == tensors.size();
        for (std::size_t i = 0; isSame && i < tensors.size(); ++i) {
            const onnx::Shape& shape = infos[static_cast<int>(i)].type().tensor_type().shape();
            const Shape& expected = tensors[i].shape();
            isSame = static_cast<std::size_t>(shape.dim_size()) == expected.rank();
            for (std::size_t axis = 0; isSame && axis < expected.rank(); ++axis) {
                const onnx::Dimension& size = shape.dim(static_cast<int>(axis));
                isSame =
                    size.has_dim_value() ? size.dim_value() == expected[axis] : expected[axis] < 0;
            }
        }
        return isSame;
    }

    const onnx::Graph& m_graph;
    std::string_view m_name;
    std::set<std::string> m_made;
};

onnx::Model readOnnx(const std::filesystem::path& path, const std::string& name) {
    constexpr std::uint64_t kMost = std::numeric_limits<int>::max();
    const io::Bytes bytes = io::readFile(path, kMost);
    onnx::Model file;
    if (!file.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        fail(Error::Kind::BadFile, "%1: it is no ONNX file, or a damaged one", name);
    // Fields that we do not write could mean that numbers are others.
    const std::size_t size = file.ByteSizeLong();
    file.DiscardUnknownFields();
    const bool isOurs = file.ByteSizeLong() == size && file.opset_import_size() == 1 &&
                        file.opset_import(0).domain().empty() &&
                        file.opset_import(0).version() == 13;
    if (!isOurs)
        fail(Error::Kind::BadFile, "%1: it is not what was written there", name);
    return file;
}

} // namespace

Parity checkOnnx(
    Model& model, const std::filesystem::path& path, std::int64_t samples, std::int64_t seed) {
    const std::string name = path.filename().string();
    const onnx::Model file = readOnnx(path, name);
    Structure(file.graph(), name).check(model);
    Parity parity;
    if (const std::string unknown = unknownOnnxOperation(file.graph()); !unknown.empty()) {
        parity.checked = "its structure was read again; nothing here computes \"" + unknown + "\"";
        return parity;
    }
    parity.checked = "read again, and let compute the same samples as the specification says";
    parity.samples = samples;
    parity.seed = seed;
    parity.isComputed = true;
    const Tensors inputs = samplesFor(model, samples, seed);
    compareInto(parity, answersOf(model, inputs), runOnnx(file.graph(), name, inputs));
    return parity;
}

} // namespace tp
