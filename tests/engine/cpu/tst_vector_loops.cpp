#include "tests/engine/cpu/every_loops.h"

#include <QtTest>

#include <cmath>

using namespace tp::cpu;
using namespace tp::test;

namespace {

bool isNear(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b)) ||
           std::abs(a - b) <= 1e-7F + 1e-6F * std::abs(b);
}

void compareAll(const Numbers& actual, const Numbers& expected) {
    QCOMPARE(actual.size(), expected.size() + kMargin);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        if (!isNear(actual[i], expected[i]))
            QCOMPARE(actual[i], expected[i]);
    }
    for (std::size_t i = expected.size(); i < actual.size(); ++i)
        QCOMPARE(actual[i], kUntouched);
}

Numbers softmax(const Numbers& x, std::int64_t width) {
    Numbers y;
    for (auto row = x.begin(); row != x.end(); row += width) {
        const float largest = *std::max_element(row, row + width);
        double sum = 0;
        for (auto each = row; each != row + width; ++each)
            sum += std::exp(static_cast<double>(*each - largest));
        for (auto each = row; each != row + width; ++each)
            y.push_back(static_cast<float>(std::exp(static_cast<double>(*each - largest)) / sum));
    }
    return y;
}

/// Windows of `size` columns and `rows` rows, in steps of `stride`.
struct Windows {
    std::int64_t channels;
    std::int64_t rows;
    std::int64_t size;
    std::int64_t stride;
    std::int64_t count;

    std::int64_t columns() const { return (count - 1) * stride + size; }
    std::int64_t elements() const { return rows * columns() * channels; }

    PoolRow over(const Numbers& x, Numbers& y) const {
        return {
            .x = x.data(),
            .pitch = columns() * channels,
            .rows = rows,
            .channels = channels,
            .stride = stride,
            .size = size,
            .windows = count,
            .count = static_cast<float>(rows * size),
            .y = y.data()};
    }

    template<class F>
    Numbers joined(const Numbers& x, double start, F join) const {
        Numbers y;
        for (std::int64_t window = 0; window < count; ++window) {
            for (std::int64_t channel = 0; channel < channels; ++channel) {
                double all = start;
                for (std::int64_t row = 0; row < rows; ++row) {
                    for (std::int64_t tap = 0; tap < size; ++tap) {
                        const std::int64_t pixel = row * columns() + window * stride + tap;
                        const auto at = static_cast<std::size_t>(pixel * channels + channel);
                        all = join(all, static_cast<double>(x[at]));
                    }
                }
                y.push_back(static_cast<float>(all));
            }
        }
        return y;
    }
};

std::vector<Windows> someWindows() {
    std::vector<Windows> all;
    for (const std::int64_t channels : {1, 3, 4, 8, 13, 16, 31, 64}) {
        for (const auto& [rows, size, stride] :
             {std::array{1, 1, 1},
              std::array{2, 2, 2},
              std::array{2, 2, 1},
              std::array{3, 3, 1},
              std::array{3, 3, 2},
              std::array{2, 3, 1},
              std::array{7, 7, 7}}) {
            for (const std::int64_t count : {1, 2, 5})
                all.push_back({channels, rows, size, stride, count});
        }
    }
    return all;
}

/// Lines of windows of few channels, all of whose taps are in the image.
struct FewChannels {
    static constexpr std::int64_t kLines = 2;

    std::int64_t channels;
    std::int64_t outChannels;
    std::int64_t rows;
    std::int64_t columns;
    std::int64_t stride;
    std::int64_t dilation;
    std::int64_t windows;

    std::int64_t pixels() const { return (windows - 1) * stride + (columns - 1) * dilation + 1; }
    std::int64_t lineSize() const { return pixels() * channels; }
    std::int64_t elements() const { return (rows + kLines - 1) * lineSize(); }
    std::int64_t taps() const { return rows * columns * channels; }
    std::int64_t outputs() const { return kLines * windows * outChannels; }

    ConvRun run() const {
        return {
            .channels = channels,
            .outChannels = outChannels,
            .lines = {kLines, lineSize(), windows * outChannels},
            .windows = {windows, stride * channels, outChannels},
            .depths = {1, 0, 0},
            .rows = {rows, lineSize(), columns * channels * outChannels},
            .columns = {columns, dilation * channels, channels * outChannels}};
    }

    /// With places in the image, the filter and the output.
    template<class F>
    void forEachProduct(F visit) const {
        for (std::int64_t window = 0; window < kLines * windows; ++window)
            for (std::int64_t tap = 0; tap < taps(); ++tap) {
                const std::int64_t column = tap / channels % columns;
                const std::int64_t row = tap / channels / columns + window / windows;
                const std::int64_t pixel =
                    row * pixels() + window % windows * stride + column * dilation;
                for (std::int64_t o = 0; o < outChannels; ++o)
                    visit(
                        static_cast<std::size_t>(pixel * channels + tap % channels),
                        static_cast<std::size_t>(tap * outChannels + o),
                        static_cast<std::size_t>(window * outChannels + o));
            }
    }
};

std::vector<FewChannels> someFewChannels() {
    std::vector<FewChannels> all;
    for (const std::int64_t channels : {1, 3})
        for (const std::int64_t outputs : {1, 3, 4, 7, 8, 12, 16, 17, 24, 32, 48, 64, 127})
            for (const std::int64_t windows : {1, 2, 3, 5, 8, 13, 24, 29, 40})
                for (const auto& [rows, columns, stride, dilation] :
                     {std::array{1, 1, 1, 1},
                      std::array{3, 3, 2, 1},
                      std::array{2, 5, 1, 1},
                      std::array{2, 3, 1, 2}})
                    all.push_back({channels, outputs, rows, columns, stride, dilation, windows});
    return all;
}

void compareSums(const Numbers& actual, const std::vector<double>& expected) {
    QCOMPARE(actual.size(), expected.size() + kMargin);
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const auto number = static_cast<double>(actual[i]);
        QVERIFY(
            (std::isnan(number) && std::isnan(expected[i])) ||
            std::abs(number - expected[i]) <= 5e-5);
    }
    for (std::size_t i = expected.size(); i < actual.size(); ++i)
        QCOMPARE(actual[i], kUntouched);
}

} // namespace

/// What is written with registers in mind, for every set of instructions.
class TestVectorLoops : public QObject {
    Q_OBJECT

private slots:
    void softmaxesOfAllWidths() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const std::int64_t width :
                 {1, 2, 7, 8, 9, 10, 16, 17, 31, 33, 48, 64, 65, 1100, 5000}) {
                for (const std::int64_t rows : {1, 2, 8, 17, 35}) {
                    const Numbers x = randomNumbers(rows * width, 20);
                    Numbers y = room(rows * width);
                    loops.softmax(x.data(), y.data(), rows, width);
                    compareAll(y, softmax(x, width));
                }
            }
        }
    }

    void softmaxesOfWhatIsNoNumber() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const std::size_t width : {3, 20, 70}) {
                Numbers x(width, 1.0F);
                x[1] = -kInfinity;
                Numbers y = room(static_cast<std::int64_t>(width));
                loops.softmax(x.data(), y.data(), 1, static_cast<std::int64_t>(width));
                QVERIFY(y[1] >= 0 && y[1] < 1e-30F);
                QVERIFY(isNear(y[2], 1 / static_cast<float>(width - 1)));
                for (const float each : {kInfinity, kNaN}) {
                    x[1] = each;
                    loops.softmax(x.data(), y.data(), 1, static_cast<std::int64_t>(width));
                    QVERIFY(std::isnan(y[1]));
                }
                x.assign(width, -kInfinity);
                loops.softmax(x.data(), y.data(), 1, static_cast<std::int64_t>(width));
                QVERIFY(std::isnan(y[0]));
            }
        }
    }

    void sumsOfAllLengths() {
        for (const VectorLoops& loops : everyLoops()) {
            for (std::int64_t count = 0; count < 200; ++count) {
                const Numbers x = randomNumbers(count);
                double sum = 0;
                for (const float each : x)
                    sum += static_cast<double>(each);
                QVERIFY(std::abs(loops.sum(x.data(), count) - sum) < 1e-12);
            }
        }
    }

    void theBestOfAllLengths() {
        for (const VectorLoops& loops : everyLoops()) {
            for (std::int64_t count = 1; count < 1300; count += count < 200 ? 1 : 37) {
                Numbers x = randomNumbers(count);
                const auto largest = std::max_element(x.begin(), x.end());
                const auto smallest = std::min_element(x.begin(), x.end());
                QCOMPARE(loops.largest(x.data(), count), *largest);
                QCOMPARE(loops.smallest(x.data(), count), *smallest);
                QCOMPARE(loops.positionOfLargest(x.data(), count), largest - x.begin());
                QCOMPARE(loops.positionOfSmallest(x.data(), count), smallest - x.begin());
                // NaN wins, but nothing is at its place.
                x.push_back(2);
                x[static_cast<std::size_t>(count) / 2] = kNaN;
                QVERIFY(std::isnan(loops.largest(x.data(), count + 1)));
                QVERIFY(std::isnan(loops.smallest(x.data(), count + 1)));
                const std::int64_t last = count == 1 ? 0 : count;
                QCOMPARE(loops.positionOfLargest(x.data(), count + 1), last);
            }
        }
    }

    void columnsOfAllWidths() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const std::int64_t width : {1, 5, 8, 16, 37, 100}) {
                for (const std::int64_t rows : {1, 7, 8, 25}) {
                    Numbers x = randomNumbers(rows * width);
                    x[x.size() / 2] = kNaN;
                    std::vector<double> sums(static_cast<std::size_t>(width), 0);
                    std::vector<double> soFar = sums;
                    Numbers largest(static_cast<std::size_t>(width), -kInfinity);
                    Numbers smallest(static_cast<std::size_t>(width), kInfinity);
                    Numbers y = room(rows * width);
                    loops.sumColumns(x.data(), width, rows, width, sums.data());
                    loops.largestColumns(x.data(), width, rows, width, largest.data());
                    loops.smallestColumns(x.data(), width, rows, width, smallest.data());
                    loops.accumulate({x.data(), width, rows, width, soFar.data(), y.data(), width});
                    Numbers expected(x.size());
                    for (std::size_t k = 0; k < sums.size(); ++k) {
                        double sum = 0;
                        float most = -kInfinity;
                        float least = kInfinity;
                        for (std::size_t i = k; i < x.size(); i += sums.size()) {
                            sum += static_cast<double>(x[i]);
                            expected[i] = static_cast<float>(sum);
                            most = std::isnan(most) || x[i] <= most ? most : x[i];
                            least = std::isnan(least) || x[i] >= least ? least : x[i];
                        }
                        QVERIFY(std::isnan(sum) ? std::isnan(sums[k]) : sum == sums[k]);
                        QVERIFY(isNear(largest[k], most));
                        QVERIFY(isNear(smallest[k], least));
                    }
                    compareAll(y, expected);
                }
            }
        }
    }

    void meansOfWindows() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const Windows& windows : someWindows()) {
                const Numbers x = randomNumbers(windows.elements());
                Numbers y = room(windows.count * windows.channels);
                loops.meanPool.windows(windows.over(x, y));
                Numbers sums = windows.joined(x, 0, [](double a, double b) { return a + b; });
                for (float& sum : sums)
                    sum /= static_cast<float>(windows.rows * windows.size);
                compareAll(y, sums);
            }
        }
    }

    void meansAreExact() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const std::int64_t size : {3, 5, 7, 11}) {
                for (const float value : {1.0F, 0.1F, 3e38F, -kInfinity, kNaN}) {
                    const Windows windows{19, 1, size, 1, 1};
                    const Numbers x(static_cast<std::size_t>(windows.elements()), value);
                    Numbers y = room(windows.channels);
                    loops.meanPool.windows(windows.over(x, y));
                    float sum = 0;
                    for (std::int64_t i = 0; i < size; ++i)
                        sum += value;
                    const float mean = sum / static_cast<float>(size);
                    for (std::size_t i = 0; i < 19; ++i) {
                        QVERIFY2(
                            y[i] == mean || (std::isnan(mean) && std::isnan(y[i])),
                            qPrintable(QString("%1 of %2").arg(size).arg(double(value))));
                    }
                }
            }
        }
    }

    void largestOfWindows() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const Windows& windows : someWindows()) {
                Numbers x = randomNumbers(windows.elements());
                x[0] = kNaN; // is passed over
                x.back() = kInfinity;
                Numbers y = room(windows.count * windows.channels);
                loops.maxPool.windows(windows.over(x, y));
                compareAll(
                    y, windows.joined(x, -static_cast<double>(kInfinity), [](double a, double b) {
                        return b > a ? b : a;
                    }));
            }
        }
    }

    void convolutionsOfFewChannels() {
        for (const VectorLoops& loops : everyLoops())
            for (const FewChannels& conv : someFewChannels()) {
                Numbers x = randomNumbers(conv.elements());
                x[x.size() / 2] = kNaN;
                const Numbers filter = randomNumbers(conv.taps() * conv.outChannels);
                Numbers y = room(conv.outputs());
                loops.convolve(conv.run(), x.data(), filter.data(), y.data());
                std::vector<double> sums(y.size() - kMargin, 0);
                conv.forEachProduct([&](std::size_t i, std::size_t tap, std::size_t o) {
                    sums[o] += static_cast<double>(x[i]) * static_cast<double>(filter[tap]);
                });
                compareSums(y, sums);

                const Numbers dy = randomNumbers(conv.outputs());
                Numbers gradient = room(conv.taps() * conv.outChannels);
                std::vector<double> whole(gradient.size() - kMargin, kUntouched);
                loops.addFilterGradient(conv.run(), x.data(), dy.data(), gradient.data());
                conv.forEachProduct([&](std::size_t i, std::size_t tap, std::size_t o) {
                    whole[tap] += static_cast<double>(x[i]) * static_cast<double>(dy[o]);
                });
                compareSums(gradient, whole);
            }
    }

    void convolutionsOfNothing() {
        for (const VectorLoops& loops : everyLoops()) {
            const FewChannels conv{2, 19, 0, 3, 1, 1, 5};
            const Numbers none(1, kNaN);
            Numbers y = room(conv.outputs());
            loops.convolve(conv.run(), none.data(), none.data(), y.data());
            compareAll(y, Numbers(static_cast<std::size_t>(conv.outputs()), 0));
        }
    }

    void sigmoids() {
        constexpr std::size_t kSigmoid = 33; // in elementwise.inl
        const Numbers x{
            0,
            1,
            -1,
            20,
            -20,
            86.9F,
            90,
            1000,
            -86.9F,
            -90,
            -1000,
            -1e12F,
            -3e38F,
            kInfinity,
            -kInfinity,
            kNaN};
        for (const VectorLoops& loops : everyLoops()) {
            Numbers y = room(static_cast<std::int64_t>(x.size()));
            loops.unary[kSigmoid](x.data(), y.data(), static_cast<std::int64_t>(x.size()), 0, 0);
            Numbers expected;
            for (const float each : x) {
                expected.push_back(
                    static_cast<float>(1 / (1 + std::exp(-static_cast<double>(each)))));
            }
            compareAll(y, expected);
        }
    }
};

QTEST_APPLESS_MAIN(TestVectorLoops)
#include "tst_vector_loops.moc"
