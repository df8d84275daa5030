#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_page.h"
#include "tests/app/pages/tutorial/tutorial_test.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

using namespace app;

/// The page as a person uses it: the whole tutorial by mouse and by keys, in both languages.
class TestTutorialPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_surroundings = std::make_unique<TutorialSurroundings>(); }
    void cleanupTestCase() { m_surroundings.reset(); }

    void init() {
        m_surroundings->freshProfile();
        TutorialSurroundings::speak(QStringLiteral("en"));
        m_page = std::make_unique<TutorialPage>(QStringLiteral("02"));
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
        m_page->controller()->setPace(TutorialController::Pace::Full);
    }
    void cleanup() { m_page.reset(); }

    void walkWithTheMouse_data() { languages(); }
    void walkWithTheMouse() {
        QFETCH(QString, code);
        TutorialSurroundings::speak(code);
        while (true) {
            const auto& step = controller().step();
            const auto& text = words();
            if (text.prediction) {
                click(
                    child(QStringLiteral("answer%1").arg(text.prediction->correct), "prediction"));
                click(child("submit", "prediction"));
            }
            for (std::size_t i = 0; i < text.quiz.size(); ++i) {
                const QString box = QStringLiteral("question%1").arg(i);
                click(child(QStringLiteral("answer%1").arg(text.quiz[i].correct), box));
                click(child("submit", box));
            }
            if (!step.solution.empty())
                click(child("answerButton"));
            if (step.run) {
                click(child("runButton"));
                QTRY_VERIFY_WITH_TIMEOUT(!controller().isRunning(), 60000);
            }
            if (controller().current() + 1 == controller().stepCount())
                break;
            click(child("nextButton"));
        }
        everyStepIsDone();
    }

    void walkWithTheKeyboard_data() { languages(); }
    void walkWithTheKeyboard() {
        QFETCH(QString, code);
        TutorialSurroundings::speak(code);
        m_page->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        while (true) {
            const auto& step = controller().step();
            const auto& text = words();
            if (text.prediction) {
                press(Qt::Key_F5); // leads to the question
                choose("prediction", text.prediction->correct);
            }
            for (std::size_t i = 0; i < text.quiz.size(); ++i) {
                tabTo(child("answer0", QStringLiteral("question%1").arg(i)));
                choose(QStringLiteral("question%1").arg(i), text.quiz[i].correct);
            }
            if (!step.solution.empty()) {
                tabTo(child("answerButton"));
                press(Qt::Key_Space);
            }
            if (step.run) {
                press(Qt::Key_F5);
                QTRY_VERIFY_WITH_TIMEOUT(!controller().isRunning(), 60000);
            }
            if (controller().current() + 1 == controller().stepCount())
                break;
            press(Qt::Key_Right, Qt::AltModifier);
        }
        everyStepIsDone();
        press(Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(controller().current(), controller().stepCount() - 2);
    }

    void runWithoutAGuessLeadsToTheQuestion() {
        open("look");
        click(child("runButton"));
        QVERIFY(!controller().isRunning());
        auto* answer = child("answer0", "prediction");
        QTRY_VERIFY(answer->hasFocus() || !m_page->isActiveWindow());
    }

    void stepListGoesThere() {
        auto* steps = m_page->findChild<QListWidget*>(QStringLiteral("steps"));
        const QRect place = steps->visualItemRect(steps->item(3));
        QTest::mouseClick(steps->viewport(), Qt::LeftButton, {}, place.center());
        QCOMPARE(controller().step().id, std::string("look"));
        QCOMPARE(m_page->place(), QStringLiteral("look"));
        QSignalSpy places(m_page.get(), &Page::placeChanged);
        m_page->openAt(QStringLiteral("train"));
        QCOMPARE(places.size(), 1);
        QCOMPARE(m_page->link(), QStringLiteral("tutorial/02/train"));
        m_page->openAt(QStringLiteral("no such step"));
        QCOMPARE(m_page->place(), QStringLiteral("train"));
    }

    void trainingButtons() {
        startTraining();
        QTRY_VERIFY(controller().record().stage.progress.has_value());
        click(child("pauseButton"));
        QVERIFY(controller().isPaused());
        click(child("stepBatchButton"));
        QVERIFY(controller().isPaused());
        m_page->findChild<QWidget*>(QStringLiteral("stageView"))->setFocus();
        press(Qt::Key_Space);
        QVERIFY(!controller().isPaused());
        press(Qt::Key_Space);
        QVERIFY(controller().isPaused());
        auto* slider = m_page->findChild<QSlider*>(QStringLiteral("rateSlider"));
        QVERIFY(slider->isEnabled());
        slider->setFocus();
        press(Qt::Key_PageUp);
        click(child("pauseButton"));
        QTRY_VERIFY(!controller().record().stage.events.empty());
        QCOMPARE(controller().record().stage.events[0].text.key, std::string("rateChanged"));
        press(Qt::Key_F5, Qt::ShiftModifier);
        QTRY_VERIFY(!controller().isRunning());
        QVERIFY(controller().record().wasStopped);
        QVERIFY(!slider->isEnabled());
    }

    void languageSwitchesInTheMiddleOfATraining() {
        startTraining();
        QTRY_VERIFY(controller().record().stage.panels.size() == 4);
        TutorialSurroundings::speak(QStringLiteral("zh_CN"));
        QCOMPARE(
            m_page->findChild<QLabel*>(QStringLiteral("stepTitle"))->text(),
            QStringLiteral("训练"));
        QVERIFY(controller().isRunning());
        // The guess survives in the other language.
        QVERIFY(!controller().needsPrediction());
        controller().stop();
        QTRY_VERIFY(!controller().isRunning());
        TutorialSurroundings::speak(QStringLiteral("en"));
        QCOMPARE(
            m_page->findChild<QLabel*>(QStringLiteral("stepTitle"))->text(),
            QStringLiteral("Train"));
    }

    void closesWhileTraining() {
        startTraining();
        m_page.reset();
    }

    void nothingIsClipped_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("code");
        for (const QString& code : {QStringLiteral("en"), QStringLiteral("zh_CN")}) {
            QTest::addRow("compact %s", qPrintable(code)) << QSize(960, 550) << code;
            QTest::addRow("wide %s", qPrintable(code)) << QSize(1800, 980) << code;
        }
    }
    void nothingIsClipped() {
        QFETCH(QSize, size);
        QFETCH(QString, code);
        TutorialSurroundings::speak(code);
        m_page->resize(size);
        for (int i = 0; i < controller().stepCount(); ++i) {
            controller().goTo(i);
            QCoreApplication::processEvents();
            QCOMPARE(m_page->size(), size);
            const QList<QAbstractButton*> buttons = m_page->findChildren<QAbstractButton*>();
            for (const QAbstractButton* button : buttons) {
                if (!button->isVisibleTo(m_page.get()) || button->text().isEmpty())
                    continue;
                const auto message = QStringLiteral("%1 in step %2: %3 < %4")
                                         .arg(button->text())
                                         .arg(i + 1)
                                         .arg(button->width())
                                         .arg(button->minimumSizeHint().width());
                QVERIFY2(
                    button->width() >= button->minimumSizeHint().width() - 1, qPrintable(message));
            }
        }
    }

private:
    static void languages() {
        QTest::addColumn<QString>("code");
        QTest::newRow("en") << QStringLiteral("en");
        QTest::newRow("zh_CN") << QStringLiteral("zh_CN");
    }

    TutorialController& controller() { return *m_page->controller(); }
    const tp::StepText& words() {
        return controller().tutorial().text(tp::Language::English, controller().step().id);
    }
    void open(const char* step) { controller().goTo(controller().tutorial().indexOf(step)); }

    QAbstractButton* child(const QString& name, const QString& box = {}) {
        const QObject* parent = m_page.get();
        if (!box.isEmpty())
            parent = m_page->findChild<QObject*>(box);
        auto* found = parent->findChild<QAbstractButton*>(name);
        Q_ASSERT_X(found != nullptr, "child", qPrintable(name));
        return found;
    }
    QAbstractButton* child(const char* name, const QString& box = {}) {
        return child(QString::fromLatin1(name), box);
    }

    static void click(QAbstractButton* button) {
        QTRY_VERIFY2(button->isVisible() && button->isEnabled(), qPrintable(button->objectName()));
        QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(12, button->height() / 2));
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QWidget* focused = QApplication::focusWidget();
        QTest::keyClick(focused != nullptr ? focused : m_page.get(), key, modifiers);
    }

    void tabTo(const QWidget* target) {
        for (int i = 0; i < 300 && QApplication::focusWidget() != target; ++i)
            press(Qt::Key_Tab);
        QVERIFY2(QApplication::focusWidget() == target, qPrintable(target->objectName()));
    }

    /// From the first answer, which has the keyboard: down to the right one, on to the button.
    void choose(const QString& box, int answer) {
        auto* first = child("answer0", box);
        QTRY_COMPARE(QApplication::focusWidget(), first);
        press(Qt::Key_Space);
        for (int i = 0; i < answer; ++i)
            press(Qt::Key_Down);
        tabTo(child("submit", box));
        press(Qt::Key_Space);
    }

    void everyStepIsDone() {
        for (int i = 0; i < controller().stepCount(); ++i) {
            QVERIFY2(
                controller().progress(i).status == tp::StepStatus::Done,
                controller().step(i).id.c_str());
        }
    }

    void startTraining() {
        open("train");
        controller().predict(1);
        controller().setPace(TutorialController::Pace::Watch);
        controller().setValue("epochs", std::int64_t{500});
        click(child("runButton"));
        QVERIFY(controller().isRunning());
    }

    std::unique_ptr<TutorialSurroundings> m_surroundings;
    std::unique_ptr<TutorialPage> m_page;
};

QTEST_MAIN(TestTutorialPage)
#include "tst_tutorial_page.moc"
