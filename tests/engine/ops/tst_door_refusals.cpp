#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "engine/runtime/backend.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <cmath>
#include <limits>

using namespace tp;

namespace {

using Ints = std::vector<std::int64_t>;

constexpr std::int64_t kHuge = std::int64_t{1} << 40;
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();

/// A call as a graph or a program might make it, past the public functions.
struct Refusal {
    const char* name;
    std::string_view op;
    Tensors inputs;
    Attrs attrs;
    const char* message;
};

using Refusals = std::vector<Refusal>;

Tensor matrix() {
    return tensor({{1, 2, 3}, {4, 5, 6}});
}
Tensor texts() {
    return tensor({"a", "b"});
}
Tensor whole(std::initializer_list<double> values) {
    return tensor(values, DType::Int32);
}
Tensor disposed() {
    const Tensor x = tensor({1, 2});
    x.dispose();
    return x;
}

Refusals doorRows() {
    return {
        {"too few inputs", "Add", {matrix()}, {}, "Add takes 2 inputs, but got 1."},
        {"too many inputs", "Neg", {matrix(), matrix()}, {}, "Neg takes 1 inputs, but got 2."},
        {"a null handle",
         "Add",
         {matrix(), Tensor()},
         {},
         "Add: the input b is an empty tensor handle."},
        {"a disposed tensor",
         "Add",
         {disposed(), matrix()},
         {},
         "Add: the input a of shape [2] was disposed."},
        {"a disposed tensor in a list",
         "Concat",
         {matrix(), disposed()},
         {},
         "Concat: the input xs of shape [2] was disposed."},
        {"an unknown attribute",
         "LeakyRelu",
         {matrix()},
         {{"slope", 1.0}},
         "LeakyRelu has no attribute \"slope\"."},
        {"an attribute of another type",
         "LeakyRelu",
         {matrix()},
         {{"alpha", std::int64_t{1}}},
         "LeakyRelu: the attribute \"alpha\" has a value of the wrong type."},
    };
}

Refusals elementwiseRows() {
    return {
        {"texts",
         "Exp",
         {texts()},
         {},
         "Exp: the input x must be float32 or int32, but it is string."},
        {"texts as numbers",
         "Neg",
         {texts()},
         {},
         "Neg: the input x must be float32 or int32, but it is string."},
        {"unlike dtypes",
         "Add",
         {matrix(), whole({1, 2, 3})},
         {},
         "Add: both inputs must have one dtype, but they are float32 and int32."},
        {"unlike shapes",
         "Maximum",
         {matrix(), tensor({1, 2})},
         {},
         "Maximum: shapes [2, 3] and [2] cannot be broadcast together."},
        {"the order of complex numbers",
         "Less",
         {complex(scalar(1), scalar(2)), complex(scalar(1), scalar(2))},
         {},
         "Less: the input a must be float32 or int32 or bool or string, but it is complex64."},
        {"whether texts are finite",
         "IsFinite",
         {texts()},
         {},
         "IsFinite: the input x must be float32 or int32 or bool, but it is string."},
        {"too large together",
         "Add",
         {zeros({1 << 20, 1, 0}), zeros({1, 1 << 20, 1})},
         {},
         "Add: a tensor of shape [1048576, 1048576, 0] has more elements than memory can hold."},
        {"softmax along another axis",
         "Softmax",
         {matrix()},
         {{"dim", std::int64_t{0}}},
         "Softmax works along the last axis only: it is 1 here, but 0 was asked for."},
        {"softmax of a scalar",
         "LogSoftmax",
         {scalar(1)},
         {},
         "LogSoftmax: a scalar has no axis; give at least a vector."},
    };
}

Refusals creationRows() {
    const auto no = std::nan("");
    return {
        {"fill: negative",
         "Fill",
         {},
         {{"shape", Ints{2, -3}}},
         "fill: a shape cannot have a negative size, but got [2, -3]."},
        {"fill: overflow",
         "Fill",
         {},
         {{"shape", Ints{kHuge, kHuge, kHuge}}},
         "fill: a tensor of shape [1099511627776, 1099511627776, 1099511627776] has more elements "
         "than memory can hold."},
        {"fill: rank 9",
         "Fill",
         {},
         {{"shape", Ints(9, 1)}},
         "A tensor of rank 9 is not supported: the highest rank is 8."},
        {"range: NaN",
         "Range",
         {},
         {{"start", no}, {"stop", 3.0}},
         "range: start, stop and step must be finite, but are NaN, 3 and 1."},
        {"range: no step", "Range", {}, {{"step", 0.0}}, "range: the step must not be 0."},
        {"range: too many",
         "Range",
         {},
         {{"stop", 1e300}},
         "range: a tensor of shape [9223372036854775807] has more elements than memory can hold."},
        {"range: texts",
         "Range",
         {},
         {{"dtype", DType::String}},
         "range: the dtype must be float32 or int32, but it is string."},
        {"linspace: none",
         "LinSpace",
         {},
         {{"num", std::int64_t{-1}}},
         "linspace: at least one number must be asked for, but num is -1."},
        {"linspace: too many",
         "LinSpace",
         {},
         {{"num", kMost}},
         "linspace: a tensor of shape [9223372036854775807] has more elements than memory can "
         "hold."},
        {"oneHot: texts",
         "OneHot",
         {whole({1})},
         {{"depth", std::int64_t{3}}, {"dtype", DType::String}},
         "oneHot: the dtype must be float32, int32 or bool, but it is string."},
        {"oneHot: too deep",
         "OneHot",
         {whole({1, 2})},
         {{"depth", kMost}},
         "oneHot: a tensor of shape [2, 9223372036854775807] has more elements than memory can "
         "hold."},
        {"cast: texts",
         "Cast",
         {texts()},
         {{"dtype", DType::Int32}},
         "cast: a string tensor cannot become int32."},
    };
}

Refusals arrayRows() {
    return {
        {"reshape: overflow",
         "Reshape",
         {matrix()},
         {{"shape", Ints{kHuge, kHuge, -1}}},
         "reshape: a tensor of shape [1099511627776, 1099511627776, null] has more elements than "
         "memory can hold."},
        {"reshape: negative",
         "Reshape",
         {matrix()},
         {{"shape", Ints{-2, -3}}},
         "reshape: a shape cannot have a negative size, but got [-2, -3]."},
        {"slice: before the beginning",
         "Slice",
         {matrix()},
         {{"begin", Ints{kLeast, 0}}, {"size", Ints{-1, -1}}},
         "slice: -1 elements from -9223372036854775808 on do not fit into axis 0 of shape [2, 3]."},
        {"slice: overflow",
         "Slice",
         {matrix()},
         {{"begin", Ints{1, 0}}, {"size", Ints{kMost, 1}}},
         "slice: 9223372036854775807 elements from 1 on do not fit into axis 0 of shape [2, 3]."},
        {"stridedSlice: two ellipses",
         "StridedSlice",
         {matrix()},
         {{"begin", Ints{0, 0}},
          {"end", Ints{1, 1}},
          {"strides", Ints{1, 1}},
          {"ellipsisMask", std::int64_t{3}}},
         "stridedSlice: only one entry may stand for all other axes, but 2 do."},
        {"stridedSlice: too long",
         "StridedSlice",
         {matrix()},
         {{"begin", Ints(70, 0)}, {"end", Ints(70, 1)}},
         "stridedSlice: 70 entries are more than any tensor has use for."},
        {"split: into very many",
         "SplitV",
         {zeros({0})},
         {{"numOrSizeSplits", Ints{kMost}}},
         "split: 9223372036854775807 parts are too many: 1048576 is the most."},
        {"split: overflow",
         "SplitV",
         {matrix()},
         {{"numOrSizeSplits", Ints{kMost, kMost, -1}}},
         "split: the sizes must be 0 or more, but one is -9223372036854775805."},
        {"tile: negative",
         "Tile",
         {matrix()},
         {{"reps", Ints{1, -1}}},
         "tile: a tensor cannot be repeated -1 times."},
        {"tile: overflow",
         "Tile",
         {matrix()},
         {{"reps", Ints{kMost, kMost}}},
         "tile: a tensor of shape [9223372036854775807, 9223372036854775807] has more elements "
         "than memory can hold."},
        {"pad: overflow",
         "PadV2",
         {tensor({1})},
         {{"paddings", Ints{kMost, kMost}}},
         "pad: a tensor of shape [9223372036854775807] has more elements than memory can hold."},
        {"pad: negative",
         "PadV2",
         {tensor({1})},
         {{"paddings", Ints{-1, 0}}},
         "pad: paddings must not be negative, but are [-1, 0]."},
        {"broadcastTo: overflow",
         "BroadcastTo",
         {scalar(1)},
         {{"shape", Ints{kHuge, kHuge}}},
         "broadcastTo: a tensor of shape [1099511627776, 1099511627776] has more elements than "
         "memory can hold."},
        {"expandDims: beyond rank 8",
         "ExpandDims",
         {zeros({1, 1, 1, 1, 1, 1, 1, 1})},
         {},
         "A tensor of rank 9 is not supported: the highest rank is 8."},
    };
}

Refusals reductionRows() {
    return {
        {"an axis too far",
         "Sum",
         {matrix()},
         {{"axis", Ints{kMost}}},
         "Sum: axis 9223372036854775807 is out of range for a tensor of rank 2."},
        {"an axis too far back",
         "Max",
         {matrix()},
         {{"reductionIndices", Ints{-3}}},
         "Max: axis -3 is out of range for a tensor of rank 2."},
        {"sum of texts",
         "Sum",
         {texts()},
         {},
         "Sum: the input x must be float32 or int32, but it is string."},
        {"all of numbers",
         "All",
         {matrix()},
         {},
         "All: the input x must be bool, but it is float32."},
        {"unsortedSegmentSum: negative",
         "UnsortedSegmentSum",
         {tensor({1, 2}), whole({0, 1})},
         {{"numSegments", std::int64_t{-4}}},
         "unsortedSegmentSum: a shape cannot have a negative size, but got [-4]."},
        {"gather: indices of floats",
         "GatherV2",
         {matrix(), tensor({0})},
         {},
         "GatherV2: the input indices must be int32, but it is float32."},
        {"gather: an index too far",
         "GatherV2",
         {matrix(), whole({2})},
         {},
         "gather: the index 2 is not in [0, 2)."},
        {"gather: batchDims",
         "GatherV2",
         {matrix(), whole({0})},
         {{"batchDims", kLeast}},
         "gather: batchDims is -9223372036854775808, but must be between 0 and 0 here."},
    };
}

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What graphs and programs may ask of run() and must not get.
class TestDoorRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const auto kFamilies = {
            doorRows(),
            elementwiseRows(),
            creationRows(),
            arrayRows(),
            reductionRows(),
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusals& family : kFamilies) {
            for (const Refusal& row : family)
                QTest::addRow("%s: %s", std::string(row.op).c_str(), row.name) << &row;
        }
    }
    void message() {
        QFETCH(const Refusal*, row);
        for (const char* backend : {"cpu", "reference"}) {
            setBackend(backend);
            const QString said =
                test::refusalOf([&] { runAll(*findOp(row->op), row->inputs, row->attrs); });
            setBackend("cpu");
            QCOMPARE(said, QString(row->message));
        }
    }

    void oddNumbersAreNoError() {
        const auto least = std::numeric_limits<std::int32_t>::min();
        const Tensor lowest = fromBuffer(std::vector<std::int32_t>{least}, {1});
        const Tensor none = whole({0});
        const Tensor wild = tensor({std::nan(""), 1e30, -1e30, 2147483648.0});
        for (const char* backend : {"cpu", "reference"}) {
            setBackend(backend);
            const auto negative = neg(lowest).dataSync<std::int32_t>();
            const auto size = abs(lowest).dataSync<std::int32_t>();
            const auto quotient = floorDiv(lowest, none).dataSync<std::int32_t>();
            const auto rest = mod(lowest, none).dataSync<std::int32_t>();
            const auto cut = cast(wild, DType::Int32).dataSync<std::int32_t>();
            setBackend("cpu");
            QCOMPARE(negative[0], least);
            QCOMPARE(size[0], least);
            QCOMPARE(quotient[0], 0);
            QCOMPARE(rest[0], 0);
            QCOMPARE(cut, (std::vector<std::int32_t>{0, 0, 0, least}));
        }
    }
};

QTEST_APPLESS_MAIN(TestDoorRefusals)
#include "tst_door_refusals.moc"
