// What callbacks do beside watching: save, schedule, stop, write logs; and limits for gradients.
#include "engine/api/tp.h"
#include "engine/tensorboard/event_log.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tp;
using tp::test::refusalOf;

namespace {

struct Line {
    Tensor x = reshape(linspace(-1, 1, 32), {32, 1});
    Tensor y = x * 3.0 - 1.0;
};

Sequential lineModel(double rate = 0.1) {
    auto model = sequential();
    model.add(layers::dense({.units = 1, .inputShape = {1}, .kernelInitializer = "zeros"}));
    model.compile({.optimizer = sgd(rate), .loss = "meanSquaredError", .metrics = {"mae"}});
    return model;
}

std::vector<float> numbersOf(const Model& model) {
    std::vector<float> numbers;
    for (const Tensor& weight : model.getWeights()) {
        for (const float number : weight.values<float>())
            numbers.push_back(number);
    }
    return numbers;
}

/// Notes the learning rate of each epoch.
class RateWatch : public Callback {
public:
    void onEpochEnd(int, const Logs&) override {
        rates.push_back(model().optimizer().learningRate());
    }
    std::vector<double> rates;
};

} // namespace

class TestCallbacks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { resetAutomaticNames(); }

    void checkpointSavesEachEpoch();
    void checkpointKeepsTheBest();
    void aCheckpointThatCannotBeSavedEndsTraining();
    void schedulesSetTheRate();
    void plateausLowerTheRate();
    void earlyStoppingTakesTheBestWeightsBack();
    void tensorBoardSeesEveryEpoch();
    void gradientsAreClipped();
};

void TestCallbacks::checkpointSavesEachEpoch() {
    const QTemporaryDir folder;
    const std::string url = folder.path().toStdString() + "/line-{epoch}";
    const Line line;
    auto model = lineModel();
    model.fit(line.x, line.y, {.epochs = 2, .callbacks = {modelCheckpoint({.url = url})}});
    const auto first = loadLayersModel(folder.path().toStdString() + "/line-1");
    const auto second = loadLayersModel(folder.path().toStdString() + "/line-2");
    QVERIFY(numbersOf(*first) != numbersOf(model));
    QCOMPARE(numbersOf(*second), numbersOf(model));
    // Training goes on from there, step by step as it would have.
    QCOMPARE(second->optimizer().iterations(), model.optimizer().iterations());
    model.fit(line.x, line.y, {.shuffle = false});
    second->fit(line.x, line.y, {.shuffle = false});
    QCOMPARE(numbersOf(*second), numbersOf(model));
}

void TestCallbacks::checkpointKeepsTheBest() {
    const QTemporaryDir folder;
    const std::string url = folder.path().toStdString() + "/best";
    const Line line;
    auto model = lineModel(1.3); // far too high: each epoch is worse than the one before
    model.fit(
        line.x,
        line.y,
        {.epochs = 5,
         .callbacks = {modelCheckpoint({.url = url, .monitor = "loss", .saveBestOnly = true})}});
    const auto best = loadLayersModel(url);
    const double bestLoss = best->evaluate(line.x, line.y)["loss"];
    QVERIFY(bestLoss < model.evaluate(line.x, line.y)["loss"]);
}

void TestCallbacks::aCheckpointThatCannotBeSavedEndsTraining() {
    const Line line;
    auto model = lineModel();
    const QString refusal = refusalOf([&] {
        model.fit(
            line.x,
            line.y,
            {.epochs = 3, .callbacks = {modelCheckpoint({.url = "/proc/no-such-place/model"})}});
    });
    QVERIFY2(refusal != "accepted", qPrintable(refusal));
    model.fit(line.x, line.y); // and leaves the model usable
}

void TestCallbacks::schedulesSetTheRate() {
    const Line line;
    auto model = lineModel();
    const auto watch = std::make_shared<RateWatch>();
    model.fit(
        line.x,
        line.y,
        {.epochs = 4,
         .callbacks = {learningRateScheduler(schedules::stepDecay(0.1, 0.5, 2)), watch}});
    QCOMPARE(watch->rates, (std::vector<double>{0.1, 0.1, 0.05, 0.05}));
    const auto cosine = schedules::cosineDecay(1, 10, 0.2);
    QCOMPARE(cosine(0, 0), 1.0);
    QCOMPARE(cosine(5, 0), 0.6);
    QVERIFY(std::abs(cosine(10, 0) - 0.2) < 1e-12);
    QVERIFY(std::abs(schedules::exponentialDecay(1, 0.5, 2)(4, 0) - 0.25) < 1e-12);
}

void TestCallbacks::plateausLowerTheRate() {
    const Line line;
    auto model = lineModel(0);
    model.optimizer().setLearningRate(1e-12); // nothing gets better
    const auto watch = std::make_shared<RateWatch>();
    model.fit(
        line.x,
        line.y,
        {.epochs = 5,
         .callbacks = {
             watch,
             reduceLearningRateOnPlateau({.monitor = "loss", .factor = 0.5, .patience = 2})}});
    QCOMPARE(watch->rates, (std::vector<double>{1e-12, 1e-12, 1e-12, 5e-13, 5e-13}));
}

void TestCallbacks::earlyStoppingTakesTheBestWeightsBack() {
    const Line line;
    auto model = lineModel(1.3);
    EarlyStoppingConfig config;
    config.monitor = "loss";
    config.patience = 3;
    config.restoreBestWeights = true;
    const History history =
        model.fit(line.x, line.y, {.epochs = 20, .callbacks = {earlyStopping(config)}});
    const std::vector<double>& losses = history["loss"];
    const auto best = std::min_element(losses.begin(), losses.end()) - losses.begin();
    QVERIFY(losses.size() < 20);
    auto again = lineModel(1.3);
    again.fit(line.x, line.y, {.epochs = static_cast<int>(best) + 1});
    QVERIFY(
        std::abs(model.evaluate(line.x, line.y)["loss"] - again.evaluate(line.x, line.y)["loss"]) <
        1e-4);
}

void TestCallbacks::tensorBoardSeesEveryEpoch() {
    const QTemporaryDir folder;
    const Line line;
    auto model = lineModel();
    TensorBoardConfig config;
    config.logDir = folder.path().toStdString();
    config.histogramFreq = 2;
    const History history = model.fit(
        line.x, line.y, {.epochs = 3, .validationSplit = 0.25, .callbacks = {tensorBoard(config)}});
    const EventLog log(config.logDir);
    QCOMPARE(log.runs().size(), std::size_t{2});
    const auto& losses = log.runs()[0].scalars.at("epoch_loss");
    const auto& validation = log.runs()[1].scalars.at("epoch_loss");
    QCOMPARE(QString::fromStdString(log.runs()[0].name), "train");
    QCOMPARE(losses.size(), std::size_t{3});
    for (std::size_t i = 0; i < 3; ++i) {
        QCOMPARE(losses[i].step, static_cast<std::int64_t>(i + 1));
        QCOMPARE(static_cast<float>(losses[i].value), static_cast<float>(history["loss"][i]));
        QCOMPARE(
            static_cast<float>(validation[i].value), static_cast<float>(history["val_loss"][i]));
    }
    QCOMPARE(log.runs()[0].histograms.at("dense_Dense1/kernel").size(), std::size_t{2});
}

void TestCallbacks::gradientsAreClipped() {
    const Variable a(tensor1d({0, 0}));
    const Variable b(tensor1d({0}));
    const auto step = [&](const Optimizer::Clipping& clipping) {
        a.assign(tensor1d({0, 0}));
        b.assign(tensor1d({0}));
        const auto optimizer = sgd(1);
        optimizer->setClipping(clipping);
        optimizer->applyGradients({scalar(0), {a, b}, {tensor1d({3, -4}), tensor1d({12})}});
        return std::vector<float>{
            a.value().values<float>()[0],
            a.value().values<float>()[1],
            b.value().values<float>()[0]};
    };
    QCOMPARE(step({}), (std::vector<float>{-3, 4, -12}));
    QCOMPARE(step({.value = 2}), (std::vector<float>{-2, 2, -2}));
    QCOMPARE(step({.norm = 1}), (std::vector<float>{-0.6F, 0.8F, -1}));
    QCOMPARE(step({.norm = 6}), (std::vector<float>{-3, 4, -6}));
    QCOMPARE(step({.globalNorm = 6.5}), (std::vector<float>{-1.5F, 2, -6}));
    QCOMPARE(
        refusalOf([&] { sgd(1)->setClipping({.norm = -1}); }),
        "A limit for gradients must be a number of 0 or more, but got -1.");
}

QTEST_APPLESS_MAIN(TestCallbacks)
#include "tst_callbacks.moc"
