#include "tests/gpu/vulkan_test.h"

using namespace tp;
using tp::test::computeOn;

/// The formulas of elementwise.inl, as the device computes them, beside the processor's.
class TestVulkanMath : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        const QString whyNot = test::startVulkan();
        if (!whyNot.isEmpty())
            QSKIP(qPrintable(whyNot));
    }

    void cleanup() {
        QCOMPARE(test::takeFallbacks(), QString());
        QCOMPARE(test::complaints(), QString());
    }

    void unaryOps_data() {
        QTest::addColumn<QString>("name");
#define UNARY(id, op, formula) QTest::newRow(op) << QStringLiteral(op);
#define PREDICATE(id, op, formula) QTest::newRow(op) << QStringLiteral(op);
#include "engine/ops/elementwise.inl"
#undef UNARY
#undef PREDICATE
    }
    void unaryOps() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        const auto values = test::extremes();
        const Tensor x = fromBuffer(values, {static_cast<std::int64_t>(values.size())});
        compare(op, {x}, attributesFor(op));
    }

    void binaryOps_data() {
        QTest::addColumn<QString>("name");
#define BINARY(id, op, formula) QTest::newRow(op) << QStringLiteral(op);
#define COMPARE(id, op, formula) QTest::newRow(op) << QStringLiteral(op);
#include "engine/ops/elementwise.inl"
#undef BINARY
#undef COMPARE
    }
    void binaryOps() {
        QFETCH(QString, name);
        const auto values = test::extremes();
        const auto count = static_cast<std::int64_t>(values.size());
        // Each with each.
        compare(
            *findOp(name.toStdString()),
            {fromBuffer(values, {count, 1}), fromBuffer(values, {count})},
            {});
    }

    void wholeNumbers_data() {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"Abs",
              "Neg",
              "Square",
              "Floor",
              "Ceil",
              "Round",
              "Sign",
              "Relu",
              "Relu6",
              "Step",
              "ClipByValue",
              "LeakyRelu",
              "Exp",
              "IsNan",
              "IsFinite"})
            QTest::newRow(name) << QString(name);
        for (const char* name :
             {"Add",
              "Sub",
              "Multiply",
              "FloorDiv",
              "Mod",
              "Maximum",
              "Minimum",
              "SquaredDifference",
              "Equal",
              "NotEqual",
              "Less",
              "LessEqual",
              "Greater",
              "GreaterEqual"})
            QTest::newRow(name) << QString(name);
    }
    void wholeNumbers() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        const std::vector<std::int32_t> values{
            0,          1,           -1,
            2,          -2,          3,
            -3,         7,           -7,
            10,         46341,       65536,
            -65537,     16777217,    123456789,
            -123456789, 1 << 30,     -(1 << 30),
            2147483647, -2147483647, std::numeric_limits<std::int32_t>::min()};
        const auto count = static_cast<std::int64_t>(values.size());
        const Tensor column = fromBuffer(values, {count, 1});
        const Tensor row = fromBuffer(values, {count});
        compare(op, op.inputs.size() == 2 ? Tensors{column, row} : Tensors{row}, attributesFor(op));
    }

    void bools() {
        const Tensor a = tensor({1, 1, 0, 0, 1}, DType::Bool);
        const Tensor b = tensor({1, 0, 1, 0, 0}, DType::Bool);
        for (const char* name : {"LogicalAnd", "LogicalOr", "Equal", "NotEqual", "Less"})
            compare(*findOp(name), {a, b}, {});
        compare(*findOp("LogicalNot"), {a}, {});
        compare(*findOp("IsNan"), {a}, {});
    }

    void powersOfWholeNumbersGoToTheProcessor() {
        const Tensor x = pow(tensor({3, -2}, DType::Int32), tensor({4, 3}, DType::Int32));
        QCOMPARE(x.dataSync<std::int32_t>(), (std::vector<std::int32_t>{81, -8}));
        QCOMPARE(test::takeFallbacks(), QString("Pow"));
    }

private:
    static Attrs attributesFor(const Op& op) {
        if (op.name == "ClipByValue")
            return {{"clipValueMin", -2.5}, {"clipValueMax", 4.0}};
        return {};
    }

    static void compare(const Op& op, const Tensors& inputs, const Attrs& attrs) {
        const Tensor expected = computeOn("cpu", [&] { return run(op, inputs, attrs); });
        const Tensor actual = run(op, inputs, attrs);
        if (expected.dtype() == DType::Float32) {
            compareFloats(inputs, actual, expected);
            return;
        }
        if (const auto fault = test::difference(actual, expected, 0))
            QFAIL(fault->c_str());
    }

    /// To a hundred-thousandth; devices may take what is below 1e-37 for 0.
    static void compareFloats(const Tensors& inputs, const Tensor& actual, const Tensor& expected) {
        const auto got = actual.values<float>();
        const auto want = expected.values<float>();
        const auto width = static_cast<std::size_t>(inputs.back().size());
        for (std::size_t i = 0; i < want.size(); ++i) {
            const bool same = std::isnan(want[i])   ? std::isnan(got[i])
                              : std::isinf(want[i]) ? got[i] == want[i]
                                                    : std::abs(got[i] - want[i]) <=
                                                          1e-36F + 1e-5F * std::abs(want[i]);
            if (same)
                continue;
            const float x = inputs.size() == 1 ? 0 : inputs[0].values<float>()[i / width];
            const float y = inputs.back().values<float>()[i % width];
            QFAIL(qPrintable(QStringLiteral("f(%1, %2) is %3, expected %4")
                                 .arg(x)
                                 .arg(y, 0, 'g', 9)
                                 .arg(got[i], 0, 'g', 9)
                                 .arg(want[i], 0, 'g', 9)));
        }
    }
};

QTEST_APPLESS_MAIN(TestVulkanMath)
#include "tst_vulkan_math.moc"
