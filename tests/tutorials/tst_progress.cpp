#include "tutorials/player/progress.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <filesystem>

using namespace tp;

namespace {

std::string stepName(int number) {
    return "step" + std::to_string(number);
}

/// What the child does: finish one step after the other and say so, until it is killed.
int finishSteps(const char* folder) {
    Progress progress{std::filesystem::path(folder)};
    for (int number = 0;; ++number) {
        const int step = number % 2000;
        progress.record(
            "02",
            stepName(step),
            {.status = StepStatus::Done,
             .hintsShown = number,
             .parameters = {{"epochs", std::int64_t{number}}, {"optimizer", std::string("adam")}},
             .prediction = {},
             .quizAnswers = {}});
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}

QByteArray contentsOf(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const std::filesystem::path& path, const QByteArray& text) {
    QFile file(QString::fromStdString(path.string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestProgress : public QObject {
    Q_OBJECT

private slots:
    void init() {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = std::filesystem::path(m_dir->path().toStdString()) / "state";
    }

    void survivesRestart() {
        const StepProgress train = {
            .status = StepStatus::Done,
            .assisted = true,
            .hintsShown = 2,
            .parameters =
                {{"epochs", std::int64_t{5}},
                 {"learningRate", 0.01},
                 {"optimizer", std::string("sgd")},
                 {"normalise", false}},
            .prediction = 1,
            .quizAnswers = {2, -1, 0}};
        {
            Progress progress(m_folder);
            progress.record("02", "train", train);
            progress.record(
                "02",
                "look",
                {.status = StepStatus::Skipped,
                 .parameters = {},
                 .prediction = {},
                 .quizAnswers = {}});
            progress.setCurrentStep("02", "train");
        }
        const Progress again(m_folder);
        QVERIFY(!again.notice());
        QVERIFY(again.step("02", "train") == train);
        QCOMPARE(again.currentStep("02"), std::string("train"));
        const TutorialInfo info{
            .id = "02",
            .title = {},
            .blurb = {},
            .level = {},
            .track = {},
            .needs = {},
            .steps = {{"look", {}, {}}, {"train", {}, {}}, {"quiz", {}, {}}}};
        const auto summary = again.summary(info);
        QCOMPARE(summary.done, 1);
        QCOMPARE(summary.skipped, 1);
        QCOMPARE(summary.total, 3);
        QVERIFY(summary.isStarted() && !summary.isComplete());
    }

    void resetForgets() {
        Progress(m_folder).record("02", "load", done());
        Progress(m_folder).reset("02");
        QVERIFY(Progress(m_folder).step("02", "load") == StepProgress{});
    }

    void killedAtAnyMoment() {
        int reportedInAll = 0;
        for (int round = 0; round < 40; ++round) {
            QProcess child;
            child.start(
                QCoreApplication::applicationFilePath(),
                {QStringLiteral("--finish-steps"), QString::fromStdString(m_folder.string())});
            QVERIFY(child.waitForStarted());
            // Some rounds die while starting, others in the middle of a write.
            child.waitForFinished(static_cast<int>(QRandomGenerator::global()->bounded(1, 60)));
            child.kill();
            QVERIFY(child.waitForFinished());

            const auto lines = child.readAllStandardOutput().split('\n');
            // What follows the last line end was not reported in full.
            const int reported = static_cast<int>(lines.size()) - 1;
            reportedInAll += reported;
            const Progress progress(m_folder);
            if (progress.notice())
                QFAIL(progress.notice()->what());
            for (int i = std::max(0, reported - 2000); i < reported; ++i) {
                const auto step = progress.step("02", stepName(i % 2000));
                QVERIFY(step.status == StepStatus::Done);
                QVERIFY(step.hintsShown >= i);
            }
        }
        qInfo("killed 40 times, %d finished steps reported, none lost", reportedInAll);
        QVERIFY(reportedInAll > 100);
    }

    void damagedFileIsMovedAside() {
        std::filesystem::create_directories(m_folder);
        QFETCH(QByteArray, text);
        write(m_folder / "progress.jsonl", text);
        Progress progress(m_folder);
        QVERIFY(progress.notice());
        QVERIFY(QByteArray(progress.notice()->what()).contains("progress.jsonl.damaged"));
        QCOMPARE(contentsOf(m_folder / "progress.jsonl.damaged"), text);
        progress.record("02", "load", done());
        const Progress again(m_folder);
        QVERIFY(!again.notice());
        QVERIFY(again.step("02", "load").status == StepStatus::Done);
    }

    void damagedFileIsMovedAside_data() {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("words") << QByteArray("hello\n");
        QTest::newRow("zeros") << QByteArray(4096, '\0');
        QTest::newRow("other json") << QByteArray("{\"format\":\"something\",\"version\":1}\n");
        QTest::newRow("deep") << QByteArray(100000, '[') + '\n';
        QTest::newRow("bad line") << header() + "{\"tutorial\":\"02\",\"step\"\n" + header();
    }

    void soundLinesOfADamagedFileCount() {
        std::filesystem::create_directories(m_folder);
        write(
            m_folder / "progress.jsonl",
            header() + "{\"tutorial\":\"02\",\"step\":\"load\",\"status\":\"done\"}\n\xff\xff\n"
                       "{\"tutorial\":\"02\",\"step\":\"clean\",\"status\":\"done\",\"hints\":"
                       "\"many\"}\n");
        const Progress progress(m_folder);
        QVERIFY(progress.notice());
        QVERIFY(progress.step("02", "load").status == StepStatus::Done);
        QVERIFY(progress.step("02", "clean").status == StepStatus::Done);
    }

    void halfALineIsForgiven() {
        Progress(m_folder).record("02", "load", done());
        const auto text = contentsOf(m_folder / "progress.jsonl");
        write(m_folder / "progress.jsonl", text + "{\"tutorial\":\"02\",\"st");
        {
            Progress progress(m_folder);
            QVERIFY(!progress.notice());
            progress.record("02", "clean", done());
        }
        const Progress again(m_folder);
        QVERIFY(!again.notice());
        QVERIFY(again.step("02", "load").status == StepStatus::Done);
        QVERIFY(again.step("02", "clean").status == StepStatus::Done);
    }

    void newerVersionIsLeftAlone() {
        std::filesystem::create_directories(m_folder);
        const QByteArray text =
            "{\"format\":\"tensor-playground-progress\",\"version\":99}\n{\"new\":true}\n";
        write(m_folder / "progress.jsonl", text);
        Progress progress(m_folder);
        QVERIFY(progress.notice());
        progress.record("02", "load", done());
        QCOMPARE(contentsOf(m_folder / "progress.jsonl"), text);
    }

    void twoProgramsShareTheFile() {
        Progress first(m_folder);
        Progress second(m_folder);
        first.record("02", "load", done());
        second.record("02", "clean", done());
        first.record("02", "look", done());
        QVERIFY(first.step("02", "clean").status == StepStatus::Open);
        first.reload();
        QVERIFY(first.step("02", "clean").status == StepStatus::Done);
        const Progress third(m_folder);
        QVERIFY(!third.notice());
        for (const auto* step : {"load", "clean", "look"})
            QVERIFY(third.step("02", step).status == StepStatus::Done);
    }

    void unwritableFolderIsSaid() {
        Progress progress("/proc/no-such-place");
        QVERIFY(progress.notice());
        progress.record("02", "load", done());
        QVERIFY(progress.step("02", "load").status == StepStatus::Done);
    }

private:
    static StepProgress done() {
        return {.status = StepStatus::Done, .parameters = {}, .prediction = {}, .quizAnswers = {}};
    }
    static QByteArray header() {
        return "{\"format\":\"tensor-playground-progress\",\"version\":1}\n";
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::filesystem::path m_folder;
};

int main(int argc, char** argv) {
    if (argc == 3 && qstrcmp(argv[1], "--finish-steps") == 0)
        return finishSteps(argv[2]);
    const QCoreApplication application(argc, argv);
    TestProgress test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_progress.moc"
