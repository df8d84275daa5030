#pragma once

#include "app/charts/plot_picture.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QMenu;
class QStackedLayout;
class QTableView;
class QToolButton;

namespace app {

class ChartLegend;
class PlotView;
class SeriesTableModel;

/// A chart with everything around its plot: title, legend, tools to zoom and to export, the same
/// numbers as a table, and one sentence that says what is to be seen.
///
/// LineChart, ScatterChart and HistogramChart are the charts to use; this is what they share. The
/// owner gives texts in the current language and gives them again when the language changes.
class ChartFrame : public QWidget {
    Q_OBJECT

public:
    ~ChartFrame() override;

    void setTitle(const QString& title);
    const QString& title() const { return m_title; }

    /// What the axes count, with the unit: "Weight (kg)".
    void setAxisTitles(const QString& x, const QString& y);

    /// What to do to see something here: "Press Run to see the loss".
    void setEmptyText(const QString& text);

    const QList<Series>& series() const;
    void setSeriesName(int series, const QString& name);
    void setSeriesVisible(int series, bool isVisible);
    void setPoints(int series, const QList<QPointF>& points);

    /// Marks a moment on the x axis, such as "learning rate 0.001".
    void addEvent(double x, const QString& text);
    void clearEvents();

    PlotView* plot() const { return m_plot; }

    /// One sentence about the data, for eyes and screen readers; the empty text while there is
    /// none.
    QString summary() const;

    bool isTableVisible() const;
    void setTableVisible(bool isVisible);

    /// Paints whatever is still pending, so that a picture of the window is up to date.
    void flush();

    /// The chart as a picture, with title and legend, `ratio` pixels to a point.
    QImage toImage(double ratio = 2) const;

    /// Write the chart to a file, whole or not at all; false, with exportFailed(), if that cannot
    /// be done.
    bool exportPng(const QString& path);
    bool exportSvg(const QString& path);
    bool exportCsv(const QString& path);
    void copyImage();

    /// Two charts may share one set of marks on x: the exported file takes its name from the title.
    QString suggestedFileName(const QString& suffix) const;

signals:
    void exported(const QString& path);
    void exportFailed(const QString& message);

protected:
    explicit ChartFrame(QWidget* parent);

    /// The sentence about the data; called only while there is data.
    virtual QString describe() const = 0;

    /// Puts every text of the chart itself in the current language; overriders call this first.
    virtual void retranslate();

    int addSeries(const Series& series);
    /// To be called after series came, went, or changed their look.
    void seriesChanged();
    /// The menu behind the sliders icon; the icon shows as soon as it has entries.
    QMenu* optionsMenu() const { return m_optionsMenu; }
    void updateToolbar();

    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildActions();
    void buildToolbar();
    void buildBody();
    QToolButton* addTool(const char* name, QAction* action);
    void updateTexts();
    void updateSummary();
    void updateTable();
    void askForExport(
        const QString& title,
        const QString& filter,
        const QString& suffix,
        bool (ChartFrame::*write)(const QString&));
    bool finishExport(bool isWritten, const QString& path, const QString& reason);
    QSizeF exportSize() const;
    void paintExport(QPainter& painter, const QSizeF& size) const;

    QString m_title;
    PlotView* m_plot;
    QLabel* m_titleLabel;
    ChartLegend* m_legend;
    QLabel* m_summaryLabel;
    QTableView* m_table;
    SeriesTableModel* m_tableModel;
    QStackedLayout* m_stack;
    QWidget* m_toolbar;

    QAction* m_zoomInAction;
    QAction* m_zoomOutAction;
    QAction* m_zoomResetAction;
    QAction* m_tableAction;
    QAction* m_pngAction;
    QAction* m_svgAction;
    QAction* m_csvAction;
    QAction* m_copyAction;
    QToolButton* m_zoomIn;
    QToolButton* m_zoomOut;
    QToolButton* m_zoomReset;
    QToolButton* m_tableToggle;
    QToolButton* m_options;
    QToolButton* m_export;
    QToolButton* m_more;
    QMenu* m_optionsMenu;
    QMenu* m_exportMenu;
    QMenu* m_moreMenu;
    QTimer m_updateSoon;
};

} // namespace app
