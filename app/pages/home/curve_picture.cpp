#include "app/pages/home/curve_picture.h"

#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>

#include <cmath>

namespace app {

namespace {

constexpr int kPoints = 46;

double curve(double x) {
    return 0.12 + 0.78 * std::exp(-2.4 * x) + 0.04 * x;
}

} // namespace

CurvePicture::CurvePicture(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("curvePicture"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] { update(); });
}

QSize CurvePicture::sizeHint() const {
    return QSize(scaled(320), scaled(150));
}

void CurvePicture::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(rect()).adjusted(8, 8, -8, -8);
    const auto at = [&](double x, double y) {
        return QPointF(area.x() + x * area.width(), area.bottom() - y * area.height());
    };
    painter.setPen(QPen(mixed(colors.surface, colors.borderStrong, 0.22), 1));
    for (int line = 0; line <= 4; ++line)
        painter.drawLine(at(0, line / 4.0), at(1, line / 4.0));
    QRandomGenerator random(7); // the same picture every time
    painter.setPen(Qt::NoPen);
    QColor dot = colors.series[1];
    dot.setAlphaF(0.75f);
    painter.setBrush(dot);
    for (int i = 0; i < kPoints; ++i) {
        const double x = random.generateDouble();
        const double noise = (random.generateDouble() + random.generateDouble() - 1) * 0.22;
        const double y = std::clamp(curve(x) + noise * (0.5 + curve(x)), 0.02, 0.98);
        painter.drawEllipse(at(x, y), 3.2, 3.2);
    }
    QPainterPath path(at(0, curve(0)));
    for (int step = 1; step <= 60; ++step)
        path.lineTo(at(step / 60.0, curve(step / 60.0)));
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colors.accent, 3.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

} // namespace app
