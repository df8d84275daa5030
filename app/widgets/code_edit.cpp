#include "app/widgets/code_edit.h"

#include "app/theme/theme.h"

#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

namespace app {

namespace {

/// The strip that holds the line numbers.
class CodeMargin : public QWidget {
public:
    explicit CodeMargin(CodeEdit* edit) : QWidget(edit), m_edit(edit) {}
    QSize sizeHint() const override { return {m_edit->marginWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_edit->paintMargin(event); }

private:
    CodeEdit* m_edit;
};

} // namespace

CodeEdit::CodeEdit(QWidget* parent) : QPlainTextEdit(parent), m_margin(new CodeMargin(this)) {
    setReadOnly(true);
    // The keyboard may walk through the code and select, though nothing can be typed.
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setCornerWidget(new QWidget);
    setCursorWidth(0);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::layOutMargin);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        if (dy != 0) {
            m_margin->scroll(0, dy);
        } else {
            m_margin->update(0, rect.y(), m_margin->width(), rect.height());
        }
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &CodeEdit::applyTheme);
    applyTheme();
}

void CodeEdit::applyTheme() {
    setFont(typeFont(Type::Mono));
    document()->setDocumentMargin(Spacing::kMedium);
    QPalette colors = palette();
    colors.setColor(QPalette::Base, theme().surfaceSunken);
    colors.setColor(QPalette::Text, theme().text);
    setPalette(colors);
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    layOutMargin();
    m_margin->update();
}

int CodeEdit::marginWidth() const {
    const int digits = std::max(2, static_cast<int>(QString::number(blockCount()).size()));
    return digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + Spacing::kLarge;
}

void CodeEdit::layOutMargin() {
    setViewportMargins(marginWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_margin->setGeometry(inside.left(), inside.top(), marginWidth(), inside.height());
}

void CodeEdit::paintMargin(QPaintEvent* event) {
    QPainter painter(m_margin);
    painter.fillRect(event->rect(), theme().surfaceSunken);
    painter.setFont(font());
    painter.setPen(theme().textMuted);
    QTextBlock block = firstVisibleBlock();
    double top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const double height = blockBoundingRect(block).height();
        const QRectF line(0, top, m_margin->width() - Spacing::kTiny, height);
        painter.drawText(
            line, Qt::AlignRight | Qt::AlignTop, QString::number(block.blockNumber() + 1));
        top += height;
        block = block.next();
    }
}

void CodeEdit::setTints(const QList<Tint>& tints) {
    QList<QTextEdit::ExtraSelection> selections;
    for (const Tint& tint : tints) {
        QTextEdit::ExtraSelection selection;
        selection.format.setBackground(tint.color);
        selection.format.setProperty(QTextFormat::FullWidthSelection, true);
        selection.cursor = QTextCursor(document()->findBlockByNumber(tint.line));
        selections.append(selection);
    }
    setExtraSelections(selections);
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    layOutMargin();
}

void CodeEdit::changeEvent(QEvent* event) {
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOutMargin();
}

} // namespace app
