#include "engine/api/start.h"
#include "engine/inspect/layer_view.h"
#include "engine/inspect/model_picture.h"
#include "engine/inspect/ready_made.h"
#include "engine/keras/layer_registry.h"
#include "engine/model/all.h"
#include "engine/ops/ops.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace tp;
using namespace tp::inspect;

/// What there is to see of a model: rows, costs, the graph, one layer's weights.
class TestModelView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tp::start(); }

    void rowsOfARow() {
        const ModelView view = viewOf(*readyMade(ReadyMade::Cars));
        QCOMPARE(view.rows.size(), 3U);
        QCOMPARE(view.rows[0].name, std::string("hidden_1"));
        QCOMPARE(view.rows[0].kind, std::string("Dense"));
        QCOMPARE(view.rows[0].inputs, std::string("[null,1]"));
        QCOMPARE(view.rows[0].outputs, std::string("[null,16]"));
        QCOMPARE(view.rows[1].costs.params, 16 * 16 + 16);
        QCOMPARE(view.rows[1].costs.bytes, 4 * (16 * 16 + 16));
        QCOMPARE(view.rows[1].costs.flops, 2 * 16 * 16);
        QCOMPARE(view.rows[1].after, std::vector<std::string>{"hidden_1"});
        QCOMPARE(view.total.params, 32 + 272 + 17);
        QCOMPARE(view.total.flops, 2 * (16 + 256 + 16));
        QCOMPARE(view.inputs, std::string("[null,1]"));
    }

    void modelsWithinModels() {
        const ModelPointer model = readyMade(ReadyMade::Branched);
        const ModelView view = viewOf(*model);
        const LayerRow& encoder = rowOf(view, "encoder");
        QVERIFY(encoder.isModel);
        const LayerRow& wide = rowOf(view, "encoder/wide");
        QCOMPARE(wide.depth, 1);
        QCOMPARE(&view.rows[static_cast<std::size_t>(wide.parent)], &encoder);
        QCOMPARE(
            encoder.costs.params, wide.costs.params + rowOf(view, "encoder/narrow").costs.params);
        QCOMPARE(encoder.costs.flops, 2 * (12 * 32 + 32 * 8));
        QCOMPARE(layerAt(*model, "encoder/wide")->name(), std::string("wide"));
        QVERIFY(layerAt(*model, "encoder/none") == nullptr);
        QVERIFY(layerAt(*model, "") == nullptr);
        QCOMPARE(view.scopes.size(), 2U);
        QCOMPARE(view.scopes[0].row, -1);
    }

    void layersAreFrozen() {
        const ModelPointer model = readyMade(ReadyMade::Cars);
        setTrainable(*model, "hidden_2", false);
        const ModelView view = viewOf(*model);
        QVERIFY(!view.rows[1].isTrainable);
        QCOMPARE(view.total.params - view.total.trainable, 272);
    }

    void flopsFollowTheShapes_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("input");
        QTest::addColumn<qint64>("flops");
        const auto row = [](const char* kind, const char* config, const char* input, qint64 flops) {
            QTest::newRow(kind) << kind << config << input << flops;
        };
        row("Dense", R"({"units":3})", "[null,5,4]", 2 * 5 * 4 * 3);
        row("Conv1D", R"({"filters":3,"kernel_size":[2]})", "[null,5,4]", 2 * 4 * (2 * 4 * 3));
        row("Conv2D",
            R"({"filters":8,"kernel_size":[5,5],"strides":[2,2]})",
            "[null,28,28,1]",
            2 * 12 * 12 * 25 * 8);
        row("DepthwiseConv2D",
            R"({"kernel_size":[3,3],"depth_multiplier":2})",
            "[null,6,6,4]",
            2 * 16 * 9 * 4 * 2);
        row("SeparableConv2D",
            R"({"filters":5,"kernel_size":[3,3]})",
            "[null,6,6,4]",
            2 * 16 * (9 * 4 + 4 * 5));
        row("Conv2DTranspose",
            R"({"filters":3,"kernel_size":[2,2]})",
            "[null,4,4,5]",
            2 * 16 * (4 * 3 * 5));
        row("LSTM", R"({"units":6})", "[null,7,4]", 2 * 7 * (4 * 24 + 6 * 24));
        row("GRU", R"({"units":6})", "[null,7,4]", 2 * 7 * (4 * 18 + 6 * 18));
        row("SimpleRNN", R"({"units":6})", "[null,7,4]", 2 * 7 * (4 * 6 + 6 * 6));
        row("BatchNormalization", "{}", "[null,7,4]", 2 * 28);
        row("Embedding", R"({"input_dim":9,"output_dim":4})", "[null,7]", 0);
        row("MaxPooling2D", "{}", "[null,6,6,4]", 0);
        row("Flatten", "{}", "[null,6,6,4]", 0);
        row("TimeDistributed",
            R"({"layer":{"class_name":"Dense","config":{"units":3}}})",
            "[null,7,4]",
            2 * 7 * 4 * 3);
        row("Bidirectional",
            R"({"layer":{"class_name":"SimpleRNN","config":{"units":6}}})",
            "[null,7,4]",
            2 * 2 * 7 * (4 * 6 + 6 * 6));
    }
    void flopsFollowTheShapes() {
        QFETCH(QString, kind);
        QFETCH(QString, config);
        QFETCH(QString, input);
        if (!isLayerClass(kind.toStdString()))
            QSKIP("there is no such layer yet");
        const Json settings = Json::parse(config.toStdString(), "config");
        const Json shape = Json::parse(input.toStdString(), "input");
        const LayerPointer layer =
            layerFromConfig(kind.toStdString(), JsonReader(settings, "config"));
        auto model = sequential();
        const SymbolicTensor in =
            tp::input({.shape = {}, .batchShape = shapeFromJson(JsonReader(shape, "input"))});
        const SymbolicTensor out = layer->apply(in);
        const LayersModel whole(ModelConfig{.inputs = {in}, .outputs = {out}});
        QTEST(static_cast<qint64>(viewOf(whole).total.flops), "flops");
    }

    void hugeLayersDoNotOverflow() {
        const ModelView view = viewOf(*readyMade(ReadyMade::Cars));
        QVERIFY(view.total.flops > 0);
    }

    void everyReadyMadeModelIsSeen_data() {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 4; ++which)
            QTest::addRow("%d", which) << which;
    }
    void everyReadyMadeModelIsSeen() {
        QFETCH(int, which);
        if (!isLayerClass("Conv2D") || !isLayerClass("LSTM"))
            QSKIP("layers are missing yet");
        const ModelPointer model = readyMade(static_cast<ReadyMade>(which));
        const ModelView view = viewOf(*model);
        QVERIFY(view.total.params > 0);
        for (const LayerRow& row : view.rows)
            QVERIFY(!layerViewOf(*model, row.path, {}).path.empty());
        const ModelPicture picture = pictureOf(view);
        QVERIFY(picture.boxes.size() + 1 >= view.rows.size() - 3);
    }

    void picturesOpenModels() {
        const ModelView view = viewOf(*readyMade(ReadyMade::Branched));
        const ModelPicture closed = pictureOf(view);
        const int encoder = static_cast<int>(&rowOf(view, "encoder") - view.rows.data());
        const ModelPicture open = pictureOf(view, {encoder});
        QVERIFY(open.boxes.size() > closed.boxes.size());
        const auto boxOf = [](const ModelPicture& picture, int row) {
            for (const PictureBox& box : picture.boxes) {
                if (box.row == row)
                    return box;
            }
            return PictureBox{};
        };
        const PictureBox frame = boxOf(open, encoder);
        QVERIFY(frame.isGroup);
        const PictureBox inside = boxOf(open, encoder + 1);
        QVERIFY(inside.corner.x > frame.corner.x && inside.corner.y > frame.corner.y);
        QVERIFY(inside.corner.x + inside.width < frame.corner.x + frame.width);
        QVERIFY(inside.corner.y + inside.height < frame.corner.y + frame.height);
        QVERIFY(!boxOf(closed, encoder).isGroup);
    }

    void settingsAreReadable() {
        const Json config = Json::parse(
            R"({"name":"d","trainable":true,"units":8,"activation":"relu","bias_constraint":null,
                "kernel_size":[5,5],"kernel_initializer":{"class_name":"VarianceScaling",
                "config":{"scale":1,"mode":"fan_avg","seed":null}}})",
            "config");
        const auto texts = settingTexts(config);
        QCOMPARE(texts.size(), 4U);
        QCOMPARE(texts[0].name, std::string("units"));
        QCOMPARE(texts[0].value, std::string("8"));
        QCOMPARE(texts[2].value, std::string("[5, 5]"));
        QCOMPARE(texts[3].value, std::string("VarianceScaling, scale 1, mode fan_avg"));
    }

    void weightsAreLookedAt() {
        const ModelPointer model = readyMade(ReadyMade::Cars);
        const LayerView view = layerViewOf(*model, "hidden_2", {});
        QCOMPARE(view.weights.size(), 2U);
        QCOMPARE(view.weights[0].name, std::string("kernel"));
        QCOMPARE(view.weights[0].picture.tileWidth, 16);
        QCOMPARE(view.weights[0].picture.tiles, 1);
        QCOMPARE(view.weights[1].statistics.zeros, 16);
        QVERIFY(view.weights[0].elements != nullptr);
        QVERIFY_EXCEPTION_THROWN(layerViewOf(*model, "none", {}), Error);
        QVERIFY_EXCEPTION_THROWN(layerViewOf(*model, "hidden_2", [] { return true; }), Error);
    }

    void filtersBecomeTiles() {
        // [height 2, width 3, in 1, out 2]: element (y, x) of filter f is 100 f + 10 y + x.
        std::vector<float> values;
        for (int y = 0; y < 2; ++y) {
            for (int x = 0; x < 3; ++x) {
                for (int f = 0; f < 2; ++f)
                    values.push_back(static_cast<float>(100 * f + 10 * y + x));
            }
        }
        const WeightPicture picture = pictureOf(fromBuffer(values, {2, 3, 1, 2}));
        QCOMPARE(picture.tiles, 2);
        QCOMPARE(picture.tileWidth, 3);
        QCOMPARE(picture.tileHeight, 2);
        QCOMPARE(
            picture.values,
            (std::vector<float>{0, 1, 2, 10, 11, 12, 100, 101, 102, 110, 111, 112}));
        QCOMPARE(picture.most, 112.0);
    }

    void largeMatricesShrink() {
        const WeightPicture picture = pictureOf(ones({1000, 300}));
        QVERIFY(picture.isShrunk);
        QCOMPARE(picture.tileHeight, 128);
        QCOMPARE(picture.values.size(), 128U * 128U);
        QCOMPARE(picture.most, 1.0);
        QCOMPARE(pictureOf(zeros({0, 3})).tiles, 0);
        QCOMPARE(pictureOf(zeros({})).tiles, 1);
        QCOMPARE(pictureOf(zeros({5})).tileWidth, 5);
        QCOMPARE(pictureOf(zeros({3, 2, 4})).tiles, 4);
        QCOMPARE(pictureOf(zeros({2, 2, 2, 3, 4})).tiles, 12);
    }

    void brokenWeightsAreCounted() {
        const ModelPointer model = readyMade(ReadyMade::Branched);
        const LayerPointer layer = layerAt(*model, "encoder/narrow");
        Tensors weights = layer->getWeights();
        weights[1] = fill({8}, std::numeric_limits<double>::quiet_NaN());
        layer->setWeights(weights);
        const ModelView view = viewOf(*model);
        const auto counts = notFiniteCounts(*model, view, {});
        const auto countOf = [&](const char* path) {
            return counts[static_cast<std::size_t>(&rowOf(view, path) - view.rows.data())];
        };
        QCOMPARE(countOf("encoder/narrow"), 8);
        QCOMPARE(countOf("encoder"), 8);
        QCOMPARE(countOf("encoder/wide"), 0);
        QCOMPARE(layerViewOf(*model, "encoder/narrow", {}).weights[1].statistics.nans, 8);
    }

private:
    static const LayerRow& rowOf(const ModelView& view, const std::string& path) {
        for (const LayerRow& row : view.rows) {
            if (row.path == path)
                return row;
        }
        qFatal("no row %s", path.c_str());
    }
};

QTEST_APPLESS_MAIN(TestModelView)
#include "tst_model_view.moc"
