#include "app/charts/plot_picture.h"

#include "app/charts/decimate.h"
#include "app/charts/smoothing.h"
#include "app/charts/ticks.h"
#include "app/theme/theme.h"

#include <QSize>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double kLineWidth = 2;
// Qt draws lines of one pixel several times faster than wider ones, and a dense curve needs no
// more.
constexpr double kDenseWidth = 1;
constexpr int kPixelsPerColumn = 2;
constexpr qsizetype kDensePoints = 800;
constexpr int kWideningTicks = 6;
constexpr double kPixelsPerMarker = 14;

QColor seriesColor(const Series& series) {
    const auto& palette = theme().series;
    const auto index = static_cast<std::size_t>(std::max(series.colorIndex, 0)) % palette.size();
    return palette[index];
}

QColor faded(QColor color, double opacity) {
    // Mixed with the surface rather than transparent: thin opaque lines are drawn faster, and look
    // the same in SVG.
    const QColor ground = theme().surface;
    const auto mix = [opacity](float top, float under) {
        return static_cast<float>(
            opacity * static_cast<double>(top) + (1 - opacity) * static_cast<double>(under));
    };
    return QColor::fromRgbF(
        mix(color.redF(), ground.redF()),
        mix(color.greenF(), ground.greenF()),
        mix(color.blueF(), ground.blueF()));
}

QList<QList<QPointF>> toLogarithms(const QList<QList<QPointF>>& pieces) {
    QList<QList<QPointF>> result;
    for (const QList<QPointF>& piece : pieces) {
        QList<QPointF> part;
        for (const QPointF& p : piece) {
            if (p.y() > 0) {
                part.append({p.x(), std::log10(p.y())});
            } else if (!part.isEmpty()) {
                result.append(std::move(part));
                part = {};
            }
        }
        if (!part.isEmpty())
            result.append(std::move(part));
    }
    return result;
}

Extent heights(const QList<QList<QPointF>>& pieces) {
    Extent extent;
    for (const QList<QPointF>& piece : pieces) {
        for (const QPointF& p : piece)
            extent.include(p.y());
    }
    return extent;
}

bool isCurve(const Series& series) {
    return series.style == SeriesStyle::Solid || series.style == SeriesStyle::Dashed;
}

/// Half the distance between neighbouring bars.
double halfBar(const Series& series) {
    if (series.points.size() < 2)
        return 0.5;
    return 0.5 * std::abs(series.points[1].x() - series.points[0].x());
}

/// Builds a picture step by step: first the x range, then the curves in it, then the y range.
class Composer {
public:
    Composer(const PlotContent& content, const std::optional<PlotRange>& zoom, const QSize& area)
        : m_content(content)
        , m_zoom(zoom)
        , m_area(area) {}

    PlotPicture run() {
        findWidth();
        for (const Series& series : m_content.series) {
            if (series.isVisible && series.isGhost)
                addCurve(series);
        }
        for (const Series& series : m_content.series) {
            if (!series.isVisible || series.isGhost)
                continue;
            if (isCurve(series)) {
                addCurve(series);
            } else if (series.style == SeriesStyle::Points) {
                addCloud(series);
            } else {
                addBars(series);
            }
        }
        collectGaps();
        findHeight();
        for (Stroke& stroke : m_picture.strokes)
            stroke.pieces = clipped(stroke.pieces, m_picture.range);
        return std::move(m_picture);
    }

private:
    void findWidth() {
        Extent x = m_content.plannedX;
        for (const Series& series : m_content.series) {
            if (!series.isVisible || series.points.isEmpty())
                continue;
            if (!series.isGhost)
                m_picture.isEmpty = false;
            if (isCurve(series) && !m_content.hasMargins) {
                x.include(series.points.first().x());
                x.include(series.points.last().x());
                continue;
            }
            const double around = series.style == SeriesStyle::Bars ? halfBar(series) : 0;
            for (const QPointF& p : series.points) {
                x.include(p.x() - around);
                x.include(p.x() + around);
            }
        }
        if (x.isEmpty)
            x.include(0);
        if (x.span() <= 0)
            x.include(x.low + 1);
        const double margin = m_content.hasMargins ? 0.03 * x.span() : 0;
        m_picture.range.left = m_zoom ? m_zoom->left : x.low - margin;
        m_picture.range.right = m_zoom ? m_zoom->right : x.high + margin;
    }

    void findHeight() {
        PlotRange& range = m_picture.range;
        if (m_zoom) {
            range = *m_zoom;
            return;
        }
        Extent y = m_height;
        if (y.isEmpty) {
            y = m_ghostHeight;
        } else if (!m_ghostHeight.isEmpty) {
            // A run of before that went astray must not press the present one flat.
            const double reach = std::max(y.span(), 1e-12);
            y.include(std::clamp(m_ghostHeight.low, y.low - reach, y.high));
            y.include(std::clamp(m_ghostHeight.high, y.low, y.high + reach));
        }
        if (y.isEmpty)
            y.include(m_content.hasLogY ? -1 : 0), y.include(m_content.hasLogY ? 0 : 1);
        range.bottom = y.low;
        range.top = y.high;
        if (!m_content.hasLogY) {
            // A curve that comes near to zero is read more easily when zero is there.
            if (range.bottom > 0 && range.bottom < 0.35 * range.top)
                range.bottom = 0;
            // Steps as fine as those of a large plot: what is low has no room to give away.
            widenToTicks(
                range.bottom, range.top, std::max(tickCountY(m_area.height()), kWideningTicks));
            return;
        }
        const double margin = std::max(0.04 * y.span(), 0.02);
        range.bottom -= margin;
        range.top += margin;
    }

    void addCurve(const Series& series) {
        if (series.points.isEmpty())
            return;
        const int columns = std::max(m_area.width() / kPixelsPerColumn, 1);
        const PlotRange& range = m_picture.range;
        const auto piecesOf = [&](const QList<QPointF>& points) {
            const auto pieces = decimate(points, range.left, range.right, columns);
            return m_content.hasLogY ? toLogarithms(pieces) : pieces;
        };
        const QColor color = seriesColor(series);
        const bool isSmooth =
            m_content.smoothing > 0 && !series.isGhost && series.points.size() > 2;
        if (isSmooth) {
            m_picture.strokes.append(
                {piecesOf(series.points), faded(color, 0.3), kDenseWidth, false, Marker::None});
        }
        Stroke stroke{
            piecesOf(
                m_content.smoothing > 0 ? smoothed(series.points, m_content.smoothing)
                                        : series.points),
            color,
            kLineWidth,
            series.style == SeriesStyle::Dashed,
            Marker::None};
        const Extent height = heights(stroke.pieces);
        qsizetype count = 0;
        for (const auto& piece : stroke.pieces)
            count += piece.size();
        if (series.isGhost) {
            m_ghostHeight.include(height);
            stroke.color = faded(theme().textMuted, 0.45);
            stroke.width = kDenseWidth;
        } else {
            m_height.include(height);
            if (isSmooth)
                m_height.include(heights(m_picture.strokes.last().pieces));
            if (static_cast<double>(count) * kPixelsPerMarker <= m_area.width() || count == 1)
                stroke.marker = markerOf(series.colorIndex);
            if (count > kDensePoints && !isSmooth)
                stroke.width = kDenseWidth;
        }
        m_picture.strokes.append(std::move(stroke));
    }

    void addCloud(const Series& series) {
        Cloud cloud{{}, faded(seriesColor(series), 0.75), markerOf(series.colorIndex), 7};
        if (series.points.size() > 2000)
            cloud.size = 4;
        const PlotRange& range = m_picture.range;
        for (const QPointF& p : series.points) {
            const double y = m_content.hasLogY ? std::log10(p.y()) : p.y();
            if (!std::isfinite(y) || !std::isfinite(p.x()))
                continue;
            if (m_zoom && (p.x() < range.left || p.x() > range.right || y < m_zoom->bottom ||
                           y > m_zoom->top))
                continue;
            m_height.include(y);
            cloud.points.append({p.x(), y});
        }
        m_picture.clouds.append(std::move(cloud));
    }

    void addBars(const Series& series) {
        BarSet set{{}, seriesColor(series)};
        const double half = halfBar(series);
        const PlotRange& range = m_picture.range;
        m_height.include(0);
        for (const QPointF& p : series.points) {
            if (!std::isfinite(p.y()))
                continue;
            m_height.include(p.y());
            const double left = std::max(p.x() - half, range.left);
            const double right = std::min(p.x() + half, range.right);
            if (right > left)
                set.bars.append(QRectF(QPointF(left, 0), QPointF(right, p.y())));
        }
        m_picture.barSets.append(std::move(set));
    }

    void collectGaps() {
        for (int index = 0; index < m_content.series.size(); ++index) {
            const Series& series = m_content.series[index];
            if (!series.isVisible || series.isGhost)
                continue;
            for (const QPointF& p : series.points) {
                if (std::isfinite(p.y()) || !std::isfinite(p.x()))
                    continue;
                m_picture.gaps.append(p.x());
                if (!m_picture.firstGap || p.x() < m_picture.firstGap->point.x())
                    m_picture.firstGap = Reading{index, p};
            }
        }
    }

    const PlotContent& m_content;
    const std::optional<PlotRange>& m_zoom;
    QSize m_area;
    PlotPicture m_picture;
    Extent m_height;
    Extent m_ghostHeight;
};

} // namespace

Marker markerOf(int colorIndex) {
    constexpr Marker kMarkers[] = {
        Marker::Circle, Marker::Square, Marker::Triangle, Marker::Diamond};
    return kMarkers[std::max(colorIndex, 0) % 4];
}

PlotPicture
compose(const PlotContent& content, const std::optional<PlotRange>& zoom, const QSize& area) {
    return Composer(content, zoom, area).run();
}

int tickCountX(double width) {
    return std::clamp(static_cast<int>(width / 70), 2, 11);
}

int tickCountY(double height) {
    return std::clamp(static_cast<int>(height / 34) + 1, 3, 9);
}

} // namespace app
