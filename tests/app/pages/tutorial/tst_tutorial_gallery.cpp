#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_page.h"
#include "tests/app/pages/tutorial/tutorial_test.h"

#include <QDir>
#include <QTest>

using namespace app;

/// Draws every step, before and after its run, in sizes, themes and languages, into
/// bin/../gallery/tutorial, for people to look at; checks that something was drawn.
class TestTutorialGallery : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        m_surroundings = std::make_unique<TutorialSurroundings>();
        m_folder = QDir(QCoreApplication::applicationDirPath() + "/../gallery/tutorial");
        QVERIFY(m_folder.mkpath("."));
    }
    void cleanupTestCase() { m_surroundings.reset(); }

    void everyStep_data() {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("isDark");
        QTest::newRow("wide-light-en") << QSize(1660, 960) << "en" << false;
        QTest::newRow("wide-dark-zh") << QSize(1660, 960) << "zh_CN" << true;
        QTest::newRow("compact-light-zh") << QSize(956, 546) << "zh_CN" << false;
        QTest::newRow("compact-dark-en") << QSize(956, 546) << "en" << true;
    }
    void everyStep() {
        QFETCH(QSize, size);
        QFETCH(QString, code);
        QFETCH(bool, isDark);
        kThemeChoice.set(isDark ? ThemeChoice::Dark : ThemeChoice::Light);
        TutorialSurroundings::speak(code);
        m_surroundings->freshProfile();
        TutorialPage page(QStringLiteral("02"));
        page.resize(size);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto& controller = *page.controller();
        controller.setPace(TutorialController::Pace::Full);
        for (int i = 0; i < controller.stepCount(); ++i) {
            if (controller.needsPrediction())
                picture(page, i, "a");
            const auto& step = controller.step();
            const auto& text = controller.tutorial().text(tp::Language::English, step.id);
            if (text.prediction)
                controller.predict(text.prediction->correct);
            for (std::size_t q = 0; q < text.quiz.size(); ++q)
                controller.answerQuestion(static_cast<int>(q), q == 1 ? 0 : text.quiz[q].correct);
            if (!step.solution.empty())
                run(controller); // the run before, for the ghost and what changed
            for (const auto& [name, value] : step.solution)
                controller.setValue(name, value);
            if (step.run)
                run(controller);
            picture(page, i, "b");
            controller.next();
        }
        page.resize(size.width(), size.height() + 1);
    }

private:
    static void run(TutorialController& controller) {
        controller.run();
        QTRY_VERIFY_WITH_TIMEOUT(!controller.isRunning(), 60000);
    }

    void picture(TutorialPage& page, int index, const char* moment) {
        for (int i = 0; i < 5; ++i)
            QCoreApplication::processEvents();
        page.flush();
        const QImage image = page.grab().toImage();
        QVERIFY(image.width() > 0);
        const QString name = QStringLiteral("%1-%2%3-%4.png")
                                 .arg(QString::fromLatin1(QTest::currentDataTag()))
                                 .arg(index + 1, 2, 10, QChar(u'0'))
                                 .arg(QString::fromLatin1(moment))
                                 .arg(page.place());
        QVERIFY(image.save(m_folder.filePath(name)));
    }

    std::unique_ptr<TutorialSurroundings> m_surroundings;
    QDir m_folder;
};

QTEST_MAIN(TestTutorialGallery)
#include "tst_tutorial_gallery.moc"
