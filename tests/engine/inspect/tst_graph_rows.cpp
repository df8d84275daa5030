// Graph models as rows, wires and constants; run, with what every node gave.
#include "engine/api/start.h"
#include "engine/inspect/graph_rows.h"
#include "engine/inspect/graph_run.h"
#include "engine/inspect/model_picture.h"
#include "engine/inspect/model_places.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

using namespace tp;
using namespace tp::inspect;
using tp::test::refusalOf;

namespace {

std::shared_ptr<const ShownGraph> golden(const std::string& name) {
    return openModel(std::string(TP_SOURCE_DIR) + "/tests/golden/graphs/models/" + name).graph;
}

const LayerRow* rowNamed(const ModelView& view, std::string_view path) {
    const auto found = std::find_if(
        view.rows.begin(), view.rows.end(), [&](const LayerRow& row) { return row.path == path; });
    return found == view.rows.end() ? nullptr : &*found;
}

std::size_t placeOf(const GraphRows& rows, std::string_view path) {
    const LayerRow* row = rowNamed(*rows.view, path);
    return row == nullptr ? rows.places.size()
                          : static_cast<std::size_t>(row - rows.view->rows.data());
}

} // namespace

class TestGraphRows : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void everyGoldenModelHasSoundRows_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"boxes", "functions", "loop", "pictures", "quantized", "table"})
            QTest::newRow(name) << QString(name);
    }
    void everyGoldenModelHasSoundRows() {
        QFETCH(QString, name);
        const auto graph = golden(name.toStdString());
        QVERIFY(graph != nullptr);
        const GraphRows rows = rowsOf(graph, "golden");
        const ModelView& view = *rows.view;
        QVERIFY(view.isGraph);
        QCOMPARE(rows.places.size(), view.rows.size());
        QCOMPARE(view.total.params, graph->model()->parameterCount());
        QCOMPARE(view.total.bytes, graph->model()->weightBytes());
        std::set<std::string> paths;
        for (const LayerRow& row : view.rows) {
            QVERIFY(paths.insert(row.path).second);
            QVERIFY(row.parent < 0 || view.rows[static_cast<std::size_t>(row.parent)].isModel);
        }
        for (const Scope& scope : view.scopes) {
            for (const Scope::Wire& wire : scope.wires)
                QVERIFY(wire.from < scope.parts.size() && wire.to < scope.parts.size());
        }
        QCOMPARE(notFiniteCounts(rows, {}).size(), view.rows.size());
        for (std::size_t i = 0; i < view.rows.size(); ++i)
            QCOMPARE(nodeViewOf(rows, i, {}).path, view.rows[i].path);
        QVERIFY(!pictureOf(view).boxes.empty());
    }

    void constantsBelongToThoseWhoReadThem() {
        const GraphRows rows = rowsOf(golden("quantized"), "golden");
        QCOMPARE(rows.view->rows.size(), std::size_t{4}); // an input, two products and a sum
        const LayerRow* last = rowNamed(*rows.view, "y");
        QVERIFY(last != nullptr && last->hasWeights && !last->isTrainable);
        QCOMPARE(last->kind, std::string("BiasAdd"));
        const LayerView view = nodeViewOf(rows, placeOf(rows, "y"), {});
        QCOMPARE(view.weights.size(), std::size_t{1});
        QVERIFY(!view.weights.front().isTrainable);
        QVERIFY(view.weights.front().statistics.count > 0);
    }

    void functionsLieWithinTheirCallers() {
        const GraphRows rows = rowsOf(golden("functions"), "golden");
        const auto isCall = [](const LayerRow& row) { return row.isModel; };
        QVERIFY(std::any_of(rows.view->rows.begin(), rows.view->rows.end(), isCall));
        QVERIFY(rows.view->scopes.size() >= 3); // the graph, a loop and a branch
        std::set<int> open;
        for (std::size_t i = 0; i < rows.view->rows.size(); ++i) {
            if (rows.view->rows[i].isModel)
                open.insert(static_cast<int>(i));
        }
        QCOMPARE(pictureOf(*rows.view, open).boxes.size(), rows.view->rows.size());
    }

    void aRunTellsShapes_data() { everyGoldenModelHasSoundRows_data(); }
    void aRunTellsShapes() {
        QFETCH(QString, name);
        const auto graph = golden(name.toStdString());
        const GraphRows rows = rowsOf(graph, "golden");
        std::shared_ptr<const ModelView> view;
        NamedTensors inputs = randomInputs(graph->inputs(), 1);
        if (name == "boxes") // one box is too little for it
            inputs = {{"corners", zeros({5, 4})}};
        const QString refusal = refusalOf([&] { view = withShapes(rows, inputs); });
        QVERIFY2(view != nullptr, qPrintable(refusal));
        QCOMPARE(view->rows.size(), rows.view->rows.size());
        for (const ModelEnd& end : graph->outputs()) {
            const std::string node = end.name.substr(0, end.name.find(':'));
            const LayerRow* row = rowNamed(*view, node);
            QVERIFY2(row != nullptr && !row->outputs.empty(), node.c_str());
        }
    }

    void shapesAndCostsAreRight() {
        const auto graph = golden("pictures");
        const auto view = withShapes(rowsOf(graph, "p"), randomInputs(graph->inputs(), 1));
        const auto conv =
            std::find_if(view->rows.begin(), view->rows.end(), [](const LayerRow& row) {
                return row.kind == "_FusedConv2D";
            });
        QVERIFY(conv != view->rows.end());
        QVERIFY(conv->costs.flops > 0);
        std::int64_t sum = 0;
        for (const LayerRow& row : view->rows)
            sum += row.costs.flops;
        QCOMPARE(sum, view->total.flops);
    }

    void modelsWithUnknownOpsAreShown() {
        io::ModelArtifacts artifacts = strange();
        const auto graph =
            std::make_shared<ShownGraph>(ShownGraph::fromArtifacts(artifacts, "strange"));
        QVERIFY(graph->model() == nullptr);
        QCOMPARE(graph->unsupported(), std::vector<std::string>{"Strange"});
        const GraphRows rows = rowsOf(graph, "strange");
        QCOMPARE(rows.view->rows.size(), std::size_t{2});
        QVERIFY(refusalOf([&] { runGraph(*graph, {}); }).contains("cannot be run"));
        QVERIFY(refusalOf([&] { withShapes(rows, {}); }).contains("cannot be run"));
    }

    void picturesBecomeTensors() {
        ModelEnd end{"image", {}, DType::Float32, Shape({-1, 2, 1, 3})};
        QVERIFY(!pictureInputOf({end})); // too narrow for a picture
        end.shape = Shape({-1, 2, 2, 3});
        const auto input = pictureInputOf({{"x", {}, DType::Float32, Shape({1, 7})}, end});
        QVERIFY(input && input->end.name == "image" && !input->isAlone);
        const notebook::Pixels pixels{2, 2, 3, {0, 51, 255, 1, 2, 3, 4, 5, 6, 7, 8, 9}};
        const Tensor unit = pictureTensor(pixels, *input, PixelRange::Unit);
        QCOMPARE(unit.shape(), Shape({1, 2, 2, 3}));
        QCOMPARE(unit.values<float>()[1], 0.2F);
        QCOMPARE(pictureTensor(pixels, *input, PixelRange::Signed).values<float>()[0], -1.0F);
        QCOMPARE(pictureTensor(pixels, *input, PixelRange::Byte).values<float>()[2], 255.0F);
        end.shape = Shape({3, -1, -1});
        end.dtype = DType::Int32;
        const auto planes = pictureInputOf({end});
        QVERIFY(planes && planes->isChannelsFirst && !planes->hasBatch);
        const Tensor first = pictureTensor(pixels, *planes, PixelRange::Unit);
        QCOMPARE(first.shape(), Shape({3, 2, 2}));
        QCOMPARE(first.values<std::int32_t>()[1], 1); // the red of the second pixel
        QVERIFY(refusalOf([&] {
                    pictureTensor({1, 1, 1, {0}}, *input, PixelRange::Unit);
                }).contains("takes no picture of 1 by 1"));
    }

    void inputsThatAreTooLargeAreRefused() {
        const ModelEnd end{"x", {}, DType::Float32, Shape({1 << 20, 1 << 20, 1 << 20})};
        QVERIFY(refusalOf([&] { randomInputs({end}, 1); }).contains("would not fit"));
    }

    void topValuesFall() {
        const float nan = std::nanf("");
        const Tensor scores = tensor({0.1F, nan, 0.7F, 0.2F}, {1, 4});
        const auto top = topValues(scores, 2);
        QCOMPARE(top.size(), std::size_t{2});
        QCOMPARE(top[0].index, std::vector<std::int64_t>{2});
        QCOMPARE(top[1].index, std::vector<std::int64_t>{3});
        const auto places = topValues(tensor({1, 5, 3, 4}, {1, 2, 2}), 9);
        QCOMPARE(places.size(), std::size_t{4});
        QCOMPARE(places[0].index, (std::vector<std::int64_t>{0, 1}));
        QVERIFY(topValues(allocateTensor({DType::Float32, {0}}), 3).empty());
    }

    void valuesAreSeenChannelByChannel() {
        const WeightView maps = valueViewOf("maps", zeros({1, 5, 4, 3}));
        QCOMPARE(maps.picture.tiles, 3);
        QCOMPARE(maps.picture.tileWidth, 4);
        QCOMPARE(maps.picture.tileHeight, 5);
        QCOMPARE(maps.shape, Shape({1, 5, 4, 3}));
        const WeightView whole = valueViewOf("whole", zeros({1, 6, 2}, DType::Int32));
        QCOMPARE(whole.picture.tiles, 1);
        QCOMPARE(whole.picture.tileHeight, 6);
        QCOMPARE(valueViewOf("none", zeros({0, 4})).picture.tiles, 0);
    }

    void modelsRun() {
        const auto graph = golden("pictures");
        const GraphRun run = runGraph(*graph, randomInputs(graph->inputs(), 1));
        QCOMPARE(run.outputs.size(), graph->outputs().size());
        QVERIFY(run.runs >= 2 && run.first > 0 && run.median > 0);
        QVERIFY(!run.outputs.front().top.empty());
        QVERIFY(refusalOf([&] { runGraph(*graph, {}); }).contains("is missing"));
    }

private:
    /// x behind an op that nobody knows.
    static io::ModelArtifacts strange() {
        const Json type = Json::Object{{"type", "DT_FLOAT"}};
        io::ModelArtifacts artifacts;
        artifacts.format = "graph-model";
        artifacts.modelTopology = Json::Object{
            {"node",
             Json::List{
                 Json::Object{
                     {"name", "x"}, {"op", "Placeholder"}, {"attr", Json::Object{{"dtype", type}}}},
                 Json::Object{{"name", "y"}, {"op", "Strange"}, {"input", Json::List{"x"}}}}}};
        return artifacts;
    }
};

QTEST_APPLESS_MAIN(TestGraphRows)
#include "tst_graph_rows.moc"
