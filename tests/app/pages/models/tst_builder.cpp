#include "app/pages/models/builder_row.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_view.h"
#include "app/pages/models/models_page.h"
#include "app/widgets/number_box.h"
#include "app/widgets/param_form.h"
#include "engine/api/start.h"
#include "engine/io/user_folders.h"
#include "engine/runtime/op.h"
#include "tests/support/page_test.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTemporaryDir>
#include <QToolButton>

using namespace app;
using State = BuilderSession::RowState;

/// A model built by mouse and by keys, and trained.
class TestBuilder : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        tp::forbidOpsOnThisThread();
        applyTheme(*qApp);
        tp::io::setUserDataFolder(m_folder.filePath("data").toStdString());
        tp::io::setDownloadFolder(m_folder.filePath("downloads").toStdString());
    }

    void init() {
        kBlueprint.reset();
        m_page = std::make_unique<ModelsPage>();
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        m_page->openAt("build");
        settle();
    }
    void cleanup() { m_page.reset(); }

    void behavesLikeAPage_data() {
        QTest::addColumn<QString>("place");
        for (const char* place : {"build", "build/settings", "build/train"})
            QTest::newRow(place) << QString(place);
    }
    void behavesLikeAPage() {
        QFETCH(QString, place);
        tests::checkPage([&] {
            auto page = std::make_unique<ModelsPage>();
            page->openAt(place);
            return page;
        });
    }

    void itBeginsWithSomethingThatWorks() {
        QCOMPARE(m_page->place(), "build");
        QCOMPARE(session().count(), 3);
        QVERIFY(session().isSound());
        QCOMPARE(row(0)->accessibleName(), "Layer 1: Dense");
    }

    void layersAreAddedMovedAndRemoved() {
        session().select(0);
        auto* search = child<QLineEdit>("kindSearch");
        search->setFocus();
        QTest::keyClicks(search, "dropout");
        QTest::keyClick(search, Qt::Key_Return);
        settle();
        QCOMPARE(session().count(), 4);
        QCOMPARE(kind(1), "Dropout");
        QCOMPARE(session().selected(), 1);
        QTest::mouseClick(child<QToolButton>("down1"), Qt::LeftButton);
        settle();
        QCOMPARE(kind(2), "Dropout");
        row(2)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(row(2), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(kind(1), "Dropout");
        row(1)->setFocus(Qt::TabFocusReason);
        QTest::keyClick(row(1), Qt::Key_Delete);
        QCOMPARE(session().count(), 3);
        QTest::keyClick(m_page->findChild<BuilderView*>(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session().count(), 4);
        QTest::keyClicks(search, "no such thing");
        QVERIFY(child<QLabel>("noKind")->isVisibleTo(m_page->findChild<QWidget*>("layerPicker")));
    }

    void settingsAreChanged() {
        QTest::mouseClick(row(0), Qt::LeftButton);
        auto* units = m_page->findChild<NumberBox*>("field_units");
        QVERIFY(units != nullptr && units->isVisible());
        units->setValue(5);
        settle();
        QCOMPARE(session().checked(0).outputs, std::string("[null,5]"));
        auto* activation = child<QComboBox>("field_activation");
        activation->setCurrentIndex(activation->findText("sigmoid"));
        emit activation->activated(activation->currentIndex());
        settle();
        QVERIFY(session().isSound());
        QTest::mouseClick(child<QPushButton>("more"), Qt::LeftButton);
        QVERIFY(child<QComboBox>("field_kernel_initializer") != nullptr);
    }

    void aRefusalStandsInItsRow() {
        session().select(0);
        session().addRow("Conv2D");
        settle();
        QVERIFY(session().state(0) == State::Accepted);
        QVERIFY(session().state(1) == State::Refused);
        QVERIFY(session().state(2) == State::Waiting);
        auto* refusal = child<QLabel>("rowRemark", row(1));
        QVERIFY(refusal->isVisible());
        QVERIFY2(refusal->text().contains("conv2d_1"), qPrintable(refusal->text()));
        QVERIFY(!child<QPushButton>("train")->isEnabled());
        session().undo();
        settle();
        QVERIFY(session().isSound());
    }

    void otherDataHaveOtherShapes() {
        m_page->openAt("build/train");
        auto* form = m_page->findChild<ParamForm*>("trainForm");
        form->setValue("data", "stripes");
        settle();
        QVERIFY(session().blueprint().inputShape == (tp::Shape{8, 8, 1}));
        session().startFrom(BuilderSession::Template::Pictures);
        settle();
        QVERIFY(session().isSound());
        QCOMPARE(form->value("data").toString(), "stripes");
    }

    void itIsTrainedAndOpened() {
        m_page->openAt("build/train");
        auto* form = m_page->findChild<ParamForm*>("trainForm");
        form->setValue("epochs", 5);
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        QVERIFY(session().isTraining());
        settle();
        QCOMPARE(session().epochs().size(), 5U);
        QVERIFY(session().isTrained());
        QVERIFY(session().accuracy().has_value());
        QTest::mouseClick(child<QPushButton>("openModel"), Qt::LeftButton);
        settle();
        QCOMPARE(m_page->place(), "table");
        QCOMPARE(m_page->session()->view()->rows.size(), 3U);
    }

    void trainingIsStoppedAndKept() {
        m_page->openAt("build/train");
        m_page->findChild<ParamForm*>("trainForm")->setValue("epochs", 500);
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        QTRY_VERIFY(session().epochs().size() >= 2);
        QTest::mouseClick(child<QPushButton>("stop"), Qt::LeftButton);
        settle();
        QVERIFY(session().isTrained());
        QVERIFY(session().epochs().size() < 500);
    }

    void whatCannotBeTrainedSaysWhy() {
        session().removeRow(2); // 4 numbers come out
        settle();
        m_page->openAt("build/train");
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        settle();
        QVERIFY(session().trouble().has_value());
        QVERIFY(child<QWidget>("trouble")->isVisible());
    }

    void whatWasBuiltIsKept() {
        session().removeRow(1);
        settle();
        m_page = std::make_unique<ModelsPage>();
        m_page->openAt("build");
        settle();
        QCOMPARE(session().count(), 2);
    }

    void damagedBlueprintsAreForgotten() {
        m_page.reset();
        kBlueprint.set("{\"rows\": [");
        m_page = std::make_unique<ModelsPage>();
        m_page->openAt("build");
        settle();
        QCOMPARE(session().count(), 3);
    }

private:
    BuilderSession& session() { return *m_page->builder(); }
    BuilderRow* row(int number) {
        return m_page->findChild<BuilderRow*>(QStringLiteral("builderRow%1").arg(number));
    }
    QString kind(int number) {
        return QString::fromStdString(
            session().blueprint().rows[static_cast<std::size_t>(number)].kind);
    }

    template<class T>
    T* child(const QString& name, QWidget* in = nullptr) {
        return (in ? in : m_page.get())->findChild<T*>(name);
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 20000); }

    QTemporaryDir m_folder;
    const TemporarySettings m_settings;
    std::unique_ptr<ModelsPage> m_page;
};

QTEST_MAIN(TestBuilder)
#include "tst_builder.moc"
