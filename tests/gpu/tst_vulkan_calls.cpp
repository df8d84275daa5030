#include "engine/runtime/environment.h"
#include "tests/engine/ops/calls/agreement.h"
#include "tests/gpu/vulkan_test.h"

using namespace tp;

/// Every kernel gives what cpu gives, whatever it is asked: shapes that broadcast or do not, empty
/// tensors, NaN, infinities, attributes out of place.
class TestVulkanCalls : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const QString whyNot = test::startVulkan();
        if (!whyNot.isEmpty())
            QSKIP(qPrintable(whyNot));
        env().set("MAX_TENSOR_BYTES", 1 << 20);
        m_generator = std::make_unique<test::CallGenerator>(test::Values::Tame);
    }

    void cleanup() { QCOMPARE(test::complaints(), QString()); }

    void agrees_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("none") << QString();
        const Backend* vulkan = findBackend("vulkan");
        for (const Op* op : allOps()) {
            if (vulkan && vulkan->kernel(*op)) {
                const auto name = QString::fromUtf8(op->name.data(), qsizetype(op->name.size()));
                QTest::newRow(qPrintable(name)) << name;
            }
        }
    }
    void agrees() {
        QFETCH(QString, name);
        if (name.isEmpty())
            return; // so that there is a row where there is no device
        const Op* op = findOp(name.toStdString());
        constexpr int kCalls = 60;
        constexpr double kTolerance = 1e-3;
        for (int i = 0; i < kCalls; ++i) {
            test::Random random(static_cast<std::uint64_t>(i));
            const test::RandomCall call = m_generator->make(random, op);
            const auto agreement = test::compareBackends(call, "vulkan", kTolerance);
            if (!agreement.fault.empty())
                QFAIL((agreement.fault + "\n" + test::describe(call)).c_str());
        }
    }

private:
    std::unique_ptr<test::CallGenerator> m_generator;
};

QTEST_APPLESS_MAIN(TestVulkanCalls)
#include "tst_vulkan_calls.moc"
