#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/op_test.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace tp;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// Matrices that cannot be taken apart.
class TestLinalgRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const Tensor wide = tensor({{1, 2, 3}, {4, 5, 6}});
        static const Tensor singular = tensor({{1, 2, 3}, {4, 5, 6}, {7, 8, 9}});
        static const Tensor nan =
            tensor({{1.0F, 2.0F}, {3.0F, std::numeric_limits<float>::quiet_NaN()}});
        static const Refusal kRows[] = {
            {"qr of a vector",
             [] {
                 linalg::qr(tensor({1, 2}));
             },
             "Qr: a matrix needs at least 2 axes, but the shape is [2]."},
            {"solve with a wide matrix",
             [] { linalg::solve(wide, wide); },
             "MatrixSolve: the matrix must have as many rows as columns, but the shape is [2, 3]."},
            {"solve with another number of rows",
             [] { linalg::solve(eye(2), singular); },
             "solve: the matrices of shape [2, 2] and the right-hand sides of shape [3, 3] must "
             "agree in all axes but the last."},
            {"solve with a vector",
             [] {
                 linalg::solve(eye(2), tensor({1, 2}));
             },
             "MatrixSolve: a matrix needs at least 2 axes, but the shape is [2]."},
            {"solve with a singular matrix",
             [] {
                 linalg::solve(singular, wide.withShape({3, 2}));
             },
             "MatrixSolve: the matrix is singular: its rows depend on each other, or are not "
             "finite."},
            {"inv of a singular matrix",
             [] { linalg::inv(singular); },
             "MatrixInverse: the matrix is singular: its rows depend on each other, or are not "
             "finite."},
            {"inv of zeros",
             [] {
                 linalg::inv(zeros({2, 2}));
             },
             "MatrixInverse: the matrix is singular: its rows depend on each other, or are not "
             "finite."},
            {"inv of NaN",
             [] { linalg::inv(nan); },
             "MatrixInverse: the matrix is singular: its rows depend on each other, or are not "
             "finite."},
            {"cholesky of a matrix that is not definite",
             [] {
                 linalg::cholesky(tensor({{1, 2}, {2, 1}}));
             },
             "Cholesky: the matrix is not positive definite."},
            {"cholesky of NaN",
             [] { linalg::cholesky(nan); },
             "Cholesky: the matrix is not positive definite."},
            {"eigh of NaN",
             [] { linalg::eigh(nan); },
             "SelfAdjointEigV2: the matrix holds NaN or infinity."},
            {"svd of NaN", [] { linalg::svd(nan); }, "Svd: the matrix holds NaN or infinity."},
            {"gradient of full matrices",
             [] { grad([](const Tensor& x) { return linalg::qr(x, true).q; })(transpose(wide)); },
             "qr: there is no gradient for the full matrices of a matrix of shape [3, 2]."},
            {"bandPart of a vector",
             [] { linalg::bandPart(tensor({1}), 0, 0); },
             "bandPart: a matrix needs at least 2 axes, but the shape is [1]."},
            {"bandPart with too many diagonals",
             [] { linalg::bandPart(wide, 3, 0); },
             "bandPart: 3 diagonals below and 0 above are more than a matrix of shape [2, 3] has."},
            {"gramSchmidt of nothing",
             [] { linalg::gramSchmidt(Tensors{}); },
             "gramSchmidt: give at least one vector."},
            {"gramSchmidt of two lengths",
             [] {
                 linalg::gramSchmidt({tensor({1, 2}), tensor({1})});
             },
             "gramSchmidt: all vectors must have one length, but their shapes are [2] and [1]."},
            {"gramSchmidt of too many",
             [] { linalg::gramSchmidt(transpose(wide)); },
             "gramSchmidt: 3 vectors cannot all be at right angles in 2 dimensions."},
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : kRows)
            QTest::newRow(row.name) << &row;
    }

    void message() {
        QFETCH(const Refusal*, row);
        test::onEveryBackend([&](const std::string&) {
            QCOMPARE(test::refusalOf(row->call), QString(row->message));
        });
    }
};

QTEST_APPLESS_MAIN(TestLinalgRefusals)
#include "tst_linalg_refusals.moc"
