#pragma once

#include "app/page/page.h"
#include "app/pages/models/models_session.h"

class QAction;
class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;

namespace app {

class Banner;
class BuilderSession;
class BuilderView;
class GraphPanel;
class LayerPanel;
class LayerTable;
class ModelShelf;
class RunView;
class SaveBar;
class StartView;

/// Models of layers and graph models: opened, looked at as a table and as a graph; the former saved
/// and built, the latter run.
///
/// Places: `table`, `graph`, `run` and `build` are the views; `sample/NAME` opens a ready-made
/// model (cars, digits, words, branched), `file/PATH` a file; behind them a view, a layer and one
/// of its weights may be named: `sample/digits/graph/conv_1/kernel`. `build/settings` and
/// `build/train` open panels of the builder.
class ModelsPage : public Page {
    Q_OBJECT

public:
    explicit ModelsPage(QWidget* parent = nullptr);
    ~ModelsPage() override;

    QString title() const override;
    QString subtitle() const override;
    void openAt(const QString& place) override;
    QString place() const override;
    bool isSettled() const override;

    ModelsSession* session() const { return m_session; }
    ModelShelf* shelf() const { return m_shelf; }
    BuilderSession* builder() const { return m_builder; }

protected:
    void retranslate() override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    enum class View { Start, Table, Graph, Run, Build };

    void build();
    QWidget* buildToolbar();
    QWidget* buildViewer();
    void buildActions();
    void connectParts();
    void setView(View view);
    View view() const;
    bool isViewer() const;
    void showRunTab();
    void showView();
    void askForPicture();
    void runPicture(const QString& path);
    void showOpened();
    void showNotice();
    void showReport();
    void warnOfBrokenNumbers();
    void warnOfUnsupported();
    void offerFile(const ModelsSession::Report& report);
    void setDropTarget(bool isTarget, const QStringList& paths = {});
    void showRun();
    void askForFile();
    void askToSave();
    void askToRemove(const QString& address, const QString& name);
    void fulfilWish();
    void arrange();
    void tellIfSettled();
    void tellTraining();

    ModelsSession* m_session;
    ModelShelf* m_shelf;
    BuilderSession* m_builder;
    bool m_isArranged = false;
    bool m_isSaveWished = false; ///< of the built model, once it is open
    bool m_isWarning = false;    ///< what is odd about the open model was not waved away yet
    QStringList m_wish;          ///< view, layer and weight to be shown once the model is there

    QTabBar* m_views;
    QLabel* m_facts;
    QPushButton* m_openFile;
    QPushButton* m_saveAs;
    Banner* m_notice;
    SaveBar* m_saveBar;
    QStackedWidget* m_modelPages;
    StartView* m_start;
    QSplitter* m_viewerColumns;
    QStackedWidget* m_pictures;
    LayerTable* m_table;
    GraphPanel* m_graph;
    RunView* m_run;
    LayerPanel* m_layer;
    BuilderView* m_build;
    QAction* m_openAction;
    QAction* m_saveAction;
    QAction* m_searchAction;
};

} // namespace app
