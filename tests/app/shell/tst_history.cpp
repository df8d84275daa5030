#include "app/shell/command_palette.h"
#include "app/shell/history.h"

#include <QTest>

using app::History;
using app::matchScore;

class TestHistory : public QObject {
    Q_OBJECT

private slots:
    void startsEmpty();
    void goesBackAndForward();
    void visitingForgetsWhatWasAhead();
    void theSameLinkTwiceIsOneEntry();
    void isNotEndless();
    void paletteFindsLettersInOrder();
};

void TestHistory::startsEmpty() {
    const History history;
    QVERIFY(!history.canGoBack());
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.current(), QString());
}

void TestHistory::goesBackAndForward() {
    History history;
    for (const char* link : {"home", "learn", "tutorial/02/train"})
        history.visit(QString::fromLatin1(link));
    QCOMPARE(history.goBack(), "learn");
    QCOMPARE(history.goBack(), "home");
    QVERIFY(!history.canGoBack());
    QCOMPARE(history.goForward(), "learn");
    QVERIFY(history.canGoForward());
}

void TestHistory::visitingForgetsWhatWasAhead() {
    History history;
    history.visit("home");
    history.visit("learn");
    history.goBack();
    history.visit("settings");
    QVERIFY(!history.canGoForward());
    QCOMPARE(history.goBack(), "home");
}

void TestHistory::theSameLinkTwiceIsOneEntry() {
    History history;
    history.visit("home");
    history.visit("home");
    QVERIFY(!history.canGoBack());
}

void TestHistory::isNotEndless() {
    History history;
    for (int i = 0; i < 1000; ++i)
        history.visit(QString::number(i));
    int steps = 0;
    for (; history.canGoBack(); ++steps)
        history.goBack();
    QCOMPARE(steps, 199);
    QCOMPARE(history.current(), "800");
}

void TestHistory::paletteFindsLettersInOrder() {
    QCOMPARE(matchScore("Train the model", "xyz"), 0);
    QVERIFY(matchScore("Train the model", "ttm") > 0);
    QVERIFY(matchScore("Train the model", "train") > matchScore("Constrain", "train"));
    QVERIFY(matchScore("Train the model", "model") > matchScore("Remodel it", "model"));
    QVERIFY(matchScore("训练模型", "模型") > 0);
    QVERIFY(matchScore("anything", "") > 0);
}

QTEST_APPLESS_MAIN(TestHistory)
#include "tst_history.moc"
