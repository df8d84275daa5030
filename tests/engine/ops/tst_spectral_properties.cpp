#include "engine/api/start.h"
#include "tests/support/random_inputs.h"

using namespace tp;
using namespace tp::test;

namespace {

/// Complex numbers cannot be told apart within a tolerance, their parts can.
Tensor parts(const Tensor& x) {
    return stack({real(x), imag(x)});
}

/// Up to so many of these letters, in random order.
std::string someLetters(const std::string& letters, std::size_t most) {
    const auto order = shuffledIndices(
        static_cast<std::int64_t>(letters.size()), *rc::gen::inRange<std::int64_t>(1, 1000));
    std::string chosen;
    const auto count = *rc::gen::inRange<std::size_t>(0, std::min(most, letters.size()) + 1);
    for (std::size_t i = 0; i < count; ++i)
        chosen += letters[static_cast<std::size_t>(order[i])];
    return chosen;
}

} // namespace

class TestSpectralProperties : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        start();
        qputenv("RC_PARAMS", "max_success=60");
    }

    void complexNumbers() {
        holds("complex arithmetic", [] {
            const Shape shape = randomShape(4);
            const Shape partner = partnerOf(shape);
            const Tensors inputs{
                randomTensor(shape, DType::Float32),
                randomTensor(shape, DType::Float32),
                randomTensor(partner, DType::Float32),
                randomTensor(partner, DType::Float32)};
            for (const auto op :
                 {static_cast<Tensor (*)(const Tensor&, const Tensor&)>(add), sub, mul}) {
                agree(
                    [&](const Tensors& xs) {
                        return parts(op(complex(xs[0], xs[1]), complex(xs[2], xs[3])));
                    },
                    inputs);
            }
            agree([](const Tensors& xs) { return abs(complex(xs[0], xs[1])); }, inputs);
        });
    }

    void transforms() {
        holds("fft and ifft", [] {
            Shape shape = randomShape(2);
            shape.push_back(*rc::gen::inRange<std::int64_t>(1, 130));
            const Tensors inputs{
                randomTensor(shape, DType::Float32), randomTensor(shape, DType::Float32)};
            const auto scale = static_cast<double>(shape.back());
            agree(
                [](const Tensors& xs) { return parts(spectral::fft(complex(xs[0], xs[1]))); },
                inputs,
                1e-6 * scale + 1e-5);
            agree(
                [](const Tensors& xs) { return parts(spectral::ifft(complex(xs[0], xs[1]))); },
                inputs);
        });
    }

    void einsums() {
        holds("einsum", [] {
            std::vector<std::int64_t> sizes;
            for (int letter = 0; letter < 6; ++letter) {
                sizes.push_back(*rc::gen::weightedElement<std::int64_t>(
                    {{1, 0}, {3, 1}, {6, 2}, {6, 3}, {3, 5}}));
            }
            const DType dtype = randomNumber();
            std::string equation;
            std::string known;
            Tensors inputs;
            const auto count = *rc::gen::inRange(1, 4);
            for (int i = 0; i < count; ++i) {
                const std::string term = someLetters("abcdef", 4);
                Shape shape;
                for (const char letter : term)
                    shape.push_back(sizes[static_cast<std::size_t>(letter - 'a')]);
                inputs.push_back(randomTensor(shape, dtype));
                equation += (i > 0 ? "," : "") + term;
                for (const char letter : term) {
                    if (known.find(letter) == std::string::npos)
                        known += letter;
                }
            }
            if (*rc::gen::inRange(0, 4) > 0)
                equation += "->" + someLetters(known, 6);
            agree([&](const Tensors& xs) { return einsum(equation, xs); }, inputs, 1e-4);
        });
    }

    void largePrimes() {
        for (const std::int64_t length : {1009, 4099, 99991}) {
            const Tensor re = randomUniform({length}, -1, 1, DType::Float32, 1);
            const Tensor im = randomUniform({length}, -1, 1, DType::Float32, 2);
            const Tensor back = spectral::ifft(spectral::fft(complex(re, im)));
            const auto fault = difference(parts(back), stack({re, im}), 1e-5);
            QVERIFY2(!fault, fault ? fault->c_str() : "");
        }
    }

    void aSineIsOneFrequency() {
        constexpr std::int64_t kLength = 1021; // a prime
        const Tensor angle = range(0, kLength) * (2 * M_PI * 100 / kLength);
        const Tensor loudness = abs(spectral::rfft(sin(angle)));
        QCOMPARE(argMax(loudness).scalar<std::int32_t>(), 100);
        QVERIFY(std::abs(max(loudness).scalar<float>() - kLength / 2.0F) < 0.05F);
        QVERIFY(std::abs(sum(loudness).scalar<float>() - kLength / 2.0F) < 1.0F);
    }

    void longSignalsOfManyRows() {
        const Tensor x = randomUniform({64, 1024}, -1, 1, DType::Float32, 3);
        const Tensor back = spectral::irfft(spectral::rfft(x));
        const auto fault = difference(back, x, 1e-5);
        QVERIFY2(!fault, fault ? fault->c_str() : "");
    }
};

QTEST_APPLESS_MAIN(TestSpectralProperties)
#include "tst_spectral_properties.moc"
