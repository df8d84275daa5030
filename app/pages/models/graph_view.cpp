#include "app/pages/models/graph_view.h"

#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr double kLeastZoom = 0.002;
constexpr double kLeastBegin = 0.08; ///< smaller boxes tell nothing to whom nothing was shown yet
constexpr double kMostZoom = 3;
constexpr double kReadable = 0.75;  ///< from here on texts are easy to read
constexpr double kTextFrom = 0.42;  ///< below, boxes have no texts
constexpr double kBoxesFrom = 0.14; ///< below, boxes are plain
constexpr double kMargin = 28;
constexpr double kDragFrom = 4;

QPointF point(const tp::inspect::Spot& spot) {
    return {spot.x, spot.y};
}

QString detailOf(const tp::inspect::PictureBox& box) {
    return asText(box.kind) + QStringLiteral("  ") + shapeText(box.outputs);
}

/// Through all corners, leaving and arriving straight down.
QPainterPath curve(const std::vector<tp::inspect::Spot>& way) {
    QPainterPath path(point(way.front()));
    for (std::size_t i = 1; i < way.size(); ++i) {
        const QPointF from = point(way[i - 1]);
        const QPointF to = point(way[i]);
        const QPointF bend(0, (to.y() - from.y()) / 2);
        if (std::abs(from.x() - to.x()) < 0.5) {
            path.lineTo(to);
        } else {
            path.cubicTo(from + bend, to - bend, to);
        }
    }
    return path;
}

} // namespace

GraphView::GraphView(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("graphView"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, qOverload<>(&QWidget::update));
}

void GraphView::setPicture(const Picture& picture, std::vector<QColor> colors) {
    m_picture = picture;
    m_colors = std::move(colors);
    m_hits.clear();
    place();
    keepInside();
    update();
}

void GraphView::setNote(const QString& note) {
    m_note = note;
    update();
}

void GraphView::setMarks(std::vector<Mark> marks) {
    m_marks = std::move(marks);
    update();
}

void GraphView::setSelected(int row) {
    m_selected = row;
    const Box* box = selectedBox();
    setAccessibleDescription(
        box == nullptr ? QString()
                       : QStringLiteral("%1, %2").arg(asText(box->name), detailOf(*box)));
    update();
}

void GraphView::setHits(const std::vector<int>& rows) {
    m_hits = rows;
    std::sort(m_hits.begin(), m_hits.end());
    update();
}

bool GraphView::isHit(int row) const {
    return std::binary_search(m_hits.begin(), m_hits.end(), row);
}

QRectF GraphView::onScreen(const Box& box) const {
    return {m_offset + point(box.corner) * m_zoom, QSizeF(box.width * m_zoom, box.height * m_zoom)};
}

const GraphView::Box* GraphView::boxAt(const QPointF& place) const {
    const Box* found = nullptr; // parts come after the models that they lie on
    for (std::size_t i = 0; m_picture && i < m_picture->boxes.size(); ++i) {
        if (onScreen(m_picture->boxes[i]).contains(place))
            found = &m_picture->boxes[i];
    }
    return found;
}

const GraphView::Box* GraphView::selectedBox() const {
    for (std::size_t i = 0; m_picture && m_selected >= 0 && i < m_picture->boxes.size(); ++i) {
        if (m_picture->boxes[i].row == m_selected)
            return &m_picture->boxes[i];
    }
    return nullptr;
}

QRectF GraphView::boxOf(int row) const {
    for (std::size_t i = 0; m_picture && i < m_picture->boxes.size(); ++i) {
        if (m_picture->boxes[i].row == row)
            return onScreen(m_picture->boxes[i]);
    }
    return {};
}

void GraphView::fit() {
    m_isFitted = true;
    m_isWhole = true;
    place();
}

void GraphView::begin() {
    m_isFitted = true;
    m_isWhole = false;
    place();
}

/// Where the picture belongs while nobody moved it.
void GraphView::place() {
    if (!m_isFitted || !m_picture || m_picture->width <= 0 || m_picture->height <= 0)
        return;
    const double across = (width() - 2 * kMargin) / m_picture->width;
    const double down = (height() - 2 * kMargin) / m_picture->height;
    const double whole = std::min({across, down, 1.25 * scaled(100) / 100});
    if (!m_isWhole && whole < kLeastBegin && !m_picture->boxes.empty()) {
        const auto& boxes = m_picture->boxes;
        const auto first =
            std::min_element(boxes.begin(), boxes.end(), [](const Box& a, const Box& b) {
                return a.corner.y < b.corner.y;
            });
        m_zoom = kReadable;
        m_offset = {
            width() / 2.0 - (first->corner.x + first->width / 2) * m_zoom,
            kMargin - first->corner.y * m_zoom};
    } else {
        m_zoom = std::clamp(whole, kLeastZoom, kMostZoom);
        m_offset = {
            std::max(kMargin, (width() - m_picture->width * m_zoom) / 2),
            std::max(kMargin, (height() - m_picture->height * m_zoom) / 2)};
    }
    update();
    emit zoomChanged();
}

void GraphView::reveal(int row) {
    const QRectF box = boxOf(row);
    if (box.isEmpty())
        return;
    const bool isSeen = QRectF(rect()).contains(box) && m_zoom >= kTextFrom * 1.2;
    if (isSeen)
        return;
    m_isFitted = false;
    if (m_zoom < kReadable)
        zoomAt(kReadable / m_zoom, box.center());
    m_offset += QPointF(width() / 2.0, height() / 2.0) - boxOf(row).center();
    keepInside();
    update();
}

void GraphView::zoomBy(double factor) {
    const Box* box = selectedBox();
    const QPointF middle(width() / 2.0, height() / 2.0);
    const QPointF anchor = box != nullptr ? onScreen(*box).center() : middle;
    zoomAt(factor, QRectF(rect()).contains(anchor) ? anchor : middle);
}

void GraphView::zoomAt(double factor, const QPointF& anchor) {
    const double zoom = std::clamp(m_zoom * factor, kLeastZoom, kMostZoom);
    m_offset = anchor - (anchor - m_offset) * (zoom / m_zoom);
    m_zoom = zoom;
    m_isFitted = false;
    keepInside();
    update();
    emit zoomChanged();
}

/// Some of the picture stays in sight, so that nobody gets lost.
void GraphView::keepInside() {
    if (!m_picture)
        return;
    const QSizeF size(m_picture->width * m_zoom, m_picture->height * m_zoom);
    const auto within = [](double offset, double room, double length) {
        const double most = room - std::min(room, length) / 2;
        const double least = std::min(room, length) / 2 - length;
        return std::clamp(offset, std::min(least, most), std::max(least, most));
    };
    m_offset.setX(within(m_offset.x(), width(), size.width()));
    m_offset.setY(within(m_offset.y(), height(), size.height()));
}

void GraphView::paintArrows(QPainter& painter) const {
    const QRectF seen(-m_offset / m_zoom, QSizeF(size()) / m_zoom);
    const double line = std::max(1.4, 1.0 / m_zoom);
    painter.setPen(QPen(mixed(theme().borderStrong, theme().textMuted, 0.4), line));
    painter.setBrush(Qt::NoBrush);
    const bool hasHeads = m_zoom >= kBoxesFrom;
    QPainterPath heads;
    heads.setFillRule(Qt::WindingFill);
    for (const auto& arrow : m_picture->arrows) {
        const bool isSeen = arrow.least.x <= seen.right() + 8 && arrow.most.x >= seen.left() - 8 &&
                            arrow.least.y <= seen.bottom() + 8 && arrow.most.y >= seen.top() - 8;
        if (!isSeen)
            continue;
        if (!hasHeads) {
            for (std::size_t i = 1; i < arrow.way.size(); ++i)
                painter.drawLine(point(arrow.way[i - 1]), point(arrow.way[i]));
            continue;
        }
        painter.drawPath(curve(arrow.way));
        const QPointF tip = point(arrow.way.back());
        heads.moveTo(tip);
        heads.lineTo(tip + QPointF(-4.5, -8));
        heads.lineTo(tip + QPointF(4.5, -8));
        heads.closeSubpath();
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(theme().borderStrong, theme().textMuted, 0.4));
    painter.drawPath(heads);
}

void GraphView::paintDetail(QPainter& painter, const Box& box, const QRectF& rect) const {
    const auto row = static_cast<std::size_t>(std::max(box.row, 0));
    const Mark mark = box.row >= 0 && row < m_marks.size() ? m_marks[row] : Mark::None;
    // Fonts have whole sizes only, so the painter does the zooming.
    painter.save();
    painter.translate(rect.topLeft());
    painter.scale(m_zoom, m_zoom);
    const QRectF inside = QRectF(0, 0, box.width, box.height).adjusted(15, 5, -8, -6);
    const auto draw = [&](const QString& text, int alignment, double width) {
        painter.drawText(
            inside,
            alignment,
            QFontMetricsF(painter.font()).elidedText(text, Qt::ElideMiddle, width));
    };
    QFont font = typeFont(Type::Body);
    font.setPixelSize(13);
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(theme().text);
    draw(
        asText(box.name),
        Qt::AlignLeft | Qt::AlignTop,
        inside.width() - (mark == Mark::None ? 0 : 18));
    if (mark != Mark::None) {
        const int side = 14;
        const bool isBroken = mark == Mark::Broken;
        const QPixmap sign = iconPixmap(
            isBroken ? QStringLiteral("warning") : QStringLiteral("lock"),
            2 * side,
            isBroken ? theme().warning : theme().textMuted,
            devicePixelRatioF());
        painter.drawPixmap(
            QRectF(inside.right() - side, inside.top() + 1, side, side),
            sign,
            QRectF(QPointF(), QSizeF(sign.size())));
    }
    if (!box.isGroup) {
        font.setPixelSize(11);
        font.setWeight(QFont::Normal);
        painter.setFont(font);
        painter.setPen(theme().textMuted);
        draw(detailOf(box), Qt::AlignLeft | Qt::AlignBottom, inside.width());
    }
    painter.restore();
}

void GraphView::paintBoxes(QPainter& painter, bool areGroups) const {
    const QRectF seen = QRectF(rect()).adjusted(-4, -4, 4, 4);
    const ThemeColors& colors = theme();
    for (const Box& box : m_picture->boxes) {
        const QRectF place = onScreen(box);
        if (box.isGroup != areGroups || !place.intersects(seen))
            continue;
        const bool isSelected = box.row >= 0 && box.row == m_selected;
        const bool isFound = isHit(box.row);
        const auto row = static_cast<std::size_t>(std::max(box.row, 0));
        const QColor family =
            box.row >= 0 && row < m_colors.size() ? m_colors[row] : colors.borderStrong;
        if (m_zoom < kBoxesFrom && !box.isGroup) {
            painter.fillRect(
                place, isSelected || isFound ? colors.accent : mixed(family, colors.surface, 0.25));
            continue;
        }
        const double radius = std::min(7.0, 7.0 * m_zoom);
        QColor fill = box.isGroup ? mixed(colors.surfaceSunken, colors.accentSoft, 0.35)
                                  : (isSelected ? colors.accentSoft : colors.surface);
        if (isFound && !isSelected && !box.isGroup)
            fill = colors.warningSoft;
        const QColor line = isSelected ? colors.accent : (isFound ? colors.warning : colors.border);
        paintBox(&painter, place, radius, fill, line, isSelected || isFound ? 2 : 1);
        if (!box.isGroup) {
            const double bar = std::max(2.0, 4 * m_zoom);
            paintBox(
                &painter,
                QRectF(
                    place.x() + 4 * m_zoom,
                    place.y() + 7 * m_zoom,
                    bar,
                    place.height() - 14 * m_zoom),
                bar / 2,
                family);
        }
        if (m_zoom >= kTextFrom)
            paintDetail(painter, box, place);
    }
}

void GraphView::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().window);
    if (m_picture) {
        painter.setRenderHint(QPainter::Antialiasing, m_zoom >= kBoxesFrom);
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        paintBoxes(painter, true);
        painter.save();
        painter.translate(m_offset);
        painter.scale(m_zoom, m_zoom);
        paintArrows(painter);
        painter.restore();
        paintBoxes(painter, false);
    } else {
        painter.setPen(theme().textMuted);
        painter.drawText(
            rect().adjusted(int(kMargin), 0, -int(kMargin), 0),
            Qt::AlignCenter | Qt::TextWordWrap,
            m_note);
    }
    if (showsFocus(this))
        paintFocusRing(&painter, QRectF(rect()), Spacing::kSmallRadius);
}

void GraphView::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton)
        return;
    m_pressed = event->position();
    m_offsetThen = m_offset;
    m_isDragging = false;
}

void GraphView::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) {
        setCursor(boxAt(event->position()) != nullptr ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const QPointF way = event->position() - *m_pressed;
    m_isDragging = m_isDragging || way.manhattanLength() > kDragFrom;
    if (!m_isDragging)
        return;
    setCursor(Qt::ClosedHandCursor);
    m_isFitted = false;
    m_offset = m_offsetThen + way;
    keepInside();
    update();
}

void GraphView::mouseReleaseEvent(QMouseEvent* event) {
    const bool isClick = m_pressed && !m_isDragging && event->button() == Qt::LeftButton;
    m_pressed.reset();
    setCursor(Qt::ArrowCursor);
    if (!isClick)
        return;
    const Box* box = boxAt(event->position());
    emit chosen(box != nullptr ? box->row : -1);
}

void GraphView::mouseDoubleClickEvent(QMouseEvent* event) {
    const Box* box = boxAt(event->position());
    if (box != nullptr && box->row >= 0) {
        emit toggled(box->row);
    } else {
        fit();
    }
}

void GraphView::wheelEvent(QWheelEvent* event) {
    const double turns = event->angleDelta().y() / 120.0;
    if (turns != 0)
        zoomAt(std::pow(1.2, turns), event->position());
    event->accept();
}

/// The nearest box in that direction.
void GraphView::chooseNext(Qt::Key key) {
    const Box* from = selectedBox();
    if (!m_picture || m_picture->boxes.empty())
        return;
    const auto selectable = [](const Box& box) { return box.row >= 0; };
    if (from == nullptr) {
        const auto first =
            std::find_if(m_picture->boxes.begin(), m_picture->boxes.end(), selectable);
        if (first != m_picture->boxes.end())
            emit chosen(first->row);
        return;
    }
    const bool isDown = key == Qt::Key_Down || key == Qt::Key_Right;
    const bool isAcross = key == Qt::Key_Left || key == Qt::Key_Right;
    const QPointF start = onScreen(*from).center();
    const Box* best = nullptr;
    double bestDistance = 0;
    for (const Box& box : m_picture->boxes) {
        if (!selectable(box) || &box == from || box.isGroup)
            continue;
        const QPointF way = onScreen(box).center() - start;
        const double along = (isAcross ? way.x() : way.y()) * (isDown ? 1 : -1);
        const double aside = std::abs(isAcross ? way.y() : way.x());
        if (along <= 1)
            continue;
        const double distance = along + aside * (isAcross ? 4 : 0.6);
        if (best == nullptr || distance < bestDistance) {
            best = &box;
            bestDistance = distance;
        }
    }
    if (best == nullptr)
        return;
    emit chosen(best->row);
    if (!QRectF(rect()).contains(boxOf(best->row)))
        reveal(best->row);
}

void GraphView::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.25);
    case Qt::Key_Minus:
        return zoomBy(0.8);
    case Qt::Key_0:
        return fit();
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Left:
    case Qt::Key_Right:
        return chooseNext(static_cast<Qt::Key>(event->key()));
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_selected >= 0)
            emit toggled(m_selected);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GraphView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    place();
    keepInside();
}

bool GraphView::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const Box* box = boxAt(help->pos());
        QToolTip::showText(
            help->globalPos(),
            box == nullptr ? QString() : asText(box->name) + u'\n' + detailOf(*box),
            this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace app
