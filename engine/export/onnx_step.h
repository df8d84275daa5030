#pragma once

#include "engine/base/error.h"
#include "engine/tensor/tensor.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

namespace onnx {
class Attribute;
class Node;
} // namespace onnx

/// The types of elements in our ONNX files, by their numbers there.
enum class OnnxType { Float = 1, Int32 = 6, Int64 = 7, Bool = 9 };

/// What nodes take and make: a tensor, or 64-bit integers, which no tensor holds.
struct OnnxData {
    OnnxData() = default;
    OnnxData(const Tensor& made); // NOLINT(google-explicit-constructor)
    OnnxData(std::vector<std::int64_t> values, const Shape& sizes)
        : integers(std::move(values))
        , shape(sizes) {}

    OnnxType type() const;

    Tensor tensor = {};                      ///< null for 64-bit integers
    std::vector<std::int64_t> integers = {}; ///< these, the last axis running fastest
    Shape shape = {};
};

using OnnxDatas = std::vector<OnnxData>;

/// One node of an ONNX graph with what goes in: reads its attributes and inputs as the operators'
/// specification has them. Everything that it is asked for and that is not so throws BadFile.
class OnnxStep {
public:
    using Numbers = std::vector<std::int64_t>;

    /// `inputs` has a null for each input that is left out. Tensors of more elements than
    /// `mostElements` are refused.
    OnnxStep(
        const onnx::Node& node,
        std::string_view file,
        std::vector<const OnnxData*> inputs,
        std::int64_t mostElements);

    /// "FILE, NODE (OPERATOR): WHY", where `why` may hold %2 and so on for `arguments`.
    template<class... Arguments>
    [[noreturn]] void refuse(std::string_view why, const Arguments&... arguments) const {
        fail(Error::Kind::BadFile, "%1: " + std::string(why), where(), arguments...);
    }

    std::size_t inputCount() const { return m_inputs.size(); }
    std::size_t outputCount() const;
    bool has(std::size_t input) const { return input < m_inputs.size() && m_inputs[input]; }
    const OnnxData& input(std::size_t input) const;

    /// An input that is a tensor, or one of 32-bit floats.
    const Tensor& tensor(std::size_t input) const;
    const Tensor& floats(std::size_t input) const;
    /// One of floats with that many axes.
    const Tensor& floats(std::size_t input, std::size_t rank) const;

    /// An input that is a list of 64-bit integers.
    const Numbers& list(std::size_t input) const;

    /// Attributes, or what they are if the node has none of that name.
    std::int64_t integer(std::string_view name, std::int64_t usual) const;
    bool flag(std::string_view name, bool usual) const;
    double number(std::string_view name, double usual) const;
    std::string text(std::string_view name, std::string_view usual) const;
    std::optional<Numbers> integers(std::string_view name) const;
    std::vector<std::string> texts(std::string_view name) const;

    /// Whether every attribute has a name from the list.
    void allowAttributes(const std::vector<std::string_view>& names) const;

    /// An axis counted from the front.
    std::size_t axis(std::int64_t axis, std::size_t rank) const;

    /// The same for several, in ascending order; each may be named once.
    std::vector<std::size_t> axes(const Numbers& axes, std::size_t rank) const;

    /// Sizes as a shape that memory may hold.
    Shape shape(const Numbers& sizes) const;

    /// The shape that both stretch to.
    Shape broadcast(const Shape& a, const Shape& b) const;

private:
    const onnx::Attribute* attribute(std::string_view name, int type) const;
    std::string where() const;

    const onnx::Node& m_node;
    std::string_view m_file;
    std::vector<const OnnxData*> m_inputs;
    std::int64_t m_mostElements;
};

/// How one kind of node is computed, and what it may have.
struct OnnxOperation {
    OnnxDatas (*compute)(const OnnxStep& step);
    std::size_t fewestInputs;
    std::size_t mostInputs;
    std::vector<std::string_view> attributes = {};
    std::size_t mostOutputs = 1;
};

using OnnxOperations = std::map<std::string_view, OnnxOperation>;
void addOnnxArrayOperations(OnnxOperations& operations);
void addOnnxElementwiseOperations(OnnxOperations& operations);
void addOnnxMatrixOperations(OnnxOperations& operations);
void addOnnxRecurrentOperations(OnnxOperations& operations);
void addOnnxReductions(OnnxOperations& operations);
void addOnnxResize(OnnxOperations& operations);
void addOnnxWindowOperations(OnnxOperations& operations);

} // namespace tp
