#include "app/charts/ticks.h"

#include <QLocale>

#include <algorithm>
#include <array>
#include <cmath>

namespace app {

namespace {

constexpr double kRounding = 1e-9;

double niceStep(double span, int atMost) {
    const double raw = span / std::max(atMost - 1, 1);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
        if (factor * power >= raw * (1 - kRounding))
            return factor * power;
    }
    return 10 * power;
}

QString withExponent(const QString& mantissa, int exponent) {
    static const QString superscripts = QStringLiteral("⁰¹²³⁴⁵⁶⁷⁸⁹");
    QString power = exponent < 0 ? QStringLiteral("⁻") : QString();
    for (const QChar digit : QString::number(std::abs(exponent)))
        power += superscripts.at(digit.digitValue());
    if (mantissa == QLatin1String("1"))
        return QStringLiteral("10") + power;
    if (mantissa == QLatin1String("-1"))
        return QStringLiteral("−10") + power;
    return mantissa + QStringLiteral("×10") + power;
}

QString withRealMinus(QString text) {
    return text.replace(QLatin1Char('-'), QChar(0x2212));
}

QString trimmed(double value, int decimals) {
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(QLatin1Char('.'))) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(QLatin1Char('.')))
            text.chop(1);
    }
    return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

int decimalsOf(double step) {
    int decimals = 0;
    for (double scaled = std::abs(step); decimals < 12; ++decimals, scaled *= 10) {
        if (std::abs(scaled - std::round(scaled)) < 1e-6 * std::max(scaled, 1.0) &&
            std::round(scaled) >= 1)
            break;
    }
    return decimals;
}

struct Unit {
    double size;
    const char* letter;
};

Unit unitOf(double size) {
    for (const Unit unit : {Unit{1e12, "T"}, Unit{1e9, "G"}, Unit{1e6, "M"}}) {
        if (size >= unit.size)
            return unit;
    }
    return {1e3, "k"};
}

/// "4.783M"
QString shortened(double value, int digits) {
    const Unit unit = unitOf(std::abs(value));
    const int leading = static_cast<int>(std::floor(std::log10(std::abs(value) / unit.size)));
    return withRealMinus(trimmed(value / unit.size, std::clamp(digits - 1 - leading, 0, 8))) +
           QLatin1String(unit.letter);
}

} // namespace

Ticks niceTicks(double from, double to, int atMost) {
    Ticks ticks;
    if (!(to > from) || !std::isfinite(to - from)) {
        ticks.values = {from};
        return ticks;
    }
    ticks.step = niceStep(to - from, atMost);
    const double slack = kRounding * (to - from);
    auto index = std::ceil((from - slack) / ticks.step);
    for (; index * ticks.step <= to + slack; ++index)
        ticks.values.append(index == 0 ? 0 : index * ticks.step);
    return ticks;
}

void widenToTicks(double& from, double& to, int atMost) {
    const double size = std::max({std::abs(from), std::abs(to), 1e-12});
    if (to - from < 1e-9 * size) {
        const double margin = from == 0 && to == 0 ? 1 : 0.1 * size;
        from -= margin;
        to += margin;
    }
    const double step = niceStep(to - from, atMost);
    from = std::floor(from / step + kRounding) * step;
    to = std::ceil(to / step - kRounding) * step;
}

Ticks logTicks(double fromLog, double toLog, int atMost) {
    Ticks ticks;
    const double slack = kRounding * std::max(1.0, toLog - fromLog);
    const auto collect = [&](auto factors, int everyDecade) {
        QList<double> values;
        for (auto decade = std::floor(fromLog); decade <= toLog + slack; decade += everyDecade) {
            for (const double factor : factors) {
                const double at = decade + std::log10(factor);
                if (at >= fromLog - slack && at <= toLog + slack)
                    values.append(at);
            }
        }
        return values;
    };
    ticks.values = collect(std::array{1.0, 2.0, 5.0}, 1);
    if (ticks.values.size() > atMost)
        ticks.values = collect(std::array{1.0}, 1);
    for (int every = 2; ticks.values.size() > std::max(atMost, 2); ++every)
        ticks.values = collect(std::array{1.0}, every);
    if (ticks.values.size() < 2) {
        // Less than half a decade is seen: even steps serve better.
        ticks.values.clear();
        for (const double value :
             niceTicks(std::pow(10, fromLog), std::pow(10, toLog), atMost).values) {
            if (value > 0)
                ticks.values.append(std::log10(value));
        }
    }
    return ticks;
}

QString tickText(double value, double step) {
    const double size = std::abs(value);
    if (size < 1e-12 * std::abs(step) || value == 0)
        return QStringLiteral("0");
    if (size >= 1e15 || (size < 1e-3 && std::abs(step) < 1e-3)) {
        const int exponent = static_cast<int>(std::floor(std::log10(size) + kRounding));
        return withRealMinus(withExponent(trimmed(value / std::pow(10, exponent), 3), exponent));
    }
    if (size >= 1e4) {
        const Unit unit = unitOf(size);
        return withRealMinus(
                   trimmed(value / unit.size, std::min(decimalsOf(step / unit.size), 6))) +
               QLatin1String(unit.letter);
    }
    return withRealMinus(trimmed(value, decimalsOf(step)));
}

QString valueText(double value, int digits) {
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("∞") : QStringLiteral("−∞");
    const double size = std::abs(value);
    if (value == 0)
        return QStringLiteral("0");
    if (size >= 1e5 && size < 1e15)
        return shortened(value, digits);
    if (size < 1e-4 || size >= 1e15) {
        const int exponent = static_cast<int>(std::floor(std::log10(size)));
        return withRealMinus(
            withExponent(trimmed(value / std::pow(10, exponent), digits - 1), exponent));
    }
    const int leading = static_cast<int>(std::floor(std::log10(size)));
    return withRealMinus(trimmed(value, std::clamp(digits - 1 - leading, 0, 8)));
}

} // namespace app
