#pragma once

#include "engine/io/bytes.h"
#include "engine/tensor/tensor.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tp {

/// Something computed in an ONNX graph.
///
/// Images and sequences come with their channels last here, and first in ONNX. A value that is
/// `isTurned` lies with them first, though `shape` says last: so layers of images follow each other
/// without turning anything.
struct OnnxValue {
    std::string name;
    Shape shape; ///< as in the model: -1 for any size
    DType dtype = DType::Float32;
    bool isTurned = false;
};

using OnnxValues = std::vector<OnnxValue>;

/// An attribute of a node: its type in the file follows from its type here.
using OnnxSetting = std::pair<
    std::string_view,
    std::variant<
        std::int64_t,
        double,
        std::string,
        std::vector<std::int64_t>,
        std::vector<std::string>>>;
using OnnxSettings = std::vector<OnnxSetting>;

/// An ONNX graph in the making. Names are made up; nobody but the graph's ends has a meaningful
/// one.
class OnnxGraph {
public:
    explicit OnnxGraph(const std::string& name);
    ~OnnxGraph();
    OnnxGraph(const OnnxGraph&) = delete;
    OnnxGraph& operator=(const OnnxGraph&) = delete;

    /// What names begin with from now on: the layer that is being written.
    void startLayer(const std::string& name) { m_layer = name; }

    OnnxValue input(const std::string& name, const Shape& shape, DType dtype);
    void output(const std::string& name, const OnnxValue& value);

    /// A node with one output. Inputs may be empty names for those left out.
    OnnxValue
    add(std::string_view op,
        const std::vector<std::string>& inputs,
        OnnxSettings settings,
        const Shape& shape,
        bool isTurned = false,
        DType dtype = DType::Float32);

    /// The same with several outputs, of which only the names are given back.
    std::vector<std::string> addMany(
        std::string_view op,
        const std::vector<std::string>& inputs,
        OnnxSettings settings,
        std::size_t outputs);

    /// A node that works element by element: what comes out looks as what goes in.
    OnnxValue addLike(
        const OnnxValue& like,
        std::string_view op,
        const std::vector<std::string>& inputs,
        OnnxSettings settings = {}) {
        return add(op, inputs, std::move(settings), like.shape, like.isTurned);
    }

    /// A constant. Numbers that were there before are not written again.
    std::string constant(const Tensor& value);
    std::string number(float value);
    std::string integers(const std::vector<std::int64_t>& values);
    std::string integer(std::int64_t value);

    /// The value with its channels first, or last, as the model has them.
    OnnxValue turned(const OnnxValue& value) { return turn(value, true); }
    OnnxValue straight(const OnnxValue& value) { return turn(value, false); }

    /// The value as 32-bit floats.
    OnnxValue floats(const OnnxValue& value);

    void metadata(const std::string& key, const std::string& value);

    /// The file. Throws Unsupported for more than 2 GiB, which the format cannot hold in one.
    io::Bytes bytes() const;

private:
    OnnxValue turn(const OnnxValue& value, bool isTurned);
    std::string freshName();
    std::string
    addConstant(int type, const std::vector<std::int64_t>& sizes, std::string_view bytes);

    struct File;
    std::unique_ptr<File> m_file;
    std::string m_layer;
    std::size_t m_count = 0;
    std::map<std::string, OnnxValue> m_turned; // by the name of what was turned
    std::map<std::string, std::string> m_constants;
};

} // namespace tp
