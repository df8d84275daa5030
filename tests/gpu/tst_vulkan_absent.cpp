#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "gpu/api/vulkan.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;

/// A computer without any device.
class TestVulkanAbsent : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        for (const char* drivers : {"VK_ICD_FILENAMES", "VK_DRIVER_FILES"})
            qputenv(drivers, "/nowhere/there/is/no/driver.json");
        start();
    }

    void thereIsNoBackendAndASentenceSaysWhy() {
        QVERIFY(!gpu::registerBackend());
        const std::string why = gpu::vulkanStatus();
        QVERIFY(
            why == "No driver of this computer knows Vulkan." ||
            why == "This computer has no Vulkan library (libvulkan.so.1)." ||
            why == "This program was built without Vulkan.");
        QVERIFY(!gpu::registerBackend()); // asking again does not help
        QVERIFY(gpu::validationMessages().empty());
    }

    void everythingElseWorks() {
        QCOMPARE(
            test::refusalOf([] { setBackend("vulkan"); }),
            QString("There is no backend \"vulkan\": use one of cpu, reference."));
        QCOMPARE((scalar(1) + 1).scalar<float>(), 2.0F);
    }
};

QTEST_APPLESS_MAIN(TestVulkanAbsent)
#include "tst_vulkan_absent.moc"
