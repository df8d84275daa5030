#include "engine/cpu/write_way.h"

#include <QTest>

using namespace tp::cpu;

class WriteWayTest : public QObject {
    Q_OBJECT

private slots:
    void bothWaysAreTriedFirst() {
        WriteWay way;
        QVERIFY(way.nextIsPastCache());
        way.note(true, 1);
        QVERIFY(!way.nextIsPastCache());
    }

    void theFasterIsTakenAndTheOtherTriedNowAndThen() {
        for (const bool pastIsFaster : {false, true}) {
            WriteWay way;
            int past = 0;
            for (int call = 0; call < 1000; ++call) {
                const bool isPast = way.nextIsPastCache();
                past += isPast ? 1 : 0;
                way.note(isPast, isPast == pastIsFaster ? 1.0F : 2.0F);
            }
            QVERIFY2(pastIsFaster ? past > 950 && past < 1000 : past > 0 && past < 50, "");
        }
    }

    void aChangeIsNoticed() {
        WriteWay way;
        for (int call = 0; call < 100; ++call) {
            const bool isPast = way.nextIsPastCache();
            way.note(isPast, isPast ? 1.0F : 2.0F);
        }
        int through = 0;
        for (int call = 0; call < 1000; ++call) {
            const bool isPast = way.nextIsPastCache();
            through += isPast ? 0 : 1;
            way.note(isPast, isPast ? 3.0F : 2.0F);
        }
        QVERIFY(through > 800);
    }

    void smallResultsStayInTheCache() {
        WriteWay way;
        QVERIFY(!LargeWrite(way, 1 << 20).isPastCache());
        QVERIFY(LargeWrite(way, std::int64_t{1} << 40).isPastCache());
    }
};

QTEST_APPLESS_MAIN(WriteWayTest)
#include "tst_write_way.moc"
