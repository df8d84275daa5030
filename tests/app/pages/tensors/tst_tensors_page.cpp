#include "app/pages/tensors/catalogue_panel.h"
#include "app/pages/tensors/cell_card.h"
#include "app/pages/tensors/cell_form.h"
#include "app/pages/tensors/inspector_panel.h"
#include "app/pages/tensors/notebook_view.h"
#include "app/pages/tensors/tensor_grid.h"
#include "app/pages/tensors/tensor_words.h"
#include "app/pages/tensors/tensors_page.h"
#include "app/widgets/banner.h"
#include "engine/api/start.h"
#include "engine/notebook/value_text.h"
#include "tests/support/page_test.h"

#include <QClipboard>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTableView>
#include <QTableWidget>
#include <QToolButton>

using namespace app;
using State = TensorsSession::State;

/// The page as a person uses it, by mouse and by keys.
class TestTensorsPage : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        tp::forbidOpsOnThisThread();
        applyTheme(*qApp);
    }

    void init() {
        m_page = std::make_unique<TensorsPage>(QString());
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        settle();
    }
    void cleanup() { m_page.reset(); }

    void behavesLikeAPage_data() {
        QTest::addColumn<QString>("place");
        for (const char* place : {"op/Add", "inspect", "memory", "profile"})
            QTest::newRow(place) << QString(place);
    }
    void behavesLikeAPage() {
        QFETCH(QString, place);
        tests::checkPage([&] {
            auto page = std::make_unique<TensorsPage>(QString());
            page->openAt(place);
            return page;
        });
    }

    void placesAreOpened() {
        m_page->openAt("op/BatchMatMul");
        QCOMPARE(m_page->link(), "tensors/op/BatchMatMul");
        QCOMPARE(child<QLabel>("name", catalogue())->text(), "matMul");
        m_page->openAt("memory");
        QCOMPARE(m_page->place(), "memory");
        m_page->openAt("op/none such");
        QCOMPARE(m_page->place(), "memory");
    }

    void theSampleExplainsItself() {
        QVERIFY(session().cells().size() > 10);
        QVERIFY(child<QLabel>("count")->text().isEmpty()); // nothing refused, nothing stale
    }

    void aCellIsAddedFromTheCatalogue() {
        start({});
        QTest::keyClick(m_page.get(), Qt::Key_F, Qt::ControlModifier);
        auto* search = child<QLineEdit>("search", catalogue());
        QTRY_VERIFY(search->hasFocus());
        QTest::keyClicks(search, "square");
        QCOMPARE(catalogue()->shown(), "Square");
        QTest::mouseClick(child<QPushButton>("try", catalogue()), Qt::LeftButton);
        settle();
        QCOMPARE(valueOf(0), "[1, 4, 9]");
        QTest::keyClicks(search, "no such thing");
        QVERIFY(child<QLabel>("nothing", catalogue())->isVisible());
    }

    void aCellIsChangedInItsForm() {
        start(
            {{.name = "a", .recipe = "tensor", .attrs = {{"values", "[1, 2]"}}},
             {.name = "b", .recipe = "Add", .inputs = {"a", "10"}}});
        QTest::mouseClick(card(1), Qt::LeftButton, {}, {120, 18});
        QVERIFY(card(1)->isOpen());
        auto* b = child<QComboBox>("input_b", card(1));
        b->setFocus();
        b->lineEdit()->selectAll();
        QTest::keyClicks(b, "[100, 200]");
        QTest::keyClick(b, Qt::Key_Return);
        settle();
        QCOMPARE(valueOf(1), "[101, 202]");
        QTest::mouseClick(card(0), Qt::LeftButton, {}, {120, 18});
        QVERIFY(!card(1)->isOpen());
        auto* values = child<QPlainTextEdit>("attr_values", card(0));
        values->setFocus();
        values->selectAll();
        QTest::keyClicks(values, "[[1, 2],");
        QTest::keyClick(values, Qt::Key_Return); // brackets are open: a new line
        QTest::keyClicks(values, "[3, 4]]");
        QTest::keyClick(values, Qt::Key_Return); // runs
        settle();
        QCOMPARE(valueOf(0), "[[1, 2], [3, 4]]");
        QCOMPARE(valueOf(1), "[[101, 202], [103, 204]]");
    }

    void aRefusalIsShownInTheCell() {
        start({{.name = "a", .recipe = "Add", .inputs = {"[1, 2]", "[1, 2, 3]"}}});
        auto* banner = child<Banner>("banner", card(0));
        QVERIFY(banner->isVisible());
        QVERIFY(banner->text().contains("[3]"));
        QVERIFY(child<QLabel>("count")->text().contains("1"));
    }

    void theKeyboardIsEnough() {
        start(
            {{.name = "a", .recipe = "tensor", .attrs = {{"values", "[1, 2]"}}},
             {.name = "b", .recipe = "Neg", .inputs = {"a"}},
             {.name = "c", .recipe = "Square", .inputs = {"b"}}});
        notebook()->setCurrent(session().cells()[0].id, Qt::TabFocusReason);
        QTRY_VERIFY(card(0)->hasFocus());
        press(Qt::Key_Down);
        QVERIFY(card(1)->hasFocus());
        press(Qt::Key_Return);
        QVERIFY(card(1)->isOpen());
        press(Qt::Key_Escape);
        QVERIFY(!card(1)->isOpen());
        press(Qt::Key_Return, Qt::ShiftModifier);
        QVERIFY(card(2)->hasFocus());
        settle();
        press(Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), "const c = tf.square(b);");
        press(Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(session().cells()[1].name, std::string("c"));
        QTest::keyClick(m_page.get(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(session().cells()[1].name, std::string("b"));
        settle();
        notebook()->setCurrent(session().cells()[1].id, Qt::TabFocusReason);
        press(Qt::Key_Delete);
        QCOMPARE(session().cells().size(), 2U);
        auto* notice = child<Banner>("notice");
        QVERIFY(notice->isVisible());
        QTest::mouseClick(notice->findChild<QPushButton*>("button0"), Qt::LeftButton);
        settle();
        QCOMPARE(session().cells().size(), 3U);
        QCOMPARE(valueOf(2), "[1, 4]");
        QTest::keyClick(m_page.get(), Qt::Key_F5);
        settle();
        QCOMPARE(session().record(session().cells()[2].id).state, State::Done);
    }

    void aResultOpensInTheInspector() {
        start({{.name = "a", .recipe = "randomNormal", .attrs = {{"shape", "3, 4, 5"}}}});
        QTest::mouseClick(child<QToolButton>("inspect", card(0)), Qt::LeftButton);
        settle();
        QCOMPARE(m_page->place(), "inspect");
        QTRY_COMPARE(child<QLabel>("name", inspector())->text(), "a");
        QVERIFY(child<QLabel>("facts", inspector())->text().contains("[3, 4, 5]"));
        inspector()->setWay(InspectorPanel::Way::Grid);
        auto* model = child<QTableView>("grid", inspector())->model();
        QCOMPARE(model->rowCount(), 4);
        QCOMPARE(model->columnCount(), 5);
        const QString before = model->index(0, 0).data().toString();
        child<QSpinBox>("axis0", inspector())->setValue(2);
        QVERIFY(model->index(0, 0).data().toString() != before);
        for (int way = 0; way <= static_cast<int>(InspectorPanel::Way::Statistics); ++way) {
            inspector()->setWay(static_cast<InspectorPanel::Way>(way));
            QVERIFY(!inspector()->grab().isNull());
        }
        // It follows the cell.
        auto cell = session().cells()[0];
        cell.attrs["shape"] = "2, 2";
        session().changeCell(cell);
        session().run(cell.id);
        settle();
        QTRY_COMPARE(model->rowCount(), 2);
    }

    void tensorsAreCopiedAsCode() {
        start({{.name = "a", .recipe = "tensor", .attrs = {{"values", "[1, 2]"}}}});
        QTest::mouseClick(child<QToolButton>("inspect", card(0)), Qt::LeftButton);
        settle();
        QTRY_COMPARE(child<QLabel>("name", inspector())->text(), "a");
        const auto actions = child<QToolButton>("copy", inspector())->menu()->actions();
        actions[0]->trigger();
        QCOMPARE(QApplication::clipboard()->text(), "tensor({1, 2})");
        actions[1]->trigger();
        QCOMPARE(QApplication::clipboard()->text(), "tf.tensor([1, 2])");
        const auto notebookActions = child<QToolButton>("copyNotebook")->menu()->actions();
        notebookActions[1]->trigger();
        QVERIFY(QApplication::clipboard()->text().contains("const a = tf.tensor([1, 2]);"));
    }

    void memoryIsFreedByHand() {
        start({{.name = "a", .recipe = "zeros", .attrs = {{"shape", "50, 50"}}}});
        m_page->openAt("memory");
        auto* table = child<QTableWidget>("table", panel("memoryPanel"));
        child<QComboBox>("grouping", panel("memoryPanel"))->setCurrentIndex(1);
        emit child<QComboBox>("grouping", panel("memoryPanel"))->activated(1);
        QTRY_VERIFY(!table->findItems("a", Qt::MatchExactly).isEmpty());
        table->selectRow(table->findItems("a", Qt::MatchExactly).first()->row());
        QTest::mouseClick(child<QPushButton>("dispose", panel("memoryPanel")), Qt::LeftButton);
        QVERIFY(session().outputs(session().cells()[0].id)[0].isDisposed());
        QVERIFY(child<QLabel>("facts", card(0))->text().contains("disposed"));
        QTRY_VERIFY(table->findItems("a", Qt::MatchExactly).isEmpty());
    }

    void theLastRunIsProfiled() {
        start({{.name = "a", .recipe = "BatchMatMul", .inputs = {"[[1, 2]]", "[[3], [4]]"}}});
        m_page->openAt("profile");
        auto* table = child<QTableWidget>("table", panel("profilePanel"));
        QTRY_VERIFY(!table->findItems("BatchMatMul", Qt::MatchExactly).isEmpty());
    }

    void debugModeIsLogged() {
        start({{.name = "a", .recipe = "Log", .inputs = {"[-1]"}}});
        m_page->openAt("profile");
        auto* flag = child<QAbstractButton>("flag_DEBUG", panel("profilePanel"));
        QTest::mouseClick(flag, Qt::LeftButton);
        QTest::keyClick(m_page.get(), Qt::Key_F5);
        settle();
        auto* lines = child<QPlainTextEdit>("lines", panel("profilePanel"));
        QTRY_VERIFY(lines->toPlainText().contains("Log:"));
        QVERIFY(lines->toPlainText().contains("NaN"));
        QTRY_VERIFY(child<QAbstractButton>("flag_DEBUG", panel("profilePanel"))->isChecked());
        QTest::mouseClick(
            child<QAbstractButton>("flag_DEBUG", panel("profilePanel")), Qt::LeftButton);
    }

    void anEmptyNotebookLeadsOn() {
        start({});
        auto* sample = child<QPushButton>("sample", notebook());
        QVERIFY(sample->isVisible());
        QTest::mouseClick(sample, Qt::LeftButton);
        settle();
        QVERIFY(session().cells().size() > 10);
        QVERIFY(!sample->isVisible());
    }

    void notesAreWritten() {
        start({});
        const qint64 id = session().addCell(0, {.note = "## First"});
        notebook()->setCurrent(id, Qt::TabFocusReason);
        QTRY_VERIFY(card(0)->hasFocus());
        press(Qt::Key_Return);
        auto* edit = child<QPlainTextEdit>("noteEdit", card(0));
        edit->setPlainText("## Second");
        card(0)->setOpen(false);
        QCOMPARE(session().cells()[0].note, std::string("## Second"));
    }

    void inputsAreSplitAtTheRightCommas() {
        QCOMPARE(
            splitInputs("a, [1, 2], 'x, y', b.1"), (QStringList{"a", "[1, 2]", "'x, y'", "b.1"}));
        QCOMPARE(splitInputs(""), QStringList());
    }

    void planesOfTensors() {
        tp::forbidOpsOnThisThread();
        auto elements = std::make_shared<tp::notebook::Elements>(
            tp::notebook::parseTensor("[[[1, 2, 3], [4, 5, 6]]]"));
        TensorSlice slice = TensorSlice::of(elements);
        QCOMPARE(slice.rows(), 2);
        QCOMPARE(slice.columns(), 3);
        QCOMPARE(slice.number(1, 2), 6.0);
        std::swap(slice.rowAxis, slice.columnAxis);
        QCOMPARE(slice.number(2, 1), 6.0);
    }

private:
    TensorsSession& session() { return *m_page->session(); }
    NotebookView* notebook() { return m_page->findChild<NotebookView*>(); }
    CataloguePanel* catalogue() { return m_page->findChild<CataloguePanel*>(); }
    InspectorPanel* inspector() { return m_page->findChild<InspectorPanel*>(); }
    QWidget* panel(const QString& name) { return m_page->findChild<QWidget*>(name); }
    CellCard* card(int place) {
        return notebook()->card(session().cells()[static_cast<std::size_t>(place)].id);
    }

    template<class T>
    T* child(const QString& name, QWidget* in = nullptr) {
        return (in ? in : m_page.get())->findChild<T*>(name);
    }

    /// The notebook with these cells, run.
    void start(const std::vector<tp::notebook::Cell>& cells) {
        session().clear();
        int place = 0;
        for (const auto& cell : cells)
            session().addCell(place++, cell);
        session().runAll();
        settle();
        QCoreApplication::processEvents();
    }

    void settle() { QTRY_VERIFY(m_page->isSettled()); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(QApplication::focusWidget(), key, modifiers);
    }

    QString valueOf(int place) {
        const tp::Tensors outputs =
            session().outputs(session().cells()[static_cast<std::size_t>(place)].id);
        return outputs.empty() ? QString("nothing")
                               : QString::fromStdString(tp::notebook::valuesText(outputs[0]));
    }

    std::unique_ptr<TensorsPage> m_page;
};

QTEST_MAIN(TestTensorsPage)
#include "tst_tensors_page.moc"
