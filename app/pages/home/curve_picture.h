#pragma once

#include <QWidget>

namespace app {

/// The picture beside the greeting: measured points, and the curve that a model learnt from them.
class CurvePicture : public QWidget {
    Q_OBJECT

public:
    explicit CurvePicture(QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace app
