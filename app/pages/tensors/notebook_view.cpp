#include "app/pages/tensors/notebook_view.h"

#include "app/pages/tensors/cell_card.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace app {

NotebookView::NotebookView(TensorsSession* session, QWidget* parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_content(new QWidget)
    , m_column(new QVBoxLayout(m_content)) {
    setObjectName(QStringLiteral("notebookView"));
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    m_content->setObjectName(QStringLiteral("content"));
    m_column->setContentsMargins(
        Spacing::kLarge, Spacing::kSmall, Spacing::kMedium, Spacing::kHuge);
    m_column->setSpacing(Spacing::kSmall);
    m_empty = new QWidget;
    m_emptyPicture = new QLabel;
    m_emptyPicture->setAlignment(Qt::AlignCenter);
    m_emptyText = new QLabel;
    m_emptyText->setObjectName(QStringLiteral("emptyText"));
    m_emptyText->setProperty("tone", "muted");
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_emptyText->setWordWrap(true);
    m_sample = new QPushButton;
    m_sample->setObjectName(QStringLiteral("sample"));
    connect(m_sample, &QPushButton::clicked, this, &NotebookView::sampleRequested);
    auto* empty = new QVBoxLayout(m_empty);
    empty->setSpacing(Spacing::kMedium);
    empty->setContentsMargins(0, 64, 0, 0);
    empty->addWidget(m_emptyPicture);
    empty->addWidget(m_emptyText);
    empty->addWidget(m_sample, 0, Qt::AlignHCenter);
    m_column->addWidget(m_empty);
    m_column->addStretch(1);
    setWidget(m_content);
    connect(session, &TensorsSession::cellsChanged, this, &NotebookView::sync);
    const auto refresh = [this](qint64 id) {
        if (CellCard* shown = m_cards.value(id))
            shown->refresh();
    };
    connect(session, &TensorsSession::cellChanged, this, refresh);
    connect(session, &TensorsSession::recordChanged, this, refresh);
    connect(qApp, &QApplication::focusChanged, this, &NotebookView::noteFocus);
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &NotebookView::retranslate);
    sync();
    retranslate();
}

CellCard* NotebookView::makeCard(qint64 id) {
    auto* made = new CellCard(m_session, id);
    connect(made, &CellCard::opened, this, &NotebookView::open);
    connect(made, &CellCard::stepped, this, &NotebookView::step);
    connect(made, &CellCard::inspectRequested, this, &NotebookView::inspectRequested);
    connect(made, &CellCard::copyRequested, this, &NotebookView::copyRequested);
    connect(made, &CellCard::removeRequested, this, &NotebookView::removeRequested);
    return made;
}

void NotebookView::sync() {
    QHash<qint64, CellCard*> gone = m_cards;
    int row = 0;
    QWidget* before = nullptr;
    for (const auto& cell : m_session->cells()) {
        gone.remove(cell.id);
        CellCard*& shown = m_cards[cell.id];
        if (shown == nullptr)
            shown = makeCard(cell.id);
        if (m_column->indexOf(shown) != row)
            m_column->insertWidget(row, shown);
        shown->refresh();
        if (before != nullptr)
            setTabOrder(before, shown);
        before = shown;
        ++row;
    }
    const bool hadFocus = std::any_of(gone.begin(), gone.end(), [](CellCard* old) {
        return old->hasFocus() || old->isAncestorOf(QApplication::focusWidget());
    });
    for (auto old = gone.begin(); old != gone.end(); ++old) {
        m_cards.remove(old.key());
        old.value()->hide();
        old.value()->setParent(nullptr);
        old.value()->deleteLater();
    }
    m_empty->setVisible(m_session->cells().empty());
    if (m_session->placeOf(m_current) < 0)
        m_current = 0;
    if (hadFocus && m_session->cells().empty())
        m_sample->setFocus();
}

void NotebookView::setCurrent(qint64 id, Qt::FocusReason reason) {
    CellCard* shown = m_cards.value(id);
    if (shown == nullptr)
        return;
    m_current = id;
    shown->takeFocus(reason);
    reveal(id);
    emit currentChanged(id);
}

void NotebookView::open(qint64 id) {
    for (CellCard* shown : std::as_const(m_cards))
        shown->setOpen(shown->id() == id);
    reveal(id);
}

void NotebookView::reveal(qint64 id) {
    // A card that was only just put in has its place after the next round of layout.
    if (CellCard* shown = m_cards.value(id))
        QTimer::singleShot(0, shown, [this, shown] { ensureWidgetVisible(shown, 0, 24); });
}

void NotebookView::setInspected(qint64 id) {
    m_inspected = id;
    for (CellCard* shown : std::as_const(m_cards))
        shown->setInspected(shown->id() == id);
}

void NotebookView::step(qint64 from, int by) {
    const int place = m_session->placeOf(from) + by;
    if (place >= 0 && place < static_cast<int>(m_session->cells().size()))
        setCurrent(m_session->cells()[static_cast<std::size_t>(place)].id, Qt::TabFocusReason);
}

void NotebookView::noteFocus() {
    QWidget* focused = QApplication::focusWidget();
    if (focused == nullptr || !isAncestorOf(focused))
        return;
    for (QWidget* widget = focused; widget != nullptr; widget = widget->parentWidget()) {
        const auto* shown = qobject_cast<CellCard*>(widget);
        if (shown == nullptr)
            continue;
        if (shown->id() != m_current) {
            m_current = shown->id();
            emit currentChanged(m_current);
        }
        return;
    }
}

void NotebookView::retranslate() {
    setAccessibleName(tr("Cells"));
    m_emptyPicture->setPixmap(
        iconPixmap(QStringLiteral("table"), scaled(40), theme().textMuted, devicePixelRatioF()));
    m_emptyText->setText(
        tr("No cells yet. Add a tensor, or open the sample, which explains what tensors are."));
    m_sample->setText(tr("Open the sample"));
    m_sample->setAccessibleName(m_sample->text());
}

void NotebookView::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QScrollArea::changeEvent(event);
}

} // namespace app
