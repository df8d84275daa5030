#include "app/pages/welcome/welcome_page.h"
#include "tests/support/page_test.h"

#include <QPushButton>
#include <QSignalSpy>

class TestWelcomePage : public QObject {
    Q_OBJECT

private slots:
    void behavesLikeAPage();
    void leadsToLearnOnce();
    void maySkip();
    void offersTheLanguageFirst();
};

void TestWelcomePage::behavesLikeAPage() {
    tests::checkPage([] { return std::make_unique<app::WelcomePage>(); });
}

void TestWelcomePage::leadsToLearnOnce() {
    const app::TemporarySettings temporary;
    app::WelcomePage page;
    QSignalSpy navigate(&page, &app::Page::navigate);
    QVERIFY(!app::kFirstRunDone.get());
    QTest::mouseClick(page.findChild<QPushButton*>("learn"), Qt::LeftButton);
    QCOMPARE(navigate.first().first().toString(), "learn");
    QVERIFY(app::kFirstRunDone.get());
}

void TestWelcomePage::maySkip() {
    const app::TemporarySettings temporary;
    app::WelcomePage page;
    QSignalSpy navigate(&page, &app::Page::navigate);
    QTest::mouseClick(page.findChild<QPushButton*>("skip"), Qt::LeftButton);
    QCOMPARE(navigate.first().first().toString(), "home");
    QVERIFY(app::kFirstRunDone.get());
}

void TestWelcomePage::offersTheLanguageFirst() {
    const app::TemporarySettings temporary;
    app::Language language;
    language.follow();
    app::WelcomePage page;
    QTest::mouseClick(page.findChild<QPushButton*>("zh_CNButton"), Qt::LeftButton);
    QCOMPARE(page.findChild<QPushButton*>("learn")->text(), "开始学习");
    QTest::mouseClick(page.findChild<QPushButton*>("enButton"), Qt::LeftButton);
    QCOMPARE(page.findChild<QPushButton*>("learn")->text(), "Start learning");
    QVERIFY(page.findChild<QPushButton*>("enButton")->isChecked());
    QVERIFY(!page.findChild<QPushButton*>("zh_CNButton")->isChecked());
}

QTEST_MAIN(TestWelcomePage)
#include "tst_welcome_page.moc"
