#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;
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

    /// Shows the weight of that name, "settings" for the settings.
    void openTab(const QString& name);

    void flush();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    QWidget* buildSettings();
    void retranslate();
    void show();
    void showHead();
    void showTabs();
    void showTab();
    void fillSettings();
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
    QLabel* m_hint;
    QScrollArea* m_weightScroll;
    WeightPanel* m_weight;
    QString m_wish; ///< the tab to be opened once the details are there
};

} // namespace app
