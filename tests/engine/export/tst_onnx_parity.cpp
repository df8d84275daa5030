// Every recorded model that can be written as ONNX: read again, the file computes the same.
#include "engine/api/tp.h"
#include "engine/export/onnx.h"
#include "engine/export/onnx_run.h"
#include "engine/model/saving.h"
#include "tests/engine/export/sample_models.h"
#include "tests/support/recorded.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tp;
using namespace tp::testing;

namespace fs = std::filesystem;

namespace {

/// A recorded model; null if there is none, or one that cannot be loaded.
ModelPointer loaded(const fs::path& folder) {
    if (!fs::exists(folder / "model.json"))
        return nullptr;
    try {
        return loadLayersModel(folder / "model.json");
    } catch (const Error&) {
        return nullptr;
    }
}

} // namespace

class TestOnnxParity : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void recordedModelsComputeTheSame() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "model.onnx";
        int compared = 0;
        QStringList differing;
        for (const fs::path& each : layersCaseFolders()) {
            const ModelPointer model = loaded(each);
            if (!model || !onnxProblems(*model).empty())
                continue;
            const QString name = QString::fromStdString(each.filename().string());
            const QString refusal = test::refusalOf([&] {
                exportOnnx(*model, path);
                const Parity parity = checkOnnx(*model, path, 3, 5);
                if (!parity.isComputed)
                    differing.append(name + ": " + QString::fromStdString(parity.checked));
                // As in tests/interop: a number may be large.
                if (std::min(parity.maxAbsolute, parity.maxRelative) > 1e-5)
                    differing.append(QString("%1: %2").arg(name).arg(parity.maxAbsolute));
            });
            if (refusal != "accepted")
                differing.append(name + ": " + refusal);
            ++compared;
        }
        QVERIFY2(differing.isEmpty(), qPrintable(differing.join('\n')));
        qInfo("%d models", compared);
        QVERIFY(compared >= 10);
    }

    void paddingThatIsKnownLater() { // images of any size
        Sequential model;
        model.add(layers::conv2d(
            {.filters = 3,
             .kernelSize = 4,
             .inputShape = {-1, -1, 2},
             .strides = 3,
             .padding = Padding::Same}));
        model.add(layers::maxPooling2d({.poolSize = 2, .padding = Padding::Same}));
        model.add(
            layers::averagePooling2d({.poolSize = 2, .strides = 1, .padding = Padding::Same}));
        isTheSame(model);
    }

    void activationsOfManyNodes_data() {
        QTest::addColumn<QString>("activation");
        for (const char* name :
             {"gelu", "gelu_new", "hardSigmoid", "logSoftmax", "mish", "relu6", "softmax", "swish"})
            QTest::newRow(name) << name;
    }
    void activationsOfManyNodes() {
        QFETCH(QString, activation);
        Sequential model;
        model.add(layers::conv2d(
            {.filters = 3,
             .kernelSize = 2,
             .inputShape = {3, 3, 2},
             .activation = activation.toStdString()}));
        isTheSame(model);
    }

    void sharesOverSeveralAxes() {
        Sequential model;
        model.add(layers::softmax({.axis = {1, 2}, .inputShape = {4, 3}}));
        isTheSame(model);
    }

    void sequencesOfAnyLength() {
        Sequential model;
        model.add(layers::lstm({.units = 3, .inputShape = {-1, 2}, .returnSequences = true}));
        model.add(layers::gru({.units = 3, .goBackwards = true}));
        isTheSame(model);
    }

private:
    static void isTheSame(Model& model) {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "model.onnx";
        stir(model);
        exportOnnx(model, path);
        const Parity parity = checkOnnx(model, path);
        QVERIFY2(parity.isComputed, parity.checked.c_str());
        QVERIFY(parity.numbers > 0);
        QVERIFY2(parity.maxAbsolute < 1e-5, qPrintable(QString::number(parity.maxAbsolute)));
    }
};

QTEST_APPLESS_MAIN(TestOnnxParity)
#include "tst_onnx_parity.moc"
