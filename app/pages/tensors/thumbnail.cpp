#include "app/pages/tensors/thumbnail.h"

#include "app/theme/paint.h"
#include "app/theme/theme.h"
#include "app/widgets/color_scale.h"

#include <QPainter>
#include <QPainterPath>

namespace app {

namespace {

constexpr int kLongSide = 92;
constexpr int kShortSide = 22;
constexpr int kHighest = 69;

} // namespace

Thumbnail::Thumbnail(QWidget* parent) : QAbstractButton(parent) {
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setAttribute(Qt::WA_Hover);
}

void Thumbnail::setGlance(const tp::notebook::Glance& glance) {
    m_image = QImage(glance.columns, glance.rows, QImage::Format_RGB32);
    std::size_t at = 0;
    for (int row = 0; row < glance.rows; ++row) {
        for (int column = 0; column < glance.columns; ++column) {
            if (glance.channels == 3) {
                const auto channel = [&] {
                    return std::clamp(static_cast<int>(glance.thumbnail[at++]), 0, 255);
                };
                const int red = channel();
                const int green = channel();
                m_image.setPixel(column, row, qRgb(red, green, channel()));
            } else {
                m_image.setPixel(
                    column,
                    row,
                    scaleColor(
                        static_cast<double>(glance.thumbnail[at++]),
                        static_cast<double>(glance.low),
                        static_cast<double>(glance.high)));
            }
        }
    }
    updateGeometry();
    update();
}

QSize Thumbnail::sizeHint() const {
    if (m_image.isNull())
        return {};
    QSizeF size = QSizeF(m_image.size())
                      .scaled(QSizeF(scaled(kLongSide), scaled(kHighest)), Qt::KeepAspectRatio);
    return size.toSize().expandedTo({scaled(kShortSide), scaled(kShortSide)});
}

void Thumbnail::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath corners;
    corners.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter.setClipPath(corners);
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_image.width() > width());
    painter.drawImage(rect(), m_image);
    painter.setClipping(false);
    painter.setPen(QPen(underMouse() ? theme().accent : theme().border, 1));
    painter.drawPath(corners);
    if (showsFocus(this))
        paintFocusRing(&painter, rect(), 4);
}

} // namespace app
