#include "app/pages/home/stage_picture.h"

#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QRandomGenerator>

#include <cmath>

namespace app {

namespace {

QPointF at(const QRectF& area, double x, double y) {
    return {area.x() + x * area.width(), area.bottom() - y * area.height()};
}

/// What the imagined model answers.
double answer(double x) {
    return 0.16 + 0.7 * std::exp(-2.2 * x);
}

QPainterPath curve(const QRectF& area, double (*height)(double)) {
    QPainterPath path(at(area, 0, height(0)));
    for (int step = 1; step <= 40; ++step)
        path.lineTo(at(area, step / 40.0, height(step / 40.0)));
    return path;
}

} // namespace

StagePicture::StagePicture(Stage stage, QWidget* parent) : QWidget(parent), m_stage(stage) {
    setObjectName(QStringLiteral("stagePicture"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

QSize StagePicture::sizeHint() const {
    return {scaled(160), scaled(84)};
}

void StagePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintBox(&painter, rect(), Spacing::kSmallRadius, theme().surfaceSunken);
    const QRectF area = QRectF(rect()).adjusted(14, 12, -14, -12);
    switch (m_stage) {
    case Stage::Data:
        paintPoints(painter, area, 1);
        break;
    case Stage::Model:
        paintNetwork(painter, area);
        break;
    case Stage::Training:
        paintLoss(painter, area);
        break;
    case Stage::Answer:
        paintAnswer(painter, area);
        break;
    }
}

void StagePicture::paintPoints(QPainter& painter, const QRectF& area, qreal opacity) const {
    QRandomGenerator random(11); // the same picture every time
    QColor color = theme().series[1];
    color.setAlphaF(static_cast<float>(opacity));
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    for (int i = 0; i < 26; ++i) {
        const double x = (i + random.generateDouble()) / 26;
        const double y = answer(x) + (random.generateDouble() - 0.5) * 0.36 * answer(x) * 1.6;
        painter.drawEllipse(at(area, x, std::clamp(y, 0.02, 0.98)), 2.6, 2.6);
    }
}

void StagePicture::paintNetwork(QPainter& painter, const QRectF& area) const {
    const QList<int> layers{1, 4, 4, 1};
    const auto node = [&](int layer, int unit) {
        const qsizetype units = layers[layer];
        return at(
            area,
            0.08 + 0.28 * layer,
            units == 1 ? 0.5 : static_cast<double>(unit) / static_cast<double>(units - 1));
    };
    painter.setPen(QPen(mixed(theme().surfaceSunken, theme().borderStrong, 0.55), 1));
    for (int layer = 0; layer + 1 < layers.size(); ++layer) {
        for (int from = 0; from < layers[layer]; ++from) {
            for (int to = 0; to < layers[layer + 1]; ++to)
                painter.drawLine(node(layer, from), node(layer + 1, to));
        }
    }
    painter.setPen(QPen(theme().surfaceSunken, 2));
    for (int layer = 0; layer < layers.size(); ++layer) {
        const bool isInner = layer > 0 && layer + 1 < layers.size();
        painter.setBrush(isInner ? theme().accent : theme().series[2]);
        for (int unit = 0; unit < layers[layer]; ++unit)
            painter.drawEllipse(node(layer, unit), 5.5, 5.5);
    }
}

void StagePicture::paintLoss(QPainter& painter, const QRectF& area) const {
    painter.setPen(QPen(mixed(theme().surfaceSunken, theme().borderStrong, 0.4), 1));
    for (const double height : {0.0, 0.5, 1.0})
        painter.drawLine(at(area, 0, height), at(area, 1, height));
    const auto training = [](double x) {
        return 0.08 + 0.88 * std::exp(-5 * x) + 0.025 * std::sin(40 * x) * std::exp(-2 * x);
    };
    const auto validation = [](double x) { return 0.17 + 0.8 * std::exp(-4.2 * x); };
    painter.setPen(QPen(theme().series[0], 2.4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve(area, training));
    painter.setPen(QPen(theme().series[1], 2, Qt::DashLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve(area, validation));
}

void StagePicture::paintAnswer(QPainter& painter, const QRectF& area) const {
    paintPoints(painter, area, 0.45);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(theme().accent, 2.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(curve(area, answer));
    painter.setPen(QPen(theme().surfaceSunken, 2));
    painter.setBrush(theme().accent);
    painter.drawEllipse(at(area, 0.42, answer(0.42)), 5.5, 5.5);
}

} // namespace app
