// Models as ONNX: what the graphs are made of. What they compute is for tst_onnx_parity, and for
// tests/interop beside ONNX Runtime.
#include "engine/api/tp.h"
#include "engine/export/onnx.h"
#include "engine/export/onnx.pb.h"
#include "engine/io/file.h"
#include "tests/engine/export/sample_models.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace tp;
using namespace tp::testing;

namespace {

onnx::Model written(Model& model) {
    const QTemporaryDir folder;
    const std::filesystem::path path =
        std::filesystem::path(folder.path().toStdString()) / "model.onnx";
    exportOnnx(model, path);
    const Parity parity = checkOnnx(model, path);
    [&] {
        QVERIFY2(parity.isComputed, parity.checked.c_str());
        QVERIFY(parity.numbers > 0);
        QVERIFY2(parity.maxAbsolute < 1e-5, qPrintable(QString::number(parity.maxAbsolute)));
    }();
    const io::Bytes bytes = io::readFile(path, 1 << 28);
    onnx::Model file;
    [&] { QVERIFY(file.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))); }();
    return file;
}

int countOf(const onnx::Model& file, const std::string& op) {
    int count = 0;
    for (const onnx::Node& node : file.graph().node())
        count += node.op_type() == op;
    return count;
}

} // namespace

class TestOnnx : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void imagesAreTurnedOnce() {
        const onnx::Model file = written(*imageModel());
        QCOMPARE(file.ir_version(), std::int64_t{7});
        QCOMPARE(file.opset_import(0).version(), std::int64_t{13});
        QCOMPARE(countOf(file, "Conv"), 2);
        QCOMPARE(countOf(file, "BatchNormalization"), 1);
        // Once at the start, and once before the numbers are laid out in a row.
        QCOMPARE(countOf(file, "Transpose"), 2);
    }

    void endsAreTheModels() {
        const onnx::Graph graph = written(*imageModel()).graph();
        QCOMPARE(graph.input_size(), 1);
        QCOMPARE(
            graph.input(0).type().tensor_type().shape().dim(0).dim_param(), std::string("batch"));
        QCOMPARE(graph.input(0).type().tensor_type().shape().dim(3).dim_value(), std::int64_t{2});
        QVERIFY(graph.output(0).name().starts_with("dense"));
    }

    void sharedModelsAreDissolved() {
        const onnx::Model file = written(*nestedModel());
        QCOMPARE(file.graph().input_size(), 2);
        QCOMPARE(file.graph().output_size(), 2);
        QCOMPARE(countOf(file, "Gemm"), 3);
    }

    void sequencesGoBothWays() {
        const onnx::Model file = written(*sequenceModel());
        QCOMPARE(countOf(file, "LSTM"), 1);
        QCOMPARE(countOf(file, "GRU"), 2);
    }

    void metadataGoAlong() {
        const auto model = imageModel();
        model->setUserDefinedMetadata(
            Json::Object{{"labels", Json::List{"cat", "dog"}}, {"note", "scaled to 0 … 1"}});
        const onnx::Model file = written(*model);
        QCOMPARE(file.metadata_props_size(), 2);
        QCOMPARE(file.metadata_props(0).value(), std::string(R"(["cat","dog"])"));
        QCOMPARE(file.metadata_props(1).value(), std::string("scaled to 0 … 1"));
    }

    void refusesAllAtOnce() {
        Sequential model;
        model.add(layers::embedding(
            {.inputDim = 5, .outputDim = 2, .inputLength = 3, .maskZero = true, .name = "words"}));
        model.add(layers::lstm({.units = 2, .returnSequences = true, .name = "first"}));
        model.add(layers::gru({.units = 2, .activation = "selu", .name = "second"}));
        const QString said = test::refusalOf([&] { exportOnnx(model, "/tmp/never.onnx"); });
        QVERIFY2(said.contains("first (LSTM): a mask is in force"), qPrintable(said));
        QVERIFY2(said.contains("second (GRU): a mask is in force"), qPrintable(said));
        QVERIFY(!std::filesystem::exists("/tmp/never.onnx"));
    }

    void refusesUnbuiltModels() {
        Sequential model;
        model.add(layers::dense({.units = 2}));
        QVERIFY(test::refusalOf([&] {
                    exportOnnx(model, "/tmp/never.onnx");
                }).contains("has no weights yet"));
    }
};

QTEST_APPLESS_MAIN(TestOnnx)
#include "tst_onnx.moc"
