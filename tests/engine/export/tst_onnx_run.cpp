// Single operators of ONNX, with numbers worked out from their specification, and nodes that are
// refused.
#include "tests/engine/export/onnx_single.h"
#include "tests/support/refusal.h"

#include <functional>

using namespace tp;
using namespace tp::testing;

class TestOnnxRun : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void activations() {
        const Tensor x = tensor({-2, -0.5, 0, 3});
        isAbout(
            Single("Elu").with(x).set("alpha", 2.0),
            tensor({2 * std::expm1(-2.0), 2 * std::expm1(-0.5), 0.0, 3.0}));
        isAbout(Single("LeakyRelu").with(x), tensor({-0.02, -0.005, 0, 3}));
        isAbout(Single("ThresholdedRelu").with(x).set("alpha", -1.0), tensor({0, -0.5, 0, 3}));
        isAbout(Single("HardSigmoid").with(x), tensor({0.1, 0.4, 0.5, 1}));
        isAbout(Single("Selu").with(tensor({1, -1})), tensor({1.0507009873554804, -1.1113307378}));
        isAbout(Single("Erf").with(tensor({0.5})), tensor({std::erf(0.5)}));
        isAbout(
            Single("PRelu").with(counting({2, 2}) - 3).with(tensor({10, 20})),
            tensor({-30, -40, -10, 0}, {2, 2}));
    }

    void optionalInputsMayBeLeftOut() {
        const Tensor x = tensor({-2, 0, 9});
        isAbout(Single("Clip").with(x), x);
        isAbout(Single("Clip").with(x).without().with(scalar(1)), tensor({-2, 0, 1}));
        isAbout(Single("Clip").with(x).with(scalar(-1)), tensor({-1, 0, 9}));
        isAbout(Single("Gemm").with(counting({1, 2})).with(counting({2, 1})), tensor({1}, {1, 1}));
    }

    void numbersGoAlongsideEachOther() {
        isAbout(
            Single("Sub").with(tensor({1, 2}, {2, 1})).with(tensor({10, 20})),
            tensor({-9, -19, -8, -18}, {2, 2}));
        isAbout(
            Single("Max").with(tensor({1, 5})).with(tensor({3})).with(tensor({2, 9})),
            tensor({3, 9}));
        const Tensors same =
            Single("Equal").with(tensor({1, 2})).with(tensor({1})).run({1}, DType::Bool);
        QVERIFY(same[0].values<std::uint8_t>()[0] == 1 && same[0].values<std::uint8_t>()[1] == 0);
    }

    void shares() {
        const double e = std::exp(1);
        const Tensor x = tensor({0, 1, 1, 1}, {2, 2});
        isAbout(
            Single("Softmax").with(x).set("axis", std::int64_t{0}),
            tensor({1 / (1 + e), 0.5, e / (1 + e), 0.5}, {2, 2}));
        isAbout(
            Single("LogSoftmax").with(x),
            tensor({-std::log(1 + e), 1 - std::log(1 + e), -std::log(2), -std::log(2)}, {2, 2}));
    }

    void matrices() {
        const Tensor a = tensor({1, 2, 3, 4, 5, 6}, {3, 2}); // turned: [2, 3]
        const Tensor b = tensor({1, 0, 1, 0, 1, 1}, {2, 3}); // turned: [3, 2]
        isAbout(
            Single("Gemm")
                .with(a)
                .with(b)
                .with(tensor({10, 20}))
                .set("transA", std::int64_t{1})
                .set("transB", std::int64_t{1})
                .set("alpha", 2.0)
                .set("beta", 0.5),
            tensor({5 + 2 * 6, 10 + 2 * 8, 5 + 2 * 8, 10 + 2 * 10}, {2, 2}));
        isAbout(
            Single("MatMul").with(counting({2, 1, 2})).with(tensor({1, 10}, {2, 1})),
            tensor({10, 32}, {2, 1, 1}));
    }

    void axesAreAttributesOrInputs() {
        const Tensor x = counting({2, 3});
        isAbout(Single("ReduceMax").with(x).set("axes", Integers{-1}), tensor({2, 5}, {2, 1}));
        isAbout(
            Single("ReduceMean").with(x).set("axes", Integers{0}).set("keepdims", std::int64_t{0}),
            tensor({1.5, 2.5, 3.5}));
        isAbout(Single("ReduceSum").with(x).with(Integers{0, 1}), tensor({15}, {1, 1}));
        isAbout(Single("ReduceSum").with(x), tensor({15}, {1, 1}));
        isAbout(Single("ReduceSum").with(x).set("noop_with_empty_axes", std::int64_t{1}), x);
        isAbout(Single("Unsqueeze").with(x).with(Integers{-1, 0}), reshape(x, {1, 2, 3, 1}));
        isAbout(
            Single("Squeeze").with(reshape(x, {2, 1, 3, 1})).with(Integers{-3}),
            reshape(x, {2, 3, 1}));
        isAbout(Single("Squeeze").with(reshape(x, {2, 1, 3, 1})), x);
    }

    void shapes() {
        const Tensor x = counting({2, 3, 2});
        isAbout(Single("Reshape").with(x).with(Integers{0, -1}), reshape(x, {2, 6}));
        isAbout(Single("Flatten").with(x).set("axis", std::int64_t{-1}), reshape(x, {6, 2}));
        isAbout(Single("Flatten").with(x).set("axis", std::int64_t{0}), reshape(x, {1, 12}));
        isAbout(
            Single("Transpose").with(counting({1, 2, 3})), tensor({0, 3, 1, 4, 2, 5}, {3, 2, 1}));
        isAbout(
            Single("Expand").with(tensor({1, 2}, {2, 1})).with(Integers{3, 1, 2}),
            tensor({1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2}, {3, 2, 2}));
        isAbout(
            Single("Concat")
                .with(counting({1, 2}))
                .with(counting({1, 1}))
                .set("axis", std::int64_t{-1}),
            tensor({0, 1, 0}, {1, 3}));
        isAbout(
            Single("Pad").with(counting({1, 2})).with(Integers{1, 0, 0, 2}).with(scalar(7)),
            tensor({7, 7, 7, 7, 0, 1, 7, 7}, {2, 4}));
    }

    void slices_data() {
        QTest::addColumn<qint64>("begin");
        QTest::addColumn<qint64>("end");
        QTest::addColumn<qint64>("by");
        QTest::addColumn<QString>("taken");
        constexpr qint64 kFar = qint64{1} << 40;
        constexpr qint64 kMost = std::numeric_limits<qint64>::max();
        constexpr qint64 kLeast = std::numeric_limits<qint64>::min();
        QTest::newRow("all") << qint64{0} << kFar << qint64{1} << "01234";
        QTest::newRow("from behind") << qint64{-2} << kMost << qint64{1} << "34";
        QTest::newRow("to behind") << qint64{1} << qint64{-1} << qint64{1} << "123";
        QTest::newRow("every second") << qint64{-99} << qint64{5} << qint64{2} << "024";
        QTest::newRow("backwards") << qint64{-1} << -kFar << qint64{-1} << "43210";
        QTest::newRow("far backwards") << kMost << kLeast << kLeast << "4";
        QTest::newRow("backwards in part") << qint64{3} << qint64{0} << qint64{-2} << "31";
        QTest::newRow("nothing") << qint64{3} << qint64{2} << qint64{1} << "";
    }
    void slices() {
        QFETCH(qint64, begin);
        QFETCH(qint64, end);
        QFETCH(qint64, by);
        QFETCH(QString, taken);
        const Tensors found = Single("Slice")
                                  .with(counting({1, 5}))
                                  .with(Integers{begin})
                                  .with(Integers{end})
                                  .with(Integers{-1})
                                  .with(Integers{by})
                                  .run({2});
        QString said;
        for (const float value : found[0].values<float>())
            said += QString::number(value);
        QCOMPARE(said, taken);
    }

    void lookedUp() {
        const Tensor rows = counting({3, 2});
        isAbout(
            Single("Gather").with(rows).with(Integers{2, -3}, {1, 2}),
            tensor({4, 5, 0, 1}, {1, 2, 2}));
        isAbout(
            Single("Gather").with(rows).with({1}, {}).set("axis", std::int64_t{1}),
            tensor({1, 3, 5}));
        isAbout(
            Single("OneHot").with(Integers{1, -1, 7}).with({3}, {}).with(tensor({-1, 5})),
            tensor({-1, 5, -1, -1, -1, 5, -1, -1, -1}, {3, 3}));
        const QString said =
            test::refusalOf([&] { Single("Gather").with(rows).with(Integers{3}).run({2}); });
        QCOMPARE(said, QString("one.onnx, it (Gather): there is no number 3 among 3"));
    }

    void types() {
        isAbout(
            Single("Cast").with(tensor({0, 1}, {2}, DType::Bool)).set("to", std::int64_t{1}),
            tensor({0, 1}));
        const QString said = test::refusalOf(
            [] { Single("Add").with(tensor({1}, {1}, DType::Int32)).with(tensor({1})).run({1}); });
        QCOMPARE(said, QString("one.onnx, it (Add): its input 1 must have 32-bit floats"));
    }

    void refusesWhatItDoesNotKnow_data() {
        QTest::addColumn<QString>("said");
        QTest::newRow("operator") << "one.onnx, it (Cosh): nothing here computes that";
        QTest::newRow("attribute")
            << "one.onnx, it (MaxPool): it has an attribute ceil_mode, which nothing here knows";
        QTest::newRow("size") << "one.onnx, it (Expand): there is no room for a tensor with an "
                                 "axis of size 1099511627776";
        QTest::newRow("rank") << "one.onnx, it (Unsqueeze): a tensor of 9 axes is more than can be "
                                 "computed here";
        QTest::newRow("inputs") << "one.onnx, it (Add): it has 1 inputs and 1 outputs";
        QTest::newRow("window") << "one.onnx, it (Conv): its window does not fit into [1, 1, 2]";
        QTest::newRow("filters")
            << "one.onnx, it (Conv): filters [1, 2, 1] in 1 groups do not go with [1, 1, 2]";
        QTest::newRow("units") << "one.onnx, it (LSTM): it has lengths of sequences, which we do "
                                  "not write, or -3 units";
        QTest::newRow("weights") << "one.onnx, it (LSTM): its input 2 has shape [1, 3, 1]";
        QTest::newRow("shapes") << "one.onnx, it (Mul): the shapes [2] and [3] do not go together";
        QTest::newRow("type")
            << "one.onnx, it (Elu): its attribute alpha comes twice or is of a wrong type";
    }
    void refusesWhatItDoesNotKnow() {
        QFETCH(QString, said);
        const std::map<std::string, std::function<void()>> cases = {
            {"operator", [] { Single("Cosh").with(ones({1})).run({1}); }},
            {"attribute",
             [] {
                 Single("MaxPool")
                     .with(ones({1, 1, 2}))
                     .set("kernel_shape", Integers{1})
                     .set("ceil_mode", std::int64_t{1})
                     .run({3});
             }},
            {"size",
             [] {
                 Single("Expand").with(ones({1})).with(Integers{std::int64_t{1} << 40}).run({1});
             }},
            {"rank",
             [] {
                 Single("Unsqueeze")
                     .with(ones({1}))
                     .with(Integers{0, 1, 2, 3, 4, 5, 6, 7})
                     .run({9});
             }},
            {"inputs", [] { Single("Add").with(ones({1})).run({1}); }},
            {"window",
             [] {
                 Single("Conv").with(ones({1, 1, 2})).with(ones({1, 1, 3})).run({3});
             }},
            {"filters",
             [] {
                 Single("Conv").with(ones({1, 1, 2})).with(ones({1, 2, 1})).run({3});
             }},
            {"units",
             [] {
                 Single("LSTM")
                     .with(ones({1, 1, 1}))
                     .with(ones({1, 4, 1}))
                     .with(ones({1, 4, 1}))
                     .set("hidden_size", std::int64_t{-3})
                     .run({4});
             }},
            {"weights",
             [] {
                 Single("LSTM")
                     .with(ones({1, 1, 1}))
                     .with(ones({1, 3, 1}))
                     .with(ones({1, 4, 1}))
                     .set("hidden_size", std::int64_t{1})
                     .run({4});
             }},
            {"shapes", [] { Single("Mul").with(ones({2})).with(ones({3})).run({1}); }},
            {"type", [] { Single("Elu").with(ones({2})).set("alpha", std::int64_t{1}).run({1}); }}};
        QCOMPARE(test::refusalOf(cases.at(QTest::currentDataTag())), said);
    }
};

QTEST_APPLESS_MAIN(TestOnnxRun)
#include "tst_onnx_run.moc"
