#include "app/pages/tensors/cell_card.h"
#include "app/pages/tensors/notebook_view.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/pages/tensors/tensors_page.h"
#include "app/theme/icon.h"
#include "app/widgets/banner.h"
#include "engine/notebook/code_writer.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

// What the page does to the notebook: adding, removing, copying, and what it says about it.

namespace app {

namespace notebook = tp::notebook;

void TensorsPage::addCell(const QString& recipe, bool isExample) {
    const notebook::Recipe* found = notebook::findRecipe(recipe.toStdString());
    if (found == nullptr)
        return;
    const int current = m_session->placeOf(m_notebook->current());
    const int place = current < 0 ? static_cast<int>(m_session->cells().size()) : current + 1;
    notebook::Cell cell = notebook::exampleOf(*found);
    if (!isExample && !found->inputs.empty()) {
        // The results above are the likeliest inputs, the nearest first.
        QStringList names = m_session->namesAbove(place);
        const std::size_t count = std::max(cell.inputs.size(), found->inputs.size());
        cell.inputs.resize(count);
        for (std::size_t i = count; i-- > 0 && !names.isEmpty();) {
            if (found->isVariadic() || !found->inputs[i].ends_with('?'))
                cell.inputs[i] = names.takeLast().toStdString();
        }
    }
    const qint64 id = m_session->addCell(place, cell);
    m_session->run(id);
    m_notebook->open(id);
    m_notebook->card(id)->setOpen(true);
    m_notebook->setCurrent(id);
}

void TensorsPage::addNote() {
    notebook::Cell cell;
    cell.note = tr("## A note\nWrite in Markdown.").toStdString();
    const int current = m_session->placeOf(m_notebook->current());
    const int place = current < 0 ? static_cast<int>(m_session->cells().size()) : current + 1;
    const qint64 id = m_session->addCell(place, cell);
    m_notebook->setCurrent(id);
}

void TensorsPage::showTrouble() {
    const auto& trouble = m_session->trouble();
    switch (trouble.kind) {
    case TensorsSession::Trouble::Kind::None:
        m_notice->hide();
        return;
    case TensorsSession::Trouble::Kind::Unreadable:
        m_notice->showText(
            Banner::Tone::Warning,
            tr("The notebook could not be read, so the sample is shown. The damaged file is kept "
               "as %1.")
                .arg(trouble.path));
        return;
    case TensorsSession::Trouble::Kind::Unwritable:
        m_notice->showText(
            Banner::Tone::Error,
            tr("The notebook cannot be written to %1: %2.").arg(trouble.path, trouble.reason));
    }
}

void TensorsPage::offerUndo(const QString& sentence) {
    m_notice->showText(Banner::Tone::Info, sentence);
    QPushButton* undo = m_notice->addButton(tr("Undo"));
    connect(undo, &QPushButton::clicked, this, [this] {
        m_notice->hide();
        m_session->undo();
    });
    emit statusChanged(sentence);
}

void TensorsPage::removeCell(qint64 id) {
    const notebook::Cell* cell = m_session->cell(id);
    if (cell == nullptr)
        return;
    const QString sentence =
        cell->isNote() ? tr("The note was deleted.")
                       : tr("The cell %1 was deleted.").arg(QString::fromStdString(cell->name));
    const int place = m_session->placeOf(id);
    m_session->removeCell(id);
    const int next = std::min(place, static_cast<int>(m_session->cells().size()) - 1);
    if (next >= 0) {
        m_notebook->setCurrent(
            m_session->cells()[static_cast<std::size_t>(next)].id, Qt::TabFocusReason);
    }
    offerUndo(sentence);
}

notebook::Cells TensorsPage::cellsWithNotes() const {
    notebook::Cells cells = m_session->cells();
    for (notebook::Cell& cell : cells) {
        if (cell.isNote())
            cell.note = noteText(cell.note).toStdString();
    }
    return cells;
}

void TensorsPage::copyCell(qint64 id) {
    const notebook::Cells cells = cellsWithNotes();
    const int place = m_session->placeOf(id);
    if (place < 0)
        return;
    const notebook::Cells above(cells.begin(), cells.begin() + place);
    QApplication::clipboard()->setText(QString::fromStdString(notebook::codeOf(
        cells[static_cast<std::size_t>(place)], above, notebook::Language::JavaScript)));
    emit statusChanged(tr("The cell is on the clipboard as JavaScript."));
}

void TensorsPage::copyNotebook(notebook::Language language) {
    QApplication::clipboard()->setText(
        QString::fromStdString(notebook::programOf(cellsWithNotes(), language)));
    emit statusChanged(
        language == notebook::Language::Cpp
            ? tr("The notebook is on the clipboard as C++.")
            : tr("The notebook is on the clipboard as JavaScript."));
}

void TensorsPage::buildMenus() {
    const auto renew = [](QToolButton* button) {
        QMenu* before = button->menu();
        auto* menu = new QMenu(button);
        button->setMenu(menu);
        if (before != nullptr)
            before->deleteLater();
        return menu;
    };
    QMenu* add = renew(m_add);
    const QList<QPair<QString, QString>> kinds{
        {QStringLiteral("tensor"), tr("Values you type")},
        {QStringLiteral("zeros"), tr("Zeros")},
        {QStringLiteral("Fill"), tr("One value everywhere")},
        {QStringLiteral("Range"), tr("Numbers in steps")},
        {QStringLiteral("LinSpace"), tr("Evenly spaced numbers")},
        {QStringLiteral("randomNormal"), tr("Random numbers")},
        {QStringLiteral("fromPixels"), tr("A picture")}};
    for (const auto& [recipe, text] : kinds)
        add->addAction(text, this, [this, name = recipe] { addCell(name, true); });
    add->addSeparator();
    add->addAction(icon(QStringLiteral("search")), tr("An operation…"), this, [this] {
        m_searchAction->trigger();
    });
    add->addAction(tr("A note"), this, &TensorsPage::addNote);
    QMenu* copy = renew(m_copyNotebook);
    copy->addAction(
        tr("Copy the notebook as C++"), this, [this] { copyNotebook(notebook::Language::Cpp); });
    copy->addAction(tr("Copy the notebook as JavaScript"), this, [this] {
        copyNotebook(notebook::Language::JavaScript);
    });
    QMenu* more = renew(m_more);
    more->addAction(tr("Open the sample notebook"), this, [this] {
        m_session->resetToSample();
        offerUndo(tr("The sample took the place of your notebook."));
    });
    more->addAction(tr("Delete all cells"), this, [this] {
        m_session->clear();
        offerUndo(tr("All cells were deleted."));
    });
}

} // namespace app
