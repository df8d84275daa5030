#pragma once

#include "app/pages/models/model_jobs.h"
#include "engine/inspect/graph_rows.h"
#include "engine/inspect/graph_run.h"

#include <QImage>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>

namespace app {

/// A graph model that is run: on what, what came out, how long it took, and what any node of it
/// gave.
///
/// Knows no widgets. Everything runs on a thread of its own, beside the one that looks at
/// constants: a graph model never changes.
class RunSession : public QObject {
    Q_OBJECT

public:
    using Rows = std::shared_ptr<const tp::inspect::GraphRows>;
    using View = std::shared_ptr<const tp::inspect::ModelView>;

    /// What came of a run.
    struct Done {
        QString picture; ///< the file; empty: random numbers
        QImage seen;     ///< the picture as the model saw it
        tp::NamedTensors inputs;
        tp::inspect::GraphRun run;
    };

    /// What a node gave in the last run.
    struct Value {
        int row = -1;
        std::shared_ptr<const tp::inspect::WeightView> view; ///< null: see error
        std::optional<tp::Error> error = {};
    };

    explicit RunSession(QObject* parent = nullptr);
    ~RunSession() override;

    /// Takes another model, or none; a model that can be run is then run once, to learn shapes.
    void setModel(const Rows& rows, double loadSeconds, const QStringList& labels);

    bool hasModel() const { return m_rows != nullptr; }
    bool canRun() const { return m_rows && m_rows->graph->model() != nullptr; }
    const Rows& rows() const { return m_rows; }
    double loadSeconds() const { return m_loadSeconds; }
    /// Names of classes; they count for outputs of as many numbers.
    const QStringList& labels() const { return m_labels; }

    /// How the model takes pictures; nothing if it takes none.
    const std::optional<tp::inspect::PictureInput>& pictureInput() const { return m_pictureInput; }

    tp::inspect::PixelRange range() const { return m_range; }
    /// Takes another range; what was run on a picture is run again.
    void setRange(tp::inspect::PixelRange range);

    void runPicture(const QString& path);
    void runRandom();
    /// On the same once more; on random numbers at first.
    void runAgain();

    /// The last run that went well; null before.
    const std::shared_ptr<const Done>& done() const { return m_done; }
    /// Why the last one did not.
    const std::optional<tp::Error>& error() const { return m_error; }
    bool isRunningModel() const { return m_running > 0; }

    /// The row whose value is wanted after each run; -1: none.
    void lookAt(int row);
    const Value& value() const { return m_value; }

    bool isRunning() const { return m_jobs.isRunning(); }

signals:
    void changed();
    void valueChanged();
    /// The shapes of what nodes give are known.
    void shapesFound(const app::RunSession::View& view);
    void runningChanged();

private:
    void learnShapes(const tp::NamedTensors& inputs);
    void start(const QString& picture);
    void finish(const std::shared_ptr<const Done>& done);
    void lookAtValue();

    Rows m_rows;
    double m_loadSeconds = 0;
    QStringList m_labels;
    std::optional<tp::inspect::PictureInput> m_pictureInput;
    tp::inspect::PixelRange m_range = tp::inspect::PixelRange::Unit;
    std::shared_ptr<const Done> m_done;
    std::optional<tp::Error> m_error;
    QString m_picture; ///< what was asked for last
    int m_running = 0; ///< runs asked for
    int m_row = -1;
    Value m_value;
    bool m_isLooking = false;
    ModelJobs m_jobs; // last: it is waited for before what it works on goes
};

} // namespace app
