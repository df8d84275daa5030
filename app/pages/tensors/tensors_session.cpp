#include "app/pages/tensors/tensors_session.h"

#include "app/pages/tensors/picture_file.h"

#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QStringList>

#include <algorithm>
#include <set>

namespace app {

namespace notebook = tp::notebook;

namespace {

constexpr int kSaveAfterMs = 300;
constexpr std::size_t kMostUndo = 200;
constexpr qint64 kLargestFile = 16 * 1024 * 1024;

std::optional<notebook::Cells> readCells(const QString& path);
QString setAside(const QString& path);

} // namespace

TensorsSession::TensorsSession(const QString& folder, QObject* parent)
    : QObject(parent)
    , m_folder(folder) {
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(kSaveAfterMs);
    connect(&m_saveSoon, &QTimer::timeout, this, &TensorsSession::flush);
    connect(&m_task, &Task::finished, this, &TensorsSession::finish);
    load();
}

TensorsSession::~TensorsSession() {
    m_task.disconnect();
    flush();
}

const TensorsSession::Cell* TensorsSession::cell(qint64 id) const {
    const int place = placeOf(id);
    return place < 0 ? nullptr : &m_cells[static_cast<std::size_t>(place)];
}

int TensorsSession::placeOf(qint64 id) const {
    const auto found = std::find_if(
        m_cells.begin(), m_cells.end(), [id](const Cell& cell) { return cell.id == id; });
    return found == m_cells.end() ? -1 : static_cast<int>(found - m_cells.begin());
}

QStringList TensorsSession::namesAbove(int place) const {
    QStringList names;
    for (int i = 0; i < place && i < static_cast<int>(m_cells.size()); ++i) {
        const Cell& cell = m_cells[static_cast<std::size_t>(i)];
        const notebook::Recipe* recipe = notebook::findRecipe(cell.recipe);
        if (recipe == nullptr || recipe->name == "dispose" || recipe->name == "data")
            continue;
        const QString name = QString::fromStdString(cell.name);
        const std::size_t count = m_records.value(cell.id).outcome.outputs.size();
        if (!recipe->hasManyOutputs || count < 2) {
            names.append(name);
        } else {
            for (std::size_t output = 0; output < count; ++output)
                names.append(QStringLiteral("%1.%2").arg(name).arg(output));
        }
    }
    return names;
}

qint64 TensorsSession::nextId() {
    qint64 highest = 0;
    for (const Cell& cell : m_cells)
        highest = std::max<qint64>(highest, cell.id);
    for (const Cells& before : m_undo) {
        for (const Cell& cell : before)
            highest = std::max<qint64>(highest, cell.id);
    }
    return highest + 1;
}

qint64 TensorsSession::addCell(int place, Cell cell) {
    remember();
    cell.id = nextId();
    if (!cell.isNote() && !notebook::isCellName(cell.name))
        cell.name = notebook::freeName(m_cells);
    const auto at = std::clamp<std::ptrdiff_t>(place, 0, std::ssize(m_cells));
    m_cells.insert(m_cells.begin() + at, cell);
    saveSoon();
    emit cellsChanged();
    return cell.id;
}

void TensorsSession::changeCell(const Cell& cell) {
    const int place = placeOf(cell.id);
    if (place < 0 || m_cells[static_cast<std::size_t>(place)] == cell)
        return;
    remember();
    Cell& kept = m_cells[static_cast<std::size_t>(place)];
    const std::string before = kept.name;
    const bool isSameButName = kept.recipe == cell.recipe && kept.inputs == cell.inputs &&
                               kept.attrs == cell.attrs && !kept.isNote();
    kept = cell;
    const bool isTaken = std::any_of(m_cells.begin(), m_cells.end(), [&](const Cell& other) {
        return other.id != cell.id && other.name == cell.name;
    });
    if (!kept.isNote() && (isTaken || !notebook::isCellName(cell.name)))
        kept.name = before;
    if (kept.name != before) {
        for (std::size_t i = static_cast<std::size_t>(place) + 1; i < m_cells.size(); ++i) {
            for (std::string& input : m_cells[i].inputs) {
                const auto reference = notebook::referenceIn(input);
                if (!reference || reference->name != before)
                    continue;
                input = kept.name + input.substr(std::min(input.size(), input.find('.')));
                emit cellChanged(m_cells[i].id);
            }
        }
    }
    if (!isSameButName && !cell.isNote()) {
        m_isChangedMeanwhile = m_isChangedMeanwhile || cell.id == m_running;
        markStale(place);
        markDependentsStale(place);
    }
    saveSoon();
    emit cellChanged(cell.id);
}

void TensorsSession::removeCell(qint64 id) {
    const int place = placeOf(id);
    if (place < 0)
        return;
    remember();
    markDependentsStale(place);
    m_cells.erase(m_cells.begin() + place);
    m_records.remove(id);
    std::erase(m_queue, id);
    saveSoon();
    emit cellsChanged();
}

void TensorsSession::moveCell(qint64 id, int by) {
    const int from = placeOf(id);
    const int last = static_cast<int>(m_cells.size()) - 1;
    const int to = std::clamp(from + by, 0, std::max(0, last));
    if (from < 0 || to == from)
        return;
    remember();
    const Cell moved = m_cells[static_cast<std::size_t>(from)];
    m_cells.erase(m_cells.begin() + from);
    m_cells.insert(m_cells.begin() + to, moved);
    saveSoon();
    emit cellsChanged();
}

void TensorsSession::replaceAll(const Cells& cells) {
    remember();
    m_queue.clear();
    m_isChangedMeanwhile = m_task.isRunning();
    m_cells = cells;
    // Other ids than those before: the results of before belong to other cells.
    qint64 id = nextId();
    for (Cell& cell : m_cells)
        cell.id = id++;
    m_records.clear();
    saveSoon();
    emit cellsChanged();
}

void TensorsSession::resetToSample() {
    replaceAll(sampleNotebook());
    runAll();
}

void TensorsSession::clear() {
    replaceAll({});
}

void TensorsSession::remember() {
    m_undo.push_back(m_cells);
    if (m_undo.size() > kMostUndo)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    emit historyChanged();
}

void TensorsSession::undo() {
    if (m_undo.empty())
        return;
    m_redo.push_back(m_cells);
    const Cells before = m_undo.back();
    m_undo.pop_back();
    restore(before);
}

void TensorsSession::redo() {
    if (m_redo.empty())
        return;
    m_undo.push_back(m_cells);
    const Cells after = m_redo.back();
    m_redo.pop_back();
    restore(after);
}

void TensorsSession::restore(const Cells& cells) {
    QHash<qint64, Cell> before;
    for (const Cell& cell : m_cells)
        before.insert(cell.id, cell);
    m_cells = cells;
    std::set<qint64> kept;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const Cell& cell = m_cells[i];
        kept.insert(cell.id);
        const bool isSame = before.contains(cell.id) && before.value(cell.id) == cell;
        if (isSame || cell.isNote())
            continue;
        if (cell.id == m_running)
            m_isChangedMeanwhile = true;
        m_records[cell.id].state = State::Stale;
        markDependentsStale(static_cast<int>(i));
    }
    const QList<qint64> known = m_records.keys();
    for (const qint64 id : known) {
        if (!kept.contains(id))
            m_records.remove(id);
    }
    std::erase_if(m_queue, [&](qint64 id) { return !kept.contains(id); });
    saveSoon();
    emit cellsChanged();
    emit historyChanged();
    runOpen();
}

void TensorsSession::setState(qint64 id, State state) {
    Record& record = m_records[id];
    if (record.state == state)
        return;
    record.state = state;
    emit recordChanged(id);
}

void TensorsSession::markStale(int place) {
    const qint64 id = m_cells[static_cast<std::size_t>(place)].id;
    const State state = m_records.value(id).state;
    if (state == State::Done || state == State::Failed)
        setState(id, State::Stale);
}

void TensorsSession::markDependentsStale(int place) {
    for (const std::size_t other : notebook::dependentsOf(m_cells, static_cast<std::size_t>(place)))
        markStale(static_cast<int>(other));
}

void TensorsSession::run(qint64 id) {
    const int place = placeOf(id);
    if (place < 0)
        return;
    std::vector<int> places{place};
    for (std::size_t i = 0; i < places.size(); ++i) {
        for (const std::size_t source :
             notebook::sourcesOf(m_cells, static_cast<std::size_t>(places[i]))) {
            if (m_records.value(m_cells[source].id).state != State::Done)
                places.push_back(static_cast<int>(source));
        }
    }
    for (const std::size_t other : notebook::dependentsOf(m_cells, static_cast<std::size_t>(place)))
        places.push_back(static_cast<int>(other));
    enqueue(places);
}

void TensorsSession::runAll() {
    m_queue.clear();
    std::vector<int> places;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const qint64 id = m_cells[i].id;
        if (id != m_running)
            m_records.remove(id);
        places.push_back(static_cast<int>(i));
    }
    enqueue(places);
}

void TensorsSession::runOpen() {
    std::vector<int> places;
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        const State state = m_records.value(m_cells[i].id).state;
        if (state == State::New || state == State::Stale)
            places.push_back(static_cast<int>(i));
    }
    enqueue(places);
}

void TensorsSession::enqueue(std::vector<int> places) {
    for (const qint64 id : m_queue)
        places.push_back(placeOf(id));
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
    m_queue.clear();
    for (const int place : places) {
        if (place < 0 || m_cells[static_cast<std::size_t>(place)].isNote())
            continue;
        const qint64 id = m_cells[static_cast<std::size_t>(place)].id;
        m_queue.push_back(id);
        if (id != m_running)
            setState(id, State::Waiting);
    }
    startIfIdle();
}

bool TensorsSession::needsMissing(int place) const {
    const auto sources = notebook::sourcesOf(m_cells, static_cast<std::size_t>(place));
    return std::any_of(sources.begin(), sources.end(), [this](std::size_t source) {
        return m_records.value(m_cells[source].id).state != State::Done;
    });
}

notebook::Scope TensorsSession::scopeFor(int place) const {
    notebook::Scope scope;
    for (const std::size_t source : notebook::sourcesOf(m_cells, static_cast<std::size_t>(place)))
        scope[m_cells[source].name] = m_records.value(m_cells[source].id).outcome.outputs;
    return scope;
}

void TensorsSession::startNext() {
    while (!m_queue.empty()) {
        const qint64 id = m_queue.front();
        m_queue.pop_front();
        const int place = placeOf(id);
        if (place < 0)
            continue;
        if (needsMissing(place)) { // what it needs has failed and says why itself
            setState(id, State::Stale);
            continue;
        }
        m_running = id;
        m_isChangedMeanwhile = false;
        const Cell cell = m_cells[static_cast<std::size_t>(place)];
        m_task.start(
            tr("Cell %1").arg(QString::fromStdString(cell.name)),
            [this, cell, scope = scopeFor(place)](TaskContext&) {
                m_result = {};
                m_result.outcome = notebook::evaluate(cell, scope, {readPictureFile});
                for (const tp::Tensor& output : m_result.outcome.outputs)
                    m_result.glances.push_back(notebook::glanceAt(output));
            });
        setState(id, State::Running);
        emit runChanged();
        return;
    }
    m_running = 0;
    emit runChanged();
}

void TensorsSession::finish() {
    const qint64 id = m_running;
    const bool isKnown = placeOf(id) >= 0;
    if (isKnown) {
        Record& record = m_records[id];
        record = m_task.error() ? Record() : std::move(m_result);
        record.error = m_task.error();
        record.state = record.error ? State::Failed : State::Done;
        if (m_isChangedMeanwhile)
            record.state = State::Stale;
    }
    m_result = {};
    m_running = 0;
    dispose(std::exchange(m_toDispose, {}));
    if (isKnown)
        emit recordChanged(id);
    // Not at once: whoever else listens to the task shall first see that it ended.
    QMetaObject::invokeMethod(this, &TensorsSession::startIfIdle, Qt::QueuedConnection);
}

void TensorsSession::startIfIdle() {
    if (!m_task.isRunning())
        startNext();
}

void TensorsSession::stop() {
    const std::deque<qint64> waiting = std::move(m_queue);
    m_queue.clear();
    for (const qint64 id : waiting)
        setState(id, State::Stale);
    m_task.cancel();
    emit runChanged();
}

void TensorsSession::dispose(const std::vector<tp::TensorId>& tensors) {
    if (m_task.isRunning()) { // the running cell may read them at this moment
        m_toDispose.insert(m_toDispose.end(), tensors.begin(), tensors.end());
        return;
    }
    for (auto record = m_records.begin(); record != m_records.end(); ++record) {
        bool isHit = false;
        for (const tp::Tensors* held : {&record->outcome.outputs, &record->outcome.intermediates}) {
            for (const tp::Tensor& tensor : *held) {
                if (std::find(tensors.begin(), tensors.end(), tensor.id()) == tensors.end())
                    continue;
                tensor.dispose();
                isHit = true;
            }
        }
        if (isHit)
            emit recordChanged(record.key());
    }
}

QString TensorsSession::filePath() const {
    return QDir(m_folder).filePath(QStringLiteral("tensors.json"));
}

void TensorsSession::load() {
    m_cells = sampleNotebook();
    if (m_folder.isEmpty() || !QFile::exists(filePath()))
        return;
    if (const auto cells = readCells(filePath())) {
        m_cells = *cells;
    } else {
        m_trouble = {Trouble::Kind::Unreadable, setAside(filePath())};
    }
}

void TensorsSession::saveSoon() {
    m_isUnsaved = !m_folder.isEmpty();
    if (m_isUnsaved)
        m_saveSoon.start();
}

void TensorsSession::flush() {
    m_saveSoon.stop();
    if (!m_isUnsaved)
        return;
    m_isUnsaved = false;
    QDir().mkpath(m_folder);
    QSaveFile file(filePath());
    const std::string json = notebook::toJson(m_cells);
    const bool isWritten = file.open(QIODevice::WriteOnly) &&
                           file.write(json.data(), static_cast<qint64>(json.size())) ==
                               static_cast<qint64>(json.size()) &&
                           file.commit();
    const Trouble::Kind before = m_trouble.kind;
    m_trouble = {};
    if (!isWritten)
        m_trouble = {Trouble::Kind::Unwritable, filePath(), file.errorString()};
    if (m_trouble.kind != before)
        emit troubleChanged();
}

namespace {

std::optional<notebook::Cells> readCells(const QString& path) {
    QFile file(path);
    if (file.size() > kLargestFile || !file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray json = file.readAll();
    return notebook::readJson({json.constData(), static_cast<std::size_t>(json.size())});
}

/// A file that is no notebook is moved aside, so that nothing of it is lost.
QString setAside(const QString& path) {
    QString aside = path + QStringLiteral(".damaged");
    QFile::remove(aside);
    QFile::rename(path, aside);
    return aside;
}

} // namespace

} // namespace app
