#include "engine/base/error.h"
#include "gpu/device/device.h"
#include "gpu/shaders/programs.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <numeric>
#include <thread>

using namespace tp::gpu;

namespace {

std::vector<std::byte> bytes(std::size_t count, int first) {
    std::vector<std::byte> all(count);
    for (std::size_t i = 0; i < count; ++i)
        all[i] = static_cast<std::byte>(i + static_cast<std::size_t>(first));
    return all;
}

std::vector<std::byte> read(Buffer& buffer) {
    std::vector<std::byte> all(buffer.bytes());
    Download(buffer).read(all.data());
    return all;
}

QString refusal(const std::function<void()>& call) {
    try {
        call();
    } catch (const tp::Error& error) {
        return error.kind() == tp::Error::Kind::Device ? QString::fromUtf8(error.what())
                                                       : QStringLiteral("of another kind");
    }
    return {};
}

} // namespace

/// Memory, batches and the end of a device, without tensors.
class TestDevice : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        std::string whyNot;
        if (!Device::open({}, whyNot))
            QSKIP(whyNot.c_str());
    }

    void buffersKeepWhatIsUploaded_data() {
        QTest::addColumn<bool>("isCard");
        QTest::newRow("direct") << false;
        QTest::newRow("by copies") << true;
    }
    void buffersKeepWhatIsUploaded() {
        QFETCH(bool, isCard);
        const auto device = open(isCard);
        std::vector<std::unique_ptr<Buffer>> buffers;
        for (int i = 0; i < 40; ++i) {
            const std::size_t size = 1 + static_cast<std::size_t>(i) * 977;
            buffers.push_back(std::make_unique<Buffer>(device, size));
            device->upload(*buffers.back(), bytes(size, i).data());
            if (i % 3 == 2)
                buffers.erase(buffers.begin() + static_cast<std::ptrdiff_t>(buffers.size() / 2));
        }
        for (const auto& buffer : buffers) {
            const auto found = read(*buffer);
            QCOMPARE(found, bytes(found.size(), static_cast<int>((found.size() - 1) / 977)));
        }
        buffers.clear();
        device->finish();
        QCOMPARE(device->usedBytes(), std::uint64_t{0});
        QVERIFY(device->validationMessages().empty());
    }

    void memoryIsLimited() {
        std::string whyNot;
        const auto device =
            Device::open({.validation = Validation::IfInstalled, .memoryLimit = 8 << 20}, whyNot);
        const auto half = std::make_unique<Buffer>(device, 4 << 20);
        const QString message = refusal([&] { Buffer(device, 5 << 20); });
        QVERIFY2(message.contains("for a tensor of 5242880 bytes"), qPrintable(message));
        Buffer(device, 3 << 20); // what is smaller still fits
        QVERIFY(device->validationMessages().empty());
    }

    void buffersMayOutliveTheDevice() {
        const auto device = open(true);
        auto buffer = std::make_unique<Buffer>(device, 100);
        device->upload(*buffer, bytes(100, 1).data());
        auto download = std::make_unique<Download>(*buffer);
        device->close();
        QVERIFY(refusal([&] { read(*buffer); }).endsWith("was closed, and its tensors with it."));
        QVERIFY(!refusal([&] { device->finish(); }).isEmpty());
        QVERIFY(!refusal([&] { Buffer(device, 1); }).isEmpty());
        std::vector<std::byte> room(100);
        QVERIFY(!refusal([&] { download->read(room.data()); }).isEmpty());
        download.reset();
        buffer.reset();
        device->close();                               // twice is once
        QVERIFY(device->validationMessages().empty()); // nothing was left behind
    }

    void severalThreadsMakeAndFreeBuffers() {
        const auto device = open(true);
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            threads.emplace_back([&, t] {
                for (int i = 0; i < 30; ++i) {
                    Buffer buffer(device, 5000);
                    device->upload(buffer, bytes(5000, t + i).data());
                    right += read(buffer) == bytes(5000, t + i);
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(right.load(), 120);
        QVERIFY(device->validationMessages().empty());
    }

    void compiledProgramsAreKept() {
        const QTemporaryDir folder;
        const auto fill = [&](std::uint32_t value) {
            std::string whyNot;
            const auto device = Device::open(
                {.validation = Validation::IfInstalled,
                 .cacheFolder = folder.filePath("cache").toStdString()},
                whyNot);
            Buffer buffer(device, 400);
            const std::array<std::uint32_t, 2> push{100, value};
            Buffer* const buffers[] = {&buffer};
            device->dispatch(
                {.shader = shaders::kFill,
                 .constants = {64},
                 .buffers = buffers,
                 .push = std::as_bytes(std::span(push)),
                 .groups = {2, 1, 1}});
            std::vector<std::uint32_t> found(100);
            Download(buffer).read(reinterpret_cast<std::byte*>(found.data()));
            QCOMPARE(found, std::vector<std::uint32_t>(100, value));
            device->close();
            QVERIFY(device->validationMessages().empty());
        };
        fill(7);
        const QDir kept(folder.filePath("cache"));
        const QStringList names = kept.entryList(QDir::Files);
        QCOMPARE(names.size(), 1);
        QVERIFY(names[0].startsWith("vulkan-") && names[0].endsWith(".cache"));
        fill(8);
        QFile damaged(kept.filePath(names[0]));
        QVERIFY(damaged.open(QIODevice::WriteOnly) && damaged.write("nonsense") == 8);
        damaged.close();
        fill(9);
    }

    void theWishToKeepNanCanBeTakenOut() {
        const std::vector<std::uint32_t> header{0x07230203, 0x10500, 0, 10, 0};
        const std::vector<std::uint32_t> rest{(2U << 16) | 17, 1, (3U << 16) | 16, 4, 17};
        std::vector<std::uint32_t> with = header;
        with.insert(with.end(), {(2U << 16) | 17, 4466});
        with.insert(with.end(), rest.begin(), rest.end());
        with.insert(with.end(), {(4U << 16) | 16, 4, 4461, 32});
        std::vector<std::uint32_t> without = header;
        without.insert(without.end(), rest.begin(), rest.end());
        QCOMPARE(withoutKeepingNan(with), without);
    }

private:
    static std::shared_ptr<Device> open(bool isCard) {
        std::string whyNot;
        return Device::open(
            {.validation = Validation::IfInstalled, .emulatesCard = isCard}, whyNot);
    }
};

QTEST_APPLESS_MAIN(TestDevice)
#include "tst_device.moc"
