#include "app/pages/models/start_view.h"

#include "app/page/column_page.h"
#include "app/pages/models/model_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/elided_label.h"

#include <QEvent>
#include <QFrame>
#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace app {

using tp::inspect::ReadyMade;

namespace {

constexpr int kWidest = 1080;
constexpr int kWideFrom = 900;
constexpr int kLeastName = 240; ///< longer names of models give way

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget() != nullptr) {
            item->widget()->hide();
            // It goes later, and another one has its name now.
            const QList<QWidget*> parts = item->widget()->findChildren<QWidget*>();
            for (QWidget* part : parts)
                part->setObjectName({});
            item->widget()->deleteLater();
        }
        delete item;
    }
}

} // namespace

StartView::StartView(ModelShelf* shelf, QWidget* parent) : QScrollArea(parent), m_shelf(shelf) {
    setObjectName(QStringLiteral("startView"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its controls take the focus and it scrolls to them
    auto* content = new QWidget;
    content->setObjectName(QStringLiteral("startContent"));
    m_readyTitle = makeLabel("readyTitle", "heading");
    m_cards = new QGridLayout;
    m_cards->setSpacing(Spacing::kMedium);
    m_recentTitle = makeLabel("recentTitle", "heading");
    m_clearRecent = new QPushButton;
    m_clearRecent->setObjectName(QStringLiteral("clearRecent"));
    m_clearRecent->setProperty("kind", "ghost");
    m_recent = new QVBoxLayout;
    m_recent->setSpacing(Spacing::kTiny);
    m_storedTitle = makeLabel("storedTitle", "heading");
    m_stored = new QVBoxLayout;
    m_stored->setSpacing(Spacing::kTiny);
    auto* column = new QVBoxLayout(content);
    column->setSpacing(Spacing::kMedium);
    column->addWidget(buildDrop());
    column->addSpacing(Spacing::kSmall);
    column->addWidget(m_readyTitle);
    column->addLayout(m_cards);
    column->addSpacing(Spacing::kSmall);
    auto* recentHead = new QHBoxLayout;
    recentHead->setSpacing(Spacing::kMedium);
    recentHead->addWidget(m_recentTitle);
    recentHead->addWidget(m_clearRecent);
    recentHead->addStretch(1);
    column->addLayout(recentHead);
    column->addLayout(m_recent);
    column->addWidget(m_storedTitle);
    column->addLayout(m_stored);
    column->addStretch(1);
    setWidget(content);
    buildCards();
    connect(shelf, &ModelShelf::changed, this, &StartView::fillLists);
    connect(m_clearRecent, &QPushButton::clicked, shelf, &ModelShelf::forgetRecent);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &StartView::retranslate);
    retranslate();
}

QWidget* StartView::buildDrop() {
    auto* drop = new QFrame;
    drop->setObjectName(QStringLiteral("drop"));
    drop->setProperty("kind", "card");
    m_drop = drop;
    m_dropPicture = new QLabel;
    m_dropTitle = makeLabel("dropTitle", "title");
    m_dropText = makeLabel("dropText", "body", "muted");
    m_open = new QPushButton;
    m_open->setObjectName(QStringLiteral("open"));
    m_open->setProperty("kind", "primary");
    m_build = new QPushButton;
    m_build->setObjectName(QStringLiteral("build"));
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Spacing::kSmall);
    buttons->addWidget(m_open);
    buttons->addWidget(m_build);
    buttons->addStretch(1);
    auto* text = new QVBoxLayout;
    text->setSpacing(Spacing::kTiny);
    text->addWidget(m_dropTitle);
    text->addWidget(m_dropText);
    text->addSpacing(Spacing::kSmall);
    text->addLayout(buttons);
    auto* row = new QHBoxLayout(drop);
    row->setContentsMargins(Spacing::kWide, Spacing::kWide, Spacing::kWide, Spacing::kWide);
    row->setSpacing(Spacing::kWide);
    row->addWidget(m_dropPicture, 0, Qt::AlignVCenter);
    row->addLayout(text, 1);
    connect(m_open, &QPushButton::clicked, this, &StartView::fileRequested);
    connect(m_build, &QPushButton::clicked, this, &StartView::buildRequested);
    return drop;
}

void StartView::buildCards() {
    for (const ReadyMade which :
         {ReadyMade::Cars, ReadyMade::Digits, ReadyMade::Words, ReadyMade::Branched}) {
        auto* frame = new QFrame;
        frame->setObjectName(QStringLiteral("readyMade%1").arg(static_cast<int>(which)));
        frame->setProperty("kind", "card");
        Card card;
        card.frame = frame;
        card.title = makeLabel("cardTitle", "heading");
        card.text = makeLabel("cardText", "caption", "muted");
        card.facts = makeLabel("cardFacts", "mono", "muted");
        card.facts->setProperty("isCode", true);
        card.open = new QPushButton;
        card.open->setObjectName(QStringLiteral("openReadyMade%1").arg(static_cast<int>(which)));
        auto* column = new QVBoxLayout(frame);
        column->setContentsMargins(
            Spacing::kLarge, Spacing::kMedium, Spacing::kLarge, Spacing::kMedium);
        column->setSpacing(Spacing::kTiny);
        column->addWidget(card.title);
        column->addWidget(card.text);
        column->addStretch(1);
        column->addWidget(card.facts);
        column->addSpacing(Spacing::kTiny);
        column->addWidget(card.open, 0, Qt::AlignLeft);
        connect(card.open, &QPushButton::clicked, this, [this, which] {
            emit readyMadeRequested(which);
        });
        m_readyMade.append(card);
    }
}

void StartView::arrange() {
    const int side = std::max(Spacing::kWide, (width() - scaled(kWidest)) / 2);
    widget()->layout()->setContentsMargins(side, Spacing::kWide, side, Spacing::kWide);
    const int across = width() - 2 * side >= scaled(kWideFrom) ? 4 : 2;
    for (int i = 0; i < m_readyMade.size(); ++i)
        m_cards->addWidget(m_readyMade[i].frame, i / across, i % across);
    for (int column = 0; column < 4; ++column)
        m_cards->setColumnStretch(column, column < across ? 1 : 0);
}

void StartView::fillLists() {
    m_recentTitle->setVisible(!m_shelf->recent().isEmpty());
    m_clearRecent->setVisible(!m_shelf->recent().isEmpty());
    m_storedTitle->setVisible(!m_shelf->stored().isEmpty());
    fillList(m_recent, m_shelf->recent(), QStringLiteral("Recent"));
    fillList(m_stored, m_shelf->stored(), QStringLiteral("Stored"));
}

void StartView::fillList(
    QVBoxLayout* list, const QList<ModelShelf::Entry>& entries, const QString& id) {
    clear(list);
    for (int i = 0; i < entries.size(); ++i) {
        const ModelShelf::Entry& entry = entries[i];
        QString detail = entry.address;
        switch (entry.place) {
        case ModelShelf::Place::LocalStorage:
            detail = tr("Local storage");
            break;
        case ModelShelf::Place::Database:
            detail = tr("Database");
            break;
        case ModelShelf::Place::Downloads:
            detail = tr("Download folder");
            break;
        case ModelShelf::Place::Recent:
            break;
        }
        if (entry.bytes > 0) {
            detail += QStringLiteral("  ·  ") + sizeText(entry.bytes) + QStringLiteral("  ·  ") +
                      QLocale().toString(entry.saved, QLocale::ShortFormat);
        }
        auto* line = new QWidget;
        auto* row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(Spacing::kSmall);
        // What follows an "&" in a button's text would be underlined.
        auto* open = new QPushButton(QString(entry.name).replace(u'&', QStringLiteral("&&")));
        open->setObjectName(QStringLiteral("open%1%2").arg(id).arg(i));
        open->setProperty("kind", "ghost");
        open->setProperty("align", "left");
        open->setIcon(icon(QStringLiteral("layers"), IconTone::Accent));
        open->setAccessibleName(tr("Open %1").arg(entry.name));
        open->setToolTip(entry.address);
        open->setMinimumWidth(std::min(open->sizeHint().width(), scaled(kLeastName)));
        auto* where = new ElidedLabel("entryDetail", "caption", "muted");
        where->setText(detail);
        where->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
        row->addWidget(open);
        row->addWidget(where, 1);
        connect(open, &QPushButton::clicked, this, [this, address = entry.address] {
            emit addressRequested(address);
        });
        const bool isInStore = entry.place == ModelShelf::Place::LocalStorage ||
                               entry.place == ModelShelf::Place::Database;
        if (isInStore) {
            auto* remove = new QToolButton;
            remove->setObjectName(QStringLiteral("removeStored%1").arg(i));
            remove->setIcon(icon(QStringLiteral("close")));
            remove->setFocusPolicy(Qt::StrongFocus);
            remove->setToolTip(tr("Remove %1 from this computer").arg(entry.name));
            remove->setAccessibleName(remove->toolTip());
            row->addWidget(remove);
            connect(remove, &QToolButton::clicked, this, [this, entry] {
                emit removeRequested(entry);
            });
        }
        list->addWidget(line);
    }
}

void StartView::setDropTarget(bool isTarget) {
    m_dropTitle->setText(isTarget ? tr("Let go to open it") : tr("Open a model"));
    m_drop->setProperty("kind", isTarget ? "well" : "card");
    refreshStyle(m_drop);
}

void StartView::retranslate() {
    setAccessibleName(tr("Models that can be opened"));
    m_dropPicture->setPixmap(
        iconPixmap(QStringLiteral("layers"), scaled(56), theme().accent, devicePixelRatioF()));
    m_dropTitle->setText(tr("Open a model"));
    m_dropText->setText(
        tr("Drop it anywhere on this page: the model.json of a TensorFlow.js model, of layers or a "
           "graph, with or without its files of weights, the folder that holds them, or a Keras "
           "file (.h5)."));
    m_open->setText(tr("Open a file…"));
    m_open->setAccessibleName(m_open->text());
    m_build->setText(tr("Build one yourself"));
    m_build->setAccessibleName(m_build->text());
    m_readyTitle->setText(tr("Ready-made models, not trained yet"));
    const QStringList titles{tr("Cars"), tr("Digits"), tr("Words"), tr("Branches")};
    const QStringList texts{
        tr("Fuel from horsepower: the dense layers of the tutorial “Fit a curve”."),
        tr("For handwritten digits: two convolutions, two pools, a softmax."),
        tr("For the mood of a sentence: an embedding and an LSTM that remembers."),
        tr("Two inputs, two outputs, a shortcut and a model within the model.")};
    const QStringList facts{
        QStringLiteral("1 → 1"),
        QStringLiteral("28 × 28 × 1 → 10"),
        QStringLiteral("20 → 1"),
        QStringLiteral("12, 4 → 3, 1")};
    for (int i = 0; i < m_readyMade.size(); ++i) {
        m_readyMade[i].title->setText(titles[i]);
        m_readyMade[i].text->setText(texts[i]);
        m_readyMade[i].facts->setText(facts[i]);
        m_readyMade[i].open->setText(tr("Open"));
        m_readyMade[i].open->setAccessibleName(tr("Open %1").arg(titles[i]));
    }
    m_recentTitle->setText(tr("Opened lately"));
    m_clearRecent->setText(tr("Clear the list"));
    m_clearRecent->setToolTip(tr("The files themselves stay where they are"));
    m_storedTitle->setText(tr("Kept on this computer"));
    arrange();
    fillLists();
}

void StartView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

void StartView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace app
