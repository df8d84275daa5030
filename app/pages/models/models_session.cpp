#include "app/pages/models/models_session.h"

#include "app/pages/models/model_words.h"
#include "app/pages/models/picture_reader.h"

#include <QFileInfo>

#include <algorithm>

namespace app {

namespace inspect = tp::inspect;

namespace {

/// "my-model" of "models/my-model/model.json" and of "indexeddb://my-model".
QString nameOf(const QString& address) {
    const auto scheme = address.indexOf(QLatin1String("://"));
    if (scheme >= 0)
        return address.mid(scheme + 3);
    const QFileInfo info(address);
    const bool isUsual = info.fileName() == QLatin1String("model.json");
    return isUsual ? QFileInfo(info.absolutePath()).fileName() : info.completeBaseName();
}

/// Which of several files is the model, as far as their names tell.
QString modelAmong(const QStringList& paths) {
    for (const char* ending : {".h5", ".hdf5", ".json"}) {
        for (const QString& path : paths) {
            if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
                return path;
        }
    }
    return paths.value(0);
}

std::function<bool()> stopOf(const TaskContext& task) {
    return [&task] { return task.isCancelled(); };
}

} // namespace

ModelsSession::ModelsSession(QObject* parent) : QObject(parent), m_runs(new RunSession(this)) {
    connect(&m_jobs, &ModelJobs::changed, this, [this] {
        if (m_isLookDue && !m_jobs.isRunning()) // another model was to be opened, but was not
            lookAtSelected();
        emit runChanged();
    });
    connect(m_runs, &RunSession::runningChanged, this, &ModelsSession::runChanged);
    connect(m_runs, &RunSession::shapesFound, this, [this](const View& view) {
        m_view = view;
        emit viewChanged();
    });
}

ModelsSession::~ModelsSession() {
    m_jobs.disconnect();
}

void ModelsSession::load(const QString& name, const QString& address, Load load) {
    dismissReport();
    m_jobs.cancel();
    m_isLookDue = m_isLookDue || m_isLooking;
    m_isLooking = false;
    const auto result = std::make_shared<Opened>();
    ModelJobs::Job job;
    job.title = tr("Opening %1").arg(name);
    job.work = [result, name, address, load = std::move(load)](TaskContext& task) {
        result->model = load(task);
        task.checkCancelled();
        if (result->model.graph) {
            const auto rows = std::make_shared<inspect::GraphRows>(
                inspect::rowsOf(result->model.graph, name.toStdString()));
            result->labels = labelsBeside(address);
            result->notFinite = inspect::notFiniteCounts(*rows, stopOf(task));
            result->view = rows->view;
            result->rows = rows;
            return;
        }
        const tp::Model& layers = *result->model.layers;
        const auto view = std::make_shared<inspect::ModelView>(inspect::viewOf(layers));
        result->notFinite = inspect::notFiniteCounts(layers, *view, stopOf(task));
        result->view = view;
    };
    job.done = [this, result, name, address] {
        m_name = name;
        m_address = address;
        show(*result);
    };
    job.failed = [this, address, name](const tp::Error& error) {
        say({Report::Kind::Refused, address.isEmpty() ? name : address, error});
    };
    m_jobs.add(std::move(job));
}

void ModelsSession::show(const Opened& opened) {
    m_model = opened.model.layers;
    m_rows = opened.rows;
    m_view = opened.view;
    m_notFinite = opened.notFinite;
    m_selected = -1;
    m_isLookDue = false;
    m_details.reset();
    m_runs->setModel(m_rows, opened.model.seconds, opened.labels);
    emit this->opened();
}

QStringList ModelsSession::unsupported() const {
    QStringList ops;
    if (m_rows) {
        for (const std::string& op : m_rows->graph->unsupported())
            ops.append(asText(op));
    }
    return ops;
}

void ModelsSession::open(const QString& address) {
    load(nameOf(address), address, [where = address.toStdString()](TaskContext& task) {
        return inspect::openModel(where, [&task](double fraction) { task.report(fraction); });
    });
}

void ModelsSession::openFiles(const QStringList& paths) {
    if (paths.size() == 1)
        return open(paths.first());
    std::vector<std::string> files;
    for (const QString& path : paths)
        files.push_back(path.toStdString());
    const QString model = modelAmong(paths);
    const QString folder = QFileInfo(model).absolutePath();
    const bool areTogether = std::all_of(paths.begin(), paths.end(), [&](const QString& path) {
        return QFileInfo(path).absolutePath() == folder;
    });
    // Files of several folders cannot be found again by the model's alone.
    load(nameOf(model), areTogether ? model : QString(), [files](TaskContext&) {
        return inspect::openModelFiles(files);
    });
}

void ModelsSession::openReadyMade(inspect::ReadyMade which) {
    const QStringList names{
        QStringLiteral("cars"),
        QStringLiteral("digits"),
        QStringLiteral("words"),
        QStringLiteral("branched")};
    load(names[static_cast<int>(which)], {}, [which](TaskContext&) {
        return inspect::OpenedModel{inspect::readyMade(which), nullptr, 0};
    });
}

void ModelsSession::openModel(const tp::ModelPointer& model, const QString& name) {
    load(name, {}, [model](TaskContext&) { return inspect::OpenedModel{model, nullptr, 0}; });
}

void ModelsSession::setTrainable(int row, bool isTrainable) {
    if (!m_model || row < 0 || row >= static_cast<int>(m_view->rows.size()))
        return;
    const std::string path = m_view->rows[static_cast<std::size_t>(row)].path;
    const auto result = std::make_shared<View>();
    ModelJobs::Job job;
    job.title = isTrainable ? tr("Thawing a layer") : tr("Freezing a layer");
    job.work = [model = m_model, path, isTrainable, result](TaskContext&) {
        inspect::setTrainable(*model, path, isTrainable);
        *result = std::make_shared<inspect::ModelView>(inspect::viewOf(*model));
    };
    job.done = [this, result] {
        m_view = *result;
        emit viewChanged();
        lookAtSelected();
    };
    m_jobs.add(std::move(job));
}

void ModelsSession::select(int row) {
    if (!m_view || row >= static_cast<int>(m_view->rows.size()) || row == m_selected)
        return;
    m_selected = row;
    m_details.reset();
    emit selectionChanged();
    m_runs->lookAt(row);
    lookAtSelected();
}

int ModelsSession::rowOf(const QString& path) const {
    const std::string wanted = path.toStdString();
    for (std::size_t i = 0; m_view && i < m_view->rows.size(); ++i) {
        if (m_view->rows[i].path == wanted)
            return static_cast<int>(i);
    }
    return -1;
}

void ModelsSession::lookAtSelected() {
    // Who runs through a table with the arrow keys wants to see where he stops.
    m_isLookDue = m_isLooking;
    if (m_isLooking)
        return;
    if (m_selected < 0)
        return emit detailsChanged();
    m_isLooking = true;
    const std::string path = m_view->rows[static_cast<std::size_t>(m_selected)].path;
    const auto result = std::make_shared<inspect::LayerView>();
    ModelJobs::Job job;
    job.title = tr("Looking at %1").arg(QString::fromStdString(path));
    job.work = [model = m_model, rows = m_rows, row = m_selected, path, result](TaskContext& task) {
        *result = rows ? inspect::nodeViewOf(*rows, static_cast<std::size_t>(row), stopOf(task))
                       : inspect::layerViewOf(*model, path, stopOf(task));
    };
    job.done = [this, path, result] {
        m_isLooking = false;
        if (m_isLookDue)
            return lookAtSelected();
        const bool isStill = m_view && m_selected >= 0 &&
                             m_selected < static_cast<int>(m_view->rows.size()) &&
                             m_view->rows[static_cast<std::size_t>(m_selected)].path == path;
        if (!isStill)
            return;
        m_details = result;
        emit detailsChanged();
    };
    job.failed = [this](const tp::Error& error) {
        m_isLooking = false;
        say({Report::Kind::Refused, m_name, error});
    };
    m_jobs.add(std::move(job));
}

void ModelsSession::save(const QString& address) {
    if (!m_model)
        return;
    const auto result = std::make_shared<std::int64_t>(0);
    ModelJobs::Job job;
    job.title = tr("Saving %1").arg(m_name);
    job.work = [model = m_model, where = address.toStdString(), result](TaskContext&) {
        *result = inspect::saveModel(*model, where);
    };
    job.done = [this, address, result] { say({Report::Kind::Saved, address, {}, *result}); };
    job.failed = [this, address](const tp::Error& error) {
        say({Report::Kind::NotSaved, address, error});
    };
    startSaving(std::move(job));
}

void ModelsSession::exportTo(const QString& path, inspect::FileKind kind) {
    if (!m_model)
        return;
    const auto result = std::make_shared<inspect::Exported>();
    ModelJobs::Job job;
    job.title = tr("Saving %1").arg(m_name);
    job.work = [model = m_model, where = path.toStdString(), kind, result](TaskContext&) {
        *result = inspect::exportFile(*model, where, kind);
    };
    job.done = [this, path, kind, result] {
        say({Report::Kind::Exported, path, {}, 0, *result, kind});
    };
    job.failed = [this, path](const tp::Error& error) {
        say({Report::Kind::NotSaved, path, error});
    };
    startSaving(std::move(job));
}

void ModelsSession::startSaving(ModelJobs::Job job) {
    dismissReport();
    m_isSaving = true;
    const auto ended = [this](const auto& then) {
        m_isSaving = false;
        then();
    };
    job.isKept = true;
    job.done = [ended, then = std::move(job.done)] { ended(then); };
    job.failed = [ended, then = std::move(job.failed)](const tp::Error& error) {
        ended([&] { then(error); });
    };
    m_jobs.add(std::move(job));
}

void ModelsSession::say(Report report) {
    m_report = std::move(report);
    emit reportChanged();
}

void ModelsSession::dismissReport() {
    if (!m_report)
        return;
    m_report.reset();
    emit reportChanged();
}

} // namespace app
