#include "app/shell/status_line.h"

#include "app/core/job_list.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/elided_label.h"

#include <QAccessible>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>

namespace app {

namespace {

constexpr int kRefreshMs = 250;
constexpr int kSentenceMs = 6000;

QLabel* caption(const char* objectName) {
    auto* label = new QLabel;
    label->setObjectName(QString::fromLatin1(objectName));
    label->setProperty("type", "caption");
    label->setProperty("tone", "muted");
    return label;
}

QFrame* divider() {
    auto* line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFixedSize(1, 14);
    return line;
}

} // namespace

StatusLine::StatusLine(std::function<EngineStatus()> status, QWidget* parent)
    : QWidget(parent)
    , m_status(std::move(status))
    , m_backend(caption("backend"))
    , m_memory(caption("memory"))
    , m_sentence(new ElidedLabel("sentence", "caption", "muted", Qt::ElideRight))
    , m_job(new QToolButton)
    , m_progress(new QProgressBar)
    , m_cancel(new QToolButton)
    , m_offline(caption("offline"))
    , m_offlineIcon(new QLabel) {
    setObjectName(QStringLiteral("statusLine"));
    m_job->setObjectName(QStringLiteral("job"));
    m_job->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_job->setFocusPolicy(Qt::StrongFocus);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setRange(0, 1000);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setIcon(icon(QStringLiteral("close"), IconTone::Muted));
    m_cancel->setFocusPolicy(Qt::StrongFocus);
    m_offlineIcon->setObjectName(QStringLiteral("offlineIcon"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(Spacing::kLarge, 0, Spacing::kLarge, 0);
    row->setSpacing(Spacing::kMedium);
    row->addWidget(m_backend);
    row->addWidget(divider());
    row->addWidget(m_memory);
    row->addSpacing(Spacing::kSmall);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_job);
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addSpacing(Spacing::kSmall);
    row->addWidget(m_offlineIcon);
    row->addWidget(m_offline);

    m_refresh.setInterval(kRefreshMs);
    m_forget.setSingleShot(true);
    m_forget.setInterval(kSentenceMs);
    connect(&m_refresh, &QTimer::timeout, this, &StatusLine::refreshEngine);
    connect(&m_refresh, &QTimer::timeout, this, &StatusLine::refreshJob);
    connect(&m_forget, &QTimer::timeout, m_sentence, &QLabel::clear);
    connect(&jobs(), &JobList::rowsInserted, this, &StatusLine::refreshJob);
    connect(&jobs(), &JobList::rowsRemoved, this, &StatusLine::refreshJob);
    connect(m_job, &QToolButton::clicked, this, &StatusLine::jobsRequested);
    connect(m_cancel, &QToolButton::clicked, this, [] { jobs().cancel(0); });
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &StatusLine::retranslate);
    retranslate();
}

void StatusLine::retranslate() {
    setFixedHeight(scaled(32));
    setAccessibleName(tr("Status"));
    m_job->setFont(typeFont(Type::Caption));
    m_job->setMaximumHeight(scaled(24));
    m_cancel->setMaximumSize(scaled(24), scaled(24));
    m_offline->setText(tr("Offline"));
    m_offline->setToolTip(tr("Nothing leaves this computer: this program has sent nothing."));
    m_offlineIcon->setToolTip(m_offline->toolTip());
    m_offlineIcon->setPixmap(
        iconPixmap(QStringLiteral("offline"), scaled(16), theme().success, devicePixelRatioF()));
    m_cancel->setToolTip(tr("Cancel this job"));
    m_cancel->setAccessibleName(tr("Cancel this job"));
    m_job->setToolTip(tr("Show all jobs"));
    m_progress->setAccessibleName(tr("Progress of the running job"));
    m_shown = {};
    refreshEngine();
    refreshJob();
}

void StatusLine::refreshEngine() {
    const EngineStatus now = m_status();
    if (now == m_shown)
        return;
    m_shown = now;
    m_backend->setText(tr("%1 · %n thread(s)", nullptr, now.threads).arg(now.backend));
    m_backend->setToolTip(tr("Where tensors are computed, and on how many threads"));
    const int tensors = static_cast<int>(std::min<qint64>(now.tensors, 1'000'000'000));
    m_memory->setText(tr("%n tensor(s) · %1", nullptr, tensors).arg(bytesText(now.bytes)));
    m_memory->setToolTip(tr("Tensors alive now, and the memory that they hold"));
}

void StatusLine::refreshJob() {
    const QModelIndex first = jobs().index(0);
    const bool hasJob = first.isValid();
    m_job->setVisible(hasJob);
    m_progress->setVisible(hasJob);
    m_cancel->setVisible(hasJob);
    if (!hasJob)
        return;
    const double fraction = first.data(JobList::FractionRole).toDouble();
    const double remaining = first.data(JobList::RemainingRole).toDouble();
    QString text = first.data(JobList::TitleRole).toString();
    if (fraction >= 0)
        text = tr("%1 %2%", "job, percent").arg(text).arg(qRound(fraction * 100));
    if (remaining >= 0)
        text = tr("%1 · %2 left", "job, time").arg(text, clockText(remaining));
    if (const int others = jobs().rowCount() - 1; others > 0)
        text = tr("%1 · %n more", nullptr, others).arg(text);
    m_job->setText(text);
    m_progress->setRange(0, fraction < 0 ? 0 : 1000);
    if (fraction >= 0)
        m_progress->setValue(qRound(fraction * 1000));
    m_progress->update();
}

void StatusLine::say(const QString& sentence) {
    m_sentence->setText(sentence);
    m_forget.start();
#if QT_CONFIG(accessibility)
    QAccessibleEvent event(m_sentence, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&event);
#endif
}

void StatusLine::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void StatusLine::showEvent(QShowEvent* event) {
    m_refresh.start();
    QWidget::showEvent(event);
}

void StatusLine::hideEvent(QHideEvent* event) {
    m_refresh.stop();
    QWidget::hideEvent(event);
}

void StatusLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme().border);
}

} // namespace app
