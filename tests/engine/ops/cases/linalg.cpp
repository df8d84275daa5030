#include "engine/ops/ops.h"
#include "tests/engine/ops/cases/cases.h"

namespace tp::test {

namespace {

/// A positive definite matrix, smoothly made of any one.
Tensor definite(const Tensor& x) {
    return matMul(x, x, false, true) + eye(x.shape()[x.rank() - 2]);
}

/// A symmetric matrix, smoothly made of any square one.
Tensor symmetric(const Tensor& x) {
    return x + transpose(x);
}

Tensor diagonal(const Tensor& x) {
    return eye(x.size()) * expandDims(x, -1);
}

struct Rows {
    OpCases& cases;

    void operator()(
        const char* name,
        std::string_view op,
        const TensorFunction& call,
        const Tensors& inputs,
        const Tensor& y,
        Smooth smooth = Smooth::Twice) const {
        cases.push_back({name, op, call, inputs, y, smooth, 1e-5});
    }
};

void addQr(const Rows& row) {
    const auto q = [](const Tensors& xs) { return linalg::qr(xs[0]).q; };
    const auto r = [](const Tensors& xs) { return linalg::qr(xs[0]).r; };
    const auto product = [](const Tensors& xs) {
        const linalg::Qr parts = linalg::qr(xs[0]);
        return matMul(parts.q, parts.r);
    };
    const Tensor square = tensor({{1, 3}, {-2, -4}});
    const Tensor signs = tensor({{-0.4472136, -0.8944272}, {0.8944272, -0.4472136}});
    row("q", "Qr", q, {square}, signs);
    row("r", "Qr", r, {square}, tensor({{-2.236068, -4.9193496}, {0.0, -0.8944272}}));
    row("q of a single number", "Qr", q, {tensor({{10}})}, tensor({{-1}}));
    row("q of a stack", "Qr", q, {stack({square, square * -1})}, stack({signs, signs}));
    row("q with a zero on the diagonal",
        "Qr",
        q,
        {tensor({{0, 2, 2}, {1, 1, 1}, {0, 1, 2}})},
        tensor({{0.0, -0.8944272, 0.4472136}, {1.0, 0.0, 0.0}, {0.0, -0.4472136, -0.8944272}}),
        Smooth::No); // a step towards the other sign
    const Tensor high = tensor({{1, 2}, {3, -3}, {-2, 1}});
    row("q of a high matrix",
        "Qr",
        q,
        {high},
        tensor({{-0.2672612, 0.9221229}, {-0.8017837, -0.3738336}, {0.5345225, -0.0996890}}));
    row(
        "q, full",
        "Qr",
        [](const Tensors& xs) { return linalg::qr(xs[0], true).q; },
        {high},
        tensor(
            {{-0.2672612, 0.9221229, 0.2797514},
             {-0.8017837, -0.3738336, 0.4662524},
             {0.5345225, -0.0996890, 0.8392543}}),
        Smooth::No);
    row(
        "r, full",
        "Qr",
        [](const Tensors& xs) { return linalg::qr(xs[0], true).r; },
        {high},
        tensor({{-3.7416575, 2.4053512}, {0.0, 2.8660576}, {0.0, 0.0}}),
        Smooth::No);
    const Tensor wide = tensor({{1, 2, 3}, {-3, -2, 1}});
    row("r of a wide matrix",
        "Qr",
        r,
        {wide},
        tensor({{-3.1622777, -2.5298221, 0.0}, {0.0, -1.2649111, -3.1622777}}));
    row("q r is x", "Qr", product, {wide}, wide);
    row("q r is x, column of zeros",
        "Qr",
        product,
        {tensor({{0, 1}, {0, 2}})},
        tensor({{0, 1}, {0, 2}}),
        Smooth::No);
    row("r of nothing", "Qr", r, {zeros({0, 3})}, zeros({0, 3}), Smooth::No);
}

void addSolvers(const Rows& row) {
    const Tensor a = tensor({{2, 1}, {-1, 3}});
    const Tensor b = tensor({{1, 0, 4}, {3, 7, 5}});
    row(
        "solve",
        "MatrixSolve",
        [](const Tensors& xs) { return linalg::solve(xs[0], xs[1]); },
        {a, b},
        tensor({{0, -1, 1}, {1, 2, 2}}));
    row(
        "solve with the transposed matrix",
        "MatrixSolve",
        [](const Tensors& xs) { return linalg::solve(xs[0], xs[1], true); },
        {transpose(a), b},
        tensor({{0, -1, 1}, {1, 2, 2}}));
    row(
        "solve that needs rows swapped, in stacks",
        "MatrixSolve",
        [](const Tensors& xs) { return linalg::solve(xs[0], xs[1]); },
        {tensor({{{0, 1}, {2, 0}}, {{1, 0}, {0, 4}}}), tensor({3, 4, 5, 6}, {2, 2, 1})},
        tensor({2.0, 3.0, 5.0, 1.5}, {2, 2, 1}));
    row(
        "solve nothing",
        "MatrixSolve",
        [](const Tensors& xs) { return linalg::solve(xs[0], xs[1]); },
        {zeros({0, 0}), zeros({0, 2})},
        zeros({0, 2}),
        Smooth::No);
    const auto inverse = [](const Tensors& xs) { return linalg::inv(xs[0]); };
    row("inv",
        "MatrixInverse",
        inverse,
        {tensor({{4, 7}, {2, 6}})},
        tensor({{0.6, -0.7}, {-0.2, 0.4}}));
    row(
        "inv, transposed",
        "MatrixInverse",
        [](const Tensors& xs) {
            return run(*findOp("MatrixInverse"), xs, {{"adjoint", true}});
        },
        {tensor({{4, 7}, {2, 6}})},
        tensor({{0.6, -0.2}, {-0.7, 0.4}}));
    row("inv of a stack",
        "MatrixInverse",
        inverse,
        {tensor({2, -4}, {2, 1, 1})},
        tensor({0.5, -0.25}, {2, 1, 1}));
    const auto determinant = [](const Tensors& xs) { return linalg::det(xs[0]); };
    row("det",
        "MatrixDeterminant",
        determinant,
        {tensor({{2, 1, 0}, {1, 3, -1}, {4, 0, 1}})},
        scalar(1));
    row("det of a stack",
        "MatrixDeterminant",
        determinant,
        {tensor({{{0, 1}, {2, 0}}, {{1, 2}, {3, 4}}})},
        tensor({-2, -2}));
    row("det of a singular matrix",
        "MatrixDeterminant",
        determinant,
        {tensor({{1, 2}, {2, 4}})},
        scalar(0),
        Smooth::No);
    row("det of nothing",
        "MatrixDeterminant",
        determinant,
        {zeros({2, 0, 0})},
        ones({2}),
        Smooth::No);
    row(
        "cholesky",
        "Cholesky",
        [](const Tensors& xs) { return linalg::cholesky(xs[0]); },
        {tensor({{4, 99}, {2, 5}})},
        tensor({{2, 0}, {1, 2}}),
        Smooth::No);
    row(
        "cholesky of x xᵀ + 1",
        "Cholesky",
        [](const Tensors& xs) { return linalg::cholesky(definite(xs[0])); },
        {stack({tensor({{1, 1}, {0, 1}}), tensor({{0, 2}, {1, -1}})})},
        tensor(
            {{{1.7320508, 0.0}, {0.5773503, 1.2909944}},
             {{2.2360680, 0.0}, {-0.8944272, 1.4832397}}}));
}

void addSpectra(const Rows& row) {
    const Tensor x = tensor({{1, 2, 0}, {0, 2, 1}, {-1, 0, 3}});
    row(
        "eigenvalues",
        "SelfAdjointEigV2",
        [](const Tensors& xs) { return linalg::eigh(xs[0]).values; },
        {tensor({{2, 99}, {1, 2}})},
        tensor({1, 3}),
        Smooth::No);
    row(
        "eigenvalues of x + xᵀ",
        "SelfAdjointEigV2",
        [](const Tensors& xs) { return linalg::eigh(symmetric(xs[0])).values; },
        {tensor({{1, 2}, {0, 1}})},
        tensor({0, 4}));
    row(
        "eigenvectors, squared",
        "SelfAdjointEigV2",
        [](const Tensors& xs) { return square(linalg::eigh(symmetric(xs[0])).vectors); },
        {tensor({{1, 1}, {1, 2.5}})},
        tensor({{0.8, 0.2}, {0.2, 0.8}}));
    row(
        "v diag(e) vᵀ is x",
        "SelfAdjointEigV2",
        [](const Tensors& xs) {
            const linalg::Eigh parts = linalg::eigh(symmetric(xs[0]));
            return matMul(
                matMul(parts.vectors, diagonal(parts.values)), parts.vectors, false, true);
        },
        {x},
        symmetric(x));
    const auto values = [](const Tensors& xs) { return linalg::svd(xs[0]).s; };
    const auto product = [](const Tensors& xs) {
        const linalg::Svd parts = linalg::svd(xs[0]);
        return matMul(parts.u * expandDims(parts.s, -2), parts.v, false, true);
    };
    const Tensor wide = tensor({{3, 2, 2}, {2, 3, -2}});
    const Tensor high = tensor({{1, 2}, {0, 3}, {-1, 1}});
    row("singular values", "Svd", values, {wide}, tensor({5, 3}));
    row("singular values of a high matrix", "Svd", values, {transpose(wide)}, tensor({5, 3}));
    row("u diag(s) vᵀ is x, wide", "Svd", product, {wide}, wide);
    row("u diag(s) vᵀ is x, high", "Svd", product, {high}, high);
    row("u diag(s) vᵀ is x, stacks",
        "Svd",
        product,
        {stack({wide, wide * 2})},
        stack({wide, wide * 2}));
    row(
        "u, squared",
        "Svd",
        [](const Tensors& xs) { return square(linalg::svd(xs[0]).u); },
        {wide},
        fill({2, 2}, 0.5));
    row(
        "v, squared",
        "Svd",
        [](const Tensors& xs) { return square(linalg::svd(xs[0]).v); },
        {wide},
        tensor({{0.5, 1.0 / 18}, {0.5, 1.0 / 18}, {0.0, 8.0 / 9}}));
    row(
        "full u has right angles",
        "Svd",
        [](const Tensors& xs) {
            const Tensor u = linalg::svd(xs[0], true).u;
            return matMul(u, u, true, false);
        },
        {tensor({{1, 1}, {1, 1}, {1, 1}})}, // of rank 1
        eye(3),
        Smooth::No);
    row("singular values of nothing", "Svd", values, {zeros({0, 3})}, zeros({0}), Smooth::No);
}

void addTriangles(const Rows& row) {
    const Tensor x = tensor({{1, 2, 3, 4}, {5, 6, 7, 8}, {9, 10, 11, 12}});
    row(
        "bandPart",
        "",
        [](const Tensors& xs) { return linalg::bandPart(xs[0], 1, 1); },
        {x},
        tensor({{1, 2, 0, 0}, {5, 6, 7, 0}, {0, 10, 11, 12}}));
    row(
        "bandPart, upper triangle of a stack",
        "",
        [](const Tensors& xs) { return linalg::bandPart(xs[0], 0, -1); },
        {expandDims(x)},
        tensor({{{1, 2, 3, 4}, {0, 6, 7, 8}, {0, 0, 11, 12}}}));
    row(
        "bandPart, all",
        "",
        [](const Tensors& xs) { return linalg::bandPart(xs[0], -1, -1); },
        {x},
        x);
    row(
        "gramSchmidt of rows",
        "",
        [](const Tensors& xs) { return linalg::gramSchmidt(xs[0]); },
        {tensor({{3, 4}, {1, 0}})},
        tensor({{0.6, 0.8}, {0.8, -0.6}}));
    row(
        "gramSchmidt of vectors",
        "",
        [](const Tensors& xs) { return linalg::gramSchmidt(xs)[1]; },
        {tensor({0, 2, 0}), tensor({3, 1, 0})},
        tensor({1, 0, 0}));
}

} // namespace

OpCases linalgCases() {
    OpCases cases;
    const Rows row{cases};
    addQr(row);
    addSolvers(row);
    addSpectra(row);
    addTriangles(row);
    return cases;
}

} // namespace tp::test
