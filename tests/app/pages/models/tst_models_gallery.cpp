#include "app/core/language.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/layer_panel.h"
#include "app/pages/models/models_page.h"
#include "app/widgets/param_form.h"
#include "engine/api/start.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/start_config.h"
#include "engine/io/user_folders.h"
#include "tests/support/page_test.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>

using namespace app;
using tp::inspect::FileKind;
using tp::inspect::ReadyMade;

/// Draws the page in every state that a person meets, in sizes, themes and languages, into
/// bin/../gallery/models, for people to look at; checks that something was drawn and that no
/// control sticks out.
class TestModelsGallery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        applyTheme(*qApp);
        m_language.follow();
        tp::io::setUserDataFolder(m_files.filePath("data").toStdString());
        tp::io::setDownloadFolder(m_files.filePath("downloads").toStdString());
        m_folder = QDir(QCoreApplication::applicationDirPath() + "/../gallery/models");
        QVERIFY(m_folder.mkpath("."));
        makeModels();
    }

    void everyState_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("wide-light-en") << QSize(1856, 994) << "en" << false;
        QTest::newRow("wide-dark-zh") << QSize(1856, 994) << "zh_CN" << true;
        QTest::newRow("compact-light-zh") << QSize(960, 554) << "zh_CN" << false;
        QTest::newRow("compact-dark-en") << QSize(960, 554) << "en" << true;
    }
    void everyState() {
        QFETCH(QSize, size);
        QFETCH(QString, code);
        QFETCH(bool, isDark);
        kThemeChoice.set(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
        applyTheme(*qApp);
        kLanguage.set(code);
        kBlueprint.reset();
        m_page = std::make_unique<ModelsPage>();
        m_size = size;
        m_tooLarge.clear();
        m_page->resize(size);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_number = 0;
        showStart();
        showViewer();
        showGraphModels();
        showSaving();
        showRefusals();
        showBuilder();
        showTraining();
        m_page.reset();
        QVERIFY2(m_tooLarge.isEmpty(), qPrintable("does not fit: " + m_tooLarge.join(", ")));
    }

private:
    void showStart() {
        picture("start");
        drag(m_files.filePath("cars.h5"));
        picture("start-drag");
        leave();
    }

    void showViewer() {
        at("sample/digits/table");
        picture("table");
        at("sample/digits/table/conv_1/kernel");
        picture("table-kernels");
        at("sample/branched/table/encoder");
        picture("table-branched");
        drag(m_files.filePath("cars.h5"));
        picture("table-drag");
        leave();
        type("filter", "no such layer");
        picture("table-nothing");
        type("filter", {});
        at("sample/branched/graph/mix/kernel");
        picture("graph");
        type("search", "no such layer");
        picture("graph-nothing");
        type("search", {});
        session().open(m_files.filePath("damaged"));
        settle();
        at("graph");
        session().select(1);
        picture("graph-nan");
        m_page->findChild<LayerPanel*>()->openTab("kernel");
        at("table");
        picture("table-nan");
        openModel(m_long, "long");
        at("graph");
        picture("graph-long");
        at("table");
        picture("table-long");
    }

    void showGraphModels() {
        const QString golden = QStringLiteral(TP_SOURCE_DIR "/tests/golden/graphs/models/");
        openGraph(golden + "pictures");
        picture("nodes-table");
        session().select(session().rowOf("sum"));
        picture("nodes-table-selected");
        m_page->findChild<LayerPanel*>()->openTab("output");
        picture("nodes-no-output");
        at("run");
        picture("run");
        session().runs()->runPicture(TP_SOURCE_DIR "/tests/golden/graphs/models/none.png");
        picture("run-refused");
        session().runs()->runPicture(photo());
        picture("run-picture");
        at("table");
        session().select(4);
        picture("nodes-output");
        at("graph");
        picture("nodes-graph");
        openGraph(golden + "functions");
        at("graph");
        picture("nodes-functions");
        QFile source(golden + "quantized/model.json");
        QVERIFY(source.open(QIODevice::ReadOnly));
        QDir().mkpath(m_files.filePath("strange"));
        QFile written(m_files.filePath("strange/model.json"));
        QVERIFY(written.open(QIODevice::WriteOnly));
        written.write(source.readAll().replace("\"BiasAdd\"", "\"Strange\""));
        written.close();
        QFile::copy(golden + "quantized/weights.bin", m_files.filePath("strange/weights.bin"));
        openGraph(m_files.filePath("strange"));
        picture("nodes-unsupported");
        const QString large =
            QStringLiteral(TP_SOURCE_DIR "/../shared/models/coco_ssd_mobilenet_v1_tfjs");
        if (!QFile::exists(large))
            return;
        openGraph(large);
        at("table");
        picture("nodes-large-table");
        session().runs()->runPicture(photo());
        at("run");
        picture("run-large");
        at("graph");
        picture("nodes-large-graph");
    }

    QString photo() {
        QImage image(320, 240, QImage::Format_RGB32);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const bool isDisk = QPoint(x - 160, y - 120).manhattanLength() < 90;
                image.setPixelColor(
                    x, y, isDisk ? QColor(230, 150, 40) : QColor(40, y, 200 - x / 2));
            }
        }
        const QString path = m_files.filePath("photo.png");
        return image.save(path) ? path : QString();
    }

    void openGraph(const QString& path) {
        session().open(path);
        settle();
    }

    void showSaving() {
        at("sample/digits/table");
        QTest::mouseClick(child<QPushButton>("saveAs"), Qt::LeftButton);
        picture("save");
        save("cars.h5", FileKind::Keras3);
        picture("saved-keras");
        save("cars.onnx", FileKind::Onnx);
        picture("saved-onnx");
        session().save("indexeddb://digits");
        picture("saved-database");
        at("");
        picture("start-filled");
    }

    void showRefusals() {
        openModel(m_unusual, "unusual");
        save("never.onnx", FileKind::Onnx);
        picture("not-saved");
        session().open(m_files.filePath("no/such/model.json"));
        picture("not-opened");
    }

    void showBuilder() {
        at("build");
        picture("build");
        at("build/settings");
        QTest::mouseClick(child<QPushButton>("more"), Qt::LeftButton);
        builder().setSetting(0, {"kernel_regularizer"}, "L1L2");
        builder().setSetting(0, {"kernel_constraint"}, "MinMaxNorm");
        builder().setSetting(0, {"kernel_initializer"}, "VarianceScaling");
        picture("build-settings");
        builder().select(1);
        builder().addRow("Add");
        settle();
        builder().setInput(2, 1, 0);
        picture("build-refused");
        builder().setSetting(1, {"units"}, 8);
        picture("build-shortcut");
        builder().setInput(3, 0, 0);
        picture("build-unused");
        builder().startFrom(BuilderSession::Template::Pictures);
        settle();
        builder().addRow("ZeroPadding2D");
        settle();
        picture("build-padding");
        for (int i = 0; i < 12; ++i) {
            builder().addRow("BatchNormalization");
            settle();
        }
        picture("build-many");
        builder().startFrom(BuilderSession::Template::Points);
        settle();
    }

    void showTraining() {
        at("build/train");
        picture("train");
        m_page->findChild<ParamForm*>("trainForm")->setValue("epochs", 12);
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        QTRY_VERIFY(builder().epochs().size() >= 2 || !builder().isTraining());
        picture("train-done");
        builder().removeRow(2);
        settle();
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        picture("train-trouble");
        builder().setInputShape({28, 28, 1});
        settle();
        picture("train-other-shape");
    }

    void makeModels() {
        using namespace tp::inspect;
        const auto rowOf = [](const char* kind, const tp::Json::Object& settings) {
            BlueprintRow row{kind, startConfig(kind)};
            for (const auto& [name, value] : settings)
                row.config.set(name, value);
            return row;
        };
        Blueprint blueprint{{3, 6, 6, 1}, {}};
        for (int i = 0; i < 7; ++i)
            blueprint.rows.push_back(
                rowOf("ConvLSTM2D", {{"return_sequences", i < 6}, {"padding", "same"}}));
        m_unusual = built(blueprint);
        blueprint = {{2}, std::vector<BlueprintRow>(600, rowOf("Dense", {{"units", 2}}))};
        m_long = built(blueprint);
        blueprint = {{4}, {rowOf("Dense", {{"units", 6}}), rowOf("Dense", {{"units", 3}})}};
        saveModel(*built(blueprint), m_files.filePath("damaged").toStdString());
        // Without checksums, as other programs write it.
        QFile topology(m_files.filePath("damaged/model.json"));
        QVERIFY(topology.open(QIODevice::ReadWrite));
        const QByteArray text = topology.readAll().replace("shardChecksums", "noChecksums___");
        topology.seek(0);
        topology.write(text);
        topology.close();
        QFile weights(m_files.filePath("damaged/group1-shard1of1.bin"));
        QVERIFY(weights.open(QIODevice::ReadWrite));
        for (const int number : {32, 35, 41}) { // within the second kernel
            weights.seek(qint64{4} * number);
            weights.write("\0\0\xc0\x7f", 4); // not a number
        }
    }

    static tp::ModelPointer built(const tp::inspect::Blueprint& blueprint) {
        tp::inspect::BlueprintCheck check;
        tp::inspect::build(blueprint, check);
        return check.model;
    }

    ModelsSession& session() { return *m_page->session(); }
    BuilderSession& builder() { return *m_page->builder(); }

    template<class T>
    T* child(const QString& name) {
        return m_page->findChild<T*>(name);
    }

    void at(const QString& place) {
        m_page->openAt(place);
        settle();
    }

    void openModel(const tp::ModelPointer& model, const QString& name) {
        session().openModel(model, name);
        settle();
    }

    void save(const QString& file, FileKind kind) {
        session().exportTo(m_files.filePath(file), kind);
        settle();
    }

    void type(const QString& field, const QString& text) { child<QLineEdit>(field)->setText(text); }

    void drag(const QString& file) {
        m_data = std::make_unique<QMimeData>();
        m_data->setUrls({QUrl::fromLocalFile(file)});
        QDragEnterEvent enter(
            {10, 10}, Qt::CopyAction, m_data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
    }
    void leave() {
        QDragLeaveEvent event;
        QApplication::sendEvent(m_page.get(), &event);
    }

    void settle() {
        QElapsedTimer timer; // QTRY_VERIFY would look every 50 ms only
        timer.start();
        while (!m_page->isSettled() && timer.elapsed() < 20000)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        QVERIFY(m_page->isSettled());
    }

    void picture(const char* state) {
        settle();
        for (int i = 0; i < 3; ++i)
            QCoreApplication::processEvents();
        settle();
        const QImage image = m_page->grab().toImage();
        QVERIFY(image.width() > 0);
        if (m_page->size() != m_size) {
            m_tooLarge.append(QString::fromLatin1(state));
            m_page->resize(m_size);
        }
        const QString name = QStringLiteral("%1-%2-%3.png")
                                 .arg(QString::fromLatin1(QTest::currentDataTag()))
                                 .arg(++m_number, 2, 10, QChar(u'0'))
                                 .arg(QString::fromLatin1(state));
        QVERIFY(image.save(m_folder.filePath(name)));
    }

    QTemporaryDir m_files;
    const TemporarySettings m_settings;
    Language m_language;
    QDir m_folder;
    int m_number = 0;
    QSize m_size;
    QStringList m_tooLarge;
    tp::ModelPointer m_long;
    tp::ModelPointer m_unusual;
    std::unique_ptr<QMimeData> m_data;
    std::unique_ptr<ModelsPage> m_page;
};

QTEST_MAIN(TestModelsGallery)
#include "tst_models_gallery.moc"
