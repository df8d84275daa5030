#include "engine/api/start.h"
#include "engine/inspect/blueprint.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/practice.h"
#include "engine/inspect/start_config.h"
#include "engine/model/model.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <optional>

using namespace tp;
using namespace tp::inspect;

/// Models put together row by row: what is accepted, what is refused and why, what can be set.
class TestBlueprint : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tp::start(); }

    void everyKindCanBeBegun_data() {
        QTest::addColumn<QString>("kind");
        for (const std::string& kind : buildableKinds())
            QTest::newRow(kind.c_str()) << QString::fromStdString(kind);
    }
    void everyKindCanBeBegun() {
        QFETCH(QString, kind);
        const Json config = startConfig(kind.toStdString());
        QVERIFY(config.isObject());
        QVERIFY(config.find("name") == nullptr);
        for (const LayerField& field : fieldsOf(config)) {
            QVERIFY(!field.label.empty());
            if (field.kind == LayerField::Kind::Toggle)
                QVERIFY(field.value.isBool());
            // What is there can be set to what it is.
            if (field.kind != LayerField::Kind::Choice) {
                QVERIFY(withSetting(config, field.path, field.value) == config);
            }
        }
    }

    void choicesAreUnderstood_data() {
        QTest::addColumn<QString>("kind");
        for (const char* kind : {"Dense", "Conv2D", "LSTM", "Bidirectional"})
            QTest::newRow(kind) << kind;
    }
    void choicesAreUnderstood() {
        QFETCH(QString, kind);
        const bool isPicture = kind == "Conv2D";
        const Shape input = isPicture ? Shape{8, 8, 1} : Shape{8, 8};
        for (const LayerField& field : fieldsOf(startConfig(kind.toStdString()))) {
            if (field.kind != LayerField::Kind::Choice)
                continue;
            for (const std::string& choice : field.choices) {
                if (choice == "Identity" || choice == "Orthogonal" || choice == "causal" ||
                    choice == "channels_first" || choice == "VarianceScaling")
                    continue; // not for every shape
                const Json config =
                    withSetting(startConfig(kind.toStdString()), field.path, choice);
                BlueprintCheck check;
                build({input, {{kind.toStdString(), config}}}, check);
                QVERIFY2(check.model != nullptr, choice.c_str());
            }
        }
    }

    void fieldsOfALayer() {
        const auto fields = fieldsOf(startConfig("Dense"));
        QCOMPARE(fields[0].label, std::string("units"));
        QCOMPARE(fields[0].kind, LayerField::Kind::Whole);
        QCOMPARE(fields[0].value.number(), 8.0);
        const auto initializer =
            std::find_if(fields.begin(), fields.end(), [](const LayerField& field) {
                return field.label == "kernel_initializer";
            });
        QVERIFY(initializer != fields.end());
        QVERIFY(!initializer->isUsual);
        QCOMPARE(initializer->kind, LayerField::Kind::Choice);
        QVERIFY(initializer->value.text().starts_with("Glorot"));
    }

    void fieldsOfALayerWithinALayer() {
        const auto fields = fieldsOf(startConfig("Bidirectional"));
        const auto units = std::find_if(fields.begin(), fields.end(), [](const LayerField& field) {
            return field.path.back() == "units";
        });
        QVERIFY(units != fields.end());
        QCOMPARE(units->path.size(), 3U);
        const Json changed = withSetting(startConfig("Bidirectional"), units->path, 3);
        BlueprintCheck check;
        build({{5, 2}, {{"Bidirectional", changed}}}, check);
        QCOMPARE(check.rows[0].outputs, std::string("[null,6]"));
    }

    void rowsAreChecked() {
        BlueprintCheck check;
        build({{8, 8, 1}, {row("Conv2D"), row("Flatten"), row("Dense")}}, check);
        QCOMPARE(check.rows.size(), 3U);
        QCOMPARE(check.rows[0].name, std::string("conv2d_1"));
        QCOMPARE(check.rows[0].outputs, std::string("[null,6,6,8]"));
        QCOMPARE(check.rows[1].outputs, std::string("[null,288]"));
        QCOMPARE(check.rows[2].params, 288 * 8 + 8);
        QCOMPARE(std::string(check.model->className()), std::string("Sequential"));
    }

    void theFirstRefusedRowIsTold() {
        BlueprintCheck check;
        try {
            build({{2}, {row("Dense"), row("Conv2D"), row("Dense")}}, check);
            QFAIL("not refused");
        } catch (const Error& error) {
            QCOMPARE(check.rows.size(), 1U);
            QVERIFY2(QString(error.what()).contains("conv2d_1"), error.what());
        }
        QVERIFY(check.model == nullptr);
    }

    void shortcutsAreBuilt() {
        Blueprint blueprint{{2}, {row("Dense"), row("Dense"), row("Add")}};
        BlueprintCheck check;
        QVERIFY_EXCEPTION_THROWN(build(blueprint, check), Error); // one input is not enough
        QCOMPARE(check.rows.size(), 2U);
        blueprint.rows[2].with = {0};
        build(blueprint, check);
        QCOMPARE(std::string(check.model->className()), std::string("Model"));
        QCOMPARE(check.rows[2].outputs, std::string("[null,8]"));
        blueprint.rows[0].with = {1};
        QVERIFY_EXCEPTION_THROWN(build(blueprint, check), Error);
    }

    void branchesAreBuilt() {
        // Two ways from the input that meet again.
        Blueprint blueprint{{2}, {row("Dense"), row("Dense"), row("Concatenate")}};
        blueprint.rows[1].from = BlueprintRow::kInput;
        blueprint.rows[2].with = {0, BlueprintRow::kInput};
        BlueprintCheck check;
        build(blueprint, check);
        QCOMPARE(check.rows[1].params, std::int64_t{2 * 8 + 8});
        QCOMPARE(check.rows[2].outputs, std::string("[null,18]"));
        QCOMPARE(usedRows(blueprint), (std::vector<bool>{true, true, true}));
        blueprint.rows[2].with = {BlueprintRow::kInput};
        QCOMPARE(usedRows(blueprint), (std::vector<bool>{false, true, true}));
        blueprint.rows[1].from = 2;
        QVERIFY_EXCEPTION_THROWN(build(blueprint, check), Error);
        QVERIFY(usedRows({{2}, {}}).empty());
    }

    void whatGoesIntoARefusedRowIsTold() {
        Blueprint blueprint{{4, 3}, {row("Dense"), row("Flatten"), row("Add")}};
        blueprint.rows[2].with = {0};
        BlueprintCheck check;
        QVERIFY_EXCEPTION_THROWN(build(blueprint, check), Error);
        QCOMPARE(check.entering, std::string("[null,32], [null,4,8]"));
        blueprint = {{4}, {row("Dense"), row("Conv2D")}};
        QVERIFY_EXCEPTION_THROWN(build(blueprint, check), Error);
        QCOMPARE(check.entering, std::string("[null,8]"));
    }

    void tablesAndPartsAreFields() {
        const auto fieldAt = [](const Json& config, const std::vector<std::string>& path) {
            for (const LayerField& field : fieldsOf(config)) {
                if (field.path == path)
                    return std::optional(field);
            }
            return std::optional<LayerField>();
        };
        const Json padding = startConfig("ZeroPadding2D");
        QCOMPARE(fieldAt(padding, {"padding"})->kind, LayerField::Kind::Table);
        Json dense = startConfig("Dense");
        QVERIFY(!fieldAt(dense, {"kernel_regularizer", "config", "l1"}));
        dense = withSetting(dense, {"kernel_regularizer"}, "L1L2");
        const auto price = fieldAt(dense, {"kernel_regularizer", "config", "l1"});
        QVERIFY(price && price->isPart);
        QCOMPARE(price->value.number(), 0.01);
        dense = withSetting(dense, price->path, 0.5);
        QCOMPARE(fieldAt(dense, price->path)->value.number(), 0.5);
        QCOMPARE(fieldAt(dense, {"kernel_regularizer"})->value.text(), std::string("L1L2"));
        // A short name says all but the seed.
        QVERIFY(!fieldAt(dense, {"kernel_initializer", "config", "scale"}));
        QVERIFY(fieldAt(dense, {"kernel_initializer", "config", "seed"}));
        dense = withSetting(dense, {"kernel_initializer"}, "VarianceScaling");
        QVERIFY(fieldAt(dense, {"kernel_initializer", "config", "scale"}));
        dense = withSetting(dense, {"kernel_initializer"}, "Constant");
        dense = withSetting(dense, {"kernel_initializer", "config", "value"}, 0.25);
        BlueprintCheck check;
        build({{2}, {{"Dense", dense}}}, check);
        const Tensor kernel = check.model->weights()[0].value();
        QCOMPARE(kernel.dataSync<float>()[0], 0.25F);
    }

    void blueprintsAreKept() {
        Blueprint blueprint{{8, 8, 1}, {row("Conv2D"), row("Flatten"), row("Add")}};
        blueprint.rows[1].from = BlueprintRow::kInput;
        blueprint.rows[2].with = {0, 1};
        const auto kept = blueprintFromText(blueprintToJson(blueprint).dump());
        QVERIFY(kept && *kept == blueprint);
        QVERIFY(!blueprintFromText(""));
        QVERIFY_EXCEPTION_THROWN(blueprintFromText("{\"rows\": 3}"), Error);
    }

    void practiceDataFitTheirShapes_data() {
        QTest::addColumn<QString>("name");
        for (const std::string& name : practiceNames())
            QTest::newRow(name.c_str()) << QString::fromStdString(name);
    }
    void practiceDataFitTheirShapes() {
        QFETCH(QString, name);
        const PracticeData data = practiceData(name.toStdString(), 10, 0.1, 1);
        Shape expected{10};
        for (const std::int64_t size : practiceShape(name.toStdString()))
            expected.push_back(size);
        QVERIFY(data.xs.shape() == expected);
        QVERIFY((data.ys.shape() == Shape{10, 1}));
        const auto again = practiceData(name.toStdString(), 10, 0.1, 1);
        QCOMPARE(again.xs.dataSync<float>(), data.xs.dataSync<float>());
    }

    void modelsLearn_data() {
        QTest::addColumn<QString>("data");
        QTest::newRow("points") << "circles";
        QTest::newRow("pictures") << "stripes";
        QTest::newRow("sequences") << "waves";
    }
    void modelsLearn() {
        QFETCH(QString, data);
        PracticeChoice choice;
        choice.data = data.toStdString();
        choice.epochs = 25;
        Blueprint blueprint{practiceShape(choice.data), {}};
        if (data == "stripes") {
            blueprint.rows = {row("Conv2D"), row("Flatten")};
        } else if (data == "waves") {
            blueprint.rows = {row("LSTM")};
        } else {
            blueprint.rows = {row("Dense"), row("Dense")};
        }
        blueprint.rows.push_back(
            {"Dense",
             withSetting(withSetting(startConfig("Dense"), {"units"}, 1), {"activation"}, "tanh")});
        BlueprintCheck built;
        build(blueprint, built);
        std::vector<PracticeEpoch> epochs;
        const double right = practise(
            built.model, choice, [&](const PracticeEpoch& epoch) { epochs.push_back(epoch); }, {});
        QCOMPARE(epochs.size(), 25U);
        QVERIFY(epochs.back().loss < epochs.front().loss);
        QVERIFY2(right > 0.85, qPrintable(QString::number(right)));
    }

    void trainingIsStopped() {
        BlueprintCheck built;
        build({{2}, {{"Dense", withSetting(startConfig("Dense"), {"units"}, 1)}}}, built);
        int epochs = 0;
        practise(
            built.model, {}, [&](const PracticeEpoch&) { ++epochs; }, [&] { return epochs >= 3; });
        QCOMPARE(epochs, 3);
    }

    void aLossThatIsLostEndsTheTraining() {
        BlueprintCheck built;
        const tp::Json one = withSetting(startConfig("Dense"), {"units"}, 1);
        build({{2}, {{"Dense", withSetting(one, {"activation"}, "linear")}}}, built);
        PracticeChoice choice;
        choice.optimizer = "sgd";
        choice.learningRate = 1e6;
        int epochs = 0;
        const auto count = [&](const PracticeEpoch& epoch) {
            QVERIFY(std::isfinite(epoch.loss) && std::isfinite(epoch.validationLoss));
            ++epochs;
        };
        try {
            practise(built.model, choice, count, {});
            QFAIL("nothing was said");
        } catch (const Error& error) {
            QVERIFY2(
                QByteArray(error.what()).contains("the loss became infinite or NaN"), error.what());
        }
        QVERIFY(epochs < choice.epochs);
    }

    /// As some programs write them.
    void onesAreTrueAndZerosAreFalse() {
        for (const int bit : {0, 1}) {
            BlueprintCheck built;
            build(
                {{4},
                 {{"BatchNormalization",
                   withSetting(startConfig("BatchNormalization"), {"scale"}, bit)}}},
                built);
            QCOMPARE(built.rows[0].params, bit == 0 ? 12 : 16);
        }
        BlueprintCheck refused;
        QVERIFY_EXCEPTION_THROWN(
            build({{4}, {{"Dense", withSetting(startConfig("Dense"), {"use_bias"}, 2)}}}, refused),
            Error);
    }

    void whatDoesNotFitIsRefused() {
        BlueprintCheck built;
        build({{2}, {row("Dense")}}, built); // 8 numbers come out
        QVERIFY_EXCEPTION_THROWN(practise(built.model, {}, {}, {}), Error);
        PracticeChoice pictures;
        pictures.data = "stripes";
        QVERIFY_EXCEPTION_THROWN(practise(built.model, pictures, {}, {}), Error);
    }

private:
    static BlueprintRow row(const char* kind) { return {kind, startConfig(kind)}; }
};

QTEST_APPLESS_MAIN(TestBlueprint)
#include "tst_blueprint.moc"
