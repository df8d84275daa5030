#include "engine/cpu/float_math.h"

#include <QtTest>

#include <bit>
#include <cmath>

using namespace tp::cpu;

namespace {

struct Function {
    const char* name;
    float (*ours)(float);
    double (*exact)(double);
};

} // namespace

Q_DECLARE_METATYPE(const Function*)

/// Our own exponentials and logarithms beside the C++ library's, in double.
class TestFloatMath : public QObject {
    Q_OBJECT

private slots:
    void agreesOnAllKindsOfNumbers_data() {
        static const Function kFunctions[] = {
            {"exp", fastExp, std::exp},
            {"expm1", fastExpm1, std::expm1},
            {"tanh", fastTanh, std::tanh},
            {"log", fastLog, std::log},
            {"log1p", fastLog1p, std::log1p},
        };
        QTest::addColumn<const Function*>("f");
        for (const Function& each : kFunctions)
            QTest::newRow(each.name) << &each;
    }

    void agreesOnAllKindsOfNumbers() {
        QFETCH(const Function*, f);
        // Every 4001st of all float32 patterns: signs, NaN, infinities and the tiniest among them.
        for (std::uint64_t pattern = 0; pattern <= 0xffffffffU; pattern += 4001)
            expectClose(*f, std::bit_cast<float>(static_cast<std::uint32_t>(pattern)));
        for (const float x : {0.0F, -0.0F, 1.0F, -1.0F, INFINITY, -INFINITY, NAN})
            expectClose(*f, x);
    }

    void anglesWithinReach() {
        constexpr double kTolerance = 2e-7;
        for (float x = -8191.0F; x < 8192.0F; x += 0.0137F) {
            QVERIFY(
                std::abs(static_cast<double>(fastSin(x)) - std::sin(static_cast<double>(x))) <
                kTolerance);
            QVERIFY(
                std::abs(static_cast<double>(fastCos(x)) - std::cos(static_cast<double>(x))) <
                kTolerance);
        }
    }

private:
    static void expectClose(const Function& f, float x) {
        constexpr double kUnitsInTheLastPlace = 2 * 1.2e-7;
        constexpr double kSmallestNormal = 1.2e-38;
        const float found = f.ours(x);
        const auto expected = static_cast<float>(f.exact(static_cast<double>(x)));
        const bool special = !std::isfinite(found) || !std::isfinite(expected);
        const double error = std::abs(static_cast<double>(found) - f.exact(static_cast<double>(x)));
        const double size = std::max(kSmallestNormal, std::abs(static_cast<double>(expected)));
        const bool same = special ? found == expected || (std::isnan(found) && std::isnan(expected))
                                  : error <= kUnitsInTheLastPlace * size;
        if (!same)
            qFatal("%s(%g) is %g, expected %g", f.name, double(x), double(found), double(expected));
    }
};

QTEST_APPLESS_MAIN(TestFloatMath)
#include "tst_float_math.moc"
