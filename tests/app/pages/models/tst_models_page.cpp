#include "app/core/dialogs.h"
#include "app/pages/models/graph_panel.h"
#include "app/pages/models/graph_view.h"
#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/model_shelf.h"
#include "app/pages/models/picture_reader.h"
#include "tests/app/pages/models/models_page_fixture.h"

#include <QComboBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>

using namespace app;
using tp::inspect::ReadyMade;

/// The page as a person uses it, by mouse and by keys.
class TestModelsPage : public tests::ModelsPageFixture {
    Q_OBJECT

private slots:
    void initTestCase() { prepare(); }
    void init() { openPage(); }
    void cleanup() { m_page.reset(); }

    void behavesLikeAPage_data() {
        QTest::addColumn<QString>("place");
        constexpr const char* kGraph =
            "file/" TP_SOURCE_DIR "/tests/golden/graphs/models/pictures/model.json";
        for (const char* place :
             {"",
              "sample/cars",
              "sample/branched/graph",
              "sample/cars/table/hidden_2/kernel",
              kGraph})
            QTest::newRow(*place ? place : "start") << QString(place);
    }
    void behavesLikeAPage() {
        QFETCH(QString, place);
        tests::checkPage([&] {
            auto page = std::make_unique<ModelsPage>();
            page->openAt(place);
            return page;
        });
    }

    void aReadyMadeModelIsOpened() {
        QTest::mouseClick(child<QPushButton>("openReadyMade0"), Qt::LeftButton);
        settle();
        QCOMPARE(m_page->place(), "table");
        auto* table = layers();
        QCOMPARE(table->model()->rowCount(), 3);
        QCOMPARE(cell(1, LayerTableModel::Name), "hidden_2");
        QCOMPARE(cell(1, LayerTableModel::Outputs), "? × 16");
        QCOMPARE(cell(1, LayerTableModel::Params), "272");
    }

    void placesAreOpened() {
        m_page->openAt("sample/branched/graph/encoder/kernel");
        settle();
        QCOMPARE(m_page->place(), "graph");
        QCOMPARE(session().selected(), session().rowOf("encoder"));
        m_page->openAt("table");
        QCOMPARE(m_page->place(), "table");
        m_page->openAt("nonsense/place");
        QCOMPARE(m_page->place(), "table");
        m_page->openAt("");
        QCOMPARE(m_page->place(), "");
    }

    void theTableIsFilteredAndSorted() {
        open(ReadyMade::Cars);
        auto* table = layers();
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        auto* filter = child<QLineEdit>("filter");
        QTRY_VERIFY(filter->hasFocus());
        QTest::keyClicks(filter, "HIDDEN");
        QCOMPARE(table->model()->rowCount(), 2);
        QTest::keyClicks(filter, "nothing like it");
        QVERIFY(child<QLabel>("nothing")->isVisible());
        filter->clear();
        table->sortByColumn(LayerTableModel::Params, Qt::DescendingOrder);
        QCOMPARE(cell(0, LayerTableModel::Name), "hidden_2");
        table->sortByColumn(LayerTableModel::Number, Qt::AscendingOrder);
        QCOMPARE(cell(0, LayerTableModel::Name), "hidden_1");
    }

    void whatGoesInGivesWayInNarrowWindows() {
        open(ReadyMade::Digits);
        const QHeaderView* header = layers()->horizontalHeader();
        m_page->resize(1856, 900);
        QTRY_COMPARE(
            header->visualIndex(LayerTableModel::Inputs),
            static_cast<int>(LayerTableModel::Inputs));
        m_page->resize(960, 554);
        QTRY_COMPARE(
            header->visualIndex(LayerTableModel::Inputs), LayerTableModel::ColumnCount - 1);
    }

    void aLayerIsFrozen() {
        open(ReadyMade::Cars);
        auto* model = layers()->model();
        session().select(1);
        settle();
        const QModelIndex box = model->index(1, LayerTableModel::Trainable);
        QCOMPARE(box.data(Qt::CheckStateRole).toInt(), int(Qt::Checked));
        QVERIFY(model->setData(box, Qt::Unchecked, Qt::CheckStateRole));
        settle();
        QCOMPARE(box.data(Qt::CheckStateRole).toInt(), int(Qt::Unchecked));
        QCOMPARE(session().view()->total.trainable, session().view()->total.params - 272);
        QCOMPARE(session().selected(), 1);
        QVERIFY(!session().details()->weights[0].isTrainable);
    }

    void tableAndGraphShareTheSelection() {
        open(ReadyMade::Branched);
        m_page->openAt("graph");
        settle();
        auto* graph = m_page->findChild<GraphView*>();
        const int row = session().rowOf("mix");
        const QPoint middle = graph->boxOf(row).center().toPoint();
        QVERIFY(graph->rect().contains(middle));
        QTest::mouseClick(graph, Qt::LeftButton, {}, middle);
        QCOMPARE(session().selected(), row);
        settle();
        QCOMPARE(child<QLabel>("name", panel())->text(), "mix");
        m_page->openAt("table");
        auto* table = layers();
        QCOMPARE(
            table->currentIndex().siblingAtColumn(LayerTableModel::Name).data().toString(), "mix");
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Down);
        QCOMPARE(session().selected(), row + 1);
    }

    void modelsOpenAndCloseInTheGraph() {
        open(ReadyMade::Branched);
        m_page->openAt("graph");
        settle();
        auto* graph = m_page->findChild<GraphView*>();
        const int inside = session().rowOf("encoder/wide");
        QVERIFY(!graph->boxOf(inside).isEmpty()); // small graphs are shown open
        m_page->findChild<GraphPanel*>()->toggle(session().rowOf("encoder"));
        settle();
        QVERIFY(graph->boxOf(inside).isEmpty());
        session().select(inside); // opens it again
        settle();
        QVERIFY(!graph->boxOf(inside).isEmpty());
    }

    void theGraphIsSearchedAndZoomed() {
        open(ReadyMade::Branched);
        m_page->openAt("graph");
        settle();
        auto* graph = m_page->findChild<GraphView*>();
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = child<QLineEdit>("search");
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, "dense");
        QVERIFY(child<QLabel>("found")->text().startsWith("1 "));
        const int first = session().selected();
        QTest::keyClick(search, Qt::Key_Return);
        QVERIFY(session().selected() != first);
        QVERIFY(QRectF(graph->rect()).intersects(graph->boxOf(session().selected())));
        const double before = graph->zoom();
        QTest::mouseClick(
            child<QToolButton>("zoomOut", m_page->findChild<GraphPanel*>()), Qt::LeftButton);
        QVERIFY(graph->zoom() < before);
        graph->setFocus();
        QTest::keyClick(graph, Qt::Key_Plus);
        QTest::keyClick(graph, Qt::Key_Down);
        QTest::mouseClick(child<QToolButton>("fit"), Qt::LeftButton);
        QVERIFY(QRectF(graph->rect()).contains(graph->boxOf(session().rowOf("price"))));
    }

    void savedModelsAreOpenedAgain() {
        open(ReadyMade::Cars);
        const QString folder = m_folder.filePath("my-cars");
        QTest::keyClick(m_page.get(), Qt::Key_S, Qt::ControlModifier);
        auto* name = child<QLineEdit>("saveName");
        QTRY_VERIFY(name->isVisible());
        QCOMPARE(name->text(), "cars");
        dialogs().answerNext(folder);
        QTest::mouseClick(child<QPushButton>("save"), Qt::LeftButton);
        settle();
        QVERIFY(QFile::exists(folder + "/model.json"));
        QCOMPARE(notice()->tone(), Banner::Tone::Success);
        QVERIFY(!name->isVisible());
        dialogs().answerNext(folder + "/model.json");
        QTest::keyClick(m_page.get(), Qt::Key_O, Qt::ControlModifier);
        settle();
        QCOMPARE(session().name(), "my-cars");
        QCOMPARE(session().view()->rows.size(), 3U);
        m_page->openAt("");
        settle();
        QVERIFY(child<QPushButton>("openRecent0") != nullptr);
    }

    void storesKeepModels() {
        open(ReadyMade::Cars);
        session().save("indexeddb://kept");
        settle();
        session().save("downloads://kept");
        settle();
        m_page->openAt("");
        settle();
        QTRY_COMPARE(m_page->shelf()->stored().size(), 2);
        QTest::mouseClick(child<QPushButton>("openStored0"), Qt::LeftButton);
        settle();
        QCOMPARE(session().address(), "indexeddb://kept");
        m_page->openAt("");
        settle();
        QTest::mouseClick(child<QToolButton>("removeStored0"), Qt::LeftButton);
        QVERIFY(notice()->isVisible());
        QTest::mouseClick(notice()->findChild<QPushButton*>("button0"), Qt::LeftButton);
        QTRY_COMPARE(m_page->shelf()->stored().size(), 1);
    }

    void whatCannotBeOpenedIsRefused_data() {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("word");
        QTest::newRow("no JSON") << "a.json" << QByteArray("{\"modelTop") << "a.json";
        QTest::newRow("other JSON") << "b.json" << QByteArray("{\"colors\": []}") << "b.json";
        QTest::newRow("a graph model")
            << "c.json"
            << QByteArray(R"({"format":"graph-model","modelTopology":{},"weightsManifest":[]})")
            << "no list of nodes";
        QTest::newRow("another kind") << "d.onnx" << QByteArray("x") << ".onnx";
    }
    void whatCannotBeOpenedIsRefused() {
        QFETCH(QString, file);
        QFETCH(QByteArray, content);
        QFETCH(QString, word);
        const QString path = m_folder.filePath(file);
        QFile written(path);
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(content);
        written.close();
        open(ReadyMade::Cars);
        session().open(path);
        settle();
        QVERIFY(notice()->isVisible());
        QCOMPARE(notice()->tone(), Banner::Tone::Error);
        QVERIFY2(notice()->text().contains(word), qPrintable(notice()->text()));
        QCOMPARE(session().name(), "cars"); // what was open stays open
    }

    void filesAreDropped() {
        open(ReadyMade::Cars);
        session().save(m_folder.filePath("dropped"));
        settle();
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(m_folder.filePath("dropped/model.json"))});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &drop);
        settle();
        QCOMPARE(session().name(), "dropped");
    }

    void labelsLieBesideTheModel() {
        QVERIFY(QDir().mkpath(m_folder.filePath("labels")));
        QFile file(m_folder.filePath("labels/labels.txt"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("cat\r\ndog\n\n");
        file.close();
        QCOMPARE(labelsBeside(m_folder.filePath("labels/nothing.json")), QStringList());
        QCOMPARE(labelsBeside(m_folder.filePath("labels")), QStringList({"cat", "dog"}));
        QFile json(m_folder.filePath("labels/labels.json"));
        QVERIFY(json.open(QIODevice::WriteOnly));
        json.write(R"({"0": "cow", "1": "pig", "3": "?"})");
        json.close();
        QCOMPARE(labelsBeside(m_folder.filePath("labels")), QStringList({"cow", "pig"}));
    }

    void thousandsOfLayersDoNotHang() {
        tp::inspect::ModelView view;
        tp::inspect::Scope scope;
        for (int i = 0; i < 5000; ++i) {
            tp::inspect::LayerRow row;
            row.name = row.path = "layer_" + std::to_string(i);
            row.kind = i % 3 ? "Dense" : "Conv2D";
            view.rows.push_back(row);
            scope.parts.push_back({i, row.name, "[null,8]"});
            if (i > 0) {
                scope.wires.push_back(
                    {static_cast<std::size_t>(i - 1), static_cast<std::size_t>(i)});
            }
            if (i > 5 && i % 4 == 0) {
                scope.wires.push_back(
                    {static_cast<std::size_t>(i - 5), static_cast<std::size_t>(i)});
            }
        }
        view.scopes.push_back(scope);
        QElapsedTimer timer;
        timer.start();
        const auto picture =
            std::make_shared<tp::inspect::ModelPicture>(tp::inspect::pictureOf(view));
        QVERIFY2(timer.elapsed() < 3000, qPrintable(QString::number(timer.elapsed())));
        GraphView graph;
        graph.resize(800, 600);
        graph.setPicture(picture, std::vector<QColor>(5000, Qt::red));
        QVERIFY(graph.zoom() > 0.5); // the beginning: all of it would be a line of dots
        QVERIFY(graph.rect().contains(graph.boxOf(0).toRect()));
        graph.fit();
        timer.restart();
        const QImage whole = graph.grab().toImage(); // all of it
        const qint64 all = timer.restart();
        QVERIFY(whole.pixelColor(whole.width() / 2, whole.height() / 2) != theme().window);
        graph.reveal(2500);
        QVERIFY(!graph.grab().isNull()); // a part
        const qint64 part = timer.elapsed();
        qInfo("5000 layers: all %lld ms, a part %lld ms", all, part);
        QVERIFY2(all < 500, qPrintable(QString::number(all)));
        QVERIFY2(part < 100, qPrintable(QString::number(part)));
    }
};

QTEST_MAIN(TestModelsPage)
#include "tst_models_page.moc"
