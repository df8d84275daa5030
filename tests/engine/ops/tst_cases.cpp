#include "engine/api/start.h"
#include "engine/runtime/backend.h"
#include "tests/engine/ops/cases/cases.h"

#include <QtTest>

using namespace tp;
using tp::test::OpCase;
using tp::test::Smooth;

Q_DECLARE_METATYPE(const OpCase*)

/// Every row of the families' cases, on every backend.
class TestCases : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        m_cases = test::allCases();
    }

    void value_data() {
        rows([](const OpCase&) { return true; });
    }
    void value() {
        QFETCH(const OpCase*, row);
        test::onEveryBackend([&](const std::string& backend) {
            report(
                backend, test::difference(row->call(row->inputs), row->expected, row->tolerance));
        });
    }

    void gradient_data() {
        rows([](const OpCase& row) { return row.smooth != Smooth::No; });
    }
    void gradient() {
        QFETCH(const OpCase*, row);
        test::onEveryBackend([&](const std::string& backend) {
            report(backend, test::gradientFault(row->call, row->inputs));
        });
    }

    void secondGradient_data() {
        rows([](const OpCase& row) { return row.smooth == Smooth::Twice; });
    }
    void secondGradient() {
        QFETCH(const OpCase*, row);
        test::onEveryBackend([&](const std::string& backend) {
            report(backend, test::secondGradientFault(row->call, row->inputs));
        });
    }

private:
    template<class F>
    void rows(F isWanted) {
        QTest::addColumn<const OpCase*>("row");
        for (const OpCase& row : m_cases) {
            if (isWanted(row))
                QTest::newRow(row.name.c_str()) << &row;
        }
    }

    static void report(const std::string& backend, const std::optional<std::string>& fault) {
        if (fault)
            QFAIL((backend + ": " + *fault).c_str());
    }

    test::OpCases m_cases;
};

QTEST_APPLESS_MAIN(TestCases)
#include "tst_cases.moc"
