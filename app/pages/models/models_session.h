#pragma once

#include "app/pages/models/model_jobs.h"
#include "app/pages/models/run_session.h"
#include "engine/inspect/layer_view.h"
#include "engine/inspect/model_places.h"
#include "engine/inspect/ready_made.h"

#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace app {

/// The model that is open, of layers or a graph: where it came from, what there is to see of it,
/// which of its layers is selected, and how it is saved.
///
/// Knows no widgets. All that touches the model happens on a thread of its own, one thing after the
/// other; here are only copies of what came of it.
class ModelsSession : public QObject {
    Q_OBJECT

public:
    using View = std::shared_ptr<const tp::inspect::ModelView>;
    using Details = std::shared_ptr<const tp::inspect::LayerView>;

    /// Something that went wrong, or well, to be said in the current language.
    struct Report {
        enum class Kind { Refused, NotSaved, Saved, Exported };
        Kind kind = Kind::Refused;
        QString what = {}; ///< the file, or where it was saved to
        std::optional<tp::Error> error = {};
        qint64 bytes = 0;                    ///< of what was saved
        tp::inspect::Exported exported = {}; ///< of Exported: the file, or why there is none
        tp::inspect::FileKind fileKind = {}; ///< of Exported
    };

    explicit ModelsSession(QObject* parent = nullptr);
    ~ModelsSession() override;

    /// Opens what an address means: a file or folder of this computer, or a store
    /// ("indexeddb://my-model").
    void open(const QString& address);
    /// Opens several files that belong together: a model.json and its weights.
    void openFiles(const QStringList& paths);
    void openReadyMade(tp::inspect::ReadyMade which);
    /// Shows a model that was made here; nobody else may work with it any more.
    void openModel(const tp::ModelPointer& model, const QString& name);

    /// What is open; null before the first model.
    const View& view() const { return m_view; }
    /// What it is called: the file's or folder's name, without what is around it.
    const QString& name() const { return m_name; }
    const QString& address() const { return m_address; }
    /// Whether it is a graph model, which is frozen: it can be run, but not trained or saved.
    bool isGraph() const { return m_view && m_view->isGraph; }
    /// The ops of a graph model that we lack, so that it cannot be run.
    QStringList unsupported() const;
    /// Where a graph model is run.
    RunSession* runs() const { return m_runs; }
    /// How many numbers of each row's weights are NaN or infinite.
    const std::vector<std::int64_t>& notFinite() const { return m_notFinite; }

    /// Freezes or thaws a layer.
    void setTrainable(int row, bool isTrainable);

    /// Selects a layer, whose details are then looked up. -1: none.
    void select(int row);
    int selected() const { return m_selected; }
    /// The row of that path; -1 if there is none.
    int rowOf(const QString& path) const;
    /// The details of the selected layer; null until they are there.
    const Details& details() const { return m_details; }

    /// Saves the model at such an address: a folder, "indexeddb://name", "downloads://name".
    void save(const QString& address);
    /// Writes the model as a file for others, reads it again and compares both.
    void exportTo(const QString& path, tp::inspect::FileKind kind);
    bool isSaving() const { return m_isSaving; }

    /// What happened last, if it is worth saying.
    const std::optional<Report>& report() const { return m_report; }
    void dismissReport();

    bool isRunning() const { return m_jobs.isRunning() || m_runs->isRunning(); }
    void cancel() { m_jobs.cancel(); }

signals:
    /// Another model is open.
    void opened();
    /// The rows of the open model changed: something was frozen, or shapes became known.
    void viewChanged();
    void selectionChanged();
    void detailsChanged();
    void reportChanged();
    void runChanged();

private:
    using Load = std::function<tp::inspect::OpenedModel(TaskContext&)>;
    struct Opened {
        tp::inspect::OpenedModel model;
        RunSession::Rows rows; ///< of a graph model
        QStringList labels;
        View view;
        std::vector<std::int64_t> notFinite;
    };

    void show(const Opened& opened);
    void load(const QString& name, const QString& address, Load load);
    void lookAtSelected();
    void startSaving(ModelJobs::Job job);
    void say(Report report);

    tp::ModelPointer m_model; ///< only handed to jobs, never used here; null for graphs
    RunSession::Rows m_rows;  ///< null for layers
    RunSession* m_runs;
    View m_view;
    std::vector<std::int64_t> m_notFinite;
    QString m_name;
    QString m_address;
    int m_selected = -1;
    Details m_details;
    bool m_isSaving = false;
    bool m_isLooking = false;
    bool m_isLookDue = false; ///< another layer was selected meanwhile
    std::optional<Report> m_report;
    ModelJobs m_jobs; // last: it is waited for before what it works on goes
};

} // namespace app
