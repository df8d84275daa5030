#include "app/pages/learn/tutorial_card.h"

#include "app/page/column_page.h"
#include "app/page/step_ring.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace app {

namespace {

QPushButton* stepButton(const StepSummary& step, bool isCurrent, int number) {
    const bool isDone = step.state == StepStanding::Done;
    const bool isSkipped = step.state == StepStanding::Skipped;
    const char* name = isDone      ? "check-circle"
                       : isSkipped ? "skip"
                       : isCurrent ? "circle-dot"
                                   : "circle";
    const IconTone tone = isDone      ? IconTone::Success
                          : isCurrent ? IconTone::Accent
                                      : IconTone::Muted;
    auto* button = new QPushButton(
        icon(QString::fromLatin1(name), tone),
        QStringLiteral("%1  %2").arg(number, 2, 10, QChar(0x2007)).arg(step.title));
    button->setObjectName(QStringLiteral("step_") + step.id);
    button->setProperty("kind", "ghost");
    button->setProperty("align", "left");
    const QString state = isDone      ? TutorialCard::tr("done")
                          : isSkipped ? TutorialCard::tr("skipped")
                                      : TutorialCard::tr("open");
    button->setAccessibleName(
        TutorialCard::tr("Step %1: %2, %3").arg(number).arg(step.title, state));
    button->setToolTip(TutorialCard::tr("Open this step"));
    return button;
}

QString needsText(const QString& needs) {
    if (needs == QLatin1String("camera"))
        return TutorialCard::tr("Needs a camera");
    if (needs == QLatin1String("microphone"))
        return TutorialCard::tr("Needs a microphone");
    return TutorialCard::tr("Needs nothing else");
}

} // namespace

TutorialCard::TutorialCard(const TutorialSummary& tutorial, QWidget* parent)
    : QFrame(parent)
    , m_tutorial(tutorial) {
    setObjectName(QStringLiteral("tutorialCard_") + tutorial.id);
    setProperty("kind", "card");
    setAccessibleName(tr("Tutorial %1: %2").arg(tutorial.id, tutorial.title));
    auto* number = makeLabel("number", "caption", "accent");
    number->setText(tr("Tutorial %1").arg(tutorial.id.toInt()));
    auto* title = makeLabel("title", "title");
    title->setText(tutorial.title);
    auto* blurb = makeLabel("blurb", "body", "muted");
    blurb->setText(tutorial.blurb);
    auto* open = new QPushButton;
    open->setObjectName(QStringLiteral("open"));
    open->setProperty("kind", "primary");
    open->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    open->setText(
        tutorial.isComplete()  ? tr("Open again")
        : tutorial.isStarted() ? tr("Continue")
                               : tr("Start"));
    open->setAccessibleName(tr("%1: %2", "button, tutorial").arg(open->text(), tutorial.title));
    connect(open, &QPushButton::clicked, this, [this] { emit navigate(m_tutorial.link()); });
    auto* ring = new StepRing;
    ring->setObjectName(QStringLiteral("ring"));
    ring->setProgress(tutorial.doneSteps(), static_cast<int>(tutorial.steps.size()));

    auto* facts = makeFacts();
    if (tutorial.isStarted()) {
        auto* reset =
            new QPushButton(icon(QStringLiteral("reset"), IconTone::Muted), tr("Start over"));
        reset->setObjectName(QStringLiteral("reset"));
        reset->setProperty("kind", "ghost");
        reset->setToolTip(tr("Forget what was done in this tutorial"));
        reset->setAccessibleName(
            tr("%1: %2", "button, tutorial").arg(reset->text(), tutorial.title));
        connect(reset, &QPushButton::clicked, this, &TutorialCard::resetRequested);
        facts->addWidget(reset);
    }
    facts->addWidget(open);

    auto* text = new QVBoxLayout;
    text->setSpacing(Spacing::kTiny);
    text->addWidget(number);
    text->addWidget(title);
    text->addWidget(blurb);
    auto* head = new QHBoxLayout;
    head->setSpacing(Spacing::kWide);
    head->addLayout(text, 1);
    head->addWidget(ring, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    column->setSpacing(Spacing::kMedium);
    column->addLayout(head);
    column->addLayout(facts);
    column->addWidget(makeSteps());
}

QHBoxLayout* TutorialCard::makeFacts() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Spacing::kSmall);
    row->addWidget(makeChip(tr("%n minute(s)", nullptr, m_tutorial.minutes)), 0, Qt::AlignVCenter);
    row->addWidget(makeChip(m_tutorial.level), 0, Qt::AlignVCenter);
    row->addWidget(makeChip(needsText(m_tutorial.needs)), 0, Qt::AlignVCenter);
    row->addWidget(makeChip(tr("Works offline ✓"), "success"), 0, Qt::AlignVCenter);
    row->addStretch(1);
    return row;
}

QWidget* TutorialCard::makeSteps() {
    auto* steps = new QFrame;
    steps->setProperty("kind", "well");
    auto* grid = new QGridLayout(steps);
    grid->setContentsMargins(Spacing::kTiny, Spacing::kTiny, Spacing::kTiny, Spacing::kTiny);
    grid->setHorizontalSpacing(Spacing::kSmall);
    grid->setVerticalSpacing(0);
    const int count = static_cast<int>(m_tutorial.steps.size());
    const int columns = count > 4 ? 2 : 1;
    const int rows = (count + columns - 1) / columns;
    for (int i = 0; i < count; ++i) {
        const StepSummary& step = m_tutorial.steps[i];
        QPushButton* button = stepButton(step, step.id == m_tutorial.currentStep, i + 1);
        connect(button, &QPushButton::clicked, this, [this, step] {
            emit navigate(m_tutorial.link(step));
        });
        grid->addWidget(button, i % rows, i / rows);
    }
    for (int i = 0; i < columns; ++i)
        grid->setColumnStretch(i, 1);
    return steps;
}

} // namespace app
