#pragma once

#include <QWidget>

namespace app {

/// A ring that fills as steps are done, with the share in its middle, or a tick once all are.
class StepRing : public QWidget {
    Q_OBJECT

public:
    explicit StepRing(QWidget* parent = nullptr);

    void setProgress(int done, int total);
    void setDiameter(int pixels);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    int m_done = 0;
    int m_total = 0;
    int m_diameter = 56;
};

} // namespace app
