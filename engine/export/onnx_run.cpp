#include "engine/export/onnx_run.h"

#include "engine/export/onnx.pb.h"
#include "engine/export/onnx_step.h"
#include "engine/ops/creation.h"

#include <bit>
#include <cstring>

namespace tp {

static_assert(std::endian::native == std::endian::little, "numbers are read as they lie");

namespace {

const OnnxOperations& operations() {
    static const OnnxOperations all = [] {
        OnnxOperations made;
        addOnnxArrayOperations(made);
        addOnnxElementwiseOperations(made);
        addOnnxMatrixOperations(made);
        addOnnxRecurrentOperations(made);
        addOnnxReductions(made);
        addOnnxResize(made);
        addOnnxWindowOperations(made);
        return made;
    }();
    return all;
}

template<class T>
std::vector<T> numbersOf(const std::string& bytes) {
    std::vector<T> numbers(bytes.size() / sizeof(T));
    if (!numbers.empty())
        std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(T));
    return numbers;
}

class Run {
public:
    Run(const onnx::Graph& graph, std::string_view file, std::int64_t mostElements)
        : m_graph(graph)
        , m_file(file)
        , m_mostElements(mostElements) {}

    Tensors answers(const Tensors& inputs) {
        start(inputs);
        int number = 0;
        for (const onnx::Node& node : m_graph.node()) {
            compute(node);
            for (const std::string& input : node.input()) {
                if (m_lastUses[input] == number)
                    m_values.erase(input);
            }
            ++number;
        }
        Tensors answers;
        for (const onnx::ValueInfo& output : m_graph.output())
            answers.push_back(taken(output));
        return answers;
    }

private:
    template<class... Arguments>
    [[noreturn]] void refuse(std::string_view why, const Arguments&... arguments) const {
        fail(Error::Kind::BadFile, "%1: " + std::string(why), m_file, arguments...);
    }

    void start(const Tensors& inputs) {
        if (static_cast<std::size_t>(m_graph.input_size()) != inputs.size())
            refuse("it has %2 inputs, not %3", m_graph.input_size(), inputs.size());
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const onnx::ValueInfo& input = m_graph.input(static_cast<int>(i));
            m_values[input.name()] = inputs[i];
            taken(input);
        }
        for (const onnx::Tensor& constant : m_graph.initializer())
            m_constants[constant.name()] = &constant;
        int number = 0;
        for (const onnx::Node& node : m_graph.node()) {
            for (const std::string& input : node.input())
                m_lastUses[input] = number;
            ++number;
        }
        for (const onnx::ValueInfo& output : m_graph.output())
            m_lastUses[output.name()] = number;
    }

    /// The value of an end of the graph, which must be what the graph says.
    Tensor taken(const onnx::ValueInfo& end) const {
        const auto found = m_values.find(end.name());
        if (found == m_values.end())
            refuse("nothing makes its output \"%2\"", end.name());
        const onnx::TensorType& type = end.type().tensor_type();
        const OnnxData& data = found->second;
        bool isSame = static_cast<int>(data.type()) == type.elem_type() && !data.tensor.isNull() &&
                      static_cast<std::size_t>(type.shape().dim_size()) == data.shape.rank();
        for (std::size_t axis = 0; isSame && axis < data.shape.rank(); ++axis) {
            const onnx::Dimension& size = type.shape().dim(static_cast<int>(axis));
            isSame = !size.has_dim_value() || size.dim_value() == data.shape[axis];
        }
        if (!isSame) {
            refuse("\"%2\" of shape %3 is not what the file says", end.name(), data.shape);
        }
        return data.tensor;
    }

    OnnxData constantOf(const onnx::Tensor& constant, const OnnxStep& step) const {
        const OnnxStep::Numbers sizes(constant.dims().begin(), constant.dims().end());
        const Shape shape = step.shape(sizes);
        const std::string& bytes = constant.raw_data();
        const std::size_t width = constant.data_type() == static_cast<int>(OnnxType::Int64) ? 8 : 4;
        if (bytes.size() != static_cast<std::size_t>(shape.elementCount()) * width)
            step.refuse("the constant \"%2\" is not what its shape says", constant.name());
        if (width == 8)
            return {numbersOf<std::int64_t>(bytes), shape};
        if (constant.data_type() != static_cast<int>(OnnxType::Float))
            step.refuse("the constant \"%2\" is of a type that we do not write", constant.name());
        return fromBuffer(numbersOf<float>(bytes), shape);
    }

    void compute(const onnx::Node& node) {
        const auto operation = operations().find(node.op_type());
        const OnnxStep named(node, m_file, {}, m_mostElements);
        if (operation == operations().end())
            named.refuse("nothing here computes that");
        const OnnxOperation& kind = operation->second;
        const auto inputCount = static_cast<std::size_t>(node.input_size());
        if (inputCount < kind.fewestInputs || inputCount > kind.mostInputs ||
            node.output_size() < 1 ||
            static_cast<std::size_t>(node.output_size()) > kind.mostOutputs)
            named.refuse("it has %2 inputs and %3 outputs", inputCount, node.output_size());
        named.allowAttributes(kind.attributes);
        std::vector<const OnnxData*> inputs;
        for (const std::string& name : node.input()) {
            if (name.empty()) {
                inputs.push_back(nullptr);
                continue;
            }
            auto found = m_values.find(name);
            if (found == m_values.end()) {
                const auto constant = m_constants.find(name);
                if (constant == m_constants.end())
                    named.refuse("the value \"%2\" is used before it is made", name);
                found = m_values.emplace(name, constantOf(*constant->second, named)).first;
            }
            inputs.push_back(&found->second);
        }
        OnnxDatas made = kind.compute(OnnxStep(node, m_file, std::move(inputs), m_mostElements));
        for (int i = 0; i < node.output_size(); ++i) {
            // What nobody takes is not kept.
            if (m_lastUses.contains(node.output(i)))
                m_values[node.output(i)] = std::move(made[static_cast<std::size_t>(i)]);
        }
    }

    const onnx::Graph& m_graph;
    std::string_view m_file;
    std::int64_t m_mostElements;
    std::map<std::string, const onnx::Tensor*> m_constants;
    std::map<std::string, OnnxData> m_values; ///< those that are needed now
    std::map<std::string, int> m_lastUses;    ///< the number of the node
};

} // namespace

std::string unknownOnnxOperation(const onnx::Graph& graph) {
    for (const onnx::Node& node : graph.node()) {
        if (!operations().contains(node.op_type()))
            return node.op_type();
    }
    return {};
}

Tensors runOnnx(
    const onnx::Graph& graph,
    std::string_view file,
    const Tensors& inputs,
    std::int64_t mostElements) {
    return Run(graph, file, mostElements).answers(inputs);
}

} // namespace tp
