// Graphs in fewer steps: what is taken together, what is not, and that results stay the same.
#include "engine/api/start.h"
#include "engine/graph/optimize.h"
#include "engine/ops/random.h"
#include "tests/engine/graph/graph_builder.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace tp;
using namespace tp::test;

namespace {

/// A graph whose only output is "y", and how it is expected to be done.
struct Case {
    const char* name;
    std::vector<std::int64_t> input;
    GraphBuilder (*graph)();
    const char* op;      ///< of the node that gives "y"
    const char* pending; ///< a node that must still be read; empty for none
};

Tensor some(const Shape& shape, std::int64_t seed) {
    return randomUniform(shape, -1, 1, DType::Float32, seed);
}

Json::Object window(const std::string& padding) {
    return {
        {"strides", ints({1, 1, 1, 1})},
        {"padding", s(padding)},
        {"data_format", s("NHWC")},
        {"dilations", ints({1, 1, 1, 1})}};
}

GraphBuilder convolution(const std::string& padding = "SAME", const std::string& x = "x") {
    GraphBuilder g;
    g.input("x", {1, 6, 5, 2}).constant("w", some({3, 3, 2, 4}, 1));
    return g.node("conv", "Conv2D", {x, "w"}, window(padding));
}

GraphBuilder depthwise() {
    GraphBuilder g;
    g.input("x", {1, 6, 5, 2}).constant("w", some({3, 3, 2, 3}, 1));
    return g.node("conv", "DepthwiseConv2dNative", {"x", "w"}, window("SAME"));
}

GraphBuilder product(bool isTurned) {
    GraphBuilder g;
    g.input("x", {3, 5}).constant("w", some(isTurned ? Shape{4, 5} : Shape{5, 4}, 1));
    return g.node(
        "product", "MatMul", {"x", "w"}, {{"transpose_a", b(false)}, {"transpose_b", b(isTurned)}});
}

GraphBuilder& normalized(GraphBuilder& g, const std::string& x, std::int64_t channels) {
    g.constant("scale", some({channels}, 2)).constant("offset", some({channels}, 3));
    g.constant("mean", some({channels}, 4));
    g.constant("variance", randomUniform({channels}, 0.5, 2, DType::Float32, 5));
    return g.node(
        "y",
        "FusedBatchNormV3",
        {x, "scale", "offset", "mean", "variance"},
        {{"epsilon", f(0.01)}, {"is_training", b(false)}, {"data_format", s("NHWC")}});
}

GraphBuilder padded(const std::vector<std::int32_t>& paddings) {
    GraphBuilder g = convolution("VALID", "pad");
    std::vector<double> numbers(paddings.begin(), paddings.end());
    g.constant("around", tensor(numbers, {4, 2}, DType::Int32));
    return g.node("pad", "Pad", {"x", "around"}).node("y", "Relu", {"conv"});
}

const Case kCases[] = {
    {"bias, relu",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         g.constant("b", some({4}, 2)).node("sum", "BiasAdd", {"conv", "b"});
         return g.node("y", "Relu6", {"sum"});
     },
     "_FusedConv2D",
     ""},
    {"scale, bias on the left, difference, leaky relu",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         g.constant("a", some({1, 1, 1, 4}, 2))
             .constant("b", some({1, 4}, 3))
             .constant("c", scalar(0.5));
         g.node("scaled", "Mul", {"a", "conv"}).node("sum", "AddV2", {"b", "scaled"});
         g.node("less", "Sub", {"sum", "c"});
         return g.node("y", "LeakyRelu", {"less"}, {{"alpha", f(0.3)}});
     },
     "_FusedConv2D",
     ""},
    {"bias before scale",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         g.constant("a", some({4}, 2)).constant("b", some({4}, 3));
         return g.node("sum", "Add", {"conv", "b"}).node("y", "Mul", {"sum", "a"});
     },
     "_FusedConv2D",
     ""},
    {"batch normalisation",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         return normalized(g, "conv", 4);
     },
     "_FusedConv2D",
     ""},
    {"prelu",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         return g.constant("a", some({1, 1, 4}, 2)).node("y", "Prelu", {"conv", "a"});
     },
     "_FusedConv2D",
     ""},
    {"depthwise",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = depthwise();
         g.constant("a", some({6}, 2)).constant("b", some({6}, 3));
         g.node("scaled", "Mul", {"conv", "a"}).node("sum", "AddV2", {"scaled", "b"});
         return g.node("y", "Relu", {"sum"});
     },
     "FusedDepthwiseConv2dNative",
     ""},
    {"depthwise, batch normalisation",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = depthwise();
         return normalized(g, "conv", 6);
     },
     "FusedDepthwiseConv2dNative",
     ""},
    {"product",
     {3, 5},
     [] {
         GraphBuilder g = product(false);
         g.constant("a", some({4}, 2)).constant("b", some({4}, 3));
         g.node("scaled", "Mul", {"product", "a"}).node("sum", "BiasAdd", {"scaled", "b"});
         return g.node("y", "Sigmoid", {"sum"});
     },
     "_FusedMatMul",
     ""},
    {"product with turned weights",
     {3, 5},
     [] {
         GraphBuilder g = product(true);
         g.constant("a", some({4}, 2));
         return g.node("scaled", "Mul", {"product", "a"}).node("y", "Elu", {"scaled"});
     },
     "_FusedMatMul",
     ""},
    {"zeros around images",
     {1, 6, 5, 2},
     [] {
         return padded({0, 0, 1, 2, 0, 1, 0, 0});
     },
     "_FusedConv2D",
     ""},
    {"images of zeros stay",
     {1, 6, 5, 2},
     [] {
         return padded({0, 1, 1, 1, 1, 1, 0, 0});
     },
     "_FusedConv2D",
     "pad"},
    {"wide zeros stay",
     {1, 6, 5, 2},
     [] {
         return padded({0, 0, 3, 0, 0, 0, 0, 0});
     },
     "_FusedConv2D",
     "pad"},
    {"another reader",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         g.constant("b", some({4}, 2)).node("sum", "BiasAdd", {"conv", "b"});
         return g.node("y", "AddV2", {"sum", "conv"});
     },
     "AddV2",
     "sum"},
    {"somebody waits",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         g.node("relu", "Relu", {"conv"}).node("other", "Abs", {"x"});
         return g.node("y", "Identity", {"relu", "^other"});
     },
     "Identity",
     "relu"},
    {"a bias that grows the result",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         return g.constant("b", some({2, 6, 5, 4}, 2)).node("y", "AddV2", {"conv", "b"});
     },
     "AddV2",
     "conv"},
    {"a scale that is infinite",
     {1, 6, 5, 2},
     [] {
         GraphBuilder g = convolution();
         return g.constant("a", scalar(std::numeric_limits<double>::infinity()))
             .node("y", "Mul", {"conv", "a"});
     },
     "Mul",
     "conv"},
    {"constants",
     {2},
     [] {
         GraphBuilder g;
         g.input("x", {2}).constant("a", some({2}, 1)).constant("b", some({2}, 2));
         g.node("through", "Identity", {"a"}).node("sum", "AddV2", {"through", "b"});
         g.node("root", "Square", {"sum"});
         return g.node("y", "AddV2", {"x", "root"});
     },
     "AddV2",
     "root"},
    {"constants that would grow",
     {1},
     [] {
         GraphBuilder g;
         g.input("x", {1}).constant("a", some({40, 1}, 1)).constant("b", some({1, 40}, 2));
         return g.node("product", "Mul", {"a", "b"}).node("y", "AddV2", {"product", "x"});
     },
     "AddV2",
     "product"},
};

/// What the fast way makes of the graph.
graph::Graph optimizedOf(const GraphModel& model) {
    const graph::Graph& plain = model.program().graph;
    return graph::optimized(plain, {*plain.find("x"), *plain.find("y")}, "model.json");
}

bool isRead(const graph::Graph& graph, std::size_t reader, std::string_view name) {
    for (const graph::Output& input : graph.nodes[reader].inputs) {
        if (graph.nodes[input.node].name == name || isRead(graph, input.node, name))
            return true;
    }
    return false;
}

} // namespace

class TestGraphOptimize : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void takesTogether_data();
    void takesTogether();
    void foldsConstants();
    void leavesWhatGrows();
};

void TestGraphOptimize::takesTogether_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < static_cast<int>(std::size(kCases)); ++i)
        QTest::newRow(kCases[i].name) << i;
}

void TestGraphOptimize::takesTogether() {
    QFETCH(int, index);
    const Case& row = kCases[index];
    const GraphModel model = row.graph().model();
    const graph::Graph quick = optimizedOf(model);
    const std::size_t y = *quick.find("y");
    QCOMPARE(quick.nodes[y].op, std::string(row.op));
    for (const char* const taken : {"conv", "product", "pad", "sum", "scaled"}) {
        if (std::string(row.op).find("Fused") != std::string::npos &&
            std::string(taken) != row.pending)
            QVERIFY2(!isRead(quick, y, taken), taken);
    }
    if (*row.pending)
        QVERIFY(isRead(quick, y, row.pending));
    const Tensors inputs{some(Shape(row.input), 9)};
    const Tensor expected = model.predictPlainly(inputs).front();
    const Tensor actual = model.predict(inputs).front();
    QCOMPARE(actual.shape(), expected.shape());
    for (std::int64_t i = 0; i < actual.size(); ++i) {
        const auto at = static_cast<std::size_t>(i);
        const float theirs = expected.values<float>()[at];
        const float ours = actual.values<float>()[at];
        const bool isClose = theirs == ours || (std::isnan(theirs) && std::isnan(ours)) ||
                             std::abs(theirs - ours) <= 1e-5F + 1e-5F * std::abs(theirs);
        QVERIFY2(isClose, qPrintable(QString("%1: %2, expected %3").arg(i).arg(ours).arg(theirs)));
    }
}

void TestGraphOptimize::foldsConstants() {
    const Case& row = *std::find_if(std::begin(kCases), std::end(kCases), [](const Case& each) {
        return std::string_view(each.name) == "constants";
    });
    const graph::Graph quick = optimizedOf(row.graph().model());
    QCOMPARE(quick.nodes[*quick.find("root")].op, std::string("Const"));
    QVERIFY(!quick.nodes[*quick.find("root")].constant.isNull());
}

void TestGraphOptimize::leavesWhatGrows() {
    const graph::Graph quick = optimizedOf(std::end(kCases)[-1].graph().model());
    QCOMPARE(quick.nodes[*quick.find("product")].op, std::string("Mul"));
}

QTEST_GUILESS_MAIN(TestGraphOptimize)
#include "tst_graph_optimize.moc"
