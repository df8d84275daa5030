#include "app/charts/decimate.h"
#include "app/charts/histogram_chart.h"
#include "app/charts/plot_picture.h"
#include "app/charts/series_table.h"
#include "app/charts/smoothing.h"
#include "app/charts/ticks.h"

#include <QElapsedTimer>
#include <QSize>
#include <QTest>

#include <cmath>
#include <limits>
#include <random>

using namespace app;

/// What charts do with numbers before anything is painted.
class TestPlotNumbers : public QObject {
    Q_OBJECT

private slots:
    void decimationKeepsExtremes();
    void decimationCutsAtGaps();
    void decimationKeepsNeighboursOfTheRange();
    void decimationLeavesCloudsOfCurvesAlone();
    void clippingCutsAtTheEdges();
    void smoothingOfAConstantIsThatConstant();
    void smoothingSkipsGaps();
    void ticksAreRound_data();
    void ticksAreRound();
    void logTicks_data();
    void logTicks();
    void tickTexts_data();
    void tickTexts();
    void valueTexts_data();
    void valueTexts();
    void csvIsExact();
    void tableJoinsSeries();
    void histogramCountsEachOnce();
    void rangeWidensForConstants();
    void strayGhostDoesNotPressTheRunFlat();
    void composingManyPointsIsFast();
};

namespace {

const double kNaN = std::numeric_limits<double>::quiet_NaN();
const double kInfinity = std::numeric_limits<double>::infinity();

QList<QPointF> noisyCurve(int count) {
    std::mt19937 random(11);
    std::normal_distribution<double> noise;
    QList<QPointF> points;
    for (int i = 0; i < count; ++i)
        points.append({static_cast<double>(i), noise(random)});
    return points;
}

} // namespace

void TestPlotNumbers::decimationKeepsExtremes() {
    QList<QPointF> points = noisyCurve(100000);
    points[31234].setY(50);
    points[77777].setY(-60);
    const auto pieces = decimate(points, 0, 99999, 500);
    QCOMPARE(pieces.size(), 1);
    QVERIFY(pieces[0].size() <= 2 * 500 + 2);
    QVERIFY(pieces[0].contains(points[31234]));
    QVERIFY(pieces[0].contains(points[77777]));
    QVERIFY(std::is_sorted(
        pieces[0].begin(), pieces[0].end(), [](auto a, auto b) { return a.x() < b.x(); }));
    // Every column keeps its own extremes, not only the whole curve.
    for (int column = 0; column < 500; column += 49) {
        const double width = 99999.0 / 500;
        double low = kInfinity;
        double high = -kInfinity;
        for (const QPointF& p : points) {
            if (std::floor(p.x() / width) == column) {
                low = std::min(low, p.y());
                high = std::max(high, p.y());
            }
        }
        const auto has = [&](double y) {
            return std::any_of(
                pieces[0].begin(), pieces[0].end(), [y](auto p) { return p.y() == y; });
        };
        QVERIFY(has(low) && has(high));
    }
}

void TestPlotNumbers::decimationCutsAtGaps() {
    const QList<QPointF> points{
        {0, 1}, {1, 2}, {2, kNaN}, {3, 4}, {4, kInfinity}, {5, -kInfinity}, {6, 7}};
    const auto pieces = decimate(points, 0, 6, 100);
    QCOMPARE(pieces, (QList<QList<QPointF>>{{{0, 1}, {1, 2}}, {{3, 4}}, {{6, 7}}}));
    QCOMPARE(decimate({}, 0, 1, 10), QList<QList<QPointF>>());
    QCOMPARE(decimate({{0, kNaN}}, 0, 1, 10), QList<QList<QPointF>>());
}

void TestPlotNumbers::decimationKeepsNeighboursOfTheRange() {
    const QList<QPointF> points = noisyCurve(20);
    const auto pieces = decimate(points, 5.5, 8.5, 100);
    QCOMPARE(pieces, QList<QList<QPointF>>{points.mid(5, 5)});
}

void TestPlotNumbers::decimationLeavesCloudsOfCurvesAlone() {
    const QList<QPointF> circle{{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {1, 0}};
    QCOMPARE(decimate(circle, -1, 1, 1), QList<QList<QPointF>>{circle});
}

void TestPlotNumbers::clippingCutsAtTheEdges() {
    const PlotRange range{0, 10, 0, 10};
    const QList<QPointF> peak{{0, 5}, {5, 15}, {10, 5}};
    const auto pieces = clipped({peak}, range);
    QCOMPARE(pieces, (QList<QList<QPointF>>{{{0, 5}, {2.5, 10}}, {{7.5, 10}, {10, 5}}}));
    QCOMPARE(clipped({{{-5, 5}, {15, 5}}}, range), (QList<QList<QPointF>>{{{0, 5}, {10, 5}}}));
    QVERIFY(clipped({{{-5, 20}, {15, 20}}}, range).isEmpty());
    QCOMPARE(clipped({{{3, 3}}}, range), (QList<QList<QPointF>>{{{3, 3}}}));
}

void TestPlotNumbers::smoothingOfAConstantIsThatConstant() {
    const QList<QPointF> flat{{0, 3}, {1, 3}, {2, 3}, {3, 3}};
    for (const QPointF& p : smoothed(flat, 0.9))
        QVERIFY(std::abs(p.y() - 3) < 1e-12);
    const QList<QPointF> step{{0, 0}, {1, 1}};
    // Weighted mean of 0 and 1 with weights 0.5 · 0.5 and 0.5.
    QCOMPARE(smoothed(step, 0.5)[1].y(), 0.5 / 0.75);
    QCOMPARE(smoothed(step, 0), step);
}

void TestPlotNumbers::smoothingSkipsGaps() {
    const auto curve = smoothed({{0, 2}, {1, kNaN}, {2, 2}}, 0.5);
    QCOMPARE(curve[0].y(), 2.0);
    QVERIFY(std::isnan(curve[1].y()));
    QCOMPARE(curve[2].y(), 2.0);
}

void TestPlotNumbers::ticksAreRound_data() {
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<int>("atMost");
    QTest::addColumn<QList<double>>("expected");
    QTest::newRow("unit") << 0.0 << 1.0 << 6 << QList<double>{0, 0.2, 0.4, 0.6, 0.8, 1};
    QTest::newRow("loss") << 0.013 << 0.36 << 5 << QList<double>{0.1, 0.2, 0.3};
    QTest::newRow("batches") << 0.0 << 650.0 << 8 << QList<double>{0, 100, 200, 300, 400, 500, 600};
    QTest::newRow("negative") << -1.0 << 1.0 << 5 << QList<double>{-1, -0.5, 0, 0.5, 1};
    QTest::newRow("empty") << 2.0 << 2.0 << 5 << QList<double>{2};
    QTest::newRow("endless") << 0.0 << kInfinity << 5 << QList<double>{0};
}

void TestPlotNumbers::ticksAreRound() {
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(int, atMost);
    QFETCH(QList<double>, expected);
    const Ticks ticks = niceTicks(from, to, atMost);
    QCOMPARE(ticks.values.size(), expected.size());
    for (qsizetype i = 0; i < expected.size(); ++i) {
        QVERIFY2(
            std::abs(ticks.values[i] - expected[i]) < 1e-12,
            qPrintable(QString::number(ticks.values[i])));
    }
}

void TestPlotNumbers::logTicks_data() {
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("to");
    QTest::addColumn<QList<double>>("expected");
    QTest::newRow("two decades") << 0.01 << 1.0
                                 << QList<double>{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1};
    QTest::newRow("many decades") << 1e-9 << 1.0 << QList<double>{1e-9, 1e-7, 1e-5, 1e-3, 1e-1};
    QTest::newRow("a little") << 0.11 << 0.19 << QList<double>{0.12, 0.14, 0.16, 0.18};
}

void TestPlotNumbers::logTicks() {
    QFETCH(double, from);
    QFETCH(double, to);
    QFETCH(QList<double>, expected);
    const Ticks ticks = app::logTicks(std::log10(from), std::log10(to), 7);
    QList<QString> texts;
    QList<QString> wanted;
    for (const double place : ticks.values)
        texts.append(QString::number(std::pow(10, place), 'g', 6));
    for (const double value : expected)
        wanted.append(QString::number(value, 'g', 6));
    QCOMPARE(texts, wanted);
}

void TestPlotNumbers::tickTexts_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 1e-17 << 0.1 << "0";
    QTest::newRow("tenth") << 0.30000000000000004 << 0.1 << "0.3";
    QTest::newRow("quarter") << 0.75 << 0.25 << "0.75";
    QTest::newRow("minus") << -5.0 << 5.0 << "−5";
    QTest::newRow("hundreds") << 600.0 << 100.0 << "600";
    QTest::newRow("thousands") << 8000.0 << 2000.0 << "8000";
    QTest::newRow("ten thousands") << 12500.0 << 2500.0 << "12.5k";
    QTest::newRow("millions") << 4e6 << 2e6 << "4M";
    QTest::newRow("tiny") << 2e-5 << 1e-5 << "2×10⁻⁵";
    QTest::newRow("power") << 1e-6 << 1e-6 << "10⁻⁶";
    QTest::newRow("minus power") << -1e-6 << 1e-6 << "−10⁻⁶";
    QTest::newRow("huge") << 3e20 << 1e20 << "3×10²⁰";
}

void TestPlotNumbers::tickTexts() {
    QFETCH(double, value);
    QFETCH(double, step);
    QFETCH(QString, text);
    QCOMPARE(tickText(value, step), text);
}

void TestPlotNumbers::valueTexts_data() {
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("zero") << 0.0 << "0";
    QTest::newRow("loss") << 0.0214159 << "0.02142";
    QTest::newRow("whole") << 42.0 << "42";
    QTest::newRow("rounded") << 1234.56 << "1235";
    QTest::newRow("five digits") << 54321.0 << "54321";
    QTest::newRow("millions") << 4782969.0 << "4.783M";
    QTest::newRow("tiny") << -1.25e-7 << "−1.25×10⁻⁷";
    QTest::newRow("nan") << kNaN << "NaN";
    QTest::newRow("infinite") << -kInfinity << "−∞";
}

void TestPlotNumbers::valueTexts() {
    QFETCH(double, value);
    QFETCH(QString, text);
    QCOMPARE(valueText(value), text);
}

void TestPlotNumbers::csvIsExact() {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> any(-1, 1);
    Series loss{QStringLiteral("loss, \"raw\""), {}, SeriesStyle::Solid, 0, true, false};
    for (int i = 0; i < 500; ++i)
        loss.points.append({i / 3.0, any(random) * std::pow(10, 30 * any(random))});
    loss.points.append({200, kNaN});
    loss.points.append({201, -kInfinity});
    const QByteArray csv = toCsv(tableOf(QStringLiteral("轮次"), {loss}));
    const QList<QByteArray> lines = csv.split('\n');
    QCOMPARE(QString::fromUtf8(lines[0]), QStringLiteral("轮次,\"loss, \"\"raw\"\"\""));
    QCOMPARE(lines.size(), 1 + 502 + 1);
    QVERIFY(lines.last().isEmpty());
    for (int i = 0; i < 500; ++i) {
        const QList<QByteArray> cells = lines[i + 1].split(',');
        QCOMPARE(cells.size(), 2);
        QVERIFY(cells[0].toDouble() == loss.points[i].x());
        QVERIFY(cells[1].toDouble() == loss.points[i].y());
    }
    QCOMPARE(lines[501], QByteArray("200,NaN"));
    QCOMPARE(lines[502], QByteArray("201,-Infinity"));
}

void TestPlotNumbers::tableJoinsSeries() {
    const Series train{
        QStringLiteral("train"), {{1, 10}, {2, 20}, {3, 30}}, SeriesStyle::Solid, 0, true, false};
    const Series cloud{
        QStringLiteral("cloud"), {{3, 7}, {2, 8}, {2, 9}}, SeriesStyle::Points, 1, true, false};
    const QByteArray csv = toCsv(tableOf(QStringLiteral("x"), {train, cloud}));
    QCOMPARE(csv, QByteArray("x,train,cloud\n1,10,\n2,20,8\n2,,9\n3,30,7\n"));
}

void TestPlotNumbers::histogramCountsEachOnce() {
    QList<double> values;
    for (int i = 0; i < 1000; ++i)
        values.append(i % 100);
    values.append(kNaN);
    double total = 0;
    const auto bars = histogramOf(values);
    for (const QPointF& bar : bars)
        total += bar.y();
    QCOMPARE(total, 1000.0);
    QVERIFY(bars.size() > 5 && bars.size() <= 31);
    QCOMPARE(histogramOf({5, 5, 5}), (QList<QPointF>{{5, 3}}));
    QVERIFY(histogramOf({kNaN}).isEmpty());
}

void TestPlotNumbers::rangeWidensForConstants() {
    PlotContent content;
    content.series = {
        {QStringLiteral("flat"), {{0, 5}, {1, 5}}, SeriesStyle::Solid, 0, true, false}};
    const PlotPicture picture = compose(content, std::nullopt, {400, 300});
    QVERIFY(picture.range.bottom < 5 && picture.range.top > 5);
    content.series = {
        {QStringLiteral("nan"), {{0, kNaN}, {1, kNaN}}, SeriesStyle::Solid, 0, true, false}};
    const PlotPicture broken = compose(content, std::nullopt, {400, 300});
    QVERIFY(std::isfinite(broken.range.bottom) && broken.range.height() > 0);
    QCOMPARE(broken.gaps.size(), 2);
    QVERIFY(!broken.isEmpty);
    QVERIFY(compose({}, std::nullopt, {400, 300}).isEmpty);
}

void TestPlotNumbers::strayGhostDoesNotPressTheRunFlat() {
    PlotContent content;
    content.series = {
        {QStringLiteral("now"), {{0, 0.5}, {1, 0.1}}, SeriesStyle::Solid, 0, true, false},
        {QStringLiteral("before"), {{0, 0.5}, {1, 1e9}}, SeriesStyle::Solid, 0, true, true}};
    QVERIFY(compose(content, std::nullopt, {400, 300}).range.top <= 1.0);
}

void TestPlotNumbers::composingManyPointsIsFast() {
    PlotContent content;
    content.series = {
        {QStringLiteral("long"), noisyCurve(100000), SeriesStyle::Solid, 0, true, false}};
    content.smoothing = 0.6;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 10; ++i)
        compose(content, std::nullopt, {1200, 600});
    const double each = static_cast<double>(timer.nsecsElapsed()) / 1e7;
    qInfo("100 000 points, smoothed: %.2f ms to draw up", each);
    QVERIFY(each < 50);
}

QTEST_MAIN(TestPlotNumbers)
#include "tst_plot_numbers.moc"
