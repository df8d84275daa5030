#include "engine/api/start.h"
#include "tutorials/player/lessons_command.h"
#include "tutorials/player/session.h"

#include <QSet>
#include <QTest>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <sstream>

using namespace tp;

namespace {

template<class Map>
std::set<std::string> keysOf(const Map& map) {
    std::set<std::string> keys;
    for (const auto& [key, value] : map)
        keys.insert(key);
    return keys;
}

std::string listed(const std::set<std::string>& names) {
    std::string text;
    for (const auto& name : names)
        text += name + " ";
    return text;
}

/// The names in braces in a text of what was observed.
std::set<std::string> placesIn(const std::string& text) {
    std::set<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1)) {
        const auto name = text.substr(open + 1, text.find('}', open) - open - 1);
        const bool isName = !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
            return std::isalnum(static_cast<unsigned char>(letter)) != 0;
        });
        if (isName)
            names.insert(name);
    }
    return names;
}

/// Every phrase that stands somewhere on a stage.
std::set<std::string> phrasesOn(const StageContents& stage) {
    std::set<std::string> keys;
    for (const auto& panel : stage.panels) {
        keys.insert(panel.title.key);
        if (const auto* table = std::get_if<StageTable>(&panel.content)) {
            for (const auto& column : table->columns)
                keys.insert(column.heading.key);
            for (const auto& [row, reason] : table->dropped)
                keys.insert(reason.key);
        } else if (const auto* chart = std::get_if<StageChart>(&panel.content)) {
            keys.insert({chart->x.key, chart->y.key});
            for (const auto& series : chart->series)
                keys.insert(series.name.key);
        }
    }
    for (const auto& metric : stage.metrics)
        keys.insert(metric.name.key);
    for (const auto& event : stage.events)
        keys.insert(event.text.key);
    return keys;
}

struct CommandResult {
    int code;
    std::string out;
    std::string err;
};

CommandResult lessons(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = runLessonsCommand(arguments, out, err);
    return {code, out.str(), err.str()};
}

} // namespace

/// Every tutorial: complete in both languages, shown code that is there, solutions that work.
class TestTutorials : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { tp::start(); }

    void languagesAgree_data() { everyTutorial(); }
    void languagesAgree() {
        const Tutorial& tutorial = fetched();
        const auto& english = tutorial.text(Language::English);
        const auto& chinese = tutorial.text(Language::Chinese);
        QCOMPARE(english.minutes, chinese.minutes);
        QCOMPARE(english.track, chinese.track);
        QCOMPARE(english.needs, chinese.needs);
        QCOMPARE(listed(keysOf(english.phrases)), listed(keysOf(chinese.phrases)));
        for (std::size_t i = 0; i < english.steps.size(); ++i) {
            const auto& a = english.steps[i];
            const auto& b = chinese.steps[i];
            QCOMPARE(a.id, b.id);
            QVERIFY(!a.title.empty() && !b.title.empty());
            for (const auto& pair : {std::pair(a.why, b.why), std::pair(a.task, b.task)})
                QVERIFY2(!pair.first.empty() && !pair.second.empty(), a.id.c_str());
            QCOMPARE(a.observed.empty(), b.observed.empty());
            QCOMPARE(listed(placesIn(a.observed)), listed(placesIn(b.observed)));
            QCOMPARE(a.hints.size(), b.hints.size());
            QCOMPARE(listed(keysOf(a.parameters)), listed(keysOf(b.parameters)));
            QCOMPARE(listed(keysOf(a.checks)), listed(keysOf(b.checks)));
            QCOMPARE(a.prediction.has_value(), b.prediction.has_value());
            if (a.prediction)
                sameQuestion(*a.prediction, *b.prediction);
            QCOMPARE(a.quiz.size(), b.quiz.size());
            for (std::size_t q = 0; q < a.quiz.size(); ++q)
                sameQuestion(a.quiz[q], b.quiz[q]);
        }
    }

    void stepsHaveTheirTexts_data() { everyTutorial(); }
    void stepsHaveTheirTexts() {
        const Tutorial& tutorial = fetched();
        for (const auto& step : tutorial.steps()) {
            const auto& text = tutorial.text(Language::English, step.id);
            std::set<std::string> parameters;
            for (const auto& parameter : step.parameters) {
                parameters.insert(parameter.name);
                QVERIFY(parameter.accepted(parameter.initial));
            }
            QCOMPARE(listed(keysOf(text.parameters)), listed(parameters));
            for (const auto& [name, value] : step.solution)
                QVERIFY(step.parameter(name)->accepted(value));
            if (step.kind != StepKind::Read)
                QCOMPARE(text.hints.size(), std::size_t{3});
            QCOMPARE(step.kind == StepKind::Predict && !text.prediction, false);
            QCOMPARE(step.kind == StepKind::Quiz, !text.quiz.empty());
        }
    }

    void bothLanguagesHaveEveryRegion_data() { everyTutorial(); }
    void bothLanguagesHaveEveryRegion() {
        const Tutorial& tutorial = fetched();
        const auto cpp = codeRegions(tutorial.source().cpp, "steps.cpp");
        const auto javaScript = codeRegions(tutorial.source().javaScript, "steps.js");
        const auto sorted = [](const auto& ids) { return std::set(ids.begin(), ids.end()); };
        QCOMPARE(listed(sorted(cpp)), listed(sorted(javaScript)));
        for (const auto& id : cpp) {
            const auto values = tutorial.step(id).initialValues();
            const auto shownCpp = tutorial.cpp(id, values);
            const auto shownJs = tutorial.javaScript(id, values);
            QVERIFY(!shownCpp.code.empty() && !shownJs.code.empty());
            // A parameter that no code reads would be a control without effect.
            QCOMPARE(listed(keysOf(shownCpp.lines)), listed(keysOf(values)));
            QCOMPARE(listed(keysOf(shownJs.lines)), listed(keysOf(values)));
        }
        for (const auto& step : tutorial.steps()) {
            QVERIFY2(
                !step.run || !tutorial.cpp(step.id, step.initialValues()).code.empty(),
                step.id.c_str());
        }
    }

    void everySolutionWorks_data() { everyTutorial(); }
    void everySolutionWorks() {
        const Tutorial& tutorial = fetched();
        TutorialSession session(tutorial);
        for (const auto& step : tutorial.steps())
            session.setValues(step.id, step.solutionValues());
        for (const auto& step : tutorial.steps()) {
            Stage stage;
            RunControl control;
            const auto report = session.run(session.plan(step.id), stage, control);
            for (const auto& check : report.checks) {
                const auto message = step.id + ": " + check.key + ": expected " + check.expected +
                                     ", observed " + check.observed;
                QVERIFY2(check.passed, message.c_str());
                QVERIFY2(
                    tutorial.text(Language::English, step.id).checks.contains(check.key),
                    message.c_str());
            }
            const auto contents = stage.contents();
            QCOMPARE(step.run != nullptr, !contents.panels.empty());
            for (const auto& key : phrasesOn(contents))
                QVERIFY2(tutorial.text(Language::English).phrases.contains(key), key.c_str());
            for (const auto& name : placesIn(tutorial.text(Language::English, step.id).observed))
                QVERIFY2(contents.metric(name) != nullptr, (step.id + ": " + name).c_str());
            if (!step.mustOpen.empty())
                QVERIFY(contents.panel(step.mustOpen) != nullptr);
        }
    }

    void everyStepBringsWhatItNeeds_data() { everyTutorial(); }
    void everyStepBringsWhatItNeeds() {
        const Tutorial& tutorial = fetched();
        for (const auto& step : tutorial.steps()) {
            TutorialSession session(tutorial);
            session.setValues(step.id, step.solutionValues());
            Stage stage;
            RunControl control;
            const auto report = session.run(session.plan(step.id), stage, control);
            QVERIFY2(report.passed(), step.id.c_str());
            QVERIFY(session.isFresh(step.id) || !step.run);
        }
    }

    void staleResultsRunAgain() {
        const Tutorial& curve = tutorial("02");
        TutorialSession session(curve);
        Stage stage;
        RunControl control;
        const auto before = [&](const char* step) {
            std::string text;
            for (const auto& id : session.run(session.plan(step), stage, control).ranBefore)
                text += id + " ";
            return text;
        };
        QCOMPARE(before("train"), std::string("load clean tensors model compile "));
        QCOMPARE(before("predict"), std::string());
        // Training starts from new weights each time.
        QCOMPARE(before("train"), std::string("model compile "));
        session.setValue("model", "units", std::int64_t{4});
        QCOMPARE(before("model"), std::string());
        QCOMPARE(before("predict"), std::string("model compile train "));
    }

    void summaryIsTfjsText() {
        TutorialSession session(tutorial("02"));
        Stage stage;
        RunControl control;
        session.run(session.plan("model"), stage, control);
        const auto contents = stage.contents();
        const auto& text = std::get<StageText>(contents.panel("summary")->content).text;
        // What TensorFlow.js prints for the same model: columns that end at 28, 54, 80 and 90.
        const auto row =
            [](const QString& layer, const QString& in, const QString& out, const QString& count) {
                return layer.leftJustified(28) + in.leftJustified(26) + out.leftJustified(26) +
                       count.leftJustified(10) + '\n';
            };
        const QString thin = QString(90, '_') + '\n';
        const QString thick = QString(90, '=') + '\n';
        QCOMPARE(
            QString::fromStdString(text),
            thin + row("Layer (type)", "Input Shape", "Output shape", "Param #") + thick +
                row("dense_Dense1 (Dense)", "[[null,1]]", "[null,1]", "2") + thin +
                row("dense_Dense2 (Dense)", "[[null,1]]", "[null,1]", "2") + thick +
                "Total params: 4\nTrainable params: 4\nNon-trainable params: 0\n" + thin);
    }

    void nanEndsTheTrainingWithItsReason() {
        TutorialSession session(tutorial("02"));
        session.setValue("tensors", "normalise", false);
        session.setValue("compile", "optimizer", std::string("sgd"));
        session.setValue("compile", "learningRate", 1.0);
        Stage stage;
        RunControl control;
        const auto report = session.run(session.plan("train"), stage, control);
        QVERIFY(!report.passed());
        const auto contents = stage.contents();
        QCOMPARE(contents.events.size(), std::size_t{1});
        QCOMPARE(contents.events[0].text.key, std::string("lossIsNaN"));
        QVERIFY(contents.events[0].level == StageEvent::Level::Problem);
    }

    void listNamesEveryTutorial() {
        const auto text = lessons({"list"});
        QCOMPARE(text.code, 0);
        QVERIFY(text.out.find("02  Fit a curve to 2-D data") != std::string::npos);
        const auto json = nlohmann::json::parse(lessons({"list", "--json", "--lang", "zh_CN"}).out);
        QCOMPARE(json.at(0).at("title").get<std::string>(), std::string("用曲线拟合二维数据"));
    }

    void runReportsAsJson() {
        const auto result = lessons({"run", "02", "--set", "epochs=5", "--json"});
        QCOMPARE(result.code, 0);
        QCOMPARE(result.err, std::string());
        const auto json = nlohmann::json::parse(result.out);
        QCOMPARE(json.at("tutorial").get<std::string>(), std::string("02"));
        QVERIFY(json.at("finalLoss").is_number());
        QCOMPARE(json.at("steps").size(), tutorial("02").steps().size());
        for (const auto& step : json.at("steps")) {
            if (step.at("id") == "train") {
                QCOMPARE(step.at("parameters").at("epochs").get<int>(), 5);
                QCOMPARE(step.at("status").get<std::string>(), std::string("passed"));
            }
        }
    }

    void verifyPasses() {
        const auto result = lessons({"verify"});
        QVERIFY2(result.code == 0, (result.out + result.err).c_str());
    }

    void badCommandLinesAreRefusedInOneSentence_data() {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("message");
        const auto row = [](const QStringList& arguments, const char* message) {
            QTest::newRow(qPrintable(arguments.join(' ')))
                << arguments << QString::fromUtf8(message);
        };
        row({"dance"}, "there is no command \"dance\"; there are list, run and verify");
        row({"run"}, "run needs the number of a tutorial; \"lessons list\" shows them");
        row({"run", "77"}, "there is no tutorial \"77\"; \"lessons list\" shows them");
        row({"run", "02", "03"}, "\"03\" is one word too many");
        row({"run", "02", "--set"}, "--set needs a value behind it");
        row({"run", "02", "--set", "epochs"}, "--set takes NAME=VALUE, not \"epochs\"");
        row({"run", "02", "--set", "epochs=-1"},
            "epochs takes a whole number from 1 to 500, not \"-1\"");
        row({"run", "02", "--set", "train.epoch=3"},
            "the step \"train\" has no parameter \"epoch\"; there are epochs, batchSize, "
            "validationSplit, shuffle");
        row({"list", "--loud"}, "there is no option --loud");
        row({"list", "--lang", "fr"}, "--lang takes en or zh_CN, not \"fr\"");
        row({"verify", "02"}, "\"02\" is one word too many");
    }
    void badCommandLinesAreRefusedInOneSentence() {
        QFETCH(QStringList, arguments);
        QFETCH(QString, message);
        std::vector<std::string> words;
        for (const auto& word : arguments)
            words.push_back(word.toStdString());
        const auto result = lessons(words);
        QCOMPARE(result.code, 2);
        QCOMPARE(result.out, std::string());
        QCOMPARE(
            QString::fromStdString(result.err), "tensor-playground lessons: " + message + "\n");
    }

private:
    static void everyTutorial() {
        QTest::addColumn<QString>("id");
        for (const auto& tutorial : tutorials())
            QTest::newRow(tutorial.id().c_str()) << QString::fromStdString(tutorial.id());
    }

    static const Tutorial& fetched() {
        QFETCH(QString, id);
        return tutorial(id.toStdString());
    }

    static void sameQuestion(const QuestionText& a, const QuestionText& b) {
        QCOMPARE(a.options.size(), b.options.size());
        QCOMPARE(a.correct, b.correct);
    }
};

QTEST_APPLESS_MAIN(TestTutorials)
#include "tst_tutorials.moc"
