#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>
#include <limits>

using namespace tp;
using namespace tp::sparse;

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

/// What sparse and ragged tensors refuse.
class TestSparseRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void sparseTensors_data() {
        static const Tensor x = tensor({{1, 2}, {3, 4}});
        static const Refusal kRows[] = {
            {"sparseFillEmptyRows without rows",
             [] {
                 sparseFillEmptyRows(ints({{0, 1}}), tensor({1}), ints({0, 2}), scalar(0));
             },
             "sparseFillEmptyRows: the row 0 is not in [0, 0)."},
            {"sparseFillEmptyRows, negative row",
             [] {
                 sparseFillEmptyRows(ints({{-1, 1}}), tensor({1}), ints({1, 2}), scalar(0));
             },
             "sparseFillEmptyRows: the row -1 is not in [0, 1)."},
            {"sparseFillEmptyRows, indices that are no table",
             [] { sparseFillEmptyRows(ints({0}), tensor({1}), ints({1}), scalar(0)); },
             "sparseFillEmptyRows: the indices must be rows of 1 numbers, but they have shape "
             "[1]."},
            {"sparseFillEmptyRows, values that do not fit",
             [] {
                 sparseFillEmptyRows(ints({{0}}), tensor({1, 2}), ints({1}), scalar(0));
             },
             "sparseFillEmptyRows: one value for each of the 1 rows of indices is needed, but the "
             "values have shape [2]."},
            {"sparseFillEmptyRows, several defaults",
             [] { sparseFillEmptyRows(ints({{0}}), tensor({1}), ints({1}), tensor({0})); },
             "sparseFillEmptyRows: the default must be a single float32, but it is a float32 of "
             "shape [1]."},
            {"sparseFillEmptyRows, a matrix of sizes",
             [] { sparseFillEmptyRows(ints({{0}}), tensor({1}), ints({{1}}), scalar(0)); },
             "sparseFillEmptyRows: a shape must be a vector of sizes, but it is a tensor of shape "
             "[1, 1]."},
            {"sparseReshape, two sizes to work out",
             [] {
                 sparseReshape(ints({{0}}), ints({6}), ints({-1, -1}));
             },
             "sparseReshape: only one size may be -1."},
            {"sparseReshape to a negative size",
             [] {
                 sparseReshape(ints({{0}}), ints({6}), ints({-2, 3}));
             },
             "sparseReshape: a shape cannot have the size -2."},
            {"sparseReshape to another size",
             [] {
                 sparseReshape(ints({{0}}), ints({6}), ints({4, 2}));
             },
             "sparseReshape: the shapes [6] and [4, 2] do not have as many places."},
            {"sparseReshape to no multiple",
             [] {
                 sparseReshape(ints({{0}}), ints({6}), ints({4, -1}));
             },
             "sparseReshape: the shapes [6] and [4, 1] do not have as many places."},
            {"sparseReshape of nothing to what",
             [] {
                 sparseReshape(zeros({0, 1}, DType::Int32), ints({0}), ints({0, -1}));
             },
             "sparseReshape: the size for -1 cannot be told, with 0 places elsewhere."},
            {"sparseReshape beyond the shape",
             [] {
                 sparseReshape(ints({{6}}), ints({6}), ints({2, 3}));
             },
             "sparseReshape: the index 6 is not in [0, 6)."},
            {"sparseReshape of too many places",
             [] {
                 const Tensor sizes = ints({2147483647, 2147483647, 2147483647});
                 sparseReshape(zeros({0, 3}, DType::Int32), sizes, sizes);
             },
             "sparseReshape: the shape [2147483647, 2147483647, 2147483647] has too many places to "
             "count."},
            {"sparseSegmentSum of a scalar",
             [] { sparseSegmentSum(scalar(1), ints({0}), ints({0})); },
             "sparseSegmentSum: a scalar has no slices."},
            {"sparseSegmentSum, different lengths",
             [] {
                 sparseSegmentSum(x, ints({0}), ints({0, 1}));
             },
             "sparseSegmentSum: indices and segment ids must be vectors of one length, but their "
             "shapes are [1] and [2]."},
            {"sparseSegmentMean beyond the slices",
             [] { sparseSegmentMean(x, ints({2}), ints({0})); },
             "sparseSegmentMean: the index 2 is not in [0, 2)."},
            {"sparseSegmentMean, ids that descend",
             [] {
                 sparseSegmentMean(x, ints({0, 1}), ints({1, 0}));
             },
             "sparseSegmentMean: the segment ids must ascend from 0 on, but 0 comes after 1."},
            {"sparseSegmentMean, negative ids",
             [] { sparseSegmentMean(x, ints({0}), ints({-1})); },
             "sparseSegmentMean: the segment ids must ascend from 0 on, but -1 comes after 0."},
        };
        rows(kRows);
    }
    void sparseTensors() { compare(); }

    void raggedTensors_data() {
        static const Tensor x = tensor({1, 2, 3});
        static const Tensor splits = ints({0, 2, 3});
        static const Refusal kRows[] = {
            {"raggedRange of a matrix",
             [] { raggedRange(ints({{1}}), ints({1}), ints({1})); },
             "raggedRange: starts, limits and deltas must be scalars or vectors, but one has shape "
             "[1, 1]."},
            {"raggedRange of different lengths",
             [] {
                 raggedRange(ints({1, 2}), ints({1, 2, 3}), ints({1, 2}));
             },
             "raggedRange: starts, limits and deltas must have one length, but there are 2 and 3."},
            {"raggedRange of two dtypes",
             [] { raggedRange(ints({1}), tensor({1}), ints({1})); },
             "raggedRange: starts, limits and deltas must have one dtype, but one is float32 and "
             "the starts are int32."},
            {"raggedRange that stands still",
             [] { raggedRange(ints({1}), ints({2}), ints({0})); },
             "raggedRange: a delta must not be 0."},
            {"raggedRange without end",
             [] {
                 raggedRange(scalar(0), scalar(std::numeric_limits<double>::infinity()), scalar(1));
             },
             "raggedRange: the row from 0 to Infinity by 1 is longer than splits can count."},
            {"raggedGather without splits",
             [] { raggedGather({}, x, ints({0}), 0); },
             "raggedGather: a ragged tensor needs splits."},
            {"raggedGather beyond the rows",
             [] { raggedGather({splits}, x, ints({2}), 1); },
             "raggedGather: the index 2 is not in [0, 2)."},
            {"raggedGather, unsorted splits",
             [] {
                 raggedGather({ints({0, 3, 2})}, x, ints({0}), 1);
             },
             "raggedGather: splits must ascend from 0 on, but 2 comes after 3."},
            {"raggedGather, negative splits",
             [] {
                 raggedGather({ints({-1, 3})}, x, ints({0}), 1);
             },
             "raggedGather: splits must ascend from 0 on, but -1 comes after 0."},
            {"raggedGather, no splits at all",
             [] { raggedGather({ints({})}, x, ints({}), 1); },
             "raggedGather: splits must be a vector of at least one number, but they have shape "
             "[0]."},
            {"raggedGather past the values",
             [] {
                 raggedGather({ints({0, 4})}, x, ints({0}), 1);
             },
             "raggedGather: a split of 4 points past the 3 rows or values that there are."},
            {"raggedGather past the rows",
             [] {
                 raggedGather({ints({0, 3}), splits}, x, ints({0}), 2);
             },
             "raggedGather: a split of 3 points past the 2 rows or values that there are."},
            {"raggedGather of a scalar",
             [] { raggedGather({splits}, scalar(1), ints({0}), 1); },
             "raggedGather: the values must have at least one axis."},
            {"raggedGather, another rank",
             [] { raggedGather({splits}, x, ints({0}), 2); },
             "raggedGather: the result has 1 splits, but 2 were asked for."},
            {"raggedGather by floats",
             [] { raggedGather({splits}, x, tensor({0}), 1); },
             "RaggedGather: the input indices must be int32, but it is float32."},
            {"raggedTensorToTensor, an unknown partition",
             [] {
                 raggedTensorToTensor(ints({2, 2}), x, scalar(0), {splits}, {"ROW_LIMITS"});
             },
             "raggedTensorToTensor: the first partition must be FIRST_DIM_SIZE or ROW_SPLITS, but "
             "it is \"ROW_LIMITS\"."},
            {"raggedTensorToTensor, too few types",
             [] {
                 raggedTensorToTensor(ints({2, 2}), x, scalar(0), {splits}, {});
             },
             "raggedTensorToTensor: a type for each of the 1 partitions is needed, but there are "
             "0."},
            {"raggedTensorToTensor, another rank",
             [] { raggedTensorToTensor(ints({2}), x, scalar(0), {splits}, {"ROW_SPLITS"}); },
             "raggedTensorToTensor: the result has 2 axes, but the shape is a tensor of shape "
             "[1]."},
            {"raggedTensorToTensor, a wide default",
             [] {
                 raggedTensorToTensor(ints({2, 2}), x, tensor({0}), {splits}, {"ROW_SPLITS"});
             },
             "raggedTensorToTensor: a default of shape [1] cannot be stretched to values of shape "
             "[]."},
            {"raggedTensorToTensor, too many values",
             [] {
                 raggedTensorToTensor(ints({2, 2}), x, scalar(0), {ints({0, 9})}, {"ROW_SPLITS"});
             },
             "raggedTensorToTensor: the partitions name 9 values, but there are only 3."},
            {"raggedTensorToTensor, splits that do not begin",
             [] {
                 raggedTensorToTensor(ints({2, 2}), x, scalar(0), {ints({1, 3})}, {"ROW_SPLITS"});
             },
             "raggedTensorToTensor: splits must begin with 0 and make at most 1 rows, but they "
             "begin with 1 and make 1."},
            {"raggedTensorToTensor, a row that is not there",
             [] {
                 raggedTensorToTensor(
                     ints({2, 2}),
                     x,
                     scalar(0),
                     {scalar(2, DType::Int32), ints({0, 2})},
                     {"FIRST_DIM_SIZE", "VALUE_ROWIDS"});
             },
             "raggedTensorToTensor: the rows of values must ascend from 0 to below 2, but 2 comes "
             "after 0."},
            {"raggedTensorToTensor, another inner size",
             [] {
                 raggedTensorToTensor(
                     ints({2, 2, 3}), zeros({3, 2}), scalar(0), {splits}, {"ROW_SPLITS"});
             },
             "raggedTensorToTensor: axis 2 has size 2, but 3 was asked for."},
        };
        rows(kRows);
    }
    void raggedTensors() { compare(); }

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

QTEST_APPLESS_MAIN(TestSparseRefusals)
#include "tst_sparse_refusals.moc"
