#include "app/page/column_page.h"

#include "app/theme/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace app {

ColumnPage::ColumnPage(const QString& pageId, int widest, QWidget* parent)
    : Page(pageId, parent)
    , m_scroll(new QScrollArea(this))
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content))
    , m_widest(widest) {
    m_scroll->setObjectName(QStringLiteral("scroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus); // its controls take the focus and it scrolls to them
    m_content->setObjectName(QStringLiteral("content"));
    m_scroll->setWidget(m_content);
    m_column->setSpacing(Spacing::kLarge);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_scroll);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &ColumnPage::fit);
    fit();
}

void ColumnPage::fit() {
    const int side = std::max(Spacing::kWide, (width() - scaled(m_widest)) / 2);
    m_column->setContentsMargins(side, Spacing::kHuge, side, Spacing::kHuge);
}

void ColumnPage::resizeEvent(QResizeEvent* event) {
    fit();
    Page::resizeEvent(event);
}

QLabel* makeLabel(const char* objectName, const char* type, const char* tone) {
    auto* label = new QLabel;
    label->setObjectName(QString::fromLatin1(objectName));
    label->setProperty("type", type);
    label->setProperty("tone", tone);
    label->setWordWrap(true);
    return label;
}

QLabel* makeChip(const QString& text, const char* tone) {
    auto* chip = new QLabel(text);
    chip->setProperty("type", "caption");
    chip->setProperty("kind", "chip");
    chip->setProperty("tone", tone);
    chip->setFrameShape(QFrame::StyledPanel);
    chip->setContentsMargins(10, 3, 10, 3);
    return chip;
}

} // namespace app
