#pragma once

#include <QWidget>

class QPainter;

namespace app {

/// A small picture of one stage on the way from numbers to answers.
class StagePicture : public QWidget {
    Q_OBJECT

public:
    enum class Stage { Data, Model, Training, Answer };

    explicit StagePicture(Stage stage, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void paintPoints(QPainter& painter, const QRectF& area, qreal opacity) const;
    void paintNetwork(QPainter& painter, const QRectF& area) const;
    void paintLoss(QPainter& painter, const QRectF& area) const;
    void paintAnswer(QPainter& painter, const QRectF& area) const;

    Stage m_stage;
};

} // namespace app
