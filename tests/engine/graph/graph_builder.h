#pragma once

#include "engine/graph/graph_model.h"
#include "engine/io/weights.h"
#include "engine/ops/creation.h"

#include <QString>

#include <string>
#include <type_traits>
#include <vector>

namespace tp::test {

// Attributes of nodes as files have them.

inline Json i(std::int64_t value) {
    return Json::Object{{"i", std::to_string(value)}};
}
inline Json f(double value) {
    return Json::Object{{"f", value}};
}
inline Json b(bool value) {
    return Json::Object{{"b", value}};
}
inline Json bytesOf(const std::string& text) {
    Json::List list;
    for (const char each : text)
        list.push_back(Json(static_cast<int>(static_cast<unsigned char>(each))));
    return list;
}
inline Json s(const std::string& text) {
    return Json::Object{{"s", bytesOf(text)}};
}
inline Json texts(const std::vector<std::string>& all) {
    Json::List list;
    for (const std::string& each : all)
        list.push_back(bytesOf(each));
    return Json::Object{{"list", Json::Object{{"s", std::move(list)}}}};
}
inline Json ints(const std::vector<std::int64_t>& all) {
    Json::List list;
    for (const std::int64_t each : all)
        list.emplace_back(std::to_string(each));
    return Json::Object{{"list", Json::Object{{"i", std::move(list)}}}};
}
inline Json type(const std::string& name) {
    return Json::Object{{"type", "DT_" + name}};
}
inline Json sizes(const std::vector<std::int64_t>& all) {
    Json::List dims;
    for (const std::int64_t each : all)
        dims.push_back(Json::Object{{"size", std::to_string(each)}});
    return Json::Object{{"dim", std::move(dims)}};
}
inline Json shape(const std::vector<std::int64_t>& all) {
    return Json::Object{{"shape", sizes(all)}};
}
inline Json function(const std::string& name) {
    return Json::Object{{"func", Json::Object{{"name", name}}}};
}

/// Puts a graph model together, node by node.
class GraphBuilder {
public:
    GraphBuilder& node(
        const std::string& name,
        const std::string& op,
        const std::vector<std::string>& inputs = {},
        Json::Object attrs = {}) {
        m_nodes.push_back(nodeOf(name, op, inputs, std::move(attrs)));
        return *this;
    }

    static Json nodeOf(
        const std::string& name,
        const std::string& op,
        const std::vector<std::string>& inputs,
        Json::Object attrs) {
        Json::List list;
        for (const std::string& each : inputs)
            list.emplace_back(each);
        return Json::Object{
            {"name", name}, {"op", op}, {"input", std::move(list)}, {"attr", std::move(attrs)}};
    }

    GraphBuilder& input(
        const std::string& name,
        const std::vector<std::int64_t>& dims,
        const std::string& dtype = "FLOAT") {
        return node(name, "Placeholder", {}, {{"dtype", type(dtype)}, {"shape", shape(dims)}});
    }

    GraphBuilder& constant(const std::string& name, const Tensor& value) {
        m_weights.push_back({name, value});
        return node(name, "Const", {}, {});
    }

    GraphBuilder& number(const std::string& name, double value) {
        return constant(name, scalar(value, DType::Int32));
    }

    /// A function of the library: arguments and results are names; results with where they are.
    GraphBuilder& function(
        const std::string& name,
        const std::vector<std::string>& arguments,
        const std::vector<std::string>& results,
        Json::List nodes) {
        Json::List in;
        for (const std::string& each : arguments)
            in.push_back(Json::Object{{"name", each}, {"type", "DT_FLOAT"}});
        Json::List out;
        Json::Object places;
        for (std::size_t k = 0; k < results.size(); ++k) {
            const std::string key = "out" + std::to_string(k);
            out.push_back(Json::Object{{"name", key}, {"type", "DT_FLOAT"}});
            places.emplace_back(key, results[k]);
        }
        m_functions.push_back(Json::Object{
            {"signature",
             Json::Object{
                 {"name", name}, {"inputArg", std::move(in)}, {"outputArg", std::move(out)}}},
            {"nodeDef", std::move(nodes)},
            {"ret", std::move(places)}});
        return *this;
    }

    io::ModelArtifacts artifacts() const {
        io::ModelArtifacts made;
        made.format = "graph-model";
        made.modelTopology =
            Json::Object{{"node", m_nodes}, {"library", Json::Object{{"function", m_functions}}}};
        io::addWeights(made, io::encodeWeights(m_weights));
        return made;
    }

    GraphModel model() const { return GraphModel::fromArtifacts(artifacts(), "model.json"); }

    /// The value of one node in a graph without inputs.
    Tensor value(const std::string& name) const { return model().execute({}, {name}).front(); }

private:
    Json::List m_nodes;
    Json::List m_functions;
    io::NamedWeights m_weights;
};

template<class T>
std::vector<T> listOf(const Tensor& tensor) {
    const auto values = tensor.values<T>();
    return {values.begin(), values.end()};
}

/// "[2] int32: 1 2".
inline QString shown(const Tensor& tensor) {
    std::string text = toText(tensor.shape()) + ' ' + toText(tensor.dtype()) + ':';
    const auto add = [&](const auto& values) {
        for (const auto& each : values) {
            if constexpr (std::is_arithmetic_v<std::decay_t<decltype(each)>>) {
                text += ' ' + toText(static_cast<double>(each));
            } else {
                text += ' ' + each;
            }
        }
    };
    switch (tensor.dtype()) {
    case DType::Int32:
        add(tensor.values<std::int32_t>());
        break;
    case DType::Bool:
        add(tensor.values<std::uint8_t>());
        break;
    case DType::String:
        add(tensor.values<std::string>());
        break;
    default:
        add(tensor.values<float>());
    }
    return QString::fromStdString(text);
}

} // namespace tp::test
