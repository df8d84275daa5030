#pragma once

#include "app/charts/series.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace app {

/// Several series side by side: a row for each x, a column for each series, empty where a series
/// has no point.
///
/// Rows go up in x. Where a series has several points at one x, each gets a row, in their own
/// order.
struct SeriesTable {
    struct Row {
        double x;
        QList<std::optional<double>> values;
    };

    QStringList header;
    QList<Row> rows;
};

SeriesTable tableOf(const QString& xName, const QList<Series>& series);

/// The table as comma separated values: UTF-8 without a mark, a header row, every number so that it
/// reads back to the very same bits ("NaN", "Infinity" and "-Infinity" as words).
QByteArray toCsv(const SeriesTable& table);

/// A cell that is text, quoted where it must be.
QString csvCell(const QString& text);

/// A cell that is a number, in as few digits as read back exactly.
QString csvNumber(double value);

} // namespace app
