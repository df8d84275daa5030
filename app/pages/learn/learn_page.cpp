#include "app/pages/learn/learn_page.h"

#include "app/pages/learn/tutorial_card.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace app {

namespace {

constexpr int kWidest = 960;

QString trackTitle(const QString& track) {
    if (track == QLatin1String("tensors"))
        return LearnPage::tr("Tensors and memory");
    if (track == QLatin1String("models"))
        return LearnPage::tr("Models and layers");
    if (track == QLatin1String("training"))
        return LearnPage::tr("Training");
    if (track == QLatin1String("vision"))
        return LearnPage::tr("Vision");
    if (track == QLatin1String("audio"))
        return LearnPage::tr("Audio");
    return LearnPage::tr("More");
}

} // namespace

LearnPage::LearnPage(TutorialShelf* shelf, QWidget* parent)
    : ColumnPage(QStringLiteral("learn"), kWidest, parent)
    , m_shelf(shelf)
    , m_headline(makeLabel("headline", "display"))
    , m_intro(makeLabel("intro", "body", "muted"))
    , m_cards(new QVBoxLayout) {
    auto* head = new QVBoxLayout;
    head->setSpacing(Spacing::kTiny);
    head->addWidget(m_headline);
    head->addWidget(m_intro);
    column()->addLayout(head);
    column()->addWidget(makeFilterRow());
    m_cards->setSpacing(Spacing::kLarge);
    column()->addLayout(m_cards);
    m_empty = makeEmptyState();
    column()->addWidget(m_empty);
    column()->addStretch(1);
    connect(m_shelf, &TutorialShelf::changed, this, &LearnPage::rebuild);
    retranslate();
}

QString LearnPage::title() const {
    return tr("Learn");
}

QWidget* LearnPage::makeFilterRow() {
    auto* widget = new QWidget;
    m_filter = new QLineEdit;
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(
        icon(QStringLiteral("search"), IconTone::Muted), QLineEdit::LeadingPosition);
    m_state = new QComboBox;
    m_state->setObjectName(QStringLiteral("state"));
    for (int i = 0; i < 4; ++i)
        m_state->addItem(QString(), i);
    connect(m_filter, &QLineEdit::textChanged, this, &LearnPage::rebuild);
    connect(m_state, &QComboBox::currentIndexChanged, this, &LearnPage::rebuild);
    auto* row = new QHBoxLayout(widget);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_filter, 1);
    row->addWidget(m_state);
    return widget;
}

QWidget* LearnPage::makeEmptyState() {
    auto* widget = new QFrame;
    widget->setObjectName(QStringLiteral("empty"));
    widget->setProperty("kind", "card");
    auto* picture = new QLabel;
    picture->setObjectName(QStringLiteral("emptyPicture"));
    picture->setAlignment(Qt::AlignCenter);
    m_emptyText = makeLabel("emptyText", "body", "muted");
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_clear = new QPushButton;
    m_clear->setObjectName(QStringLiteral("clear"));
    connect(m_clear, &QPushButton::clicked, this, [this] {
        m_filter->clear();
        m_state->setCurrentIndex(0);
        m_filter->setFocus();
    });
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins(Spacing::kWide, Spacing::kHuge, Spacing::kWide, Spacing::kHuge);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(picture);
    column->addWidget(m_emptyText);
    column->addWidget(m_clear, 0, Qt::AlignHCenter);
    return widget;
}

void LearnPage::retranslate() {
    setAccessibleName(tr("Learn"));
    m_headline->setText(tr("Learn by doing"));
    m_intro->setText(
        tr("Each tutorial is a row of small steps on real data. Nothing is downloaded, and you "
           "can stop at any step: your place is kept."));
    m_filter->setPlaceholderText(tr("Filter by title or topic"));
    m_filter->setAccessibleName(tr("Filter tutorials"));
    m_state->setAccessibleName(tr("Which tutorials to show"));
    m_state->setToolTip(m_state->accessibleName());
    m_state->setItemText(static_cast<int>(Show::All), tr("All"));
    m_state->setItemText(static_cast<int>(Show::Started), tr("In progress"));
    m_state->setItemText(static_cast<int>(Show::New), tr("Not started"));
    m_state->setItemText(static_cast<int>(Show::Finished), tr("Finished"));
    m_emptyText->setText(tr("No tutorial fits this filter."));
    m_clear->setText(tr("Show all"));
    m_clear->setAccessibleName(m_clear->text());
    rebuild();
}

bool LearnPage::matches(const TutorialSummary& tutorial) const {
    const auto show = static_cast<Show>(m_state->currentIndex());
    if (show == Show::Started && (!tutorial.isStarted() || tutorial.isComplete()))
        return false;
    if (show == Show::New && tutorial.isStarted())
        return false;
    if (show == Show::Finished && !tutorial.isComplete())
        return false;
    const QString wanted = m_filter->text().simplified();
    for (const QString& text :
         {tutorial.title,
          tutorial.blurb,
          tutorial.level,
          tutorial.id,
          trackTitle(tutorial.track)}) {
        if (text.contains(wanted, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

void LearnPage::rebuild() {
    while (QLayoutItem* item = m_cards->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->deleteLater(); // a card's own button may have asked for this
        }
        delete item;
    }
    QList<TutorialSummary> shown;
    QStringList tracks; // in the order in which their first tutorial comes
    const QList<TutorialSummary> tutorials = m_shelf->tutorials();
    for (const TutorialSummary& tutorial : tutorials) {
        if (!matches(tutorial))
            continue;
        shown.append(tutorial);
        if (!tracks.contains(tutorial.track))
            tracks.append(tutorial.track);
    }
    for (const QString& track : std::as_const(tracks)) {
        QLabel* heading = makeLabel("track", "heading");
        heading->setText(trackTitle(track));
        m_cards->addWidget(heading);
        for (const TutorialSummary& tutorial : std::as_const(shown)) {
            if (tutorial.track == track)
                addCard(tutorial);
        }
    }
    m_empty->setVisible(shown.isEmpty());
    findChild<QLabel*>(QStringLiteral("emptyPicture"))
        ->setPixmap(iconPixmap(
            QStringLiteral("search"), scaled(36), theme().textMuted, devicePixelRatioF()));
}

void LearnPage::addCard(const TutorialSummary& tutorial) {
    auto* card = new TutorialCard(tutorial);
    connect(card, &TutorialCard::navigate, this, &LearnPage::navigate);
    connect(card, &TutorialCard::resetRequested, this, [this, id = tutorial.id] {
        m_shelf->reset(id);
    });
    m_cards->addWidget(card);
}

void LearnPage::showEvent(QShowEvent* event) {
    rebuild();
    ColumnPage::showEvent(event);
}

} // namespace app
