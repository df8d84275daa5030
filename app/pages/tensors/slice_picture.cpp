#include "app/pages/tensors/slice_picture.h"

#include "app/pages/tensors/tensor_words.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"
#include "app/widgets/color_scale.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kMostPixels = 768; // a side; more than that is not seen anyway
constexpr int kLegendHeight = 44;
constexpr double kNumbersFrom = 34; // as soon as a cell is so wide, its number stands in it

QString shortNumber(double value) {
    return QString::fromStdString(tp::toText(value));
}

} // namespace

SlicePicture::SlicePicture(Mode mode, QWidget* parent) : QWidget(parent), m_mode(mode) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, qOverload<>(&SlicePicture::update));
}

void SlicePicture::setSlice(const TensorSlice& slice, double low, double high) {
    m_slice = slice;
    m_low = low;
    m_high = high;
    m_place = {-1, -1};
    m_image = m_slice.isEmpty() ? QImage() : draw();
    emit readingChanged({});
    update();
}

void SlicePicture::setRange(Range range) {
    m_range = range;
    if (!m_slice.isEmpty())
        m_image = draw();
    update();
}

/// A vector is laid on its side: a strip of colours rather than a needle.
bool SlicePicture::isStrip() const {
    return m_mode == Mode::HeatMap && m_slice.columnAxis < 0;
}

std::int64_t SlicePicture::shownRows() const {
    return isStrip() ? 1 : m_slice.rows();
}

std::int64_t SlicePicture::shownColumns() const {
    return isStrip() ? m_slice.rows() : m_slice.columns();
}

/// A picture whose last axis counts 3 or 4 shows colours; its plane then is the two axes before.
std::int64_t SlicePicture::channels() const {
    const tp::Shape& shape = m_slice.elements->shape();
    if (m_mode != Mode::Picture || shape.rank() < 3)
        return 1;
    const bool isColored = shape.back() == 3 || shape.back() == 4;
    const int last = static_cast<int>(shape.rank()) - 1;
    return isColored && m_slice.rowAxis != last && m_slice.columnAxis != last ? 3 : 1;
}

double SlicePicture::numberAt(std::int64_t row, std::int64_t column) const {
    return isStrip() ? m_slice.number(column, 0) : m_slice.number(row, column);
}

QImage SlicePicture::draw() const {
    const std::int64_t rows = shownRows();
    const std::int64_t columns = shownColumns();
    QImage image(
        static_cast<int>(std::min<std::int64_t>(columns, kMostPixels)),
        static_cast<int>(std::min<std::int64_t>(rows, kMostPixels)),
        QImage::Format_RGB32);
    double low = m_low;
    double high = m_high;
    if (m_mode == Mode::Picture && m_range != Range::Own) {
        low = 0;
        high = m_range == Range::Byte ? 255 : 1;
    }
    const auto byte = [&](double value) {
        const double part = high > low ? (value - low) / (high - low) : 0.5;
        return std::isfinite(part) ? static_cast<int>(std::lround(std::clamp(part, 0.0, 1.0) * 255))
                                   : 0;
    };
    const bool isColored = channels() == 3;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        const std::int64_t row = y * rows / image.height();
        for (int x = 0; x < image.width(); ++x) {
            const std::int64_t column = x * columns / image.width();
            if (isColored) {
                const std::int64_t at = m_slice.index(row, column);
                line[x] = qRgb(
                    byte(m_slice.elements->number(at)),
                    byte(m_slice.elements->number(at + 1)),
                    byte(m_slice.elements->number(at + 2)));
            } else if (m_mode == Mode::Picture) {
                const int grey = byte(numberAt(row, column));
                line[x] = qRgb(grey, grey, grey);
            } else {
                line[x] = scaleColor(numberAt(row, column), low, high);
            }
        }
    }
    return image;
}

QRectF SlicePicture::pictureRect() const {
    const int legend = scaled(kLegendHeight);
    const QRectF room = QRectF(rect()).adjusted(2, 2, -2, -2 - legend);
    QSizeF size(static_cast<double>(shownColumns()), static_cast<double>(shownRows()));
    // Needles would not be seen: nothing is thinner than a tenth of its length.
    size = size.expandedTo({size.height() / 10, size.width() / 10});
    const double most = scaled(56); // cells of a tiny tensor do not grow without end
    size.scale(
        std::min(room.width(), most * static_cast<double>(shownColumns())),
        std::min(room.height(), most * std::max(1.0, static_cast<double>(shownRows()))),
        Qt::KeepAspectRatio);
    return {room.center().x() - size.width() / 2, room.top(), size.width(), size.height()};
}

void SlicePicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    if (!m_image.isNull()) {
        const QRectF area = pictureRect();
        const bool isShrunk = m_image.width() > area.width();
        painter.setRenderHint(QPainter::SmoothPixmapTransform, isShrunk);
        painter.drawImage(area, m_image);
        painter.setPen(theme().border);
        painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5));
        if (m_mode == Mode::HeatMap) {
            paintNumbers(painter, area);
            paintScale(
                painter,
                QRectF(
                    Spacing::kTiny,
                    height() - scaled(kLegendHeight) + scaled(10),
                    width() - 2 * Spacing::kTiny,
                    scaled(8)));
        }
        if (m_place.x() >= 0) {
            const double w = area.width() / static_cast<double>(shownColumns());
            const double h = area.height() / static_cast<double>(shownRows());
            painter.setPen(QPen(theme().text, 1.5));
            painter.drawRect(QRectF(
                area.x() + w * m_place.x(),
                area.y() + h * m_place.y(),
                std::max(w, 3.0),
                std::max(h, 3.0)));
        }
    }
    if (showsFocus(this))
        paintFocusRing(&painter, rect(), Spacing::kSmallRadius);
}

void SlicePicture::paintNumbers(QPainter& painter, const QRectF& area) const {
    const double w = area.width() / static_cast<double>(shownColumns());
    const double h = area.height() / static_cast<double>(shownRows());
    if (w < scaled(static_cast<int>(kNumbersFrom)) || h < scaled(18))
        return;
    QFont font = typeFont(Type::Caption);
    painter.setFont(font);
    for (std::int64_t row = 0; row < shownRows(); ++row) {
        for (std::int64_t column = 0; column < shownColumns(); ++column) {
            const double value = numberAt(row, column);
            const QColor ground(scaleColor(value, m_low, m_high));
            painter.setPen(
                contrastRatio(ground, Qt::white) > contrastRatio(ground, Qt::black) ? Qt::white
                                                                                    : Qt::black);
            const QRectF cell(
                area.x() + w * static_cast<double>(column),
                area.y() + h * static_cast<double>(row),
                w,
                h);
            const QString text = QString::number(value, 'g', 3);
            painter.drawText(cell, Qt::AlignCenter, text);
        }
    }
}

void SlicePicture::paintScale(QPainter& painter, const QRectF& area) const {
    painter.setRenderHint(QPainter::SmoothPixmapTransform, true);
    painter.drawImage(area, scaleImage(256));
    painter.setPen(theme().border);
    painter.drawRect(area);
    painter.setFont(typeFont(Type::Caption));
    painter.setPen(theme().textMuted);
    const QRectF below(area.x(), area.bottom() + 2, area.width(), scaled(20));
    painter.drawText(below, Qt::AlignLeft | Qt::AlignVCenter, shortNumber(m_low));
    painter.drawText(below, Qt::AlignRight | Qt::AlignVCenter, shortNumber(m_high));
    painter.drawText(
        below, Qt::AlignHCenter | Qt::AlignVCenter, shortNumber(m_low + (m_high - m_low) / 2));
}

QString SlicePicture::reading() const {
    if (m_place.x() < 0 || m_slice.isEmpty())
        return {};
    const std::int64_t at =
        isStrip() ? m_slice.index(m_place.x(), 0) : m_slice.index(m_place.y(), m_place.x());
    QString value = QString::fromStdString(m_slice.elements->text(at));
    if (channels() == 3) {
        value = QStringLiteral("%1, %2, %3")
                    .arg(
                        value,
                        QString::fromStdString(m_slice.elements->text(at + 1)),
                        QString::fromStdString(m_slice.elements->text(at + 2)));
    }
    const QString place = isStrip() ? QString::number(m_place.x())
                                    : QStringLiteral("%1, %2").arg(m_place.y()).arg(m_place.x());
    return QStringLiteral("[%1] = %2").arg(place, value);
}

void SlicePicture::lookAt(QPoint place) {
    if (m_slice.isEmpty())
        return;
    const bool isInside =
        place.x() >= 0 && place.y() >= 0 && place.x() < shownColumns() && place.y() < shownRows();
    const QPoint next = isInside ? place : QPoint(-1, -1);
    if (next == m_place)
        return;
    m_place = next;
    emit readingChanged(reading());
    update();
}

void SlicePicture::mouseMoveEvent(QMouseEvent* event) {
    if (m_slice.isEmpty())
        return;
    const QRectF area = pictureRect();
    const QPointF part = event->position() - area.topLeft();
    if (!area.contains(event->position()))
        return lookAt({-1, -1});
    lookAt(
        {static_cast<int>(part.x() / area.width() * static_cast<double>(shownColumns())),
         static_cast<int>(part.y() / area.height() * static_cast<double>(shownRows()))});
}

void SlicePicture::leaveEvent(QEvent* event) {
    lookAt({-1, -1});
    QWidget::leaveEvent(event);
}

void SlicePicture::keyPressEvent(QKeyEvent* event) {
    QPoint step;
    switch (event->key()) {
    case Qt::Key_Left:
        step = {-1, 0};
        break;
    case Qt::Key_Right:
        step = {1, 0};
        break;
    case Qt::Key_Up:
        step = {0, -1};
        break;
    case Qt::Key_Down:
        step = {0, 1};
        break;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    if (m_slice.isEmpty())
        return;
    const QPoint from = m_place.x() < 0 ? QPoint(0, 0) - step : m_place;
    lookAt(
        {std::clamp(from.x() + step.x(), 0, static_cast<int>(shownColumns()) - 1),
         std::clamp(from.y() + step.y(), 0, static_cast<int>(shownRows()) - 1)});
}

} // namespace app
