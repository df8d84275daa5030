#include "app/widgets/markdown_view.h"

#include "app/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QFontMetrics>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QTextFrame>
#include <QTextList>
#include <QTextTable>

#include <algorithm>

namespace app {

namespace {

constexpr int kLettersPerLine = 70;
constexpr int kLineHeight = 122; // percent

enum class Ground { None, Note, Code };

Ground groundOf(const QTextBlock& block) {
    const QTextBlockFormat format = block.blockFormat();
    if (format.hasProperty(QTextFormat::BlockCodeLanguage) ||
        format.hasProperty(QTextFormat::BlockCodeFence))
        return Ground::Code;
    return format.intProperty(QTextFormat::BlockQuoteLevel) > 0 ? Ground::Note : Ground::None;
}

Type typeOfHeading(int level) {
    if (level <= 1)
        return Type::Title;
    return level == 2 ? Type::Heading : Type::Body;
}

void dressFragments(const QTextBlock& block, const QTextCharFormat& base) {
    for (auto it = block.begin(); !it.atEnd(); ++it) {
        const QTextFragment fragment = it.fragment();
        const QTextCharFormat old = fragment.charFormat();
        QTextCharFormat format = base;
        QFont font = base.font();
        if (old.fontFixedPitch() && !old.isAnchor()) {
            font = typeFont(Type::Mono);
            if (groundOf(block) != Ground::Code)
                format.setBackground(theme().surfaceSunken);
        }
        font.setItalic(old.fontItalic());
        if (old.fontWeight() > QFont::Normal)
            font.setWeight(QFont::DemiBold);
        font.setStrikeOut(old.fontStrikeOut());
        format.setFont(font);
        if (old.isAnchor()) {
            format.setAnchor(true);
            format.setAnchorHref(old.anchorHref());
            format.setForeground(theme().accent);
            format.setFontUnderline(true);
        }
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

} // namespace

MarkdownView::MarkdownView(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setOpenExternalLinks(false);
    setFrameShape(QFrame::NoFrame);
    setCursorWidth(0);
    setTextInteractionFlags(
        Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard | Qt::LinksAccessibleByMouse |
        Qt::LinksAccessibleByKeyboard);
    setUndoRedoEnabled(false);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        emit navigate(url.toString());
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &MarkdownView::render);
    render();
}

void MarkdownView::setMarkdownText(const QString& markdown) {
    if (m_markdown == markdown)
        return;
    m_markdown = markdown;
    render();
    verticalScrollBar()->setValue(0);
}

QVariant MarkdownView::loadResource(int, const QUrl&) {
    return {};
}

void MarkdownView::render() {
    const int position = verticalScrollBar()->value();
    QPalette colors = palette();
    colors.setColor(QPalette::Base, Qt::transparent);
    colors.setColor(QPalette::Text, theme().text);
    setPalette(colors);
    viewport()->setAutoFillBackground(false);
    document()->setDefaultFont(typeFont(Type::Body));
    document()->setDocumentMargin(Spacing::kTiny);
    document()->setIndentWidth(scaled(22));
    document()->setMarkdown(m_markdown, QTextDocument::MarkdownDialectGitHub);
    dress();
    dressTables();
    fitWidth();
    verticalScrollBar()->setValue(position);
    updateGeometry();
}

void MarkdownView::dress() {
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextCharFormat base;
        base.setFont(typeFont(Type::Body));
        base.setForeground(theme().text);
        QTextBlockFormat format = block.blockFormat();
        format.setLineHeight(kLineHeight, QTextBlockFormat::ProportionalHeight);
        format.setTopMargin(0);
        format.setBottomMargin(scaled(10));
        const int level = format.headingLevel();
        const Ground ground = groundOf(block);
        const bool isLast = !block.next().isValid() || groundOf(block.next()) != ground;
        if (level > 0) {
            QFont font = typeFont(typeOfHeading(level));
            font.setWeight(QFont::DemiBold);
            base.setFont(font);
            format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
            format.setTopMargin(block.blockNumber() == 0 ? 0 : scaled(14));
            format.setBottomMargin(scaled(6));
        } else if (block.textList()) {
            format.setBottomMargin(block.next().textList() ? scaled(4) : scaled(10));
        } else if (QTextCursor(block).currentTable()) {
            format.setBottomMargin(0);
            format.setLineHeight(130, QTextBlockFormat::ProportionalHeight);
        }
        if (ground != Ground::None) {
            const bool isFirst = block.blockNumber() == 0 || groundOf(block.previous()) != ground;
            format.setLeftMargin(scaled(16));
            format.setRightMargin(scaled(12));
            format.setTopMargin(isFirst ? scaled(12) : 0);
            format.setBottomMargin(isLast ? scaled(20) : (ground == Ground::Code ? 0 : scaled(8)));
            format.clearBackground();
            if (ground == Ground::Code) {
                base.setFont(typeFont(Type::Mono));
                format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
            }
        }
        QTextCursor cursor(block);
        cursor.setBlockFormat(format);
        cursor.setBlockCharFormat(base);
        dressFragments(block, base);
    }
}

void MarkdownView::dressTables() {
    const QList<QTextFrame*> frames = document()->rootFrame()->childFrames();
    for (QTextFrame* frame : frames) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderBrush(theme().border);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setCellPadding(scaled(6));
        format.setCellSpacing(0);
        format.setTopMargin(scaled(14));
        format.setBottomMargin(scaled(14));
        table->setFormat(format);
        for (int column = 0; column < table->columns(); ++column) {
            QTextTableCell cell = table->cellAt(0, column);
            QTextTableCellFormat head = cell.format().toTableCellFormat();
            head.setBackground(theme().surfaceSunken);
            cell.setFormat(head);
            // Qt's reader leaves an empty paragraph in front of the first title, and that title in
            // normal weight.
            QTextCursor cursor = cell.firstCursorPosition();
            if (cursor.block().length() == 1 && cursor.block() != cell.lastCursorPosition().block())
                cursor.deleteChar();
            cursor.setPosition(cell.lastPosition(), QTextCursor::KeepAnchor);
            QTextCharFormat strong;
            strong.setFontWeight(QFont::DemiBold);
            cursor.mergeCharFormat(strong);
        }
    }
}

void MarkdownView::fitWidth() {
    if (m_isFitting)
        return;
    m_isFitting = true;
    const QFontMetrics metrics(typeFont(Type::Body));
    const int widest = kLettersPerLine * metrics.averageCharWidth();
    setLineWrapMode(QTextEdit::FixedPixelWidth);
    setLineWrapColumnOrWidth(std::min(viewport()->width(), widest));
    if (m_fitsContents)
        setFixedHeight(static_cast<int>(std::ceil(document()->size().height())) + 2 * frameWidth());
    m_isFitting = false;
}

void MarkdownView::setFitsContents(bool fits) {
    m_fitsContents = fits;
    setVerticalScrollBarPolicy(fits ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    if (!fits) {
        setMinimumHeight(0);
        setMaximumHeight(QWIDGETSIZE_MAX);
    }
    fitWidth();
}

QSize MarkdownView::sizeHint() const {
    const int width = kLettersPerLine * QFontMetrics(typeFont(Type::Body)).averageCharWidth();
    return {width + Spacing::kWide, m_fitsContents ? height() : scaled(240)};
}

QSize MarkdownView::minimumSizeHint() const {
    return {scaled(160), m_fitsContents ? 0 : scaled(80)};
}

void MarkdownView::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    fitWidth();
}

void MarkdownView::paintEvent(QPaintEvent* event) {
    {
        QPainter painter(viewport());
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        const QPointF scroll(-horizontalScrollBar()->value(), -verticalScrollBar()->value());
        const double width = document()->size().width() - 2 * document()->documentMargin();
        QTextBlock block = document()->begin();
        while (block.isValid()) {
            const Ground ground = groundOf(block);
            const QTextBlock first = block;
            QTextBlock last = block;
            while (ground != Ground::None && block.next().isValid() &&
                   groundOf(block.next()) == ground)
                last = block = block.next();
            block = block.next();
            if (ground == Ground::None)
                continue;
            const auto* layout = document()->documentLayout();
            const double top = layout->blockBoundingRect(first).top() - scaled(9);
            const double bottom = layout->blockBoundingRect(last).bottom() + scaled(9);
            const QRectF box =
                QRectF(document()->documentMargin(), top, width, bottom - top).translated(scroll);
            painter.setBrush(ground == Ground::Note ? theme().accentSoft : theme().surfaceSunken);
            painter.drawRoundedRect(box, Spacing::kSmallRadius, Spacing::kSmallRadius);
            if (ground == Ground::Note) {
                painter.setBrush(theme().accent);
                painter.drawRoundedRect(QRectF(box.left(), box.top(), 3, box.height()), 1.5, 1.5);
            }
        }
    }
    QTextBrowser::paintEvent(event);
}

} // namespace app
