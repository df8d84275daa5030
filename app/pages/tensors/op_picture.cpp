#include "app/pages/tensors/op_picture.h"

#include "app/pages/tensors/tensor_words.h"
#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace app {

namespace {

constexpr int kMostRows = 5;
constexpr int kMostColumns = 6;
constexpr int kCellHeight = 24;
constexpr int kTitleHeight = 20;
constexpr int kGap = 30; // room for the sign between two grids

QFont cellFont() {
    QFont font = typeFont(Type::Mono);
    font.setPixelSize(typeSize(Type::Caption));
    return font;
}

QString shortText(const tp::notebook::Elements& elements, std::int64_t at) {
    if (elements.spec().dtype == tp::DType::Float32)
        return QString::number(elements.number(at), 'g', 4);
    QString text = QString::fromStdString(elements.text(at));
    return text.size() > 12 ? text.left(11) + u'…' : text;
}

/// Rows and columns of a shape on paper: axes of size 1 left out, those before the last two laid
/// under each other.
QSize planeOf(const tp::Shape& shape) {
    std::vector<std::int64_t> sizes;
    for (const std::int64_t size : shape) {
        if (size != 1)
            sizes.push_back(size);
    }
    std::int64_t rows = 1;
    for (std::size_t i = 0; i + 1 < sizes.size(); ++i)
        rows *= sizes[i];
    // A column vector keeps standing.
    const bool isColumn = sizes.size() == 1 && shape.rank() >= 2 && shape.back() == 1;
    if (isColumn)
        return {1, static_cast<int>(sizes[0])};
    return {sizes.empty() ? 1 : static_cast<int>(sizes.back()), static_cast<int>(rows)};
}

} // namespace

OpPicture::OpPicture(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("opPicture"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void OpPicture::clear() {
    m_grids.clear();
    updateGeometry();
    update();
}

OpPicture::Grid
OpPicture::gridOf(const tp::notebook::Elements& elements, const tp::Shape& shownAs) const {
    Grid grid;
    const QSize plane = planeOf(shownAs);
    grid.rows = std::min(plane.height(), kMostRows);
    grid.columns = std::min(plane.width(), kMostColumns);
    grid.isCut = grid.rows < plane.height() || grid.columns < plane.width();
    grid.shape = shapeText(elements.shape());
    const tp::Shape& shape = elements.shape();
    const tp::Shape strides = tp::rowMajorStrides(shape);
    const tp::Shape shownStrides = tp::rowMajorStrides(shownAs);
    const QFontMetrics metrics(cellFont());
    int widest = metrics.horizontalAdvance(QStringLiteral("00"));
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const std::int64_t shown = std::int64_t{row} * plane.width() + column;
            std::int64_t at = 0;
            bool isCopy = false;
            for (std::size_t axis = 0; axis < shownAs.rank(); ++axis) {
                const std::int64_t place = shown / shownStrides[axis] % shownAs[axis];
                const std::size_t missing = shownAs.rank() - shape.rank();
                const bool isStretched = axis < missing || shape[axis - missing] != shownAs[axis];
                isCopy = isCopy || (isStretched && place > 0);
                if (!isStretched)
                    at += place * strides[axis - missing];
            }
            grid.texts.append(elements.size() > 0 ? shortText(elements, at) : QString());
            grid.isCopy.push_back(isCopy);
            widest = std::max(widest, metrics.horizontalAdvance(grid.texts.last()));
        }
    }
    grid.cellWidth = widest + scaled(14);
    return grid;
}

void OpPicture::setExample(const Example& example) {
    m_grids.clear();
    for (std::size_t i = 0; i < example.inputs.size(); ++i) {
        const tp::Shape shownAs = example.isBroadcast && !example.outputs.empty()
                                      ? example.outputs[0].shape()
                                      : example.inputs[i].shape();
        Grid grid = gridOf(example.inputs[i], shownAs);
        grid.title = example.names.value(static_cast<qsizetype>(i));
        m_grids.push_back(grid);
    }
    for (std::size_t i = 0; i < example.outputs.size(); ++i) {
        Grid grid = gridOf(example.outputs[i], example.outputs[i].shape());
        grid.title =
            example.outputs.size() > 1 ? QStringLiteral("y.%1").arg(i) : QStringLiteral("y");
        grid.isResult = true;
        m_grids.push_back(grid);
    }
    updateGeometry();
    update();
}

QSize OpPicture::sizeOf(const Grid& grid) const {
    const QFontMetrics metrics(typeFont(Type::Caption));
    const QString title = grid.title + QStringLiteral("  ") + grid.shape;
    return {
        std::max(grid.columns * grid.cellWidth, metrics.horizontalAdvance(title) + 4),
        scaled(kTitleHeight) + grid.rows * scaled(kCellHeight) + (grid.isCut ? scaled(16) : 0)};
}

/// Grids stand beside each other while there is room, else they go on below.
int OpPicture::layOut(int width, std::vector<QPoint>& places) const {
    const int gap = scaled(kGap);
    int x = 0;
    int y = 0;
    int lineHeight = 0;
    for (std::size_t i = 0; i < m_grids.size(); ++i) {
        const QSize size = sizeOf(m_grids[i]);
        const int sign = m_grids[i].isResult || i > 0 ? gap : 0;
        if (x > 0 && x + sign + size.width() > width) {
            x = 0;
            y += lineHeight + Spacing::kMedium;
            lineHeight = 0;
        }
        places.emplace_back(x + sign, y);
        x += sign + size.width();
        lineHeight = std::max(lineHeight, size.height());
    }
    return y + lineHeight;
}

int OpPicture::heightForWidth(int width) const {
    std::vector<QPoint> places;
    return std::max(1, layOut(width, places));
}

QSize OpPicture::sizeHint() const {
    return {320, heightForWidth(std::max(200, width()))};
}

void OpPicture::paintGrid(QPainter& painter, const Grid& grid, QPoint place) const {
    const ThemeColors& colors = theme();
    const int height = scaled(kCellHeight);
    painter.setFont(typeFont(Type::Caption));
    painter.setPen(grid.isResult ? colors.accent : colors.text);
    const QRect titleRect(place.x(), place.y(), width(), scaled(kTitleHeight));
    painter.drawText(titleRect, Qt::AlignLeft | Qt::AlignVCenter, grid.title);
    const int titleWidth =
        painter.fontMetrics().horizontalAdvance(grid.title + QStringLiteral("  "));
    painter.setPen(colors.textMuted);
    painter.drawText(
        titleRect.adjusted(titleWidth, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, grid.shape);
    painter.setFont(cellFont());
    const int top = place.y() + scaled(kTitleHeight);
    for (int row = 0; row < grid.rows; ++row) {
        for (int column = 0; column < grid.columns; ++column) {
            const auto at = row * grid.columns + column;
            const bool isCopy = grid.isCopy[static_cast<std::size_t>(at)];
            const QRect cell(
                place.x() + column * grid.cellWidth, top + row * height, grid.cellWidth, height);
            const QRectF box = QRectF(cell).adjusted(1, 1, -1, -1);
            if (isCopy) {
                painter.setBrush(Qt::NoBrush);
                painter.setPen(QPen(colors.borderStrong, 1, Qt::DotLine));
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
            } else {
                paintBox(
                    &painter,
                    box,
                    3,
                    grid.isResult ? colors.accentSoft : colors.surfaceSunken,
                    grid.isResult ? mixed(colors.accentSoft, colors.accent, 0.4) : colors.border);
            }
            painter.setPen(isCopy ? colors.textMuted : colors.text);
            painter.drawText(cell, Qt::AlignCenter, grid.texts[at]);
        }
    }
    if (grid.isCut) {
        painter.setPen(colors.textMuted);
        painter.drawText(
            QRect(place.x(), top + grid.rows * height, grid.columns * grid.cellWidth, scaled(16)),
            Qt::AlignLeft | Qt::AlignVCenter,
            QStringLiteral("…"));
    }
}

void OpPicture::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    std::vector<QPoint> places;
    layOut(width(), places);
    for (std::size_t i = 0; i < m_grids.size(); ++i) {
        paintGrid(painter, m_grids[i], places[i]);
        const bool isFirst = i == 0 && !m_grids[i].isResult;
        if (isFirst)
            continue;
        const bool isArrow = m_grids[i].isResult && (i == 0 || !m_grids[i - 1].isResult);
        painter.setPen(theme().textMuted);
        painter.setFont(typeFont(Type::Heading));
        const QRect sign(
            places[i].x() - scaled(kGap),
            places[i].y() + scaled(kTitleHeight),
            scaled(kGap),
            m_grids[i].rows * scaled(kCellHeight));
        painter.drawText(
            sign, Qt::AlignCenter, isArrow ? QStringLiteral("→") : QStringLiteral(","));
    }
}

} // namespace app
