#include "tests/engine/ops/cases/cases.h"
#include "tests/gpu/vulkan_test.h"

using namespace tp;
using tp::test::OpCase;
using tp::test::Smooth;

Q_DECLARE_METATYPE(const OpCase*)

/// Every row of the families' cases on the device; what it has no kernel for goes to cpu.
class TestVulkanCases : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        m_cases = test::allCases();
        const QString whyNot = test::startVulkan();
        if (!whyNot.isEmpty())
            QSKIP(qPrintable(whyNot));
    }

    void cleanup() { QCOMPARE(test::complaints(), QString()); }

    void value_data() {
        rows([](const OpCase&) { return true; });
    }
    void value() {
        QFETCH(const OpCase*, row);
        report(test::difference(row->call(row->inputs), row->expected, kTolerance));
    }

    void gradient_data() {
        rows([](const OpCase& row) { return row.smooth != Smooth::No; });
    }
    void gradient() {
        QFETCH(const OpCase*, row);
        report(test::gradientFault(row->call, row->inputs));
    }

private:
    static constexpr double kTolerance = 1e-4; // of the backend

    template<class F>
    void rows(F isWanted) {
        QTest::addColumn<const OpCase*>("row");
        for (const OpCase& row : m_cases) {
            if (isWanted(row))
                QTest::newRow(row.name.c_str()) << &row;
        }
    }

    static void report(const std::optional<std::string>& fault) {
        if (fault)
            QFAIL(fault->c_str());
    }

    test::OpCases m_cases;
};

QTEST_APPLESS_MAIN(TestVulkanCases)
#include "tst_vulkan_cases.moc"
