#include <QCoreApplication>
#include <QFile>
#include <QImage>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

/// The program as a person on a command line meets it.
class TestProgram : public QObject {
    Q_OBJECT

private slots:
    void init();
    void answersWithoutADisplay_data();
    void answersWithoutADisplay();
    void complainsInOneSentence_data();
    void complainsInOneSentence();
    void takesAScreenshot();
    void leavesAProfileAloneWhileTakingAPicture();
    void saysThatThereIsNoDisplay();
    void waitsPassively();
    void reportsItsStart();

private:
    int run(const QStringList& words, const QStringList& environment = {});

    QByteArray m_out;
    QByteArray m_error;
    QTemporaryDir m_folder;
};

int TestProgram::run(const QStringList& words, const QStringList& environment) {
    QProcess program;
    QProcessEnvironment variables;
    for (const char* name :
         {"PATH",
          "HOME",
          "TP_RESOURCES",
          "LD_LIBRARY_PATH",
          "ASAN_OPTIONS",
          "LSAN_OPTIONS",
          "UBSAN_OPTIONS",
          "TSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            variables.insert(name, qEnvironmentVariable(name));
    }
    variables.insert("LC_ALL", "C.UTF-8");
    variables.insert("XDG_RUNTIME_DIR", m_folder.path());
    for (const QString& pair : environment)
        variables.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
    program.setProcessEnvironment(variables);
    program.start(QCoreApplication::applicationDirPath() + "/tensor-playground", words);
    if (!program.waitForFinished(120'000))
        return -1;
    m_out = program.readAllStandardOutput();
    m_error = program.readAllStandardError();
    return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -2;
}

void TestProgram::init() {
    m_out.clear();
    m_error.clear();
}

void TestProgram::answersWithoutADisplay_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("help") << QStringList{"--help"} << QByteArray("--screenshot");
    QTest::newRow("version") << QStringList{"--version"} << QByteArray("Tensor Playground");
    QTest::newRow("pages") << QStringList{"--list-pages"} << QByteArray("home\nlearn\n");
    QTest::newRow("lessons") << QStringList{"lessons", "list"} << QByteArray("02");
}

void TestProgram::answersWithoutADisplay() {
    QFETCH(QStringList, words);
    QFETCH(QByteArray, answer);
    QCOMPARE(run(words), 0);
    QVERIFY2(m_out.contains(answer), m_out);
    QVERIFY2(m_error.isEmpty(), m_error);
}

void TestProgram::complainsInOneSentence_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::newRow("unknown option") << QStringList{"--pgae"} << 2;
    QTest::newRow("unknown command") << QStringList{"dance"} << 2;
    QTest::newRow("bad size")
        << QStringList{"--page", "home", "--screenshot", "x.png", "--size", "3x3"} << 2;
    QTest::newRow("unknown page") << QStringList{"--page", "nowhere", "--screenshot", "x.png"} << 2;
    QTest::newRow("unwritable file")
        << QStringList{"--page", "home", "--screenshot", "/proc/x.png"} << 1;
    QTest::newRow("no folder")
        << QStringList{"--page", "home", "--screenshot", "/nowhere/at/all.png"} << 1;
    QTest::newRow("unknown lesson") << QStringList{"lessons", "run", "99"} << 2;
    QTest::newRow("no model") << QStringList{"inspect", "/nowhere/model.json"} << 1;
    QTest::newRow("no model named") << QStringList{"inspect"} << 2;
    QTest::newRow("no model to run")
        << QStringList{"predict", "/nowhere/model.json", "--input", "random"} << 1;
    QTest::newRow("no picture")
        << QStringList{"demo", "posenet", "--source", "/nowhere.png", "--json"} << 1;
    QTest::newRow("unknown demo") << QStringList{"demo", "karaoke", "--source", "a.png"} << 2;
    QTest::newRow("lessons and a wrong word") << QStringList{"lessons", "dance"} << 2;
}

void TestProgram::complainsInOneSentence() {
    QFETCH(QStringList, words);
    QTEST(run(words), "code");
    QVERIFY2(m_out.isEmpty(), m_out);
    QVERIFY2(!m_error.isEmpty(), "it should say why");
    QCOMPARE(m_error.trimmed().count('\n'), 0);
}

void TestProgram::takesAScreenshot() {
    for (const char* language : {"en", "zh_CN"}) {
        const QString file = m_folder.filePath(QStringLiteral("%1.png").arg(language));
        QCOMPARE(
            run(
                {"--page",
                 "learn",
                 "--screenshot",
                 file,
                 "--lang",
                 language,
                 "--theme",
                 "dark",
                 "--size",
                 "1100x700"}),
            0);
        const QImage picture(file);
        QCOMPARE(picture.size(), QSize(1100, 700));
        QVERIFY(picture.pixelColor(600, 690).lightness() < 60);
    }
    QVERIFY(QImage(m_folder.filePath("en.png")) != QImage(m_folder.filePath("zh_CN.png")));
}

void TestProgram::leavesAProfileAloneWhileTakingAPicture() {
    QFile file(m_folder.filePath("settings.json"));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"ui/theme\": 2}");
    file.close();
    QCOMPARE(
        run(
            {"--profile",
             m_folder.path(),
             "--page",
             "settings",
             "--screenshot",
             m_folder.filePath("p.png")}),
        0);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("{\"ui/theme\": 2}"));
    QVERIFY(
        QImage(m_folder.filePath("p.png")).pixelColor(600, 790).lightness() <
        60); // the profile's dark theme
}

void TestProgram::saysThatThereIsNoDisplay() {
    QCOMPARE(run({}), 1);
    QVERIFY(m_error.contains("display"));
}

void TestProgram::waitsPassively() {
    // The second start is the program's own, with the policy set; the first value given by a person
    // is respected.
    QCOMPARE(run({"--version"}, {"OMP_WAIT_POLICY=active"}), 0);
    QCOMPARE(run({"--version"}), 0);
}

void TestProgram::reportsItsStart() {
    QCOMPARE(
        run({"--startup-report", "--page", "home", "--profile", m_folder.filePath("fresh")},
            {"QT_QPA_PLATFORM=offscreen"}),
        0);
    QVERIFY2(m_out.startsWith("first paint "), m_out);
    qInfo("%s", m_out.trimmed().constData());
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
