#include "app/shell/header_bar.h"

#include "app/core/language.h"
#include "app/shell/actions.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/elided_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace app {

namespace {

QToolButton* button(QAction* action, const char* objectName) {
    auto* made = new QToolButton;
    made->setObjectName(QString::fromLatin1(objectName));
    made->setDefaultAction(action);
    made->setFocusPolicy(Qt::StrongFocus);
    made->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return made;
}

} // namespace

HeaderBar::HeaderBar(const Actions& actions, Language& language, QWidget* parent)
    : QWidget(parent)
    , m_language(language)
    , m_back(button(actions.back, "back"))
    , m_forward(button(actions.forward, "forward"))
    , m_title(new QLabel)
    , m_subtitle(new ElidedLabel("subtitle", "caption", "muted"))
    , m_search(new QPushButton)
    , m_languageButton(button(actions.switchLanguage, "languageButton"))
    , m_themeButton(button(actions.switchTheme, "themeButton")) {
    setObjectName(QStringLiteral("headerBar"));
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setProperty("type", "heading");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setMinimumWidth(40);
    m_search->setObjectName(QStringLiteral("search"));
    m_search->setIcon(icon(QStringLiteral("search"), IconTone::Muted));
    m_search->setProperty("align", "left");
    m_languageButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Spacing::kMedium, Spacing::kSmall, Spacing::kMedium, Spacing::kSmall);
    row->setSpacing(Spacing::kTiny);
    row->addWidget(m_back);
    row->addWidget(m_forward);
    row->addSpacing(Spacing::kSmall);
    row->addWidget(m_title);
    row->addSpacing(Spacing::kSmall);
    row->addWidget(m_subtitle, 1);
    row->addWidget(m_search);
    row->addSpacing(Spacing::kSmall);
    row->addWidget(m_languageButton);
    row->addWidget(m_themeButton);
    connect(m_search, &QPushButton::clicked, actions.palette, &QAction::trigger);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &HeaderBar::retranslate);
    retranslate();
}

void HeaderBar::setTitle(const QString& title, const QString& subtitle) {
    m_fullTitle = title;
    m_subtitle->setText(subtitle);
    showTitle();
}

void HeaderBar::showTitle() {
    const int room = std::max(120, width() / 2 - 60);
    m_title->setText(m_title->fontMetrics().elidedText(m_fullTitle, Qt::ElideRight, room));
    m_title->setToolTip(m_title->text() == m_fullTitle ? QString() : m_fullTitle);
    m_subtitle->setVisible(width() > 620);
}

void HeaderBar::retranslate() {
    setFixedHeight(scaled(54));
    setAccessibleName(tr("Header"));
    const bool isChinese = m_language.code() == QLatin1String("zh_CN");
    m_languageButton->setText(isChinese ? QStringLiteral("中") : QStringLiteral("EN"));
    m_themeButton->setIcon(icon(theme().isDark ? QStringLiteral("moon") : QStringLiteral("sun")));
    m_search->setText(tr("Search"));
    m_search->setProperty("hint", QStringLiteral("Ctrl+K"));
    m_search->setMinimumWidth(scaled(width() > 900 ? 240 : 160));
    m_search->setToolTip(tr("Search pages, tutorials and commands"));
    m_search->setAccessibleName(tr("Search pages, tutorials and commands"));
    for (QToolButton* made : {m_back, m_forward, m_languageButton, m_themeButton})
        made->setAccessibleName(made->defaultAction()->text());
    showTitle();
}

void HeaderBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void HeaderBar::resizeEvent(QResizeEvent* event) {
    showTitle();
    QWidget::resizeEvent(event);
}

void HeaderBar::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().border);
}

} // namespace app
