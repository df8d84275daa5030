#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "engine/runtime/debug.h"
#include "engine/runtime/environment.h"
#include "engine/runtime/profile.h"
#include "engine/tensor/live_tensors.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <limits>
#include <mutex>
#include <thread>

using namespace tp;
using tp::test::refusalOf;

namespace {

Tensor& leaked() {
    static Tensor tensor;
    return tensor;
}

/// What debug mode wrote while this lives.
class Lines {
public:
    Lines() {
        setDebugSink([this](std::string_view line) {
            const std::scoped_lock lock(m_mutex);
            m_lines << QString::fromUtf8(line.data(), qsizetype(line.size()));
        });
    }
    ~Lines() { setDebugSink({}); }

    QStringList take() {
        const std::scoped_lock lock(m_mutex);
        return std::exchange(m_lines, {});
    }

private:
    std::mutex m_mutex;
    QStringList m_lines;
};

} // namespace

/// Flags, debug mode, profile() and time().
class TestDebug : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void cleanup() {
        env().reset();
        QVERIFY(!isWatched());
    }

    void flagsHaveTypesAndDefaults() {
        QCOMPARE(env().getBool("DEBUG"), false);
        QCOMPARE(env().getBool("CHECK_COMPUTATION_FOR_ERRORS"), true);
        QCOMPARE(env().getNumber("MAX_TENSOR_BYTES"), std::numeric_limits<double>::infinity());
        env().set("CPU_THREADS", 3);
        QCOMPARE(env().getNumber("CPU_THREADS"), 3.0);
        QStringList names;
        for (const Flag& flag : env().features()) {
            names << QString::fromStdString(flag.name);
            QVERIFY2(flag.doc.ends_with('.'), flag.name.c_str());
            QVERIFY(flag.value.index() == flag.initial.index());
        }
        QCOMPARE(
            names.join(' '),
            QString("CHECK_COMPUTATION_FOR_ERRORS CPU_THREADS DEBUG IS_TEST MAX_TENSOR_BYTES PROD "
                    "TRACK_TENSORS"));
    }

    void wrongFlagsAreRefused() {
        QCOMPARE(
            refusalOf([] { env().set("DBUG", true); }).left(41),
            QString("There is no flag \"DBUG\": use one of CHECK"));
        QCOMPARE(
            refusalOf([] { env().set("DEBUG", 1); }),
            QString("The flag DEBUG must be true or false, but it is \"1\"."));
        QCOMPARE(
            refusalOf([] { env().getNumber("DEBUG"); }),
            QString("The flag DEBUG is true or false, not a number."));
        QCOMPARE(
            refusalOf([] { env().set("CPU_THREADS", 0.5); }),
            QString("CPU_THREADS must be a whole number from 1 to 256, but it is 0.5."));
        QCOMPARE(
            refusalOf([] { env().set("MAX_TENSOR_BYTES", -1); }),
            QString("MAX_TENSOR_BYTES must be 0 or more, but it is -1."));
        QCOMPARE(
            refusalOf([] { env().set("MAX_TENSOR_BYTES", std::nan("")); }),
            QString("MAX_TENSOR_BYTES must be 0 or more, but it is NaN."));
        QCOMPARE(
            refusalOf([] { env().setFlags("DEBUG"); }),
            QString("Flags are written NAME:value with commas between, but one is \"DEBUG\"."));
        QCOMPARE(
            refusalOf([] { env().setFlags("DEBUG:yes"); }),
            QString("The flag DEBUG must be true or false, but it is \"yes\"."));
    }

    void flagsCanBeAddedAndWritten() {
        Environment mine;
        mine.registerFlag("GREETING", "What to say first.", "hello");
        mine.registerFlag("LOUD", "Whether to shout.", false);
        mine.setFlags("GREETING:good day,LOUD:true");
        QCOMPARE(mine.getString("GREETING"), std::string("good day"));
        QVERIFY(mine.getBool("LOUD"));
        mine.reset();
        QCOMPARE(mine.getString("GREETING"), std::string("hello"));
        QCOMPARE(
            refusalOf([&] { mine.registerFlag("LOUD", "Again.", true); }),
            QString("There is a flag LOUD already."));
    }

    void debugModeWritesALineForEachOp() {
        Lines lines;
        const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
        add(x, tensor({1, 2, 3}));
        QVERIFY(lines.take().isEmpty());
        enableDebugMode();
        add(x, tensor({1, 2, 3}));
        env().set("DEBUG", false);
        add(x, x);
        const QStringList written = lines.take();
        QCOMPARE(written.size(), 1);
        const QRegularExpression form(
            R"(^Add: \d+\.\d{3} ms, \[2, 3\], 24 B, cpu, from a \[2, 3\], b \[3\]$)");
        QVERIFY2(form.match(written[0]).hasMatch(), qPrintable(written[0]));
    }

    void badNumbersAreFound() {
        Lines lines;
        enableDebugMode();
        log(tensor({{1, 2, 3}, {4, -5, 0}}));
        QStringList written = lines.take();
        QCOMPARE(written.size(), 2);
        QCOMPARE(
            written[1], QString("Warning: Log gave NaN at [1, 1] of its result of shape [2, 3]."));
        1 / tensor({1, 0});
        QCOMPARE(
            lines.take().last(),
            QString("Warning: RealDiv gave Infinity at [1] of its result of shape [2]."));
        env().set("CHECK_COMPUTATION_FOR_ERRORS", false);
        log(scalar(-1));
        QCOMPARE(lines.take().size(), 1);
    }

    void namedTidyTellsWhatItLeft() {
        Lines lines;
        enableDebugMode();
        const Tensor kept =
            tidy("step", [] { return tidy("inner", [] { return ones({4}) * 2 + 1; }); });
        const QStringList written = lines.take();
        QVERIFY2(written[3].startsWith("tidy step/inner: "), qPrintable(written.join('\n')));
        QVERIFY(written[3].endsWith(" ms, 1 tensors and 16 B more than before"));
        QVERIFY(written[4].startsWith("tidy step: "));
    }

    void aKernelThatLeaksIsRefused() {
        Backend& leaky = registerBackend(std::make_unique<Backend>("leaky"));
        leaky.add("Square", [](KernelCall&) { leaked() = tensor({1, 2, 3}); });
        setBackend("leaky");
        const Tensor x = scalar(2);
        const QString text = refusalOf([&] {
            square(x);
            env().set("IS_TEST", true);
            leaked() = Tensor();
            square(x);
        });
        leaked() = Tensor();
        setBackend("cpu");
        QCOMPARE(text, QString("Square: its kernel on the backend leaky left 1 tensors behind."));
    }

    void prodModeEndsWhatCosts() {
        env().set("TRACK_TENSORS", true);
        enableDebugMode();
        enableProdMode();
        QVERIFY(env().getBool("PROD") && !env().getBool("DEBUG"));
        QVERIFY(!env().getBool("TRACK_TENSORS") && !isWatched());
        Lines lines;
        enableDebugMode();
        QVERIFY(!env().getBool("PROD"));
    }

    void tensorsAreTrackedByFlag() {
        env().set("TRACK_TENSORS", true);
        const Tensor x = ones({2});
        QCOMPARE(liveTensors().size(), 1U);
    }

    void profileTellsWhatEachOpDid() {
        const Tensor x = tensor({1, 2, 3});
        const Profile seen = profile([&] {
            const Tensor squared = square(x);
            return sum(squared + squared);
        });
        QCOMPARE(seen.result.size(), 1U);
        QCOMPARE(seen.result[0].scalar<float>(), 28.0F);
        QCOMPARE(seen.newTensors, 1);
        QCOMPARE(seen.newBytes, 4);
        QCOMPARE(seen.kernelNames, (std::vector<std::string>{"Add", "Square", "Sum"}));
        QCOMPARE(seen.kernels.size(), 3U);
        const KernelProfile& added = seen.kernels[1];
        QCOMPARE(added.name, std::string("Add"));
        QCOMPARE(added.backend, std::string("cpu"));
        QCOMPARE(added.bytesAdded, 12);
        QCOMPARE(added.tensorsAdded, 1);
        QCOMPARE(added.totalBytesSnapshot, seen.kernels[0].totalBytesSnapshot + 12);
        QCOMPARE(added.totalTensorsSnapshot, seen.kernels[0].totalTensorsSnapshot + 1);
        QVERIFY(added.inputShapes == (std::vector<Shape>{{3}, {3}}));
        QVERIFY(added.outputShapes == (std::vector<Shape>{{3}}));
        QVERIFY(added.kernelTimeMs > 0 && added.kernelTimeMs < 1000);
        QCOMPARE(seen.peakBytes, seen.kernels[2].totalBytesSnapshot);
    }

    void profilesNestAndEndWithAnError() {
        Profile inner;
        const Profile outer = profile([&] {
            scalar(1) + 1;
            inner = profile([] { return Tensors{scalar(1) * 2}; });
        });
        QCOMPARE(inner.kernels.size(), 1U);
        QCOMPARE(outer.kernels.size(), 2U);
        QVERIFY(outer.result.empty());
        refusalOf([] { profile([] { matMul(scalar(1), scalar(1)); }); });
        QVERIFY(!isWatched());
    }

    void fallbacksAreVisible() {
        registerBackend(std::make_unique<Backend>("hollow"));
        setBackend("hollow");
        const Profile seen = profile([] { return scalar(1) + 1; });
        setBackend("cpu");
        QCOMPARE(seen.kernels[0].backend, std::string("cpu"));
    }

    void eachThreadIsProfiledAlone() {
        std::vector<Profile> seen(4);
        std::vector<std::thread> threads;
        for (std::size_t t = 0; t < seen.size(); ++t) {
            threads.emplace_back([&seen, t] {
                seen[t] = profile([t] {
                    Tensor x = ones({16});
                    for (std::size_t round = 0; round < 100 * (t + 1); ++round)
                        x = x + 1;
                    return x;
                });
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        for (std::size_t t = 0; t < seen.size(); ++t) {
            QCOMPARE(seen[t].kernels.size(), 100 * (t + 1) + 1);
            QCOMPARE(seen[t].newTensors, 1);
            QCOMPARE(seen[t].newBytes, 64);
        }
    }

    void timeTellsHowLong() {
        const Timing taken = time([] { matMul(ones({200, 200}), ones({200, 200})); });
        QVERIFY(taken.kernelMs > 0);
        QVERIFY(taken.wallMs >= taken.kernelMs);
    }
};

QTEST_APPLESS_MAIN(TestDebug)
#include "tst_debug.moc"
