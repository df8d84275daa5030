#pragma once

#include <QList>
#include <QString>

namespace app {

/// Where an axis has its marks: round numbers, evenly spaced.
struct Ticks {
    QList<double> values;
    double step = 1;
};

/// The roundest marks (1, 2, 2.5 or 5 times a power of ten apart) that lie between two numbers; no
/// more than `atMost`.
Ticks niceTicks(double from, double to, int atMost);

/// The range widened to whole steps of its nice ticks. A range without extent gets some, so a
/// constant curve lies in the middle of its chart.
void widenToTicks(double& from, double& to, int atMost);

/// Marks for an axis whose positions are the decimal logarithms of its values: powers of ten, with
/// 2 and 5 times those where there is room. The result holds logarithms.
Ticks logTicks(double fromLog, double toLog, int atMost);

/// The text beside a mark: as many digits as the step needs; "20k", "3M" for large and "2×10⁻⁵" for
/// tiny numbers.
QString tickText(double value, double step);

/// A measured value as a person reads it: so many significant digits, "4.783M" for large and
/// "2×10⁻⁵" for tiny numbers, "NaN" and "∞" as words.
QString valueText(double value, int digits = 4);

} // namespace app
