// Every behaviour of TensorFlow.js's Layers API that was recorded and that we have the parts for.
#include "engine/api/tp.h"
#include "tests/support/layers_case.h"

#include <QTest>

#include <cmath>

using namespace tp;
using tp::testing::Json;
using tp::testing::LayersCase;

namespace {

/// Fails the running test unless the numbers agree; NaN agrees with NaN.
bool near(double got, double want, double noise) {
    if (std::isnan(want) || std::isinf(want))
        return std::isnan(want) ? std::isnan(got) : got == want;
    return std::abs(got - want) <= 1e-5 + 1e-4 * std::abs(want) + 30 * noise;
}

void compareNumber(double got, double want, double noise, const std::string& what) {
    if (!near(got, want, noise))
        QFAIL(qPrintable(QString("%1: got %2, expected %3")
                             .arg(what.c_str())
                             .arg(got, 0, 'g', 9)
                             .arg(want, 0, 'g', 9)));
}

void compareTensor(const Tensor& got, const Tensor& want, double noise, const std::string& what) {
    if (got.shape() != want.shape())
        QFAIL((what + ": got shape " + toText(got.shape()) + ", expected " + toText(want.shape()))
                  .c_str());
    const Tensor a = cast(got, DType::Float32);
    const Tensor b = cast(want, DType::Float32);
    for (std::size_t i = 0; i < a.values<float>().size(); ++i)
        compareNumber(
            static_cast<double>(a.values<float>()[i]),
            static_cast<double>(b.values<float>()[i]),
            noise,
            what + "[" + std::to_string(i) + "]");
}

void compareNumbers(
    const std::vector<double>& got, const Json& want, double noise, const std::string& what) {
    QCOMPARE(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        compareNumber(
            got[i],
            tp::testing::readNumber(want.at(i)),
            noise,
            what + "[" + std::to_string(i) + "]");
}

void compareLogs(const Logs& got, const Json& want, double noise, const std::string& what) {
    QCOMPARE(got.size(), want.size());
    auto entry = want.begin();
    for (const auto& [name, value] : got) {
        QCOMPARE(QString::fromStdString(name), QString::fromStdString(entry.key()));
        compareNumber(value, tp::testing::readNumber(entry.value()), noise, what + "." + name);
        ++entry;
    }
}

void compareLines(const std::vector<std::string>& got, const Json& want) {
    QCOMPARE(got.size(), want.size());
    for (std::size_t i = 0; i < got.size(); ++i)
        QCOMPARE(
            QString::fromStdString(got[i]), QString::fromStdString(want.at(i).get<std::string>()));
}

std::vector<double> numbersOf(const Logs& logs) {
    std::vector<double> numbers;
    for (const auto& [name, value] : logs)
        numbers.push_back(value);
    return numbers;
}

std::vector<std::string> namesOf(const Variables& variables) {
    std::vector<std::string> names;
    for (const Variable& variable : variables)
        names.push_back(variable.name());
    return names;
}

Tensor rows(const Tensor& x, std::int64_t begin, std::int64_t count) {
    std::vector<std::int64_t> from(x.rank(), 0);
    std::vector<std::int64_t> size(x.shape().begin(), x.shape().end());
    from[0] = begin;
    size[0] = count;
    return slice(x, from, size);
}

/// Writes down what it is told, as the recording did.
class Recorder : public Callback {
public:
    explicit Recorder(const Json& fit) {
        if (fit.contains("only"))
            for (const Json& hook : fit.at("only"))
                m_only.push_back(hook);
        if (fit.contains("stop")) {
            m_stopBatch = fit.at("stop").value("afterBatch", -1);
            m_stopEpoch = fit.at("stop").value("afterEpoch", -1);
        }
    }

    struct Event {
        std::string hook;
        int number = -1;
        Logs logs = {};
    };
    std::vector<Event> events;
    FitPlan plans;

    void onTrainBegin() override {
        plans = plan();
        note({"onTrainBegin"});
    }
    void onTrainEnd() override { note({"onTrainEnd"}); }
    void onEpochBegin(int epoch) override { note({"onEpochBegin", epoch}); }
    void onBatchBegin(int batch) override { note({"onBatchBegin", batch}); }
    void onEpochEnd(int epoch, const Logs& logs) override {
        note({"onEpochEnd", epoch, logs});
        if (epoch == m_stopEpoch)
            model().stopTraining();
    }
    void onBatchEnd(int batch, const Logs& logs) override {
        note({"onBatchEnd", batch, logs});
        if (batch == m_stopBatch)
            model().stopTraining();
    }

private:
    void note(Event event) {
        if (m_only.empty() || std::find(m_only.begin(), m_only.end(), event.hook) != m_only.end())
            events.push_back(std::move(event));
    }

    std::vector<std::string> m_only;
    int m_stopBatch = -1;
    int m_stopEpoch = -1;
};

void compareEvents(const Recorder& recorder, const Json& want, double noise) {
    std::vector<Json> expected;
    for (const Json& event : want)
        if (event.at(0) != "nextFrame" && event.at(0) != "onYield") // of browsers only
            expected.push_back(event);
    QCOMPARE(recorder.events.size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto& event = recorder.events[i];
        QCOMPARE(event.hook, expected[i].at(0).get<std::string>());
        if (event.number >= 0)
            QCOMPARE(event.number, expected[i].at(1).get<int>());
        compareLogs(event.logs, expected[i].back(), noise, event.hook);
    }
}

void comparePlan(const FitPlan& plan, const Json& want) {
    QCOMPARE(plan.epochs, want.at("epochs").get<int>());
    QCOMPARE(plan.initialEpoch, want.at("initialEpoch").get<int>());
    QCOMPARE(plan.samples, want.at("samples").get<std::int64_t>());
    QCOMPARE(plan.batchSize, want.at("batchSize").get<std::int64_t>());
    QCOMPARE(plan.doValidation, want.at("doValidation").get<bool>());
    QCOMPARE(plan.metrics, want.at("metrics").get<std::vector<std::string>>());
}

} // namespace

class TestLayersCases : public QObject {
    Q_OBJECT

private:
    int m_run = 0;
    std::map<std::string, int> m_skipped;
    double m_largestShare = 0;

    void compareModel(const LayersCase& recorded, const Model& model);
    void compareEnd(const LayersCase& recorded, Model& model, std::int64_t batchSize);
    void runTrain(const LayersCase& recorded);
    void runFit(const LayersCase& recorded);
    void runPredict(const LayersCase& recorded);
    void runSummary(const LayersCase& recorded);
    void runOps(const LayersCase& recorded);
    void runOp(const LayersCase& recorded, const Json& op, const Json& want, Model& model);

    static Tensor input(const LayersCase& recorded, std::size_t index = 0) {
        return tp::testing::readTensor(recorded.json.at("inputs").at(index));
    }
    static Tensor target(const LayersCase& recorded, std::size_t index = 0) {
        return tp::testing::readTensor(recorded.json.at("targets").at(index));
    }

private slots:
    void initTestCase() { start(); }
    void init() { resetAutomaticNames(); }
    void cases_data();
    void cases();
    void cleanupTestCase();
};

void TestLayersCases::cases_data() {
    QTest::addColumn<QString>("folder");
    for (const auto& folder : tp::testing::layersCaseFolders())
        QTest::newRow(folder.filename().c_str()) << QString::fromStdString(folder.string());
}

void TestLayersCases::cases() {
    QFETCH(QString, folder);
    const LayersCase recorded = tp::testing::readLayersCase(folder.toStdString());
    const std::string missing = tp::testing::missingFor(recorded);
    if (!missing.empty()) {
        ++m_skipped[missing];
        QSKIP(("not built yet: " + missing).c_str());
    }
    ++m_run;
    const std::string kind = recorded.kind();
    if (kind == "train")
        runTrain(recorded);
    else if (kind == "fit")
        runFit(recorded);
    else if (kind == "predict")
        runPredict(recorded);
    else if (kind == "summary")
        runSummary(recorded);
    else
        runOps(recorded);
}

void TestLayersCases::cleanupTestCase() {
    int skipped = 0;
    for (const auto& [reason, count] : m_skipped) {
        qInfo("%4d skipped for want of %s", count, reason.c_str());
        skipped += count;
    }
    qInfo("%4d recorded cases run, %d skipped", m_run, skipped);
    QVERIFY(m_run >= 15);
}

void TestLayersCases::compareModel(const LayersCase& recorded, const Model& model) {
    const Json& expect = recorded.expect();
    if (expect.contains("summary"))
        compareLines(
            summaryLines(
                model, {.lineLength = recorded.json.value("line_length", std::size_t{90})}),
            expect.at("summary"));
    if (expect.contains("weight_names"))
        QCOMPARE(
            namesOf(model.weights()), expect.at("weight_names").get<std::vector<std::string>>());
    if (expect.contains("output_shapes"))
        QCOMPARE(model.outputShape().rank(), expect.at("output_shapes").at(0).size());
}

void TestLayersCases::runTrain(const LayersCase& recorded) {
    const Json& expect = recorded.expect();
    const std::int64_t batchSize = recorded.json.at("fit").at("batchSize");
    const int steps = recorded.json.at("fit").at("steps");
    Sequential model = tp::testing::readModel(recorded);
    model.compile(tp::testing::readCompile(recorded.json.at("compile")));
    compareModel(recorded, model);
    const Tensor x = input(recorded);
    const Tensor y = target(recorded);
    const BatchConfig predictConfig{recorded.json.value("predict_batch_size", std::int64_t{32})};
    compareTensor(
        model.predict(x, predictConfig),
        tp::testing::readTensor(expect.at("predict_initial").at(0)),
        recorded.noise("predict_initial"),
        "predict_initial");

    const auto step = [&](int number) {
        const std::int64_t begin = number * batchSize % x.shape()[0];
        const std::int64_t count = std::min(batchSize, x.shape()[0] - begin);
        return model.trainOnBatch(rows(x, begin, count), rows(y, begin, count));
    };
    for (int i = 0; i < steps; ++i) {
        const Logs logs = step(i);
        compareNumber(
            logs["loss"],
            tp::testing::readNumber(expect.at("losses").at(static_cast<std::size_t>(i))),
            recorded.noise("losses"),
            "losses");
        for (const auto& [name, values] : expect.at("metrics").items())
            compareNumber(
                logs[name],
                tp::testing::readNumber(values.at(static_cast<std::size_t>(i))),
                recorded.noise("metrics." + name),
                "metrics." + name);
    }
    compareEnd(recorded, model, batchSize);
    if (expect.contains("resume")) {
        const Json& resume = expect.at("resume");
        for (std::size_t i = 0; i < resume.at("continue_losses").size(); ++i)
            compareNumber(
                step(resume.at("first_step").get<int>() + static_cast<int>(i))["loss"],
                tp::testing::readNumber(resume.at("continue_losses").at(i)),
                recorded.noise("resume"),
                "continue_losses");
    }
}

void TestLayersCases::compareEnd(const LayersCase& recorded, Model& model, std::int64_t batchSize) {
    const Json& expect = recorded.expect();
    const Tensor x = input(recorded);
    if (expect.contains("evaluate")) {
        // tfjs gives more values than names where a model has several outputs; ours has one.
        const Logs values = model.evaluate(x, target(recorded), {.batchSize = batchSize});
        double noise = recorded.noise("evaluate");
        compareNumbers(numbersOf(values), expect.at("evaluate"), noise, "evaluate");
    }
    compareTensor(
        model.predict(x),
        tp::testing::readTensor(expect.at("predict_final").at(0)),
        recorded.noise("predict_final"),
        "predict_final");
    const Tensors got = tp::testing::weightsInFileOrder(recorded, model);
    const Tensors want = tp::testing::finalWeights(recorded);
    for (std::size_t i = 0; i < got.size(); ++i)
        compareTensor(got[i], want[i], recorded.noise("weights_final"), "weights_final");
}

void TestLayersCases::runFit(const LayersCase& recorded) {
    const Json& expect = recorded.expect();
    const Json& fit = recorded.json.at("fit");
    Sequential model = tp::testing::readModel(recorded);
    model.compile(tp::testing::readCompile(recorded.json.at("compile")));
    compareModel(recorded, model);

    const auto recorder = std::make_shared<Recorder>(fit);
    FitConfig config{
        .batchSize = fit.value("batchSize", std::int64_t{32}),
        .epochs = fit.value("epochs", 1),
        .shuffle = false,
        .validationSplit = fit.value("validationSplit", 0.0),
        .initialEpoch = fit.value("initialEpoch", 0),
        .callbacks = {recorder}};
    if (recorded.json.contains("val_inputs"))
        config.validationData = {
            tp::testing::readTensor(recorded.json.at("val_inputs").at(0)),
            tp::testing::readTensor(recorded.json.at("val_targets").at(0))};
    if (fit.contains("classWeight"))
        for (const auto& [number, weight] : fit.at("classWeight").items())
            config.classWeight[std::stoi(number)] = weight.get<double>();
    if (fit.contains("earlyStopping")) {
        const Json& early = fit.at("earlyStopping");
        config.callbacks.push_back(earlyStopping(
            {.monitor = early.value("monitor", "val_loss"),
             .minDelta = early.value("minDelta", 0.0),
             .patience = early.value("patience", 0),
             .mode = early.value("mode", "auto") == "max" ? EarlyStoppingConfig::Mode::Max
                                                          : EarlyStoppingConfig::Mode::Auto}));
    }
    const History history = model.fit(input(recorded), target(recorded), config);

    QCOMPARE(history.epochs(), expect.at("epoch").get<std::vector<int>>());
    QCOMPARE(history.series().size(), expect.at("history").size());
    auto series = history.series().begin();
    for (const auto& [name, values] : expect.at("history").items()) {
        QCOMPARE(series->name, name);
        compareNumbers(series->values, values, recorded.noise("history." + name), name);
        ++series;
    }
    if (expect.contains("callbacks"))
        compareEvents(*recorder, expect.at("callbacks"), recorded.noise("callbacks"));
    if (expect.contains("params"))
        comparePlan(recorder->plans, expect.at("params"));
    compareEnd(recorded, model, config.batchSize);
}

void TestLayersCases::runPredict(const LayersCase& recorded) {
    Sequential model = tp::testing::readModel(recorded);
    compareModel(recorded, model);
    const Json& expect = recorded.expect();
    const char* field = expect.contains("predict") ? "predict" : "predict_initial";
    compareTensor(
        model.predict(input(recorded)),
        tp::testing::readTensor(expect.at(field).at(0)),
        recorded.noise(field),
        field);
}

void TestLayersCases::runSummary(const LayersCase& recorded) {
    compareModel(recorded, tp::testing::readModel(recorded));
}

void TestLayersCases::runOps(const LayersCase& recorded) {
    Sequential model = tp::testing::readModel(recorded);
    if (recorded.json.contains("compile"))
        model.compile(tp::testing::readCompile(recorded.json.at("compile")));
    const Json& ops = recorded.json.at("ops");
    for (std::size_t i = 0; i < ops.size(); ++i)
        runOp(recorded, ops.at(i), recorded.expect().at("ops").at(i), model);
}

void TestLayersCases::runOp(
    const LayersCase& recorded, const Json& op, const Json& want, Model& model) {
    const std::string name = op.at("op");
    const double noise = recorded.noise("ops");
    const auto x = [&] { return input(recorded, op.at("inputs").at(0).get<std::size_t>()); };
    const auto y = [&] { return target(recorded, op.at("targets").at(0).get<std::size_t>()); };
    if (name == "weightNames") {
        QCOMPARE(namesOf(model.weights()), want.at("weights").get<std::vector<std::string>>());
        QCOMPARE(
            namesOf(model.trainableWeights()),
            want.at("trainable").get<std::vector<std::string>>());
    } else if (name == "train") {
        compareNumbers(numbersOf(model.trainOnBatch(x(), y())), want, noise, "train");
    } else if (name == "setTrainable") {
        for (const Json& layer : op.at("layers"))
            model.layer(layer.get<std::string>())->setTrainable(op.at("value"));
    } else if (name == "compile") {
        model.compile(tp::testing::readCompile(op.at("compile")));
    } else if (name == "summary") {
        compareLines(summaryLines(model), want);
    } else if (name == "getWeights") {
        const Tensors values = model.getWeights();
        QCOMPARE(values.size(), want.size());
        for (std::size_t i = 0; i < values.size(); ++i)
            compareTensor(values[i], tp::testing::readTensor(want.at(i)), noise, "getWeights");
    } else {
        QFAIL(("unknown step " + name).c_str());
    }
}

QTEST_APPLESS_MAIN(TestLayersCases)
#include "tst_layers_cases.moc"
