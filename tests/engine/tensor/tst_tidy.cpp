#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/tidy.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;

class TestTidy : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { m_before = memory(); }
    void cleanup() {
        QCOMPARE(memory().numTensors, m_before.numTensors);
        QCOMPARE(memory().numDataBuffers, m_before.numDataBuffers);
        QCOMPARE(memory().numBytes, m_before.numBytes);
    }

    void handlesFreeThemselves() {
        Tensor x = tensor({1, 2, 3});
        x = x * 2;
        QCOMPARE(memory().numTensors, m_before.numTensors + 1);
    }

    void tidyDisposesAllButTheResult() {
        Tensor outside;
        const Tensor result = tidy([&] {
            outside = tensor({1, 2});
            return outside + 1;
        });
        QVERIFY(outside.isDisposed());
        QCOMPARE(result.dataSync<float>(), (std::vector<float>{2, 3}));
    }

    void resultsOfManyKindsSurvive() {
        const Tensors list = tidy([] { return Tensors{scalar(1), scalar(2)}; });
        QVERIFY(!list[0].isDisposed() && !list[1].isDisposed());
        const NamedTensors named = tidy([] { return NamedTensors{{"a", scalar(1)}}; });
        QVERIFY(!named.at("a").isDisposed());
        Tensor gone;
        tidy([&] { gone = scalar(1); });
        QVERIFY(gone.isDisposed());
    }

    void nestedTidyHandsItsResultOutwards() {
        Tensor inner;
        const Tensor outer = tidy([&] {
            inner = tidy([] { return scalar(1) + 1; });
            const bool alive = !inner.isDisposed();
            return scalar(alive ? 1 : 0);
        });
        QVERIFY(inner.isDisposed());
        QCOMPARE(outer.scalar<float>(), 1.0F);
    }

    void keptTensorsSurvive() {
        Tensor kept;
        tidy([&] { kept = keep(scalar(1)); });
        QVERIFY(!kept.isDisposed());
        kept.dispose();
    }

    void tensorsFromBeforeAreLeftAlone() {
        const Tensor x = scalar(1);
        tidy([&] { return x; });
        tidy([&] { return reshape(x, {1}); });
        QVERIFY(!x.isDisposed());
    }

    void disposeFreesAtOnce() {
        const Tensor x = ones({1000});
        const Tensor view = reshape(x, {10, 100});
        dispose(x);
        QCOMPARE(memory().numBytes, m_before.numBytes + 4000); // the view still has them
        dispose(Tensors{view});
        QCOMPARE(memory().numBytes, m_before.numBytes);
    }

    void tidyAfterAnErrorStillDisposes() {
        Tensor made;
        const QString text = test::refusalOf([&] {
            tidy([&] {
                made = scalar(1);
                return matMul(made, made);
            });
        });
        QVERIFY(text.startsWith("matMul"));
        QVERIFY(made.isDisposed());
    }

private:
    Memory m_before;
};

QTEST_APPLESS_MAIN(TestTidy)
#include "tst_tidy.moc"
