#include "app/pages/learn/learn_page.h"
#include "app/pages/learn/tutorial_card.h"
#include "tests/support/page_test.h"
#include "tests/support/sample_shelf.h"

#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>

class TestLearnPage : public QObject {
    Q_OBJECT

private slots:
    void behavesLikeAPage();
    void filterFindsByText();
    void filterFindsByState();
    void nothingFoundOffersAWayOut();
    void stepsAreLinks();
    void startOverForgets();

private:
    static int cards(const app::LearnPage& page) {
        int count = 0;
        const auto all = page.findChildren<app::TutorialCard*>();
        for (const app::TutorialCard* card : all)
            count += card->isVisibleTo(&page) ? 1 : 0;
        return count;
    }
};

void TestLearnPage::behavesLikeAPage() {
    tests::SampleShelf shelf;
    shelf.finishSteps(2);
    tests::checkPage([&] { return std::make_unique<app::LearnPage>(&shelf); });
}

void TestLearnPage::filterFindsByText() {
    tests::SampleShelf shelf;
    app::LearnPage page(&shelf);
    QCOMPARE(cards(page), 2);
    QTest::keyClicks(page.findChild<QLineEdit*>("filter"), "03");
    QCOMPARE(cards(page), 1);
}

void TestLearnPage::filterFindsByState() {
    tests::SampleShelf shelf;
    shelf.finishSteps(1);
    app::LearnPage page(&shelf);
    auto* state = page.findChild<QComboBox*>("state");
    state->setCurrentIndex(1); // in progress
    QCOMPARE(cards(page), 1);
    state->setCurrentIndex(2); // not started
    QCOMPARE(cards(page), 1);
    state->setCurrentIndex(3); // finished
    QCOMPARE(cards(page), 0);
    shelf.finishSteps(5);
    QCOMPARE(cards(page), 1);
}

void TestLearnPage::nothingFoundOffersAWayOut() {
    tests::SampleShelf shelf;
    app::LearnPage page(&shelf);
    auto* empty = page.findChild<QWidget*>("empty");
    QVERIFY(!empty->isVisibleTo(&page));
    QTest::keyClicks(page.findChild<QLineEdit*>("filter"), "zebra");
    QVERIFY(empty->isVisibleTo(&page));
    QTest::mouseClick(page.findChild<QPushButton*>("clear"), Qt::LeftButton);
    QCOMPARE(cards(page), 2);
    QVERIFY(!empty->isVisibleTo(&page));
}

void TestLearnPage::stepsAreLinks() {
    tests::SampleShelf shelf;
    app::LearnPage page(&shelf);
    QSignalSpy navigate(&page, &app::Page::navigate);
    auto* card = page.findChild<app::TutorialCard*>("tutorialCard_02");
    QTest::mouseClick(card->findChild<QPushButton*>("step_model"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02/model");
    QTest::mouseClick(card->findChild<QPushButton*>("open"), Qt::LeftButton);
    QCOMPARE(navigate.takeFirst().first().toString(), "tutorial/02");
}

void TestLearnPage::startOverForgets() {
    tests::SampleShelf shelf;
    shelf.finishSteps(5);
    app::LearnPage page(&shelf);
    QTest::mouseClick(
        page.findChild<app::TutorialCard*>("tutorialCard_02")->findChild<QPushButton*>("reset"),
        Qt::LeftButton);
    QCOMPARE(shelf.all[0].doneSteps(), 0);
    QCOMPARE(cards(page), 2);
}

QTEST_MAIN(TestLearnPage)
#include "tst_learn_page.moc"
