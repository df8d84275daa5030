#include "app/command_line/command_line.h"

#include <QTest>

using app::CommandLine;
using Job = app::CommandLine::Job;

class TestCommandLine : public QObject {
    Q_OBJECT

private slots:
    void jobs_data();
    void jobs();
    void wrong_data();
    void wrong();
    void valuesArrive();
    void lessonsKeepTheirOwnWords();
    void commandsKeepTheirOwnWords();
    void textsNameWhatMatters();
};

void TestCommandLine::jobs_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("job");
    const auto row = [](const char* name, const QStringList& words, Job job) {
        QTest::newRow(name) << words << static_cast<int>(job);
    };
    row("nothing", {}, Job::Window);
    row("page", {"--page", "learn"}, Job::Window);
    row("screenshot", {"--page", "learn", "--screenshot", "a.png"}, Job::Screenshot);
    row("version", {"--version"}, Job::Version);
    row("help", {"--help"}, Job::Help);
    row("short help", {"-h"}, Job::Help);
    row("pages", {"--list-pages"}, Job::ListPages);
    row("lessons", {"lessons", "list"}, Job::Lessons);
    row("inspect", {"inspect", "m.json"}, Job::Inspect);
    row("predict", {"--backend", "cpu", "predict", "m.json"}, Job::Predict);
    row("demo", {"demo", "posenet", "--json"}, Job::Demo);
    row("help on a command", {"predict", "--help", "--nonsense"}, Job::Help);
    row("profile before lessons", {"--profile", "d", "lessons", "verify"}, Job::Lessons);
}

void TestCommandLine::jobs() {
    QFETCH(QStringList, words);
    const CommandLine line = app::parseCommandLine(words);
    QCOMPARE(line.error, QString());
    QTEST(static_cast<int>(line.job), "job");
}

void TestCommandLine::wrong_data() {
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const QStringList& words, const char* sentence) {
        QTest::newRow(qPrintable(words.join(u' '))) << words << QString::fromUtf8(sentence);
    };
    row({"--pgae", "learn"}, "unknown option --pgae; --help lists all");
    row({"train"}, "unknown command train; --help lists all");
    row({"--page"}, "--page needs the link of a page, such as learn");
    row({"--page", "--theme"}, "--page needs the link of a page, such as learn");
    row({"--lang", "de"}, "--lang takes en or zh_CN, not de");
    row({"--backend", "abacus"}, "--backend takes cpu or vulkan, not abacus");
    row({"--theme", "pink"}, "--theme takes light or dark or system, not pink");
    row({"--size", "big"}, "--size takes WIDTHxHEIGHT from 1024x640 to 7680x4320, not big");
    row({"--size", "10x10"}, "--size takes WIDTHxHEIGHT from 1024x640 to 7680x4320, not 10x10");
    row({"--size", "99999x99999"},
        "--size takes WIDTHxHEIGHT from 1024x640 to 7680x4320, not 99999x99999");
    row({"predict", "m.json", "--backend", "abacus"}, "--backend takes cpu or vulkan, not abacus");
    row({"inspect", "--backend"}, "--backend needs cpu or vulkan");
    row({"--screenshot", "a.png"}, "--screenshot needs --page");
}

void TestCommandLine::wrong() {
    QFETCH(QStringList, words);
    const CommandLine line = app::parseCommandLine(words);
    QCOMPARE(static_cast<int>(line.job), static_cast<int>(Job::Wrong));
    QTEST(line.error, "sentence");
}

void TestCommandLine::valuesArrive() {
    const CommandLine line = app::parseCommandLine(
        {"--page=tutorial/02/train",
         "--screenshot",
         "p.png",
         "--lang",
         "zh_CN",
         "--theme=dark",
         "--size",
         "1920x1080",
         "--profile",
         "/tmp/p"});
    QCOMPARE(line.page, "tutorial/02/train");
    QCOMPARE(line.screenshot, "p.png");
    QCOMPARE(line.language, "zh_CN");
    QCOMPARE(line.theme, "dark");
    QCOMPARE(line.size, QSize(1920, 1080));
    QCOMPARE(line.profile, "/tmp/p");
    QVERIFY(line.isHeadless());
}

void TestCommandLine::lessonsKeepTheirOwnWords() {
    const CommandLine line =
        app::parseCommandLine({"lessons", "run", "02", "--set", "epochs=5", "--json"});
    QCOMPARE(line.words, QStringList({"run", "02", "--set", "epochs=5", "--json"}));
}

void TestCommandLine::commandsKeepTheirOwnWords() {
    const CommandLine line = app::parseCommandLine(
        {"predict", "m.json", "--input", "x=a.npy", "--backend=vulkan", "--range", "-11"});
    QCOMPARE(line.words, QStringList({"m.json", "--input", "x=a.npy", "--range", "-11"}));
    QCOMPARE(line.backend, "vulkan");
}

void TestCommandLine::textsNameWhatMatters() {
    for (const char* word :
         {"lessons",
          "inspect",
          "predict",
          "demo",
          "--runs",
          "--range",
          "--source",
          "--page",
          "--screenshot",
          "--lang",
          "--theme",
          "--size",
          "--profile",
          "--version"})
        QVERIFY2(app::helpText().contains(word), word);
    QVERIFY(app::versionText().contains(QStringLiteral(QT_VERSION_STR)));
    QVERIFY(app::versionText().startsWith("Tensor Playground "));
}

QTEST_APPLESS_MAIN(TestCommandLine)
#include "tst_command_line.moc"
