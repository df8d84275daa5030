#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

/// Shapes of so many elements that threads share them, of sizes that fit no block and no register.
Shape largeShape(std::int64_t leastElements, std::size_t mostAxes = 4) {
    const auto rank = *rc::gen::inRange<std::size_t>(1, mostAxes + 1);
    Shape shape;
    for (std::size_t axis = 0; axis < rank; ++axis) {
        shape.push_back(*rc::gen::weightedElement<std::int64_t>(
            {{2, 1}, {3, 3}, {2, 4}, {3, 17}, {2, 65}, {2, 130}}));
    }
    const auto longest = *rc::gen::inRange<std::size_t>(0, rank);
    shape[longest] = 1;
    shape[longest] = leastElements / shape.elementCount() + *rc::gen::inRange<std::int64_t>(1, 40);
    return shape;
}

// Enough for several threads; and for results to be written past the cache.
constexpr std::int64_t kShared = 300'000;
constexpr std::int64_t kPastCache = 1'600'000;

std::int64_t someLarge() {
    return *rc::gen::weightedElement<std::int64_t>({{7, kShared}, {1, kPastCache}});
}

Tensor random(const Shape& shape, double low = -3, double high = 3) {
    return randomUniform(
        shape, low, high, DType::Float32, *rc::gen::inRange<std::int64_t>(1, 1'000'000));
}

/// A few of the elements are not numbers.
Tensor withSpecials(const Tensor& x) {
    const Tensor dice = random(x.shape(), 0, 1);
    const Tensor nan = fill(x.shape(), std::numeric_limits<double>::quiet_NaN());
    const Tensor infinity = fill(x.shape(), std::numeric_limits<double>::infinity());
    return where(
        greater(dice, scalar(0.9999)), nan, where(greater(dice, scalar(0.9998)), infinity, x));
}

} // namespace

/// Large tensors, where threads, blocks, registers and the cache come into play.
class TestLargeProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start({.threads = 3});
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        qputenv("RC_PARAMS", "max_success=1"); // plain loops over much, and slow ones
#else
        qputenv("RC_PARAMS", "max_success=5");
#endif
    }

    void elementwise() {
        holds("large relu, exp, less", [] {
            const Tensor x = withSpecials(random(largeShape(someLarge())));
            agree([](const Tensors& xs) { return relu(xs[0]); }, {x});
            agree([](const Tensors& xs) { return exp(xs[0]); }, {x});
            agree([](const Tensors& xs) { return less(xs[0], scalar(0.5)); }, {x});
        });
    }

    void broadcasting() {
        holds("large add, mul, maximum", [] {
            const Shape shape = largeShape(someLarge());
            Tensor a = withSpecials(random(shape));
            Tensor b = random(partnerOf(shape));
            if (*rc::gen::arbitrary<bool>())
                std::swap(a, b);
            agree([](const Tensors& xs) { return add(xs[0], xs[1]); }, {a, b});
            agree([](const Tensors& xs) { return maximum(xs[0], xs[1]); }, {a, b});
            agree([](const Tensors& xs) { return sub(xs[0], xs[1]); }, {b, a});
            agree(
                [](const Tensors& xs) { return mul(xs[0], xs[1]); },
                {toInt(random(shape)), toInt(random(partnerOf(shape)))});
        });
    }

    void reductions() {
        holds("large sum, mean, max, min", [] {
            const Tensor x = random(largeShape(someLarge()));
            const Tensor special = withSpecials(x);
            const Axes axes = randomAxes(x.rank());
            agree([&](const Tensors& xs) { return sum(xs[0], axes); }, {x}, 1e-4);
            agree([&](const Tensors& xs) { return mean(xs[0], axes); }, {special});
            agree([&](const Tensors& xs) { return max(xs[0], axes); }, {special});
            agree([&](const Tensors& xs) { return min(xs[0], axes); }, {special});
            agree([&](const Tensors& xs) { return sum(xs[0], axes); }, {toInt(x)});
        });
    }

    void alongAnAxis() {
        holds("large argMax, argMin, cumsum, softmax", [] {
            const Tensor x = random(largeShape(kShared));
            const Tensor special = withSpecials(x);
            const auto axis = *rc::gen::inRange<int>(0, static_cast<int>(x.rank()));
            const bool exclusive = *rc::gen::arbitrary<bool>();
            const bool reverse = *rc::gen::arbitrary<bool>();
            // Few different numbers, so that many are the best.
            const Tensor alike = floor(special);
            agree([&](const Tensors& xs) { return argMax(xs[0], axis); }, {alike});
            agree([&](const Tensors& xs) { return argMin(xs[0], axis); }, {alike});
            agree(
                [&](const Tensors& xs) { return cumsum(xs[0], axis, exclusive, reverse); },
                {x},
                1e-4);
            agree([](const Tensors& xs) { return softmax(xs[0]); }, {x});
            agree([](const Tensors& xs) { return logSoftmax(xs[0]); }, {x});
        });
    }

    void places() {
        holds("large transpose, pad, tile, concat, gather, slice", [] {
            Tensor x = random(largeShape(someLarge()));
            if (*rc::gen::inRange(0, 4) == 0)
                x = greater(x, scalar(0)); // one byte an element
            const auto order = shuffledIndices(
                static_cast<std::int64_t>(x.rank()), *rc::gen::inRange<std::int64_t>(1, 1000));
            const std::vector<std::int64_t> perm(order.begin(), order.end());
            agree([&](const Tensors& xs) { return transpose(xs[0], perm); }, {x});
            Paddings margins;
            std::vector<std::int64_t> begin;
            for (const std::int64_t size : x.shape()) {
                margins.emplace_back(
                    *rc::gen::inRange<std::int64_t>(0, 2), *rc::gen::inRange<std::int64_t>(0, 2));
                begin.push_back(
                    *rc::gen::inRange<std::int64_t>(0, std::min<std::int64_t>(3, size)));
            }
            agree([&](const Tensors& xs) { return pad(xs[0], margins, 1); }, {x});
            agree([&](const Tensors& xs) { return slice(xs[0], begin); }, {x});
            const auto axis = *rc::gen::inRange(0, static_cast<int>(x.rank()));
            agree([&](const Tensors& xs) { return concat({xs[0], xs[0]}, axis); }, {x});
            const auto size = static_cast<double>(x.shape()[static_cast<std::size_t>(axis)]);
            const Tensor ids = randomUniform({7}, 0, size, DType::Int32, 3);
            agree([&](const Tensors& xs) { return gather(xs[0], xs[1], axis); }, {x, ids});
        });
    }

    void products() {
        holds("large matMul", [] {
            const auto size = [] {
                return *rc::gen::element<std::int64_t>(1, 2, 15, 16, 17, 100, 263);
            };
            const std::int64_t inner = *rc::gen::element<std::int64_t>(1, 19, 128, 300);
            const bool flipA = *rc::gen::arbitrary<bool>();
            const bool flipB = *rc::gen::arbitrary<bool>();
            Shape a{size(), inner};
            Shape b{inner, size()};
            if (flipA)
                std::swap(a[0], a[1]);
            if (flipB)
                std::swap(b[0], b[1]);
            const auto product = [&](const Tensors& xs) {
                return matMul(xs[0], xs[1], flipA, flipB);
            };
            agree(product, {random(a), random(b)}, 1e-4);
            agree(product, {toInt(random(a)), toInt(random(b))});
        });
    }

private:
    static Tensor toInt(const Tensor& x) {
        return cast(x, DType::Int32);
    }
};

QTEST_APPLESS_MAIN(TestLargeProperties)
#include "tst_large_properties.moc"
