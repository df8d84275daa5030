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

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What learners do wrong, and the one sentence they get.
class TestRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
        static const Tensor texts = tensor({"a", "b"});
        static const Refusal kRows[] = {
            {"shapes that do not broadcast",
             [] {
                 x + tensor({1, 2});
             },
             "Add: shapes [2, 3] and [2] cannot be broadcast together."},
            {"texts and numbers",
             [] { x + texts; },
             "A float32 tensor cannot be combined with a string tensor."},
            {"texts alone",
             [] { texts* texts; },
             "Multiply: the input a must be float32 or int32 or complex64, but it is string."},
            {"inner sizes",
             [] { matMul(x, x); },
             "matMul: the inner sizes 3 and 2 differ, for shapes [2, 3] and [2, 3], "
             "transposeA=false and transposeB=false."},
            {"matMul of vectors",
             [] { matMul(tensor({1}), tensor({1})); },
             "matMul: both tensors must have at least 2 axes, but their shapes are [1] and [1]."},
            {"dot",
             [] {
                 dot(tensor({1, 2}), tensor({1, 2, 3}));
             },
             "dot: the inner sizes 2 and 3 differ, for shapes [2] and [3]."},
            {"outerProduct",
             [] { outerProduct(x, x); },
             "outerProduct: both tensors must be vectors, but their shapes are [2, 3] and [2, 3]."},
            {"reshape",
             [] {
                 reshape(x, {4, 2});
             },
             "reshape: a tensor of shape [2, 3] has 6 elements, but shape [4, 2] needs 8."},
            {"reshape with two open sizes",
             [] {
                 reshape(x, {-1, -1});
             },
             "reshape: only one size may be -1, but the shape is [null, null]."},
            {"squeeze",
             [] { squeeze(x, 0); },
             "squeeze: axis 0 of shape [2, 3] cannot be dropped: its size is not 1."},
            {"expandDims",
             [] { expandDims(x, 4); },
             "expandDims: axis 4 is out of range for a tensor of rank 3."},
            {"transpose",
             [] {
                 transpose(x, {0, 0});
             },
             "transpose: perm must name each of the 2 axes once, but it is [0, 0]."},
            {"slice",
             [] {
                 slice(x, {1, 1}, {1, 3});
             },
             "slice: 3 elements from 1 on do not fit into axis 1 of shape [2, 3]."},
            {"stridedSlice",
             [] { stridedSlice(x, {0}, {1}, {0}); },
             "stridedSlice: a stride must not be 0."},
            {"concat",
             [] {
                 concat({x, tensor({{1, 2}})});
             },
             "concat: the tensors may differ along axis 0 only, but tensor 0 is float32 of shape "
             "[2, 3] and tensor 1 is float32 of shape [1, 2]."},
            {"concat of nothing", [] { concat({}); }, "concat: give at least one tensor."},
            {"stack",
             [] {
                 stack({x, tensor({1})});
             },
             "stack: all tensors must be float32 of shape [2, 3] like the first, but one is "
             "float32 of shape [1]."},
            {"split",
             [] { split(x, 2, 1); },
             "split: an axis of size 3 cannot be cut into 2 equal parts."},
            {"split by sizes",
             [] {
                 split(x, {1, 1}, 1);
             },
             "split: the sizes add up to 2, but the axis has size 3."},
            {"tile",
             [] { tile(x, {2}); },
             "tile: one count for each of the 2 axes is needed, but 1 were given."},
            {"broadcastTo",
             [] {
                 broadcastTo(x, {3, 3});
             },
             "broadcastTo: shapes [2, 3] and [3, 3] cannot be broadcast together."},
            {"pad",
             [] {
                 pad(x, {{1, 1}});
             },
             "pad: a pair of paddings for each of the 2 axes is needed, but 2 numbers were given."},
            {"mirrorPad",
             [] {
                 mirrorPad(x, {{2, 0}, {0, 0}}, "reflect");
             },
             "mirrorPad: a margin of 2 is wider than an axis of size 2 can be mirrored."},
            {"gather",
             [] { gather(x, tensor({2}, DType::Int32)); },
             "gather: the index 2 is not in [0, 2)."},
            {"oneHot",
             [] { oneHot(tensor({1}, DType::Int32), 1); },
             "oneHot: the depth must be 2 or more, but it is 1."},
            {"sum", [] { sum(x, 2); }, "Sum: axis 2 is out of range for a tensor of rank 2."},
            {"all of numbers", [] { all(x); }, "All: the input x must be bool, but it is float32."},
            {"logicalAnd of numbers",
             [] { logicalAnd(x, x); },
             "LogicalAnd: the input a must be bool, but it is float32."},
            {"where by numbers",
             [] { where(x, x, x); },
             "Select: the input condition must be bool, but it is float32."},
            {"softmax along another axis",
             [] { softmax(x, 0); },
             "softmax works along the last axis only: it is 1 here, but 0 was asked for."},
            {"clipByValue",
             [] { clipByValue(x, 2, 1); },
             "clipByValue: the lower bound 2 is above the upper bound 1."},
            {"cast of texts",
             [] { cast(texts, DType::Float32); },
             "cast: a string tensor cannot become float32."},
            {"norm",
             [] { norm(x, "3"); },
             "norm: for vectors the order must be euclidean, 1, 2, inf or -inf, but it is 3."},
            {"addN of nothing", [] { addN({}); }, "addN: give at least one tensor to add."},
            {"truncatedNormal",
             [] { truncatedNormal({2}, 0, -1); },
             "truncatedNormal: the mean must be finite and the standard deviation 0 or more, but "
             "they are 0 and -1."},
            {"shuffledIndices",
             [] { shuffledIndices(-1); },
             "shuffle: there cannot be -1 things to shuffle."},
            {"a window without end",
             [] { signal::hannWindow(std::int64_t{1} << 40); },
             "cosineWindow: a tensor of shape [1099511627776] has more elements than memory can "
             "hold."},
            {"tensors without end",
             [] {
                 allocateTensor({DType::Float32, {-1}});
             },
             "tensor: a shape cannot have a negative size, but got [null]."},
            {"shuffle of a scalar",
             [] { shuffle(scalar(1)); },
             "shuffle: a scalar has nothing to shuffle."},
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : kRows)
            QTest::newRow(row.name) << &row;
    }

    void message() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }
};

QTEST_APPLESS_MAIN(TestRefusals)
#include "tst_refusals.moc"
