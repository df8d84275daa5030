#include "app/pages/settings/settings_page.h"
#include "tests/support/page_test.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSlider>

class TestSettingsPage : public QObject {
    Q_OBJECT

private slots:
    void behavesLikeAPage();
    void choicesTakeEffectAtOnce();
    void showsWhatChangesElsewhere();
    void restoresDefaults();
};

void TestSettingsPage::behavesLikeAPage() {
    tests::checkPage([] { return std::make_unique<app::SettingsPage>(); });
}

void TestSettingsPage::choicesTakeEffectAtOnce() {
    const app::TemporarySettings temporary;
    app::SettingsPage page;
    page.show();
    auto* language = page.findChild<QComboBox*>("language");
    language->setFocus();
    QTest::keyClick(language, Qt::Key_End);
    QCOMPARE(app::kLanguage.get(), "zh_CN");
    auto* theme = page.findChild<QComboBox*>("theme");
    QTest::keyClick(theme, Qt::Key_End);
    QCOMPARE(app::kThemeChoice.get(), app::ThemeChoice::Dark);
    QTest::keyClick(page.findChild<QSlider*>("scale"), Qt::Key_Right);
    QCOMPARE(app::kUiScale.get(), 110);
    QTest::keyClick(page.findChild<QCheckBox*>("reducedMotion"), Qt::Key_Space);
    QVERIFY(app::kReducedMotion.get());
}

void TestSettingsPage::showsWhatChangesElsewhere() {
    const app::TemporarySettings temporary;
    app::SettingsPage page;
    app::kThemeChoice.set(app::ThemeChoice::Light);
    QCOMPARE(page.findChild<QComboBox*>("theme")->currentIndex(), 1);
    app::kUiScale.set(150);
    QCOMPARE(page.findChild<QSlider*>("scale")->value(), 15);
}

void TestSettingsPage::restoresDefaults() {
    const app::TemporarySettings temporary;
    app::kUiScale.set(150);
    app::kThemeChoice.set(app::ThemeChoice::Dark);
    app::SettingsPage page;
    QTest::mouseClick(page.findChild<QPushButton*>("reset"), Qt::LeftButton);
    QCOMPARE(app::kUiScale.get(), 100);
    QCOMPARE(app::kThemeChoice.get(), app::ThemeChoice::System);
}

QTEST_MAIN(TestSettingsPage)
#include "tst_settings_page.moc"
