#pragma once

#include "app/core/task.h"
#include "engine/inspect/model_picture.h"

#include <QWidget>

#include <set>

class QLabel;
class QLineEdit;
class QToolButton;

namespace app {

class GraphView;
class ModelsSession;

/// The graph of the open model, with a field that jumps to layers and buttons to zoom.
class GraphPanel : public QWidget {
    Q_OBJECT

public:
    explicit GraphPanel(ModelsSession* session, QWidget* parent = nullptr);
    ~GraphPanel() override;

    /// Puts the keyboard into the field that searches.
    void takeFocus();

    /// Whether the newest graph is laid out and shown.
    bool isSettled() const { return !m_task.isRunning() && !m_isDue; }

    GraphView* view() const { return m_view; }

    /// Opens or closes the model of that row.
    void toggle(int row);

signals:
    void settled();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void build();
    void retranslate();
    void draw();
    void show();
    void showNote();
    void showSelection();
    void search();
    void showFound();
    void jump(int by);
    void openAround(int row);
    std::vector<int> hitsOf(const QString& word) const;

    ModelsSession* m_session;
    std::set<int> m_open;
    bool m_isDue = false;    ///< a layout must be made once the one being made is over
    int m_revealed = -1;     ///< to be shown once the layout is there
    std::vector<int> m_hits; ///< rows
    std::size_t m_hit = 0;
    QLineEdit* m_search;
    QLabel* m_found;
    QToolButton* m_next;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    QToolButton* m_fit;
    QToolButton* m_openAll;
    GraphView* m_view;
    std::shared_ptr<const tp::inspect::ModelPicture> m_result;
    Task m_task; // last: it is waited for before what it works on goes
};

} // namespace app
