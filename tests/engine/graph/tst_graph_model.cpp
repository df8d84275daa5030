// Graph models as their users see them: inputs, outputs, names, inner nodes.
#include "engine/api/start.h"
#include "engine/tensor/memory.h"
#include "tests/engine/graph/graph_builder.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <thread>

using namespace tp;
using namespace tp::test;

namespace {

using Floats = std::vector<float>;

/// y = 2 x + 1, half = x / 2, out of order.
GraphBuilder line() {
    GraphBuilder g;
    g.node("y", "AddV2", {"double", "one"});
    g.node("double", "Mul", {"x", "two"});
    g.input("x", {-1, 2});
    g.constant("two", scalar(2)).constant("one", scalar(1));
    g.node("halves", "Split", {"axis", "double"}, {{"num_split", i(2)}});
    g.number("axis", 1);
    g.node("second", "Identity", {"halves:1", "^y"});
    return g;
}

io::ModelArtifacts signedLine() {
    io::ModelArtifacts made = line().artifacts();
    made.signature = Json::parse(
        R"({"inputs":{"points":{"name":"x:0","dtype":"DT_FLOAT"}},)"
        R"("outputs":{"right":{"name":"halves:1"},"all":{"name":"y:0","dtype":"DT_FLOAT",)"
        R"("tensorShape":{"dim":[{"size":"-1"},{"size":"2"}]}}}})",
        "signature");
    return made;
}

Tensor points() {
    return tensor({1, 2, 3, 4}, {2, 2});
}

} // namespace

class TestGraphModel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void tellsItsEnds();
    void followsTheSignature();
    void namesStructuredOutputs();
    void computesAnyNode();
    void takesAnyNodeAsInput();
    void refusesWrongInputs_data();
    void refusesWrongInputs();
    void servesSeveralThreads();
    void letsGoOfWhatIsDone();
    void readsConstantsInTheText_data();
    void readsConstantsInTheText();
    void fillsTablesFirst();
};

void TestGraphModel::tellsItsEnds() {
    const GraphModel model = line().model();
    QCOMPARE(model.inputs().size(), std::size_t{1});
    QCOMPARE(model.inputs()[0].name, std::string("x"));
    QCOMPARE(*model.inputs()[0].shape, (Shape{-1, 2}));
    QCOMPARE(model.outputs().size(), std::size_t{1}); // "y" is read, if only as a control
    QCOMPARE(model.outputs()[0].name, std::string("second"));
    QCOMPARE(listOf<float>(model.predict(Tensors{points()})[0]), (Floats{4, 8}));
    QCOMPARE(model.parameterCount(), std::int64_t{3});
    QCOMPARE(model.weightBytes(), std::int64_t{12});
    QCOMPARE(model.program().graph.nodes.size(), std::size_t{8});
    QCOMPARE(model.program().graph.nodes[5].op, std::string("Split"));
    QCOMPARE(
        graph::toText(*model.program().graph.nodes[5].findAttr("num_split")), std::string("2"));
}

void TestGraphModel::followsTheSignature() {
    const GraphModel model = GraphModel::fromArtifacts(signedLine(), "model.json");
    QCOMPARE(model.outputs().size(), std::size_t{2});
    QCOMPARE(model.outputs()[0].name, std::string("halves:1"));
    QCOMPARE(model.outputs()[1].key, std::string("all"));
    QCOMPARE(*model.outputs()[1].shape, (Shape{-1, 2}));
    const Tensors inOrder = model.predict(Tensors{points()});
    QCOMPARE(listOf<float>(inOrder[0]), (Floats{4, 8}));
    QCOMPARE(listOf<float>(inOrder[1]), (Floats{3, 5, 7, 9}));
    for (const char* const name : {"points", "x", "x:0"}) {
        const NamedTensors named = model.predict(NamedTensors{{name, points()}});
        QCOMPARE(named.size(), std::size_t{2});
        QCOMPARE(listOf<float>(named.find("all")->second), (Floats{3, 5, 7, 9}));
    }
}

void TestGraphModel::namesStructuredOutputs() {
    io::ModelArtifacts made = signedLine();
    made.userDefinedMetadata =
        Json::Object{{"signature", made.signature}, {"structuredOutputKeys", Json::List{"a", "b"}}};
    made.signature = Json();
    const GraphModel model = GraphModel::fromArtifacts(made, "model.json");
    QCOMPARE(model.structuredOutputs(), (std::vector<std::string>{"a", "b"}));
    const NamedTensors named = model.predict(NamedTensors{{"points", points()}});
    QCOMPARE(listOf<float>(named.find("b")->second), (Floats{3, 5, 7, 9}));
}

void TestGraphModel::computesAnyNode() {
    const GraphModel model = GraphModel::fromArtifacts(signedLine(), "model.json");
    const Tensors some =
        model.execute({{"x", points()}}, {"halves", "halves:1", "all", "double:0"});
    QCOMPARE(listOf<float>(some[0]), (Floats{2, 6}));
    QCOMPARE(listOf<float>(some[1]), (Floats{4, 8}));
    QCOMPARE(listOf<float>(some[2]), (Floats{3, 5, 7, 9}));
    QCOMPARE(listOf<float>(some[3]), (Floats{2, 4, 6, 8}));
    QCOMPARE(listOf<float>(model.activation({points()}, "double")), (Floats{2, 4, 6, 8}));
    QCOMPARE(
        refusalOf([&] {
            model.execute({{"x", points()}}, {"halves:2"});
        }),
        QString("The node \"halves\" (Split) has 2 outputs, but its output 2 is read."));
    QCOMPARE(
        refusalOf([&] {
            model.execute({{"x", points()}}, {"nowhere"});
        }),
        QString("The graph has no node \"nowhere\"."));
    QCOMPARE(
        refusalOf([&] { model.execute({}, {"y"}); }),
        QString("The input \"x\" is needed, but it was not given."));
    QCOMPARE(model.execute({}, {}).size(), std::size_t{0});
}

void TestGraphModel::takesAnyNodeAsInput() {
    const GraphModel model = line().model();
    QCOMPARE(
        listOf<float>(model.execute({{"double", tensor({5, 6}, {1, 2})}}, {"y"})[0]),
        (Floats{6, 7}));
    QCOMPARE(
        listOf<float>(model.execute({{"x", points()}, {"two", scalar(10)}}, {"double"})[0]),
        (Floats{10, 20, 30, 40}));
}

void TestGraphModel::refusesWrongInputs_data() {
    QTest::addColumn<Tensors>("inputs");
    QTest::addColumn<QString>("message");
    QTest::newRow("none") << Tensors{} << "The graph takes 1 inputs, but got 0.";
    QTest::newRow("dtype") << Tensors{tensor({1, 2}, {1, 2}, DType::Int32)}
                           << "The input \"x\" must be float32, but it is int32.";
    QTest::newRow("shape") << Tensors{tensor({1, 2, 3}, {1, 3})}
                           << "The input \"x\" must have the shape [null, 2], but it has [1, 3].";
    QTest::newRow("rank") << Tensors{tensor({1, 2}, {2})}
                          << "The input \"x\" must have the shape [null, 2], but it has [2].";
    QTest::newRow("null") << Tensors{Tensor()} << "The input \"x\" is an empty tensor handle.";
}

void TestGraphModel::refusesWrongInputs() {
    QFETCH(Tensors, inputs);
    QFETCH(QString, message);
    const GraphModel model = line().model();
    QCOMPARE(refusalOf([&] { model.predict(inputs); }), message);
}

void TestGraphModel::servesSeveralThreads() {
    const GraphModel model = GraphModel::fromArtifacts(signedLine(), "model.json");
    std::vector<int> wrong(4);
    {
        std::vector<std::jthread> threads;
        for (std::size_t k = 0; k < wrong.size(); ++k) {
            threads.emplace_back([&wrong, k, copy = model] {
                const Tensor x = fill({1, 2}, static_cast<double>(k));
                const Floats expected(2, static_cast<float>(2 * k + 1));
                for (int round = 0; round < 200; ++round)
                    wrong[k] += listOf<float>(copy.execute({{"x", x}}, {"y"})[0]) != expected;
            });
        }
    }
    QCOMPARE(wrong, std::vector<int>(4));
}

void TestGraphModel::letsGoOfWhatIsDone() {
    // A long row of nodes: no more than a few of their tensors may be there at a time.
    GraphBuilder g;
    g.input("n0", {1000});
    for (int k = 1; k <= 50; ++k)
        g.node("n" + std::to_string(k), "Neg", {"n" + std::to_string(k - 1)});
    g.node("sum", "AddV2", {"n50", "n25"});
    const GraphModel model = g.model();
    const Tensor x = ones({1000});
    const std::int64_t before = memory().numTensors;
    {
        const Tensors results = model.predict(Tensors{x});
        QCOMPARE(memory().numTensors, before + 1);
    }
    QCOMPARE(memory().numTensors, before);
}

void TestGraphModel::readsConstantsInTheText_data() {
    QTest::addColumn<QString>("tensor");
    QTest::addColumn<QString>("text");
    QTest::newRow("floats")
        << R"({"dtype":"DT_FLOAT","tensorShape":{"dim":[{"size":"2"}]},"floatVal":[1.5,"NaN"]})"
        << "[2] float32: 1.5 NaN";
    QTest::newRow("one for all")
        << R"({"dtype":"DT_INT32","tensorShape":{"dim":[{"size":3}]},"intVal":[7]})"
        << "[3] int32: 7 7 7";
    QTest::newRow("bytes")
        << R"({"dtype":"DT_INT64","tensorShape":{"dim":[{"size":"1"}]},"tensorContent":"BQAAAAAAAAA="})"
        << "[1] int32: 5";
    QTest::newRow("half") << R"({"dtype":"DT_HALF","tensorShape":{},"tensorContent":"ADw="})"
                          << "[] float32: 1";
    QTest::newRow("bools")
        << R"({"dtype":10,"tensorShape":{"dim":[{"size":"2"}]},"boolVal":[true,false]})"
        << "[2] bool: 1 0";
    QTest::newRow("texts") << R"({"dtype":"DT_STRING","tensorShape":{},"stringVal":["aGk="]})"
                           << "[] string: hi";
}

void TestGraphModel::readsConstantsInTheText() {
    QFETCH(QString, tensor);
    QFETCH(QString, text);
    GraphBuilder g;
    const Json value = Json::parse(tensor.toStdString(), "tensor");
    g.node("c", "Const", {}, {{"value", Json::Object{{"tensor", value}}}});
    const Tensor read = g.value("c");
    QCOMPARE(shown(read), text);
}

void TestGraphModel::fillsTablesFirst() {
    const Json::Object table = {
        {"key_dtype", type("STRING")}, {"value_dtype", type("INT32")}, {"shared_name", s("words")}};
    GraphBuilder first;
    first.node("made", "HashTableV2", {}, table);
    first.constant("keys", tensor(std::vector<std::string>{"yes", "no"}));
    first.constant("values", tensor({1, 2}, {2}, DType::Int32));
    first.node("filled", "LookupTableImportV2", {"made", "keys", "values"});
    GraphBuilder g;
    g.input("words", {-1}, "STRING");
    g.node("table", "HashTableV2", {}, table);
    g.number("otherwise", -1);
    g.node("found", "LookupTableFindV2", {"table", "words", "otherwise"});
    g.node("count", "LookupTableSizeV2", {"table"});
    io::ModelArtifacts made = g.artifacts();
    const io::ModelArtifacts initializer = first.artifacts();
    made.modelInitializer = initializer.modelTopology;
    io::addWeights(made, {initializer.weightSpecs, initializer.weightData});
    const GraphModel model = GraphModel::fromArtifacts(made, "model.json");
    const Tensor words = tensor(std::vector<std::string>{"no", "perhaps", "yes"});
    const Tensors results = model.execute({{"words", words}}, {"found", "count"});
    QCOMPARE(listOf<std::int32_t>(results[0]), (std::vector<std::int32_t>{2, -1, 1}));
    QCOMPARE(results[1].scalar<std::int32_t>(), 2);
}

QTEST_APPLESS_MAIN(TestGraphModel)
#include "tst_graph_model.moc"
