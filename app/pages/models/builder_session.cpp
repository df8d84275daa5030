#include "app/pages/models/builder_session.h"

#include "engine/inspect/layer_fields.h"
#include "engine/inspect/start_config.h"

#include <algorithm>
#include <cmath>

namespace app {

namespace inspect = tp::inspect;

namespace {

constexpr std::size_t kMostSteps = 100; // to undo

inspect::BlueprintRow newRow(const std::string& kind, const tp::Json::Object& changes = {}) {
    inspect::BlueprintRow row{kind, inspect::startConfig(kind)};
    for (const auto& [name, value] : changes)
        row.config.set(name, value);
    return row;
}

inspect::Blueprint blueprintFor(BuilderSession::Template which) {
    inspect::Blueprint made;
    const auto add = [&](const char* kind, const tp::Json::Object& changes = {}) {
        made.rows.push_back(newRow(kind, changes));
    };
    switch (which) {
    case BuilderSession::Template::Points:
        made.inputShape = inspect::practiceShape("circles");
        add("Dense", {{"units", 8}, {"activation", "tanh"}});
        add("Dense", {{"units", 4}, {"activation", "tanh"}});
        break;
    case BuilderSession::Template::Pictures:
        made.inputShape = inspect::practiceShape("stripes");
        add("Conv2D");
        add("MaxPooling2D");
        add("Flatten");
        break;
    case BuilderSession::Template::Sequences:
        made.inputShape = inspect::practiceShape("waves");
        add("LSTM");
        break;
    }
    add("Dense", {{"units", 1}, {"activation", "tanh"}});
    return made;
}

const char* dataFor(BuilderSession::Template which) {
    switch (which) {
    case BuilderSession::Template::Pictures:
        return "stripes";
    case BuilderSession::Template::Sequences:
        return "waves";
    case BuilderSession::Template::Points:
        break;
    }
    return "circles";
}

/// Follows rows to their new numbers; kNone for one that is gone.
void renumber(inspect::Blueprint& blueprint, const std::function<int(int)>& numberOf) {
    for (inspect::BlueprintRow& row : blueprint.rows) {
        for (int& with : row.with)
            with = with < 0 ? with : numberOf(with);
        std::erase(row.with, BuilderSession::kNone);
        row.from = row.from < 0 ? row.from : numberOf(row.from);
    }
}

} // namespace

BuilderSession::BuilderSession(QObject* parent) : QObject(parent) {
    connect(&m_training, &Task::finished, this, [this] {
        if (m_training.error() && m_training.error()->kind() != tp::Error::Kind::Cancelled)
            fail(*m_training.error());
        emit trainingChanged();
        emit trainingEnded();
    });
    restore();
}

BuilderSession::~BuilderSession() {
    m_jobs.disconnect();
    m_checks.disconnect();
    m_training.disconnect();
}

/// What was built last, or something to begin with.
void BuilderSession::restore() {
    const auto found = std::make_shared<Blueprint>();
    const auto begin = [this] { startFrom(Template::Points); };
    m_jobs.add(
        {tr("Reading the blueprint"),
         [found, text = kBlueprint.get().toStdString()](TaskContext&) {
             if (const auto kept = inspect::blueprintFromText(text))
                 *found = *kept;
         },
         [this, found, begin] {
             if (found->rows.empty())
                 return begin();
             for (const std::string& name : inspect::practiceNames()) {
                 if (inspect::practiceShape(name) == found->inputShape) {
                     m_choice.data = name;
                     break;
                 }
             }
             put(*found);
             select(0);
         },
         [begin](const tp::Error&) { begin(); }});
}

BuilderSession::RowState BuilderSession::state(int row) const {
    if (row < static_cast<int>(m_check.rows.size()))
        return RowState::Accepted;
    const bool isFirst = row == static_cast<int>(m_check.rows.size());
    return m_refusal && m_isChecked && isFirst ? RowState::Refused : RowState::Waiting;
}

const inspect::BlueprintCheck::Row& BuilderSession::checked(int row) const {
    return m_check.rows[static_cast<std::size_t>(row)];
}

bool BuilderSession::isSound() const {
    return m_isChecked && !m_refusal && count() > 0;
}

void BuilderSession::select(int row) {
    const int wanted = std::clamp(row, -1, count() - 1);
    if (wanted == m_selected)
        return;
    m_selected = wanted;
    emit selectionChanged();
}

void BuilderSession::put(Blueprint blueprint) {
    // What was said of rows before the first change still holds.
    std::size_t same = 0;
    const auto& before = m_blueprint.rows;
    while (same < std::min(before.size(), blueprint.rows.size()) &&
           before[same] == blueprint.rows[same])
        ++same;
    if (blueprint.inputShape != m_blueprint.inputShape)
        same = 0;
    m_check.rows.resize(std::min(m_check.rows.size(), same));
    m_check.model.reset();
    m_isChecked = false;
    m_blueprint = std::move(blueprint);
    m_isUsed = inspect::usedRows(m_blueprint);
    m_selected = std::clamp(m_selected, -1, count() - 1);
    kBlueprint.set(QString::fromStdString(inspect::blueprintToJson(m_blueprint).dump()));
    m_trained.reset();
    emit rowsChanged();
    if (m_trouble) { // was of other layers
        m_trouble.reset();
        emit troubleChanged();
    }
    check();
}

void BuilderSession::change(Blueprint blueprint, int selected) {
    if (blueprint == m_blueprint)
        return;
    m_undo.push_back(m_blueprint);
    if (m_undo.size() > kMostSteps)
        m_undo.erase(m_undo.begin());
    m_redo.clear();
    m_selected = selected;
    put(std::move(blueprint));
    emit selectionChanged();
}

void BuilderSession::undo() {
    if (m_undo.empty())
        return;
    m_redo.push_back(m_blueprint);
    Blueprint before = std::move(m_undo.back());
    m_undo.pop_back();
    put(std::move(before));
    emit selectionChanged();
}

void BuilderSession::redo() {
    if (m_redo.empty())
        return;
    m_undo.push_back(m_blueprint);
    Blueprint after = std::move(m_redo.back());
    m_redo.pop_back();
    put(std::move(after));
    emit selectionChanged();
}

void BuilderSession::check() {
    m_isChecked = false;
    const auto result = std::make_shared<inspect::BlueprintCheck>();
    const auto ended = [this, result](std::optional<tp::Error> refusal) {
        m_check = std::move(*result);
        m_refusal = std::move(refusal);
        m_isChecked = true;
        emit checkedChanged();
    };
    m_checks.cancel();
    m_checks.add(
        {tr("Checking the layers"),
         [blueprint = m_blueprint, result](TaskContext&) { inspect::build(blueprint, *result); },
         [ended] { ended(std::nullopt); },
         [ended](const tp::Error& error) { ended(error); }});
}

void BuilderSession::startFrom(Template which) {
    const auto made = std::make_shared<Blueprint>();
    m_jobs.add(
        {tr("Making layers"),
         [made, which](TaskContext&) { *made = blueprintFor(which); },
         [this, made, which] {
             m_choice.data = dataFor(which);
             if (m_blueprint.rows.empty()) {
                 put(*made);
             } else {
                 change(*made, 0);
             }
             select(0);
             emit trainingChanged();
         },
         [this](const tp::Error& error) { fail(error); }});
}

void BuilderSession::addRow(const QString& kind) {
    const auto made = std::make_shared<inspect::BlueprintRow>();
    m_jobs.add(
        {tr("Making a layer"),
         [made, kind = kind.toStdString()](TaskContext&) { *made = newRow(kind); },
         [this, made] {
             const int place = m_selected < 0 ? count() : m_selected + 1;
             Blueprint after = m_blueprint;
             renumber(after, [&](int row) { return row >= place ? row + 1 : row; });
             after.rows.insert(after.rows.begin() + place, *made);
             change(std::move(after), place);
         },
         [this](const tp::Error& error) { fail(error); }});
}

void BuilderSession::removeRow(int row) {
    if (row < 0 || row >= count())
        return;
    Blueprint after = m_blueprint;
    after.rows.erase(after.rows.begin() + row);
    renumber(
        after, [&](int other) { return other == row ? kNone : (other > row ? other - 1 : other); });
    change(std::move(after), std::min(row, count() - 2));
}

void BuilderSession::moveRow(int row, int by) {
    const int to = row + by;
    if (row < 0 || row >= count() || to < 0 || to >= count())
        return;
    Blueprint after = m_blueprint;
    std::swap(after.rows[static_cast<std::size_t>(row)], after.rows[static_cast<std::size_t>(to)]);
    renumber(after, [&](int other) { return other == row ? to : (other == to ? row : other); });
    change(std::move(after), to);
}

void BuilderSession::setSetting(
    int row, const std::vector<std::string>& path, const tp::Json& value) {
    if (row < 0 || row >= count())
        return;
    Blueprint after = m_blueprint;
    auto& config = after.rows[static_cast<std::size_t>(row)].config;
    config = inspect::withSetting(config, path, value);
    change(std::move(after), m_selected);
}

void BuilderSession::setInput(int row, int number, int source) {
    if (row < 0 || row >= count())
        return;
    Blueprint after = m_blueprint;
    inspect::BlueprintRow& changed = after.rows[static_cast<std::size_t>(row)];
    const auto place = static_cast<std::size_t>(number) - 1;
    if (number == 0) {
        changed.from = source;
    } else if (place < changed.with.size()) {
        changed.with[place] = source;
    } else {
        changed.with.push_back(source);
    }
    std::erase(changed.with, kNone);
    change(std::move(after), m_selected);
}

void BuilderSession::setInputShape(const tp::Shape& shape) {
    if (std::any_of(shape.begin(), shape.end(), [](std::int64_t size) { return size < 1; }))
        return;
    Blueprint after = m_blueprint;
    after.inputShape = shape;
    change(std::move(after), m_selected);
}

void BuilderSession::setChoice(const inspect::PracticeChoice& choice) {
    const bool areOthers = choice.data != m_choice.data;
    m_choice = choice;
    if (areOthers)
        setInputShape(inspect::practiceShape(choice.data));
}

bool BuilderSession::doDataFit() const {
    return inspect::practiceShape(m_choice.data) == m_blueprint.inputShape;
}

void BuilderSession::train() {
    if (m_training.isRunning() || count() == 0)
        return;
    m_epochs.clear();
    m_accuracy.reset();
    m_trained.reset();
    m_trouble.reset();
    emit troubleChanged();
    m_training.start(
        tr("Training"), [this, blueprint = m_blueprint, choice = m_choice](TaskContext& task) {
            inspect::BlueprintCheck built;
            inspect::build(blueprint, built);
            const auto onEpoch = [&](const Epoch& epoch) {
                task.report(
                    static_cast<double>(epoch.epoch) / choice.epochs,
                    tr("Epoch %1 of %2").arg(epoch.epoch).arg(choice.epochs));
                QMetaObject::invokeMethod(
                    this,
                    [this, epoch] {
                        m_epochs.push_back(epoch);
                        emit epochDone(epoch);
                    },
                    Qt::QueuedConnection);
            };
            const double right =
                inspect::practise(built.model, choice, onEpoch, [&] { return task.isCancelled(); });
            const tp::ModelPointer model = built.model;
            QMetaObject::invokeMethod(
                this,
                [this, model, right, blueprint] {
                    if (blueprint != m_blueprint)
                        return; // other layers by now
                    m_trained = model;
                    if (right >= 0)
                        m_accuracy = right;
                },
                Qt::QueuedConnection);
        });
    emit trainingChanged();
}

void BuilderSession::stop() {
    m_training.cancel();
}

void BuilderSession::open() {
    const QString name = tr("My model");
    if (m_trained)
        return emit opened(m_trained, name);
    if (m_check.model)
        emit opened(m_check.model, name);
    check(); // a model that was given away is not ours any more
}

void BuilderSession::fail(const tp::Error& error) {
    m_trouble = error;
    emit troubleChanged();
}

} // namespace app
