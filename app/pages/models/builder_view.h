#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QLabel;
class QLayout;
class QLineEdit;
class QScrollArea;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QVBoxLayout;

namespace app {

class BuilderRow;
class BuilderSession;
class LayerPicker;
class TrainPanel;

/// A model built by hand: its layers at the left, what can be added, set and trained at the right.
class BuilderView : public QWidget {
    Q_OBJECT

public:
    explicit BuilderView(BuilderSession* session, QWidget* parent = nullptr);

    enum class Panel { Add, Settings, Train };
    void setPanel(Panel panel);

    /// Puts the keyboard into the field that searches for layers.
    void takeFocus();

    void flush();

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildRows();
    QLayout* buildInput();
    QWidget* buildPanels();
    void retranslate();
    void fillMenu();
    void rebuild();
    void refresh();
    void goTo(int row);

    BuilderSession* m_session;
    QList<BuilderRow*> m_rowWidgets;
    QSplitter* m_builderColumns;
    QScrollArea* m_rowScroll;
    QVBoxLayout* m_rows;
    QLabel* m_input;
    QLineEdit* m_inputSizes;
    QLabel* m_output;
    QToolButton* m_newModel;
    QToolButton* m_undoBuild;
    QToolButton* m_redoBuild;
    QTabBar* m_builderTabs;
    QStackedWidget* m_builderPanels;
    LayerPicker* m_picker;
    TrainPanel* m_trainPanel;
    QAction* m_undoAction;
    QAction* m_redoAction;
};

} // namespace app
