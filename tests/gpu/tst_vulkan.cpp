#include "engine/base/error.h"
#include "engine/model/all.h"
#include "engine/tensor/memory.h"
#include "engine/train/train.h"
#include "tests/gpu/vulkan_test.h"

#include <thread>

using namespace tp;

/// The backend "vulkan" as a whole: where elements are when, who computes, and what goes wrong.
class TestVulkan : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_before = memory();
        const QString whyNot = test::startVulkan();
        if (!whyNot.isEmpty())
            QSKIP(qPrintable(whyNot));
        qInfo("%s", gpu::vulkanStatus().c_str());
    }

    void init() {
        setBackend("vulkan");
        resetFallbacks();
    }

    void cleanup() { QCOMPARE(test::complaints(), QString()); }

    void statusIsASentence() {
        QVERIFY(gpu::vulkanStatus().starts_with("Vulkan computes on "));
        QVERIFY(gpu::registerBackend()); // a second time changes nothing
        QCOMPARE(backendNames().back(), std::string("vulkan"));
    }

    void whatIsComputedStaysOnTheDevice() {
        const Tensor x = tensor({1, 2, 3});
        QVERIFY(!x.storage()->deviceCopy()); // not needed there yet
        const Tensor y = square(x);
        const DeviceCopy* uploaded = x.storage()->deviceCopy();
        QVERIFY(uploaded);
        const Tensor z = (y + x) * 2;
        QCOMPARE(x.storage()->deviceCopy(), uploaded); // once is enough
        QCOMPARE(z.dataSync<float>(), (std::vector<float>{4, 12, 24}));
        QVERIFY(fallbacks().empty());
    }

    void viewsShareTheDeviceCopy() {
        const Tensor x = square(tensor({1, 2, 3, 4}));
        const Tensor y = reshape(x, {2, 2});
        QCOMPARE(y.storage(), x.storage());
        QCOMPARE(matMul(y, y).dataSync<float>(), (std::vector<float>{37, 68, 153, 292}));
    }

    void tensorsOutliveTheChoiceOfBackend() {
        const Tensor x = square(tensor({3, 4}));
        setBackend("cpu");
        const Tensor y = x + 1;
        setBackend("vulkan");
        QCOMPARE((y * x).dataSync<float>(), (std::vector<float>{90, 272}));
    }

    void dataDoesNotWait() {
        Tensor x = ones({64, 64});
        for (int i = 0; i < 20; ++i)
            x = matMul(x, x) * (1.0 / 64);
        auto all = x.data<float>();
        x.dispose();
        QCOMPARE(all.get(), std::vector<float>(64 * 64, 1.0F));
    }

    void longChainsAreSentInBatches() {
        Tensor x = zeros({3});
        for (int i = 0; i < 1000; ++i)
            x = x + 1;
        QCOMPARE(x.dataSync<float>(), std::vector<float>(3, 1000.0F));
    }

    void nothingIsComputedOnNoElements() {
        const Tensor none = square(zeros({0, 3}));
        QCOMPARE(none.dataSync<float>(), std::vector<float>());
        QCOMPARE(sum(none, 0).dataSync<float>(), std::vector<float>(3, 0.0F));
        QCOMPARE(mean(none).scalar<float>(), 0.0F);
        QCOMPARE(
            max(none, 0).dataSync<float>(),
            std::vector<float>(3, -std::numeric_limits<float>::infinity()));
        QCOMPARE(
            matMul(zeros({2, 0}), zeros({0, 2})).dataSync<float>(), std::vector<float>(4, 0.0F));
        QCOMPARE(concat({none, ones({1, 3})}).dataSync<float>(), std::vector<float>(3, 1.0F));
    }

    void whatIsMissingIsComputedByCpuAndCounted() {
        const Tensor texts = tensor({"a", "b"});
        QCOMPARE(equal(texts, texts).dataSync<std::uint8_t>(), (std::vector<std::uint8_t>{1, 1}));
        const Tensor sums = cumsum(square(tensor({1, 2, 3})));
        QCOMPARE((sums + 1).dataSync<float>(), (std::vector<float>{2, 6, 15}));
        const auto counted = fallbacks();
        QCOMPARE(counted.size(), std::size_t{2});
        QCOMPARE(counted[0].count, std::int64_t{1});
        QCOMPARE(test::takeFallbacks(), QString("Cumsum Equal"));
    }

    void aDeviceCopyCountsOnce() {
        const Memory before = memory();
        const Tensor x = zeros({100});
        square(x).dataSync<float>(); // here and there
        QCOMPARE(memory().numBytes - before.numBytes, std::int64_t{400});
        QCOMPARE(memory().numDataBuffers - before.numDataBuffers, std::int64_t{1});
    }

    void severalThreadsComputeAtOnce() {
        const Tensor shared = tensor({1, 2, 3, 4});
        std::vector<std::thread> threads;
        std::vector<float> results(4);
        for (std::size_t t = 0; t < results.size(); ++t) {
            threads.emplace_back([&, t] {
                for (int round = 0; round < 50; ++round) {
                    const Tensor x = shared * static_cast<double>(t);
                    results[t] = sum(square(x)).scalar<float>();
                }
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        for (std::size_t t = 0; t < results.size(); ++t)
            QCOMPARE(results[t], 30.0F * static_cast<float>(t * t));
    }

    void severalThreadsReadOneTensor() {
        const Tensor x = square(ones({5000}));
        std::atomic<int> right = 0;
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] { right += x.dataSync<float>() == std::vector(5000, 1.0F); });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(right.load(), 4);
    }

    void gradientsAreTheSame() {
        const auto slope = grad([](const Tensor& x) { return sum(sin(x) * x); });
        const Tensor x = tensor({0.5, 1.5});
        const Tensor found = slope(x);
        const Tensor expected = test::computeOn("cpu", [&] { return slope(x); });
        QCOMPARE(test::difference(found, expected, 1e-5).value_or(""), std::string());
    }

    void trainingGoesTheSameWay() {
        for (const char* optimizer : {"sgd", "adam"}) {
            const auto train = [&] {
                auto model = sequential();
                const initializers::RandomUniform spread{-1, 1, Seed(3)};
                model.add(layers::dense(
                    {.units = 5,
                     .inputShape = Shape{2},
                     .activation = "tanh",
                     .kernelInitializer = spread}));
                model.add(layers::dense(
                    {.units = 2, .activation = "softmax", .kernelInitializer = spread}));
                model.compile({.optimizer = optimizer, .loss = "categoricalCrossentropy"});
                const Tensor inputs = tensor2d({{0, 0}, {0, 1}, {1, 0}, {1, 1}});
                const Tensor targets = tensor2d({{1, 0}, {0, 1}, {0, 1}, {1, 0}});
                model.fit(inputs, targets, {.epochs = 30, .shuffle = false});
                return model.predict(inputs);
            };
            const Tensor found = train();
            const Tensor expected = test::computeOn("cpu", train);
            QCOMPARE(test::difference(found, expected, 1e-4).value_or(""), std::string());
        }
    }

    void tensorsTooLargeForOneBufferGoToCpu() {
        // More than a program may see of a buffer on some devices (128 MiB on llvmpipe).
        const Tensor x = zeros({(1 << 25) + 1}, DType::Float32) + 1;
        QCOMPARE(sum(x).scalar<float>(), 33554432.0F);
    }

private:
    Memory m_before;
};

QTEST_APPLESS_MAIN(TestVulkan)
#include "tst_vulkan.moc"
