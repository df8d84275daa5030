#include "app/pages/home/home_page.h"

#include "app/page/step_ring.h"
#include "app/pages/home/computer.h"
#include "app/pages/home/curve_picture.h"
#include "app/pages/home/stage_picture.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QFrame>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace app {

namespace {

constexpr int kWidest = 1200;
constexpr int kMostRecent = 5;

QFrame* card(const char* objectName) {
    auto* frame = new QFrame;
    frame->setObjectName(QString::fromLatin1(objectName));
    frame->setProperty("kind", "card");
    return frame;
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

} // namespace

HomePage::HomePage(const Sources& sources, QWidget* parent)
    : ColumnPage(QStringLiteral("home"), kWidest, parent)
    , m_sources(sources)
    , m_grid(new QGridLayout)
    , m_privacy(makeLabel("privacy", "caption", "muted")) {
    column()->addWidget(makeHero());
    column()->addWidget(makeStory());
    m_door = makeDoor();
    m_computer = makeComputer();
    m_recent = makeRecent();
    m_grid->setSpacing(Spacing::kLarge);
    column()->addLayout(m_grid);
    m_privacy->setAlignment(Qt::AlignCenter);
    column()->addWidget(m_privacy);
    column()->addStretch(1);
    connect(m_sources.shelf, &TutorialShelf::changed, this, &HomePage::refresh);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &HomePage::refresh);
    arrange();
    retranslate();
}

QString HomePage::title() const {
    return tr("Home");
}

QWidget* HomePage::makeHero() {
    QFrame* hero = card("hero");
    m_ring = new StepRing;
    m_ring->setObjectName(QStringLiteral("ring"));
    m_ring->setDiameter(64);
    m_overline = makeLabel("overline", "caption", "accent");
    m_headline = makeLabel("headline", "display");
    m_story = makeLabel("story", "body", "muted");
    m_resume = new QPushButton;
    m_resume->setObjectName(QStringLiteral("resume"));
    m_resume->setProperty("kind", "primary");
    m_resume->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    m_browse = new QPushButton;
    m_browse->setObjectName(QStringLiteral("browse"));
    m_picture = new CurvePicture;
    connect(m_resume, &QPushButton::clicked, this, [this] { emit navigate(m_resumeLink); });
    connect(
        m_browse, &QPushButton::clicked, this, [this] { emit navigate(QStringLiteral("learn")); });

    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Spacing::kSmall);
    buttons->addWidget(m_resume);
    buttons->addWidget(m_browse);
    buttons->addStretch(1);
    auto* text = new QVBoxLayout;
    text->setSpacing(Spacing::kTiny);
    text->addStretch(1);
    text->addWidget(m_overline);
    text->addWidget(m_headline);
    text->addSpacing(Spacing::kTiny);
    text->addWidget(m_story);
    text->addSpacing(Spacing::kLarge);
    text->addLayout(buttons);
    text->addStretch(1);
    auto* row = new QHBoxLayout(hero);
    row->setContentsMargins(Spacing::kHuge, Spacing::kWide, Spacing::kHuge, Spacing::kWide);
    row->setSpacing(Spacing::kWide);
    row->addWidget(m_ring, 0, Qt::AlignVCenter);
    row->addLayout(text, 1);
    row->addWidget(m_picture);
    return hero;
}

QWidget* HomePage::makeStory() {
    auto* story = new QWidget;
    auto* row = new QHBoxLayout(story);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kLarge);
    for (const StagePicture::Stage stage :
         {StagePicture::Stage::Data,
          StagePicture::Stage::Model,
          StagePicture::Stage::Training,
          StagePicture::Stage::Answer}) {
        QFrame* tile = card("storyTile");
        auto* title = makeLabel("storyTitle", "body");
        auto* text = makeLabel("storyText", "caption", "muted");
        m_storyTitles.append(title);
        m_storyTexts.append(text);
        auto* column = new QVBoxLayout(tile);
        column->setContentsMargins(
            Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kLarge);
        column->setSpacing(2);
        column->addWidget(new StagePicture(stage));
        column->addSpacing(Spacing::kSmall);
        column->addWidget(title);
        column->addWidget(text);
        column->addStretch(1);
        row->addWidget(tile, 1);
    }
    return story;
}

QWidget* HomePage::makeDoor() {
    QFrame* door = card("door");
    auto* picture = new QLabel;
    picture->setObjectName(QStringLiteral("doorPicture"));
    m_doorTitle = makeLabel("doorTitle", "heading");
    m_doorText = makeLabel("doorText", "body", "muted");
    m_doorButton = new QPushButton;
    m_doorButton->setObjectName(QStringLiteral("doorButton"));
    connect(m_doorButton, &QPushButton::clicked, this, [this] {
        emit navigate(QStringLiteral("learn"));
    });
    auto* column = new QVBoxLayout(door);
    column->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(picture);
    column->addWidget(m_doorTitle);
    column->addWidget(m_doorText);
    column->addStretch(1);
    column->addSpacing(Spacing::kSmall);
    column->addWidget(m_doorButton, 0, Qt::AlignLeft);
    return door;
}

QWidget* HomePage::makeComputer() {
    QFrame* computer = card("computer");
    m_computerTitle = makeLabel("computerTitle", "heading");
    m_computerRows = new QGridLayout;
    m_computerRows->setHorizontalSpacing(Spacing::kMedium);
    m_computerRows->setVerticalSpacing(Spacing::kMedium);
    m_computerRows->setColumnStretch(2, 1);
    auto* column = new QVBoxLayout(computer);
    column->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    column->setSpacing(Spacing::kLarge);
    column->addWidget(m_computerTitle);
    column->addLayout(m_computerRows);
    column->addStretch(1);
    return computer;
}

QWidget* HomePage::makeRecent() {
    QFrame* recent = card("recent");
    m_recentTitle = makeLabel("recentTitle", "heading");
    m_recentRows = new QVBoxLayout;
    m_recentRows->setSpacing(2);
    auto* column = new QVBoxLayout(recent);
    column->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kLarge);
    column->setSpacing(Spacing::kSmall);
    column->addWidget(m_recentTitle);
    column->addLayout(m_recentRows);
    column->addStretch(1);
    return recent;
}

void HomePage::arrange() {
    const bool isNarrow = width() < scaled(760);
    for (QWidget* part : {m_door, m_computer, m_recent})
        m_grid->removeWidget(part);
    const int columns = isNarrow ? 1 : (m_recent->isVisibleTo(this) ? 3 : 2);
    int place = 0;
    for (QWidget* part : {m_door, m_computer, m_recent}) {
        m_grid->addWidget(part, place / columns, place % columns);
        ++place;
    }
    for (int i = 0; i < 3; ++i)
        m_grid->setColumnStretch(i, i < columns ? 1 : 0);
    m_picture->setVisible(width() > scaled(880));
}

void HomePage::retranslate() {
    setAccessibleName(tr("Home"));
    m_browse->setText(tr("All tutorials"));
    m_storyTitles[0]->setText(tr("See the data"));
    m_storyTexts[0]->setText(tr("A table and a chart, before anything is computed."));
    m_storyTitles[1]->setText(tr("Build a model"));
    m_storyTexts[1]->setText(tr("Layers and weights, each of them yours to choose."));
    m_storyTitles[2]->setText(tr("Watch it train"));
    m_storyTexts[2]->setText(tr("The loss falls live; pause it, or change the rate."));
    m_storyTitles[3]->setText(tr("Ask it"));
    m_storyTexts[3]->setText(tr("Its answers, drawn over what was measured."));
    m_doorTitle->setText(tr("Learn"));
    m_doorText->setText(tr("Tutorials in small steps. You run real code on real data, change every "
                           "number, and each step is checked."));
    m_doorButton->setText(tr("Open Learn"));
    m_computerTitle->setText(tr("This computer"));
    m_recentTitle->setText(tr("Recently open"));
    m_privacy->setText(
        tr("Everything stays on this computer. No account, no tracking; this program "
           "has sent nothing."));
    for (QPushButton* button : {m_browse, m_doorButton})
        button->setAccessibleName(button->text());
    refresh();
}

void HomePage::refresh() {
    auto* picture = findChild<QLabel*>(QStringLiteral("doorPicture"));
    picture->setPixmap(
        iconPixmap(QStringLiteral("learn"), scaled(28), theme().accent, devicePixelRatioF()));
    showHero();
    showComputer();
    showRecent();
    arrange();
}

void HomePage::showHero() {
    const QList<TutorialSummary> tutorials = m_sources.shelf->tutorials();
    const auto unfinished = std::find_if(tutorials.begin(), tutorials.end(), [](const auto& one) {
        return one.isStarted() && !one.isComplete();
    });
    const auto untouched = std::find_if(
        tutorials.begin(), tutorials.end(), [](const auto& one) { return !one.isStarted(); });
    const bool isResume = unfinished != tutorials.end();
    const auto shown = isResume ? unfinished : untouched;
    m_ring->setVisible(isResume);
    m_resume->setVisible(shown != tutorials.end());
    if (shown == tutorials.end()) {
        const bool isAllDone = !tutorials.isEmpty();
        m_overline->setText(isAllDone ? tr("Well done") : tr("Welcome"));
        m_headline->setText(isAllDone ? tr("Every tutorial is finished") : tr("Tensor Playground"));
        m_story->setText(tr("Open any of them again, change the numbers, and see what happens."));
        return;
    }
    m_resumeLink = shown->link();
    m_headline->setText(shown->title);
    m_ring->setProgress(shown->doneSteps(), static_cast<int>(shown->steps.size()));
    if (isResume) {
        const auto current =
            std::find_if(shown->steps.begin(), shown->steps.end(), [&](const StepSummary& step) {
                return step.id == shown->currentStep;
            });
        m_overline->setText(tr("Continue where you stopped"));
        const QString step = current == shown->steps.end() ? QString() : current->title;
        m_story->setText(step.isEmpty() ? shown->blurb : tr("Your last step: %1").arg(step));
        m_resume->setText(tr("Continue"));
    } else {
        m_overline->setText(tr("A good place to start"));
        m_story->setText(shown->blurb);
        m_resume->setText(tr("Start · %n minute(s)", nullptr, shown->minutes));
    }
    m_resume->setAccessibleName(
        tr("%1: %2", "button, tutorial").arg(m_resume->text(), shown->title));
}

void HomePage::showComputer() {
    clear(m_computerRows);
    const Computer computer = thisComputer();
    const auto gigabytes = [](qint64 bytes) {
        return QLocale().toString(static_cast<double>(bytes) / (1 << 30), 'f', 1);
    };
    int row = 0;
    const auto add = [&](const char* iconName, const QString& name, const QString& value) {
        auto* picture = new QLabel;
        picture->setPixmap(iconPixmap(
            QString::fromLatin1(iconName), scaled(18), theme().textMuted, devicePixelRatioF()));
        auto* nameLabel = makeLabel("computerName", "body", "muted");
        nameLabel->setWordWrap(false);
        nameLabel->setText(name);
        auto* valueLabel = makeLabel("computerValue", "body");
        valueLabel->setText(value);
        m_computerRows->addWidget(picture, row, 0, Qt::AlignTop);
        m_computerRows->addWidget(nameLabel, row, 1, Qt::AlignTop);
        m_computerRows->addWidget(valueLabel, row, 2, Qt::AlignTop);
        ++row;
    };
    if (!computer.processor.isEmpty())
        add("cpu", tr("Processor"), computer.processor);
    add("level", tr("Cores"), QLocale().toString(computer.cores));
    add("play", tr("Backend"), m_sources.backend());
    if (computer.memoryBytes > 0) {
        add("memory",
            tr("Memory"),
            tr("%1 GB, %2 GB free")
                .arg(gigabytes(computer.memoryBytes), gigabytes(computer.freeMemoryBytes)));
    }
}

void HomePage::showRecent() {
    clear(m_recentRows);
    const QList<RecentEntry> recent = m_sources.recent();
    m_recent->setVisible(!recent.isEmpty());
    for (const RecentEntry& entry : recent.mid(0, kMostRecent)) {
        auto* button = new QPushButton(icon(QStringLiteral("clock"), IconTone::Muted), entry.title);
        button->setObjectName(QStringLiteral("recentButton"));
        button->setProperty("kind", "ghost");
        button->setAccessibleName(entry.title);
        connect(button, &QPushButton::clicked, this, [this, link = entry.link] {
            emit navigate(link);
        });
        m_recentRows->addWidget(button, 0, Qt::AlignLeft);
    }
}

void HomePage::showEvent(QShowEvent* event) {
    refresh();
    ColumnPage::showEvent(event);
}

void HomePage::resizeEvent(QResizeEvent* event) {
    ColumnPage::resizeEvent(event);
    arrange();
}

} // namespace app
