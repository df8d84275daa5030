#pragma once

#include "app/core/setting.h"
#include "app/pages/models/model_jobs.h"
#include "engine/inspect/blueprint.h"
#include "engine/inspect/practice.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace app {

/// The model being built, as JSON.
inline const Setting<QString> kBlueprint{"models/blueprint", QString()};

/// A model being built layer by layer: its rows, what the engine says of each, and its training on
/// small data.
///
/// Knows no widgets. Rows are checked and models trained on threads of their own. Every change is
/// kept in the settings, and may be undone.
class BuilderSession : public QObject {
    Q_OBJECT

public:
    using Blueprint = tp::inspect::Blueprint;
    using Epoch = tp::inspect::PracticeEpoch;

    enum class RowState {
        Waiting, ///< is being checked, or a layer before it was refused
        Accepted,
        Refused,
    };

    /// What one begins with.
    enum class Template { Points, Pictures, Sequences };

    explicit BuilderSession(QObject* parent = nullptr);
    ~BuilderSession() override;

    const Blueprint& blueprint() const { return m_blueprint; }
    int count() const { return static_cast<int>(m_blueprint.rows.size()); }

    RowState state(int row) const;
    /// What is known of an accepted row.
    const tp::inspect::BlueprintCheck::Row& checked(int row) const;
    /// Why a row was refused.
    const std::optional<tp::Error>& refusal() const { return m_refusal; }
    /// The shapes that went into the refused row.
    const std::string& entering() const { return m_check.entering; }
    /// Whether the model's output depends on the row.
    bool isUsed(int row) const { return m_isUsed[static_cast<std::size_t>(row)]; }
    /// Whether all rows were accepted.
    bool isSound() const;

    int selected() const { return m_selected; }
    void select(int row);

    // Changes; each can be undone.

    void startFrom(Template which);
    /// What one sample looks like; sizes below 1 are left as they were.
    void setInputShape(const tp::Shape& shape);
    /// Puts a layer of that kind behind the selected row.
    void addRow(const QString& kind);
    void removeRow(int row);
    void moveRow(int row, int by);
    void setSetting(int row, const std::vector<std::string>& path, const tp::Json& value);
    static constexpr int kNone = tp::inspect::BlueprintRow::kRowBefore;
    /// Has a layer take the output of that row as its input of that number, from 0: -1 for the
    /// model's input, kNone for that of the row before, or, behind the first number, for nothing.
    void setInput(int row, int number, int source);
    void undo();
    void redo();
    bool canUndo() const { return !m_undo.empty(); }
    bool canRedo() const { return !m_redo.empty(); }

    // Training.

    const tp::inspect::PracticeChoice& choice() const { return m_choice; }
    /// With other data, the model takes samples of their shape.
    void setChoice(const tp::inspect::PracticeChoice& choice);
    /// Whether the chosen data's samples have the shape that the model takes.
    bool doDataFit() const;
    void train();
    /// Ends the training; what was learned so far stays.
    void stop();
    bool isTraining() const { return m_training.isRunning(); }
    const std::vector<Epoch>& epochs() const { return m_epochs; }
    /// The share of samples that the trained model gets right; none before, and where labels are no
    /// classes.
    std::optional<double> accuracy() const { return m_accuracy; }
    bool isTrained() const { return m_trained != nullptr; }
    const std::optional<tp::Error>& trouble() const { return m_trouble; }

    /// Gives the model away: the trained one, or a new one.
    void open();

    bool isChecking() const { return m_jobs.isRunning() || m_checks.isRunning(); }

signals:
    /// Rows came, went, moved or have other settings.
    void rowsChanged();
    void selectionChanged();
    /// The engine said something about the rows.
    void checkedChanged();
    /// Training began or ended.
    void trainingChanged();
    void epochDone(const tp::inspect::PracticeEpoch& epoch);
    void troubleChanged();
    /// A training is over, by itself or by a person, or was refused.
    void trainingEnded();
    void opened(const tp::ModelPointer& model, const QString& name);

private:
    void restore();
    void change(Blueprint blueprint, int selected);
    void put(Blueprint blueprint);
    void check();
    void fail(const tp::Error& error);

    Blueprint m_blueprint;
    std::vector<bool> m_isUsed;
    std::vector<Blueprint> m_undo;
    std::vector<Blueprint> m_redo;
    int m_selected = -1;
    tp::inspect::BlueprintCheck m_check;
    std::optional<tp::Error> m_refusal;
    bool m_isChecked = false;
    tp::inspect::PracticeChoice m_choice;
    std::vector<Epoch> m_epochs;
    std::optional<double> m_accuracy;
    tp::ModelPointer m_trained;
    std::optional<tp::Error> m_trouble;
    ModelJobs m_jobs;   // these three last: they are waited for before what they work on goes
    ModelJobs m_checks; // what was asked about older rows is dropped
    Task m_training;
};

} // namespace app
