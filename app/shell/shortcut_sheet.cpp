#include "app/shell/shortcut_sheet.h"

#include "app/shell/actions.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace app {

namespace {

QLabel* label(const QString& text, const char* type, const char* tone) {
    auto* made = new QLabel(text);
    made->setProperty("type", type);
    made->setProperty("tone", tone);
    return made;
}

QLabel* keyCap(const QString& text) {
    auto* cap = label(text, "caption", "text");
    cap->setProperty("kind", "chip");
    cap->setFrameShape(QFrame::StyledPanel);
    cap->setAlignment(Qt::AlignCenter);
    cap->setContentsMargins(Spacing::kSmall, 2, Spacing::kSmall, 2);
    return cap;
}

} // namespace

ShortcutSheet::ShortcutSheet(
    QWidget* window, const Actions& actions, std::function<QList<QAction*>()> pageActions)
    : Overlay(window)
    , m_actions(actions)
    , m_pageActions(std::move(pageActions))
    , m_title(label({}, "heading", "text"))
    , m_close(new QPushButton)
    , m_scroll(new QScrollArea) {
    setObjectName(QStringLiteral("shortcutSheet"));
    setPanelSize({560, 640});
    m_title->setObjectName(QStringLiteral("title"));
    m_close->setObjectName(QStringLiteral("close"));
    m_close->setProperty("kind", "ghost");
    m_close->setIcon(icon(QStringLiteral("close")));
    m_scroll->setObjectName(QStringLiteral("scroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto* grid = new QGridLayout(panel());
    grid->setContentsMargins(Spacing::kWide, Spacing::kLarge, Spacing::kLarge, Spacing::kLarge);
    grid->addWidget(m_title, 0, 0);
    grid->addWidget(m_close, 0, 1);
    grid->addWidget(m_scroll, 1, 0, 1, 2);
    grid->setColumnStretch(0, 1);
    connect(m_close, &QPushButton::clicked, this, &Overlay::dismiss);
    fill();
}

void ShortcutSheet::openSheet() {
    fill();
    open(m_close);
}

void ShortcutSheet::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        fill();
    Overlay::changeEvent(event);
}

void ShortcutSheet::fill() {
    setAccessibleName(tr("Keyboard shortcuts"));
    m_title->setText(tr("Keyboard shortcuts"));
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close"));
    m_scroll->setAccessibleName(tr("Keyboard shortcuts"));
    auto* content = new QWidget;
    auto* grid = new QGridLayout(content);
    grid->setContentsMargins(0, 0, Spacing::kSmall, 0);
    grid->setVerticalSpacing(Spacing::kSmall);
    grid->setColumnStretch(0, 1);
    int row = 0;
    QString lastGroup;
    const auto addRow = [&](const QString& group, const QAction* action) {
        if (action->shortcuts().isEmpty())
            return;
        if (group != lastGroup) {
            lastGroup = group;
            QLabel* heading = label(group, "caption", "muted");
            heading->setContentsMargins(0, row == 0 ? 0 : Spacing::kMedium, 0, 0);
            grid->addWidget(heading, ++row, 0, 1, 2);
        }
        const QKeySequence keys = action->shortcuts().first();
        grid->addWidget(label(action->text(), "body", "text"), ++row, 0);
        grid->addWidget(keyCap(keys.toString(QKeySequence::NativeText)), row, 1, Qt::AlignRight);
    };
    const QList<QAction*> pageActions = m_pageActions();
    for (const QAction* action : pageActions)
        addRow(tr("This page"), action);
    for (const Actions::Entry& entry : m_actions.entries())
        addRow(m_actions.groupTitle(entry.group), entry.action);
    ++row;
    grid->setRowStretch(row, 1);
    m_scroll->setWidget(content);
    content->setAutoFillBackground(false); // the panel's own ground shows
}

} // namespace app
