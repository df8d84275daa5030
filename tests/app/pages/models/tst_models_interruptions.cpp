#include "app/core/language.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/model_shelf.h"
#include "engine/inspect/start_config.h"
#include "tests/app/pages/models/models_page_fixture.h"

#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTableView>
#include <QToolButton>

using namespace app;
using tp::inspect::FileKind;
using tp::inspect::ReadyMade;

/// What a person does before the page is done with what was asked before, and what is too much,
/// too long or too wide for it.
class TestModelsInterruptions : public tests::ModelsPageFixture {
    Q_OBJECT

private slots:
    void initTestCase() {
        prepare();
        m_language.follow();
    }
    void init() {
        kLanguage.set("en");
        openPage();
    }
    void cleanup() { m_page.reset(); }

    void anExportIsToldThoughAnotherModelIsOpened() {
        open(ReadyMade::Digits);
        const QString path = m_folder.filePath("digits.onnx");
        session().exportTo(path, FileKind::Onnx);
        session().openReadyMade(ReadyMade::Cars);
        QVERIFY(session().isSaving());
        settle();
        QCOMPARE(session().name(), "cars");
        QVERIFY(QFile::exists(path));
        QVERIFY(notice()->isVisible());
        QCOMPARE(notice()->tone(), Banner::Tone::Success);
        QVERIFY2(notice()->text().contains("8 samples"), qPrintable(notice()->text()));
    }

    void whatWasClosedStaysClosed() {
        open(ReadyMade::Cars);
        session().exportTo(m_folder.filePath("closed.h5"), FileKind::Keras3);
        settle();
        dismiss();
        QVERIFY(!notice()->isVisible());
        kLanguage.set("zh_CN");
        QTRY_VERIFY(child<QPushButton>("saveAs")->text() != "Save as…");
        QVERIFY(!notice()->isVisible());
    }

    void aRefusedFileLeavesTheLayerThatIsLookedAt() {
        open(ReadyMade::Cars);
        session().select(1);
        session().open("/no/such/model.json"); // before the layer was looked up
        settle();
        QTRY_VERIFY(session().details() != nullptr);
        QCOMPARE(notice()->tone(), Banner::Tone::Error);
    }

    void warningsStayUntilTheyAreClosed() {
        openDamaged();
        const QString warning = notice()->text();
        QVERIFY2(warning.startsWith("2 of the model"), qPrintable(warning));
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder.filePath("any.h5"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(notice()->text() != warning);
        QApplication::sendEvent(m_page.get(), &leave);
        QCOMPARE(notice()->text(), warning);
        m_page->openAt("build");
        QVERIFY(!notice()->isVisible());
        m_page->openAt("table");
        QVERIFY(notice()->isVisible());
        session().exportTo(m_folder.filePath("after.h5"), FileKind::Keras3);
        settle();
        QVERIFY(notice()->text().startsWith("Saved to"));
        dismiss();
        QCOMPARE(notice()->text(), warning);
        QVERIFY(notice()->isVisible());
        dismiss();
        QApplication::sendEvent(m_page.get(), &enter);
        QApplication::sendEvent(m_page.get(), &leave);
        QVERIFY(!notice()->isVisible());
    }

    void theGraphOfAnotherModelIsGoneAtOnce() {
        open(ReadyMade::Branched);
        m_page->openAt("graph");
        settle();
        auto* graph = m_page->findChild<GraphView*>();
        QVERIFY(!graph->boxOf(9).isEmpty());
        bool isGone = false;
        connect(
            &session(), &ModelsSession::opened, graph, [&] { isGone = graph->boxOf(9).isEmpty(); });
        session().openReadyMade(ReadyMade::Cars);
        settle();
        QVERIFY(isGone);
        QVERIFY(!graph->boxOf(2).isEmpty());
        QVERIFY(graph->boxOf(9).isEmpty());
    }

    void ofSeveralFilesTheModelIsOpened() {
        writeKeras("one.h5");
        drop(QStringList{redPicture(), m_folder.filePath("one.h5")});
        settle();
        QCOMPARE(session().name(), "one");
        QCOMPARE(session().address(), m_folder.filePath("one.h5"));
        QCOMPARE(m_page->shelf()->recent().front().name, "one");
    }

    void severalModelsAtOnceAreRefused() {
        writeKeras("one.h5");
        writeKeras("two.h5");
        open(ReadyMade::Digits);
        drop(QStringList{m_folder.filePath("one.h5"), m_folder.filePath("two.h5")});
        settle();
        QCOMPARE(session().name(), "digits");
        QCOMPARE(notice()->tone(), Banner::Tone::Error);
        QVERIFY2(notice()->text().contains("one at a time"), qPrintable(notice()->text()));
        session().exportTo(m_folder.filePath("folder"), FileKind::TensorFlowJs);
        settle();
        drop(QStringList{m_folder.filePath("folder"), m_folder.filePath("two.h5")});
        settle();
        QVERIFY2(notice()->text().contains("one at a time"), qPrintable(notice()->text()));
        drop(QStringList{m_folder.filePath("folder"), redPicture()});
        settle();
        QVERIFY2(!notice()->isVisible(), qPrintable(notice()->text()));
        QCOMPARE(session().view()->rows.size(), 6U);
    }

    void theSummaryFitsTheSmallestWindow_data() {
        QTest::addColumn<QString>("code");
        QTest::newRow("en") << "en";
        QTest::newRow("zh_CN") << "zh_CN";
    }
    void theSummaryFitsTheSmallestWindow() {
        QFETCH(QString, code);
        kLanguage.set(code);
        open(ReadyMade::Digits);
        m_page->resize(960, 554);
        const QHeaderView* header = layers()->horizontalHeader();
        const int room = layers()->viewport()->width();
        for (const int column :
             {LayerTableModel::Outputs,
              LayerTableModel::Params,
              LayerTableModel::Trainable,
              LayerTableModel::Flops}) {
            const auto end = [&] {
                return header->sectionViewportPosition(column) + header->sectionSize(column);
            };
            QTRY_VERIFY2(
                end() <= room,
                qPrintable(QString("%1: %2 of %3").arg(column).arg(end()).arg(room)));
        }
    }

    void longNamesGiveWay() {
        m_page->resize(960, 554);
        const QString name = QString("a & b ").repeated(40);
        m_page->shelf()->addRecent("/tmp/" + name + ".h5");
        m_page->openAt("");
        settle();
        const auto* start = m_page->findChild<QScrollArea*>("startView");
        QTRY_VERIFY(start->widget()->width() <= start->viewport()->width());
        QVERIFY(child<QPushButton>("openRecent0")->text().startsWith("a && b"));
    }

    void whatWasOpenedIsForgottenWhenAsked() {
        m_page->shelf()->addRecent("/tmp/some.h5");
        m_page->openAt("");
        settle();
        QTest::mouseClick(child<QPushButton>("clearRecent"), Qt::LeftButton);
        QVERIFY(m_page->shelf()->recent().isEmpty());
        QVERIFY(!child<QPushButton>("clearRecent")->isVisible());
    }

    void theBuilderSavesWhatIsBuilt() {
        open(ReadyMade::Digits);
        m_page->openAt("build");
        QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
        settle();
        QCOMPARE(session().name(), "My model");
        QVERIFY(child<QLineEdit>("saveName")->isVisible());
        QCOMPARE(child<QLineEdit>("saveName")->text(), "My model");
        m_page->openAt("");
        settle();
        QTest::keyClick(m_page.get(), Qt::Key_Escape);
        QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier); // nothing is in sight
        settle();
        QCOMPARE(m_page->place(), "");
    }

    void theEndOfATrainingIsTold() {
        QSignalSpy told(m_page.get(), &Page::statusChanged);
        m_page->builder()->train();
        open(ReadyMade::Cars); // looks at something else meanwhile
        const auto isTold = [&] {
            return std::any_of(told.begin(), told.end(), [](const QList<QVariant>& said) {
                return said[0].toString().startsWith("The model is trained");
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), 10000);
    }

private:
    void dismiss() {
        QTest::mouseClick(notice()->findChild<QToolButton*>("dismiss"), Qt::LeftButton);
    }

    void writeKeras(const QString& file) {
        open(ReadyMade::Cars);
        session().exportTo(m_folder.filePath(file), FileKind::Keras3);
        settle();
    }

    Language m_language;
};

QTEST_MAIN(TestModelsInterruptions)
#include "tst_models_interruptions.moc"
