// What fit() promises beyond the numbers: order, repeatability, stopping, and leaving nothing
// behind.
#include "engine/api/tp.h"

#include <QTest>

using namespace tp;

namespace {

struct Line {
    Tensor x = reshape(linspace(-1, 1, 40), {40, 1});
    Tensor y = x * 2.0 + 0.5;
};

Sequential lineModel() {
    auto model = sequential();
    model.add(layers::dense(
        {.units = 4,
         .inputShape = {1},
         .activation = "tanh",
         .kernelInitializer = initializers::glorotNormal(3)}));
    model.add(layers::dense({.units = 1, .kernelInitializer = initializers::glorotNormal(4)}));
    return model;
}

std::vector<float> allWeights(const Model& model) {
    std::vector<float> numbers;
    for (const Tensor& weight : model.getWeights()) {
        for (const float number : weight.values<float>())
            numbers.push_back(number);
    }
    return numbers;
}

class ThrowingCallback : public Callback {
public:
    void onBatchEnd(int batch, const Logs&) override {
        if (batch == 1)
            throw Error(Error::Kind::Cancelled, "stopped");
    }
};

} // namespace

class TestFit : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { resetAutomaticNames(); }

    void learnsALine();
    void repeatsWithASeed();
    void shufflesDifferentlyEachEpoch();
    void evaluatesWithoutLearning();
    void buildsWhenItSeesData();
    void learningRateChangesWhileItRuns();
    void stopsAndGoesOn();
    void aThrowingCallbackLeavesTheModelUsable();
    void callbackKnowsItsPlan();
    void leavesNoTensorsBehind();
    void worksWithinTidy();
    void changingLayersAfterCompile();
    void nestedModelsShareTraining();
    void frozenLayersStay();
    void ownLossMetricAndActivation();
    void takesWholeNumbersAndTruths();
    void nanInDataDoesNotCrash();
    void dropoutOnlyWhileTraining();
    void modelsCanBeReturnedFromFunctions();
    void automaticNames();
};

void TestFit::learnsALine() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = adam(0.05), .loss = "meanSquaredError", .metrics = {"mae"}});
    const History history =
        model.fit(line.x, line.y, {.epochs = 100, .validationSplit = 0.25, .seed = 1});
    QCOMPARE(history.epochs().size(), std::size_t{100});
    std::vector<std::string> names;
    for (const auto& series : history.series())
        names.push_back(series.name);
    QCOMPARE(names, (std::vector<std::string>{"val_loss", "val_mae", "loss", "mae"}));
    QVERIFY(history["loss"].back() < 0.01);
    QVERIFY(history["loss"].back() < history["loss"].front() / 10);
    QVERIFY(!history.has("acc"));
}

void TestFit::repeatsWithASeed() {
    const Line line;
    const auto trained = [&](std::int64_t seed) {
        auto model = lineModel();
        model.compile({.optimizer = "sgd", .loss = "meanSquaredError"});
        model.fit(line.x, line.y, {.batchSize = 8, .epochs = 3, .seed = seed});
        return allWeights(model);
    };
    QCOMPARE(trained(5), trained(5));
    QVERIFY(trained(5) != trained(6));
}

void TestFit::shufflesDifferentlyEachEpoch() {
    // With a learning rate of 0 nothing but the order can change a batch's loss.
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = sgd(0), .loss = "meanSquaredError"});
    std::vector<std::vector<double>> losses;
    model.fit(
        line.x,
        line.y,
        {.batchSize = 8,
         .epochs = 2,
         .seed = 5,
         .callbacks = {callbacks(
             {.onEpochBegin = [&](int) { losses.emplace_back(); },
              .onBatchEnd = [&](int,
                                const Logs& logs) { losses.back().push_back(logs["loss"]); }})}});
    QCOMPARE(losses.size(), std::size_t{2});
    QVERIFY(losses[0] != losses[1]);
}

void TestFit::evaluatesWithoutLearning() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "sgd", .loss = "meanSquaredError", .metrics = {"mse", "mse"}});
    const auto before = allWeights(model);
    const Logs logs = model.evaluate(line.x, line.y, {.batchSize = 7});
    QCOMPARE(allWeights(model), before);
    QCOMPARE(model.metricsNames(), (std::vector<std::string>{"loss", "mse", "mse"}));
    QVERIFY(std::abs(logs["loss"] - logs["mse_1"]) < 1e-6);
    QVERIFY(std::abs(logs["loss"] - model.evaluate(line.x, line.y)["loss"]) < 1e-6);
}

void TestFit::buildsWhenItSeesData() {
    auto model = sequential();
    model.add(layers::dense({.units = 3, .activation = "relu"}));
    model.add(layers::dense({.units = 1}));
    model.compile({.optimizer = "sgd", .loss = "meanSquaredError", .metrics = {"accuracy"}});
    QVERIFY(!model.isBuilt());
    model.fit(ones({6, 2}), ones({6, 1}), {.epochs = 1});
    QVERIFY(model.isBuilt());
    QCOMPARE(model.countParams(), 3 * 2 + 3 + 3 + 1);
    QCOMPARE(model.outputShape(), (Shape{-1, 1}));

    auto shown = sequential();
    shown.add(layers::dense({.units = 3}));
    QCOMPARE(shown.predict(ones({4, 5})).shape(), (Shape{4, 3}));
}

void TestFit::learningRateChangesWhileItRuns() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = sgd(0.1), .loss = "meanSquaredError"});
    std::vector<float> frozen;
    model.fit(
        line.x,
        line.y,
        {.epochs = 3, .callbacks = {callbacks({.onEpochEnd = [&](int epoch, const Logs&) {
                          if (epoch == 0) {
                              model.optimizer().setLearningRate(0);
                              frozen = allWeights(model);
                          }
                      }})}});
    QCOMPARE(allWeights(model), frozen);
    QCOMPARE(model.optimizer().learningRate(), 0.0);
    QCOMPARE(model.optimizer().iterations(), std::int64_t{6});
}

void TestFit::stopsAndGoesOn() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    const auto stopAfter = callbacks({.onEpochEnd = [&](int epoch, const Logs&) {
        if (epoch == 1)
            model.stopTraining();
    }});
    const History first = model.fit(line.x, line.y, {.epochs = 9, .callbacks = {stopAfter}});
    QCOMPARE(first.epochs(), (std::vector<int>{0, 1}));
    const History second = model.fit(line.x, line.y, {.epochs = 4, .initialEpoch = 2});
    QCOMPARE(second.epochs(), (std::vector<int>{2, 3}));
}

void TestFit::aThrowingCallbackLeavesTheModelUsable() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    const auto thrower = std::make_shared<ThrowingCallback>();
    QVERIFY_EXCEPTION_THROWN(
        model.fit(line.x, line.y, {.batchSize = 8, .callbacks = {thrower}}), Error);
    QCOMPARE(model.optimizer().iterations(), std::int64_t{2});
    model.fit(line.x, line.y, {.batchSize = 8});
    QCOMPARE(model.optimizer().iterations(), std::int64_t{7});
}

void TestFit::callbackKnowsItsPlan() {
    struct Watcher : Callback {
        FitPlan seen;
        void onTrainBegin() override { seen = plan(); }
    };
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    const auto watcher = std::make_shared<Watcher>();
    model.fit(
        line.x,
        line.y,
        {.batchSize = 8, .epochs = 2, .validationSplit = 0.1, .callbacks = {watcher}});
    QCOMPARE(watcher->seen.samples, std::int64_t{36});
    QCOMPARE(watcher->seen.batches, std::int64_t{5});
    QVERIFY(watcher->seen.doValidation);
    QCOMPARE(watcher->seen.metrics, (std::vector<std::string>{"loss", "val_loss"}));
}

void TestFit::leavesNoTensorsBehind() {
    const Memory empty = memory();
    {
        const Line line;
        auto model = lineModel();
        model.compile({.optimizer = "adam", .loss = "meanSquaredError", .metrics = {"mae"}});
        model.fit(line.x, line.y, {.batchSize = 8});
        const Memory before = memory();
        model.fit(line.x, line.y, {.batchSize = 8, .epochs = 20, .validationSplit = 0.2});
        model.evaluate(line.x, line.y);
        model.predict(line.x, {.batchSize = 3});
        QCOMPARE(memory().numTensors, before.numTensors);
        QCOMPARE(memory().numBytes, before.numBytes);
    }
    QCOMPARE(memory().numTensors, empty.numTensors);
    QCOMPARE(memory().numDataBuffers, empty.numDataBuffers);
}

void TestFit::worksWithinTidy() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    std::int64_t before = 0;
    tidy([&] {
        model.fit(line.x, line.y, {.batchSize = 8});
        before = memory().numTensors;
        model.fit(line.x, line.y, {.batchSize = 8, .epochs = 5});
        QVERIFY(memory().numTensors <= before + 2);
    });
    QCOMPARE(model.fit(line.x, line.y, {.batchSize = 8}).epochs().size(), std::size_t{1});
    QCOMPARE(model.predict(line.x).shape(), (Shape{40, 1}));
}

void TestFit::changingLayersAfterCompile() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    model.fit(line.x, line.y);
    model.pop();
    model.add(layers::dense({.units = 2, .activation = "relu"}));
    model.add(layers::dense({.units = 1}));
    QCOMPARE(model.outputShape(), (Shape{-1, 1}));
    const auto before = allWeights(model);
    model.fit(line.x, line.y, {.epochs = 2});
    const auto after = allWeights(model);
    QCOMPARE(before.size(), after.size());
    int changed = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        changed += before[i] != after[i] ? 1 : 0;
    QVERIFY2(changed > 8, "the new layers are trained too");
}

void TestFit::nestedModelsShareTraining() {
    const Line line;
    auto inner = std::make_shared<Sequential>(SequentialConfig{.name = "inner"});
    inner->add(layers::dense({.units = 3, .inputShape = {1}, .activation = "tanh"}));
    auto model = sequential({.layers = {inner, layers::dense({.units = 1})}});
    model.compile({.optimizer = adam(0.1), .loss = "meanSquaredError"});
    const auto before = allWeights(*inner);
    const History history = model.fit(line.x, line.y, {.epochs = 50});
    QVERIFY(allWeights(*inner) != before);
    QVERIFY(history["loss"].back() < history["loss"].front() / 5);
}

void TestFit::frozenLayersStay() {
    const Line line;
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    model.layers()[0]->setTrainable(false);
    const auto kernel = model.layers()[0]->getWeights()[0].dataSync<float>();
    const auto head = model.layers()[1]->getWeights()[0].dataSync<float>();
    model.fit(line.x, line.y);
    QCOMPARE(model.layers()[0]->getWeights()[0].dataSync<float>(), kernel);
    QVERIFY(model.layers()[1]->getWeights()[0].dataSync<float>() != head);
    QCOMPARE(model.weights().front().name(), std::string("dense_Dense2/kernel"));
}

void TestFit::ownLossMetricAndActivation() {
    const Line line;
    auto model = sequential();
    model.add(layers::dense(
        {.units = 1, .inputShape = {1}, .activation = Activation("double", [](const Tensor& x) {
                                            return x * 2.0;
                                        })}));
    model.compile(
        {.optimizer = sgd(0.1),
         .loss = [](const Tensor& labels,
                    const Tensor& predictions) { return mean(abs(labels - predictions), -1); },
         .metrics = {{"worst", [](const Tensor& labels, const Tensor& predictions) {
                          return max(abs(labels - predictions));
                      }}}});
    const History history = model.fit(line.x, line.y, {.epochs = 40});
    QVERIFY(history["loss"].back() < history["loss"].front());
    QVERIFY(history["worst"].back() >= history["loss"].back());
}

// Numbers from files and images are often whole.
void TestFit::takesWholeNumbersAndTruths() {
    auto model = lineModel();
    model.compile({.optimizer = "sgd", .loss = "meanSquaredError"});
    const Tensor x = tensor({1, 0, 1}, {3, 1}, DType::Int32);
    const auto numbers = [](const Tensor& y) {
        return std::vector<float>(y.values<float>().begin(), y.values<float>().end());
    };
    const auto expected = numbers(model.predict(cast(x, DType::Float32)));
    QCOMPARE(numbers(model.predict(x)), expected);
    QCOMPARE(numbers(model.predict(cast(x, DType::Bool))), expected);
    QCOMPARE(model.fit(x, ones({3, 1}), {.epochs = 2}).epochs().size(), std::size_t{2});
}

void TestFit::nanInDataDoesNotCrash() {
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    const Tensor x = tensor({0.0, NAN}, {2, 1});
    const History history = model.fit(x, ones({2, 1}), {.epochs = 2});
    QVERIFY(std::isnan(history["loss"].back()));
}

void TestFit::dropoutOnlyWhileTraining() {
    const auto layer = layers::dropout({.rate = 0.5, .seed = 1});
    const Tensor x = ones({1000, 1});
    QCOMPARE(layer->apply(x).dataSync<float>(), x.dataSync<float>());
    const Tensor dropped = layer->apply(x, {Training::Yes, {}});
    const double kept = static_cast<double>(sum(dropped).scalar<float>()) / 2;
    QVERIFY2(kept > 420 && kept < 580, std::to_string(kept).c_str());
}

void TestFit::modelsCanBeReturnedFromFunctions() {
    auto model = lineModel();
    model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
    auto moved = std::move(model);
    moved.fit(Line().x, Line().y);
    QCOMPARE(moved.layers().size(), std::size_t{2});
}

void TestFit::automaticNames() {
    QCOMPARE(automaticLayerName("Dense"), std::string("dense_Dense1"));
    QCOMPARE(automaticLayerName("Dense"), std::string("dense_Dense2"));
    QCOMPARE(automaticLayerName("LeakyReLU"), std::string("leaky_re_lu_LeakyReLU1"));
    QCOMPARE(automaticLayerName("ConvLSTM2D"), std::string("conv_lst_m2d_ConvLSTM2D1"));
    QCOMPARE(
        automaticLayerName("Conv2DTranspose"), std::string("conv2d_transpose_Conv2DTranspose1"));
    QCOMPARE(automaticLayerName("GRU"), std::string("gru_GRU1"));
    QCOMPARE(sequential().name(), std::string("sequential_1"));
    QCOMPARE(sequential().name(), std::string("sequential_2"));
}

QTEST_APPLESS_MAIN(TestFit)
#include "tst_fit.moc"
