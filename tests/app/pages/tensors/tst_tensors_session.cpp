#include "app/core/settings_store.h"
#include "app/pages/tensors/memory_watch.h"
#include "app/pages/tensors/tensor_inspection.h"
#include "app/pages/tensors/tensors_session.h"
#include "engine/api/start.h"
#include "engine/notebook/value_text.h"
#include "engine/tensor/memory.h"

#include <QFile>
#include <QImage>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace app;
using State = TensorsSession::State;

/// The notebook behind the page, without the page.
class TestTensorsSession : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() {
        tp::start();
        tp::forbidOpsOnThisThread();
    }

    void init() {
        m_session = std::make_unique<TensorsSession>(QString());
        m_session->clear();
    }
    void cleanup() { m_session.reset(); }

    void theSampleRuns() {
        m_session->resetToSample();
        settle();
        for (const auto& cell : m_session->cells()) {
            if (!cell.isNote()) {
                QVERIFY2(
                    m_session->record(cell.id).state == State::Done,
                    m_session->record(cell.id).error ? m_session->record(cell.id).error->what()
                                                     : cell.name.c_str());
            }
        }
    }

    void cellsDependOnCells() {
        const qint64 a = add("tensor", {}, {{"values", "[1, 2]"}});
        const qint64 b = add("Add", {"a", "10"});
        const qint64 c = add("Neg", {"b"});
        m_session->run(c); // brings along what it needs
        settle();
        QCOMPARE(valueOf(a), "[1, 2]");
        QCOMPARE(valueOf(c), "[-11, -12]");
        change(a, "values", "[5, 6]");
        QCOMPARE(m_session->record(b).state, State::Stale);
        QCOMPARE(m_session->record(c).state, State::Stale);
        QCOMPARE(valueOf(c), "[-11, -12]"); // what is stale is still to be seen
        m_session->run(a);
        settle();
        QCOMPARE(valueOf(c), "[-15, -16]");
    }

    void refusalsStayInTheirCell() {
        add("tensor", {}, {{"values", "[1, 2]"}});
        const qint64 b = add("Add", {"a", "[1, 2, 3]"});
        const qint64 c = add("Neg", {"b"});
        const qint64 d = add("Square", {"a"});
        m_session->runAll();
        settle();
        QCOMPARE(m_session->record(b).state, State::Failed);
        QVERIFY(QString(m_session->record(b).error->what()).contains("[3]"));
        QCOMPARE(m_session->record(c).state, State::Stale);
        QCOMPARE(valueOf(d), "[1, 4]");
        auto cell = *m_session->cell(b);
        cell.inputs[1] = "1";
        m_session->changeCell(cell);
        m_session->run(b);
        settle();
        QCOMPARE(valueOf(c), "[-2, -3]");
    }

    void namesFollow() {
        const qint64 a = add("tensor", {}, {{"values", "[1, 2]"}});
        const qint64 b = add("Neg", {"a"});
        auto cell = *m_session->cell(a);
        cell.name = "x";
        m_session->changeCell(cell);
        QCOMPARE(m_session->cell(b)->inputs[0], std::string("x"));
        cell = *m_session->cell(b);
        cell.name = "x"; // taken
        m_session->changeCell(cell);
        QCOMPARE(m_session->cell(b)->name, std::string("b"));
        cell.name = "1st"; // no name
        m_session->changeCell(cell);
        QCOMPARE(m_session->cell(b)->name, std::string("b"));
        QCOMPARE(m_session->namesAbove(1), QStringList{"x"});
    }

    void everythingCanBeUndone() {
        const qint64 a = add("tensor", {}, {{"values", "[1, 2]"}});
        const qint64 b = add("Neg", {"a"});
        m_session->runAll();
        settle();
        m_session->removeCell(a);
        QCOMPARE(m_session->cells().size(), 1U);
        QCOMPARE(m_session->record(b).state, State::Stale);
        m_session->undo();
        settle();
        QCOMPARE(m_session->cells().size(), 2U);
        QCOMPARE(valueOf(b), "[-1, -2]");
        m_session->redo();
        settle();
        QCOMPARE(m_session->cells().size(), 1U);
        m_session->undo();
        m_session->moveCell(b, -1);
        QCOMPARE(m_session->placeOf(b), 0);
        m_session->undo();
        QCOMPARE(m_session->placeOf(b), 1);
        m_session->clear();
        QVERIFY(m_session->cells().empty());
        m_session->undo();
        QCOMPARE(m_session->cells().size(), 2U);
        settle();
    }

    void theNotebookIsKept() {
        QTemporaryDir folder;
        {
            TensorsSession session(folder.path());
            session.clear();
            session.addCell(0, {.recipe = "tensor", .attrs = {{"values", "['äö', '張量']"}}});
            session.addCell(1, {.note = "## 一條筆記"});
        } // closing writes
        {
            TensorsSession again(folder.path());
            QCOMPARE(again.cells().size(), 2U);
            QCOMPARE(again.cells()[1].note, std::string("## 一條筆記"));
            QCOMPARE(again.trouble().kind, TensorsSession::Trouble::Kind::None);
        }
        QFile file(folder.filePath("tensors.json"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{ half");
        file.close();
        TensorsSession damaged(folder.path());
        QCOMPARE(damaged.trouble().kind, TensorsSession::Trouble::Kind::Unreadable);
        QVERIFY(QFile::exists(damaged.trouble().path));
        QVERIFY(damaged.cells().size() > 5);
    }

    void whatCannotBeWrittenIsSaid() {
        QTemporaryDir folder;
        QFile inTheWay(folder.filePath("file"));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        TensorsSession session(folder.filePath("file/below"));
        session.clear();
        session.flush();
        QCOMPARE(session.trouble().kind, TensorsSession::Trouble::Kind::Unwritable);
    }

    void picturesComeFromFiles() {
        QTemporaryDir folder;
        QImage picture(8, 6, QImage::Format_RGB32);
        picture.fill(QColor(10, 20, 30));
        QVERIFY(picture.save(folder.filePath("p.png")));
        const qint64 a =
            add("fromPixels", {}, {{"picture", folder.filePath("p.png").toStdString()}});
        const qint64 b =
            add("fromPixels", {}, {{"picture", folder.filePath("none.png").toStdString()}});
        m_session->runAll();
        settle();
        QCOMPARE(m_session->outputs(a)[0].shape(), (tp::Shape{6, 8, 3}));
        QVERIFY(m_session->record(a).glances[0].channels == 3);
        QVERIFY(QString(m_session->record(b).error->what()).contains("none.png"));
    }

    void memoryIsFollowed() {
        MemoryWatch watch;
        watch.takeA();
        const qint64 a = add("zeros", {}, {{"shape", "10, 10"}});
        m_session->run(a);
        settle();
        QCOMPARE(watch.difference().numTensors, 1);
        QCOMPARE(watch.difference().numBytes, 400);
        auto rows = watch.rows(MemoryWatch::Grouping::ByScope);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].name, QString("a"));
        QCOMPARE(rows[0].bytes, 400);
        watch.takeB();
        m_session->dispose(rows[0].ids);
        QVERIFY(m_session->outputs(a)[0].isDisposed());
        QCOMPARE(watch.difference().numTensors, 1); // B holds the moment fast
        watch.forget();
        QVERIFY(watch.rows(MemoryWatch::Grouping::ByTensor).empty());
    }

    void aTensorIsLookedAt() {
        const qint64 a = add("tensor", {}, {{"values", "[[1, 2], [3, NaN]]"}});
        m_session->run(a);
        settle();
        TensorInspection inspection;
        inspection.inspect(m_session->outputs(a)[0], {"a", "tensor", "a = …", a});
        QTRY_VERIFY(inspection.view().has_value());
        QCOMPARE(inspection.view()->statistics.nans, 1);
        QCOMPARE(inspection.view()->statistics.max, 3.0);
        m_session->dispose({m_session->outputs(a)[0].id()});
        QCOMPARE(inspection.view()->elements->number(1), 2.0); // a copy of its own
    }

private:
    qint64
    add(const std::string& recipe,
        std::vector<std::string> inputs = {},
        std::map<std::string, std::string, std::less<>> attrs = {}) {
        return m_session->addCell(
            static_cast<int>(m_session->cells().size()),
            {.recipe = recipe, .inputs = std::move(inputs), .attrs = std::move(attrs)});
    }

    void change(qint64 id, const std::string& attr, const std::string& value) {
        auto cell = *m_session->cell(id);
        cell.attrs[attr] = value;
        m_session->changeCell(cell);
    }

    void settle() { QTRY_VERIFY(!m_session->isRunning()); }

    QString valueOf(qint64 id) {
        const tp::Tensors outputs = m_session->outputs(id);
        return outputs.empty() ? QString("nothing")
                               : QString::fromStdString(tp::notebook::valuesText(outputs[0]));
    }

    std::unique_ptr<TensorsSession> m_session;
};

QTEST_MAIN(TestTensorsSession)
#include "tst_tensors_session.moc"
