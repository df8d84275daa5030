// Models opened from files of every kind, and given away with a comparison.
#include "engine/api/start.h"
#include "engine/export/keras_h5.h"
#include "engine/inspect/blueprint.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/model_places.h"
#include "engine/inspect/ready_made.h"
#include "engine/inspect/start_config.h"
#include "tests/support/refusal.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace tp;
using namespace tp::inspect;

class TestModelPlaces : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        QVERIFY(m_folder.isValid());
    }

    void filesAreWrittenAndOpenedAgain_data() {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("file");
        QTest::newRow("TensorFlow.js") << int(FileKind::TensorFlowJs) << "digits";
        QTest::newRow("Keras 3") << int(FileKind::Keras3) << "digits3.h5";
        QTest::newRow("Keras 2") << int(FileKind::Keras2) << "digits2.h5";
    }
    void filesAreWrittenAndOpenedAgain() {
        QFETCH(int, kind);
        QFETCH(QString, file);
        const ModelPointer model = readyMade(ReadyMade::Digits);
        const std::string path = at(file);
        const Exported exported = exportFile(*model, path, static_cast<FileKind>(kind));
        QVERIFY(exported.problems.empty());
        QVERIFY(exported.isComputed);
        QCOMPARE(exported.samples, std::int64_t{8});
        QCOMPARE(exported.numbers, std::int64_t{80});
        QVERIFY(exported.maxAbsolute < 1e-5);
        QVERIFY(QFile::exists(m_folder.filePath(QString::fromStdString(exported.report))));
        const ModelPointer again = openModel(path).layers;
        QCOMPARE(again->countParams(), model->countParams());
        QCOMPARE(openModel("file://" + path).layers->countParams(), model->countParams());
    }

    void onnxIsChecked() {
        const ModelPointer model = readyMade(ReadyMade::Cars);
        const Exported exported = exportFile(*model, at("cars.onnx"), FileKind::Onnx);
        QVERIFY(exported.problems.empty());
        QVERIFY(exported.isComputed);
        QVERIFY(exported.maxAbsolute < 1e-5);
        QVERIFY(exported.bytes > 100);
    }

    void problemsAreTold_data() {
        QTest::addColumn<QString>("layer");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("format");
        QTest::newRow("a mask") << "LSTM" << int(FileKind::Onnx)
                                << "%1: a mask is in force, which ONNX's recurrent layers do not "
                                   "know";
        QTest::newRow("no such layer")
            << "ConvLSTM2D" << int(FileKind::Onnx) << "%1: ONNX has no such layer";
        QTest::newRow("computed otherwise")
            << "UpSampling2D" << int(FileKind::Keras3)
            << "%1: Keras takes other points when it enlarges images in the way \"bilinear\"";
    }
    void problemsAreTold() {
        QFETCH(QString, layer);
        QFETCH(int, kind);
        QFETCH(QString, format);
        BlueprintRow row{layer.toStdString(), startConfig(layer.toStdString())};
        Blueprint blueprint{{3, 6, 6, 1}, {}};
        if (layer == "LSTM") {
            blueprint.inputShape = {6};
            blueprint.rows.push_back(
                {"Embedding", withSetting(startConfig("Embedding"), {"mask_zero"}, true)});
        } else if (layer == "UpSampling2D") {
            blueprint.inputShape = {6, 6, 1};
            row.config = withSetting(row.config, {"interpolation"}, "bilinear");
        }
        blueprint.rows.push_back(std::move(row));
        BlueprintCheck built;
        build(blueprint, built);
        const std::string path = at("never");
        const Exported exported = exportFile(*built.model, path, static_cast<FileKind>(kind));
        QCOMPARE(exported.problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(exported.problems[0].format()), format);
        QVERIFY(exported.problems[0].arguments()[0].find(layer.toStdString()) != std::string::npos);
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
    }

    void whatIsNoModelIsRefused_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("said");
        QTest::newRow("a picture") << "a.png" << QByteArray("\x89PNG\r\n\x1a\n")
                                   << "this is no model; open the model.json";
        QTest::newRow("nothing") << "empty.json" << QByteArray() << "this is no model";
        QTest::newRow("weights alone")
            << "weights.bin" << QByteArray(64, '\1') << "this is no model";
        QTest::newRow("Keras's new kind")
            << "a.keras" << QByteArray("PK\3\4") << "let Keras save the model as .h5";
        QTest::newRow("ONNX") << "a.ONNX" << QByteArray("x") << "files of the kind .onnx";
        QTest::newRow("no HDF5") << "a.h5" << QByteArray("{}") << "a.h5: it is no HDF5 file";
        QTest::newRow("HDF5 by another name")
            << "a.dat" << QByteArray("\x89HDF\r\n\x1a\n0000") << "a.dat: it is no HDF5 file";
    }
    void whatIsNoModelIsRefused() {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, said);
        QFile written(m_folder.filePath(file));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(content);
        written.close();
        const QString refusal = test::refusalOf([&] { openModel(at(file)); });
        QVERIFY2(refusal.contains(said), qPrintable(refusal));
        QCOMPARE(refusal.count('\n'), 0);
    }

    void foldersAreOpened() {
        QDir().mkpath(m_folder.filePath("bare"));
        QVERIFY(test::refusalOf([&] { openModel(at("bare")); }).contains("holds no model.json"));
        exportFile(*readyMade(ReadyMade::Cars), at("cars"), FileKind::TensorFlowJs);
        QCOMPARE(openModel(at("cars")).layers->layers().size(), std::size_t{3});
        QVERIFY(test::refusalOf([&] { openModel(at("missing.h5")); }).contains("missing.h5"));
    }

    void severalFilesAreOpened() {
        const ModelPointer model = readyMade(ReadyMade::Cars);
        exportKerasH5(*model, at("several.h5"));
        exportFile(*model, at("several"), FileKind::TensorFlowJs);
        QCOMPARE(
            openModelFiles({at("notes.txt"), at("several.h5")}).layers->countParams(),
            model->countParams());
        QCOMPARE(
            openModelFiles({at("several/model.json"), at("several/group1-shard1of1.bin")})
                .layers->countParams(),
            model->countParams());
    }

private:
    std::string at(const QString& file) const { return m_folder.filePath(file).toStdString(); }

    QTemporaryDir m_folder;
};

QTEST_APPLESS_MAIN(TestModelPlaces)
#include "tst_model_places.moc"
