#pragma once

#include "engine/inspect/model_picture.h"

#include <QPointF>
#include <QWidget>

#include <memory>
#include <optional>

namespace app {

/// A drawn graph to move about in: the wheel zooms, dragging moves, a click selects, a double click
/// opens or closes a model. Only what is seen is painted.
class GraphView : public QWidget {
    Q_OBJECT

public:
    using Picture = std::shared_ptr<const tp::inspect::ModelPicture>;

    explicit GraphView(QWidget* parent = nullptr);

    /// Shows another picture, or none; `families` has the colour of each row.
    void setPicture(const Picture& picture, std::vector<QColor> colors);

    /// What is said while there is no picture.
    void setNote(const QString& note);

    enum class Mark { None, Frozen, Broken };
    /// Marks rows: those that are frozen by a lock, those with numbers that are none by a warning.
    void setMarks(std::vector<Mark> marks);

    /// Draws the box of that row as selected; -1: none.
    void setSelected(int row);

    /// Draws these boxes as found.
    void setHits(const std::vector<int>& rows);

    /// Brings the box of that row into the middle, near enough to be read, unless it is seen
    /// already.
    void reveal(int row);

    /// Shows everything.
    void fit();
    /// Shows everything too, unless boxes were dots then: the beginning, to be read.
    void begin();
    void zoomBy(double factor);
    double zoom() const { return m_zoom; }

    /// Where the box of that row is drawn; empty if it is not part of the picture.
    QRectF boxOf(int row) const;

    QSize minimumSizeHint() const override { return {200, 160}; }

signals:
    /// The person chose a row.
    void chosen(int row);
    /// The person wants the model of that row opened or closed.
    void toggled(int row);
    void zoomChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    bool event(QEvent* event) override;

private:
    using Box = tp::inspect::PictureBox;

    QRectF onScreen(const Box& box) const;
    const Box* boxAt(const QPointF& place) const;
    const Box* selectedBox() const;
    void place();
    void zoomAt(double factor, const QPointF& anchor);
    void keepInside();
    void chooseNext(Qt::Key key);
    void paintArrows(QPainter& painter) const;
    void paintBoxes(QPainter& painter, bool areGroups) const;
    void paintDetail(QPainter& painter, const Box& box, const QRectF& rect) const;
    bool isHit(int row) const;

    Picture m_picture;
    std::vector<QColor> m_colors;
    std::vector<Mark> m_marks;
    std::vector<int> m_hits; // sorted
    int m_selected = -1;
    double m_zoom = 1;
    QPointF m_offset; ///< of the picture's corner, on the screen
    QString m_note;
    bool m_isFitted = true;
    bool m_isWhole = false; ///< when fitted: everything, whatever its size
    std::optional<QPointF> m_pressed;
    QPointF m_offsetThen;
    bool m_isDragging = false;
};

} // namespace app
