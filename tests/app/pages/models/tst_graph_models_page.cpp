#include "app/core/dialogs.h"
#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/top_list.h"
#include "tests/app/pages/models/models_page_fixture.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>

using namespace app;
using tp::inspect::ReadyMade;

/// The page with models of TensorFlow's graphs.
class TestGraphModelsPage : public tests::ModelsPageFixture {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init() { openPage(); }
    void cleanup() { m_page.reset(); }

    void graphModelsAreOpened() {
        openGraph("pictures");
        QCOMPARE(m_page->place(), "table");
        QVERIFY(session().isGraph());
        QVERIFY(layers()->isColumnHidden(LayerTableModel::Trainable));
        QVERIFY(!child<QPushButton>("saveAs")->isEnabled());
        QVERIFY(child<QPushButton>("saveAs")->toolTip().contains("frozen"));
        const int row = rowOfKind("_FusedConv2D");
        QVERIFY(row >= 0);
        const QModelIndex box = layers()->model()->index(row, LayerTableModel::Trainable);
        QVERIFY(!box.flags().testFlag(Qt::ItemIsUserCheckable));
        session().setTrainable(row, true); // nothing happens
        session().save("indexeddb://never");
        settle();
        QVERIFY(!session().report());
        // The shapes are learnt by a run of its own.
        QVERIFY(cell(row, LayerTableModel::Outputs).startsWith("1 × "));
        session().select(row);
        settle();
        QVERIFY(!session().details()->weights.empty());
        QVERIFY(!session().details()->settings.empty());
        open(ReadyMade::Cars);
        QVERIFY(!layers()->isColumnHidden(LayerTableModel::Trainable));
        QVERIFY(child<QPushButton>("saveAs")->isEnabled());
        QVERIFY(!session().runs()->hasModel());
        m_page->openAt("run"); // models of layers have no such view
        QCOMPARE(m_page->place(), "table");
    }

    void graphModelsRunOnPictures() {
        openGraph("pictures");
        m_page->openAt("run");
        QCOMPARE(m_page->place(), "run");
        dialogs().answerNext(redPicture());
        QTest::mouseClick(child<QPushButton>("choosePicture"), Qt::LeftButton);
        settle();
        const auto done = session().runs()->done();
        QVERIFY(done != nullptr);
        QCOMPARE(done->seen.size(), QSize(17, 17));
        QCOMPARE(done->inputs.at("image").values<float>()[0], 1.0F);
        QVERIFY(child<QWidget>("output2") != nullptr);
        QVERIFY(!m_page->findChild<TopList*>()->lines().isEmpty());
        // Another range runs it again.
        auto* range = child<QComboBox>("pixelRange");
        range->setCurrentIndex(2);
        emit range->activated(2);
        settle();
        QCOMPARE(session().runs()->done()->inputs.at("image").values<float>()[0], 255.0F);
        QTest::mouseClick(child<QPushButton>("runRandom"), Qt::LeftButton);
        settle();
        QVERIFY(session().runs()->done()->seen.isNull());
        QTest::mouseClick(child<QPushButton>("runAgain"), Qt::LeftButton);
        settle();
        QVERIFY(!session().runs()->error());
    }

    void everyNodeShowsWhatItGave() {
        openGraph("pictures");
        const int row = rowOfKind("_FusedConv2D");
        session().select(row);
        settle();
        child<QTabBar>("layerTabs")->setCurrentIndex(1);
        auto* random = child<QPushButton>("tryRandom");
        QVERIFY(random->isVisible());
        QTest::mouseClick(random, Qt::LeftButton);
        settle();
        QVERIFY(session().runs()->value().view != nullptr);
        QVERIFY(session().runs()->value().view->picture.tiles > 1);
        QVERIFY(m_page->findChild<QWidget*>("weightPanel")->isVisible());
        for (int each = 0; each < static_cast<int>(session().view()->rows.size()); ++each) {
            session().select(each);
            settle();
            QCOMPARE(child<QTabBar>("layerTabs")->currentIndex(), 1); // it stays
            QCOMPARE(session().runs()->value().row, each);
        }
        m_page->openAt("run");
        QTest::mouseClick(child<QPushButton>("lookAt1"), Qt::LeftButton);
        settle();
        QCOMPARE(
            session().view()->rows[static_cast<std::size_t>(session().selected())].path, "sum");
    }

    void nodesWithoutATensorSayWhy() {
        for (const char* model : {"functions", "loop", "table"}) {
            openGraph(model);
            m_page->openAt("run");
            session().runs()->runRandom();
            settle();
            for (int each = 0; each < static_cast<int>(session().view()->rows.size()); ++each) {
                session().select(each);
                child<QTabBar>("layerTabs")->setCurrentIndex(1);
                settle();
                const auto& value = session().runs()->value();
                QCOMPARE(value.row, each);
                QVERIFY(value.view || !child<QLabel>("noValue")->text().isEmpty());
            }
        }
    }

    void picturesAreDroppedOnGraphModels() {
        openGraph("pictures");
        drop({redPicture()});
        settle();
        QCOMPARE(m_page->place(), "run");
        QVERIFY(session().runs()->done() != nullptr);
        QCOMPARE(session().name(), "pictures");
        const QString broken = m_folder.filePath("broken.png");
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        drop({broken});
        settle();
        QVERIFY(child<Banner>("runNotice")->isVisible());
        QVERIFY(child<Banner>("runNotice")->text().contains("no picture"));
    }

    void unsupportedOpsAreListedInOneBanner() {
        QFile source(goldenModel("quantized") + "/model.json");
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QByteArray text =
            source.readAll().replace("\"BiasAdd\"", "\"Strange\"").replace("\"MatMul\"", "\"Odd\"");
        QVERIFY(QDir().mkpath(m_folder.filePath("strange")));
        QFile written(m_folder.filePath("strange/model.json"));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(text);
        written.close();
        QFile::copy(
            goldenModel("quantized") + "/weights.bin", m_folder.filePath("strange/weights.bin"));
        session().open(m_folder.filePath("strange"));
        settle();
        QVERIFY(notice()->isVisible());
        QVERIFY2(notice()->text().contains("Odd, Strange"), qPrintable(notice()->text()));
        QCOMPARE(session().view()->rows.size(), 4U);
        m_page->openAt("run");
        QVERIFY(!child<QPushButton>("runRandom")->isEnabled());
    }
};

QTEST_MAIN(TestGraphModelsPage)
#include "tst_graph_models_page.moc"
