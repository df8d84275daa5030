#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

/// Rows of valid indices into a tensor of that shape: [outer..., depth].
Tensor randomRows(const Shape& tensor, const Shape& outer, std::size_t depth) {
    Shape shape = outer;
    shape.push_back(static_cast<std::int64_t>(depth));
    std::vector<std::int32_t> rows;
    for (std::int64_t i = 0; i < outer.elementCount(); ++i) {
        for (std::size_t axis = 0; axis < depth; ++axis) {
            rows.push_back(*rc::gen::inRange<std::int32_t>(
                0, static_cast<std::int32_t>(std::max<std::int64_t>(tensor[axis], 1))));
        }
    }
    return fromBuffer(rows, shape);
}

/// A shape of one to three axes, a depth, and rows of indices that fit.
struct Places {
    Shape shape;
    Shape slices; ///< what the rows name, all together
    Tensor rows;
};

Places randomPlaces() {
    Shape shape = randomShape(2);
    shape.push_back(*rc::gen::inRange<std::int64_t>(1, 5));
    const auto depth = *rc::gen::inRange<std::size_t>(0, shape.rank() + 1);
    Shape outer = randomShape(1);
    outer.push_back(*rc::gen::inRange<std::int64_t>(0, 6));
    // There is no index into an axis of nothing.
    for (std::size_t axis = 0; axis < depth; ++axis) {
        if (shape[axis] == 0)
            outer[0] = 0;
    }
    Shape slices = outer;
    for (std::size_t axis = depth; axis < shape.rank(); ++axis)
        slices.push_back(shape[axis]);
    return {shape, slices, randomRows(shape, outer, depth)};
}

/// Few different numbers, so that many are equal, with NaN and infinities among the floats.
Tensor repetitive(const Shape& shape, DType dtype) {
    const Tensor few = floor(randomTensor(shape, DType::Float32));
    if (dtype != DType::Float32)
        return cast(few, dtype);
    return where(equal(few, -3), few / zerosLike(few), where(equal(few, 2), few * NAN, few));
}

Tensor sortedRows(const Tensor& x) {
    return reverse(topk(x, x.shape().back()).values, -1);
}

} // namespace

class TestIndexProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void gathering() {
        holds("gatherND", [] {
            const Places places = randomPlaces();
            agree(
                [](const Tensors& xs) { return gatherND(xs[0], xs[1]); },
                {randomTensor(places.shape, randomNumber()), places.rows});
        });
    }

    void scattering() {
        holds("scatterND and tensorScatterUpdate", [] {
            const Places places = randomPlaces();
            const DType dtype = randomNumber();
            const Tensor updates = randomTensor(places.slices, dtype);
            agree(
                [&](const Tensors& xs) { return scatterND(xs[0], xs[1], places.shape); },
                {places.rows, updates});
            agree(
                [](const Tensors& xs) { return tensorScatterUpdate(xs[0], xs[1], xs[2]); },
                {randomTensor(places.shape, dtype), places.rows, updates});
        });
    }

    void sparseTensors() {
        holds("sparseToDense", [] {
            Shape shape = randomShape(1);
            shape.push_back(*rc::gen::inRange<std::int64_t>(1, 5));
            const std::int64_t count =
                shape.elementCount() == 0 ? 0 : *rc::gen::inRange<std::int64_t>(0, 6);
            const DType dtype = randomNumber();
            const bool one = *rc::gen::arbitrary<bool>();
            agree(
                [&](const Tensors& xs) { return sparseToDense(xs[0], xs[1], shape, xs[2]); },
                {randomRows(shape, {count}, shape.rank()),
                 randomTensor(one ? Shape{} : Shape{count}, dtype),
                 randomTensor({}, dtype)});
        });
    }

    void diagonals() {
        holds("diag", [] {
            agree(
                [](const Tensors& xs) { return diag(xs[0]); },
                {randomTensor(randomShape(2), randomNumber())});
        });
    }

    void largest() {
        holds("topk", [] {
            Shape shape = randomShape(2);
            shape.push_back(*rc::gen::inRange<std::int64_t>(0, 70));
            const Tensor x = repetitive(shape, randomNumber());
            const auto k = *rc::gen::inRange<std::int64_t>(0, shape.back() + 1);
            const bool sorted = *rc::gen::arbitrary<bool>();
            agree([=](const Tensors& xs) { return topk(xs[0], k, sorted).values; }, {x});
            agree([=](const Tensors& xs) { return topk(xs[0], k, sorted).indices; }, {x});
        });
    }

    void sortedPlaces() {
        holds("searchSorted", [] {
            const auto count = *rc::gen::inRange<std::int64_t>(0, 4);
            const auto length = *rc::gen::inRange<std::int64_t>(0, 20);
            const auto probes = *rc::gen::inRange<std::int64_t>(0, 9);
            const DType dtype = randomNumber();
            const Tensor rows = sortedRows(floor(randomTensor({count, length}, DType::Float32)));
            const Tensors inputs{cast(rows, dtype), repetitive({count, probes}, dtype)};
            agree([](const Tensors& xs) { return lowerBound(xs[0], xs[1]); }, inputs);
            agree([](const Tensors& xs) { return upperBound(xs[0], xs[1]); }, inputs);
        });
    }

    void truePlaces() {
        holds("where and booleanMask", [] {
            const Shape shape = randomShape(3);
            const Tensor mask = randomTensor(shape, DType::Bool);
            agree([](const Tensors& xs) { return where(xs[0]); }, {mask});
            agree(
                [](const Tensors& xs) { return where(xs[0]); },
                {repetitive(shape, randomNumber())});
            if (shape.rank() == 0)
                return;
            agree(
                [](const Tensors& xs) { return booleanMask(xs[0], xs[1]); },
                {randomTensor(shape, DType::Float32), mask});
        });
    }

    void kinds() {
        holds("unique and setdiff1d", [] {
            Shape shape = randomShape(2);
            shape.push_back(*rc::gen::inRange<std::int64_t>(0, 9));
            const DType dtype = randomNumber();
            const Tensor x = repetitive(shape, dtype);
            const int axis =
                *rc::gen::inRange(-static_cast<int>(x.rank()), static_cast<int>(x.rank()));
            agree([=](const Tensors& xs) { return unique(xs[0], axis).values; }, {x});
            agree([=](const Tensors& xs) { return unique(xs[0], axis).indices; }, {x});
            const Tensors two{
                flatten(x), repetitive({*rc::gen::inRange<std::int64_t>(0, 5)}, dtype)};
            agree([](const Tensors& xs) { return setdiff1d(xs[0], xs[1]).values; }, two);
            agree([](const Tensors& xs) { return setdiff1d(xs[0], xs[1]).indices; }, two);
        });
    }

    void counts() {
        holds("bincount and denseBincount", [] {
            Shape shape = randomShape(1);
            shape.push_back(*rc::gen::inRange<std::int64_t>(0, 30));
            const Tensor x = abs(randomTensor(shape, DType::Int32));
            const DType dtype = randomNumber();
            const Tensor weights =
                *rc::gen::arbitrary<bool>() ? randomTensor(shape, dtype) : zeros({0}, dtype);
            const auto size = *rc::gen::inRange<std::int64_t>(0, 12);
            const bool binary = *rc::gen::arbitrary<bool>();
            agree([=](const Tensors& xs) { return bincount(xs[0], xs[1], size); }, {x, weights});
            agree(
                [=](const Tensors& xs) { return denseBincount(xs[0], xs[1], size, binary); },
                {x, weights});
        });
    }

    void bits() {
        holds("bitwiseAnd and broadcastArgs", [] {
            const Shape shape = randomShape(4);
            agree(
                [](const Tensors& xs) { return bitwiseAnd(xs[0], xs[1]); },
                {randomTensor(shape, DType::Int32), randomTensor(partnerOf(shape), DType::Int32)});
            const auto asTensor = [](const Shape& each) {
                return tensor(std::vector<std::int64_t>(each.begin(), each.end()), DType::Int32);
            };
            agree(
                [](const Tensors& xs) { return broadcastArgs(xs[0], xs[1]); },
                {asTensor(shape), asTensor(partnerOf(shape))});
        });
    }
};

QTEST_APPLESS_MAIN(TestIndexProperties)
#include "tst_index_properties.moc"
