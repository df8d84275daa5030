#pragma once

#include "app/core/task.h"
#include "engine/notebook/evaluate.h"
#include "engine/notebook/glance.h"

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <deque>
#include <optional>
#include <vector>

namespace app {

/// A notebook of tensors being worked on: its cells, what came of them, and what was before.
///
/// Knows no widgets. Cells run one after the other on a thread of their own. Every change is kept
/// in a file at once, and may be undone.
class TensorsSession : public QObject {
    Q_OBJECT

public:
    using Cell = tp::notebook::Cell;
    using Cells = tp::notebook::Cells;

    enum class State {
        New,     ///< was never run
        Waiting, ///< will run as soon as those before it have
        Running,
        Done,
        Stale, ///< what it says, or takes from others, changed since it ran
        Failed,
    };

    /// What is known of one cell.
    struct Record {
        State state = State::New;
        tp::notebook::Outcome outcome = {};
        std::vector<tp::notebook::Glance> glances = {}; ///< one for each output
        std::optional<tp::Error> error = {};
    };

    /// Reads the notebook kept in `folder`, or begins with the sample. With an empty folder nothing
    /// is kept.
    explicit TensorsSession(const QString& folder, QObject* parent = nullptr);
    ~TensorsSession() override;

    const Cells& cells() const { return m_cells; }
    /// The cell of that id, or null.
    const Cell* cell(qint64 id) const;
    int placeOf(qint64 id) const;
    Record record(qint64 id) const { return m_records.value(id); }

    /// The results a cell's name stands for now.
    tp::Tensors outputs(qint64 id) const { return m_records.value(id).outcome.outputs; }

    /// The names of results that the cell at `place` may use, with those of several results as b.0,
    /// b.1.
    QStringList namesAbove(int place) const;

    // Changes; each can be undone.

    /// Puts in a cell at `place`; gives it an id and, unless it is a note or has one, a free name.
    qint64 addCell(int place, Cell cell);
    /// Puts another content into the cell of the same id. A new name follows into the cells that
    /// use it; one that is taken, or is no name, is refused by leaving the old one.
    void changeCell(const Cell& cell);
    void removeCell(qint64 id);
    void moveCell(qint64 id, int by);
    void resetToSample();
    void clear();

    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }
    void undo();
    void redo();

    // Running.

    /// Runs a cell, before it what it needs and has not run, after it what takes something from it.
    void run(qint64 id);
    /// Forgets all results and runs everything from the top.
    void runAll();
    /// Runs the cells that are new or stale.
    void runOpen();
    void stop();
    bool isRunning() const { return m_task.isRunning() || !m_queue.empty(); }

    /// Frees the results of these tensors, wherever they are held.
    void dispose(const std::vector<tp::TensorId>& tensors);

    /// What went wrong with the file that keeps the notebook.
    struct Trouble {
        enum class Kind { None, Unreadable, Unwritable };
        Kind kind = Kind::None;
        QString path = {};   ///< where the damaged file is kept, or could not be written
        QString reason = {}; ///< what the system said
    };
    const Trouble& trouble() const { return m_trouble; }
    /// Writes what is not written yet.
    void flush();

signals:
    /// Cells came, went or changed places.
    void cellsChanged();
    /// The content of a cell became another.
    void cellChanged(qint64 id);
    /// The state or result of a cell became another.
    void recordChanged(qint64 id);
    /// Something began to run, or nothing runs any more.
    void runChanged();
    void historyChanged();
    void troubleChanged();

private:
    QString filePath() const;
    void load();
    void saveSoon();
    void remember();
    void restore(const Cells& cells);
    void replaceAll(const Cells& cells);
    void setState(qint64 id, State state);
    void markStale(int place);
    void markDependentsStale(int place);
    void enqueue(std::vector<int> places);
    void startNext();
    void startIfIdle();
    tp::notebook::Scope scopeFor(int place) const;
    bool needsMissing(int place) const;
    void finish();
    qint64 nextId();

    QString m_folder;
    Cells m_cells;
    QHash<qint64, Record> m_records;
    std::vector<Cells> m_undo;
    std::vector<Cells> m_redo;
    std::deque<qint64> m_queue;
    qint64 m_running = 0;
    bool m_isChangedMeanwhile = false;     ///< the running cell is not what it was any more
    std::vector<tp::TensorId> m_toDispose; ///< as soon as nothing runs
    Record m_result;                       ///< written by the work, read once it is over
    Trouble m_trouble;
    QTimer m_saveSoon;
    bool m_isUnsaved = false;
    Task m_task; // last: it is waited for before what it works on goes
};

/// The notebook that teaches: tensors, operations, memory. Its notes are keys for noteText().
tp::notebook::Cells sampleNotebook();

} // namespace app
