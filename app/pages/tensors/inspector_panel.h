#pragma once

#include "app/pages/tensors/tensor_inspection.h"

#include <QWidget>

class QComboBox;
class QGridLayout;
class QLabel;
class QStackedWidget;
class QTabBar;
class QTableView;
class QToolButton;

namespace app {

class CountChart;
class SliceBar;
class SliceChart;
class SlicePicture;
class TensorGridModel;

/// Shows a tensor in six ways, and copies it as code.
class InspectorPanel : public QWidget {
    Q_OBJECT

public:
    enum class Way { Grid, HeatMap, Picture, Line, Histogram, Statistics };

    explicit InspectorPanel(TensorInspection* inspection, QWidget* parent = nullptr);

    void setWay(Way way);
    Way way() const;

    /// Draws what is still pending, for pictures.
    void flush();

signals:
    /// The text is on the clipboard.
    void copied(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void buildHead();
    QWidget* buildPicture();
    QWidget* buildEmpty();
    void show();
    void showHead();
    void showSlice();
    void showWay();
    void showStatistics();
    void retranslate();
    Way fittingWay() const;
    void copyAs(int language);

    TensorInspection* m_inspection;
    bool m_isChosen = false; ///< the person chose a way, which then stays

    QLabel* m_name;
    QLabel* m_facts;
    QLabel* m_made;
    QToolButton* m_copy;
    QTabBar* m_ways;
    SliceBar* m_slices;
    QStackedWidget* m_pages;
    QStackedWidget* m_whole;
    QTableView* m_grid;
    TensorGridModel* m_model;
    SlicePicture* m_heatMap;
    SlicePicture* m_picture;
    QComboBox* m_range;
    QLabel* m_rangeLabel;
    SliceChart* m_line;
    CountChart* m_histogram;
    QWidget* m_statistics;
    QGridLayout* m_numbers;
    QLabel* m_reading;
    QLabel* m_empty;
    QLabel* m_emptyPicture;
};

} // namespace app
