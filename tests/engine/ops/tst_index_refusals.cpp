#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>

using namespace tp;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

Tensor ints(const TensorData& values) {
    return tensor(values, DType::Int32);
}

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What scattering, gathering, searching and counting refuse.
class TestIndexRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void scattering_data() {
        static const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
        static const Refusal kRows[] = {
            {"gatherND by floats",
             [] { gatherND(x, tensor({0})); },
             "GatherNd: the input indices must be int32, but it is float32."},
            {"gatherND from a scalar",
             [] { gatherND(scalar(1), ints({0})); },
             "gatherND: a scalar has no slices."},
            {"gatherND by a scalar",
             [] { gatherND(x, scalar(0, DType::Int32)); },
             "gatherND: the indices must be rows of numbers, but are a scalar."},
            {"gatherND, too deep",
             [] {
                 gatherND(x, ints({0, 1, 2}));
             },
             "gatherND: the rows of indices have 3 numbers, but there are only 2 axes."},
            {"gatherND, index too large",
             [] {
                 gatherND(x, ints({1, 3}));
             },
             "gatherND: the index 3 is not in [0, 3), the range along axis 1."},
            {"gatherND, negative index",
             [] { gatherND(x, ints({-1})); },
             "gatherND: the index -1 is not in [0, 2), the range along axis 0."},
            {"scatterND into a scalar",
             [] { scatterND(ints({0}), tensor({1}), {}); },
             "scatterND: the result must have at least one axis."},
            {"scatterND of a negative size",
             [] { scatterND(ints({0}), tensor({1}), {-1}); },
             "scatterND: a shape cannot have a negative size, but got [null]."},
            {"scatterND by a scalar",
             [] { scatterND(scalar(0, DType::Int32), tensor({1}), {2}); },
             "scatterND: the indices must be a vector or a table of rows, but they are a scalar."},
            {"scatterND, updates that do not fit",
             [] {
                 scatterND(ints({{0}, {1}}), tensor({1}), {2});
             },
             "scatterND: updates of shape [1] do not fit indices of shape [2, 1] and a tensor of "
             "shape [2]."},
            {"scatterND beyond the end",
             [] { scatterND(ints({{5}}), tensor({1}), {5}); },
             "scatterND: the index 5 is not in [0, 5), the range along axis 0."},
            {"scatterND of texts",
             [] { scatterND(ints({0}), tensor({"a"}), {1}); },
             "ScatterNd: the input updates must be float32 or int32 or complex64, but it is "
             "string."},
            {"tensorScatterUpdate of two dtypes",
             [] {
                 tensorScatterUpdate(x, ints({{0}}), ints({{1, 2, 3}}));
             },
             "tensorScatterUpdate: tensor and updates must have one dtype, but they are float32 "
             "and int32."},
            {"tensorScatterUpdate of a scalar",
             [] {
                 tensorScatterUpdate(scalar(1), zeros({1, 0}, DType::Int32), tensor({1}));
             },
             "tensorScatterUpdate: a scalar has no slices."},
            {"sparseToDense by many axes",
             [] {
                 sparseToDense(zeros({1, 1, 1}, DType::Int32), tensor({1}), {1});
             },
             "sparseToDense: the indices must be a scalar, a vector or a matrix, but they have "
             "shape [1, 1, 1]."},
            {"sparseToDense, rows of another depth",
             [] {
                 sparseToDense(ints({{0, 1}}), tensor({1}), {3});
             },
             "sparseToDense: rows of 2 indices name no places in the shape [3]."},
            {"sparseToDense, too few values",
             [] {
                 sparseToDense(ints({0, 1}), tensor({1}), {3});
             },
             "sparseToDense: one value or 2 values are needed, but they have shape [1]."},
            {"sparseToDense, another default",
             [] { sparseToDense(ints({0}), tensor({1}), {3}, scalar(1, DType::Int32)); },
             "sparseToDense: the values are float32, but the default is int32."},
            {"sparseToDense, two defaults",
             [] {
                 sparseToDense(ints({0}), tensor({1}), {3}, tensor({1, 2}));
             },
             "sparseToDense: the default must be a single value, but it has shape [2]."},
            {"diag of a large tensor",
             [] { diag(zeros({1 << 20})); },
             "diag: a tensor of shape [1048576, 1048576] has more elements than memory can hold."},
        };
        rows(kRows);
    }
    void scattering() { compare(); }

    void searching_data() {
        static const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
        static const Refusal kRows[] = {
            {"topk of a scalar",
             [] { topk(scalar(1)); },
             "topk: a scalar has no elements to choose from."},
            {"topk of too many",
             [] { topk(x, 4); },
             "topk: k must be between 0 and the 3 elements along the last axis, but it is 4."},
            {"topk of fewer than none",
             [] { topk(x, -1); },
             "topk: k must be between 0 and the 3 elements along the last axis, but it is -1."},
            {"inTopK without classes",
             [] { inTopK(tensor({1}), tensor({1})); },
             "inTopK: the predictions must have an axis of classes, but their shape is [1]."},
            {"inTopK, other targets",
             [] { inTopK(x, tensor({1})); },
             "inTopK: predictions of shape [2, 3] need targets of shape [2], but these have shape "
             "[1]."},
            {"inTopK of none",
             [] {
                 inTopK(x, tensor({1, 1}), 0);
             },
             "inTopK: k must be between 1 and the 3 classes, but it is 0."},
            {"searchSorted on a side",
             [] { searchSorted(x, x, "top"); },
             "searchSorted: the side must be left or right, but it is \"top\"."},
            {"searchSorted, other rows",
             [] { searchSorted(x, tensor({1})); },
             "searchSorted: as many rows of values as sorted rows are needed, but the shapes are "
             "[1, 1] and [2, 3]."},
            {"searchSorted of a scalar",
             [] { searchSorted(x, scalar(1)); },
             "searchSorted: sorted rows and values must have at least one axis, but their shapes "
             "are [2, 3] and []."},
            {"where of texts",
             [] { where(tensor({"a"})); },
             "Where: the input condition must be bool or int32 or float32, but it is string."},
            {"booleanMask of a scalar",
             [] { booleanMask(x, scalar(true)); },
             "booleanMask: the mask must not be a scalar."},
            {"booleanMask that does not fit",
             [] {
                 booleanMask(x, tensor({true, true}), 1);
             },
             "booleanMask: a mask of shape [2] does not fit the axes from 1 on of a tensor of "
             "shape "
             "[2, 3]."},
            {"unique of a scalar",
             [] { unique(scalar(1)); },
             "unique: axis 0 is out of range for a tensor of rank 0."},
            {"setdiff1d of two dtypes",
             [] { setdiff1d(tensor({1}), ints({1})); },
             "setdiff1d: both inputs must have one dtype, but they are float32 and int32."},
            {"setdiff1d of a matrix",
             [] { setdiff1d(x, tensor({1})); },
             "setdiff1d: both inputs must be vectors, but their shapes are [2, 3] and [1]."},
            {"bincount of a negative number",
             [] { bincount(ints({-3}), zeros({0}), 2); },
             "bincount: there is no counting of the negative number -3."},
            {"bincount of fractions",
             [] { bincount(tensor({1}), zeros({0}), 2); },
             "Bincount: the input x must be int32, but it is float32."},
            {"bincount into less than nothing",
             [] { bincount(ints({1}), zeros({0}), -2); },
             "bincount: the size must not be negative, but it is -2."},
            {"bincount, too many weights",
             [] {
                 bincount(ints({1}), tensor({1, 2}), 2);
             },
             "bincount: no weights or one for each element are needed, but x has shape [1] and the "
             "weights [2]."},
            {"denseBincount of a cube",
             [] {
                 denseBincount(zeros({1, 1, 1}, DType::Int32), zeros({0}), 2);
             },
             "denseBincount: x must be a vector or a matrix, but it has shape [1, 1, 1]."},
            {"bitwiseAnd of floats",
             [] { bitwiseAnd(x, x); },
             "BitwiseAnd: the input a must be int32, but it is float32."},
            {"broadcastArgs of a matrix",
             [] { broadcastArgs(x, x); },
             "broadcastArgs: shapes are vectors, but one is a tensor of shape [2, 3]."},
            {"broadcastArgs that do not go together",
             [] {
                 broadcastArgs(ints({2, 3}), ints({2}));
             },
             "broadcastArgs: the sizes 3 and 2 do not go together."},
            {"ensureShape",
             [] {
                 ensureShape(x, {2, 4});
             },
             "ensureShape: the tensor has shape [2, 3], not [2, 4]."},
            {"confusionMatrix of different lengths",
             [] {
                 confusionMatrix(tensor({1}), tensor({1, 2}), 3);
             },
             "confusionMatrix: labels and predictions must be vectors of one length, but their "
             "shapes are [1] and [2]."},
            {"confusionMatrix of no classes",
             [] { confusionMatrix(tensor({1}), tensor({1}), 0); },
             "confusionMatrix: the number of classes must be positive, but it is 0."},
        };
        rows(kRows);
    }
    void searching() { compare(); }

private:
    template<std::size_t kCount>
    static void rows(const Refusal (&refusals)[kCount]) {
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : refusals)
            QTest::newRow(row.name) << &row;
    }

    static void compare() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }
};

QTEST_APPLESS_MAIN(TestIndexRefusals)
#include "tst_index_refusals.moc"
