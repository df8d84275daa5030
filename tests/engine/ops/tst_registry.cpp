#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "tests/engine/ops/cases/cases.h"

#include <QtTest>

#include <set>

using namespace tp;

/// Nothing about an op may be forgotten: this looks at every one that is registered.
class TestRegistry : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        for (const test::OpCase& row : test::allCases())
            m_covered.insert(std::string(row.op));
    }

    void everyOpIsComplete_data() {
        QTest::addColumn<QString>("name");
        for (const Op* op : allOps()) {
            const auto name = QString::fromUtf8(op->name.data(), qsizetype(op->name.size()));
            QTest::newRow(qPrintable(name)) << name;
        }
    }

    void everyOpIsComplete() {
        QFETCH(QString, name);
        const Op* op = findOp(name.toStdString());
        QVERIFY2(op->doc.size() > 10 && op->doc.ends_with('.'), "has no sentence about it");
        QVERIFY2(!op->formula.empty(), "has no formula");
        QVERIFY2(op->infer, "has no shape rule");
        QVERIFY2(op->gradient, "has neither a gradient nor notDifferentiable");
        QVERIFY2(m_covered.contains(std::string(op->name)), "has no case");
        for (const char* backend : {"cpu", "reference"}) {
            QVERIFY2(
                op->isView || findBackend(backend)->kernel(*op),
                qPrintable(QString("has no kernel on %1").arg(backend)));
        }
    }

    void everyCaseIsAboutAnOp() {
        for (const std::string& name : m_covered)
            QVERIFY2(name.empty() || findOp(name), name.c_str());
    }

    void thereAreManyOps() { QVERIFY(allOps().size() >= 80); }

private:
    std::set<std::string> m_covered;
};

QTEST_APPLESS_MAIN(TestRegistry)
#include "tst_registry.moc"
