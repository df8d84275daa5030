#include "app/page/step_ring.h"

#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QPainter>

namespace app {

StepRing::StepRing(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void StepRing::setProgress(int done, int total) {
    m_done = done;
    m_total = total;
    retranslate();
    update();
}

void StepRing::setDiameter(int pixels) {
    m_diameter = pixels;
    updateGeometry();
}

QSize StepRing::sizeHint() const {
    return QSize(scaled(m_diameter), scaled(m_diameter));
}

void StepRing::retranslate() {
    const QString text = tr("%1 of %2 steps done").arg(m_done).arg(m_total);
    setAccessibleName(text);
    setToolTip(text);
}

void StepRing::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StepRing::paintEvent(QPaintEvent*) {
    const ThemeColors& colors = theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal side = std::min(width(), height());
    const qreal thickness = side * 0.105;
    QRectF ring(0, 0, side - thickness, side - thickness);
    ring.moveCenter(QRectF(rect()).center());
    const bool isComplete = m_total > 0 && m_done >= m_total;
    const QColor color = isComplete ? colors.success : colors.accent;
    painter.setPen(QPen(mixed(colors.surface, colors.borderStrong, 0.3), thickness));
    painter.drawEllipse(ring);
    if (m_total > 0 && m_done > 0) {
        painter.setPen(QPen(color, thickness, Qt::SolidLine, Qt::RoundCap));
        painter.drawArc(ring, 90 * 16, -qRound(360.0 * 16 * m_done / m_total));
    }
    if (isComplete) {
        const int icon = qRound(side * 0.46);
        painter.drawPixmap(
            QPointF((width() - icon) / 2.0, (height() - icon) / 2.0),
            iconPixmap(QStringLiteral("check"), icon, color, devicePixelRatioF()));
        return;
    }
    QFont font = typeFont(Type::Caption);
    font.setPixelSize(qRound(side * 0.24));
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(m_done > 0 ? colors.text : colors.textMuted);
    painter.drawText(rect(), Qt::AlignCenter, QStringLiteral("%1/%2").arg(m_done).arg(m_total));
}

} // namespace app
