#include "engine/export/onnx_graph.h"

#include "engine/base/error.h"
#include "engine/export/onnx.pb.h"

#include <bit>

namespace tp {

static_assert(std::endian::native == std::endian::little, "numbers are written as they lie");

namespace {

constexpr std::int64_t kVersion = 13;    // of the operations
constexpr std::int64_t kFileVersion = 7; // which came with them

enum Type { Floats = 1, Int32s = 6, Int64s = 7, Strings = 8, Bools = 9 };

int typeOf(DType dtype) {
    switch (dtype) {
    case DType::Int32:
        return Int32s;
    case DType::Bool:
        return Bools;
    case DType::String:
        return Strings;
    default:
        return Floats;
    }
}

void describe(onnx::ValueInfo& info, const std::string& name, const Shape& shape, DType dtype) {
    info.set_name(name);
    onnx::TensorType& type = *info.mutable_type()->mutable_tensor_type();
    type.set_elem_type(typeOf(dtype));
    onnx::Shape& sizes = *type.mutable_shape();
    for (std::size_t axis = 0; axis < shape.rank(); ++axis) {
        onnx::Dimension& size = *sizes.add_dim();
        if (shape[axis] >= 0) {
            size.set_dim_value(shape[axis]);
        } else {
            size.set_dim_param(axis == 0 ? "batch" : name + "_" + std::to_string(axis));
        }
    }
}

struct SettingWriter {
    onnx::Attribute& attribute;

    void operator()(std::int64_t value) const {
        attribute.set_i(value);
        attribute.set_type(2);
    }
    void operator()(double value) const {
        attribute.set_f(static_cast<float>(value));
        attribute.set_type(1);
    }
    void operator()(const std::string& value) const {
        attribute.set_s(value);
        attribute.set_type(3);
    }
    void operator()(const std::vector<std::int64_t>& values) const {
        for (const std::int64_t value : values)
            attribute.add_ints(value);
        attribute.set_type(7);
    }
    void operator()(const std::vector<std::string>& values) const {
        for (const std::string& value : values)
            attribute.add_strings(value);
        attribute.set_type(8);
    }
};

template<class T>
std::string_view bytesOf(std::span<const T> values) {
    return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

} // namespace

struct OnnxGraph::File {
    onnx::Model model;
    std::uint64_t constantBytes = 0;
};

OnnxGraph::OnnxGraph(const std::string& name) : m_file(std::make_unique<File>()) {
    onnx::Model& model = m_file->model;
    model.set_ir_version(kFileVersion);
    model.set_producer_name("Tensor Playground");
    model.mutable_graph()->set_name(name);
    onnx::OperatorSet& operations = *model.add_opset_import();
    operations.set_domain("");
    operations.set_version(kVersion);
}

OnnxGraph::~OnnxGraph() = default;

std::string OnnxGraph::freshName() {
    return m_layer + "/" + std::to_string(m_count++);
}

OnnxValue OnnxGraph::input(const std::string& name, const Shape& shape, DType dtype) {
    describe(*m_file->model.mutable_graph()->add_input(), name, shape, dtype);
    return {name, shape, dtype, false};
}

void OnnxGraph::output(const std::string& name, const OnnxValue& value) {
    const OnnxValue straightened = straight(value);
    onnx::Graph& graph = *m_file->model.mutable_graph();
    onnx::Node& node = *graph.add_node();
    node.set_op_type("Identity");
    node.set_name(name + "/output");
    node.add_input(straightened.name);
    node.add_output(name);
    describe(*graph.add_output(), name, value.shape, value.dtype);
}

std::vector<std::string> OnnxGraph::addMany(
    std::string_view op,
    const std::vector<std::string>& inputs,
    OnnxSettings settings,
    std::size_t outputs) {
    onnx::Node& node = *m_file->model.mutable_graph()->add_node();
    node.set_op_type(std::string(op));
    node.set_name(freshName());
    for (const std::string& input : inputs)
        node.add_input(input);
    std::vector<std::string> names;
    for (std::size_t i = 0; i < outputs; ++i) {
        names.push_back(freshName());
        node.add_output(names.back());
    }
    for (const auto& [name, value] : settings) {
        onnx::Attribute& attribute = *node.add_attribute();
        attribute.set_name(std::string(name));
        std::visit(SettingWriter{attribute}, value);
    }
    return names;
}

OnnxValue OnnxGraph::add(
    std::string_view op,
    const std::vector<std::string>& inputs,
    OnnxSettings settings,
    const Shape& shape,
    bool isTurned,
    DType dtype) {
    return {addMany(op, inputs, std::move(settings), 1).front(), shape, dtype, isTurned};
}

std::string
OnnxGraph::addConstant(int type, const std::vector<std::int64_t>& sizes, std::string_view bytes) {
    std::string key = std::to_string(type);
    for (const std::int64_t size : sizes)
        key += "," + std::to_string(size);
    key += ":" + std::string(bytes);
    const bool isShort = bytes.size() <= 64; // weights are not worth looking up
    if (isShort) {
        if (const auto found = m_constants.find(key); found != m_constants.end())
            return found->second;
    }
    onnx::Tensor& tensor = *m_file->model.mutable_graph()->add_initializer();
    tensor.set_name(freshName());
    tensor.set_data_type(type);
    for (const std::int64_t size : sizes)
        tensor.add_dims(size);
    tensor.set_raw_data(std::string(bytes));
    m_file->constantBytes += bytes.size();
    if (isShort)
        m_constants[key] = tensor.name();
    return tensor.name();
}

std::string OnnxGraph::constant(const Tensor& value) {
    const std::vector<std::int64_t> sizes(value.shape().begin(), value.shape().end());
    return addConstant(Floats, sizes, bytesOf(value.values<float>()));
}

std::string OnnxGraph::number(float value) {
    return addConstant(Floats, {}, bytesOf(std::span<const float>(&value, 1)));
}

std::string OnnxGraph::integers(const std::vector<std::int64_t>& values) {
    return addConstant(
        Int64s,
        {static_cast<std::int64_t>(values.size())},
        bytesOf(std::span<const std::int64_t>(values)));
}

std::string OnnxGraph::integer(std::int64_t value) {
    return addConstant(Int64s, {}, bytesOf(std::span<const std::int64_t>(&value, 1)));
}

OnnxValue OnnxGraph::turn(const OnnxValue& value, bool isTurned) {
    if (value.isTurned == isTurned || value.shape.rank() < 3)
        return value;
    if (const auto found = m_turned.find(value.name); found != m_turned.end())
        return found->second;
    const auto rank = static_cast<std::int64_t>(value.shape.rank());
    std::vector<std::int64_t> order = {0};
    if (isTurned)
        order.push_back(rank - 1);
    for (std::int64_t axis = isTurned ? 1 : 2; axis < (isTurned ? rank - 1 : rank); ++axis)
        order.push_back(axis);
    if (!isTurned)
        order.push_back(1);
    OnnxValue made =
        add("Transpose", {value.name}, {{"perm", order}}, value.shape, isTurned, value.dtype);
    m_turned[value.name] = made;
    m_turned[made.name] = value;
    return made;
}

OnnxValue OnnxGraph::floats(const OnnxValue& value) {
    if (value.dtype == DType::Float32)
        return value;
    return add("Cast", {value.name}, {{"to", std::int64_t{Floats}}}, value.shape, value.isTurned);
}

void OnnxGraph::metadata(const std::string& key, const std::string& value) {
    onnx::Entry& entry = *m_file->model.add_metadata_props();
    entry.set_key(key);
    entry.set_value(value);
}

io::Bytes OnnxGraph::bytes() const {
    constexpr std::uint64_t kMost = (std::uint64_t{1} << 31) - (std::uint64_t{1} << 20);
    if (m_file->constantBytes > kMost) {
        fail(
            Error::Kind::Unsupported,
            "export: the model's weights have %1 bytes, but an ONNX file holds no more than 2 GiB",
            m_file->constantBytes);
    }
    io::Bytes bytes(m_file->model.ByteSizeLong());
    m_file->model.SerializeToArray(bytes.data(), static_cast<int>(bytes.size()));
    return bytes;
}

} // namespace tp
