#include "app/core/dialogs.h"
#include "app/core/error_text.h"
#include "app/core/language.h"
#include "app/pages/models/report_words.h"
#include "engine/inspect/blueprint.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/start_config.h"
#include "tests/app/pages/models/models_page_fixture.h"

#include <QDir>
#include <QFile>
#include <QPushButton>

#include <limits>

using namespace app;
using tp::inspect::FileKind;
using tp::inspect::ReadyMade;

/// Models given away as files of every kind, and files opened and dropped.
class TestSaving : public tests::ModelsPageFixture {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        makeUnusual(); // before ops are forbidden
        prepare();
        m_language.follow();
    }

    void init() {
        kLanguage.set("en");
        openPage();
    }
    void cleanup() { m_page.reset(); }

    void everyKindOfFileIsWritten_data() {
        QTest::addColumn<int>("target");
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("said");
        QTest::newRow("TensorFlow.js") << 0 << "tfjs"
                                       << "tfjs/model.json"
                                       << "8 samples";
        QTest::newRow("Keras 3") << 1 << "three.h5"
                                 << "three.h5"
                                 << "8 samples";
        QTest::newRow("Keras 2") << 2 << "two"
                                 << "two.h5"
                                 << "8 samples";
        QTest::newRow("ONNX") << 3 << "graph.onnx"
                              << "graph.onnx"
                              << "8 samples";
    }
    void everyKindOfFileIsWritten() {
        QFETCH(int, target);
        QFETCH(QString, answer);
        QFETCH(QString, written);
        QFETCH(QString, said);
        open(ReadyMade::Cars);
        QTest::mouseClick(child<QPushButton>("saveAs"), Qt::LeftButton);
        child<QComboBox>("target")->setCurrentIndex(target);
        dialogs().answerNext(m_folder.filePath(answer));
        QTest::mouseClick(child<QPushButton>("save"), Qt::LeftButton);
        QVERIFY(!child<QPushButton>("save")->isEnabled()); // until it is done
        settle();
        QVERIFY(QFile::exists(m_folder.filePath(written)));
        QVERIFY(notice()->isVisible());
        QCOMPARE(notice()->tone(), Banner::Tone::Success);
        QVERIFY2(notice()->text().contains(said), qPrintable(notice()->text()));
        QVERIFY(notice()->text().contains(".parity.json"));
        QVERIFY(!child<QWidget>("saveBar")->isVisible());
        if (target == 3)
            return;
        QTest::mouseClick(notice()->findChild<QPushButton*>("button0"), Qt::LeftButton);
        settle();
        QCOMPARE(QFileInfo(session().address()).baseName(), QFileInfo(answer).baseName());
        QCOMPARE(session().view()->total.params, 321);
    }

    void nothingIsWrittenWithoutAnAnswer() {
        open(ReadyMade::Cars);
        QTest::mouseClick(child<QPushButton>("saveAs"), Qt::LeftButton);
        dialogs().answerNext({});
        QTest::mouseClick(child<QPushButton>("save"), Qt::LeftButton);
        settle();
        QVERIFY(!notice()->isVisible());
        QVERIFY(child<QWidget>("saveBar")->isVisible());
    }

    void layersThatCannotBeWrittenAreListed() {
        openUnusual();
        session().exportTo(m_folder.filePath("never.onnx"), FileKind::Onnx);
        settle();
        QVERIFY(!QFile::exists(m_folder.filePath("never.onnx")));
        QCOMPARE(notice()->tone(), Banner::Tone::Error);
        const QString said = notice()->text();
        QVERIFY2(said.contains("convlstm2d_1 (ConvLSTM2D): ONNX has no such"), qPrintable(said));
        QVERIFY2(said.contains("1 layer cannot be written"), qPrintable(said));
    }

    void theyAreListedInChineseToo() {
        kLanguage.set("zh_CN");
        openUnusual();
        for (const FileKind kind : {FileKind::Onnx, FileKind::Keras3}) {
            session().exportTo(m_folder.filePath("never"), kind);
            settle();
            const QString said = notice()->text();
            QVERIFY2(said.contains("2d_1"), qPrintable(said));
            QVERIFY2(!said.contains("such layer"), qPrintable(said));
            QVERIFY2(!said.contains("enlarges"), qPrintable(said));
        }
        QFile damaged(m_folder.filePath("damaged.h5"));
        QVERIFY(damaged.open(QIODevice::WriteOnly));
        damaged.write("\x89HDF\r\n\x1a\nxxxx");
        damaged.close();
        session().open(damaged.fileName());
        settle();
        QVERIFY2(!notice()->text().contains("damaged one"), qPrintable(notice()->text()));
        kLanguage.set("en");
        QTRY_VERIFY(notice()->text().contains("damaged one")); // said again
    }

    void numbersThatAreNoneAreToldAtOnce() {
        using namespace tp::inspect;
        openDamaged();
        QCOMPARE(notice()->tone(), Banner::Tone::Warning);
        QVERIFY2(notice()->text().startsWith("2 of the model"), qPrintable(notice()->text()));
        kLanguage.set("zh_CN");
        QTRY_VERIFY(!notice()->text().startsWith("2 of the model")); // said again
        kLanguage.set("en");
        QTest::mouseClick(notice()->findChild<QPushButton*>("button0"), Qt::LeftButton);
        QCOMPARE(session().selected(), 0);
        m_page->openAt("build");
        QVERIFY(!notice()->isVisible());
    }

    void foldersThatCannotBeWrittenAreTold() {
        open(ReadyMade::Cars);
        session().exportTo("/no/such/folder/cars.h5", FileKind::Keras3);
        settle();
        QCOMPARE(notice()->tone(), Banner::Tone::Error);
        QVERIFY2(notice()->text().contains("/no/such/folder"), qPrintable(notice()->text()));
    }

    void differencesAreTold() {
        ModelsSession::Report report{ModelsSession::Report::Kind::Exported, "/tmp/cars.h5"};
        report.fileKind = FileKind::Keras3;
        tp::inspect::Exported& result = report.exported;
        result.report = "cars.h5.parity.json";
        QVERIFY(reportText(report).contains("no numbers were compared"));
        result.isComputed = true;
        result.samples = 8;
        result.numbers = 24;
        QVERIFY(reportText(report).contains("exactly the same"));
        QCOMPARE(toneOf(report), Banner::Tone::Success);
        result.maxAbsolute = 3e-7;
        result.maxRelative = 1e-6;
        QVERIFY2(
            reportText(report).contains("the largest difference is 3 × 10⁻⁷ (relative: 1 × 10⁻⁶)"),
            qPrintable(reportText(report)));
        QCOMPARE(toneOf(report), Banner::Tone::Success);
        result.maxAbsolute = 0.25;
        result.maxRelative = 0.5;
        result.onlyKeras = 2;
        QVERIFY(reportText(report).contains("does not compute the same"));
        QVERIFY(reportText(report).contains("for Keras 2 alone"));
        QCOMPARE(toneOf(report), Banner::Tone::Warning);
        result.maxAbsolute = std::numeric_limits<double>::infinity();
        QVERIFY(reportText(report).contains("not a number"));
        for (int i = 0; i < 9; ++i)
            report.exported.problems.emplace_back(
                tp::Error::Kind::Unsupported, "%1: why", std::vector<std::string>{"a"});
        QVERIFY(reportText(report).endsWith("6 more layers"));
        QCOMPARE(toneOf(report), Banner::Tone::Error);
    }

    void kerasFilesAreOpenedByDialog() {
        writeKeras("dialog.h5");
        dialogs().answerNext(m_folder.filePath("dialog.h5"));
        QTest::keyClick(m_page.get(), Qt::Key_O, Qt::ControlModifier);
        settle();
        QVERIFY(dialogs().lastQuestion().filter.contains("*.h5"));
        QCOMPARE(session().name(), "dialog");
        QCOMPARE(m_page->place(), "table");
        m_page->openAt("");
        settle();
        QVERIFY(child<QPushButton>("openRecent0") != nullptr);
    }

    void filesAreDropped_data() {
        QTest::addColumn<QString>("place");
        QTest::addColumn<QString>("file");
        QTest::newRow("Keras, at the start") << ""
                                             << "drop.h5";
        QTest::newRow("Keras, over a table") << "sample/digits/table"
                                             << "drop.h5";
        QTest::newRow("Keras, over a graph") << "sample/digits/graph"
                                             << "drop.h5";
        QTest::newRow("Keras, over the builder") << "build"
                                                 << "drop.h5";
        QTest::newRow("a folder") << ""
                                  << "drop";
    }
    void filesAreDropped() {
        QFETCH(QString, place);
        QFETCH(QString, file);
        writeKeras("drop.h5");
        session().exportTo(m_folder.filePath("drop"), FileKind::TensorFlowJs);
        settle();
        m_page->openAt(place);
        settle();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder.filePath(file))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        if (!place.isEmpty())
            QCOMPARE(notice()->text(), "Let go to open it");
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_page.get(), &leave);
        QVERIFY(notice()->text() != "Let go to open it" || !notice()->isVisible());
        QApplication::sendEvent(m_page.get(), &enter);
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &drop);
        settle();
        QCOMPARE(session().name(), "drop");
        QVERIFY(m_page->place() == "table" || m_page->place() == "graph");
        QVERIFY(!notice()->isVisible());
    }

private:
    void writeKeras(const QString& file) {
        open(ReadyMade::Cars);
        session().exportTo(m_folder.filePath(file), FileKind::Keras3);
        settle();
        QVERIFY(QFile::exists(m_folder.filePath(file)));
    }

    /// With a layer that ONNX does not have, and one that Keras computes otherwise.
    void makeUnusual() {
        using namespace tp::inspect;
        BlueprintCheck built;
        const tp::Json enlarging =
            withSetting(startConfig("UpSampling2D"), {"interpolation"}, "bilinear");
        build(
            {{3, 6, 6, 1},
             {{"ConvLSTM2D", startConfig("ConvLSTM2D")}, {"UpSampling2D", enlarging}}},
            built);
        m_unusual = built.model;
    }

    void openUnusual() {
        session().openModel(m_unusual, "unusual");
        settle();
    }

    Language m_language;
    tp::ModelPointer m_unusual;
};

QTEST_MAIN(TestSaving)
#include "tst_saving.moc"
