#include "app/pages/tensors/cell_card.h"

#include "app/core/error_text.h"
#include "app/pages/tensors/cell_form.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/pages/tensors/thumbnail.h"
#include "app/pages/tensors/values_label.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/markdown_view.h"
#include "app/widgets/plain_label.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPlainTextEdit>
#include <QToolButton>

namespace app {

namespace notebook = tp::notebook;

namespace {

constexpr int kButton = 28;

QToolButton* headButton(const char* objectName, const char* iconName) {
    auto* button = new QToolButton;
    button->setObjectName(QString::fromLatin1(objectName));
    button->setIcon(icon(QString::fromLatin1(iconName), IconTone::Muted));
    button->setProperty("kind", "ghost");
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

CellCard::CellCard(TensorsSession* session, qint64 id, QWidget* parent)
    : QFrame(parent)
    , m_session(session)
    , m_id(id)
    , m_column(new QVBoxLayout(this)) {
    setObjectName(QStringLiteral("cell%1").arg(id));
    setFocusPolicy(Qt::StrongFocus);
    m_column->setSpacing(Spacing::kSmall);
    buildHead();
    buildBody();
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &CellCard::refresh);
    retranslate();
}

void CellCard::buildHead() {
    m_head = new QWidget;
    m_expression = plainLabel("expression", "mono", "text");
    m_expression->setProperty("isCode", true);
    m_expression->setMinimumWidth(40);
    m_expression->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_state = plainLabel("state", "caption", "muted");
    m_run = headButton("run", "play");
    m_menu = headButton("menu", "more");
    m_menu->setPopupMode(QToolButton::InstantPopup);
    auto* row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Spacing::kTiny);
    row->addWidget(m_expression, 1);
    row->addWidget(m_state);
    row->addSpacing(Spacing::kTiny);
    row->addWidget(m_run);
    row->addWidget(m_menu);
    m_column->addWidget(m_head);
    connect(m_run, &QToolButton::clicked, this, [this] { m_session->run(m_id); });
}

void CellCard::buildBody() {
    m_banner = new Banner;
    m_banner->setObjectName(QStringLiteral("banner"));
    m_special = plainLabel("special", "body", "muted");
    m_special->setWordWrap(true);
    m_results = new QWidget;
    m_resultRows = new QVBoxLayout(m_results);
    m_resultRows->setContentsMargins(0, 0, 0, 0);
    m_resultRows->setSpacing(Spacing::kSmall);
    m_column->addWidget(m_banner);
    m_column->addWidget(m_special);
    m_column->addWidget(m_results);
    const notebook::Cell* cell = m_session->cell(m_id);
    if (cell == nullptr || !cell->isNote())
        return;
    m_note = new MarkdownView;
    m_note->setObjectName(QStringLiteral("note"));
    m_note->setFitsContents(true);
    m_note->setFocusPolicy(Qt::NoFocus); // the cell itself has the keyboard
    m_note->setTextInteractionFlags(Qt::NoTextInteraction);
    m_note->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_column->insertWidget(0, m_note);
    m_head->hide();
}

void CellCard::setOpen(bool isOpen) {
    const notebook::Cell* cell = m_session->cell(m_id);
    if (isOpen == m_isOpen || cell == nullptr)
        return;
    m_isOpen = isOpen;
    if (cell->isNote()) {
        if (isOpen && m_noteEdit == nullptr) {
            m_noteEdit = new QPlainTextEdit;
            m_noteEdit->setObjectName(QStringLiteral("noteEdit"));
            m_noteEdit->setTabChangesFocus(true);
            m_noteEdit->setMinimumHeight(scaled(110));
            m_column->addWidget(m_noteEdit);
        }
        if (!isOpen)
            takeNote();
    } else if (isOpen && m_form == nullptr) {
        m_form = new CellForm;
        m_column->insertWidget(1, m_form);
        connect(m_form, &CellForm::changed, this, &CellCard::takeForm);
        connect(m_form, &CellForm::submitted, this, &CellCard::runOnce);
    }
    if (m_form != nullptr)
        m_form->setVisible(isOpen);
    retranslate();
    if (isOpen)
        emit opened(m_id);
}

void CellCard::setInspected(bool isInspected) {
    m_isInspected = isInspected;
    update();
}

void CellCard::takeFocus(Qt::FocusReason reason) {
    setFocus(reason);
}

void CellCard::takeForm() {
    if (m_form == nullptr || m_session->cell(m_id) == nullptr)
        return;
    const notebook::Cell before = *m_session->cell(m_id);
    m_session->changeCell(m_form->cell());
    const notebook::Cell* after = m_session->cell(m_id);
    const bool isOtherWork = after->recipe != before.recipe || after->inputs != before.inputs ||
                             after->attrs != before.attrs;
    if (isOtherWork)
        m_session->run(m_id);
}

void CellCard::takeNote() {
    if (m_noteEdit == nullptr)
        return;
    notebook::Cell cell = *m_session->cell(m_id);
    const QString text = m_noteEdit->toPlainText();
    if (text != noteText(cell.note)) { // the sample's notes stay what they are, in both languages
        cell.note = text.toStdString();
        m_session->changeCell(cell);
    }
    m_noteEdit->hide();
    m_noteEdit->deleteLater();
    m_noteEdit = nullptr;
}

void CellCard::refresh() {
    const notebook::Cell* cell = m_session->cell(m_id);
    if (cell == nullptr)
        return;
    m_column->setContentsMargins(
        Spacing::kLarge,
        cell->isNote() ? Spacing::kTiny : Spacing::kSmall,
        Spacing::kSmall,
        cell->isNote() ? Spacing::kTiny : Spacing::kMedium);
    for (QToolButton* button : {m_run, m_menu})
        button->setFixedSize(scaled(kButton), scaled(kButton));
    if (cell->isNote()) {
        showNote();
        return;
    }
    showHead();
    showState();
    showResult();
    if (m_form != nullptr && m_isOpen)
        m_form->setCell(*cell, m_session->namesAbove(m_session->placeOf(m_id)));
    update();
}

void CellCard::showNote() {
    const QString text = noteText(m_session->cell(m_id)->note);
    m_note->setVisible(m_noteEdit == nullptr);
    if (m_note->markdownText() != text)
        m_note->setMarkdownText(text);
    if (m_noteEdit != nullptr && !m_noteEdit->hasFocus())
        m_noteEdit->setPlainText(text);
    for (QWidget* part :
         {static_cast<QWidget*>(m_banner), static_cast<QWidget*>(m_special), m_results})
        part->hide();
    setAccessibleName(tr("Note: %1").arg(text.section(u'\n', 0, 0).remove(u'#').trimmed()));
}

void CellCard::showHead() {
    if (m_session->cell(m_id) == nullptr)
        return;
    const QString text = expressionOf(*m_session->cell(m_id));
    m_expression->setText(m_expression->fontMetrics().elidedText(
        text, Qt::ElideRight, std::max(40, m_expression->width() - Spacing::kTiny)));
    m_expression->setToolTip(text);
    setAccessibleName(tr("Cell %1").arg(text));
}

QString CellCard::stateText() const {
    const auto record = m_session->record(m_id);
    switch (record.state) {
    case TensorsSession::State::New:
        return tr("not run yet");
    case TensorsSession::State::Waiting:
        return tr("waiting");
    case TensorsSession::State::Running:
        return tr("running");
    case TensorsSession::State::Stale:
        return tr("changed: run again");
    case TensorsSession::State::Failed:
        return tr("refused");
    case TensorsSession::State::Done:
        break;
    }
    return durationText(record.outcome.milliseconds);
}

void CellCard::showState() {
    const auto state = m_session->record(m_id).state;
    const char* tone = "muted";
    if (state == TensorsSession::State::Stale)
        tone = "warning";
    if (state == TensorsSession::State::Failed)
        tone = "danger";
    if (state == TensorsSession::State::Running)
        tone = "accent";
    m_state->setText(stateText());
    if (m_state->property("tone").toString() != QLatin1String(tone)) {
        m_state->setProperty("tone", tone);
        refreshStyle(m_state);
    }
}

void CellCard::clearResults() {
    while (QLayoutItem* item = m_resultRows->takeAt(0)) {
        if (QWidget* widget = item->widget()) {
            widget->hide();
            widget->setParent(nullptr);
            widget->deleteLater();
        }
        delete item;
    }
}

void CellCard::showResult() {
    const auto record = m_session->record(m_id);
    if (record.error) {
        m_banner->showText(
            Banner::Tone::Error, translateError(*record.error), Banner::Closing::NotAtAll);
    } else {
        m_banner->hide();
    }
    const bool hadFocus = m_results->isAncestorOf(QApplication::focusWidget());
    clearResults();
    const bool isMany = record.glances.size() > 1;
    for (std::size_t i = 0; i < record.glances.size(); ++i)
        addResult(record.glances[i], static_cast<int>(i), isMany);
    m_results->setVisible(!record.glances.empty());
    if (hadFocus)
        setFocus();
    showSpecial();
}

void CellCard::addResult(const notebook::Glance& glance, int output, bool isOneOfMany) {
    const tp::Tensors outputs = m_session->outputs(m_id);
    const bool isGone = static_cast<std::size_t>(output) < outputs.size() &&
                        outputs[static_cast<std::size_t>(output)].isDisposed();
    auto* row = new QWidget;
    auto* facts = plainLabel("facts", "caption", "muted");
    QStringList words{
        shapeText(glance.spec.shape),
        fromText(dtypeName(glance.spec.dtype)),
        byteText(glance.bytes)};
    if (isOneOfMany) {
        words.prepend(QStringLiteral("%1.%2")
                          .arg(QString::fromStdString(m_session->cell(m_id)->name))
                          .arg(output));
    }
    if (isGone)
        words.append(tr("disposed"));
    facts->setText(words.join(QStringLiteral("  ·  ")));
    auto* values = new ValuesLabel;
    values->setProperty("isCode", true);
    values->setText(QString::fromStdString(glance.text));
    values->setFaint(isGone);
    auto* open = headButton("inspect", "zoom");
    open->setFixedSize(scaled(kButton), scaled(kButton));
    open->setToolTip(tr("Open in the inspector"));
    open->setAccessibleName(
        tr("Open %1 in the inspector").arg(QString::fromStdString(m_session->cell(m_id)->name)));
    open->setEnabled(!isGone);
    connect(
        open, &QToolButton::clicked, this, [this, output] { emit inspectRequested(m_id, output); });
    auto* text = new QVBoxLayout;
    text->setSpacing(2);
    text->addWidget(facts);
    text->addWidget(values);
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(Spacing::kSmall);
    across->addLayout(text, 1);
    if (!glance.thumbnail.empty()) {
        auto* picture = new Thumbnail;
        picture->setObjectName(QStringLiteral("thumbnail"));
        picture->setGlance(glance);
        picture->setAccessibleName(open->accessibleName());
        picture->setToolTip(open->toolTip());
        picture->setEnabled(!isGone);
        connect(picture, &QAbstractButton::clicked, open, &QToolButton::click);
        across->addWidget(picture, 0, Qt::AlignTop);
    }
    across->addWidget(open, 0, Qt::AlignTop);
    m_resultRows->addWidget(row);
}

void CellCard::showSpecial() {
    const auto record = m_session->record(m_id);
    QString text;
    if (const auto& counts = record.outcome.counts) {
        text = tr("Tensors: %1 before, %2 at the end of the steps, %3 after. %4")
                   .arg(counts->before)
                   .arg(counts->inside)
                   .arg(counts->after)
                   .arg(
                       counts->after - counts->before == 1
                           ? tr("Only the result stayed.")
                           : tr("%n tensor(s) stayed.",
                                nullptr,
                                static_cast<int>(counts->after - counts->before)));
    }
    if (const auto& reading = record.outcome.reading) {
        text = (reading->waits ? tr("%1\nThe thread waited %2 for the values.")
                               : tr("%1\nThe future was there after %3, the values after %2."))
                   .arg(
                       QString::fromStdString(reading->values),
                       durationText(reading->valuesMs),
                       durationText(reading->futureMs));
    }
    if (record.state == TensorsSession::State::Done && record.glances.empty() &&
        !record.outcome.reading)
        text = tr("%n tensor(s) freed.", nullptr, static_cast<int>(record.outcome.disposed));
    m_special->setText(text);
    m_special->setVisible(!text.isEmpty());
}

/// A change that was just taken over may have begun to run already.
void CellCard::runOnce() {
    const auto state = m_session->record(m_id).state;
    if (state != TensorsSession::State::Waiting && state != TensorsSession::State::Running)
        m_session->run(m_id);
}

void CellCard::runAndGoOn() {
    runOnce();
    emit stepped(m_id, 1);
}

void CellCard::retranslate() {
    m_run->setToolTip(tr("Run this cell (Enter)"));
    m_run->setAccessibleName(tr("Run this cell"));
    m_menu->setToolTip(tr("More"));
    m_menu->setAccessibleName(tr("More about this cell"));
    QMenu* before = m_menu->menu();
    auto* menu = new QMenu(m_menu);
    menu->setObjectName(QStringLiteral("cellMenu"));
    menu->addAction(m_isOpen ? tr("Close") : tr("Edit"), this, [this] { setOpen(!m_isOpen); });
    menu->addAction(tr("Duplicate"), this, [this] {
        notebook::Cell copy = *m_session->cell(m_id);
        copy.name.clear();
        const qint64 id = m_session->addCell(m_session->placeOf(m_id) + 1, copy);
        m_session->run(id);
    });
    menu->addAction(tr("Move up"), this, [this] { m_session->moveCell(m_id, -1); });
    menu->addAction(tr("Move down"), this, [this] { m_session->moveCell(m_id, 1); });
    menu->addAction(tr("Copy as code"), this, [this] { emit copyRequested(m_id); });
    menu->addSeparator();
    menu->addAction(tr("Delete"), this, [this] { emit removeRequested(m_id); });
    m_menu->setMenu(menu);
    if (before != nullptr)
        before->deleteLater();
    refresh();
}

void CellCard::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QFrame::changeEvent(event);
}

} // namespace app
