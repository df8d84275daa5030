#include "app/charts/series_table.h"

#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace app {

namespace {

QList<QPointF> inOrder(const QList<QPointF>& points) {
    QList<QPointF> sorted = points;
    // A NaN compares with nothing; it goes last, so that the order stays one.
    const auto key = [](const QPointF& p) {
        return std::isnan(p.x()) ? std::numeric_limits<double>::infinity() : p.x();
    };
    const auto less = [key](const QPointF& a, const QPointF& b) { return key(a) < key(b); };
    if (!std::is_sorted(sorted.begin(), sorted.end(), less))
        std::stable_sort(sorted.begin(), sorted.end(), less);
    return sorted;
}

} // namespace

SeriesTable tableOf(const QString& xName, const QList<Series>& series) {
    SeriesTable table;
    table.header.append(xName);
    QList<QList<QPointF>> columns;
    for (const Series& one : series) {
        table.header.append(one.name);
        columns.append(inOrder(one.points));
    }
    QList<qsizetype> next(columns.size(), 0);
    for (;;) {
        std::optional<double> x;
        for (qsizetype c = 0; c < columns.size(); ++c) {
            if (next[c] == columns[c].size())
                continue;
            const double candidate = columns[c][next[c]].x();
            if (!x || candidate < *x || std::isnan(*x))
                x = candidate;
        }
        if (!x)
            return table;
        SeriesTable::Row row{*x, QList<std::optional<double>>(columns.size())};
        for (qsizetype c = 0; c < columns.size(); ++c) {
            if (next[c] == columns[c].size())
                continue;
            const QPointF& point = columns[c][next[c]];
            if (point.x() == *x || (std::isnan(point.x()) && std::isnan(*x))) {
                row.values[c] = point.y();
                ++next[c];
            }
        }
        table.rows.append(std::move(row));
    }
}

QString csvCell(const QString& text) {
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == u',' || c == u'"' || c == u'\n' || c == u'\r';
    });
    if (plain)
        return text;
    QString quoted = text;
    quoted.replace(QLatin1Char('"'), QLatin1String("\"\""));
    return QLatin1Char('"') + quoted + QLatin1Char('"');
}

QString csvNumber(double value) {
    if (std::isnan(value))
        return QStringLiteral("NaN");
    if (std::isinf(value))
        return value > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity");
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

QByteArray toCsv(const SeriesTable& table) {
    QStringList lines;
    QStringList cells;
    for (const QString& name : table.header)
        cells.append(csvCell(name));
    lines.append(cells.join(QLatin1Char(',')));
    for (const SeriesTable::Row& row : table.rows) {
        cells = {csvNumber(row.x)};
        for (const std::optional<double>& value : row.values)
            cells.append(value ? csvNumber(*value) : QString());
        lines.append(cells.join(QLatin1Char(',')));
    }
    return lines.join(QLatin1Char('\n')).toUtf8() + '\n';
}

} // namespace app
