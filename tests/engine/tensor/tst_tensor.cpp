#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/tidy.h"
#include "engine/tensor/variable.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;
using tp::test::refusalOf;

class TestTensor : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void handlesShareElements() {
        const Memory before = memory();
        const Tensor x = tensor({{1, 2}, {3, 4}});
        const Tensor copy = x; // NOLINT(performance-unnecessary-copy-initialization)
        const Tensor row = reshape(x, {4});
        QCOMPARE(copy.id(), x.id());
        QVERIFY(row.id() != x.id());
        QCOMPARE(memory().numTensors, before.numTensors + 2);
        QCOMPARE(memory().numDataBuffers, before.numDataBuffers + 1);
        QCOMPARE(memory().numBytes, before.numBytes + 16);
    }

    void reading() {
        const Tensor x = tensor({1, 2, 3});
        QCOMPARE(x.dataSync<float>(), (std::vector<float>{1, 2, 3}));
        QCOMPARE(x.data<float>().get(), (std::vector<float>{1, 2, 3}));
        QCOMPARE(scalar(4).scalar<float>(), 4.0F);
        QCOMPARE(
            refusalOf([&] { x.values<std::int32_t>(); }),
            QString("This tensor holds float32 elements; they cannot be read as int32. Use cast() "
                    "first."));
        QCOMPARE(
            refusalOf([&] { x.scalar<float>(); }),
            QString("A single number was asked of a tensor of shape [3], which has 3 elements."));
    }

    void emptyHandlesAreRefused() {
        const Tensor none;
        QVERIFY(none.isNull());
        QVERIFY(refusalOf([&] { none.shape(); }).startsWith("An empty tensor handle"));
        QVERIFY(refusalOf([&] { add(none, none); }).startsWith("An empty tensor handle"));
    }

    void disposedTensorsAreRefused() {
        const Tensor x = tensor({1, 2});
        x.dispose();
        QVERIFY(x.isDisposed());
        QVERIFY(refusalOf([&] { x.dataSync<float>(); }).contains("was disposed"));
        QCOMPARE(refusalOf([&] { x + 1; }), QString("Add: the input a of shape [2] was disposed."));
        QCOMPARE(refusalOf([&] { x.dispose(); }), QString("accepted")); // twice does no harm
    }

    void text() {
        QCOMPARE(scalar(2.5).toString(), std::string("2.5"));
        QCOMPARE(tensor({{1, 2}, {3, 4}}).toString(), std::string("[[1, 2],\n [3, 4]]"));
        QCOMPARE(tensor({true, false}).toString(), std::string("[true, false]"));
        QCOMPARE(tensor({"a"}).toString(), std::string("[\"a\"]"));
        QCOMPARE(zeros({0, 2}).toString(), std::string("[]"));
        QCOMPARE(range(0, 100).toString(), std::string("[0, 1, 2, ..., 97, 98, 99]"));
    }

    void variables() {
        const Variable v(tensor({1, 2}), true, "weights");
        const Variable same = v;
        v.assign(tensor({3, 4}));
        QCOMPARE(same.value().dataSync<float>(), (std::vector<float>{3, 4}));
        QCOMPARE((v * 2).dataSync<float>(), (std::vector<float>{6, 8}));
        QVERIFY(Variable::all().back() == v);
        QCOMPARE(
            refusalOf([&] {
                v.assign(tensor({1, 2, 3}));
            }),
            QString("Variable weights holds float32 of shape [2]; it cannot take float32 of shape "
                    "[3]."));
        const Tensor source = tensor({5, 6});
        v.assign(source);
        source.dispose();
        QCOMPARE(v.value().dataSync<float>(), (std::vector<float>{5, 6}));
    }

    void variablesSurviveTidy() {
        const Variable v = [] {
            Variable made;
            tidy([&] { made = Variable(tensor({1, 2})); });
            tidy([&] { made.assign(made * 2); });
            return made;
        }();
        QCOMPARE(v.value().dataSync<float>(), (std::vector<float>{2, 4}));
    }
};

QTEST_APPLESS_MAIN(TestTensor)
#include "tst_tensor.moc"
