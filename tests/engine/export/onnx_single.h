#pragma once

#include "engine/api/tp.h"
#include "engine/export/onnx.pb.h"
#include "engine/export/onnx_run.h"

#include <QTest>

#include <cmath>

namespace tp::testing {

using Integers = std::vector<std::int64_t>;

/// A graph of one node, "it", with its tensors as inputs and its integers as constants.
class Single {
public:
    explicit Single(const std::string& op) {
        m_graph.add_node();
        node().set_name("it");
        node().set_op_type(op);
    }

    Single& with(const Tensor& x) {
        const std::string name = "x" + std::to_string(m_inputs.size());
        describe(*m_graph.add_input(), name, x);
        m_inputs.push_back(x);
        node().add_input(name);
        return *this;
    }
    Single& without() {
        node().add_input("");
        return *this;
    }
    Single& with(const Integers& values, const Integers& sizes) {
        onnx::Tensor& constant = *m_graph.add_initializer();
        constant.set_name("c" + std::to_string(m_graph.initializer_size()));
        constant.set_data_type(7);
        for (const std::int64_t size : sizes)
            constant.add_dims(size);
        constant.set_raw_data(values.data(), values.size() * sizeof(std::int64_t));
        node().add_input(constant.name());
        return *this;
    }
    Single& with(const Integers& values) {
        return with(values, {static_cast<std::int64_t>(values.size())});
    }

    Single& set(const std::string& name, std::int64_t value) {
        attribute(name, 2).set_i(value);
        return *this;
    }
    Single& set(const std::string& name, double value) {
        attribute(name, 1).set_f(static_cast<float>(value));
        return *this;
    }
    Single& set(const std::string& name, const char* value) {
        attribute(name, 3).set_s(value);
        return *this;
    }
    Single& set(const std::string& name, const Integers& values) {
        onnx::Attribute& made = attribute(name, 7);
        for (const std::int64_t value : values)
            made.add_ints(value);
        return *this;
    }
    Single& set(const std::string& name, const std::vector<std::string>& values) {
        onnx::Attribute& made = attribute(name, 8);
        for (const std::string& value : values)
            made.add_strings(value);
        return *this;
    }

    /// The outputs, all of which must have as many axes as given.
    Tensors run(const std::vector<std::size_t>& ranks, DType dtype = DType::Float32) {
        for (const std::size_t rank : ranks) {
            const std::string name = "y" + std::to_string(m_graph.output_size());
            node().add_output(name);
            onnx::ValueInfo& output = *m_graph.add_output();
            describe(output, name, fill({}, 0, dtype));
            for (std::size_t axis = 0; axis < rank; ++axis)
                output.mutable_type()->mutable_tensor_type()->mutable_shape()->add_dim();
        }
        return runOnnx(m_graph, "one.onnx", m_inputs);
    }

private:
    static void describe(onnx::ValueInfo& info, const std::string& name, const Tensor& x) {
        info.set_name(name);
        onnx::TensorType& type = *info.mutable_type()->mutable_tensor_type();
        type.set_elem_type(x.dtype() == DType::Float32 ? 1 : x.dtype() == DType::Int32 ? 6 : 9);
        type.mutable_shape();
        for (const std::int64_t size : x.shape())
            type.mutable_shape()->add_dim()->set_dim_value(size);
    }
    onnx::Node& node() { return *m_graph.mutable_node(0); }
    onnx::Attribute& attribute(const std::string& name, int type) {
        onnx::Attribute& made = *node().add_attribute();
        made.set_name(name);
        made.set_type(type);
        return made;
    }

    onnx::Graph m_graph;
    Tensors m_inputs;
};

inline void isAbout(const Tensor& found, const Tensor& expected) {
    QVERIFY2(
        found.shape() == expected.shape(),
        qPrintable(QString::fromStdString(toText(found.shape()))));
    const auto a = found.values<float>();
    const auto b = expected.values<float>();
    for (std::size_t i = 0; i < a.size(); ++i) {
        QVERIFY2(
            a[i] == b[i] || std::abs(a[i] - b[i]) < 1e-5,
            qPrintable(QString("number %1 is %2, not %3").arg(i).arg(a[i]).arg(b[i])));
    }
}

inline void isAbout(Single single, const Tensor& expected) {
    isAbout(single.run({expected.rank()}).front(), expected);
}

inline double sigmoidOf(double x) {
    return 1 / (1 + std::exp(-x));
}

/// 0, 1, 2 …
inline Tensor counting(const Shape& shape) {
    return reshape(range(0, static_cast<double>(shape.elementCount())), shape);
}

} // namespace tp::testing
