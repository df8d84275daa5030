#pragma once

#include "engine/inspect/model_view.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedWidget;
class QTabBar;

namespace app {

class ModelsSession;
class WeightPanel;

/// What there is to see of the selected layer: its settings, and each of its weights. Without one,
/// what there is to see of the whole model.
class LayerPanel : public QWidget {
    Q_OBJECT

public:
    explicit LayerPanel(ModelsSession* session, QWidget* parent = nullptr);

    /// Shows the weight of that name, "settings" for the settings, "output" for what a node of a
    /// graph gave.
    void openTab(const QString& name);

    void flush();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildSettings();
    QWidget* buildNoValue();
    void retranslate();
    void show();
    void showHead();
    void showTabs();
    void showTab();
    void showValue();
    void fillSettings();
    QString hintFor(const tp::inspect::LayerRow& row) const;
    void addModelFacts();
    void addOps();
    int firstWeightTab() const;
    void addFact(const QString& name, const QString& value, bool isCode);

    ModelsSession* m_session;
    QLabel* m_name;
    QLabel* m_kind;
    QLabel* m_shapes;
    QTabBar* m_layerTabs;
    QStackedWidget* m_layerPages;
    QScrollArea* m_settings;
    QGridLayout* m_facts;
    int m_factRow = 0;
    bool m_hasOutput = false; ///< there is a tab for what a node gave
    QLabel* m_hint;
    QScrollArea* m_weightScroll;
    WeightPanel* m_weight;
    QLabel* m_noValue;
    QPushButton* m_tryRandom;
    QString m_wish; ///< the tab to be opened once the details are there
};

} // namespace app
