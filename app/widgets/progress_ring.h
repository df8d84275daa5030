#pragma once

#include <QWidget>

namespace app {

/// How much is done, as a ring with the percentage in it; a check mark when all is.
class ProgressRing : public QWidget {
    Q_OBJECT

public:
    explicit ProgressRing(QWidget* parent = nullptr);

    /// From 0 to 1.
    void setFraction(double fraction);
    double fraction() const { return m_fraction; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    double m_fraction = 0;
};

} // namespace app
