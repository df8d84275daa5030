#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "engine/tensor/memory.h"

#include <QtTest>

#include <cstring>
#include <thread>

using namespace tp;

namespace {

/// Memory of a device that there is not: elements are far away until someone asks.
class FarStorage : public Storage {
public:
    explicit FarStorage(std::size_t bytes) : Storage(bytes), m_far(bytes) {}

    std::byte* far() { return m_far.data(); }
    void prefetch() override { ++s_prefetches; }

    static inline std::atomic<int> s_downloads = 0;
    static inline std::atomic<int> s_prefetches = 0;

protected:
    std::byte* download() override {
        const std::lock_guard lock(m_mutex);
        if (m_near.empty()) {
            ++s_downloads;
            m_near = m_far;
            setHost(m_near.data());
        }
        return m_near.data();
    }

private:
    std::mutex m_mutex;
    std::vector<std::byte> m_far;
    std::vector<std::byte> m_near;
};

/// Knows Square alone, and that for float32 only.
class FarBackend : public Backend {
public:
    FarBackend() : Backend("far") {
        add("Square", [](KernelCall& call) {
            auto& storage = dynamic_cast<FarStorage&>(*call.outputs[0].storage());
            auto* y = reinterpret_cast<float*>(storage.far());
            for (std::int64_t i = 0; i < call.outputs[0].size(); ++i)
                y[i] = call.in<float>(0)[i] * call.in<float>(0)[i];
        });
    }

    bool canRun(const OpCall& /*call*/, const Specs& specs) const override {
        return specs[0].dtype == DType::Float32;
    }

    Tensor allocate(const TensorSpec& spec) const override {
        const auto count = static_cast<std::size_t>(spec.shape.elementCount());
        return {spec, std::make_shared<FarStorage>(count * dtypeBytes(spec.dtype))};
    }
};

/// Knows products alone.
class ProductBackend : public Backend {
public:
    ProductBackend() : Backend("products") {
        add("BatchMatMul",
            [](KernelCall& call) { findBackend("cpu")->kernel (*findOp("BatchMatMul"))(call); });
    }
};

struct CountedCopy : DeviceCopy {
    CountedCopy() { ++s_alive; }
    ~CountedCopy() override { --s_alive; }
    static inline std::atomic<int> s_alive = 0;
};

} // namespace

/// A backend that cannot do everything: who computes instead, where, and who is told.
class TestFallback : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        registerBackend(std::make_unique<FarBackend>());
        registerBackend(std::make_unique<ProductBackend>());
    }

    void init() {
        setBackend("far");
        resetFallbacks();
        FarStorage::s_downloads = 0;
        FarStorage::s_prefetches = 0;
    }

    void cleanup() { setBackend("cpu"); }

    void theBackendThatComputesAllocates() {
        const Tensor square = tp::square(tensor({1, 2, 3}));
        QVERIFY(dynamic_cast<FarStorage*>(square.storage().get()));
        QCOMPARE(FarStorage::s_downloads.load(), 0);
        const Tensor root = sqrt(square); // by cpu
        QVERIFY(!dynamic_cast<FarStorage*>(root.storage().get()));
        QCOMPARE(FarStorage::s_downloads.load(), 1);
        QCOMPARE(root.dataSync<float>(), (std::vector<float>{1, 2, 3}));
    }

    void fallbacksAreCounted() {
        const Tensor x = tensor({1, 4});
        QVERIFY(fallbacks().empty());
        tp::square(x);
        QVERIFY(fallbacks().empty());
        neg(x);
        sqrt(x);
        sqrt(x);
        const auto counted = fallbacks();
        QCOMPARE(counted.size(), std::size_t{2});
        QCOMPARE(counted[0].op, std::string("Sqrt"));
        QCOMPARE(counted[0].count, std::int64_t{2});
        QCOMPARE(counted[1].op, std::string("Neg"));
        resetFallbacks();
        QVERIFY(fallbacks().empty());
    }

    void callsThatAKernelCannotDoFallBackToo() {
        const Tensor x = tp::square(tensor({2, 3}, DType::Int32));
        QVERIFY(!dynamic_cast<FarStorage*>(x.storage().get()));
        QCOMPARE(x.dataSync<std::int32_t>(), (std::vector<std::int32_t>{4, 9}));
        QCOMPARE(fallbacks().size(), std::size_t{1});
    }

    // What is fused on cpu, another backend does in parts, if it can do the largest of them.
    void fusedOpsAreTakenApart() {
        const Tensor a = tensor({1, 2, 3, 4}, {2, 2});
        setBackend("products");
        const Tensor y =
            fused::matMul({.a = a, .b = a, .bias = tensor({-8, 1}), .activation = "relu"});
        QCOMPARE(y.dataSync<float>(), (std::vector<float>{0, 11, 7, 23}));
        for (const Fallback& each : fallbacks())
            QVERIFY2(each.op == "Add" || each.op == "Relu", each.op.c_str());
        setBackend("cpu");
        resetFallbacks();
        fused::matMul({.a = a, .b = a});
        QVERIFY(fallbacks().empty());
    }

    void dataSetsOutAtOnceAndArrivesLater() {
        Tensor square = tp::square(tensor({1, 2, 3}));
        auto data = square.data<float>();
        QCOMPARE(FarStorage::s_prefetches.load(), 1);
        QCOMPARE(FarStorage::s_downloads.load(), 0);
        square.dispose();
        QCOMPARE(data.get(), (std::vector<float>{1, 4, 9}));
        QCOMPARE(FarStorage::s_downloads.load(), 1);
    }

    void severalThreadsMayReadAtOnce() {
        const Tensor square = tp::square(ones({1000}));
        std::vector<std::thread> threads;
        std::atomic<int> right = 0;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] { right += square.dataSync<float>()[999] == 1; });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(right.load(), 4);
        QCOMPARE(FarStorage::s_downloads.load(), 1);
    }

    void aDeviceCopyIsNoSecondTensor() {
        const Memory before = memory();
        {
            const Tensor x = tensor({1, 2, 3});
            const Memory with = memory();
            QVERIFY(!x.storage()->deviceCopy());
            std::vector<std::thread> threads;
            for (int t = 0; t < 4; ++t) {
                threads.emplace_back(
                    [&] { x.storage()->keepDeviceCopy(std::make_unique<CountedCopy>()); });
            }
            for (std::thread& thread : threads)
                thread.join();
            QVERIFY(x.storage()->deviceCopy());
            QCOMPARE(CountedCopy::s_alive.load(), 1); // the first one stays
            QCOMPARE(memory().numDataBuffers, with.numDataBuffers);
            QCOMPARE(memory().numBytes, with.numBytes);
        }
        QCOMPARE(CountedCopy::s_alive.load(), 0);
        QCOMPARE(memory().numBytes, before.numBytes);
    }
};

QTEST_APPLESS_MAIN(TestFallback)
#include "tst_fallback.moc"
