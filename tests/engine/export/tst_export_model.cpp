// One call for every format: the file, how close it is, and the report beside it.
#include "engine/api/tp.h"
#include "engine/export/export_model.h"
#include "engine/io/file.h"
#include "tests/engine/export/sample_models.h"
#include "tests/support/refusal.h"

#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace tp;
using namespace tp::testing;

class TestExportModel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void writesEveryFormat() {
        const auto model = sequenceModel();
        const QTemporaryDir folder;
        for (const ExportFormat format : exportFormats()) {
            const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) /
                                               ("model." + std::string(exportFormatName(format)));
            const ExportResult result =
                exportModel(*model, path, format, {.samples = 5, .seed = 9});
            QVERIFY(result.bytes > 500);
            const io::Bytes bytes = io::readFile(result.report, 100'000);
            const Json report = Json::parse(io::textOf(bytes), "report");
            const JsonReader json(report, "report");
            QCOMPARE(json["format"].text(), std::string(exportFormatName(format)));
            QVERIFY(json["parity"]["computed"].boolean());
            QCOMPARE(json["parity"]["samples"].integer(), std::int64_t{5});
            QCOMPARE(json["parity"]["seed"].integer(), std::int64_t{9});
            QCOMPARE(json["parity"]["numbers"].integer(), std::int64_t{10});
            QVERIFY(json["parity"]["maxAbsoluteDifference"].number() < 1e-6);
            QCOMPARE(result.notes.size(), std::size_t{format == ExportFormat::KerasH5});
        }
    }

    void samplesFitWhatLooksThemUp() {
        Sequential model;
        model.add(layers::embedding({.inputDim = 3, .outputDim = 2, .inputLength = 50}));
        const Tensors samples = samplesFor(model, 4, 1);
        for (const float word : samples[0].values<float>())
            QVERIFY(word == 0 || word == 1 || word == 2);
        QVERIFY(samples[0].shape() == Shape({4, 50}));
    }

    void differencesAreFound() {
        Parity parity;
        compareInto(parity, {tensor({1, 2, 4})}, {tensor({1, 2.5, 4})});
        QCOMPARE(parity.numbers, std::int64_t{3});
        QCOMPARE(parity.maxAbsolute, 0.5);
        QCOMPARE(parity.maxRelative, 0.2);
        const float nothing = std::numeric_limits<float>::quiet_NaN();
        compareInto(parity, {tensor({nothing})}, {tensor({nothing})});
        QCOMPARE(parity.maxAbsolute, 0.5);
        compareInto(parity, {tensor({nothing})}, {tensor({1})});
        QVERIFY(std::isinf(parity.maxAbsolute));
        QVERIFY(test::refusalOf([&] {
                    compareInto(parity, {tensor({1})}, {tensor({1, 2})});
                }).contains("has shape [1], but [2]"));
    }

    void failuresLeaveNothing() {
        const auto model = imageModel();
        const QString said = test::refusalOf(
            [&] { exportModel(*model, "/no/such/folder/model.h5", ExportFormat::KerasH5); });
        QVERIFY2(said.contains("/no/such/folder/model.h5"), qPrintable(said));
    }
};

QTEST_APPLESS_MAIN(TestExportModel)
#include "tst_export_model.moc"
