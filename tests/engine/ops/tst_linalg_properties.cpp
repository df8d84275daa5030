#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

/// [...], m, n, of up to so many rows and columns.
Tensor randomMatrix(std::int64_t rows, std::int64_t columns) {
    Shape shape = randomShape(2);
    shape.push_back(rows);
    shape.push_back(columns);
    return randomTensor(shape, DType::Float32);
}

std::int64_t randomSize() {
    return *rc::gen::inRange<std::int64_t>(0, 9);
}

Tensor adjoint(const Tensor& x) {
    std::vector<std::int64_t> perm;
    for (std::size_t axis = 0; axis < x.rank(); ++axis)
        perm.push_back(static_cast<std::int64_t>(axis));
    std::swap(perm[x.rank() - 1], perm[x.rank() - 2]);
    return transpose(x, perm);
}

/// Far from singular.
Tensor sound(const Tensor& x) {
    return x + eye(x.shape().back()) * 30;
}

} // namespace

class TestLinalgProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void solvers() {
        holds("solve, inv, det, cholesky", [] {
            const std::int64_t n = randomSize();
            const Tensor a = sound(randomMatrix(n, n));
            const bool flip = *rc::gen::arbitrary<bool>();
            const Tensor b = randomUniform(a.shape(), -3, 3, DType::Float32, 5);
            agree([=](const Tensors& xs) { return linalg::solve(xs[0], xs[1], flip); }, {a, b});
            agree([](const Tensors& xs) { return linalg::inv(xs[0]); }, {a});
            agree([](const Tensors& xs) { return linalg::det(xs[0]); }, {a});
            agree([](const Tensors& xs) { return linalg::cholesky(xs[0]); }, {a});
        });
    }

    void triangles() {
        holds("qr", [] {
            const Tensor x = randomMatrix(randomSize(), randomSize());
            const bool full = *rc::gen::arbitrary<bool>();
            agree([=](const Tensors& xs) { return linalg::qr(xs[0], full).r; }, {x}, 1e-4);
            agree([=](const Tensors& xs) { return linalg::qr(xs[0], full).q; }, {x}, 1e-4);
        });
    }

    void spectra() {
        holds("eigh and svd", [] {
            const Tensor x = randomMatrix(randomSize(), randomSize());
            agree([](const Tensors& xs) { return linalg::svd(xs[0]).s; }, {x}, 1e-4);
            const Tensor square = matMul(x, x, false, true);
            agree([](const Tensors& xs) { return linalg::eigh(xs[0]).values; }, {square}, 1e-3);
            onEveryBackend([&](const std::string&) {
                const bool full = *rc::gen::arbitrary<bool>();
                const linalg::Svd parts = linalg::svd(x, full);
                for (const Tensor& each : {parts.u, parts.v}) {
                    const Tensor ones = matMul(each, each, true, false);
                    const auto skew =
                        difference(ones, zerosLike(ones) + eye(ones.shape().back()), 1e-4);
                    RC_ASSERT(!skew);
                }
                const linalg::Eigh directions = linalg::eigh(square);
                const auto wrong = difference(
                    matMul(square, directions.vectors),
                    directions.vectors * expandDims(directions.values, -2),
                    1e-3);
                RC_ASSERT(!wrong);
            });
        });
    }

    void largeOnes() {
        const Tensor x = randomUniform({200, 150}, -1, 1, DType::Float32, 1);
        const linalg::Svd parts = linalg::svd(x);
        const Tensor again = matMul(parts.u * expandDims(parts.s, 0), adjoint(parts.v));
        const auto wrong = difference(again, x, 1e-5);
        QVERIFY2(!wrong, wrong ? wrong->c_str() : "");
        const linalg::Qr triangle = linalg::qr(x);
        const auto crooked = difference(matMul(triangle.q, triangle.r), x, 1e-5);
        QVERIFY2(!crooked, crooked ? crooked->c_str() : "");
        const Tensor square = matMul(x, x, true, false);
        const auto off = difference(matMul(square, linalg::inv(square)), eye(150), 1e-3);
        QVERIFY2(!off, off ? off->c_str() : "");
    }
};

QTEST_APPLESS_MAIN(TestLinalgProperties)
#include "tst_linalg_properties.moc"
