#include "app/core/dialogs.h"
#include "app/pages/models/graph_panel.h"
#include "app/pages/models/graph_view.h"
#include "app/pages/models/layer_table_model.h"
#include "app/pages/models/model_shelf.h"
#include "app/pages/models/models_page.h"
#include "app/pages/models/picture_reader.h"
#include "app/pages/models/top_list.h"
#include "app/widgets/banner.h"
#include "engine/api/start.h"
#include "engine/io/user_folders.h"
#include "engine/runtime/op.h"
#include "tests/support/page_test.h"

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
class TestModelsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        tp::forbidOpsOnThisThread();
        applyTheme(*qApp);
        QVERIFY(m_folder.isValid());
        tp::io::setUserDataFolder(m_folder.filePath("data").toStdString());
        tp::io::setDownloadFolder(m_folder.filePath("downloads").toStdString());
        QVERIFY(QDir().mkpath(m_folder.filePath("downloads")));
    }

    void init() {
        m_page = std::make_unique<ModelsPage>();
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        settle();
    }
    void cleanup() { m_page.reset(); }

    void behavesLikeAPage_data() {
        QTest::addColumn<QString>("place");
        for (const char* place :
             {"",
              "sample/cars",
              "sample/branched/graph",
              "sample/cars/table/hidden_2/kernel",
              "file/" TP_SOURCE_DIR "/tests/golden/graphs/models/pictures/model.json"})
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
        drop(redPicture());
        settle();
        QCOMPARE(m_page->place(), "run");
        QVERIFY(session().runs()->done() != nullptr);
        QCOMPARE(session().name(), "pictures");
        const QString broken = m_folder.filePath("broken.png");
        QFile file(broken);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("no picture");
        file.close();
        drop(broken);
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
        graph.zoomBy(0.01);
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

private:
    ModelsSession& session() { return *m_page->session(); }
    Banner* notice() { return child<Banner>("notice"); }
    QTableView* layers() {
        return child<QTableView>("table", m_page->findChild<QWidget*>("layerTable"));
    }
    QWidget* panel() { return m_page->findChild<QWidget*>("layerPanel"); }

    template<class T>
    T* child(const QString& name, QWidget* in = nullptr) {
        return (in ? in : m_page.get())->findChild<T*>(name);
    }

    static QString goldenModel(const QString& name) {
        return QStringLiteral(TP_SOURCE_DIR "/tests/golden/graphs/models/") + name;
    }

    void openGraph(const QString& name) {
        session().open(goldenModel(name) + "/model.json");
        settle();
        QVERIFY(session().isGraph());
    }

    int rowOfKind(const std::string& kind) {
        const auto& rows = session().view()->rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].kind == kind)
                return static_cast<int>(i);
        }
        return -1;
    }

    QString redPicture() {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        const QString path = m_folder.filePath("red.png");
        return image.save(path) ? path : QString();
    }

    void drop(const QString& path) {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &event);
    }

    QString cell(int row, int column) {
        return layers()->model()->index(row, column).data().toString();
    }

    void open(ReadyMade which) {
        session().openReadyMade(which);
        settle();
        QVERIFY(session().view() != nullptr);
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 10000); }

    QTemporaryDir m_folder;
    const TemporarySettings m_settings;
    std::unique_ptr<ModelsPage> m_page;
};

QTEST_MAIN(TestModelsPage)
#include "tst_models_page.moc"
