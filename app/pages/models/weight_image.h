#pragma once

#include "engine/inspect/layer_view.h"

#include <QImage>
#include <QList>
#include <QWidget>

namespace app {

/// Weights and values as pictures: the filters or channels beside each other, a matrix as one.
/// Numbers above 0 are of one colour, those below 0 of another, and 0 is the ground.
class WeightImage : public QWidget {
    Q_OBJECT

public:
    explicit WeightImage(QWidget* parent = nullptr);

    enum class Tiles { Filters, Channels };
    void setPicture(const tp::inspect::WeightPicture& picture, Tiles tiles = Tiles::Filters);

    /// One sentence about what is to be seen.
    QString description() const;

    QSize minimumSizeHint() const override { return {120, 90}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void draw();
    void paintScale(QPainter& painter, const QRect& place) const;

    tp::inspect::WeightPicture m_picture;
    Tiles m_tilesAre = Tiles::Filters;
    QList<QImage> m_tiles;
};

} // namespace app
