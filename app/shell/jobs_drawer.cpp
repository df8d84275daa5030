#include "app/shell/jobs_drawer.h"

#include "app/core/job_list.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/plain_label.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

#include <algorithm>
#include <memory>

namespace app {

/// One job.
class JobsDrawer::Row : public QWidget {
public:
    Row()
        : m_title(plainLabel("jobTitle", "body", "text"))
        , m_text(plainLabel("jobText", "caption", "muted"))
        , m_time(plainLabel("jobTime", "caption", "muted"))
        , m_progress(new QProgressBar)
        , m_cancel(new QPushButton) {
        m_progress->setObjectName(QStringLiteral("progress"));
        m_progress->setTextVisible(false);
        m_cancel->setObjectName(QStringLiteral("cancel"));
        m_cancel->setIcon(icon(QStringLiteral("stop"), IconTone::Muted));
        auto* grid = new QGridLayout(this);
        grid->setContentsMargins(0, Spacing::kTiny, 0, Spacing::kTiny);
        grid->setHorizontalSpacing(Spacing::kLarge);
        grid->setVerticalSpacing(2);
        grid->addWidget(m_title, 0, 0);
        grid->addWidget(m_text, 1, 0);
        grid->addWidget(m_progress, 0, 1, 2, 1);
        grid->addWidget(m_time, 0, 2, 2, 1);
        grid->addWidget(m_cancel, 0, 3, 2, 1);
        grid->setColumnStretch(1, 1);
        grid->setColumnMinimumWidth(0, 180);
        grid->setColumnMinimumWidth(2, 72);
    }

    void present(int row) {
        const QModelIndex job = jobs().index(row);
        const double fraction = job.data(JobList::FractionRole).toDouble();
        const double remaining = job.data(JobList::RemainingRole).toDouble();
        m_title->setText(job.data(JobList::TitleRole).toString());
        m_text->setText(job.data(JobList::TextRole).toString());
        m_progress->setRange(0, fraction < 0 ? 0 : 1000);
        m_progress->setValue(qRound(std::max(0.0, fraction) * 1000));
        m_progress->setAccessibleName(m_title->text());
        m_time->setText(
            remaining < 0 ? QString() : JobsDrawer::tr("%1 left").arg(clockText(remaining)));
        m_cancel->setText(JobsDrawer::tr("Cancel"));
        m_cancel->setAccessibleName(JobsDrawer::tr("Cancel %1").arg(m_title->text()));
        disconnect(m_cancel, nullptr, this, nullptr);
        connect(m_cancel, &QPushButton::clicked, this, [row] { jobs().cancel(row); });
    }

private:
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_time;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
};

JobsDrawer::JobsDrawer(QWidget* parent)
    : QFrame(parent)
    , m_title(plainLabel("title", "body", "text"))
    , m_empty(plainLabel("empty", "body", "muted"))
    , m_close(new QToolButton)
    , m_rows(new QVBoxLayout) {
    setObjectName(QStringLiteral("jobsDrawer"));
    m_close->setObjectName(QStringLiteral("close"));
    m_close->setIcon(icon(QStringLiteral("close"), IconTone::Muted));
    m_close->setFocusPolicy(Qt::StrongFocus);
    m_empty->setWordWrap(true);
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(Spacing::kLarge, 0, Spacing::kLarge, Spacing::kMedium);
    column->addLayout(m_rows);
    column->addWidget(m_empty);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setObjectName(QStringLiteral("scroll"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false); // the drawer's own ground shows
    auto* head = new QHBoxLayout;
    head->setContentsMargins(Spacing::kLarge, Spacing::kTiny, Spacing::kSmall, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 1, 0, 0);
    all->setSpacing(0);
    all->addLayout(head);
    all->addWidget(scroll, 1);
    connect(m_close, &QToolButton::clicked, this, &JobsDrawer::closeRequested);
    connect(&jobs(), &JobList::rowsInserted, this, &JobsDrawer::rebuild);
    connect(&jobs(), &JobList::rowsRemoved, this, &JobsDrawer::rebuild);
    connect(&jobs(), &JobList::dataChanged, this, &JobsDrawer::refresh);
    retranslate();
}

void JobsDrawer::retranslate() {
    setAccessibleName(tr("Jobs"));
    m_title->setText(tr("Jobs"));
    m_empty->setText(tr("Nothing is running. Training and other long work appears here, with its "
                        "progress and a way to stop it."));
    m_close->setToolTip(tr("Close the drawer"));
    m_close->setAccessibleName(tr("Close the drawer"));
    rebuild();
}

void JobsDrawer::rebuild() {
    const int wanted = jobs().rowCount();
    while (m_rows->count() > wanted) {
        const std::unique_ptr<QLayoutItem> last(m_rows->takeAt(m_rows->count() - 1));
        delete last->widget();
    }
    while (m_rows->count() < wanted)
        m_rows->addWidget(new Row);
    m_empty->setVisible(wanted == 0);
    refresh();
}

void JobsDrawer::refresh() {
    for (int row = 0; row < std::min(m_rows->count(), jobs().rowCount()); ++row)
        static_cast<Row*>(m_rows->itemAt(row)->widget())->present(row);
}

void JobsDrawer::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

void JobsDrawer::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme().border);
}

} // namespace app
