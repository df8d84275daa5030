#include "engine/base/error.h"
#include "tutorials/player/parameter.h"
#include "tutorials/player/run_control.h"
#include "tutorials/player/snippet.h"
#include "tutorials/player/stage.h"
#include "tutorials/player/tutorial_text.h"

#include <QTest>

#include <future>

using namespace tp;

namespace {

const char* const kFront =
    "---\ntitle: T\nblurb: B\nminutes: 5\nlevel: L\ntrack: t\nneeds: none\n---\n";

/// The message with which `f` refuses, or nothing.
template<class F>
QString refusal(const F& f) {
    try {
        f();
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

/// Pieces of the player, each alone.
class TestPlayer : public QObject {
    Q_OBJECT

private slots:
    void parametersTakeWhatTheySay() {
        const auto epochs = integer("epochs", 50, 1, 500);
        QCOMPARE(std::get<std::int64_t>(epochs.parsed("5").value()), 5);
        for (const auto* text : {"5.5", "0", "99999999999999999999", "", "5 ", "many"})
            QVERIFY2(!epochs.parsed(text), text);
        QCOMPARE(
            refusal([&] { (void)epochs.checked(std::int64_t{0}); }),
            "epochs takes a whole number from 1 to 500, not \"0\"");

        const auto rate = real("learningRate", 0.001, 1e-5, 1).logarithmic();
        QCOMPARE(std::get<double>(rate.parsed("0.1").value()), 0.1);
        QVERIFY(!rate.parsed("nan"));
        QVERIFY(!rate.parsed("2"));
        QCOMPARE(std::get<double>(rate.checked(std::int64_t{1})), 1.0);

        const auto optimizer = choice("optimizer", "adam", {"sgd", "adam"});
        QCOMPARE(
            refusal([&] { (void)optimizer.checked(std::string("magic")); }),
            "optimizer takes one of sgd, adam, not \"magic\"");
        QCOMPARE(std::get<bool>(toggle("normalise", true).parsed("off").value()), false);
        QVERIFY(!toggle("normalise", true).parsed("maybe"));
    }

    void snippetShowsCurrentValues() {
        const std::string source =
            "int before;\n"
            "    //! [train]\n"
            "    model.fit(x, y, {.batchSize = step.integer(\"batchSize\"),\n"
            "        .epochs = step.integer(\"epochs\")});\n"
            "    //! [train]\n"
            "int after;\n"
            "    //! [train]\n"
            "    done(step.choice(\"optimizer\"));\n"
            "    //! [train]\n";
        const auto snippet = resolveSnippet(
            codeRegion(source, "train"),
            {{"batchSize", std::int64_t{32}},
             {"epochs", std::int64_t{50}},
             {"optimizer", std::string("adam")}});
        QCOMPARE(
            snippet.code,
            std::string(
                "model.fit(x, y, {.batchSize = 32,\n    .epochs = 50});\n\ndone(\"adam\");\n"));
        QVERIFY((snippet.lines.at("epochs") == std::vector{1}));
        QVERIFY((snippet.lines.at("optimizer") == std::vector{3}));
        QCOMPARE(resolveSnippet("f(param('a'))", {{"a", true}}).code, std::string("f(true)"));
        QVERIFY(!refusal([] { (void)resolveSnippet("param('a')", {}); }).isEmpty());
        QVERIFY(!refusal([] { (void)codeRegions("//! [a]\n", "f"); }).isEmpty());
    }

    void textIsReadOrRefusedWithItsLine() {
        const auto text = parseTutorialText(
            std::string(kFront) + "## One {#one}\nwhy\n:::hint\nh\n:::\n:::predict\nq?\n- ( ) a\n- "
                                  "(x) b\nbecause\n:::\n",
            "t.md");
        QCOMPARE(text.steps.at(0).why, std::string("why"));
        QCOMPARE(text.steps.at(0).prediction->correct, 1);
        QCOMPARE(text.steps.at(0).prediction->explanation, std::string("because"));

        QFETCH(QByteArray, markdown);
        QFETCH(QString, message);
        QCOMPARE(
            refusal([&] { (void)parseTutorialText(markdown.toStdString(), "t.md"); }), message);
    }

    void textIsReadOrRefusedWithItsLine_data() {
        QTest::addColumn<QByteArray>("markdown");
        QTest::addColumn<QString>("message");
        const auto row = [](const char* name, const QByteArray& text, const char* message) {
            QTest::newRow(name) << text << QString::fromUtf8(message);
        };
        row("nothing", "", "t.md:0: the first line must be ---");
        row("no steps", kFront, "t.md:8: there are no steps");
        row("open block",
            QByteArray(kFront) + "## A {#a}\n:::do\n",
            "t.md:10: this block is never closed by :::");
        row("unknown block",
            QByteArray(kFront) + "## A {#a}\n:::dance\n:::\n",
            "t.md:11: unknown block \"dance\"");
        row("no id",
            QByteArray(kFront) + "## A\n",
            "t.md:9: a step's heading must read: ## Title {#id}");
        row("twice",
            QByteArray(kFront) + "## A {#a}\n## B {#a}\n",
            "t.md:10: two steps are called a");
        row("no minutes",
            "---\ntitle: T\n---\n",
            "t.md:3: the front matter needs title, blurb, minutes, level, track and needs");
    }

    void stageCopiesOnlyWhatChanged() {
        Stage stage;
        stage.chart(
            "loss",
            "loss",
            {.x = "epoch", .y = "loss", .series = {{.id = "train", .name = {}, .points = {}}}});
        stage.text("summary", "summary", "text");
        StageContents contents;
        stage.bringUpToDate(contents);
        for (int i = 0; i < 100; ++i) {
            stage.point("loss", "train", i, 1.0 / (i + 1));
            if (i % 7 == 0)
                stage.bringUpToDate(contents);
        }
        stage.metric("a", "a", 1);
        stage.bringUpToDate(contents);
        const auto& mine =
            std::get<StageChart>(contents.panel("loss")->content).series.at(0).points;
        const auto all = stage.contents();
        QVERIFY(mine == std::get<StageChart>(all.panel("loss")->content).series.at(0).points);
        QCOMPARE(contents.revision, all.revision);
        QVERIFY(contents.metric("a") != nullptr);

        stage.clear();
        stage.text("other", "other", "");
        stage.bringUpToDate(contents);
        QCOMPARE(contents.panels.size(), std::size_t{1});
        QVERIFY(!refusal([&] { stage.point("loss", "train", 0, 0); }).isEmpty());
    }

    void controlPausesStepsAndStops() {
        RunControl control;
        QVERIFY(control.afterBatch() == RunControl::Answer::GoOn);
        control.setLearningRate(0.5);
        QCOMPARE(control.takeLearningRate().value_or(0), 0.5);
        QVERIFY(!control.takeLearningRate());

        control.pause();
        std::atomic<int> batches = 0;
        auto training = std::async(std::launch::async, [&] {
            while (control.afterBatch() == RunControl::Answer::GoOn)
                ++batches;
        });
        control.stepBatch();
        QTRY_COMPARE(batches.load(), 1);
        control.stepBatch();
        control.stepBatch();
        QTRY_COMPARE(batches.load(), 3);
        control.resume();
        QTRY_VERIFY(batches.load() > 100);
        control.stop();
        training.get();
    }

    void controlKeepsThePace() {
        RunControl control;
        control.setBatchesPerSecond(200);
        control.reset();
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i)
            (void)control.afterBatch();
        QVERIFY(timer.elapsed() >= 90);
        bool isCancelled = false;
        control.setCancellation([&] { return isCancelled; });
        QVERIFY(control.afterBatch() == RunControl::Answer::GoOn);
        isCancelled = true;
        control.pause();
        QVERIFY(control.afterBatch() == RunControl::Answer::Stop);
    }
};

QTEST_APPLESS_MAIN(TestPlayer)
#include "tst_player.moc"
