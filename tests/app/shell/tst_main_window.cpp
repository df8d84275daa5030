#include "app/core/task.h"
#include "app/shell/main_window.h"
#include "app/shell/player_shelf.h"
#include "engine/api/start.h"
#include "engine/runtime/op.h"
#include "tests/support/page_test.h"

#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>

using app::MainWindow;

namespace {

/// A window on a fresh profile, with everything it needs.
struct Fixture {
    Fixture() {
        app::setProfile(folder.path());
        app::settings().open(folder.path());
        app::kFirstRunDone.set(true);
        app::kLanguage.set(QStringLiteral("en"));
        app::applyTheme(*static_cast<QApplication*>(QCoreApplication::instance()));
        language.follow();
        window = std::make_unique<MainWindow>(shelf, language, app::engineStatus);
        window->open("home");
        window->show();
        window->activateWindow();
        hasFocus = QTest::qWaitForWindowActive(window.get()); // else shortcuts do nothing
    }

    QString here() const { return window->currentPage()->link(); }
    template<class T>
    T* find(const char* name) const {
        return window->findChild<T*>(QString::fromLatin1(name));
    }

    QTemporaryDir folder;
    app::TemporarySettings temporary;
    app::PlayerShelf shelf;
    app::Language language;
    std::unique_ptr<MainWindow> window;
    bool hasFocus = false;
};

QStringList textsOf(const QWidget& widget) {
    QStringList texts{widget.toolTip(), widget.accessibleName()};
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        texts << label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        texts << button->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(&widget))
        texts << field->placeholderText();
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
        for (int i = 0; i < tabs->count(); ++i)
            texts << tabs->tabText(i);
    }
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget)) {
        for (int i = 0; i < combo->count(); ++i)
            texts << combo->itemText(i);
    }
    return texts;
}

/// Whether a text of the Chinese window is Latin by mistake: words, but no Chinese among them.
bool isForgotten(QString text, const QStringList& allowed) {
    for (const QString& term : allowed)
        text.remove(term);
    static const QRegularExpression kTag(QStringLiteral("<[^>]*>"));
    static const QRegularExpression kWord(QStringLiteral("[A-Za-z]{3,}"));
    static const QRegularExpression kChinese(QStringLiteral("[\\x{4e00}-\\x{9fff}]"));
    static const QRegularExpression kKeys(QStringLiteral("(Ctrl|Alt|Shift)\\+\\S+"));
    text.remove(kTag).remove(kKeys);
    return text.contains(kWord) && !text.contains(kChinese);
}

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void railAndKeysGoToPages();
    void historyGoesBackAndForward();
    void unknownLinksStay();
    void deepLinksReachASteps();
    void paletteOpensWhatIsTyped();
    void escapeClosesTheSheet();
    void railCollapsesWhereRoomIsShort();
    void languageSwitchReachesEveryText();
    void themeSwitchRepaints();
    void zoomChangesSizes();
    void nextPaneCyclesThroughAll();
    void jobsShowAndCancel();
    void closesWhileBusy();
    void everyControlIsNamed();
    void remembersWhereOneWas();
    void firstRunWelcomes();
};

void TestMainWindow::initTestCase() {
    tp::start();
    tp::forbidOpsOnThisThread();
}

void TestMainWindow::railAndKeysGoToPages() {
    Fixture f;
    QTest::mouseClick(f.find<QAbstractButton>("learnRailButton"), Qt::LeftButton);
    QCOMPARE(f.here(), "learn");
    QVERIFY(f.find<QAbstractButton>("learnRailButton")->isChecked());
    QVERIFY(!f.find<QAbstractButton>("homeRailButton")->isChecked());
    QTest::keyClick(f.window.get(), Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(f.here(), "home");
    QTest::keyClick(f.window.get(), Qt::Key_Comma, Qt::ControlModifier);
    QCOMPARE(f.here(), "settings");
}

void TestMainWindow::historyGoesBackAndForward() {
    Fixture f;
    QVERIFY(!f.find<QToolButton>("back")->isEnabled());
    f.window->open("learn");
    f.window->open("settings");
    QTest::keyClick(f.window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(f.here(), "learn");
    QTest::mouseClick(f.find<QToolButton>("back"), Qt::LeftButton);
    QCOMPARE(f.here(), "home");
    QTest::keyClick(f.window.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(f.here(), "learn");
    QVERIFY(f.find<QToolButton>("forward")->isEnabled());
}

void TestMainWindow::unknownLinksStay() {
    Fixture f;
    QVERIFY(!f.window->open("nowhere"));
    QCOMPARE(f.here(), "home");
    QVERIFY(
        f.find<QWidget>("statusLine")->findChild<QLabel*>("sentence")->text().contains("nowhere"));
}

void TestMainWindow::deepLinksReachASteps() {
    Fixture f;
    const app::TutorialSummary first = f.shelf.tutorials().first();
    const QString link = first.link(first.steps.at(1));
    QVERIFY(f.window->open(link));
    QCOMPARE(f.here(), link);
    QVERIFY(f.find<QAbstractButton>("learnRailButton")->isChecked());
    QVERIFY(app::kRecentLinks.get().startsWith(link));
}

void TestMainWindow::paletteOpensWhatIsTyped() {
    Fixture f;
    QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
    auto* query = f.find<QLineEdit>("query");
    QVERIFY(query->isVisible());
    QTest::keyClicks(query, "settin");
    QTest::keyClick(query, Qt::Key_Return);
    QCOMPARE(f.here(), "settings");
    QVERIFY(!query->isVisible());
    QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClicks(query, "qqqqq");
    QVERIFY(f.find<QLabel>("nothing")->isVisible());
    QTest::keyClick(query, Qt::Key_Escape);
    QVERIFY(!query->isVisible());
}

void TestMainWindow::escapeClosesTheSheet() {
    Fixture f;
    QTest::keyClick(f.window.get(), Qt::Key_Slash, Qt::ControlModifier);
    auto* sheet = f.find<QWidget>("shortcutSheet");
    QVERIFY(sheet->isVisible());
    QTest::keyClick(sheet, Qt::Key_Escape);
    QVERIFY(!sheet->isVisible());
}

void TestMainWindow::railCollapsesWhereRoomIsShort() {
    Fixture f;
    auto* rail = f.find<QWidget>("navigationRail");
    f.window->resize(1280, 800);
    const int wide = rail->width();
    f.window->resize(1024, 640);
    QTRY_VERIFY(rail->width() < wide / 2);
    QCOMPARE(f.find<QAbstractButton>("homeRailButton")->toolTip(), "Home");
    QCOMPARE(f.window->minimumSize(), QSize(1024, 640));
}

void TestMainWindow::languageSwitchReachesEveryText() {
    Fixture f;
    f.window->resize(1280, 820);
    const QStringList ids = f.window->catalog().pageIds();
    for (const QString& id : ids) // opened in English, so that every text has to change
        QVERIFY(f.window->open(id));
    QTest::keyClick(f.window.get(), Qt::Key_K, Qt::ControlModifier);
    QTest::keyClick(f.window.get(), Qt::Key_Slash, Qt::ControlModifier);
    f.find<QToolButton>("languageButton")->click();
    QCOMPARE(f.language.code(), "zh_CN");
    QCoreApplication::processEvents(); // which tells the widgets
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    const QStringList allowed{
        "Tensor Playground",
        "English",
        "Ctrl+K",
        "C++",
        "JavaScript",
        "TensorFlow.js",
        "cpu",
        "AMD EPYC",
        "Intel",
        f.folder.path()};
    QStringList forgotten;
    const QList<QWidget*> all = f.window->findChildren<QWidget*>();
    for (const QWidget* widget : all) {
        if (qobject_cast<QTabBar*>(widget->parentWidget())) // Qt's own scroll buttons
            continue;
        if (widget->property("isCode").toBool()) // the same in every language
            continue;
        const QStringList texts = textsOf(*widget);
        for (const QString& text : texts) {
            if (isForgotten(text, allowed))
                forgotten << widget->objectName() + ": " + text;
        }
    }
    QVERIFY2(forgotten.isEmpty(), qPrintable(forgotten.join(u'\n')));
    f.find<QToolButton>("languageButton")->click();
    QTRY_COMPARE(f.find<QAbstractButton>("homeRailButton")->text(), "Home");
}

void TestMainWindow::themeSwitchRepaints() {
    Fixture f;
    app::kThemeChoice.set(app::ThemeChoice::Light);
    const QColor light = f.window->grab().toImage().pixelColor(300, 300);
    f.find<QToolButton>("themeButton")->click();
    QVERIFY(app::theme().isDark);
    const QColor dark = f.window->grab().toImage().pixelColor(300, 300);
    QVERIFY(light.lightness() > 200);
    QVERIFY(dark.lightness() < 80);
}

void TestMainWindow::zoomChangesSizes() {
    Fixture f;
    const int before = f.find<QPushButton>("search")->height();
    for (int i = 0; i < 3; ++i)
        QTest::keyClick(f.window.get(), Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(app::kUiScale.get(), 130);
    QTRY_VERIFY(f.find<QPushButton>("search")->height() > before);
    QTest::keyClick(f.window.get(), Qt::Key_0, Qt::ControlModifier);
    QCOMPARE(app::kUiScale.get(), 100);
}

void TestMainWindow::nextPaneCyclesThroughAll() {
    Fixture f;
    QSet<QString> panes;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(f.window.get(), Qt::Key_F6);
        for (const char* pane : {"navigationRail", "headerBar", "stack"}) {
            if (f.find<QWidget>(pane)->isAncestorOf(QApplication::focusWidget()))
                panes.insert(pane);
        }
    }
    QCOMPARE(panes.size(), 3);
}

void TestMainWindow::jobsShowAndCancel() {
    Fixture f;
    auto* cancel = f.find<QWidget>("statusLine")->findChild<QToolButton*>("cancel");
    QVERIFY(!cancel->isVisible());
    app::Task task;
    QSignalSpy cancelled(&task, &app::Task::cancelled);
    task.start("Training", [](app::TaskContext& context) {
        context.report(0.43, "epoch 3");
        while (!context.isCancelled())
            std::this_thread::yield();
        context.checkCancelled();
    });
    QTRY_VERIFY(f.find<QToolButton>("job")->text().startsWith("Training 43%"));
    QTest::keyClick(f.window.get(), Qt::Key_J, Qt::ControlModifier);
    QVERIFY(f.find<QWidget>("jobsDrawer")->isVisible());
    QTRY_COMPARE(f.find<QLabel>("jobText")->text(), "epoch 3");
    QTest::mouseClick(cancel, Qt::LeftButton);
    QVERIFY(cancelled.count() > 0 || cancelled.wait());
    QTRY_VERIFY(!cancel->isVisible());
    QVERIFY(f.find<QLabel>("empty")->isVisibleTo(f.window.get()));
}

void TestMainWindow::closesWhileBusy() {
    app::Task task;
    QSignalSpy finished(&task, &app::Task::finished);
    {
        Fixture f;
        task.start("Training", [](app::TaskContext& context) {
            while (!context.isCancelled())
                context.report(0.5);
        });
        f.window->close();
    }
    QVERIFY(finished.count() > 0 || finished.wait());
}

void TestMainWindow::everyControlIsNamed() {
    Fixture f;
    f.window->setJobsVisible(true);
    const QStringList ids = f.window->catalog().pageIds();
    for (const QString& id : ids) {
        QVERIFY(f.window->open(id));
        tests::controlsAreNamed(*f.window);
        tests::tabReachesEverything(*f.window);
    }
}

void TestMainWindow::remembersWhereOneWas() {
    Fixture f;
    f.window->resize(1200, 700);
    f.window->open("learn");
    f.window->close();
    MainWindow again(f.shelf, f.language, app::engineStatus);
    again.openFirst();
    QCOMPARE(again.currentPage()->pageId(), "learn");
    QCOMPARE(again.size(), QSize(1200, 700));
}

void TestMainWindow::firstRunWelcomes() {
    Fixture f;
    app::kFirstRunDone.set(false);
    MainWindow fresh(f.shelf, f.language, app::engineStatus);
    fresh.openFirst();
    QCOMPARE(fresh.currentPage()->pageId(), "welcome");
    QTest::mouseClick(fresh.findChild<QPushButton*>("learn"), Qt::LeftButton);
    QCOMPARE(fresh.currentPage()->pageId(), "learn");
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
