#include "engine/inspect/graph_layout.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>

using namespace tp::inspect;

/// Boxes find their places: below what leads to them, beside each other without touching.
class TestGraphLayout : public QObject {
    Q_OBJECT

private slots:
    void nothingIsLaidOut() {
        const Layout layout = layOut({}, {});
        QCOMPARE(layout.boxes.size(), 0U);
        QCOMPARE(layout.height, 0.0);
    }

    void aRowGoesDown() {
        const Layout layout = layOut({box(), box(), box()}, {{0, 1}, {1, 2}});
        QCOMPARE(layout.width, 100.0);
        QCOMPARE(layout.height, 3 * 40 + 2 * 40.0);
        for (std::size_t i = 1; i < 3; ++i)
            QVERIFY(layout.boxes[i].corner.y >= layout.boxes[i - 1].corner.y + 40);
        QCOMPARE(layout.arrows[0].way.size(), 2U);
        QCOMPARE(layout.arrows[0].way[0].y, 40.0);
        QCOMPARE(layout.arrows[0].way[1].y, 80.0);
    }

    void branchesStandBesideEachOther() {
        const Layout layout =
            layOut({box(), box(), box(), box()}, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
        QCOMPARE(layout.boxes[1].corner.y, layout.boxes[2].corner.y);
        QVERIFY(apart(layout));
        // The ends stand in the middle between the branches.
        const double middle = (layout.boxes[1].corner.x + layout.boxes[2].corner.x) / 2;
        QVERIFY(std::abs(layout.boxes[0].corner.x - middle) < 1);
        QVERIFY(std::abs(layout.boxes[3].corner.x - middle) < 1);
    }

    void longArrowsGoAroundBoxes() {
        // A shortcut past the box in the middle must not lead through it.
        const Layout layout = layOut({box(), box(), box()}, {{0, 1}, {1, 2}, {0, 2}});
        const LayoutBox& middle = layout.boxes[1];
        const auto& way = layout.arrows[2].way;
        QCOMPARE(way.size(), 4U);
        for (std::size_t i = 1; i + 1 < way.size(); ++i)
            QVERIFY(way[i].x <= middle.corner.x || way[i].x >= middle.corner.x + middle.width);
    }

    void crossingsAreUndone() {
        // Given in an order that crosses: 0 leads to 3, 1 to 2.
        const Layout layout = layOut({box(), box(), box(), box()}, {{0, 3}, {1, 2}});
        const bool isFirstLeft = layout.boxes[0].corner.x < layout.boxes[1].corner.x;
        QCOMPARE(layout.boxes[3].corner.x < layout.boxes[2].corner.x, isFirstLeft);
    }

    void inputsStandNearWhatNeedsThem() {
        // 4 is needed by the last box only.
        const Layout layout =
            layOut({box(), box(), box(), box(), box()}, {{0, 1}, {1, 2}, {2, 3}, {4, 3}});
        QCOMPARE(layout.boxes[4].corner.y, layout.boxes[2].corner.y);
    }

    void circlesAreSurvived() {
        const Layout layout = layOut({box(), box()}, {{0, 1}, {1, 0}, {0, 0}});
        QCOMPARE(layout.boxes.size(), 2U);
        QVERIFY(apart(layout));
    }

    void thousandsOfBoxesTakeNoTime() {
        constexpr std::size_t kCount = 6000;
        std::vector<LayoutArrow> arrows;
        for (std::size_t i = 1; i < kCount; ++i) {
            arrows.push_back({i - 1, i});
            if (i >= 7 && i % 3 == 0)
                arrows.push_back({i - 7, i}); // shortcuts
        }
        QElapsedTimer timer;
        timer.start();
        const Layout layout = layOut(std::vector<LayoutBox>(kCount, box()), arrows);
        QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(layout.boxes.size(), kCount);
        QVERIFY(layout.height > 40.0 * kCount);
    }

    void allToAllIsCutShort() {
        // Each leads to all behind it: helping points would be millions.
        std::vector<LayoutArrow> arrows;
        for (std::size_t from = 0; from < 300; ++from) {
            for (std::size_t to = from + 1; to < 300; ++to)
                arrows.push_back({from, to});
        }
        QElapsedTimer timer;
        timer.start();
        const Layout layout = layOut(std::vector<LayoutBox>(300, box()), arrows);
        QVERIFY(timer.elapsed() < 2000);
        QCOMPARE(layout.arrows[1].way.size(), 2U); // straight
    }

    void aCancelledLayoutEndsSoon() {
        int asked = 0;
        const Layout layout = layOut({box(), box()}, {{0, 1}}, {}, [&] {
            ++asked;
            return true;
        });
        QCOMPARE(asked, 2);
        QCOMPARE(layout.boxes.size(), 2U);
    }

private:
    static LayoutBox box() { return {100, 40}; }

    /// Whether no two boxes of the same row touch.
    static bool apart(const Layout& layout) {
        for (const LayoutBox& a : layout.boxes) {
            for (const LayoutBox& b : layout.boxes) {
                if (&a != &b && a.corner.y == b.corner.y &&
                    std::abs(a.corner.x - b.corner.x) < (a.width + b.width) / 2)
                    return false;
            }
        }
        return true;
    }
};

QTEST_APPLESS_MAIN(TestGraphLayout)
#include "tst_graph_layout.moc"
