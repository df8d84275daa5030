#include "engine/export/onnx_step.h"

#include "engine/export/onnx.pb.h"

#include <algorithm>

namespace tp {

namespace {

enum AttributeType { Float = 1, Integer = 2, Text = 3, Integers = 7, Texts = 8 };

/// Names from a file, of a length that fits into a sentence.
std::string shortened(const std::string& name) {
    constexpr std::size_t kMost = 100;
    return name.size() <= kMost ? name : name.substr(0, kMost) + "…";
}

} // namespace

OnnxData::OnnxData(const Tensor& made) : tensor(made), shape(made.shape()) {}

OnnxType OnnxData::type() const {
    if (tensor.isNull())
        return OnnxType::Int64;
    switch (tensor.dtype()) {
    case DType::Int32:
        return OnnxType::Int32;
    case DType::Bool:
        return OnnxType::Bool;
    default:
        return OnnxType::Float;
    }
}

OnnxStep::OnnxStep(
    const onnx::Node& node,
    std::string_view file,
    std::vector<const OnnxData*> inputs,
    std::int64_t mostElements)
    : m_node(node)
    , m_file(file)
    , m_inputs(std::move(inputs))
    , m_mostElements(mostElements) {}

std::string OnnxStep::where() const {
    return std::string(m_file) + ", " + shortened(m_node.name()) + " (" +
           shortened(m_node.op_type()) + ")";
}

std::size_t OnnxStep::outputCount() const {
    return static_cast<std::size_t>(m_node.output_size());
}

const OnnxData& OnnxStep::input(std::size_t input) const {
    if (!has(input))
        refuse("it lacks input %2", input + 1);
    return *m_inputs[input];
}

const Tensor& OnnxStep::tensor(std::size_t input) const {
    const OnnxData& data = this->input(input);
    if (data.tensor.isNull())
        refuse("its input %2 has 64-bit integers, which it does not take", input + 1);
    return data.tensor;
}

const Tensor& OnnxStep::floats(std::size_t input) const {
    const Tensor& x = tensor(input);
    if (x.dtype() != DType::Float32)
        refuse("its input %2 must have 32-bit floats", input + 1);
    return x;
}

const Tensor& OnnxStep::floats(std::size_t input, std::size_t rank) const {
    const Tensor& x = floats(input);
    if (x.rank() != rank)
        refuse("its input %2 must have %3 axes, but its shape is %4", input + 1, rank, x.shape());
    return x;
}

const OnnxStep::Numbers& OnnxStep::list(std::size_t input) const {
    const OnnxData& data = this->input(input);
    if (data.type() != OnnxType::Int64 || data.shape.rank() != 1)
        refuse("its input %2 must be a list of 64-bit integers", input + 1);
    return data.integers;
}

const onnx::Attribute* OnnxStep::attribute(std::string_view name, int type) const {
    const onnx::Attribute* found = nullptr;
    for (const onnx::Attribute& each : m_node.attribute()) {
        if (each.name() != name)
            continue;
        if (found || each.type() != type)
            refuse("its attribute %2 comes twice or is of a wrong type", name);
        found = &each;
    }
    return found;
}

std::int64_t OnnxStep::integer(std::string_view name, std::int64_t usual) const {
    const onnx::Attribute* found = attribute(name, Integer);
    return found ? found->i() : usual;
}

bool OnnxStep::flag(std::string_view name, bool usual) const {
    const std::int64_t value = integer(name, usual ? 1 : 0);
    if (value != 0 && value != 1)
        refuse("its attribute %2 must be 0 or 1, but is %3", name, value);
    return value == 1;
}

double OnnxStep::number(std::string_view name, double usual) const {
    const onnx::Attribute* found = attribute(name, Float);
    return found ? static_cast<double>(found->f()) : usual;
}

std::string OnnxStep::text(std::string_view name, std::string_view usual) const {
    const onnx::Attribute* found = attribute(name, Text);
    return found ? found->s() : std::string(usual);
}

std::optional<OnnxStep::Numbers> OnnxStep::integers(std::string_view name) const {
    const onnx::Attribute* found = attribute(name, Integers);
    if (!found)
        return std::nullopt;
    return Numbers(found->ints().begin(), found->ints().end());
}

std::vector<std::string> OnnxStep::texts(std::string_view name) const {
    const onnx::Attribute* found = attribute(name, Texts);
    if (!found)
        return {};
    return {found->strings().begin(), found->strings().end()};
}

void OnnxStep::allowAttributes(const std::vector<std::string_view>& names) const {
    for (const onnx::Attribute& each : m_node.attribute()) {
        if (std::find(names.begin(), names.end(), each.name()) == names.end())
            refuse("it has an attribute %2, which nothing here knows", shortened(each.name()));
    }
}

std::size_t OnnxStep::axis(std::int64_t axis, std::size_t rank) const {
    const auto count = static_cast<std::int64_t>(rank);
    if (axis < -count || axis >= count)
        refuse("there is no axis %2 among %3", axis, rank);
    return static_cast<std::size_t>(axis < 0 ? axis + count : axis);
}

std::vector<std::size_t> OnnxStep::axes(const Numbers& axes, std::size_t rank) const {
    if (axes.size() > rank)
        refuse("it names %2 axes of %3", axes.size(), rank);
    std::vector<std::size_t> sorted;
    for (const std::int64_t each : axes)
        sorted.push_back(axis(each, rank));
    std::sort(sorted.begin(), sorted.end());
    if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end())
        refuse("it names an axis twice");
    return sorted;
}

Shape OnnxStep::shape(const Numbers& sizes) const {
    if (sizes.size() > Shape::kMaxRank)
        refuse("a tensor of %2 axes is more than can be computed here", sizes.size());
    std::int64_t count = 1;
    Shape made;
    for (const std::int64_t size : sizes) {
        if (size < 0 || (size > 0 && count > m_mostElements / size))
            refuse("there is no room for a tensor with an axis of size %2", size);
        count *= std::max<std::int64_t>(size, 1);
        made.push_back(size);
    }
    return made;
}

Shape OnnxStep::broadcast(const Shape& a, const Shape& b) const {
    const std::size_t rank = std::max(a.rank(), b.rank());
    Numbers sizes(rank, 1);
    for (std::size_t back = 1; back <= rank; ++back) {
        const std::int64_t x = back <= a.rank() ? a[a.rank() - back] : 1;
        const std::int64_t y = back <= b.rank() ? b[b.rank() - back] : 1;
        if (x != y && x != 1 && y != 1)
            refuse("the shapes %2 and %3 do not go together", a, b);
        sizes[rank - back] = x == 1 ? y : x;
    }
    return shape(sizes);
}

} // namespace tp
