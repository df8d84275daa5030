#include "app/charts/chart_legend.h"
#include "app/charts/histogram_chart.h"
#include "app/charts/line_chart.h"
#include "app/charts/plot_view.h"
#include "app/charts/scatter_chart.h"
#include "app/charts/series_table_model.h"
#include "app/charts/ticks.h"
#include "app/core/all_settings.h"
#include "app/core/dialogs.h"
#include "app/core/settings_store.h"
#include "app/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QTranslator>
#include <QWheelEvent>

#include <cmath>
#include <limits>

using namespace app;

/// Charts as a person uses them: with mouse, wheel and keys, and through their tools.
class TestCharts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void wheelZoomsAtThePointer();
    void keysZoomAndDoubleClickResets();
    void dragZoomsToABox();
    void wheelAtFullViewIsLeftToThePage();
    void crosshairReadsEverySeries();
    void keysMoveTheCrosshair();
    void crosshairFindsPointsOfAcloud();
    void legendTogglesSeries();
    void manyAppendsMakeThirtyPicturesASecond();
    void notANumberIsAGapWithANotice();
    void logAxisAndSmoothing();
    void runBeforeStaysAsGhost();
    void tableShowsTheNumbers();
    void exportsPng();
    void exportsSvg();
    void exportsCsv();
    void failedExportSaysWhy();
    void copiesTheImage();
    void summaryTellsWhatHappened();
    void themeAndLanguageAreFollowed();
    void narrowChartsFoldTheirTools();
    void everyControlHasNameAndTip();

private:
    std::unique_ptr<TemporarySettings> m_settings;
};

namespace {

/// A chart of two curves: 1/x, and twice that.
std::unique_ptr<LineChart> twoCurves() {
    auto chart = std::make_unique<LineChart>();
    chart->setTitle(QStringLiteral("Loss per epoch"));
    chart->setAxisTitles(QStringLiteral("Epoch"), QStringLiteral("Loss"));
    chart->setEmptyText(QStringLiteral("Press Run to see the loss"));
    chart->addCurve(QStringLiteral("Training"), SeriesStyle::Solid, 0);
    chart->addCurve(QStringLiteral("Validation"), SeriesStyle::Dashed, 1);
    for (int x = 1; x <= 50; ++x) {
        chart->append(0, x, 1.0 / x);
        chart->append(1, x, 2.0 / x);
    }
    chart->resize(640, 400);
    chart->show();
    chart->flush();
    return chart;
}

void turnWheel(PlotView* plot, const QPointF& at, int steps) {
    QWheelEvent event(
        at,
        plot->viewport()->mapToGlobal(at),
        {},
        {0, 120 * steps},
        Qt::NoButton,
        Qt::NoModifier,
        Qt::NoScrollPhase,
        false);
    QApplication::sendEvent(plot->viewport(), &event);
}

QPointF pixelOf(const LineChart& chart, double x, double y) {
    return chart.plot()->state().scale.toPixel({x, y});
}

} // namespace

void TestCharts::initTestCase() {
    m_settings = std::make_unique<TemporarySettings>();
    kThemeChoice.set(ThemeChoice::Light);
    applyTheme(*qApp);
}

void TestCharts::wheelZoomsAtThePointer() {
    const auto chart = twoCurves();
    PlotView* plot = chart->plot();
    const PlotRange full = plot->range();
    const QPointF at = plot->state().scale.area.topLeft() + QPointF(100, 50);
    const QPointF under = plot->state().scale.fromPixel(at);
    turnWheel(plot, at, 1);
    QVERIFY(plot->isZoomed());
    QCOMPARE(plot->range().width(), full.width() * 0.8);
    const QPointF after = plot->state().scale.toPixel(under);
    QVERIFY(std::hypot(after.x() - at.x(), after.y() - at.y()) < 0.01);
    turnWheel(plot, at, -1);
    QVERIFY(!plot->isZoomed());
    QCOMPARE(plot->range(), full);
}

void TestCharts::keysZoomAndDoubleClickResets() {
    const auto chart = twoCurves();
    PlotView* plot = chart->plot();
    const double full = plot->range().width();
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Plus);
    QTest::keyClick(plot, Qt::Key_Plus);
    QCOMPARE(plot->range().width(), full * 0.64);
    const double left = plot->range().left;
    QTest::keyClick(plot, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(plot->range().left, left + 0.1 * 0.64 * full);
    QTest::keyClick(plot, Qt::Key_Minus);
    QCOMPARE(plot->range().width(), full * 0.8);
    QTest::keyClick(plot, Qt::Key_0);
    QVERIFY(!plot->isZoomed());
    QTest::keyClick(plot, Qt::Key_Plus);
    QTest::mouseDClick(
        plot->viewport(), Qt::LeftButton, {}, plot->state().scale.area.center().toPoint());
    QVERIFY(!plot->isZoomed());
    chart->findChild<QToolButton*>(QStringLiteral("zoomIn"))->click();
    QVERIFY(plot->isZoomed());
    chart->findChild<QToolButton*>(QStringLiteral("zoomReset"))->click();
    QVERIFY(!plot->isZoomed());
}

void TestCharts::dragZoomsToABox() {
    const auto chart = twoCurves();
    PlotView* plot = chart->plot();
    const QRectF area = plot->state().scale.area;
    const QPoint from = (area.topLeft() + QPointF(100, 40)).toPoint();
    const QPoint to = (area.topLeft() + QPointF(200, 140)).toPoint();
    const QPointF low = plot->state().scale.fromPixel({double(from.x()), double(to.y())});
    const QPointF high = plot->state().scale.fromPixel({double(to.x()), double(from.y())});
    QTest::mousePress(plot->viewport(), Qt::LeftButton, {}, from);
    QMouseEvent move(
        QEvent::MouseMove,
        QPointF(to),
        plot->viewport()->mapToGlobal(QPointF(to)),
        Qt::NoButton,
        Qt::LeftButton,
        {});
    QApplication::sendEvent(plot->viewport(), &move);
    QVERIFY(plot->state().zoomBox);
    QTest::mouseRelease(plot->viewport(), Qt::LeftButton, {}, to);
    QVERIFY(!plot->state().zoomBox);
    QVERIFY(std::abs(plot->range().left - low.x()) < 1e-9);
    QVERIFY(std::abs(plot->range().right - high.x()) < 1e-9);
    QVERIFY(std::abs(plot->range().bottom - low.y()) < 1e-9);
    QVERIFY(std::abs(plot->range().top - high.y()) < 1e-9);
}

void TestCharts::wheelAtFullViewIsLeftToThePage() {
    const auto chart = twoCurves();
    const QPointF at = chart->plot()->state().scale.area.center();
    QWheelEvent event(
        at, at, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(chart->plot()->viewport(), &event);
    QVERIFY(!event.isAccepted());
}

void TestCharts::crosshairReadsEverySeries() {
    const auto chart = twoCurves();
    QSignalSpy moved(chart->plot(), &PlotView::crosshairMoved);
    chart->plot()->pointAt(pixelOf(*chart, 20.2, 0.5));
    const auto& crosshair = chart->plot()->state().crosshair;
    QVERIFY(crosshair);
    QCOMPARE(crosshair->x, 20.0);
    QCOMPARE(crosshair->heading, QStringLiteral("Epoch: 20"));
    QCOMPARE(crosshair->lines.size(), 2);
    QCOMPARE(crosshair->lines[0].value, QStringLiteral("0.05"));
    QCOMPARE(crosshair->lines[1].value, QStringLiteral("0.1"));
    QCOMPARE(
        moved.last()[0].toString(), QStringLiteral("Epoch: 20, Training: 0.05, Validation: 0.1"));
    QCOMPARE(chart->plot()->accessibleDescription(), moved.last()[0].toString());
    chart->plot()->pointAt({-50, -50});
    QVERIFY(!chart->plot()->state().crosshair);
}

void TestCharts::keysMoveTheCrosshair() {
    const auto chart = twoCurves();
    PlotView* plot = chart->plot();
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Right);
    QCOMPARE(plot->state().crosshair->x, 1.0);
    QTest::keyClick(plot, Qt::Key_Right);
    QTest::keyClick(plot, Qt::Key_Right);
    QCOMPARE(plot->state().crosshair->x, 3.0);
    QTest::keyClick(plot, Qt::Key_Left);
    QCOMPARE(plot->state().crosshair->x, 2.0);
    QTest::keyClick(plot, Qt::Key_Escape);
    QVERIFY(!plot->state().crosshair);
    QTest::keyClick(plot, Qt::Key_Left);
    QCOMPARE(plot->state().crosshair->x, 50.0);
}

void TestCharts::crosshairFindsPointsOfAcloud() {
    ScatterChart chart;
    const int cloud = chart.addCloud(QStringLiteral("Cars"), 0);
    const int curve = chart.addCurve(QStringLiteral("Prediction"), 1);
    chart.setPoints(cloud, {{5, 5}, {1, 2}, {5, 9}, {8, 3}});
    chart.setPoints(curve, {{0, 0}, {5, 4}, {10, 8}});
    chart.resize(500, 400);
    chart.show();
    chart.flush();
    chart.plot()->pointAt(chart.plot()->state().scale.toPixel({5.1, 8.8}));
    QVERIFY(chart.plot()->state().crosshair);
    QCOMPARE(chart.plot()->state().crosshair->lines[0].value, QStringLiteral("9"));
    QCOMPARE(chart.plot()->state().crosshair->lines[1].value, QStringLiteral("4"));
}

void TestCharts::legendTogglesSeries() {
    const auto chart = twoCurves();
    const auto entries = chart->findChildren<QAbstractButton*>(QStringLiteral("legendEntry"));
    QCOMPARE(entries.size(), 2);
    QTest::mouseClick(entries[1], Qt::LeftButton);
    QVERIFY(!chart->series()[1].isVisible);
    chart->flush();
    QVERIFY(chart->plot()->range().top <= 1.0);
    QTest::keyClick(entries[1], Qt::Key_Space);
    QVERIFY(chart->series()[1].isVisible);
}

void TestCharts::manyAppendsMakeThirtyPicturesASecond() {
    const auto chart = twoCurves();
    QVERIFY(QTest::qWaitForWindowExposed(chart.get()));
    QCoreApplication::processEvents();
    const int before = chart->plot()->refreshCount();
    QElapsedTimer timer;
    timer.start();
    int appended = 0;
    while (timer.elapsed() < 1000) {
        for (int i = 0; i < 20; ++i)
            chart->append(0, 51 + 0.001 * ++appended, 0.5);
        QCoreApplication::processEvents();
    }
    const int pictures = chart->plot()->refreshCount() - before;
    qInfo("%d appends, %d pictures in a second", appended, pictures);
    QVERIFY2(pictures <= 31, qPrintable(QString::number(pictures)));
    QVERIFY2(pictures >= 5, qPrintable(QString::number(pictures)));
    QTRY_COMPARE(chart->plot()->state().picture.range.right, 51 + 0.001 * appended);
}

void TestCharts::notANumberIsAGapWithANotice() {
    const auto chart = twoCurves();
    chart->append(0, 51, std::numeric_limits<double>::quiet_NaN());
    chart->append(0, 52, std::numeric_limits<double>::infinity());
    chart->append(0, 53, 0.1);
    chart->flush();
    const PlotState& state = chart->plot()->state();
    QCOMPARE(state.picture.gaps, (QList<double>{51, 52}));
    QCOMPARE(state.picture.strokes[0].pieces.size(), 2);
    QCOMPARE(state.notice, QStringLiteral("Training is not a finite number from Epoch 51 on"));
    chart->plot()->pointAt(pixelOf(*chart, 51, 0.5));
    QCOMPARE(state.crosshair->lines[0].value, QStringLiteral("NaN"));
    QVERIFY(!chart->grab().isNull());
}

void TestCharts::logAxisAndSmoothing() {
    const auto chart = twoCurves();
    chart->append(0, 51, -1);
    chart->findChild<QAction*>(QStringLiteral("logAction"))->trigger();
    chart->flush();
    QVERIFY(chart->isLogarithmic());
    const PlotRange range = chart->plot()->range();
    QVERIFY(range.top > std::log10(2.0) && range.top < 1);
    QVERIFY(range.bottom < std::log10(0.02) && range.bottom > -3);
    chart->findChild<QSlider*>(QStringLiteral("smoothing"))->setValue(60);
    QCOMPARE(chart->smoothing(), 0.6);
    chart->flush();
    // Each curve, and its noise behind it.
    QCOMPARE(chart->plot()->state().picture.strokes.size(), 4);
}

void TestCharts::runBeforeStaysAsGhost() {
    const auto chart = twoCurves();
    chart->addEvent(3, QStringLiteral("paused"));
    chart->beginRun();
    chart->flush();
    QCOMPARE(chart->series().size(), 3);
    QVERIFY(chart->series()[2].isGhost);
    QCOMPARE(chart->series()[2].points.size(), 50);
    QVERIFY(chart->series()[0].points.isEmpty());
    QVERIFY(chart->plot()->content().events.isEmpty());
    QCOMPARE(chart->summary(), QStringLiteral("Press Run to see the loss"));
    chart->append(0, 1, 3);
    chart->append(0, 2, 2);
    chart->beginRun();
    QCOMPARE(chart->series().size(), 3);
    QCOMPARE(chart->series()[2].points.size(), 2);
    chart->findChild<QAction*>(QStringLiteral("ghostAction"))->trigger();
    QVERIFY(!chart->series()[2].isVisible);
    chart->clear();
    QCOMPARE(chart->series().size(), 2);
}

void TestCharts::tableShowsTheNumbers() {
    const auto chart = twoCurves();
    chart->findChild<QToolButton*>(QStringLiteral("tableToggle"))->click();
    QVERIFY(chart->isTableVisible());
    auto* table = chart->findChild<QTableView*>(QStringLiteral("table"));
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 50);
    QCOMPARE(table->model()->headerData(1, Qt::Horizontal).toString(), QStringLiteral("Training"));
    QCOMPARE(table->model()->index(3, 2).data().toString(), QStringLiteral("0.5"));
    QCOMPARE(table->model()->index(2, 1).data(Qt::EditRole).toDouble(), 1.0 / 3);
    chart->append(0, 51, 7);
    QTRY_COMPARE(table->model()->rowCount(), 51);
    chart->findChild<QToolButton*>(QStringLiteral("tableToggle"))->click();
    QVERIFY(!chart->isTableVisible());
}

void TestCharts::exportsPng() {
    const auto chart = twoCurves();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("loss.png"));
    dialogs().answerNext(path);
    chart->findChild<QAction*>(QStringLiteral("pngAction"))->trigger();
    QCOMPARE(dialogs().lastQuestion().suggestedName, QStringLiteral("Loss per epoch.png"));
    const QImage image(path);
    QVERIFY(!image.isNull());
    QVERIFY(image.width() >= 2 * chart->plot()->viewport()->width());
    QVERIFY(image.height() >= 2 * chart->plot()->viewport()->height());
    int inked = 0;
    const QColor ink = theme().series[0];
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            inked += image.pixelColor(x, y) == ink ? 1 : 0;
    }
    QVERIFY(inked > 500);
}

void TestCharts::exportsSvg() {
    const auto chart = twoCurves();
    QTemporaryDir folder;
    dialogs().answerNext(folder.filePath(QStringLiteral("loss")));
    chart->findChild<QAction*>(QStringLiteral("svgAction"))->trigger();
    QSvgRenderer drawing(folder.filePath(QStringLiteral("loss.svg")));
    QVERIFY(drawing.isValid());
    QVERIFY(drawing.viewBoxF().width() >= chart->plot()->viewport()->width());
    QFile file(folder.filePath(QStringLiteral("loss.svg")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("Loss per epoch"));
    QVERIFY(text.contains("Validation"));
    QVERIFY(!text.contains("<image"));
}

void TestCharts::exportsCsv() {
    const auto chart = twoCurves();
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("loss.csv"));
    dialogs().answerNext(path);
    chart->findChild<QAction*>(QStringLiteral("csvAction"))->trigger();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines[0], QByteArray("Epoch,Training,Validation"));
    QCOMPARE(lines.size(), 52);
    for (int i = 0; i < 50; ++i) {
        const QList<QByteArray> cells = lines[i + 1].split(',');
        QVERIFY(cells[0].toDouble() == chart->series()[0].points[i].x());
        QVERIFY(cells[1].toDouble() == chart->series()[0].points[i].y());
        QVERIFY(cells[2].toDouble() == chart->series()[1].points[i].y());
    }
}

void TestCharts::failedExportSaysWhy() {
    const auto chart = twoCurves();
    QSignalSpy failed(chart.get(), &ChartFrame::exportFailed);
    QVERIFY(!chart->exportCsv(QStringLiteral("/no/such/folder/loss.csv")));
    QCOMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QStringLiteral("/no/such/folder/loss.csv")));
    QCOMPARE(
        chart->findChild<QLabel*>(QStringLiteral("summaryLabel"))->text(), failed[0][0].toString());
}

void TestCharts::copiesTheImage() {
    const auto chart = twoCurves();
    chart->findChild<QAction*>(QStringLiteral("copyAction"))->trigger();
    QVERIFY(QGuiApplication::clipboard()->image().width() > chart->plot()->width());
}

void TestCharts::summaryTellsWhatHappened() {
    const auto chart = twoCurves();
    QCOMPARE(
        chart->summary(),
        QStringLiteral("Training fell from 1 to 0.02 over 50 epochs. Validation fell from 2 to "
                       "0.04 over 50 epochs."));
    QCOMPARE(chart->accessibleDescription(), chart->summary());
    QCOMPARE(chart->plot()->accessibleName(), QStringLiteral("Loss per epoch, chart"));
    chart->append(0, 51, std::numeric_limits<double>::quiet_NaN());
    QVERIFY(
        chart->summary().contains(QStringLiteral("Then Training stopped being a finite number.")));
}

void TestCharts::themeAndLanguageAreFollowed() {
    class Shouting : public QTranslator {
    public:
        QString translate(const char*, const char* text, const char*, int) const override {
            return QString::fromUtf8(text).toUpper();
        }
        bool isEmpty() const override { return false; }
    };
    const auto chart = twoCurves();
    const QColor light =
        chart->grab().toImage().pixelColor(chart->width() / 2, chart->height() / 2);
    kThemeChoice.set(ThemeChoice::Dark);
    chart->flush();
    QCOMPARE(chart->plot()->state().picture.strokes[0].color, darkTheme().series[0]);
    const QColor dark = chart->grab().toImage().pixelColor(chart->width() / 2, chart->height() / 2);
    QVERIFY(light.lightness() > 200 && dark.lightness() < 80);
    kThemeChoice.set(ThemeChoice::Light);

    Shouting translator;
    QCoreApplication::installTranslator(&translator);
    QCoreApplication::processEvents();
    QCOMPARE(
        chart->findChild<QAction*>(QStringLiteral("zoomInAction"))->text(),
        QStringLiteral("ZOOM IN"));
    QCOMPARE(
        chart->findChild<QAction*>(QStringLiteral("logAction"))->text(),
        QStringLiteral("LOGARITHMIC Y AXIS"));
    QVERIFY(chart->summary().contains(QStringLiteral("FELL FROM")));
    QCoreApplication::removeTranslator(&translator);
    QCoreApplication::processEvents();
    QCOMPARE(
        chart->findChild<QAction*>(QStringLiteral("zoomInAction"))->text(),
        QStringLiteral("Zoom in"));
}

void TestCharts::narrowChartsFoldTheirTools() {
    const auto chart = twoCurves();
    auto* more = chart->findChild<QToolButton*>(QStringLiteral("more"));
    auto* zoomIn = chart->findChild<QToolButton*>(QStringLiteral("zoomIn"));
    QVERIFY(!more->isVisible() && zoomIn->isVisible());
    chart->resize(300, 180);
    QCoreApplication::processEvents();
    QVERIFY(more->isVisible() && !zoomIn->isVisible());
    QVERIFY(chart->minimumSizeHint().width() <= 300);
    QVERIFY(chart->minimumSizeHint().height() <= 180);
    QVERIFY(chart->plot()->state().scale.area.height() > 60);
}

void TestCharts::everyControlHasNameAndTip() {
    const auto chart = twoCurves();
    for (const QToolButton* button : chart->findChildren<QToolButton*>()) {
        QVERIFY(!button->objectName().isEmpty());
        QVERIFY2(!button->accessibleName().isEmpty(), qPrintable(button->objectName()));
        QVERIFY2(!button->toolTip().isEmpty(), qPrintable(button->objectName()));
    }
    QVERIFY(!chart->findChild<QSlider*>(QStringLiteral("smoothing"))->accessibleName().isEmpty());
    QVERIFY(!chart->accessibleName().isEmpty());
}

QTEST_MAIN(TestCharts)
#include "tst_charts.moc"
