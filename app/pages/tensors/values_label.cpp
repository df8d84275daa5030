#include "app/pages/tensors/values_label.h"

#include "app/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

namespace app {

ValuesLabel::ValuesLabel(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("values"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ValuesLabel::setText(const QString& text) {
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

void ValuesLabel::setFaint(bool isFaint) {
    m_isFaint = isFaint;
    update();
}

QSize ValuesLabel::sizeHint() const {
    const QFontMetrics metrics(typeFont(Type::Mono));
    const auto lines = static_cast<int>(m_text.count(u'\n')) + 1;
    return {metrics.horizontalAdvance(m_text.section(u'\n', 0, 0)), lines * metrics.lineSpacing()};
}

QSize ValuesLabel::minimumSizeHint() const {
    return {40, sizeHint().height()};
}

void ValuesLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setFont(typeFont(Type::Mono));
    painter.setPen(m_isFaint ? theme().textMuted : theme().text);
    const QFontMetrics metrics = painter.fontMetrics();
    int y = 0;
    const QStringList lines = m_text.split(u'\n');
    for (const QString& line : lines) {
        painter.drawText(
            QRect(0, y, width(), metrics.lineSpacing()),
            Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
            metrics.elidedText(line, Qt::ElideRight, width()));
        y += metrics.lineSpacing();
    }
}

} // namespace app
