#include "engine/api/start.h"
#include "engine/runtime/environment.h"
#include "tests/engine/ops/calls/agreement.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace tp;

/// Every op that is registered gives the same on cpu and reference, whatever it is asked: shapes
/// that broadcast or do not, empty tensors, NaN, infinities, attributes out of place. The calls are
/// those of the op's cases with some of it changed, so an op without cases fails here.
class TestEveryOp : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        env().set("MAX_TENSOR_BYTES", 1 << 22);
        qputenv("RC_PARAMS", "max_success=150 max_discard_ratio=0 noshrink=1");
        m_generator = std::make_unique<test::CallGenerator>(test::Values::Tame);
    }

    void agrees_data() {
        QTest::addColumn<QString>("name");
        for (const Op* op : allOps()) {
            const auto name = QString::fromUtf8(op->name.data(), qsizetype(op->name.size()));
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void agrees() {
        QFETCH(QString, name);
        const Op* op = findOp(name.toStdString());
        int computed = 0;
        const bool agree = rc::check(name.toStdString(), [&] {
            test::Random random(*rc::gen::arbitrary<std::uint64_t>());
            const test::RandomCall call = m_generator->make(random, op);
            const test::Agreement agreement = test::compareBackends(call);
            computed += agreement.fault.empty() && agreement.refusal.empty() ? 1 : 0;
            if (!agreement.fault.empty())
                RC_FAIL(agreement.fault + "\n" + test::describe(call));
        });
        QVERIFY(agree);
        QVERIFY2(computed >= 15, qPrintable(QString("only %1 calls went through").arg(computed)));
    }

private:
    std::unique_ptr<test::CallGenerator> m_generator;
};

QTEST_APPLESS_MAIN(TestEveryOp)
#include "tst_every_op.moc"
