#pragma once

#include "engine/inspect/layer_view.h"

#include <QWidget>

#include <optional>

class QGridLayout;
class QLabel;
class QStackedWidget;
class QTabBar;
class QTableView;

namespace app {

class Banner;
class HistogramChart;
class WeightImage;
class WeightTableModel;

/// One weight of a layer, a constant or the value of a node: how its numbers are spread, what they
/// look like, the numbers themselves.
class WeightPanel : public QWidget {
    Q_OBJECT

public:
    enum class Way { Histogram, Picture, Numbers };
    enum class What { Weight, Constant, Value };

    explicit WeightPanel(QWidget* parent = nullptr);

    void setWeight(const tp::inspect::WeightView& weight, What what = What::Weight);
    void setWay(Way way);

    /// Paints what is still pending, for pictures of the window.
    void flush();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void retranslate();
    void show();
    void showWay();
    void showStatistics();

    std::optional<tp::inspect::WeightView> m_weight;
    What m_what = What::Weight;
    bool m_isChosen = false; ///< the person chose a way
    QLabel* m_facts;
    Banner* m_warning;
    QTabBar* m_ways;
    QStackedWidget* m_weightPages;
    HistogramChart* m_histogram;
    WeightImage* m_image;
    QTableView* m_numberTable;
    WeightTableModel* m_model;
    QGridLayout* m_numbers;
};

} // namespace app
