#pragma once

#include "app/pages/tensors/tensor_slice.h"

#include <QWidget>

namespace app {

/// A plane of numbers as colours, with the scale below it; or three planes as a picture.
///
/// The number under the pointer, or at the place that the arrow keys went to, stands beside the
/// scale.
class SlicePicture : public QWidget {
    Q_OBJECT

public:
    enum class Mode { HeatMap, Picture };
    /// Which numbers a picture takes for black and white.
    enum class Range { Byte, Unit, Own };

    explicit SlicePicture(Mode mode, QWidget* parent = nullptr);

    /// `low` and `high` are what the ends of the scale stand for.
    void setSlice(const TensorSlice& slice, double low, double high);
    void setRange(Range range);

    /// What is said of the place looked at: "[2, 5] = 0.25".
    QString reading() const;

    QSize sizeHint() const override { return {320, 240}; }
    QSize minimumSizeHint() const override { return {160, 120}; }

signals:
    void readingChanged(const QString& reading);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    bool isStrip() const;
    std::int64_t shownRows() const;
    std::int64_t shownColumns() const;
    std::int64_t channels() const;
    double numberAt(std::int64_t row, std::int64_t column) const;
    QImage draw() const;
    QRectF pictureRect() const;
    void lookAt(QPoint place);
    void paintScale(QPainter& painter, const QRectF& area) const;
    void paintNumbers(QPainter& painter, const QRectF& area) const;

    Mode m_mode;
    Range m_range = Range::Byte;
    TensorSlice m_slice;
    double m_low = 0;
    double m_high = 1;
    QImage m_image;
    QPoint m_place{-1, -1}; ///< column and row looked at
};

} // namespace app
