// Branches, loops and functions, in both forms that TensorFlow has, and rows of tensors.
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

Json enter(const std::string& frame, bool isConstant = false) {
    return Json::Object{{"frame_name", s(frame)}, {"is_constant", b(isConstant)}};
}

/// Adds a loop in the older form: while (i < most) { i += 1; x = BODY(x) }, all names with
/// `prefix`. The body reads PREFIXx_switch:1 and is called PREFIXbody.
void addLoop(
    GraphBuilder& g,
    const std::string& p,
    const std::string& begin,
    const std::string& x,
    const std::string& most) {
    const auto entered = [&](const std::string& name, const std::string& from, bool isConstant) {
        g.node(p + name, "Enter", {from}, enter(p + "frame", isConstant).object());
    };
    entered("i_in", begin, false);
    entered("x_in", x, false);
    entered("most", most, true);
    g.node(p + "i", "Merge", {p + "i_in", p + "i_next"});
    g.node(p + "x", "Merge", {p + "x_in", p + "x_next"});
    g.node(p + "less", "Less", {p + "i", p + "most"});
    g.node(p + "go", "LoopCond", {p + "less"});
    g.node(p + "i_switch", "Switch", {p + "i", p + "go"});
    g.node(p + "x_switch", "Switch", {p + "x", p + "go"});
    g.node(p + "one", "OnesLike", {p + "i_switch:1"});
    g.node(p + "i_more", "AddV2", {p + "i_switch:1", p + "one"});
    g.node(p + "i_next", "NextIteration", {p + "i_more"});
    g.node(p + "x_next", "NextIteration", {p + "body"});
    g.node(p + "x_out", "Exit", {p + "x_switch"});
}

/// if (x > 0) { sqrt(x) } else { -x }, in the older form.
GraphBuilder branches() {
    GraphBuilder g;
    g.input("x", {});
    g.constant("zero", scalar(0));
    g.node("positive", "Greater", {"x", "zero"});
    g.node("switch", "Switch", {"x", "positive"});
    g.node("root", "Sqrt", {"switch:1"});
    g.node("minus", "Neg", {"switch"});
    g.node("merged", "Merge", {"minus", "root"});
    g.node("pivot", "Identity", {"switch:1"});
    g.node("const_true", "Const", {"^pivot"});
    return g;
}

Json::List body(std::initializer_list<Json> nodes) {
    return {nodes};
}

/// While n < most: a function `step`, whose body doubles y.
GraphBuilder doubling() {
    GraphBuilder g;
    g.input("x", {-1});
    g.number("zero", 0).input("most", {}, "INT32");
    g.function(
        "goes_on",
        {"n", "y", "most"},
        {"below:z:0"},
        body({GraphBuilder::nodeOf("below", "Less", {"n", "most"}, {})}));
    g.function(
        "step",
        {"n", "y", "most"},
        {"more:z:0", "twice:z:0", "most"},
        body(
            {GraphBuilder::nodeOf("more", "AddV2", {"n", "one:y:0"}, {}),
             GraphBuilder::nodeOf("one", "OnesLike", {"n"}, {}),
             GraphBuilder::nodeOf("twice", "AddV2", {"y", "y"}, {})}));
    g.node(
        "while",
        "While",
        {"zero", "x", "most"},
        {{"cond", function("goes_on")}, {"body", function("step")}});
    g.node("y", "Identity", {"while:1"});
    return g;
}

Tensor steps(int count) {
    return scalar(count, DType::Int32);
}

} // namespace

class TestGraphControl : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void takesOneBranch();
    void loops();
    void loopsWithinLoops();
    void refusesToLookIntoLoops();
    void loopsByFunctions();
    void choosesFunctions();
    void callsFunctionsToADepth();
    void stopsInTime();
    void listsOfTensors();
    void arraysOfTensors();
    void rowsRefuse_data();
    void rowsRefuse();
};

void TestGraphControl::takesOneBranch() {
    GraphBuilder g = branches();
    io::ModelArtifacts made = g.artifacts();
    io::addWeights(made, io::encodeWeights({{"const_true", scalar(5)}}));
    const GraphModel model = GraphModel::fromArtifacts(made, "model.json");
    const auto ask = [&](double x, const std::string& node) {
        return model.execute({{"x", scalar(x)}}, {node})[0];
    };
    QCOMPARE(ask(4, "merged").scalar<float>(), 2.0F);
    QCOMPARE(ask(4, "merged:1").scalar<std::int32_t>(), 1);
    QCOMPARE(ask(-4, "merged").scalar<float>(), 4.0F);
    QCOMPARE(ask(-4, "merged:1").scalar<std::int32_t>(), 0);
    QCOMPARE(ask(4, "const_true").scalar<float>(), 5.0F);
    for (const char* const node : {"root", "const_true"}) {
        QCOMPARE(
            refusalOf([&] { ask(-4, node); }),
            QStringLiteral("The node \"%1\" has no value: the branch it is in was not taken.")
                .arg(node));
    }
}

void TestGraphControl::loops() {
    GraphBuilder g;
    g.node("y", "Identity", {"l_x_out"});
    g.node("l_body", "AddV2", {"l_x_switch:1", "outside"}); // no Enter: as converters leave it
    g.input("x", {2}).number("zero", 0).input("most", {}, "INT32");
    g.constant("outside", scalar(0.5));
    addLoop(g, "l_", "zero", "x", "most");
    const GraphModel model = g.model();
    for (const int most : {0, 1, 6}) {
        const Tensors results =
            model.execute({{"x", tensor({1, 2})}, {"most", steps(most)}}, {"y"});
        const auto added = 0.5F * static_cast<float>(most);
        QCOMPARE(listOf<float>(results[0]), (Floats{1 + added, 2 + added}));
    }
}

void TestGraphControl::loopsWithinLoops() {
    // x = x + 1, three times in each of `most` rounds.
    GraphBuilder g;
    g.node("y", "Identity", {"a_x_out"});
    g.input("x", {2}).input("most", {}, "INT32").number("zero", 0).number("three", 3);
    g.constant("one", scalar(1));
    addLoop(g, "a_", "zero", "x", "most");
    g.node("a_zero", "ZerosLike", {"a_i_switch:1"});
    addLoop(g, "b_", "a_zero", "a_x_switch:1", "a_three");
    g.node("a_three", "Enter", {"three"}, enter("a_frame", true).object());
    g.node("b_body", "AddV2", {"b_x_switch:1", "one"});
    g.node("a_body", "Identity", {"b_x_out"});
    const GraphModel model = g.model();
    const std::int64_t before = memory().numTensors;
    for (const int most : {0, 1, 4}) {
        const Tensors results =
            model.execute({{"x", tensor({0, 10})}, {"most", steps(most)}}, {"y"});
        const auto added = static_cast<float>(3 * most);
        QCOMPARE(listOf<float>(results[0]), (Floats{added, 10 + added}));
    }
    QCOMPARE(memory().numTensors, before);
}

void TestGraphControl::refusesToLookIntoLoops() {
    GraphBuilder g;
    g.constant("start", scalar(1)).number("zero", 0).number("two", 2);
    addLoop(g, "", "zero", "start", "two");
    g.node("body", "Neg", {"x_switch:1"});
    const GraphModel model = g.model();
    QCOMPARE(model.execute({}, {"x_out"})[0].scalar<float>(), 1.0F);
    QCOMPARE(
        refusalOf([&] { model.execute({}, {"body"}); }),
        QString("The node \"body\" is within a loop, so that it has more than one value."));
    QCOMPARE(
        refusalOf([&] {
            model.execute({{"body", scalar(1)}}, {"x_out"});
        }),
        QString("The node \"body\" is within a loop, so that it cannot be given."));
}

void TestGraphControl::loopsByFunctions() {
    const GraphModel model = doubling().model();
    for (const int most : {0, 5}) {
        const Tensors results =
            model.execute({{"x", tensor({1, 2})}, {"most", steps(most)}}, {"y", "while"});
        const auto factor = static_cast<float>(1 << most);
        QCOMPARE(listOf<float>(results[0]), (Floats{factor, 2 * factor}));
        QCOMPARE(results[1].scalar<std::int32_t>(), most);
    }
}

void TestGraphControl::choosesFunctions() {
    GraphBuilder g;
    g.input("x", {}).input("which", {}, "INT32");
    const auto nodeOf = [](const char* op) {
        return body({GraphBuilder::nodeOf("r", op, {"v"}, {})});
    };
    g.function("minus", {"v"}, {"r:y:0"}, nodeOf("Neg"));
    g.function("squared", {"v"}, {"r:y:0"}, nodeOf("Square"));
    const Json branch = function("minus");
    g.node(
        "if",
        "If",
        {"which", "x"},
        {{"then_branch", branch}, {"else_branch", function("squared")}});
    const Json::List names{Json::Object{{"name", "minus"}}, Json::Object{{"name", "squared"}}};
    g.node(
        "case",
        "Case",
        {"which", "x"},
        {{"branches", Json::Object{{"list", Json::Object{{"func", names}}}}}});
    g.node("call", "PartitionedCall", {"x"}, {{"f", branch}});
    const GraphModel model = g.model();
    const auto ask = [&](int which, const std::string& node) {
        return model.execute({{"x", scalar(3)}, {"which", steps(which)}}, {node})[0]
            .scalar<float>();
    };
    QCOMPARE(ask(1, "if"), -3.0F);
    QCOMPARE(ask(0, "if"), 9.0F);
    QCOMPARE(ask(0, "case"), -3.0F);
    QCOMPARE(ask(1, "case"), 9.0F);
    QCOMPARE(ask(-7, "case"), 9.0F); // the last one for all that there is not
    QCOMPARE(ask(1, "call"), -3.0F);
}

void TestGraphControl::callsFunctionsToADepth() {
    GraphBuilder g;
    g.input("x", {});
    g.function(
        "again",
        {"v"},
        {"r:output:0"},
        body({GraphBuilder::nodeOf("r", "PartitionedCall", {"v"}, {{"f", function("again")}})}));
    g.node("y", "PartitionedCall", {"x"}, {{"f", function("again")}});
    const GraphModel model = g.model();
    QCOMPARE(
        refusalOf([&] { model.predict(Tensors{scalar(1)}); }),
        QString("The graph's function \"again\" is called from within more than 100 functions."));
}

void TestGraphControl::stopsInTime() {
    GraphBuilder g;
    g.constant("start", scalar(1)).number("zero", 0).number("one_step", 1);
    g.node("i_in", "Enter", {"zero"}, enter("f").object());
    g.node("i", "Merge", {"i_in", "i_next"});
    g.node("zero_too", "ZerosLike", {"i"});
    g.node("always", "GreaterEqual", {"i", "zero_too"});
    g.node("go", "LoopCond", {"always"});
    g.node("i_switch", "Switch", {"i", "go"});
    g.node("i_next", "NextIteration", {"i_switch:1"});
    g.node("out", "Exit", {"i_switch"});
    const GraphModel model = g.model();
    QCOMPARE(
        refusalOf(
            [&] { model.execute({}, {"out"}, {.timeLimit = std::chrono::milliseconds(50)}); }),
        QString("The graph took longer than the 0.05 seconds it was given."));
    std::stop_source source;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        source.request_stop();
    });
    QCOMPARE(
        refusalOf([&] { model.execute({}, {"out"}, {.stop = source.get_token()}); }),
        QString("The graph was stopped."));
}

void TestGraphControl::listsOfTensors() {
    const Json::Object floats = {{"element_dtype", type("FLOAT")}};
    GraphBuilder g;
    g.constant("two", tensor({2}, DType::Int32)).number("n0", 0).number("n1", 1).number("n2", 2);
    g.constant("any", scalar(-1, DType::Int32));
    g.constant("a", tensor({1, 2})).constant("b", tensor({3, 4}));
    g.node("reserved", "TensorListReserve", {"two", "n2"}, floats);
    g.node("one_set", "TensorListSetItem", {"reserved", "n1", "a"}, floats);
    g.node("stacked", "TensorListStack", {"one_set", "two"}, floats);
    g.node("unset", "TensorListGetItem", {"one_set", "n0", "two"}, floats);
    g.node("untouched", "TensorListStack", {"reserved", "two"}, floats);
    g.node("empty", "EmptyTensorList", {"any", "any"}, floats);
    g.node("pushed", "TensorListPushBack", {"empty", "a"}, floats);
    g.node("pushed_twice", "TensorListPushBack", {"pushed", "b"}, floats);
    g.node("popped", "TensorListPopBack", {"pushed_twice", "any"}, floats);
    g.node("rest", "TensorListStack", {"popped", "any"}, floats);
    g.node("length", "TensorListLength", {"pushed_twice"});
    g.node("joined", "TensorListConcatV2", {"pushed_twice", "any"}, floats);
    g.constant("order", tensor({1, 0}, DType::Int32));
    g.node("gathered", "TensorListGather", {"pushed_twice", "order", "any"}, floats);
    g.node("scattered", "TensorListScatterV2", {"gathered", "order", "any", "n2"}, floats);
    g.node("again", "TensorListStack", {"scattered", "any"}, floats);
    g.node("parts", "TensorListFromTensor", {"gathered", "any"}, floats);
    g.node("first", "TensorListGetItem", {"parts", "n0", "any"}, floats);
    g.node("split", "TensorListSplit", {"b", "any", "ones"}, floats);
    g.constant("ones", tensor({1, 1}, DType::Int32));
    g.node("resized", "TensorListResize", {"split", "n1"}, floats);
    g.node("short", "TensorListLength", {"resized"});
    const std::vector<std::pair<std::string, QString>> expected = {
        {"stacked", "[2, 2] float32: 0 0 1 2"},
        {"unset", "[2] float32: 0 0"},
        {"untouched", "[2, 2] float32: 0 0 0 0"},
        {"popped:1", "[2] float32: 3 4"},
        {"rest", "[1, 2] float32: 1 2"},
        {"length", "[] int32: 2"},
        {"joined", "[4] float32: 1 2 3 4"},
        {"joined:1", "[2] int32: 2 2"},
        {"gathered", "[2, 2] float32: 3 4 1 2"},
        {"again", "[2, 2] float32: 1 2 3 4"},
        {"first", "[2] float32: 3 4"},
        {"short", "[] int32: 1"},
    };
    const GraphModel model = g.model();
    for (const auto& [name, value] : expected)
        QCOMPARE(shown(model.execute({}, {name})[0]), value);
    QCOMPARE(
        refusalOf([&] { model.execute({}, {"reserved"}); }),
        QString("The node \"reserved\" gives no tensor, but a handle."));
}

void TestGraphControl::arraysOfTensors() {
    GraphBuilder g;
    const Json::Object floats = {{"dtype", type("FLOAT")}, {"element_shape", shape({2})}};
    g.number("n1", 1).number("n3", 3);
    g.constant("a", tensor({1, 2})).constant("rows", tensor({3, 4, 5, 6}, {2, 2}));
    g.node("array", "TensorArrayV3", {"n3"}, floats);
    g.node("written", "TensorArrayWriteV3", {"array", "n1", "a", "array:1"});
    g.constant("ends", tensor({2, 0}, DType::Int32));
    g.node("scattered", "TensorArrayScatterV3", {"array", "ends", "rows", "written"});
    g.constant("order", tensor({0, 1, 2}, DType::Int32));
    g.node("all", "TensorArrayGatherV3", {"array", "order", "scattered"}, floats);
    g.node("read", "TensorArrayReadV3", {"array", "n1", "scattered"}, floats);
    g.node("unread", "TensorArrayReadV3", {"array", "n1", "array:1"}, floats);
    g.node("size", "TensorArraySizeV3", {"array", "scattered"});
    g.node("joined", "TensorArrayConcatV3", {"array", "scattered"}, floats);
    g.node(
        "pieces", "TensorArrayV3", {"n3"}, {{"dtype", type("FLOAT")}, {"dynamic_size", b(true)}});
    g.constant("lengths", tensor({2, 0, 0, 0}, DType::Int32));
    g.node("cut", "TensorArraySplitV3", {"pieces", "a", "lengths", "pieces:1"});
    g.node("count", "TensorArraySizeV3", {"pieces", "cut"});
    const GraphModel model = g.model();
    const auto ask = [&](const std::string& name) { return shown(model.execute({}, {name})[0]); };
    QCOMPARE(ask("all"), QString("[3, 2] float32: 5 6 1 2 3 4"));
    QCOMPARE(ask("read"), QString("[2] float32: 1 2"));
    QCOMPARE(ask("unread"), QString("[2] float32: 0 0"));
    QCOMPARE(ask("size"), QString("[] int32: 3"));
    QCOMPARE(ask("joined"), QString("[6] float32: 5 6 1 2 3 4"));
    QCOMPARE(ask("joined:1"), QString("[3] int32: 2 2 2"));
    QCOMPARE(ask("count"), QString("[] int32: 4"));
}

void TestGraphControl::rowsRefuse_data() {
    QTest::addColumn<QString>("node");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* node, const char* message) {
        QTest::newRow(node) << node << message;
    };
    row("far", "The node \"far\" (TensorListGetItem): there is no element 9 in a list of 2.");
    row("huge", "The node \"huge\" (TensorListReserve): 1000000000 is not between 0 and 4194304.");
    row("whole",
        "The node \"whole\" (TensorListSetItem): elements must be float32, but one is int32.");
    row("wide",
        "The node \"wide\" (TensorListSetItem): elements of shape [2] cannot have the shape [3].");
    row("unknown",
        "The node \"unknown\" (TensorListStack): the shape of elements that were never set is not "
        "known.");
    row("beyond",
        "The node \"beyond\" (TensorArrayWriteV3): there is no element 9 in an array of 2.");
    row("twice", "The node \"twice\" (TensorArrayWriteV3): the element 0 was written already.");
    row("no_array",
        "The node \"no_array\" (TensorArraySizeV3): its first input must be an array of tensors.");
}

void TestGraphControl::rowsRefuse() {
    QFETCH(QString, node);
    QFETCH(QString, message);
    const Json::Object floats = {{"element_dtype", type("FLOAT")}};
    GraphBuilder g;
    g.number("n0", 0).number("n2", 2).number("n9", 9).number("billion", 1e9);
    g.constant("two", tensor({2}, DType::Int32)).constant("any", scalar(-1, DType::Int32));
    g.constant("a", tensor({1, 2})).constant("b", tensor({1, 2, 3}));
    g.node("list", "TensorListReserve", {"two", "n2"}, floats);
    g.node("far", "TensorListGetItem", {"list", "n9", "any"}, floats);
    g.node("huge", "TensorListReserve", {"two", "billion"}, floats);
    g.node("whole", "TensorListSetItem", {"list", "n0", "two"}, floats);
    g.node("wide", "TensorListSetItem", {"list", "n0", "b"}, floats);
    g.node("shapeless", "TensorListReserve", {"any", "n2"}, floats);
    g.node("unknown", "TensorListStack", {"shapeless", "any"}, floats);
    g.node("array", "TensorArrayV3", {"n2"}, {{"dtype", type("FLOAT")}});
    g.node("beyond", "TensorArrayWriteV3", {"array", "n9", "a", "array:1"});
    g.node("once", "TensorArrayWriteV3", {"array", "n0", "a", "array:1"});
    g.node("twice", "TensorArrayWriteV3", {"array", "n0", "a", "once"});
    g.node("no_array", "TensorArraySizeV3", {"a", "a"});
    const GraphModel model = g.model();
    QCOMPARE(refusalOf([&] { model.execute({}, {node.toStdString()}); }), message);
}

QTEST_APPLESS_MAIN(TestGraphControl)
#include "tst_graph_control.moc"
