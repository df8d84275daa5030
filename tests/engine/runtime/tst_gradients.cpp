#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/gradients.h"
#include "engine/tensor/memory.h"
#include "tests/support/refusal.h"

#include <QtTest>

using namespace tp;
using tp::test::refusalOf;

namespace {

std::vector<float> numbers(const Tensor& x) {
    return x.dataSync<float>();
}

} // namespace

class TestGradients : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }
    void init() { m_before = memory(); }
    void cleanup() {
        QCOMPARE(memory().numTensors, m_before.numTensors);
        QCOMPARE(memory().numBytes, m_before.numBytes);
    }

    void slopesOfSlopes() {
        const UnaryFunction cube = [](const Tensor& x) { return x * x * x; };
        QCOMPARE(cube(scalar(2)).scalar<float>(), 8.0F);
        QCOMPARE(grad(cube)(scalar(2)).scalar<float>(), 12.0F);
        QCOMPARE(grad(grad(cube))(scalar(2)).scalar<float>(), 12.0F);
        QCOMPARE(grad(grad(grad(cube)))(scalar(2)).scalar<float>(), 6.0F);
    }

    void manyNumbersAreSummedOrWeighed() {
        const UnaryFunction f = [](const Tensor& x) { return square(x); };
        QCOMPARE(numbers(grad(f)(tensor({1, 2}))), (std::vector<float>{2, 4}));
        QCOMPARE(
            numbers(gradWith(f)(tensor({1, 2}), tensor({10, 1}))), (std::vector<float>{20, 4}));
        QCOMPARE(
            refusalOf([&] {
                gradWith(f)(tensor({1, 2}), scalar(1));
            }),
            QString("grad: f(x) has shape [2], so dy must have it too, but dy has shape []."));
    }

    void severalArguments() {
        const TensorFunction f = [](const Tensors& xs) { return xs[0] * xs[0] * xs[1]; };
        const Tensors found = grads(f)({scalar(3), scalar(5)});
        QCOMPARE(found[0].scalar<float>(), 30.0F);
        QCOMPARE(found[1].scalar<float>(), 9.0F);
        // An argument that does not count has slope 0.
        const Tensors one =
            grads([](const Tensors& xs) { return xs[1] * 2; })({scalar(3), scalar(5)});
        QCOMPARE(one[0].scalar<float>(), 0.0F);
        const ValueAndGrads both = valueAndGrads(f)({scalar(3), scalar(5)});
        QCOMPARE(both.value.scalar<float>(), 45.0F);
        const ValueAndGrad single = valueAndGrad([](const Tensor& x) { return x * x; })(scalar(4));
        QCOMPARE(single.value.scalar<float>(), 16.0F);
        QCOMPARE(single.grad.scalar<float>(), 8.0F);
    }

    void theIdentityHasSlopeOne() {
        QCOMPARE(grad([](const Tensor& x) { return x; })(scalar(3)).scalar<float>(), 1.0F);
    }

    void independenceIsRefused() {
        const QString text =
            refusalOf([] { grad([](const Tensor&) { return scalar(1); })(scalar(2)); });
        QVERIFY(
            text.startsWith("Cannot compute the gradient of y = f(x): y does not depend on x."));
        const QString flat = refusalOf([] {
            grad([](const Tensor& x) { return cast(greater(x, 0), DType::Float32); })(scalar(2));
        });
        QVERIFY(flat.startsWith("Cannot compute the gradient"));
    }

    void opsWithoutGradientSayWhich() {
        const QString text = refusalOf(
            [] { grad([](const Tensor& x) { return sgdUpdate(x, x, 0.1); })(scalar(2)); });
        QCOMPARE(text, QString("SgdUpdate has no gradient: nothing can be learned through it."));
    }

    void variablesThatCount() {
        const Variable used(tensor({1, 2}), true, "used");
        const Variable idle(scalar(3), true, "idle");
        const Variable frozen(scalar(4), false, "frozen");
        const VariableGrads found = variableGrads([&] { return sum(square(used)) * frozen; });
        QCOMPARE(found.value.scalar<float>(), 20.0F);
        QCOMPARE(found.variables.size(), std::size_t{1});
        QCOMPARE(numbers(found.of(used)), (std::vector<float>{8, 16}));
        QCOMPARE(
            refusalOf([&] { found.of(idle); }),
            QString("There is no gradient for the variable idle."));
        QCOMPARE(
            refusalOf([&] { variableGrads([&] { return square(used); }); }),
            QString("variableGrads: f must return a scalar, but returned a tensor of shape [2]."));
        QVERIFY(refusalOf([&] {
                    variableGrads([] { return scalar(1) + 1; }, {used});
                }).contains("depends on none of the 1 variables"));
    }

    void ownGradients() {
        const TensorFunction clipped = customGrad([](const Tensors& xs) -> CustomResult {
            return {square(xs[0]), [x = xs[0]](const Tensor& dy) {
                        return Tensors{dy * minimum(x * 2, 1)};
                    }};
        });
        const UnaryFunction f = [&](const Tensor& x) { return clipped({x}) * 3; };
        QCOMPARE(f(scalar(5)).scalar<float>(), 75.0F);
        QCOMPARE(grad(f)(scalar(5)).scalar<float>(), 3.0F);
        QCOMPARE(grad(f)(scalar(0.25)).scalar<float>(), 1.5F);
        QCOMPARE(grad(grad(f))(scalar(0.25)).scalar<float>(), 6.0F);
    }

    void gradInsideGrad() {
        // d/dx (x * d/dx x²) = d/dx 2x² = 4x
        const UnaryFunction outer = [](const Tensor& x) {
            return x * grad([](const Tensor& t) { return square(t); })(x);
        };
        QCOMPARE(grad(outer)(scalar(3)).scalar<float>(), 12.0F);
    }

    void gradInsideTidy() {
        const Tensor slope =
            tidy([] { return grad([](const Tensor& x) { return exp(x) * x; })(scalar(0)); });
        QCOMPARE(slope.scalar<float>(), 1.0F);
    }

    void tidyInsideGradKeepsWhatTheTapeNeeds() {
        const UnaryFunction f = [](const Tensor& x) {
            return tidy([&] {
                const Tensor inner = tidy([&] { return exp(x) * x; });
                return square(inner) + x;
            });
        };
        // f = e^2x x² + x; f' = e^2x (2x² + 2x) + 1; f'' = e^2x (4x² + 8x + 2)
        QCOMPARE(grad(f)(scalar(0)).scalar<float>(), 1.0F);
        QCOMPARE(grad(grad(f))(scalar(0)).scalar<float>(), 2.0F);
    }

    void disposedTensorsStillHaveGradients() {
        const Tensor slope = grad([](const Tensor& x) {
            const Tensor y = square(x);
            const Tensor z = sum(y * y);
            y.dispose();
            return z;
        })(tensor({1, 2}));
        QCOMPARE(numbers(slope), (std::vector<float>{4, 32}));
    }

    void anErrorLeavesNoTapeBehind() {
        QVERIFY(refusalOf([] {
                    grad([](const Tensor& x) { return matMul(x, x); })(scalar(1));
                }) != "accepted");
        QVERIFY(!Tape::isRecording());
        QCOMPARE(grad([](const Tensor& x) { return x * x; })(scalar(1)).scalar<float>(), 2.0F);
    }

    void aTapeKeepsOnlyWhatGradientsNeed() {
        Tape tape;
        const Memory before = memory();
        {
            // The sum does not look at its inputs, so nobody holds them.
            const Tensor big = ones({1000}) + ones({1000});
        }
        QCOMPARE(memory().numBytes, before.numBytes);
        { const Tensor big = ones({1000}) * ones({1000}); }
        QCOMPARE(memory().numBytes, before.numBytes + 8000);
    }

private:
    Memory m_before;
};

QTEST_APPLESS_MAIN(TestGradients)
#include "tst_gradients.moc"
