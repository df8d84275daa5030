#pragma once

#include "app/page/page.h"
#include "app/pages/tensors/tensor_inspection.h"
#include "app/pages/tensors/tensors_session.h"
#include "engine/notebook/code_writer.h"

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;

namespace app {

class Banner;
class CataloguePanel;
class InspectorPanel;
class MemoryPanel;
class NotebookView;
class ProfilePanel;

/// A workbench for tensors: cells that make them and compute with them at the left; operations, the
/// inspector, memory and profile at the right.
///
/// Places: `op/NAME` opens the catalogue at an operation, `cell/NAME` a cell, `inspect/CELL/WAY`
/// the inspector (both parts may be left out), `memory` and `profile` the other panels.
class TensorsPage : public Page {
    Q_OBJECT

public:
    /// The notebook is kept in `folder`.
    explicit TensorsPage(const QString& folder, QWidget* parent = nullptr);
    ~TensorsPage() override;

    QString title() const override;
    QString subtitle() const override;
    void openAt(const QString& place) override;
    QString place() const override;
    bool isSettled() const override;

    TensorsSession* session() const { return m_session; }

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    enum class Panel { Catalogue, Inspector, Memory, Profile };

    void build();
    QWidget* buildToolbar();
    QWidget* buildSide();
    void buildActions();
    void connectParts();
    void buildMenus();
    void setPanel(Panel panel);
    Panel panel() const;
    void addCell(const QString& recipe, bool isExample);
    void addNote();
    void inspect(qint64 id, int output);
    void look();
    void follow(qint64 id);
    void openInspector(const QString& wish);
    void openCell(const QString& name);
    void fulfilWish();
    void showRun();
    void showTrouble();
    void offerUndo(const QString& sentence);
    void copyCell(qint64 id);
    void copyNotebook(tp::notebook::Language language);
    void removeCell(qint64 id);
    tp::notebook::Cells cellsWithNotes() const;
    void arrange();

    TensorsSession* m_session;
    TensorInspection* m_inspection;
    bool m_wasShown = false;
    bool m_isArranged = false;
    qint64 m_inspectedCell = 0;
    int m_inspectedOutput = 0;
    QString m_wish; ///< the cell to be inspected once it has run
    bool m_isWishOpen = false;
    bool m_isLookDue = false;
    qint64 m_opened = 0; ///< to be scrolled to once everything has run

    QPushButton* m_runAll;
    QToolButton* m_add;
    QToolButton* m_undo;
    QToolButton* m_redo;
    QToolButton* m_copyNotebook;
    QToolButton* m_more;
    QLabel* m_count;
    Banner* m_notice;
    NotebookView* m_notebook;
    QSplitter* m_columns;
    QTabBar* m_tabs;
    QStackedWidget* m_panels;
    CataloguePanel* m_catalogue;
    InspectorPanel* m_inspector;
    MemoryPanel* m_memory;
    ProfilePanel* m_profile;
    QAction* m_runAllAction;
    QAction* m_stopAction;
    QAction* m_undoAction;
    QAction* m_redoAction;
    QAction* m_searchAction;
};

} // namespace app
