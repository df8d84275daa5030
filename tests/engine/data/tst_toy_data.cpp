#include "engine/api/start.h"
#include "engine/data/toy_data.h"
#include "tests/support/refusal.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace tp;
using test::refusalOf;

class TestToyData : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start({.threads = 1}); }
    void everyKind_data();
    void everyKind();
    void classes();
    void refuses();
};

void TestToyData::everyKind_data() {
    QTest::addColumn<QString>("name");
    for (const std::string& name : data::toyDataNames())
        QTest::newRow(name.c_str()) << QString::fromStdString(name);
}

void TestToyData::everyKind() {
    QFETCH(QString, name);
    const std::string kind = name.toStdString();
    const auto points = data::toyData(kind, {.count = 400, .noise = 0.1, .seed = 5});
    QVERIFY(points.xs.shape() == (Shape{400, 2}) && points.ys.shape() == (Shape{400, 1}));
    const auto ys = points.ys.values<float>();
    QVERIFY(std::all_of(ys.begin(), ys.end(), [](float y) { return y >= -1 && y <= 1; }));
    const auto above = std::count_if(ys.begin(), ys.end(), [](float y) { return y > 0; });
    QVERIFY2(above > 80 && above < 320, std::to_string(above).c_str());
    const auto xs = points.xs.values<float>();
    QVERIFY(std::all_of(xs.begin(), xs.end(), [](float x) { return std::abs(x) < 9; }));

    const auto again = data::toyData(kind, {.count = 400, .noise = 0.1, .seed = 5});
    QCOMPARE(again.xs.dataSync<float>(), points.xs.dataSync<float>());
    QCOMPARE(again.ys.dataSync<float>(), points.ys.dataSync<float>());
    const auto other = data::toyData(kind, {.count = 400, .seed = 6});
    QVERIFY(other.xs.dataSync<float>() != points.xs.dataSync<float>());
}

/// Without noise the classes are what their names say.
void TestToyData::classes() {
    const auto circles = data::circles({.seed = 1});
    const auto quadrants = data::exclusiveOr({.seed = 1});
    for (std::size_t i = 0; i < 500; ++i) {
        const float* circle = &circles.xs.values<float>()[2 * i];
        QCOMPARE(std::hypot(circle[0], circle[1]) < 3.6F, circles.ys.values<float>()[i] == 1);
        const float* point = &quadrants.xs.values<float>()[2 * i];
        QCOMPARE(point[0] * point[1] > 0, quadrants.ys.values<float>()[i] == 1);
    }
}

void TestToyData::refuses() {
    QVERIFY(
        refusalOf([] { data::toyData("moons"); }).startsWith("toy data: there is no \"moons\""));
    QCOMPARE(
        refusalOf([] { data::circles({.count = 0}); }),
        QString("toy data: count is 0, but must be above 0"));
    QCOMPARE(
        refusalOf([] { data::circles({.noise = 1.5}); }),
        QString("toy data: noise is 1.5, but must be from 0 to 1"));
    QVERIFY(refusalOf([] { data::circles({.noise = std::nan("")}); }).contains("noise"));
}

QTEST_APPLESS_MAIN(TestToyData)
#include "tst_toy_data.moc"
