#include "app/charts/decimate.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

/// Collects the points of one column and hands on the extremes in the order in which they came.
class Column {
public:
    bool isEmpty() const { return m_count == 0; }
    qint64 index() const { return m_index; }

    void start(qint64 index, const QPointF& point) {
        m_index = index;
        m_count = 1;
        m_low = m_high = {point, 0};
    }

    void add(const QPointF& point) {
        if (point.y() < m_low.point.y())
            m_low = {point, m_count};
        if (point.y() > m_high.point.y())
            m_high = {point, m_count};
        ++m_count;
    }

    void moveTo(QList<QPointF>& out) {
        if (m_count == 0)
            return;
        const bool lowFirst = m_low.order <= m_high.order;
        out.append(lowFirst ? m_low.point : m_high.point);
        if (m_low.order != m_high.order)
            out.append(lowFirst ? m_high.point : m_low.point);
        m_count = 0;
    }

private:
    struct Ranked {
        QPointF point;
        qint64 order = 0;
    };
    qint64 m_index = 0;
    qint64 m_count = 0;
    Ranked m_low;
    Ranked m_high;
};

bool goesRight(const QList<QPointF>& points) {
    return std::is_sorted(points.begin(), points.end(), [](const QPointF& a, const QPointF& b) {
        return a.x() < b.x();
    });
}

} // namespace

QList<QList<QPointF>> decimate(const QList<QPointF>& points, double from, double to, int columns) {
    QList<QList<QPointF>> pieces;
    QList<QPointF> piece;
    const auto finishPiece = [&] {
        if (!piece.isEmpty())
            pieces.append(std::move(piece));
        piece = {};
    };

    auto first = points.begin();
    auto last = points.end();
    const bool ordered = goesRight(points);
    if (ordered) {
        const auto leftOf = [](const QPointF& p, double x) { return p.x() < x; };
        const auto rightOf = [](double x, const QPointF& p) { return x < p.x(); };
        first = std::lower_bound(points.begin(), points.end(), from, leftOf);
        last = std::upper_bound(first, points.end(), to, rightOf);
        first -= first == points.begin() ? 0 : 1;
        last += last == points.end() ? 0 : 1;
    }
    const bool thin = ordered && last - first > 2 * std::max(columns, 1) && to > from;
    const double columnsPerUnit = std::max(columns, 1) / (to - from);

    Column column;
    for (auto point = first; point != last; ++point) {
        if (!std::isfinite(point->y()) || !std::isfinite(point->x())) {
            column.moveTo(piece);
            finishPiece();
            continue;
        }
        if (!thin) {
            piece.append(*point);
            continue;
        }
        const auto index = static_cast<qint64>(std::floor((point->x() - from) * columnsPerUnit));
        if (!column.isEmpty() && column.index() == index) {
            column.add(*point);
        } else {
            column.moveTo(piece);
            column.start(index, *point);
        }
    }
    column.moveTo(piece);
    finishPiece();
    return pieces;
}

} // namespace app
