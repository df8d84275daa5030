#include "app/widgets/progress_ring.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kFullCircle = 360 * 16;
constexpr int kTop = 90 * 16;
constexpr int kRoomForText = 36;

} // namespace

ProgressRing::ProgressRing(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
    retranslate();
}

void ProgressRing::setFraction(double fraction) {
    m_fraction = std::clamp(std::isfinite(fraction) ? fraction : 0, 0.0, 1.0);
    retranslate();
    update();
}

QSize ProgressRing::sizeHint() const {
    return {scaled(44), scaled(44)};
}

QSize ProgressRing::minimumSizeHint() const {
    return {scaled(20), scaled(20)};
}

void ProgressRing::retranslate() {
    setAccessibleName(tr("%1 % done").arg(std::lround(m_fraction * 100)));
}

void ProgressRing::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int side = std::min(width(), height());
    const double ink = std::max(2.5, side / 11.0);
    const QRectF ring = QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side)
                            .adjusted(ink / 2 + 1, ink / 2 + 1, -ink / 2 - 1, -ink / 2 - 1);
    const bool isDone = m_fraction >= 1;
    painter.setPen(QPen(theme().border, ink));
    painter.drawEllipse(ring);
    painter.setPen(
        QPen(isDone ? theme().success : theme().accent, ink, Qt::SolidLine, Qt::RoundCap));
    if (m_fraction > 0)
        painter.drawArc(ring, kTop, -static_cast<int>(std::lround(m_fraction * kFullCircle)));
    if (isDone) {
        const int check = side / 2;
        const QPixmap picture =
            iconPixmap(QStringLiteral("check"), check, theme().success, devicePixelRatioF());
        painter.drawPixmap(
            QPointF(ring.center().x() - check / 2.0, ring.center().y() - check / 2.0), picture);
    } else if (side >= kRoomForText) {
        QFont font = typeFont(Type::Caption);
        font.setPixelSize(std::max(9, side * 27 / 100));
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
        painter.setPen(theme().text);
        painter.drawText(ring, Qt::AlignCenter, QString::number(std::lround(m_fraction * 100)));
    }
}

void ProgressRing::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
