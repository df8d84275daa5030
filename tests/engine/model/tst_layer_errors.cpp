// What a learner reads after a slip: one sentence with the layer, what was expected and what came.
#include "engine/api/tp.h"
#include "engine/keras/layer_registry.h"

#include <QTest>

#include <functional>

using namespace tp;

namespace {

Sequential twoUnits() {
    auto model = sequential();
    model.add(layers::dense({.units = 2, .inputShape = {3}}));
    return model;
}

Sequential compiled() {
    auto model = twoUnits();
    model.compile({.optimizer = "sgd", .loss = "meanSquaredError"});
    return model;
}

Sequential classifier(const char* loss, std::int64_t units) {
    auto model = sequential();
    model.add(layers::dense({.units = units, .inputShape = {3}, .activation = "softmax"}));
    model.compile({.optimizer = "sgd", .loss = loss});
    return model;
}

const char* const kCompileFirst =
    "compile the model first, to choose how it learns: model.compile({.optimizer = \"adam\", .loss "
    "= \"meanSquaredError\"}).";
const char* const kLosses =
    "Choose one of meanSquaredError, meanAbsoluteError, meanAbsolutePercentageError, "
    "meanSquaredLogarithmicError, squaredHinge, hinge, categoricalHinge, logcosh, "
    "categoricalCrossentropy, sparseCategoricalCrossentropy, binaryCrossentropy, "
    "kullbackLeiblerDivergence, poisson, cosineProximity.";
const char* const kOptimizers = "Choose one of adadelta, adagrad, adam, adamax, rmsprop, sgd.";
const char* const kMetrics =
    "Choose one of accuracy, crossentropy, binaryAccuracy, categoricalAccuracy, precision, "
    "categoricalCrossentropy, sparseCategoricalCrossentropy, mse, MSE, mae, MAE, mape, MAPE, "
    "cosine.";

using Slip = std::function<void()>;

void row(const char* name, const Slip& slip, const std::string& message) {
    QTest::newRow(name) << slip << QString::fromStdString(message);
}

void names() {
    row(
        "unknown optimizer",
        [] { twoUnits().compile({.optimizer = "adamw", .loss = "meanSquaredError"}); },
        std::string("There is no optimizer \"adamw\". Did you mean \"adam\"? ") + kOptimizers);
    row(
        "momentum has no string form",
        [] { twoUnits().compile({.optimizer = "momentum", .loss = "meanSquaredError"}); },
        std::string("There is no optimizer \"momentum\". ") + kOptimizers);
    row(
        "no optimizer",
        [] { twoUnits().compile({.loss = "meanSquaredError"}); },
        "compile: choose an optimizer, such as \"adam\".");
    row(
        "no loss",
        [] { twoUnits().compile({.optimizer = "adam"}); },
        "compile: choose a loss, such as \"meanSquaredError\".");
    row(
        "short loss",
        [] { twoUnits().compile({.optimizer = "sgd", .loss = "mse"}); },
        std::string("There is no loss \"mse\". Did you mean \"meanSquaredError\"? ") + kLosses);
    row(
        "loss softmaxCrossEntropy",
        [] { twoUnits().compile({.optimizer = "sgd", .loss = "softmaxCrossEntropy"}); },
        std::string("There is no loss \"softmaxCrossEntropy\". Did you mean "
                    "\"categoricalCrossentropy\"? ") +
            kLosses);
    row(
        "loss mistyped",
        [] { Loss("meansquarederror"); },
        std::string("There is no loss \"meansquarederror\". Did you mean \"meanSquaredError\"? ") +
            kLosses);
    row(
        "long metric",
        [] { Metric("meanSquaredError"); },
        std::string("There is no metric \"meanSquaredError\". Did you mean \"mse\"? ") + kMetrics);
    row(
        "metric mistyped",
        [] { Metric("acuracy"); },
        std::string("There is no metric \"acuracy\". Did you mean \"accuracy\"? ") + kMetrics);
    row(
        "activation mistyped",
        [] { layers::dense({.units = 1, .activation = "reluu"}); },
        "There is no activation \"reluu\". Did you mean \"relu\"? Choose one of elu, gelu, "
        "gelu_new, hardSigmoid, linear, logSoftmax, mish, relu, relu6, selu, sigmoid, softmax, "
        "softplus, softsign, swish, tanh.");
    row(
        "initializer mistyped",
        [] { layers::dense({.units = 1, .kernelInitializer = "glorotnormal"}); },
        "There is no initializer \"glorotnormal\". Did you mean \"glorotNormal\"? Choose one of "
        "constant, glorotNormal, glorotUniform, heNormal, heUniform, identity, leCunNormal, "
        "leCunUniform, ones, orthogonal, randomNormal, randomUniform, truncatedNormal, "
        "varianceScaling, zeros.");
    row(
        "constant without value",
        [] { layers::dense({.units = 1, .kernelInitializer = "constant"}); },
        "The initializer \"constant\" needs a value: use initializers::Constant{0.5}.");
    row(
        "layer name",
        [] { twoUnits().layer("dense_Dense2"); },
        "The model has no layer \"dense_Dense2\". Did you mean \"dense_Dense1\"? It has: "
        "dense_Dense1.");
}

void fedData() {
    row(
        "predict: wrong rank",
        [] {
            twoUnits().predict(ones({2, 3, 1}));
        },
        "predict: dense_Dense1_input expects x of shape [null, 3], but x has shape [2, 3, 1].");
    row(
        "predict: wrong size",
        [] {
            twoUnits().predict(ones({2, 4}));
        },
        "predict: dense_Dense1_input expects x of shape [null, 3], but x has shape [2, 4].");
    row(
        "predict: one number",
        [] { twoUnits().predict(scalar(1)); },
        "predict: x must hold one row for each sample, but it is a single number.");
    row(
        "predict: batchSize 0",
        [] {
            twoUnits().predict(ones({2, 3}), {.batchSize = 0});
        },
        "predict: batchSize must be 1 or more, but got 0.");
    row(
        "predict: nothing",
        [] {
            twoUnits().predict(zeros({0, 3}));
        },
        "predict: x has no samples: its shape is [0, 3].");
    row(
        "predict: no tensor",
        [] { twoUnits().predict(Tensor()); },
        "predict: x holds a null tensor.");
    row(
        "predict: words",
        [] {
            twoUnits().predict(tensor({"a", "b"}));
        },
        "predict: x must hold numbers, but it holds string elements.");
    row(
        "fit: wrong size",
        [] {
            compiled().fit(ones({2, 4}), ones({2, 2}));
        },
        "fit: dense_Dense1_input expects x of shape [null, 3], but x has shape [2, 4].");
    row(
        "fit: wrong labels",
        [] {
            compiled().fit(ones({2, 3}), ones({2, 3}));
        },
        "fit: dense_Dense1 puts out shape [null, 2], so y must have shape [null, 2] too, but y has "
        "shape [2, 3].");
    row(
        "fit: labels of wrong rank",
        [] {
            compiled().fit(ones({2, 3}), ones({2, 2, 1}));
        },
        "fit: dense_Dense1 puts out shape [null, 2], so y must have shape [null, 2] too, but y has "
        "shape [2, 2, 1].");
    row(
        "fit: labels of another count",
        [] {
            compiled().fit(ones({4, 3}), ones({3, 2}));
        },
        "fit: x has 4 samples, but y has labels for 3; each sample needs its label.");
    row(
        "fit: validation data",
        [] {
            compiled().fit(
                ones({4, 3}), ones({4, 2}), {.validationData = {ones({4, 2}), ones({4, 2})}});
        },
        "fit (validationData): dense_Dense1_input expects x of shape [null, 3], but x has shape "
        "[4, 2].");
    row(
        "fit: half of validation data",
        [] {
            compiled().fit(ones({4, 3}), ones({4, 2}), {.validationData = {.x = ones({4, 3})}});
        },
        "fit: validationData needs both x and y.");
    row(
        "fit: one column for one-hot",
        [] {
            classifier("categoricalCrossentropy", 1).fit(ones({2, 3}), ones({2, 1}));
        },
        "fit: the loss \"categoricalCrossentropy\" expects one-hot labels, a column for each of "
        "several classes, but y has shape [2, 1]. For class numbers, use "
        "\"sparseCategoricalCrossentropy\".");
    row(
        "fit: one-hot for sparse",
        [] {
            classifier("sparseCategoricalCrossentropy", 4).fit(ones({2, 3}), ones({2, 4}));
        },
        "fit: the loss \"sparseCategoricalCrossentropy\" expects class numbers, y of shape "
        "[null, 1], but y has shape [2, 4]. For one-hot labels, use \"categoricalCrossentropy\".");
    row(
        "fit: class weights lack a class",
        [] {
            compiled().fit(ones({2, 3}), tensor({1, 0, 0, 1}, {2, 2}), {.classWeight = {{0, 1.0}}});
        },
        "fit: classWeight must name all classes in the labels, but lacks class 1.");
}

void training() {
    const auto fit = [](const FitConfig& config) {
        compiled().fit(ones({2, 3}), ones({2, 2}), config);
    };
    row(
        "fit before compile",
        [] {
            twoUnits().fit(ones({2, 3}), ones({2, 2}));
        },
        std::string("fit: ") + kCompileFirst);
    row(
        "trainOnBatch before compile",
        [] {
            twoUnits().trainOnBatch(ones({2, 3}), ones({2, 2}));
        },
        std::string("trainOnBatch: ") + kCompileFirst);
    row(
        "evaluate before compile",
        [] {
            twoUnits().evaluate(ones({2, 3}), ones({2, 2}));
        },
        std::string("evaluate: ") + kCompileFirst);
    row(
        "optimizer before compile",
        [] { twoUnits().optimizer(); },
        "The model has no optimizer yet: compile it first.");
    row(
        "batchSize -1",
        [=] { fit({.batchSize = -1}); },
        "fit: batchSize must be 1 or more, but got -1.");
    row(
        "epochs 0", [=] { fit({.epochs = 0}); }, "fit: epochs must be 1 or more, but got 0.");
    row(
        "initialEpoch -1",
        [=] { fit({.initialEpoch = -1}); },
        "fit: initialEpoch must be 0 or more, but got -1.");
    row(
        "validationSplit 1",
        [=] { fit({.validationSplit = 1}); },
        "fit: validationSplit is the share of samples to validate with, 0 or more and less than 1, "
        "but got 1.");
    row(
        "validationSplit leaves nothing",
        [=] { fit({.validationSplit = 0.9}); },
        "fit: validationSplit 0.9 leaves none of the 2 samples to train with.");
    row(
        "null callback",
        [=] { fit({.callbacks = {nullptr}}); },
        "fit: one of the callbacks is null.");
    row(
        "fit within fit",
        [] {
            auto model = compiled();
            model.fit(
                ones({2, 3}),
                ones({2, 2}),
                {.callbacks = {callbacks({.onEpochEnd = [&](int, const Logs&) {
                     model.fit(ones({2, 3}), ones({2, 2}));
                 }})}});
        },
        "fit: this model is being trained already; wait, or stop it first.");
    row(
        "compile within fit",
        [] {
            auto model = compiled();
            model.fit(
                ones({2, 3}),
                ones({2, 2}),
                {.callbacks = {callbacks({.onBatchEnd = [&](int, const Logs&) {
                     model.compile({.optimizer = "adam", .loss = "meanSquaredError"});
                 }})}});
        },
        "compile: this model is being trained already; wait, or stop it first.");
    row(
        "all frozen",
        [] {
            auto model = compiled();
            model.setTrainable(false);
            model.fit(ones({2, 3}), ones({2, 2}));
        },
        "fit: none of the model's weights can be trained: its layers have none, or are frozen.");
    row(
        "learning rate",
        [] { sgd(-1); },
        "The learning rate must be a number of 0 or more, but got -1.");
    row(
        "learning rate NaN",
        [] { adam(NAN); },
        "The learning rate must be a number of 0 or more, but got NaN.");
    row(
        "unknown log",
        [] {
            Logs({{"loss", 1}, {"mse", 2}})["acc"];
        },
        "The logs have no \"acc\". They have: loss, mse.");
    row(
        "unknown series",
        [] {
            compiled().fit(ones({2, 3}), ones({2, 2}))["val_loss"];
        },
        "The history has no \"val_loss\". It has: loss.");
}

void building() {
    row(
        "empty: compile",
        [] { sequential().compile({.optimizer = "sgd", .loss = "meanSquaredError"}); },
        "compile: the model is empty; add layers first.");
    row(
        "empty: predict",
        [] {
            sequential().predict(ones({1, 2}));
        },
        "predict: the model is empty; add layers first.");
    row(
        "empty: summary",
        [] { sequential().summary(); },
        "summary: the model is empty; add layers first.");
    row(
        "unbuilt: summary",
        [] { sequential({.layers = {layers::dense({.units = 1})}}).summary(); },
        "summary: sequential_1 has no weights yet: give its first layer an inputShape, or show it "
        "data.");
    row(
        "empty: pop", [] { sequential().pop(); }, "pop: the model has no layers.");
    row(
        "units 0",
        [] { layers::dense({.units = 0}); },
        "dense_Dense1: units must be 1 or more, but got 0.");
    row(
        "input shape",
        [] { layers::dense({.units = 1, .inputShape = {0}}); },
        "dense_Dense1: the input shape must hold sizes of 1 or more, or -1 for any, but got [0].");
    row(
        "unknown last axis",
        [] { twoUnits().add(nullptr); },
        "add: there is no layer to add: the pointer is null.");
    row(
        "dense of any size",
        [] { sequential({.layers = {layers::dense({.units = 1, .inputShape = {-1}})}}); },
        "dense_Dense1: the last axis of the input must have a known size, but the input has shape "
        "[null, null].");
    row(
        "same name",
        [] {
            auto model = twoUnits();
            model.add(layers::dense({.units = 1, .name = "dense_Dense1"}));
        },
        "add: the model has a layer \"dense_Dense1\" already; names must differ.");
    row(
        "wrong shape in the middle",
        [] {
            auto model = twoUnits();
            model.add(layers::dense({.units = 1, .inputShape = {5}}));
        },
        "dense_Dense2: it was made for inputs of shape [null, 5], but the layer before it puts out "
        "[null, 2].");
    row(
        "layer of another model",
        [] {
            const auto shared = layers::dense({.units = 1, .inputShape = {5}});
            sequential({.layers = {shared}});
            const auto plain = layers::dense({.units = 1});
            auto other = sequential({.layers = {layers::dense({.units = 5, .inputShape = {1}})}});
            other.add(plain);
            auto model = twoUnits();
            model.add(plain);
        },
        "dense_Dense2: the last axis of the input must have size 5, but the input has shape "
        "[null, 2].");
    row(
        "flatten flat",
        [] {
            auto model = twoUnits();
            model.add(layers::flatten());
        },
        "flatten_Flatten1: inputs must have three axes or more, but got shape [null, 2], which is "
        "flat already.");
    row(
        "identity",
        [] {
            sequential(
                {.layers = {layers::dense(
                     {.units = 2, .inputShape = {3}, .kernelInitializer = "identity"})}});
        },
        "identity: only square matrices can be filled, but the weights have shape [3, 2].");
    row(
        "setWeights: wrong number",
        [] {
            twoUnits().setWeights({ones({3, 2})});
        },
        "sequential_1: there are 2 weights to set, but 1 were given.");
    row(
        "setWeights: wrong shape",
        [] {
            twoUnits().setWeights({ones({2, 3}), ones({2})});
        },
        "sequential_1: the weight dense_Dense1/kernel holds float32 of shape [3, 2], but was given "
        "float32 of shape [2, 3].");
    row(
        "metadata that is no object",
        [] { twoUnits().setUserDefinedMetadata("v1"); },
        "setUserDefinedMetadata: metadata must be a JSON object: values by name.");
    row(
        "weight data without specs",
        [] {
            io::ModelArtifacts artifacts = artifactsOf(twoUnits());
            artifacts.weightSpecs.clear();
            modelFromArtifacts(artifacts, "memory");
        },
        "memory: it holds 32 bytes of weight data, but no weight specs that tell what they are");
    row(
        "metadata of a file that is no object",
        [] {
            io::ModelArtifacts artifacts = artifactsOf(twoUnits());
            artifacts.userDefinedMetadata = Json::List{};
            modelFromArtifacts(artifacts, "memory");
        },
        "memory: userDefinedMetadata: expected an object, but found []");
    row(
        "an optimizer saved with losses that have no names",
        [] {
            auto model = twoUnits();
            model.compile(
                {.optimizer = "sgd",
                 .loss = std::map<std::string, Loss>{
                     {"dense_Dense1", Loss([](const Tensor& a, const Tensor& b) {
                          return mean(square(a - b));
                      })}}});
            artifactsOf(model, {.includeOptimizer = true});
        },
        "save: the optimizer is saved together with the losses, but one of several losses is a "
        "function of its own, which files cannot hold; name it, or save without the optimizer.");
    row(
        "input with a shape and a batchShape",
        [] {
            input({.shape = {2}, .batchShape = {1, 2}});
        },
        "input: give either a shape, [2], or a batchShape, [1, 2], which has the batch axis too.");
    row(
        "input layer without a shape",
        [] {
            const Json config = Json::Object{{"name", "in"}};
            layerFromConfig("InputLayer", JsonReader(config, "file"));
        },
        "file: \"batch_input_shape\" is missing");
    row(
        "summary positions",
        [] {
            twoUnits().summary({.positions = {0.5, 1}});
        },
        "summary: 4 positions are needed, but 2 were given.");
    row(
        "early stopping",
        [] { earlyStopping({.patience = -1}); },
        "earlyStopping: patience must be 0 or more, but got -1.");
}

} // namespace

class TestLayerErrors : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void messages_data();
    void messages();
};

void TestLayerErrors::messages_data() {
    QTest::addColumn<Slip>("slip");
    QTest::addColumn<QString>("message");
    names();
    fedData();
    training();
    building();
}

void TestLayerErrors::messages() {
    QFETCH(Slip, slip);
    QFETCH(QString, message);
    resetAutomaticNames();
    const Memory before = memory();
    QString got = "nothing was thrown";
    try {
        slip();
    } catch (const Error& error) {
        got = error.what();
    }
    QCOMPARE(got, message);
    QCOMPARE(memory().numTensors, before.numTensors);
}

QTEST_APPLESS_MAIN(TestLayerErrors)
#include "tst_layer_errors.moc"
