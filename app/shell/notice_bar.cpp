#include "app/shell/notice_bar.h"

#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

namespace app {

NoticeBar::NoticeBar(QWidget* parent)
    : QFrame(parent)
    , m_picture(new QLabel)
    , m_sentence(new QLabel)
    , m_close(new QToolButton) {
    setObjectName(QStringLiteral("noticeBar"));
    m_sentence->setObjectName(QStringLiteral("sentence"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_close->setObjectName(QStringLiteral("close"));
    m_close->setIcon(icon(QStringLiteral("close")));
    m_close->setFocusPolicy(Qt::StrongFocus);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Spacing::kLarge, Spacing::kSmall, Spacing::kSmall, Spacing::kSmall);
    row->setSpacing(Spacing::kMedium);
    row->addWidget(m_picture);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_close);
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &NoticeBar::retranslate);
    retranslate();
    hide();
}

void NoticeBar::showSentence(const QString& sentence) {
    m_sentence->setText(sentence);
    m_sentence->setAccessibleName(sentence);
    show();
}

void NoticeBar::retranslate() {
    m_picture->setPixmap(
        iconPixmap(QStringLiteral("warning"), scaled(18), theme().warning, devicePixelRatioF()));
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setToolTip(tr("Close this notice"));
}

void NoticeBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void NoticeBar::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), theme().warningSoft);
}

} // namespace app
