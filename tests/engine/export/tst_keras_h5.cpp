// Models as files of Keras: what is written is read as the same model, what cannot be is refused.
#include "engine/api/tp.h"
#include "engine/export/h5_file.h"
#include "engine/export/keras_h5.h"
#include "engine/export/parity.h"
#include "engine/io/file.h"
#include "tests/engine/export/sample_models.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tp;
using namespace tp::testing;

namespace {

template<class F>
std::string refusal(F work) {
    return test::refusalOf(work).toStdString();
}

std::filesystem::path fileIn(const QTemporaryDir& folder, const char* name) {
    return std::filesystem::path(folder.path().toStdString()) / name;
}

io::Bytes bytesAt(const std::filesystem::path& path) {
    return io::readFile(path, 1 << 28);
}

void compareAfterReading(Model& model, KerasVersion version, std::optional<KerasVersion> onlyIn) {
    const QTemporaryDir folder;
    const std::filesystem::path path = fileIn(folder, "model.h5");
    const KerasResult result = exportKerasH5(model, path, version);
    QVERIFY(result.onlyIn == onlyIn);
    const ModelPointer again = importKerasH5(path);
    const Parity parity = compareModels(model, *again, 4, 1);
    QVERIFY2(parity.maxAbsolute < 1e-6, toText(parity.maxAbsolute).c_str());
    QVERIFY(parity.numbers > 0);
}

/// A file of Keras with this config and these weights, as bytes.
io::Bytes fileWith(const std::string& config, const std::string& version, Tensors weights = {}) {
    H5Model file;
    file.modelConfig = config;
    file.kerasVersion = version;
    H5Layer layer{"layer", {}};
    io::NamedWeights named;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::string name = "layer/weight" + std::to_string(i);
        layer.weights.push_back({name, weights[i].shape(), DType::Float32, {}, {}});
        named.push_back({name, weights[i]});
    }
    file.layers = {layer};
    file.data = io::encodeWeights(named).data;
    return h5FileOf(file);
}

std::string rowOf(const std::string& className, const std::string& config, const char* shape) {
    return R"({"class_name":"Sequential","config":{"name":"s","layers":[)"
           R"({"class_name":"InputLayer","config":{"batch_shape":)" +
           std::string(shape) + R"(,"dtype":"float32","name":"in"}},{"class_name":")" + className +
           R"(","config":{"name":"layer",)" + config + "}}]}}";
}

} // namespace

class TestKerasH5 : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void modelsComeBack() {
        compareAfterReading(*imageModel(), KerasVersion::Two, {});
        compareAfterReading(*nestedModel(), KerasVersion::Three, {});
        compareAfterReading(*sequenceModel(), KerasVersion::Two, KerasVersion::Two);
        compareAfterReading(*sequenceModel(), KerasVersion::Three, KerasVersion::Three);
    }

    void gatesTakeUpTheOtherSlope() {
        const auto model = sequenceModel();
        const QTemporaryDir folder;
        exportKerasH5(*model, fileIn(folder, "three.h5"), KerasVersion::Three);
        const H5Model file = readH5File(bytesAt(fileIn(folder, "three.h5")), "three.h5");
        const Tensor kernel = model->layers().front()->getWeights().front();
        const auto* stored = reinterpret_cast<const float*>(file.data.data());
        QCOMPARE(stored[0], static_cast<float>(kernel.values<float>()[0] * 1.2)); // a gate
        QCOMPARE(stored[8], kernel.values<float>()[8]);                           // the candidate
    }

    void refusesAllAtOnce() {
        Sequential model;
        model.add(layers::dense({.units = 2, .inputShape = {3}, .activation = "gelu_new"}));
        model.add(layers::activation({.activation = "gelu_new"}));
        const QTemporaryDir folder;
        const std::string said = refusal([&] { exportKerasH5(model, fileIn(folder, "model.h5")); });
        QVERIFY2(said.find("2 of the model's layers") != std::string::npos, said.c_str());
        QVERIFY(said.find("(Dense): ") != std::string::npos);
        QVERIFY(said.find("(Activation): ") != std::string::npos);
        QVERIFY(!std::filesystem::exists(fileIn(folder, "model.h5")));
    }

    void keepsMetadata() {
        const auto model = imageModel();
        model->setUserDefinedMetadata(Json::Object{{"labels", Json::List{"a", "b", "c"}}});
        const QTemporaryDir folder;
        exportKerasH5(*model, fileIn(folder, "model.h5"));
        const ModelPointer again = importKerasH5(fileIn(folder, "model.h5"));
        QVERIFY(again->userDefinedMetadata() == model->userDefinedMetadata());
    }

    // Keras 3 takes a learning rate of 1 for something else than 1.0.
    void ratesAreFractions() {
        const auto model = imageModel();
        model->compile({.optimizer = sgd(1), .loss = "meanSquaredError"});
        const QTemporaryDir folder;
        exportKerasH5(*model, fileIn(folder, "model.h5"));
        const H5Model file = readH5File(bytesAt(fileIn(folder, "model.h5")), "model.h5");
        QVERIFY2(
            file.trainingConfig.find("\"learning_rate\":1.0}") != std::string::npos,
            file.trainingConfig.c_str());
    }

    void sequencesWithChannelsFirstAreRefused() {
        Sequential model;
        model.add(layers::conv1d(
            {.filters = 2,
             .kernelSize = 2,
             .inputShape = {3, 5},
             .dataFormat = DataFormat::ChannelsFirst}));
        const QTemporaryDir folder;
        QVERIFY(refusal([&] {
                    exportKerasH5(model, fileIn(folder, "model.h5"));
                }).find("channels first") != std::string::npos);
    }

    void sameModelMakesSameBytes() {
        const auto model = imageModel();
        const QTemporaryDir folder;
        exportKerasH5(*model, fileIn(folder, "a.h5"));
        exportKerasH5(*model, fileIn(folder, "b.h5"));
        QVERIFY(bytesAt(fileIn(folder, "a.h5")) == bytesAt(fileIn(folder, "b.h5")));
    }

    void readsSettingsOfKeras3() {
        const std::string config = rowOf(
            "Dense",
            R"("units":2,"activation":"silu","use_bias":false,"dtype":{"module":"keras",)"
            R"("class_name":"DTypePolicy","config":{"name":"float32"}},"kernel_initializer":)"
            R"({"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null},)"
            R"("registered_name":null}},"build_config":{"input_shape":[null,3])",
            "[null,3]");
        const Tensor kernel = tensor({1, 2, 3, 4, 5, 6}, {3, 2});
        const ModelPointer model = importKerasH5(fileWith(config, "3.9.2", {kernel}), "dense.h5");
        const Tensor y = model->predict(tensor({0.5F, 0.25F, 0.125F}, {1, 3}));
        QVERIFY(std::abs(y.values<float>()[0] - 1.6257F) < 1e-4F); // 1.875 / (1 + e^-1.875)
    }

    void refusesWhatMeansSomethingElse_data() {
        QTest::addColumn<QString>("className");
        QTest::addColumn<QString>("settings");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const char* settings, const char* message) {
            QTest::newRow(settings) << name << settings << message;
        };
        row("GRU", R"("units":2,"reset_after":true)", "reset_after");
        row("GlobalAveragePooling1D", R"("keepdims":true)", "keepdims");
        row("Conv1D", R"("filters":2,"kernel_size":[1],"groups":2)", "groups");
        row("BatchNormalization", R"("renorm":true)", "renorm");
        row("ReLU", R"("max_value":1,"threshold":0.5)", "several of");
        row("Nonsense", R"("a":1)", "Nonsense");
    }

    void refusesWhatMeansSomethingElse() {
        QFETCH(QString, className);
        QFETCH(QString, settings);
        QFETCH(QString, message);
        const io::Bytes bytes = fileWith(
            rowOf(className.toStdString(), settings.toStdString(), "[null,4,2]"), "2.15.0");
        const std::string said = refusal([&] { importKerasH5(bytes, "odd.h5"); });
        QVERIFY2(said.find(message.toStdString()) != std::string::npos, said.c_str());
        QVERIFY2(said.find("odd.h5") == 0, said.c_str());
    }

    void refusesWeightsThatDoNotFit() {
        const std::string config = rowOf("Dense", R"("units":2)", "[null,3]");
        const Tensor kernel = ones({3, 2});
        QVERIFY(refusal([&] {
                    importKerasH5(fileWith(config, "2.15.0", {kernel}), "a.h5");
                }).find("needs 2 weights, but the file holds 1") != std::string::npos);
        QVERIFY(refusal([&] {
                    importKerasH5(fileWith(config, "2.15.0", {kernel, ones({3})}), "a.h5");
                }).find("should have shape [2], but the file holds [3]") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestKerasH5)
#include "tst_keras_h5.moc"
