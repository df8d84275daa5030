#include "app/pages/models/top_list.h"

#include "app/theme/paint.h"
#include "app/theme/theme.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace app {

namespace {

constexpr int kLineHeight = 24;
constexpr int kValueWidth = 84;
constexpr int kWidestLabel = 240;

QString numberText(double value) {
    return QLocale().toString(value, 'g', 4);
}

} // namespace

TopList::TopList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("topList"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void TopList::setLines(const QList<Line>& lines) {
    m_lines = lines;
    QStringList words;
    for (const Line& line : m_lines)
        words.append(line.label + u' ' + numberText(line.value));
    setAccessibleDescription(words.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

QSize TopList::sizeHint() const {
    return {scaled(300), scaled(kLineHeight) * static_cast<int>(m_lines.size())};
}

QSize TopList::minimumSizeHint() const {
    return {scaled(180), sizeHint().height()};
}

void TopList::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    double most = 0;
    for (const Line& line : m_lines)
        most = std::max(most, std::isfinite(line.value) ? std::abs(line.value) : 0);
    const int high = scaled(kLineHeight);
    const int labelWidth = std::min(width() * 4 / 10, scaled(kWidestLabel));
    const int valueWidth = scaled(kValueWidth);
    painter.setFont(typeFont(Type::Body));
    for (int i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        const QRect place(0, i * high, width(), high);
        painter.setPen(theme().text);
        const QRect words = place.adjusted(0, 0, labelWidth - width() - scaled(8), 0);
        painter.drawText(
            words,
            Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(line.label, Qt::ElideRight, words.width()));
        painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter, numberText(line.value));
        const double room = width() - labelWidth - valueWidth;
        const double part =
            most > 0 && std::isfinite(line.value) ? std::max(0.0, line.value) / most : 0;
        const double thick = scaled(8);
        const QRectF track(labelWidth, place.center().y() - thick / 2 + 1, room, thick);
        paintBox(&painter, track, thick / 2, theme().surfaceSunken);
        if (part > 0 && room > thick) {
            QRectF bar = track;
            bar.setWidth(std::max(thick, room * part));
            paintBox(&painter, bar, thick / 2, theme().series[0]);
        }
    }
}

} // namespace app
