#pragma once

#include "app/pages/tutorial/stage_chart.h"
#include "app/pages/tutorial/tutorial_controller.h"

#include <QWidget>

#include <map>
#include <memory>

class QLabel;
class QGridLayout;
class QHBoxLayout;
class QStackedLayout;
class QTabBar;
class QVBoxLayout;

namespace app {

class Banner;
class DataTable;
class MetricTile;

/// What a step shows: tables, charts and texts, in a grid where there is room and behind tabs where
/// there is not, with the step's numbers above and what happened below.
class StageView : public QWidget {
    Q_OBJECT

public:
    explicit StageView(TutorialController* controller, QWidget* parent = nullptr);
    ~StageView() override;

    /// Draws everything that is still pending.
    void flush();

signals:
    /// The panel with this id came in view.
    void panelOpened(const std::string& id);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Panel;

    void build();
    void rebuild();
    void update();
    void updatePanels();
    void updatePanel(Panel& panel, const tp::StagePanel& content);
    std::unique_ptr<Panel> makePanel(const tp::StagePanel& content);
    void fillTable(DataTable* table, const tp::StageTable& content) const;
    void updateMetrics();
    void showMetrics();
    void updateEvents();
    void updateEmptyState();
    void arrange();
    void placePanels();
    void showTab(int index);
    void retranslate();

    TutorialController* m_controller;
    TutorialWords m_words;
    QWidget* m_metricsRow;
    QHBoxLayout* m_metricsLayout;
    QLabel* m_metricsLine; ///< the same numbers where tiles would leave no room
    QTabBar* m_tabs;
    QWidget* m_panelsArea;
    QGridLayout* m_grid;
    Banner* m_banner;
    QWidget* m_empty;
    QLabel* m_emptyIcon;
    QLabel* m_emptyText;
    std::vector<std::unique_ptr<Panel>> m_panels;
    std::map<std::string, MetricTile*> m_tiles;
    std::size_t m_eventsShown = 0;
    bool m_isGrid = false;
    int m_gridColumns = 0;
};

} // namespace app
