// Ops by TensorFlow's names: that all are there, and what those do that are more than another name.
#include "engine/api/start.h"
#include "engine/graph/aliases.h"
#include "engine/graph/call.h"
#include "engine/ops/arithmetic.h"
#include "engine/ops/complex.h"
#include "tests/engine/graph/graph_builder.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <algorithm>

using namespace tp;
using namespace tp::test;

namespace {

const std::vector<std::string> kOps = {
#include "tests/engine/graph/tfjs_ops.inl"
};

Tensor whole(const std::vector<int>& values) {
    return tensor(values, DType::Int32);
}

Tensor text(const std::vector<std::string>& values) {
    return tensor(values);
}

/// A node whose inputs are constants.
struct NodeCase {
    QString name;
    std::string op;
    Tensors inputs;
    Json::Object attrs;
    std::vector<QString> outputs;
};

Tensor square() {
    return tensor({1, 2, 3, 4}, {2, 2});
}

Tensor complexPair() {
    return complex(tensor({2, 4, 9}), tensor({0, 0, 0}));
}

/// Shapes, and what has attributes of its own.
std::vector<NodeCase> arrayCases() {
    return {
        {"BiasAdd", "BiasAdd", {square(), tensor({10, 20})}, {}, {"[2, 2] float32: 11 22 13 24"}},
        {"BiasAdd NCHW",
         "BiasAdd",
         {tensor({1, 2}, {1, 2, 1, 1}), tensor({10, 20})},
         {{"data_format", s("NCHW")}},
         {"[1, 2, 1, 1] float32: 11 22"}},
        {"mixed dtypes", "AddV2", {whole({1, 2}), tensor({0.5, 1})}, {}, {"[2] float32: 1.5 3"}},
        {"whole division", "Div", {whole({7, -7}), whole({2, 2})}, {}, {"[2] int32: 3 -4"}},
        {"DivNoNan", "DivNoNan", {tensor({1, 2}), tensor({0, 4})}, {}, {"[2] float32: 0 0.5"}},
        {"Select by rows",
         "Select",
         {tensor({true, false}), square(), square() * 10},
         {},
         {"[2, 2] float32: 1 2 30 40"}},
        {"SelectV2 broadcasts",
         "SelectV2",
         {tensor({true, false}), square(), square() * 10},
         {},
         {"[2, 2] float32: 1 20 3 40"}},
        {"Squeeze", "Squeeze", {ones({1, 2, 1})}, {}, {"[2] float32: 1 1"}},
        {"Squeeze some",
         "Squeeze",
         {ones({1, 2, 1})},
         {{"squeeze_dims", ints({0})}},
         {"[2, 1] float32: 1 1"}},
        {"Shape", "Shape", {ones({3, 0, 2})}, {}, {"[3] int32: 3 0 2"}},
        {"ShapeN", "ShapeN", {scalar(1), square()}, {}, {"[0] int32:", "[2] int32: 2 2"}},
        {"Rank", "Rank", {square()}, {}, {"[] int32: 2"}},
        {"Size", "Size", {square()}, {}, {"[] int32: 4"}},
        {"Split",
         "Split",
         {scalar(1, DType::Int32), square()},
         {{"num_split", i(2)}},
         {"[2, 1] float32: 1 3", "[2, 1] float32: 2 4"}},
        {"SplitV",
         "SplitV",
         {tensor({1, 2, 3}), whole({1, -1}), scalar(0, DType::Int32)},
         {},
         {"[1] float32: 1", "[2] float32: 2 3"}},
        {"SplitV into one",
         "SplitV",
         {tensor({1, 2}), whole({2}), scalar(0, DType::Int32)},
         {},
         {"[2] float32: 1 2"}},
        {"Unpack",
         "Unpack",
         {square()},
         {{"axis", i(1)}},
         {"[2] float32: 1 3", "[2] float32: 2 4"}},
        {"ConcatV2",
         "ConcatV2",
         {tensor({1}), whole({2}), scalar(0, DType::Int32)},
         {{"N", i(2)}},
         {"[2] float32: 1 2"}},
        {"Concat",
         "Concat",
         {scalar(0, DType::Int32), whole({1}), whole({2})},
         {{"N", i(2)}},
         {"[2] int32: 1 2"}},
        {"Pack", "Pack", {scalar(1), scalar(2)}, {{"axis", i(0)}}, {"[2] float32: 1 2"}},
        {"Reverse", "Reverse", {square(), tensor({false, true})}, {}, {"[2, 2] float32: 2 1 4 3"}},
        {"ReverseV2", "ReverseV2", {square(), whole({0})}, {}, {"[2, 2] float32: 3 4 1 2"}},
        {"StridedSlice",
         "StridedSlice",
         {square(), whole({1, 0}), whole({2, 2}), whole({1, 1})},
         {{"shrink_axis_mask", i(1)}, {"begin_mask", i(2)}},
         {"[2] float32: 3 4"}},
        {"Transpose", "Transpose", {square(), whole({1, 0})}, {}, {"[2, 2] float32: 1 3 2 4"}},
        {"EnsureShape",
         "EnsureShape",
         {square()},
         {{"shape", shape({-1, 2})}},
         {"[2, 2] float32: 1 2 3 4"}},
        {"MirrorPad",
         "MirrorPad",
         {tensor({1, 2}), tensor({1, 0}, {1, 2}, DType::Int32)},
         {{"mode", s("SYMMETRIC")}},
         {"[3] float32: 1 1 2"}},
        {"Sum over no axis",
         "Sum",
         {tensor({1, 2}), tensor(std::vector<int>{}, DType::Int32)},
         {},
         {"[2] float32: 1 2"}},
        {"Max keeps axes",
         "Max",
         {square(), scalar(-1, DType::Int32)},
         {{"keep_dims", b(true)}},
         {"[2, 1] float32: 2 4"}},
        {"EuclideanNorm", "EuclideanNorm", {tensor({3, 4}), whole({0})}, {}, {"[] float32: 5"}},
    };
}

std::vector<NodeCase> otherCases() {
    return {
        {"Fill", "Fill", {whole({2}), scalar(3)}, {}, {"[2] float32: 3 3"}},
        {"Fill with text", "Fill", {whole({2}), scalar("a")}, {}, {"[2] string: a a"}},
        {"Ones", "Ones", {whole({2})}, {{"T", type("INT32")}}, {"[2] int32: 1 1"}},
        {"Range",
         "Range",
         {scalar(1, DType::Int32), scalar(7, DType::Int32), scalar(2, DType::Int32)},
         {},
         {"[3] int32: 1 3 5"}},
        {"OneHot along the first axis",
         "OneHot",
         {whole({0, 2}), scalar(3, DType::Int32), scalar(5), scalar(1)},
         {{"axis", i(0)}},
         {"[3, 2] float32: 5 1 1 1 1 5"}},
        {"Unique", "Unique", {whole({4, 4, 1})}, {}, {"[2] int32: 4 1", "[3] int32: 0 0 1"}},
        {"TopKV2",
         "TopKV2",
         {tensor({1, 3, 2}), scalar(2, DType::Int32)},
         {{"sorted", b(true)}},
         {"[2] float32: 3 2", "[2] int32: 1 2"}},
        {"LowerBound",
         "LowerBound",
         {tensor({1, 3}, {1, 2}), tensor({2, 4}, {1, 2})},
         {},
         {"[1, 2] int32: 1 2"}},
        {"NonMaxSuppressionV4",
         "NonMaxSuppressionV4",
         {tensor({0, 0, 1, 1}, {1, 4}),
          tensor({0.9}),
          scalar(2, DType::Int32),
          scalar(0.5),
          scalar(0)},
         {{"pad_to_max_output_size", b(true)}},
         {"[2] int32: 0 0", "[] int32: 1"}},
        {"NonMaxSuppressionV5",
         "NonMaxSuppressionV5",
         {tensor({0, 0, 1, 1}, {1, 4}),
          tensor({0.5}),
          scalar(2, DType::Int32),
          scalar(0.5),
          scalar(0),
          scalar(0)},
         {{"pad_to_max_output_size", b(true)}},
         {"[2] int32: 0 0", "[2] float32: 0.5 0", "[] int32: 1"}},
        {"IRFFT cuts", "IRFFT", {complexPair(), whole({2})}, {}, {"[2] float32: 3 -1"}},
        {"FusedBatchNormV3",
         "FusedBatchNormV3",
         {tensor({3}, {1, 1, 1, 1}), tensor({2}), tensor({1}), tensor({1}), tensor({4})},
         {{"epsilon", f(0)}, {"is_training", b(false)}},
         {"[1, 1, 1, 1] float32: 3", "[1] float32: 1", "[1] float32: 4"}},
        {"_FusedMatMul",
         "_FusedMatMul",
         {tensor({1, -2}, {1, 2}), square(), tensor({1, 1})},
         {{"fused_ops", texts({"BiasAdd", "Relu"})}, {"num_args", i(1)}, {"transpose_b", b(true)}},
         {"[1, 2] float32: 0 0"}},
        {"_FusedConv2D without bias",
         "_FusedConv2D",
         {tensor({-1, 2}, {1, 1, 2, 1}), tensor({2}, {1, 1, 1, 1})},
         {{"fused_ops", texts({"Relu"})}, {"strides", ints({1, 1, 1, 1})}, {"padding", s("VALID")}},
         {"[1, 1, 2, 1] float32: 0 4"}},
        {"Conv2D with its own padding",
         "Conv2D",
         {tensor({1, 2}, {1, 1, 2, 1}), tensor({1, 1}, {1, 2, 1, 1})},
         {{"strides", ints({1, 1, 1, 1})},
          {"padding", s("EXPLICIT")},
          {"explicit_paddings", ints({0, 0, 0, 0, 1, 0, 0, 0})}},
         {"[1, 1, 2, 1] float32: 1 3"}},
        {"Conv2DBackpropInput",
         "Conv2DBackpropInput",
         {whole({1, 1, 4, 1}), tensor({1, 2}, {1, 2, 1, 1}), tensor({1, 10}, {1, 1, 2, 1})},
         {{"strides", ints({1, 1, 2, 1})}, {"padding", s("SAME")}},
         {"[1, 1, 4, 1] float32: 1 2 10 20"}},
        {"StringSplit",
         "StringSplit",
         {text({"a b"}), scalar(" ")},
         {{"skip_empty", b(true)}},
         {"[2, 2] int32: 0 0 0 1", "[2] string: a b", "[2] int32: 1 2"}},
        {"Cast", "Cast", {tensor({1.7, -1.7})}, {{"DstT", type("INT64")}}, {"[2] int32: 1 -1"}},
        {"MatrixBandPart",
         "MatrixBandPart",
         {square(), scalar(0, DType::Int32), scalar(-1, DType::Int32)},
         {},
         {"[2, 2] float32: 1 2 0 4"}},
        {"FakeQuantWithMinMaxVars",
         "FakeQuantWithMinMaxVars",
         {tensor({1.25}), scalar(0), scalar(1)},
         {},
         {"[1] float32: 1.25"}},
    };
}

} // namespace

class TestGraphOps : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void knowsAllOpsOfTheConverter();
    void rowsNameWhatOurOpsHave();
    void computes_data();
    void computes();
    void refuses_data();
    void refuses();
};

void TestGraphOps::knowsAllOpsOfTheConverter() {
    QCOMPARE(kOps.size(), std::size_t{248});
    std::vector<std::string> missing;
    for (const std::string& each : kOps) {
        // Forests of decision trees are a package of their own, in TensorFlow.js too.
        if (!graph::findAlias(each) && !each.starts_with("SimpleML"))
            missing.push_back(each);
    }
    QCOMPARE(missing, std::vector<std::string>());
}

void TestGraphOps::rowsNameWhatOurOpsHave() {
    for (const graph::Alias& alias : graph::allAliases()) {
        if (alias.compute)
            continue;
        const std::string_view name = alias.op.empty() ? alias.name : alias.op;
        const Op* const op = findOp(name);
        QVERIFY2(op != nullptr, std::string(name).c_str());
        const auto hasAttr = [&](std::string_view attr) {
            return std::any_of(op->attrs.begin(), op->attrs.end(), [&](const auto& each) {
                return each.first == attr;
            });
        };
        for (const std::string_view input : alias.inputs)
            QVERIFY2(!input.starts_with('=') || hasAttr(input.substr(1)), alias.name.data());
        for (const std::string_view attr : alias.attrs)
            QVERIFY2(hasAttr(attr.substr(attr.find('=') + 1)), alias.name.data());
        if (!alias.rule)
            continue;
        for (const auto& [attr, value] : alias.rule(graph::Node{.name = "a", .op = name.data()}))
            QVERIFY2(hasAttr(attr), alias.name.data());
    }
}

void TestGraphOps::computes_data() {
    QTest::addColumn<NodeCase>("row");
    for (const auto& list : {arrayCases(), otherCases()}) {
        for (const NodeCase& each : list)
            QTest::newRow(qPrintable(each.name)) << each;
    }
}

void TestGraphOps::computes() {
    QFETCH(NodeCase, row);
    GraphBuilder g;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < row.inputs.size(); ++k) {
        names.push_back("c" + std::to_string(k));
        g.constant(names.back(), row.inputs[k]);
    }
    g.node("node", row.op, names, row.attrs);
    std::vector<std::string> outputs;
    for (std::size_t k = 0; k < row.outputs.size(); ++k)
        outputs.push_back("node:" + std::to_string(k));
    const Tensors results = g.model().execute({}, outputs);
    for (std::size_t k = 0; k < results.size(); ++k)
        QCOMPARE(shown(results[k]), row.outputs[k]);
}

void TestGraphOps::refuses_data() {
    QTest::addColumn<NodeCase>("row");
    const auto row =
        [](const QString& message, std::string op, Tensors inputs, Json::Object attrs) {
            QTest::newRow(qPrintable(message))
                << NodeCase{message, std::move(op), std::move(inputs), std::move(attrs), {}};
        };
    row("The node \"node\" (Reshape): its input 1 must be numbers, but it is string.",
        "Reshape",
        {square(), scalar("a")},
        {});
    row("The node \"node\" (TopKV2): its input 1 must be one number, but it is int32 of shape [2].",
        "TopKV2",
        {square(), whole({1, 2})},
        {});
    row("The node \"node\" (Fill): it has only 1 inputs, but more are needed.",
        "Fill",
        {whole({1})},
        {});
    row("The node \"node\" (Fill): a tensor has at most 8 axes, but 9 are asked for.",
        "Fill",
        {whole({1, 1, 1, 1, 1, 1, 1, 1, 1}), scalar(0)},
        {});
    row("The node \"node\" (TensorListLength): its first input must be a list of tensors.",
        "TensorListLength",
        {scalar(1)},
        {});
    row("The node \"node\" (AvgPool) asks for NCHW, which is not supported.",
        "AvgPool",
        {square()},
        {{"data_format", s("NCHW")}});
    row("The node \"node\" (_FusedConv2D) asks for FusedBatchNorm, which is not supported.",
        "_FusedConv2D",
        {square(), square()},
        {{"fused_ops", texts({"FusedBatchNorm"})}});
    row("The node \"node\" (Pack) cannot have \"a\" as its attribute \"axis\".",
        "Pack",
        {square()},
        {{"axis", s("a")}});
    row("The node \"node\" (Unpack) cannot have DT_RESOURCE as its attribute \"axis\".",
        "Unpack",
        {square()},
        {{"axis", type("RESOURCE")}});
}

void TestGraphOps::refuses() {
    QFETCH(NodeCase, row);
    GraphBuilder g;
    std::vector<std::string> names;
    for (std::size_t k = 0; k < row.inputs.size(); ++k) {
        names.push_back("c" + std::to_string(k));
        g.constant(names.back(), row.inputs[k]);
    }
    g.node("node", row.op, names, row.attrs);
    QCOMPARE(refusalOf([&] { g.value("node"); }), row.name);
}

QTEST_APPLESS_MAIN(TestGraphOps)
#include "tst_graph_ops.moc"
