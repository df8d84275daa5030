#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/gradients.h"
#include "engine/tensor/memory.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <thread>

using namespace tp;
using tp::test::refusalOf;

/// What the single door accepts, refuses and promises.
class TestRun : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void attributesAreChecked() {
        const Op& op = *findOp("LeakyRelu");
        const Tensor x = tensor({-1});
        QCOMPARE(run(op, {x}, {{"alpha", 0.5}}).scalar<float>(), -0.5F);
        QCOMPARE(run(op, {x}).scalar<float>(), -0.2F);
        QCOMPARE(
            refusalOf([&] {
                run(op, {x}, {{"alfa", 0.5}});
            }),
            QString("LeakyRelu has no attribute \"alfa\"."));
        QCOMPARE(
            refusalOf([&] {
                run(op, {x}, {{"alpha", true}});
            }),
            QString("LeakyRelu: the attribute \"alpha\" has a value of the wrong type."));
    }

    void inputsAreChecked() {
        const Op& op = *findOp("Add");
        QCOMPARE(
            refusalOf([&] { run(op, {scalar(1)}); }), QString("Add takes 2 inputs, but got 1."));
        QCOMPARE(
            refusalOf([&] {
                run(op, {scalar(1), Tensor()});
            }),
            QString("Add: the input b is an empty tensor handle."));
        QCOMPARE(
            refusalOf([&] {
                run(op, {scalar(1), scalar(1, DType::Int32)});
            }),
            QString("Add: both inputs must have one dtype, but they are float32 and int32."));
    }

    void oneInputMayBeAList() {
        static const Op op{
            .name = "CountXs",
            .doc = "Counts the tensors between the first and the last.",
            .formula = "y = number of xs",
            .inputs = {"first", "xs*", "last"},
            .infer = [](const OpCall&) -> Specs { return {}; },
        };
        registerOp(op);
        findBackend("cpu")->add("CountXs", [](KernelCall& call) {
            call.outputs.push_back(scalar(static_cast<double>(call.inputs.size() - 2)));
        });
        const Tensor x = scalar(1);
        QCOMPARE(run(op, {x, x}).scalar<float>(), 0.0F); // no list, and the kernel's own output
        QCOMPARE(run(op, {x, x, x, x, x}).scalar<float>(), 3.0F);
        QCOMPARE(
            refusalOf([&] { run(op, {x}); }),
            QString("CountXs takes 2 inputs or more, but got 1."));
        const auto blame = [&](std::size_t null) {
            Tensors inputs(4, x);
            inputs[null] = Tensor();
            return refusalOf([&] { run(op, inputs); });
        };
        QCOMPARE(blame(0), QString("CountXs: the input first is an empty tensor handle."));
        QCOMPARE(blame(1), QString("CountXs: the input xs is an empty tensor handle."));
        QCOMPARE(blame(2), QString("CountXs: the input xs is an empty tensor handle."));
        QCOMPARE(blame(3), QString("CountXs: the input last is an empty tensor handle."));
    }

    void backendsAreChosenByName() {
        QCOMPARE(backendName(), std::string("cpu"));
        setBackend("reference");
        QCOMPARE(backendName(), std::string("reference"));
        const Tensor x = square(tensor({3}));
        setBackend("cpu");
        QCOMPARE((x + 1).scalar<float>(), 10.0F); // tensors outlive the choice
        QCOMPARE(
            refusalOf([] { setBackend("abacus"); }),
            QString("There is no backend \"abacus\": use one of cpu, reference."));
    }

    void missingKernelsFallBackToCpu() {
        registerBackend(std::make_unique<Backend>("empty"));
        setBackend("empty");
        const Tensor x = tensor({1, 2}) + 1;
        setBackend("cpu");
        QCOMPARE(x.dataSync<float>(), (std::vector<float>{2, 3}));
    }

    void aForbiddenThreadMayNotCompute() {
        std::thread window([] {
            forbidOpsOnThisThread();
            const Tensor x = tensor({1, 2}); // data may be held, but not computed with
            QCOMPARE(
                refusalOf([&] { x + x; }),
                QString("Add was called on the window's thread, which must not compute."));
        });
        window.join();
        QCOMPARE((scalar(1) + 1).scalar<float>(), 2.0F);
    }

    void severalThreadsComputeAtOnce() {
        const Memory before = memory();
        const Tensor shared = ones({64});
        const Tensor point = ones({64});
        std::vector<std::thread> threads;
        std::vector<float> results(4);
        for (std::size_t t = 0; t < results.size(); ++t) {
            threads.emplace_back([&, t] {
                const auto slope = grad([&](const Tensor& x) {
                    return sum(square(x) * shared) * static_cast<double>(t);
                });
                for (int round = 0; round < 100; ++round)
                    results[t] += tidy([&] { return max(slope(point)); }).scalar<float>();
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        for (std::size_t t = 0; t < results.size(); ++t)
            QCOMPARE(results[t], 200.0F * static_cast<float>(t));
        dispose({shared, point});
        QCOMPARE(memory().numTensors, before.numTensors);
        QCOMPARE(memory().numDataBuffers, before.numDataBuffers);
        QCOMPARE(memory().numBytes, before.numBytes);
    }

    void allOpsAreFoundByName() {
        QVERIFY(findOp("BatchMatMul"));
        QVERIFY(!findOp("NoSuchOp"));
        const auto ops = allOps();
        QVERIFY(std::is_sorted(
            ops.begin(), ops.end(), [](const Op* a, const Op* b) { return a->name < b->name; }));
    }
};

QTEST_APPLESS_MAIN(TestRun)
#include "tst_run.moc"
