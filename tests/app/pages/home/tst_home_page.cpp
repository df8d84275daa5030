#include "app/pages/home/computer.h"
#include "app/pages/home/home_page.h"
#include "tests/support/page_test.h"
#include "tests/support/sample_shelf.h"

#include <QPushButton>
#include <QSignalSpy>

class TestHomePage : public QObject {
    Q_OBJECT

private slots:
    void behavesLikeAPage();
    void offersToBegin();
    void offersToContinue();
    void recentEntriesLeadBack();
    void readsTheComputer();

private:
    app::HomePage::Sources sources() {
        return {&m_shelf, [] { return QStringLiteral("cpu"); }, [this] { return m_recent; }};
    }

    tests::SampleShelf m_shelf;
    QList<app::HomePage::RecentEntry> m_recent;
};

void TestHomePage::behavesLikeAPage() {
    m_recent = {{"tutorial/02/train", "拟合曲线"}};
    tests::checkPage([this] { return std::make_unique<app::HomePage>(sources()); });
}

void TestHomePage::offersToBegin() {
    app::HomePage page(sources());
    QSignalSpy navigate(&page, &app::Page::navigate);
    QTest::mouseClick(page.findChild<QPushButton*>("resume"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02");
    QTest::mouseClick(page.findChild<QPushButton*>("doorButton"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "learn");
}

void TestHomePage::offersToContinue() {
    m_shelf.finishSteps(3);
    app::HomePage page(sources());
    QSignalSpy navigate(&page, &app::Page::navigate);
    QTest::mouseClick(page.findChild<QPushButton*>("resume"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02/train");
    QVERIFY(page.findChild<QLabel*>("story")->text().contains("步骤 4"));
    m_shelf.reset("02");
    QTest::mouseClick(page.findChild<QPushButton*>("resume"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02");
}

void TestHomePage::recentEntriesLeadBack() {
    m_recent = {{"tutorial/02/look", "拟合曲线"}};
    app::HomePage page(sources());
    QSignalSpy navigate(&page, &app::Page::navigate);
    QTest::mouseClick(page.findChild<QPushButton*>("recentButton"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02/look");
}

void TestHomePage::readsTheComputer() {
    QCOMPARE(
        app::processorName(
            "processor\t: 0\nmodel name\t: Intel(R) Core(TM) i7-9700K CPU @ 3.60GHz\n"),
        "Intel Core i7-9700K");
    QCOMPARE(app::processorName(""), "");
    QCOMPARE(
        app::memoryEntry("MemTotal:       16384 kB\nMemFree: 1 kB\n", "MemTotal"), 16384 * 1024);
    QVERIFY(app::thisComputer().cores >= 1);
}

QTEST_MAIN(TestHomePage)
#include "tst_home_page.moc"
