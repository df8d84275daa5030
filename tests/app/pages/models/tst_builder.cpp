#include "app/pages/models/builder_row.h"
#include "app/pages/models/builder_session.h"
#include "app/pages/models/builder_view.h"
#include "app/pages/models/builder_words.h"
#include "app/pages/models/models_page.h"
#include "app/widgets/number_box.h"
#include "app/widgets/param_form.h"
#include "engine/api/start.h"
#include "engine/inspect/layer_fields.h"
#include "engine/inspect/start_config.h"
#include "engine/io/user_folders.h"
#include "engine/runtime/op.h"
#include "tests/support/page_test.h"

#include <QComboBox>
#include <QLabel>
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

    void everySettingHasAName() {
        QStringList nameless;
        for (const std::string& kind : tp::inspect::buildableKinds()) {
            for (const auto& field : tp::inspect::fieldsOf(tp::inspect::startConfig(kind))) {
                const QString name = QString::fromStdString(field.path.back());
                if (field.isPart ? partTitle(name) == name : settingTitle(name) == name)
                    nameless.append(name);
            }
        }
        nameless.removeDuplicates();
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(", ")));
    }

    void partsOfAChoiceAreSet() {
        session().select(0);
        m_page->openAt("build/settings");
        QTest::mouseClick(child<QPushButton>("more"), Qt::LeftButton);
        QVERIFY(m_page->findChild<NumberBox*>("field_kernel_regularizer_config_l2") == nullptr);
        choose("field_kernel_regularizer", "L1L2");
        auto* l2 = m_page->findChild<NumberBox*>("field_kernel_regularizer_config_l2");
        QVERIFY(l2 != nullptr && l2->isVisible());
        QCOMPARE(l2->value(), 0.01);
        l2->setValue(0.3);
        QCOMPARE(setting(0, {"kernel_regularizer", "config", "l2"}), 0.3);
        choose("field_kernel_initializer", "RandomUniform");
        m_page->findChild<NumberBox*>("field_kernel_initializer_config_minval")->setValue(-2);
        QCOMPARE(setting(0, {"kernel_initializer", "config", "minval"}), -2.0);
        choose("field_kernel_constraint", "MaxNorm");
        m_page->findChild<NumberBox*>("field_kernel_constraint_config_max_value")->setValue(3);
        QCOMPARE(setting(0, {"kernel_constraint", "config", "max_value"}), 3.0);
        settle();
        QVERIFY(session().isSound());
        QVERIFY(child<QComboBox>("field_kernel_constraint")->hasFocus()); // where one was
        choose("field_kernel_regularizer", "");
        QVERIFY(m_page->findChild<NumberBox*>("field_kernel_regularizer_config_l2") == nullptr);
    }

    void edgesAreSetOneByOne() {
        session().startFrom(BuilderSession::Template::Pictures);
        settle();
        session().select(0);
        session().addRow("ZeroPadding2D");
        settle();
        m_page->openAt("build/settings");
        QCOMPARE(m_page->findChild<NumberBox*>("field_padding_0_0")->value(), 1.0);
        m_page->findChild<NumberBox*>("field_padding_0_1")->setValue(3);
        m_page->findChild<NumberBox*>("field_padding_1_0")->setValue(0);
        settle();
        QCOMPARE(session().checked(1).outputs, std::string("[null,10,7,8]"));
        session().select(1);
        session().addRow("Cropping2D");
        settle();
        m_page->findChild<NumberBox*>("field_cropping_0_0")->setValue(2);
        settle();
        QCOMPARE(session().checked(2).outputs, std::string("[null,7,5,8]"));
    }

    void aShortcutIsBuiltTrainedAndSaved() {
        session().setSetting(1, {"units"}, 8);
        session().select(1);
        session().addRow("Add");
        settle();
        QVERIFY(session().state(2) == State::Refused); // one input is not enough
        m_page->openAt("build/settings");
        QVERIFY(child<QComboBox>("input1") != nullptr);
        choose("input1", "1: Dense");
        settle();
        QVERIFY(session().isSound());
        QVERIFY(child<QComboBox>("input1")->hasFocus());
        QVERIFY(child<QComboBox>("input2") != nullptr); // for one more
        QVERIFY(child<QLabel>("rowSummary", row(2))->text().contains("2 + 1"));
        choose("input2", "the model's input"); // of another size
        settle();
        QVERIFY(session().state(2) == State::Refused);
        const QString said = child<QLabel>("rowRemark", row(2))->text();
        QVERIFY2(said.contains("? × 8,  ? × 8,  ? × 2"), qPrintable(said));
        choose("input2", "nothing else");
        settle();
        m_page->openAt("build/train");
        m_page->findChild<ParamForm*>("trainForm")->setValue("epochs", 3);
        QTest::mouseClick(child<QPushButton>("train"), Qt::LeftButton);
        settle();
        QVERIFY(session().isTrained());
        QTest::mouseClick(child<QPushButton>("openModel"), Qt::LeftButton);
        settle();
        QCOMPARE(m_page->session()->view()->rows.size(), 5U); // with the input
        const QString file = m_folder.filePath("shortcut.h5");
        m_page->session()->exportTo(file, tp::inspect::FileKind::Keras3);
        settle();
        QVERIFY(m_page->session()->report()->exported.maxAbsolute < 1e-5);
        m_page->session()->open(file);
        settle();
        QCOMPARE(m_page->session()->view()->rows.size(), 5U);
    }

    void inputsFollowTheirRows() {
        session().select(2);
        m_page->openAt("build/settings");
        choose("input0", "1: Dense");
        settle();
        QCOMPARE(session().blueprint().rows[2].from, 0);
        auto* remark = child<QLabel>("rowRemark", row(1));
        QVERIFY2(remark->text().contains("does not depend on it"), qPrintable(remark->text()));
        session().select(0);
        session().addRow("Dropout");
        settle();
        QCOMPARE(session().blueprint().rows[3].from, 0);
        session().moveRow(0, 1);
        QCOMPARE(session().blueprint().rows[3].from, 1);
        session().removeRow(1);
        QCOMPARE(session().blueprint().rows[2].from, BuilderSession::kNone);
        settle();
        QVERIFY(session().isSound());
    }

    void theFocusStaysWhereTrainingIsStarted() {
        m_page->openAt("build/train");
        m_page->findChild<ParamForm*>("trainForm")->setValue("epochs", 400);
        auto* train = child<QPushButton>("train");
        train->setFocus(Qt::TabFocusReason);
        QTest::keyClick(train, Qt::Key_Space);
        QVERIFY(child<QPushButton>("stop")->hasFocus());
        QTest::keyClick(child<QPushButton>("stop"), Qt::Key_Space);
        settle();
        QVERIFY(train->hasFocus());
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

    void theShapeOfSamplesCanBeTyped() {
        m_page->openAt("build");
        auto* sizes = child<QLineEdit>("inputSizes");
        QCOMPARE(sizes->text(), "2");
        sizes->setFocus();
        sizes->selectAll();
        QTest::keyClicks(sizes, "28, 28, 1");
        settle();
        QVERIFY(session().blueprint().inputShape == (tp::Shape{28, 28, 1}));
        QCOMPARE(sizes->text(), "28, 28, 1");
        QVERIFY(!session().doDataFit());
        m_page->openAt("build/train");
        QVERIFY(!child<QPushButton>("train")->isEnabled());
        QVERIFY(child<QLabel>("trainStatus")->text().contains("another shape"));
        // What is no shape changes nothing, and goes when the field is left.
        sizes->selectAll();
        QTest::keyClicks(sizes, "28, -1");
        QTest::keyClick(sizes, Qt::Key_Return);
        QVERIFY(session().blueprint().inputShape == (tp::Shape{28}));
        QCOMPARE(sizes->text(), "28");
        // Other settings of the training leave it as it is; other data bring theirs.
        auto* form = m_page->findChild<ParamForm*>("trainForm");
        form->setValue("noise", 0.3);
        QVERIFY(session().blueprint().inputShape == (tp::Shape{28}));
        form->setValue("data", "waves");
        settle();
        QVERIFY(session().blueprint().inputShape == (tp::Shape{16, 1}));
        QVERIFY(session().doDataFit());
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
        // With other layers it is over.
        session().addRow("Dense");
        settle();
        QVERIFY(!session().trouble().has_value());
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

    /// Picks an entry as a person does; none for an empty text.
    void choose(const QString& objectName, const QString& entry) {
        auto* box = child<QComboBox>(objectName);
        QVERIFY2(box != nullptr, qPrintable(objectName));
        const int index = entry.isEmpty() ? 0 : box->findText(entry);
        QVERIFY2(index >= 0, qPrintable(entry));
        box->setFocus(Qt::TabFocusReason);
        box->setCurrentIndex(index);
        emit box->activated(index);
    }

    double setting(int number, const std::vector<std::string>& path) {
        const tp::Json* at = &session().blueprint().rows[static_cast<std::size_t>(number)].config;
        for (const std::string& name : path)
            at = at->find(name);
        return at->number();
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
