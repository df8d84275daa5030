// Models of either kind: run by names, and told about without running.
#include "engine/api/tp.h"
#include "engine/inspect/any_model.h"
#include "engine/inspect/graph_flops.h"
#include "engine/inspect/model_facts.h"
#include "engine/io/folder_save.h"
#include "engine/model/flops.h"
#include "engine/model/saving.h"
#include "tests/support/refusal.h"
#include "tests/support/tiny_models.h"

#include <QFile>
#include <QTest>

using namespace tp;
using inspect::AnyModel;
using inspect::ModelFacts;
using tp::test::refusalOf;
using tp::test::tinyPoseNet;

namespace {

ModelPointer smallLayers() {
    return modelFromArtifacts(tp::test::tinyLayers(), "tiny");
}

Json node(const char* name, const char* op, Json::List inputs, Json::Object attrs = {}) {
    return Json::Object{
        {"name", name}, {"op", op}, {"input", std::move(inputs)}, {"attr", std::move(attrs)}};
}

Json typeAttr(const char* type) {
    return Json::Object{{"type", type}};
}

/// x [2, 3] times w [3, 5], with one more op behind it.
io::ModelArtifacts product(const char* lastOp) {
    const Json dims = Json::List{Json::Object{{"size", "2"}}, Json::Object{{"size", "3"}}};
    io::ModelArtifacts artifacts;
    artifacts.format = "graph-model";
    artifacts.modelTopology = Json::Object{
        {"node",
         Json::List{
             node(
                 "x",
                 "Placeholder",
                 {},
                 {{"dtype", typeAttr("DT_FLOAT")},
                  {"shape", Json::Object{{"shape", Json::Object{{"dim", dims}}}}}}),
             node(
                 "w",
                 "Const",
                 {},
                 {{"dtype", typeAttr("DT_FLOAT")},
                  {"value", Json::Object{{"tensor", Json::Object{{"dtype", "DT_FLOAT"}}}}}}),
             node("y", "MatMul", {"x", "w"}, {{"T", typeAttr("DT_FLOAT")}}),
             node("unused", "MatMul", {"x", "w"}, {{"T", typeAttr("DT_FLOAT")}}),
             node("z", lastOp, {"y"}, {{"T", typeAttr("DT_FLOAT")}})}}};
    artifacts.signature =
        Json::Object{{"outputs", Json::Object{{"result", Json::Object{{"name", "z:0"}}}}}};
    io::addWeights(artifacts, io::encodeWeights({{"w", ones({3, 5})}}));
    return artifacts;
}

} // namespace

class TestAnyModel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void graphsRunByName();
    void layersRunByName();
    void refusals();
    void factsOfGraphs();
    void factsOfLayers();
    void factsWithoutSupport();
    void openShapes();
    void hostileShapes();
    void branchesAndLoopsAreLeftOut();
    void flopsOfARealModel();
};

void TestAnyModel::graphsRunByName() {
    const AnyModel model(GraphModel::fromArtifacts(product("Relu"), "product"));
    QVERIFY(model.graph() != nullptr && model.layers() == nullptr);
    QCOMPARE(model.inputs()[0].name, "x");
    QCOMPARE(model.outputs()[0].key, "result");
    const NamedTensors inputs{{"x", ones({2, 3})}};
    QCOMPARE(model.run(inputs)[0].shape(), Shape({2, 5}));
    const Tensors both = model.run(inputs, {"z", "y"});
    QCOMPARE(both.size(), std::size_t{2});
    QCOMPARE(both[1].values<float>()[0], 3.0F);
}

void TestAnyModel::layersRunByName() {
    const AnyModel model(smallLayers());
    QVERIFY(model.graph() == nullptr && model.layers() != nullptr);
    const NamedTensors inputs{{model.inputs()[0].name, ones({7, 3})}};
    QCOMPARE(model.run(inputs)[0].shape(), Shape({7, 2}));
    const Tensors inner = model.run(inputs, {"first", "second"});
    QCOMPARE(inner[0].shape(), Shape({7, 4}));
    QCOMPARE(inner[1].values<float>()[3], model.run(inputs)[0].values<float>()[3]);
}

void TestAnyModel::refusals() {
    const AnyModel graph(GraphModel::fromArtifacts(product("Relu"), "product"));
    QCOMPARE(
        refusalOf([&] {
            graph.run({{"y2", ones({2, 3})}});
        }),
        "The model has no input \"y2\": it takes \"x\".");
    QCOMPARE(
        refusalOf([&] { graph.run({}); }),
        "The input \"x\" of the model is missing: it takes \"x\".");
    QCOMPARE(
        refusalOf([&] {
            graph.run({{"x", ones({2, 3})}}, {"nowhere"});
        }),
        "The graph has no node \"nowhere\".");
    QCOMPARE(
        refusalOf([&] {
            graph.run({{"x", ones({2, 4})}});
        }),
        "The input \"x\" must have the shape [2, 3], but it has [2, 4].");
    const AnyModel layered(smallLayers());
    const std::string input = layered.inputs()[0].name;
    QVERIFY(refusalOf([&] { layered.run({{input, ones({7, 3})}}, {"third"}); }).contains("third"));
    QVERIFY(refusalOf([&] { layered.run({{input, ones({7, 4})}}); }).contains("[7, 4]"));
    io::ModelArtifacts nothing;
    nothing.modelTopology = Json::Object{{"a", 1}};
    QCOMPARE(
        refusalOf([&] { inspect::factsOf(nothing, "a.json"); }),
        "a.json: this is a model neither of layers nor of a graph");
}

void TestAnyModel::factsOfGraphs() {
    const ModelFacts facts = inspect::factsOf(product("Relu"), "product");
    QCOMPARE(facts.kind, ModelFacts::Kind::Graph);
    QCOMPARE(facts.ops.at("MatMul"), std::int64_t{2});
    QCOMPARE(facts.ops.at("Const"), std::int64_t{1});
    QCOMPARE(facts.parameters, std::int64_t{15});
    QCOMPARE(facts.bytes, std::int64_t{60});
    QCOMPARE(facts.fileBytes, std::int64_t{60});
    QCOMPARE(facts.flopsUnknown, ModelFacts::FlopsUnknown::No);
    QCOMPARE(facts.flops, std::int64_t{60}); // what nobody needs costs nothing
    QCOMPARE(facts.flopsLeftOut, std::size_t{0});
    QVERIFY(facts.unsupported.empty());
    QCOMPARE(*facts.inputs[0].shape, Shape({2, 3}));
}

void TestAnyModel::factsOfLayers() {
    const ModelPointer model = smallLayers();
    const ModelFacts facts = inspect::factsOf(artifactsOf(*model), "small");
    QCOMPARE(facts.kind, ModelFacts::Kind::Layers);
    QCOMPARE(facts.ops.at("Dense"), std::int64_t{2});
    QCOMPARE(facts.parameters, std::int64_t{26});
    QCOMPARE(facts.flops, flopsOf(*model));
    QCOMPARE(facts.outputs[0].shape->back(), std::int64_t{2});
}

void TestAnyModel::factsWithoutSupport() {
    const ModelFacts facts = inspect::factsOf(product("Quaver"), "product");
    QCOMPARE(facts.unsupported, std::vector<std::string>{"Quaver"});
    QCOMPARE(facts.flopsUnknown, ModelFacts::FlopsUnknown::Unsupported);
    QCOMPARE(facts.parameters, std::int64_t{15});
    QCOMPARE(facts.outputs[0].name, "z");
    io::ModelArtifacts artifacts = artifactsOf(*smallLayers());
    std::string text = artifacts.modelTopology.dump();
    text.replace(text.find("\"Dense\""), 7, "\"Tense\"");
    artifacts.modelTopology = Json::parse(text, "small");
    const ModelFacts layered = inspect::factsOf(artifacts, "small");
    QCOMPARE(layered.unsupported, std::vector<std::string>{"Tense"});
    QCOMPARE(layered.ops.at("Dense"), std::int64_t{1});
    QCOMPARE(layered.parameters, std::int64_t{26});
}

void TestAnyModel::openShapes() {
    const io::ModelArtifacts artifacts = tinyPoseNet();
    const ModelFacts open = inspect::factsOf(artifacts, "tiny");
    QCOMPARE(open.flopsUnknown, ModelFacts::FlopsUnknown::OpenShape);
    const ModelFacts facts =
        inspect::factsOf(artifacts, "tiny", {.shapes = {{"image", Shape({1, 33, 33, 3})}}});
    QCOMPARE(facts.flops, std::int64_t{6210});
    QCOMPARE(
        refusalOf([&] {
            inspect::factsOf(artifacts, "tiny", {.shapes = {{"picture", Shape({1})}}});
        }),
        "The model has no input \"picture\", so it can have no shape.");
    QCOMPARE(
        refusalOf([&] {
            inspect::factsOf(artifacts, "tiny", {.shapes = {{"image", Shape({1, 3})}}});
        }),
        "The input \"image\" must have the shape [1, null, null, 3], but it has [1, 3].");
}

void TestAnyModel::hostileShapes() {
    const ModelFacts facts = inspect::factsOf(tinyPoseNet(1000000, 1000000), "tiny");
    QCOMPARE(facts.flopsUnknown, ModelFacts::FlopsUnknown::TooLarge);
    QCOMPARE(
        refusalOf([&] {
            inspect::factsOf(tinyPoseNet(), "tiny", {.shapes = {{"image", Shape({1, -5, 3, 3})}}});
        }),
        "The input \"image\" cannot have the shape [1, -5, 3, 3].");
}

void TestAnyModel::branchesAndLoopsAreLeftOut() {
    // One product before a branch, one within, one behind.
    io::ModelArtifacts artifacts = product("Relu");
    const Json::Object number{{"T", typeAttr("DT_FLOAT")}};
    Json::List& nodes = artifacts.modelTopology.object()[0].second.list();
    nodes.pop_back();
    nodes.push_back(node(
        "isTaken",
        "Placeholder",
        {},
        {{"dtype", typeAttr("DT_BOOL")}, {"shape", Json::Object{{"shape", Json::Object{}}}}}));
    nodes.push_back(node("switch", "Switch", {"x", "isTaken"}, number));
    nodes.push_back(node("within", "MatMul", {"switch:1", "w"}, number));
    nodes.push_back(node("merge", "Merge", {"within", "y"}, number));
    nodes.push_back(node(
        "behind",
        "MatMul",
        {"merge", "w"},
        {{"T", typeAttr("DT_FLOAT")}, {"transpose_b", Json::Object{{"b", true}}}}));
    nodes.push_back(node("z", "Relu", {"behind"}, number));
    const ModelFacts facts = inspect::factsOf(artifacts, "branches");
    QCOMPARE(facts.flops, std::int64_t{120});
    QCOMPARE(facts.flopsLeftOut, std::size_t{1});
}

void TestAnyModel::flopsOfARealModel() {
    const QString shared = QStringLiteral(TP_SOURCE_DIR "/../shared/models/");
    const QString file = shared + "posenet_mobilenet_float_075/model-stride16.json";
    if (!QFile::exists(file))
        QSKIP("there is no folder shared/models beside the project");
    const io::IOHandler handler = io::ioHandlerFor(file.toStdString());
    const ModelFacts facts = inspect::factsOf(
        io::loadModel(handler), handler.name, {.shapes = {{"sub_2", Shape({1, 257, 257, 3})}}});
    QCOMPARE(facts.ops.at("Conv2D"), std::int64_t{18});
    // Counted by another program from kernels and strides.
    QCOMPARE(facts.flops, std::int64_t{1'000'668'576});
    QCOMPARE(facts.parameters * 4, facts.fileBytes);
}

QTEST_APPLESS_MAIN(TestAnyModel)
#include "tst_any_model.moc"
