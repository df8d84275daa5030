// Files that nobody can mean: each is refused in one sentence.
#include "engine/api/start.h"
#include "engine/ops/array.h"
#include "engine/tensor/memory_limit.h"
#include "tests/engine/graph/graph_builder.h"
#include "tests/support/refusal.h"

#include <QTest>

using namespace tp;
using namespace tp::test;

namespace {

io::ModelArtifacts artifactsOf(const QString& topology) {
    io::ModelArtifacts made;
    made.modelTopology = Json::parse(topology.toStdString(), "topology");
    return made;
}

GraphModel read(const QString& topology) {
    return GraphModel::fromArtifacts(artifactsOf(topology), "model.json");
}

} // namespace

class TestGraphHostile : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        setMaxTensorBytes(std::int64_t{1} << 24); // however much this computer has
    }
    void refusesFiles_data();
    void refusesFiles();
    void refusesOtherModels();
    void listsAllUnsupportedOps();
    void refusesShapeBombs_data();
    void refusesShapeBombs();
    void refusesDeepLoops();
    void manyNodesAreNoTrouble();
};

void TestGraphHostile::refusesFiles_data() {
    QTest::addColumn<QString>("nodes");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const char* nodes, const char* message) {
        QTest::newRow(name) << nodes << message;
    };
    row("no list", "3", "model.json.node: expected a list, but found 3");
    row("no name", R"([{"op":"NoOp"}])", "model.json.node[0]: \"name\" is missing");
    row("empty name",
        R"([{"name":"","op":"NoOp"}])",
        "model.json.node[0]: a node must have a name");
    row("no op", R"([{"name":"a"}])", "model.json.node[0]: \"op\" is missing");
    row("twice",
        R"([{"name":"a","op":"NoOp"},{"name":"a","op":"NoOp"}])",
        "model.json.node[1]: there are two nodes of the name \"a\"");
    row("missing node",
        R"([{"name":"a","op":"Neg","input":["b"]}])",
        "model.json.node[0].input[0]: the node \"a\" reads \"b\", which is not there");
    row("missing control",
        R"([{"name":"a","op":"Neg","input":["^b"]}])",
        "model.json.node[0].input[0]: the node \"a\" reads \"b\", which is not there");
    row("no output",
        R"([{"name":"a","op":"Neg","input":["a:x"]}])",
        "model.json.node[0].input[0]: \"a:x\" names no output of a node");
    row("reads itself",
        R"([{"name":"a","op":"Neg","input":["a"]}])",
        "model.json: 1 nodes wait for each other in a circle, so that none can be run: a");
    row("circle",
        R"([{"name":"a","op":"Neg","input":["b"]},{"name":"b","op":"Neg","input":["^a"]}])",
        "model.json: 2 nodes wait for each other in a circle, so that none can be run: a, b");
    row("circle by Merge",
        R"([{"name":"a","op":"Merge","input":["b"]},{"name":"b","op":"Neg","input":["a"]}])",
        "model.json: 2 nodes wait for each other in a circle, so that none can be run: a, b");
    row("back to no loop",
        R"([{"name":"a","op":"Merge","input":["b"]},{"name":"b","op":"NextIteration","input":["a"]}])",
        "model.json: the node \"a\" reads from a loop that it is not in");
    row("leaves no loop",
        R"([{"name":"a","op":"NoOp"},{"name":"b","op":"Exit","input":["a"]}])",
        "model.json: the node \"b\" leaves a loop, but it is in none");
    row("two loops",
        R"([{"name":"a","op":"Placeholder"},)"
        R"({"name":"b","op":"Enter","input":["a"],"attr":{"frame_name":{"s":"YQ=="}}},)"
        R"({"name":"c","op":"Enter","input":["a"],"attr":{"frame_name":{"s":"Yg=="}}},)"
        R"({"name":"d","op":"AddV2","input":["b","c"]}])",
        "model.json: the node \"d\" reads from a loop that it is not in");
    row("constant without elements",
        R"([{"name":"a","op":"Const"}])",
        "model.json: the constant \"a\" has no elements, neither in the graph nor among the "
        "weights");
    row("no function",
        R"([{"name":"a","op":"PartitionedCall","attr":{"f":{"func":{"name":"g"}}}}])",
        "model.json: the node \"a\" calls the function \"g\", which is not there");
    row("wrong base64",
        R"([{"name":"a","op":"NoOp","attr":{"x":{"s":"?"}}}])",
        "model.json.node[0].attr.x.s: this is no text in base64");
    row("wrong number",
        R"([{"name":"a","op":"NoOp","attr":{"x":{"i":"1e5"}}}])",
        "model.json.node[0].attr.x.i: \"1e5\" is no whole number");
    row("wrong type",
        R"([{"name":"a","op":"NoOp","attr":{"x":{"type":"DT_FLAOT"}}}])",
        "model.json.node[0].attr.x.type: \"DT_FLAOT\" is the name of no type");
    row("wrong shape",
        R"([{"name":"a","op":"NoOp","attr":{"x":{"shape":{"dim":[{"size":"-2"}]}}}}])",
        "model.json.node[0].attr.x.shape.dim[0]: -2 is no size");
    row("too many axes",
        R"([{"name":"a","op":"NoOp","attr":{"x":{"shape":{"dim":[{},{},{},{},{},{},{},{},{}]}}}}])",
        "model.json.node[0].attr.x.shape.dim: a tensor has at most 8 axes");
    row("wrong kind of attribute",
        R"([{"name":"a","op":"Placeholder"},{"name":"b","op":"Cast","input":["a"],"attr":{"DstT":{"b":true}}}])",
        "The node \"b\" (Cast) cannot have true as its attribute \"DstT\".");
    row("few bytes",
        R"([{"name":"a","op":"Const","attr":{"value":{"tensor":{"dtype":"DT_FLOAT","tensorContent":"AAAA"}}}}])",
        "model.json.node[0].attr.value.tensor.tensorContent: 4 bytes were expected for the shape "
        "[], but there are 3");
    row("many elements",
        R"([{"name":"a","op":"Const","attr":{"value":{"tensor":{"dtype":"DT_FLOAT","floatVal":[1,2]}}}}])",
        "model.json.node[0].attr.value.tensor.floatVal: 1 elements were expected for the shape [], "
        "but there are 2");
    row("one for millions",
        R"([{"name":"a","op":"Const","attr":{"value":{"tensor":{"dtype":"DT_FLOAT","floatVal":[1],)"
        R"("tensorShape":{"dim":[{"size":"1000000"}]}}}}}])",
        "model.json.node[0].attr.value.tensor.floatVal: the shape [1000000] is too large for so "
        "few elements");
}

void TestGraphHostile::refusesFiles() {
    QFETCH(QString, nodes);
    QFETCH(QString, message);
    QCOMPARE(refusalOf([&] { read(R"({"node":)" + nodes + "}"); }), message);
}

void TestGraphHostile::refusesOtherModels() {
    QCOMPARE(
        refusalOf([] { read("{}"); }),
        QString("model.json: this is no graph: it has no list of nodes"));
    QCOMPARE(
        refusalOf([] { read(R"({"class_name":"Sequential"})"); }),
        QString("model.json: this is a model of layers, not a graph"));
    io::ModelArtifacts made = artifactsOf(R"({"node":[{"name":"a","op":"Placeholder"}]})");
    made.signature = Json::parse(R"({"outputs":{"y":{"name":"b:0"}}})", "signature");
    QCOMPARE(
        refusalOf([&] { GraphModel::fromArtifacts(made, "model.json"); }),
        QString("model.json.outputs.y: the graph has no node for the output \"y\""));
    QVERIFY(refusalOf([] { GraphModel::load("/nowhere/model.json"); }).startsWith("/nowhere"));
}

void TestGraphHostile::listsAllUnsupportedOps() {
    const QString topology =
        R"({"node":[{"name":"a","op":"Fly"},{"name":"b","op":"Swim","input":["a"]},)"
        R"({"name":"c","op":"Fly","input":["b"]},{"name":"d","op":"Neg","input":["c"]}],)"
        R"("library":{"function":[{"signature":{"name":"f","outputArg":[{"name":"r"}]},)"
        R"("nodeDef":[{"name":"x","op":"Dig"}],"ret":{"r":"x:y:0"}}]}})";
    QCOMPARE(
        refusalOf([&] { read(topology); }),
        QString("model.json: these ops are not supported: Dig, Fly, Swim"));
    QCOMPARE(
        GraphModel::unsupportedOps(artifactsOf(topology), "model.json"),
        (std::vector<std::string>{"Dig", "Fly", "Swim"}));
}

void TestGraphHostile::refusesShapeBombs_data() {
    QTest::addColumn<QString>("op");
    QTest::addColumn<Tensors>("inputs");
    const Tensor huge = tensor({2e9, 2e9}, DType::Int32);
    QTest::newRow("Fill") << "Fill" << Tensors{huge, scalar(1)};
    QTest::newRow("Zeros") << "Zeros" << Tensors{huge};
    QTest::newRow("Tile") << "Tile" << Tensors{ones({2, 2}), huge};
    QTest::newRow("BroadcastTo") << "BroadcastTo" << Tensors{scalar(1), huge};
    QTest::newRow("RandomUniform") << "RandomUniform" << Tensors{huge};
    QTest::newRow("Range") << "Range" << Tensors{scalar(0), scalar(1e30), scalar(1e-30)};
    QTest::newRow("ResizeBilinear") << "ResizeBilinear" << Tensors{ones({1, 1, 1, 1}), huge};
    QTest::newRow("IRFFT") << "IRFFT"
                           << Tensors{cast(ones({2}), DType::Complex64), slice(huge, {0}, {1})};
    QTest::newRow("OneHot")
        << "OneHot"
        << Tensors{tensor({1, 2}, DType::Int32), scalar(2e9, DType::Int32), scalar(1), scalar(0)};
}

void TestGraphHostile::refusesShapeBombs() {
    QFETCH(QString, op);
    QFETCH(Tensors, inputs);
    GraphBuilder g;
    std::vector<std::string> names;
    for (const Tensor& each : inputs) {
        names.push_back("c" + std::to_string(names.size()));
        g.constant(names.back(), each);
    }
    g.node("bomb", op.toStdString(), names);
    const QString said = refusalOf([&] { g.value("bomb"); });
    QVERIFY2(said != "accepted" && said.size() > 20, qPrintable(said));
}

void TestGraphHostile::refusesDeepLoops() {
    GraphBuilder g;
    g.input("n0", {});
    for (int k = 1; k < 40; ++k) {
        g.node(
            "n" + std::to_string(k),
            "Enter",
            {"n" + std::to_string(k - 1)},
            {{"frame_name", s("f")}});
    }
    QCOMPARE(
        refusalOf([&] { g.model(); }),
        QString("model.json: the node \"n33\" begins a loop within 32 others, which is too many"));
}

// Neither the order nor a circle's search may go as deep as the graph is long.
void TestGraphHostile::manyNodesAreNoTrouble() {
    constexpr int kCount = 20000;
    GraphBuilder g;
    for (int k = kCount; k > 0; --k)
        g.node("n" + std::to_string(k), "Neg", {"n" + std::to_string(k - 1)});
    g.input("n0", {});
    const GraphModel model = g.model();
    QCOMPARE(model.predict(Tensors{scalar(2)})[0].scalar<float>(), 2.0F);
}

QTEST_APPLESS_MAIN(TestGraphHostile)
#include "tst_graph_hostile.moc"
