#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

class TestProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void unary_data() { rows({"x"}); }
    void unary() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        holds(qPrintable(name), [&] {
            const DType dtype = op.name == "LogicalNot" ? DType::Bool : DType::Float32;
            const Tensor x = randomTensor(randomShape(4), dtype);
            // -0.5 to 0.5 for both ends of ClipByValue.
            Attrs attrs;
            for (const auto& [key, value] : op.attrs) {
                if (std::holds_alternative<double>(value))
                    attrs.emplace_back(key, key == "clipValueMin" ? -0.5 : 0.5);
            }
            agree([&](const Tensors& xs) { return run(op, xs, attrs); }, {x});
        });
    }

    void binary_data() { rows({"a", "b"}); }
    void binary() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        holds(qPrintable(name), [&] {
            DType dtype = randomNumber();
            if (op.name.starts_with("Logical")) {
                dtype = DType::Bool;
            } else if (op.name == "RealDiv" || op.name == "Atan2") {
                dtype = DType::Float32;
            } else if (op.name == "BitwiseAnd") {
                dtype = DType::Int32;
            }
            const Shape shape = randomShape(4);
            Tensor a = randomTensor(shape, dtype);
            Tensor b = randomTensor(partnerOf(shape), dtype);
            if (*rc::gen::arbitrary<bool>())
                std::swap(a, b);
            // Whole quotients may fall on either side of a whole number.
            if (op.name == "Mod" && dtype == DType::Float32)
                b = abs(b) + 4;
            agree([&](const Tensors& xs) { return run(op, xs); }, {a, b});
        });
    }

    void reductions_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"Sum", "Mean", "Prod", "Max", "Min", "All", "Any"})
            QTest::newRow(name) << name;
    }
    void reductions() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        holds(qPrintable(name), [&] {
            const bool logical = op.name == "All" || op.name == "Any";
            const Tensor x = randomTensor(randomShape(5), logical ? DType::Bool : randomNumber());
            const Attrs attrs{
                {op.attrs[0].first, randomAxes(x.rank()).list()},
                {"keepDims", *rc::gen::arbitrary<bool>()}};
            // Products of many numbers may lie beyond what float32 tells apart.
            if (op.name == "Prod" && x.size() > 30)
                return;
            agree([&](const Tensors& xs) { return run(op, xs, attrs); }, {x});
        });
    }

    void alongAnAxis_data() {
        QTest::addColumn<QString>("name");
        for (const char* name : {"ArgMax", "ArgMin", "Cumsum", "Cumprod"})
            QTest::newRow(name) << name;
    }
    void alongAnAxis() {
        QFETCH(QString, name);
        const Op& op = *findOp(name.toStdString());
        holds(qPrintable(name), [&] {
            Shape shape = randomShape(3);
            shape.push_back(*rc::gen::inRange<std::int64_t>(1, 8));
            const Tensor x = randomTensor(shape, randomNumber());
            const auto axis = *rc::gen::inRange<std::int64_t>(
                -static_cast<std::int64_t>(x.rank()), static_cast<std::int64_t>(x.rank()));
            agree([&](const Tensors& xs) { return run(op, xs, {{"axis", axis}}); }, {x}, 1e-4);
        });
    }

    void softmaxes() {
        holds("softmax and logSoftmax", [] {
            Shape shape = randomShape(2);
            shape.push_back(*rc::gen::inRange<std::int64_t>(1, 20));
            const Tensor x = randomTensor(shape, DType::Float32);
            agree([](const Tensors& xs) { return softmax(xs[0]); }, {x});
            agree([](const Tensors& xs) { return logSoftmax(xs[0]); }, {x});
        });
    }

    void matMuls() {
        holds("matMul", [] {
            const auto size = [] { return *rc::gen::inRange<std::int64_t>(0, 40); };
            const std::int64_t inner = size();
            const bool flipA = *rc::gen::arbitrary<bool>();
            const bool flipB = *rc::gen::arbitrary<bool>();
            Shape shapeA = randomShape(1);
            Shape shapeB = partnerOf(shapeA);
            for (const std::int64_t each : {size(), inner})
                shapeA.push_back(each);
            for (const std::int64_t each : {inner, size()})
                shapeB.push_back(each);
            if (flipA)
                std::swap(shapeA[shapeA.rank() - 1], shapeA[shapeA.rank() - 2]);
            if (flipB)
                std::swap(shapeB[shapeB.rank() - 1], shapeB[shapeB.rank() - 2]);
            const DType dtype = randomNumber();
            agree(
                [&](const Tensors& xs) { return matMul(xs[0], xs[1], flipA, flipB); },
                {randomTensor(shapeA, dtype), randomTensor(shapeB, dtype)},
                1e-4);
        });
    }

    void places() {
        holds("transpose, reverse, tile, pad, gather, concat, slice", [] {
            const Tensor x = randomTensor(randomShape(4), randomNumber());
            std::vector<std::int64_t> perm = toPerm(x.rank());
            agree([&](const Tensors& xs) { return transpose(xs[0], perm); }, {x});
            const Axes axes = randomAxes(x.rank());
            agree([&](const Tensors& xs) { return reverse(xs[0], axes); }, {x});
            std::vector<std::int64_t> reps;
            Paddings margins;
            std::vector<std::int64_t> begin;
            for (const std::int64_t size : x.shape()) {
                reps.push_back(*rc::gen::inRange<std::int64_t>(0, 3));
                margins.emplace_back(
                    *rc::gen::inRange<std::int64_t>(0, 3), *rc::gen::inRange<std::int64_t>(0, 3));
                begin.push_back(*rc::gen::inRange<std::int64_t>(0, size + 1));
            }
            agree([&](const Tensors& xs) { return tile(xs[0], reps); }, {x});
            agree([&](const Tensors& xs) { return pad(xs[0], margins, 3); }, {x});
            agree([&](const Tensors& xs) { return slice(xs[0], begin); }, {x});
            if (x.rank() == 0)
                return;
            const auto axis = *rc::gen::inRange(0, static_cast<int>(x.rank()));
            const std::int64_t size = x.shape()[static_cast<std::size_t>(axis)];
            agree([&](const Tensors& xs) { return concat({xs[0], xs[0]}, axis); }, {x});
            agree([&](const Tensors& xs) { return stack({xs[0], xs[0]}, axis); }, {x});
            if (size > 0) {
                const auto last = static_cast<double>(size);
                const Tensor ids = randomUniform({3, 2}, 0, last, DType::Int32, 4);
                agree([&](const Tensors& xs) { return gather(xs[0], xs[1], axis); }, {x, ids});
            }
        });
    }

private:
    static std::vector<std::int64_t> toPerm(std::size_t rank) {
        const auto order = shuffledIndices(
            static_cast<std::int64_t>(rank), *rc::gen::inRange<std::int64_t>(1, 1000));
        return {order.begin(), order.end()};
    }

    /// All ops with just these inputs, a shape rule that is not a view, and simple attributes.
    static void rows(const std::vector<std::string_view>& inputs) {
        QTest::addColumn<QString>("name");
        for (const Op* op : allOps()) {
            // A product of matrices does not go element by element: matMuls() is about it. Nor are
            // complex numbers drawn here.
            bool simple = op->inputs == inputs && !op->isView && op->name != "BatchMatMul" &&
                          op->name != "ComplexAbs";
            for (const auto& [key, value] : op->attrs)
                simple = simple && std::holds_alternative<double>(value);
            if (simple) {
                QTest::newRow(std::string(op->name).c_str())
                    << QString::fromStdString(std::string(op->name));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestProperties)
#include "tst_properties.moc"
