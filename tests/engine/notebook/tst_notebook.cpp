#include "engine/api/start.h"
#include "engine/notebook/code_writer.h"
#include "engine/notebook/evaluate.h"
#include "engine/notebook/statistics.h"
#include "engine/notebook/value_text.h"
#include "engine/ops/creation.h"
#include "engine/tensor/memory.h"

#include <QtTest>

#include <cmath>

using namespace tp;
using namespace tp::notebook;

/// What a page about tensors rests on, without any page.
class TestNotebook : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void values_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("dtype");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QString>("back");
        QTest::newRow("scalar") << "3.5"
                                << "float32"
                                << "[]"
                                << "3.5";
        QTest::newRow("matrix") << " [[1, 2],\n [3, 4.25] ] "
                                << "float32"
                                << "[2, 2]"
                                << "[[1, 2], [3, 4.25]]";
        QTest::newRow("trailing comma") << "[1, 2,]"
                                        << "float32"
                                        << "[2]"
                                        << "[1, 2]";
        QTest::newRow("bool") << "[true, false]"
                              << "bool"
                              << "[2]"
                              << "[true, false]";
        QTest::newRow("mixed") << "[true, 2]"
                               << "float32"
                               << "[2]"
                               << "[1, 2]";
        QTest::newRow("complex") << "[1 + 2i, -3i, 4]"
                                 << "complex64"
                                 << "[3]"
                                 << "[1 + 2i, 0 - 3i, 4 + 0i]";
        QTest::newRow("texts") << "['a, b', \"c\\\"\"]"
                               << "string"
                               << "[2]"
                               << "[\"a, b\", \"c\\\"\"]";
        QTest::newRow("special") << "[NaN, -Infinity, 1e3, .5]"
                                 << "float32"
                                 << "[4]"
                                 << "[NaN, -Infinity, 1000, 0.5]";
        QTest::newRow("named dtype") << "int32 [1, -2]"
                                     << "int32"
                                     << "[2]"
                                     << "[1, -2]";
        QTest::newRow("empty") << "[]"
                               << "float32"
                               << "[0]"
                               << "[]";
        QTest::newRow("empty rows") << "[[], []]"
                                    << "float32"
                                    << "[2, 0]"
                                    << "[[], []]";
        QTest::newRow("exact") << "[0.1, 16777216]"
                               << "float32"
                               << "[2]"
                               << "[0.1, 16777216]";
    }
    void values() {
        QFETCH(QString, text);
        const Tensor tensor = parseTensor(text.toStdString());
        QTEST(QString::fromStdString(std::string(dtypeName(tensor.dtype()))), "dtype");
        QTEST(QString::fromStdString(toText(tensor.shape())), "shape");
        QTEST(QString::fromStdString(valuesText(tensor)), "back");
    }

    void wrongValues_data() {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("nothing") << " "
                                 << "there is nothing";
        QTest::newRow("ragged") << "[[1, 2], [3]]"
                                << "has 1 elements, but another has 2";
        QTest::newRow("uneven") << "[1, [2]]"
                                << "nested differently";
        QTest::newRow("uneven too") << "[[1], 2]"
                                    << "nested differently";
        QTest::newRow("open") << "[1, 2"
                              << "a ] is missing";
        QTest::newRow("word") << "[1, x]"
                              << "“x” at place 5 is not a number";
        QTest::newRow("too much") << "[1] 2"
                                  << "is too much";
        QTest::newRow("kinds") << "[1, 'a']"
                               << "texts and numbers";
        QTest::newRow("quote") << "'a"
                               << "no closing";
        QTest::newRow("deep") << "[[[[[[[[[1]]]]]]]]]"
                              << "8 deep at most";
    }
    void wrongValues() {
        QFETCH(QString, text);
        QFETCH(QString, reason);
        QVERIFY2(
            refusal([&] { parseTensor(text.toStdString()); }).contains(reason),
            qPrintable(refusal([&] { parseTensor(text.toStdString()); })));
    }

    void attributesReadBack() {
        for (const Attr& value :
             {Attr(true),
              Attr(std::int64_t{-3}),
              Attr(0.25),
              Attr(std::string("same")),
              Attr(std::vector<std::int64_t>{2, -1}),
              Attr(std::vector<std::int64_t>{std::numeric_limits<std::int64_t>::min()}),
              Attr(std::vector<double>{0.5, 2}),
              Attr(std::vector<std::string>{"a", "b"}),
              Attr(DType::Int32)})
            QVERIFY(parseAttr(attrText(value), value, "x") == value);
        QCOMPARE(
            refusal([] { parseAttr("many", std::int64_t{0}, "axis"); }),
            "axis: “many” is not a whole number.");
    }

    void statistics() {
        const Tensor x = tensor({1, 2, 3, 0, NAN, INFINITY, -2});
        const Statistics found = statisticsOf(x);
        QCOMPARE(found.count, 7);
        QCOMPARE(found.finite, 5);
        QCOMPARE(found.min, -2.0);
        QCOMPARE(found.max, 3.0);
        QCOMPARE(found.mean, 0.8);
        QVERIFY(std::abs(found.stdDev - 1.7204650534085253) < 1e-12);
        QCOMPARE(found.zeros, 1);
        QCOMPARE(found.nans, 1);
        QCOMPARE(found.infinities, 1);
        QCOMPARE(found.bytes, 28);
        const Histogram histogram = histogramOf(x, found);
        std::int64_t total = 0;
        for (const std::int64_t count : histogram.counts)
            total += count;
        QCOMPARE(total, 5);
        QVERIFY(histogram.start <= -2);
        QCOMPARE(statisticsOf(parseTensor("['a', 'b']")).finite, 0);
        QCOMPARE(histogramOf(ones({3}), statisticsOf(ones({3}))).counts.size(), 1U);
    }

    void cellsUseCells() {
        const Cells cells = chainOfThree();
        Scope scope;
        for (const Cell& cell : cells)
            scope[cell.name] = evaluate(cell, scope, {}).outputs;
        QCOMPARE(valuesText(scope["c"][0]), std::string("[[11, 22], [13, 24]]"));
        QCOMPARE(dependentsOf(cells, 0), (std::vector<std::size_t>{2}));
        QCOMPARE(sourcesOf(cells, 2), (std::vector<std::size_t>{0, 1}));
        QCOMPARE(freeName(cells), std::string("d"));
        QCOMPARE(*readJson(toJson(cells)), cells);
        for (const char* wrong :
             {"",
              "[]",
              "{}",
              R"({"version":2,"cells":[]})",
              R"({"version":1,"cells":[7]})",
              R"({"version":1,"cells":[{"id":1,"name":"1","recipe":"Add"}]})",
              R"({"version":1,"cells":[{"id":1,"name":"a","recipe":"Add","inputs":[1]}]})",
              R"({"version":1,"cells":[{"id":1,"name":"a","recipe":"Add","attrs":[]}]})"})
            QVERIFY2(!readJson(wrong), wrong);
    }

    void mixedOperandsComeTogether() {
        const auto sum = [](const char* a, const char* b) {
            return evaluate({.name = "y", .recipe = "Add", .inputs = {a, b}}, {}, {}).outputs[0];
        };
        QCOMPARE(sum("int32 [1, 2]", "0.5").dtype(), DType::Float32);
        QCOMPARE(sum("[true]", "[true]").dtype(), DType::Int32);
        QCOMPARE(
            evaluate({.name = "y", .recipe = "Sqrt", .inputs = {"int32 [4]"}}, {}, {})
                .outputs[0]
                .dtype(),
            DType::Float32);
    }

    void refusalsAreTheEngines() {
        const auto reason = [](const Cell& cell) {
            return refusal([&] { evaluate(cell, {}, {}); });
        };
        QVERIFY(reason({.name = "y", .recipe = "Add", .inputs = {"a", "1"}})
                    .contains("a: no cell above has a result of this name."));
        QVERIFY(reason({.name = "y", .recipe = "Nothing"}).contains("no operation"));
        QVERIFY(reason({.name = "y", .recipe = "Add", .inputs = {"1"}}).contains("b is missing"));
        QVERIFY(reason({.name = "y", .recipe = "Add", .inputs = {"[1, 2]", "[1, 2, 3]"}})
                    .contains("[2]"));
        QVERIFY(reason({.name = "y", .recipe = "Neg", .inputs = {"1"}, .attrs = {{"z", "1"}}})
                    .contains("no attribute called z"));
    }

    void tidyFreesItsSteps() {
        const std::int64_t before = memory().numTensors;
        const Tensor x = tensor({3, 4});
        Cell cell{.name = "y", .recipe = "tidy", .inputs = {"x"}};
        {
            const Outcome tidied = evaluate(cell, {{"x", {x}}}, {});
            QCOMPARE(tidied.counts->inside - tidied.counts->before, 3);
            QCOMPARE(tidied.counts->after - tidied.counts->before, 1);
            QVERIFY(std::abs(Elements(tidied.outputs[0]).number(0) - std::sqrt(12.5)) < 1e-5);
        }
        cell.attrs["keep"] = "mean";
        QCOMPARE(evaluate(cell, {{"x", {x}}}, {}).intermediates.size(), 1U);
        cell.attrs = {{"tidy", "false"}};
        {
            const Outcome untidy = evaluate(cell, {{"x", {x}}}, {});
            QCOMPARE(untidy.counts->after - untidy.counts->before, 3);
            QCOMPARE(untidy.intermediates.size(), 2U);
        }
        QCOMPARE(memory().numTensors, before + 1);
        const Outcome freed =
            evaluate({.name = "z", .recipe = "dispose", .inputs = {"x"}}, {{"x", {x}}}, {});
        QCOMPARE(freed.disposed, 1);
        QVERIFY(x.isDisposed());
    }

    void everyExampleRuns_data() {
        QTest::addColumn<QString>("name");
        for (const Recipe& recipe : allRecipes()) {
            if (recipe.hasExample) {
                QTest::newRow(std::string(recipe.name).c_str())
                    << QString::fromStdString(std::string(recipe.name));
            }
        }
    }
    void everyExampleRuns() {
        QFETCH(QString, name);
        const Recipe& recipe = *findRecipe(name.toStdString());
        QVERIFY2(!recipe.doc.empty() && !recipe.formula.empty(), "says nothing about itself");
        QVERIFY2(recipe.group != Group::Other, "stands in no group");
        Cell cell = exampleOf(recipe);
        cell.name = "y";
        const Outcome outcome = evaluate(cell, {}, {});
        if (recipe.group != Group::Memory)
            QVERIFY(!outcome.outputs.empty());
        if (recipe.op)
            QCOMPARE(outcome.outputs.size() > 1, recipe.hasManyOutputs);
        for (const Language language : {Language::Cpp, Language::JavaScript})
            QVERIFY(codeOf(cell, {}, language).size() > 5);
        QVERIFY(signatureOf(recipe).ends_with(')'));
    }

    void programs() {
        Cells cells = chainOfThree();
        cells.insert(cells.begin(), Cell{.note = "Two tensors\nand their sum."});
        QCOMPARE(
            programOf(cells, Language::JavaScript),
            "import * as tf from '@tensorflow/tfjs';\n\n"
            "// Two tensors\n// and their sum.\n"
            "const a = tf.tensor([[1, 2], [3, 4]]);\n"
            "const b = tf.tensor([10, 20], undefined, 'int32');\n"
            "const c = tf.add(a, b);\n");
        QCOMPARE(
            programOf(cells, Language::Cpp),
            "#include \"engine/api/tp.h\"\n\nusing namespace tp;\n\nint main() {\n    start();\n"
            "    // Two tensors\n    // and their sum.\n"
            "    const Tensor a = tensor({{1, 2}, {3, 4}});\n"
            "    const Tensor b = tensor({10, 20}, DType::Int32);\n"
            "    const Tensor c = add(a, b);\n}\n");
    }

    void codeOfOps() {
        const auto code = [](const Cell& cell, Language language) {
            return QString::fromStdString(codeOf(cell, {}, language));
        };
        const Cell sum{.name = "s", .recipe = "Sum", .inputs = {"a"}};
        QCOMPARE(code(sum, Language::JavaScript), "const s = tf.sum(a, null, false);");
        QCOMPARE(code(sum, Language::Cpp), "const Tensor s = sum(a, {}, false);");
        const Cell pad{
            .name = "p", .recipe = "PadV2", .inputs = {"a"}, .attrs = {{"paddings", "1, 1, 0, 2"}}};
        QCOMPARE(code(pad, Language::JavaScript), "const p = tf.pad(a, [[1, 1], [0, 2]], 0);");
        const Cell grad{.name = "g", .recipe = "EluGrad", .inputs = {"[1, 2]", "[1, 2]"}};
        QCOMPARE(code(grad, Language::Cpp).section('(', 0, 0), "const Tensor g = run");
        const Cell stack{.name = "s", .recipe = "Pack", .inputs = {"a", "b"}};
        QCOMPARE(code(stack, Language::JavaScript), "const s = tf.stack([a, b], 0);");
        QCOMPARE(
            QString::fromStdString(literalOf(parseTensor("[1 + 2i]"), Language::JavaScript)),
            "tf.complex(tf.tensor([1], [1]), tf.tensor([2], [1]))");
    }

private:
    template<class F>
    static QString refusal(F&& f) {
        try {
            f();
        } catch (const Error& error) {
            return QString::fromUtf8(error.what());
        }
        return "nothing was refused";
    }

    static Cells chainOfThree() {
        return {
            {.id = 1, .name = "a", .recipe = "tensor", .attrs = {{"values", "[[1, 2], [3, 4]]"}}},
            {.id = 2,
             .name = "b",
             .recipe = "tensor",
             .attrs = {{"values", "[10, 20]"}, {"dtype", "int32"}}},
            {.id = 3, .name = "c", .recipe = "Add", .inputs = {"a", "b"}}};
    }
};

QTEST_APPLESS_MAIN(TestNotebook)
#include "tst_notebook.moc"
