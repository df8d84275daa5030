#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

#include <numeric>

using namespace tp;
using namespace tp::test;

namespace {

using Numbers = std::vector<std::int32_t>;

Tensor ints(const Numbers& values) {
    return fromBuffer(values, {static_cast<std::int64_t>(values.size())});
}

std::int32_t draw(std::int32_t from, std::int32_t below) {
    return *rc::gen::inRange(from, below);
}

/// Splits of up to five short rows.
Numbers randomSplits() {
    Numbers splits{0};
    const std::int32_t rows = draw(0, 6);
    for (std::int32_t row = 0; row < rows; ++row)
        splits.push_back(splits.back() + draw(0, 4));
    return splits;
}

/// Splits of as many rows as are asked for.
Numbers splitsOf(std::int32_t rows) {
    Numbers splits{0};
    for (std::int32_t row = 0; row < rows; ++row)
        splits.push_back(splits.back() + draw(0, 4));
    return splits;
}

/// The row of each element, for each of which the splits tell the rows.
Numbers rowIds(const Numbers& splits) {
    Numbers ids;
    for (std::size_t row = 0; row + 1 < splits.size(); ++row) {
        ids.insert(
            ids.end(),
            static_cast<std::size_t>(splits[row + 1] - splits[row]),
            static_cast<std::int32_t>(row));
    }
    return ids;
}

} // namespace

class TestSparseProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void filling() {
        holds("sparseFillEmptyRows", [] {
            const std::int32_t rows = draw(0, 7);
            const std::int32_t count = rows == 0 ? 0 : draw(0, 9);
            Numbers indices;
            for (std::int32_t i = 0; i < count; ++i) {
                indices.push_back(draw(0, rows));
                indices.push_back(draw(0, 5));
            }
            const DType dtype = randomNumber();
            const Tensors inputs{
                fromBuffer(indices, {count, 2}),
                randomTensor({count}, dtype),
                ints({rows, 5}),
                randomTensor({}, dtype)};
            for (const auto part :
                 {&sparse::FilledRows::outputIndices,
                  &sparse::FilledRows::outputValues,
                  &sparse::FilledRows::emptyRowIndicator,
                  &sparse::FilledRows::reverseIndexMap}) {
                agree(
                    [part](const Tensors& xs) {
                        return sparse::sparseFillEmptyRows(xs[0], xs[1], xs[2], xs[3]).*part;
                    },
                    inputs);
            }
        });
    }

    void reshaping() {
        holds("sparseReshape", [] {
            const Numbers sizes{draw(1, 5), draw(1, 5), draw(1, 5)};
            const std::int32_t count = draw(0, 6);
            Numbers indices;
            for (std::int32_t i = 0; i < count; ++i) {
                for (const std::int32_t size : sizes)
                    indices.push_back(draw(0, size));
            }
            const Numbers target = draw(0, 2) == 0 ? Numbers{sizes[0] * sizes[2], -1} : Numbers{-1};
            agree(
                [](const Tensors& xs) {
                    return sparse::sparseReshape(xs[0], xs[1], xs[2]).outputIndices;
                },
                {fromBuffer(indices, {count, 3}), ints(sizes), ints(target)});
        });
    }

    void segments() {
        holds("sparseSegmentSum and sparseSegmentMean", [] {
            Shape shape{draw(1, 6)};
            for (const std::int64_t size : randomShape(2))
                shape.push_back(size);
            const std::int32_t count = draw(0, 9);
            Numbers indices;
            Numbers ids;
            for (std::int32_t i = 0; i < count; ++i) {
                indices.push_back(draw(0, static_cast<std::int32_t>(shape[0])));
                ids.push_back((ids.empty() ? 0 : ids.back()) + draw(0, 3));
            }
            const Tensors inputs{randomTensor(shape, randomNumber()), ints(indices), ints(ids)};
            agree(
                [](const Tensors& xs) { return sparse::sparseSegmentSum(xs[0], xs[1], xs[2]); },
                inputs);
            agree(
                [](const Tensors& xs) { return sparse::sparseSegmentMean(xs[0], xs[1], xs[2]); },
                inputs);
        });
    }

    void ranges() {
        holds("raggedRange", [] {
            const std::int32_t rows = draw(0, 5);
            const DType dtype = randomNumber();
            const auto numbers = [&] {
                return randomTensor(draw(0, 3) == 0 ? Shape{} : Shape{rows}, dtype);
            };
            const Tensor deltas = numbers();
            const Tensors inputs{
                numbers(), numbers(), where(equal(deltas, 0), onesLike(deltas), deltas)};
            agree(
                [](const Tensors& xs) { return raggedRange(xs[0], xs[1], xs[2]).rtDenseValues; },
                inputs);
            agree(
                [](const Tensors& xs) { return raggedRange(xs[0], xs[1], xs[2]).rtNestedSplits; },
                inputs);
        });
    }

    void gathering() {
        holds("raggedGather", [] {
            const Numbers outer = randomSplits();
            const Numbers inner = splitsOf(outer.back());
            const auto rows = static_cast<std::int32_t>(outer.size()) - 1;
            Shape shape = randomShape(2);
            if (rows == 0)
                shape = {0};
            Numbers indices;
            for (std::int64_t i = 0; i < shape.elementCount(); ++i)
                indices.push_back(draw(0, rows));
            const Tensors inputs{
                ints(outer),
                ints(inner),
                randomTensor({inner.back(), draw(1, 3)}, randomNumber()),
                fromBuffer(indices, shape)};
            const std::size_t splits = shape.rank() + 1;
            for (std::size_t part = 0; part <= splits; ++part) {
                agree(
                    [=](const Tensors& xs) {
                        const RaggedTensor found = raggedGather(
                            {xs[0], xs[1]}, xs[2], xs[3], static_cast<std::int64_t>(splits));
                        return part < splits ? found.outputNestedSplits[part]
                                             : found.outputDenseValues;
                    },
                    inputs);
            }
        });
    }

    void makingDense() {
        holds("raggedTensorToTensor", [] {
            const Numbers outer = randomSplits();
            const Numbers inner = splitsOf(outer.back());
            const auto rows = static_cast<std::int32_t>(outer.size()) - 1;
            const DType dtype = randomNumber();
            const auto size = [] { return draw(-1, 5); };
            Tensors inputs{
                ints({size(), size(), size(), -1}),
                randomTensor({inner.back(), 3}, dtype),
                randomTensor(draw(0, 2) == 0 ? Shape{} : Shape{3}, dtype)};
            std::vector<std::string> types;
            if (draw(0, 2) == 0) {
                inputs.push_back(scalar(rows, DType::Int32));
                inputs.push_back(ints(rowIds(outer)));
                types = {"FIRST_DIM_SIZE", "VALUE_ROWIDS"};
            } else {
                inputs.push_back(ints(outer));
                types = {"ROW_SPLITS"};
            }
            const bool splits = draw(0, 2) == 0;
            inputs.push_back(ints(splits ? inner : rowIds(inner)));
            types.emplace_back(splits ? "ROW_SPLITS" : "VALUE_ROWIDS");
            agree(
                [=](const Tensors& xs) {
                    return raggedTensorToTensor(
                        xs[0], xs[1], xs[2], {xs.begin() + 3, xs.end()}, types);
                },
                inputs);
        });
    }
};

QTEST_APPLESS_MAIN(TestSparseProperties)
#include "tst_sparse_properties.moc"
