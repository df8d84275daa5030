#include "app/charts/histogram_chart.h"
#include "app/charts/line_chart.h"
#include "app/charts/plot_view.h"
#include "app/charts/scatter_chart.h"
#include "app/core/all_settings.h"
#include "app/core/settings_store.h"
#include "app/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QPainter>
#include <QSvgRenderer>
#include <QTest>
#include <QVBoxLayout>

#include <cmath>
#include <functional>
#include <limits>
#include <random>

using namespace app;

/// Draws every chart in both themes and many sizes into bin/../gallery/charts, for people to look
/// at, and checks that something was drawn.
class TestChartGallery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void pictures_data();
    void pictures();

private:
    std::unique_ptr<TemporarySettings> m_settings;
};

namespace {

using Make = std::function<QWidget*()>;

double noise(std::mt19937& random, double size) {
    return std::normal_distribution<double>(0, size)(random);
}

void fillLoss(LineChart* chart, int epochs, double speed, unsigned seed) {
    std::mt19937 random(seed);
    for (int epoch = 1; epoch <= epochs; ++epoch) {
        const double loss = 0.02 + 0.4 * std::exp(-speed * epoch);
        chart->append(0, epoch, loss + noise(random, 0.004));
        chart->append(1, epoch, loss * 1.08 + std::abs(noise(random, 0.004)));
    }
}

LineChart* lossChart() {
    auto* chart = new LineChart;
    chart->setTitle(QStringLiteral("Loss per epoch"));
    chart->setAxisTitles(QStringLiteral("Epoch"), QStringLiteral("Mean squared error"));
    chart->setEmptyText(QStringLiteral("Press Run to see the loss"));
    chart->setSteps(LineChart::Steps::Epochs, 50);
    chart->addCurve(QStringLiteral("Training"), SeriesStyle::Solid, 0);
    chart->addCurve(QStringLiteral("Validation"), SeriesStyle::Dashed, 1);
    return chart;
}

QWidget* liveLoss() {
    LineChart* chart = lossChart();
    fillLoss(chart, 50, 0.05, 3);
    chart->beginRun();
    fillLoss(chart, 31, 0.12, 4);
    chart->addEvent(9, QStringLiteral("paused"));
    chart->addEvent(18, QStringLiteral("learning rate 0.001"));
    return chart;
}

QWidget* finishedLoss() {
    LineChart* chart = lossChart();
    fillLoss(chart, 50, 0.12, 4);
    return chart;
}

QWidget* batchLoss() {
    LineChart* chart = lossChart();
    chart->setTitle(QStringLiteral("Loss per batch"));
    chart->setAxisTitles(QStringLiteral("Batch"), QStringLiteral("Mean squared error"));
    chart->setSteps(LineChart::Steps::Batches, 650);
    std::mt19937 random(7);
    for (int batch = 0; batch < 650; ++batch) {
        chart->append(
            0, batch, std::abs(0.02 + 0.35 * std::exp(-batch / 90.0) + noise(random, 0.012)));
    }
    chart->setSmoothing(0.8);
    return chart;
}

QWidget* denseLoss() {
    auto* chart = static_cast<LineChart*>(batchLoss());
    chart->setSmoothing(0);
    chart->clear();
    chart->setSteps(LineChart::Steps::Batches, 20000);
    std::mt19937 random(7);
    for (int batch = 0; batch < 20000; ++batch) {
        chart->append(
            0, batch, std::abs(0.02 + 0.35 * std::exp(-batch / 3000.0) + noise(random, 0.012)));
    }
    return chart;
}

QWidget* logLoss() {
    LineChart* chart = lossChart();
    fillLoss(chart, 50, 0.2, 4);
    chart->setLogarithmic(true);
    return chart;
}

QWidget* brokenLoss() {
    LineChart* chart = lossChart();
    for (int epoch = 1; epoch <= 12; ++epoch) {
        chart->append(
            0, epoch, epoch < 8 ? std::pow(9.0, epoch) : std::numeric_limits<double>::quiet_NaN());
    }
    return chart;
}

ScatterChart* cars() {
    auto* chart = new ScatterChart;
    chart->setTitle(QStringLiteral("Horsepower and fuel economy"));
    chart->setAxisTitles(
        QStringLiteral("Horsepower (hp)"), QStringLiteral("Fuel economy (miles per gallon)"));
    const int original = chart->addCloud(QStringLiteral("Cars"), 0);
    const int predicted = chart->addCurve(QStringLiteral("Prediction"), 1);
    std::mt19937 random(5);
    QList<QPointF> data;
    QList<QPointF> curve;
    for (int i = 0; i < 392; ++i) {
        const double power = std::clamp(105 + noise(random, 40), 46.0, 230.0);
        data.append({std::round(power), 9 + 38 * std::exp(-(power - 46) / 70) + noise(random, 3)});
    }
    for (int x = 46; x <= 230; x += 2)
        curve.append({static_cast<double>(x), 39.9 - 0.158 * x});
    chart->setPoints(original, data);
    chart->setPoints(predicted, curve);
    return chart;
}

QWidget* pointedCars() {
    ScatterChart* chart = cars();
    chart->setProperty("crosshair", true);
    return chart;
}

QWidget* histogram() {
    auto* chart = new HistogramChart;
    chart->setTitle(QStringLiteral("Horsepower"));
    chart->setAxisTitles(QStringLiteral("Horsepower (hp)"), QStringLiteral("Cars"));
    std::mt19937 random(5);
    QList<double> values;
    for (int i = 0; i < 392; ++i)
        values.append(std::clamp(105 + noise(random, 38), 46.0, 230.0));
    chart->setValues(QStringLiteral("Cars"), values, 2);
    return chart;
}

QWidget* table() {
    auto* chart = static_cast<LineChart*>(liveLoss());
    chart->setTableVisible(true);
    return chart;
}

QWidget* pointedLoss() {
    QWidget* chart = liveLoss();
    chart->setProperty("crosshair", true);
    return chart;
}

} // namespace

Q_DECLARE_METATYPE(Make)

void TestChartGallery::initTestCase() {
    m_settings = std::make_unique<TemporarySettings>();
    applyTheme(*qApp);
}

void TestChartGallery::pictures_data() {
    QTest::addColumn<Make>("make");
    QTest::addColumn<QSize>("size");
    QTest::addColumn<bool>("isDark");
    struct Row {
        const char* name;
        Make make;
        QSize size;
    };
    const Row rows[] = {
        {"empty", [] { return lossChart(); }, {640, 360}},
        {"live", liveLoss, {760, 420}},
        {"live_small", liveLoss, {300, 180}},
        {"live_large", liveLoss, {1600, 900}},
        {"finished", finishedLoss, {640, 360}},
        {"crosshair", pointedLoss, {760, 420}},
        {"batches", batchLoss, {760, 420}},
        {"dense", denseLoss, {1280, 720}},
        {"log", logLoss, {640, 360}},
        {"nan", brokenLoss, {640, 360}},
        {"scatter", [] { return cars(); }, {760, 480}},
        {"scatter_crosshair", pointedCars, {760, 480}},
        {"scatter_small", [] { return cars(); }, {300, 180}},
        {"histogram", histogram, {360, 260}},
        {"table", table, {640, 360}},
    };
    for (const Row& row : rows) {
        for (const bool isDark : {false, true}) {
            QTest::addRow("%s_%s", row.name, isDark ? "dark" : "light")
                << row.make << row.size << isDark;
        }
    }
}

void TestChartGallery::pictures() {
    QFETCH(Make, make);
    QFETCH(QSize, size);
    QFETCH(bool, isDark);
    kThemeChoice.set(isDark ? ThemeChoice::Dark : ThemeChoice::Light);

    QWidget card;
    card.setAutoFillBackground(true);
    QPalette palette = card.palette();
    palette.setColor(QPalette::Window, theme().surface);
    card.setPalette(palette);
    auto* layout = new QVBoxLayout(&card);
    layout->setContentsMargins(16, 12, 16, 12);
    QWidget* made = make();
    layout->addWidget(made);
    card.resize(size + QSize(32, 24));
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto* chart = qobject_cast<ChartFrame*>(made);
    chart->flush();
    QCoreApplication::processEvents();
    chart->flush();
    if (chart->property("crosshair").toBool())
        chart->plot()->pointAt(chart->plot()->state().scale.area.center() - QPointF(80, 0));
    const QImage picture = card.grab().toImage();
    QVERIFY(picture.allGray() == false);

    const QDir folder(
        QCoreApplication::applicationDirPath() + QStringLiteral("/../gallery/charts"));
    QVERIFY(folder.mkpath(QStringLiteral(".")));
    const QString name = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(picture.save(folder.filePath(name + QStringLiteral(".png"))));
    if (name == QLatin1String("live_light") || name == QLatin1String("scatter_light")) {
        QVERIFY(chart->exportPng(folder.filePath(name + QStringLiteral("_export.png"))));
        const QString drawing = folder.filePath(name + QStringLiteral("_export.svg"));
        QVERIFY(chart->exportSvg(drawing));
        QSvgRenderer renderer(drawing);
        QImage seen(renderer.viewBox().size(), QImage::Format_RGB32);
        QPainter painter(&seen);
        renderer.render(&painter);
        QVERIFY(seen.save(drawing + QStringLiteral(".png")));
    }
}

QTEST_MAIN(TestChartGallery)
#include "tst_chart_gallery.moc"
