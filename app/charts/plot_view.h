#pragma once

#include "app/charts/plot_layers.h"
#include "app/charts/plot_picture.h"

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QtCharts/QChartView>

#include <memory>
#include <optional>

class QLineSeries;
class QValueAxis;

namespace app {

/// The plot itself: axes, curves, clouds and bars, with zoom and crosshair.
///
/// Numbers may come at any rate: appending only stores them, and the picture follows at most
/// kFramesPerSecond times a second. The wheel zooms at the pointer, dragging zooms to a box, a
/// double click shows everything again; the keys
/// + − 0 do the same, ← and → move the crosshair from point to point, Shift with an arrow moves the
/// zoomed part.
class PlotView : public QChartView {
    Q_OBJECT

public:
    static constexpr int kFramesPerSecond = 30;

    explicit PlotView(QWidget* parent = nullptr);
    ~PlotView() override;

    const PlotContent& content() const { return m_content; }

    /// Changes anything of the content; the picture follows.
    template<class Change>
    void change(Change&& make) {
        make(m_content);
        schedule();
    }

    void append(int series, const QPointF& point);

    /// Draws now what is still to be drawn. For pictures and tests; a shown plot does it by itself.
    void refresh();

    /// How often the picture was drawn up since the beginning.
    int refreshCount() const { return m_refreshCount; }

    /// The picture as it was last drawn up.
    const PlotState& state() const { return m_state; }

    bool isZoomed() const { return m_zoom.has_value(); }
    /// The part of the plane that is shown.
    PlotRange range() const { return m_state.picture.range; }
    /// Below 1 comes nearer, above 1 goes back; the place under `anchor` (in pixels) stays where it
    /// is.
    void zoomBy(double factor, const QPointF& anchor);
    void zoomIn();
    void zoomOut();
    void zoomTo(const PlotRange& range);
    void resetZoom();

    /// Puts the crosshair to the point nearest to this place in pixels.
    void pointAt(const QPointF& pixel);
    /// Puts the crosshair to the next point to the right (+1) or left (−1).
    void stepCrosshair(int direction);
    void hideCrosshair();

    /// Paints the plot without crosshair and focus ring; for export.
    void paintClean(QPainter& painter, const QRectF& target);

    QSize minimumSizeHint() const override;
    QSize sizeHint() const override;

signals:
    /// Numbers came or something else of the content changed; the picture follows later.
    void contentChanged();
    /// The picture was drawn up anew, after numbers came or the content changed.
    void refreshed();
    void zoomChanged();
    /// What the crosshair reads, as one line for screen readers; empty when it is gone.
    void crosshairMoved(const QString& reading);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void schedule();
    void layOut();
    void layOutTicks();
    void showCurves();
    void repaintLayers();
    QString notice() const;
    void setCrosshair(double x);
    Crosshair::Line reading(int series, double x) const;
    double axisY(double y) const;
    void pan(double columns, double rows);
    void setZoom(const std::optional<PlotRange>& zoom);

    PlotContent m_content;
    PlotState m_state;
    std::optional<PlotRange> m_zoom;
    std::optional<double> m_crosshairX;
    std::optional<QPointF> m_crosshairPixel;
    std::optional<QPointF> m_pressedAt;
    bool m_isDragging = false;
    bool m_isDirty = true;
    int m_refreshCount = 0;
    double m_leftMargin = 0;
    QTimer m_refreshSoon;
    QElapsedTimer m_sinceRefresh;
    QValueAxis* m_xAxis;
    QValueAxis* m_yAxis;
    QList<QLineSeries*> m_lines;
    GridLayer* m_grid;
    CloudLayer* m_clouds;
    MarkLayer* m_marks;
    OverlayLayer* m_overlay;
};

} // namespace app
