#include "app/widgets/code_view.h"

#include "app/core/all_settings.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/code_edit.h"

#include <QClipboard>
#include <QEvent>
#include <QFrame>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTextBlock>
#include <QToolButton>
#include <QVBoxLayout>
#include <QVariantAnimation>

#include <algorithm>

namespace app {

namespace {

constexpr int kFlashTime = 2200;
constexpr int kCopiedTime = 1500;

QColor transparent(QColor color, double opacity) {
    color.setAlphaF(static_cast<float>(opacity));
    return color;
}

} // namespace

QList<int> changedLines(const QString& before, const QString& after) {
    const QStringList old = before.split(QLatin1Char('\n'));
    const QStringList now = after.split(QLatin1Char('\n'));
    QList<int> lines;
    if (old.size() == now.size()) {
        for (int i = 0; i < now.size(); ++i) {
            if (old[i] != now[i])
                lines.append(i);
        }
        return lines;
    }
    // Lines came or went: what lies between the common head and the common tail is new.
    qsizetype head = 0;
    while (head < std::min(old.size(), now.size()) && old[head] == now[head])
        ++head;
    qsizetype tail = 0;
    while (tail < std::min(old.size(), now.size()) - head &&
           old[old.size() - 1 - tail] == now[now.size() - 1 - tail])
        ++tail;
    for (qsizetype i = head; i < now.size() - tail; ++i)
        lines.append(static_cast<int>(i));
    return lines;
}

CodeView::CodeView(QWidget* parent) : QWidget(parent) {
    m_tabs = new QTabBar(this);
    m_tabs->setObjectName(QStringLiteral("tabs"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_copy = new QToolButton(this);
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setProperty("kind", "ghost");
    m_copy->setAutoRaise(true);
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_edit = new CodeEdit(this);
    m_edit->setObjectName(QStringLiteral("edit"));
    m_highlighter = new CodeHighlighter(m_edit->document());
    m_fade = new QVariantAnimation(this);
    m_fade->setStartValue(1.0);
    m_fade->setKeyValueAt(0.4, 1.0);
    m_fade->setEndValue(0.0);
    m_fade->setDuration(kFlashTime);

    auto* head = new QHBoxLayout;
    head->setContentsMargins(0, 0, 0, 0);
    head->addWidget(m_tabs);
    head->addStretch(1);
    head->addWidget(m_copy);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(head);
    auto* well = new QFrame(this);
    well->setProperty("kind", "well");
    well->setFrameShape(QFrame::StyledPanel);
    auto* inside = new QVBoxLayout(well);
    inside->setContentsMargins(Spacing::kTiny, Spacing::kTiny, Spacing::kTiny, Spacing::kTiny);
    inside->addWidget(m_edit);
    column->addWidget(well, 1);

    connect(m_tabs, &QTabBar::currentChanged, this, [this] {
        showCode();
        emit languageChanged(language());
    });
    connect(m_copy, &QToolButton::clicked, this, &CodeView::copyCode);
    connect(m_fade, &QVariantAnimation::valueChanged, this, [this](const QVariant& now) {
        // Those who want no motion get a steady tint that ends.
        m_flashStrength = kReducedMotion.get() ? (now.toDouble() > 0 ? 1 : 0) : now.toDouble();
        if (now.toDouble() <= 0)
            m_flashing.clear();
        updateHighlights();
    });
    m_copiedForAWhile.setSingleShot(true);
    connect(&m_copiedForAWhile, &QTimer::timeout, this, [this] {
        m_copy->setIcon(icon(QStringLiteral("copy")));
        retranslate();
    });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &CodeView::updateHighlights);
    retranslate();
}

CodeLanguage CodeView::language() const {
    return m_tabLanguages.value(m_tabs->currentIndex(), CodeLanguage::Cpp);
}

void CodeView::setLanguage(CodeLanguage language) {
    const qsizetype index = m_tabLanguages.indexOf(language);
    if (index >= 0)
        m_tabs->setCurrentIndex(static_cast<int>(index));
}

void CodeView::setCode(CodeLanguage language, const QString& code) {
    const QString before = m_codes.value(language);
    if (before == code)
        return;
    const CodeLanguage open = this->language();
    if (code.isEmpty()) {
        m_codes.remove(language);
    } else {
        m_codes[language] = code;
    }
    m_marks.remove(language);
    if (m_tabLanguages != m_codes.keys()) {
        const QSignalBlocker quiet(m_tabs);
        m_tabLanguages = m_codes.keys();
        while (m_tabs->count() > 0)
            m_tabs->removeTab(0);
        for (const CodeLanguage one : std::as_const(m_tabLanguages)) {
            m_tabs->addTab(
                one == CodeLanguage::Cpp ? QStringLiteral("C++") : QStringLiteral("JavaScript"));
        }
        setLanguage(open);
        // A hidden tab bar does not tell the layout that it grew.
        m_tabs->updateGeometry();
    }
    if (language == this->language() || open != this->language()) {
        showCode();
        if (!before.isEmpty() && !code.isEmpty())
            flash(changedLines(before, code));
    }
}

void CodeView::showCode() {
    m_fade->stop();
    m_flashing.clear();
    m_highlighter->setLanguage(language());
    const int x = m_edit->horizontalScrollBar()->value();
    const int y = m_edit->verticalScrollBar()->value();
    m_edit->setPlainText(m_codes.value(language()));
    m_edit->horizontalScrollBar()->setValue(x);
    m_edit->verticalScrollBar()->setValue(y);
    updateHighlights();
}

void CodeView::flash(const QList<int>& lines) {
    m_flashing = lines;
    if (lines.isEmpty())
        return;
    if (isVisible()) {
        m_edit->setTextCursor(QTextCursor(m_edit->document()->findBlockByNumber(lines.first())));
        m_edit->ensureCursorVisible();
    }
    m_flashStrength = 1;
    updateHighlights();
    m_fade->start();
}

void CodeView::markLines(CodeLanguage language, const QList<int>& lines) {
    m_marks[language] = lines;
    updateHighlights();
}

void CodeView::updateHighlights() {
    QList<CodeEdit::Tint> tints;
    for (const int line : m_marks.value(language()))
        tints.append({line, transparent(theme().accentSoft, 0.6)});
    for (const int line : std::as_const(m_flashing)) {
        tints.append(
            {line, transparent(theme().accent, (theme().isDark ? 0.35 : 0.22) * m_flashStrength)});
    }
    m_edit->setTints(tints);
}

void CodeView::copyCode() {
    QGuiApplication::clipboard()->setText(m_codes.value(language()));
    m_copy->setIcon(icon(QStringLiteral("check"), IconTone::Success));
    m_copy->setToolTip(tr("Copied"));
    m_copy->setAccessibleName(tr("Copied"));
    m_copiedForAWhile.start(kCopiedTime);
}

void CodeView::retranslate() {
    m_copy->setToolTip(tr("Copy the code"));
    m_copy->setAccessibleName(tr("Copy the code"));
    m_tabs->setAccessibleName(tr("Language of the code"));
    m_edit->setAccessibleName(tr("Code"));
}

void CodeView::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace app
