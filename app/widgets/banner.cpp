#include "app/widgets/banner.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>

namespace app {

namespace {

struct Look {
    const char* iconName;
    const char* tone;
    QColor color;
};

Look lookOf(Banner::Tone tone) {
    switch (tone) {
    case Banner::Tone::Success:
        return {"check-circle", "success", theme().success};
    case Banner::Tone::Warning:
        return {"warning", "warning", theme().warning};
    case Banner::Tone::Error:
        return {"error", "danger", theme().danger};
    case Banner::Tone::Info:
        break;
    }
    return {"info", "accent", theme().accent};
}

} // namespace

Banner::Banner(QWidget* parent) : QFrame(parent) {
    setProperty("kind", "banner");
    setFrameShape(QFrame::StyledPanel);
    m_iconLabel = new QLabel(this);
    m_textLabel = new QLabel(this);
    m_textLabel->setObjectName(QStringLiteral("textLabel"));
    m_textLabel->setTextFormat(Qt::PlainText);
    m_textLabel->setWordWrap(true);
    m_textLabel->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_dismiss = new QToolButton(this);
    m_dismiss->setObjectName(QStringLiteral("dismiss"));
    m_dismiss->setProperty("kind", "ghost");
    m_dismiss->setAutoRaise(true);
    m_dismiss->setIcon(icon(QStringLiteral("close")));
    m_dismiss->setIconSize({scaled(14), scaled(14)});
    m_buttonRow = new QHBoxLayout;
    m_buttonRow->setSpacing(Spacing::kSmall);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kSmall, Spacing::kSmall);
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_iconLabel, 0, Qt::AlignTop);
    row->addWidget(m_textLabel, 1);
    row->addLayout(m_buttonRow);
    row->addWidget(m_dismiss, 0, Qt::AlignTop);
    connect(m_dismiss, &QToolButton::clicked, this, [this] {
        hide();
        emit dismissed();
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &Banner::updateLook);
    retranslate();
    updateLook();
    hide();
}

void Banner::showText(Tone tone, const QString& text, Closing closing) {
    clearButtons();
    m_tone = tone;
    m_textLabel->setText(text);
    m_dismiss->setVisible(closing == Closing::ByPerson);
    retranslate();
    updateLook();
    show();
    QAccessibleEvent announcement(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&announcement);
}

QPushButton* Banner::addButton(const QString& text) {
    auto* button = new QPushButton(text, this);
    button->setObjectName(QStringLiteral("button%1").arg(m_buttons.size()));
    button->setAccessibleName(text);
    m_buttonRow->addWidget(button);
    m_buttons.append(button);
    return button;
}

void Banner::clearButtons() {
    // Often called from a click on one of them.
    for (QPushButton* button : std::as_const(m_buttons)) {
        button->hide();
        button->setObjectName({});
        button->deleteLater();
    }
    m_buttons.clear();
}

QString Banner::text() const {
    return m_textLabel->text();
}

void Banner::retranslate() {
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    switch (m_tone) {
    case Tone::Info:
        setAccessibleName(tr("Note: %1").arg(text()));
        break;
    case Tone::Success:
        setAccessibleName(tr("Success: %1").arg(text()));
        break;
    case Tone::Warning:
        setAccessibleName(tr("Warning: %1").arg(text()));
        break;
    case Tone::Error:
        setAccessibleName(tr("Error: %1").arg(text()));
        break;
    }
}

void Banner::updateLook() {
    const Look look = lookOf(m_tone);
    setProperty("tone", look.tone);
    m_iconLabel->setPixmap(iconPixmap(
        QString::fromLatin1(look.iconName), scaled(18), look.color, devicePixelRatioF()));
    m_iconLabel->setContentsMargins(0, scaled(3), 0, 0);
    m_textLabel->setContentsMargins(0, scaled(2), 0, scaled(2));
    refreshStyle(this);
}

void Banner::changeEvent(QEvent* event) {
    QFrame::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
