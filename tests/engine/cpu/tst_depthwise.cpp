// The loops of depthwise convolutions, for every set of instructions.
#include "tests/engine/cpu/every_loops.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace tp::cpu;
using namespace tp::test;

namespace {

/// Two lines of windows, one below the other.
struct Windows {
    std::int64_t channels;
    std::int64_t size; ///< of a window, in rows and columns
    std::int64_t stride;
    std::int64_t count; ///< in a line

    std::int64_t pixels() const { return (count - 1) * stride + size; }
    std::int64_t line() const { return pixels() * channels; }

    ConvRun run() const {
        return {
            .channels = channels,
            .outChannels = channels,
            .lines = {2, line(), count * channels},
            .windows = {count, stride * channels, channels},
            .depths = {1, 0, 0},
            .rows = {size, line(), size * channels},
            .columns = {size, channels, channels}};
    }

    float sumOf(
        const Numbers& x, const Numbers& filter, std::int64_t window, std::int64_t channel) const {
        double sum = 0;
        const std::int64_t first = window / count * line() + window % count * stride * channels;
        for (std::int64_t tap = 0; tap < size * size; ++tap) {
            const std::int64_t place =
                first + tap / size * line() + tap % size * channels + channel;
            sum += static_cast<double>(x[static_cast<std::size_t>(place)]) *
                   static_cast<double>(filter[static_cast<std::size_t>(tap * channels + channel)]);
        }
        return static_cast<float>(sum);
    }
};

void compare(const VectorLoops& loops, const Windows& windows, bool isClipped) {
    Numbers x = randomNumbers((windows.size + 1) * windows.line(), 2);
    x[x.size() / 2] = kNaN;
    const Numbers filter = randomNumbers(windows.size * windows.size * windows.channels, 2);
    const Numbers bias = randomNumbers(windows.channels, 2);
    const auto count = static_cast<std::size_t>(2 * windows.count * windows.channels);
    Numbers y = room(2 * windows.count * windows.channels);
    const DepthwiseEnd end =
        isClipped ? DepthwiseEnd{bias.data(), 0, 2} : DepthwiseEnd{nullptr, -kInfinity, kInfinity};
    loops.convolveDepthwise(windows.run(), x.data(), filter.data(), end, y.data());
    for (std::size_t i = 0; i < count; ++i) {
        const auto channel = static_cast<std::int64_t>(i) % windows.channels;
        float expected =
            windows.sumOf(x, filter, static_cast<std::int64_t>(i) / windows.channels, channel);
        if (isClipped && !std::isnan(expected))
            expected = std::clamp(expected + bias[static_cast<std::size_t>(channel)], 0.0F, 2.0F);
        QCOMPARE(std::isnan(y[i]), std::isnan(expected));
        if (!std::isnan(expected))
            QVERIFY(std::abs(y[i] - expected) < 2e-5F);
    }
    for (std::size_t i = count; i < y.size(); ++i)
        QCOMPARE(y[i], kUntouched);
}

} // namespace

class TestDepthwise : public QObject {
    Q_OBJECT

private slots:
    void everyNumberOfChannelsAndWindows() {
        for (const VectorLoops& loops : everyLoops()) {
            for (const std::int64_t channels : {1, 3, 4, 7, 8, 12, 16, 17, 24, 33, 64}) {
                for (const std::int64_t count : {1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 20, 29}) {
                    for (const std::int64_t stride : {1, 2}) {
                        compare(loops, {channels, 3, stride, count}, true);
                        compare(loops, {channels, stride, stride, count}, false);
                    }
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestDepthwise)
#include "tst_depthwise.moc"
