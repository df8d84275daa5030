#pragma once

#include <QList>
#include <QObject>
#include <QString>

namespace app {

/// How a step of a tutorial stands.
enum class StepStanding { Open, Done, Skipped };

/// One step, as a card lists it.
struct StepSummary {
    QString id;
    QString title;
    StepStanding state = StepStanding::Open;
};

/// What a card shows of one tutorial, texts in the current language.
struct TutorialSummary {
    QString id; ///< its number: "02"
    QString title;
    QString blurb;
    int minutes = 0;
    QString level;
    QString track; ///< "training", "tensors" …: groups the cards
    QString needs; ///< "none", "camera", "microphone"
    QList<StepSummary> steps;
    QString currentStep; ///< where to continue; empty before the first visit

    int doneSteps() const;
    bool isStarted() const { return !currentStep.isEmpty() || doneSteps() > 0; }
    bool isComplete() const { return !steps.isEmpty() && doneSteps() == steps.size(); }

    /// The link that opens the tutorial where the learner left it: `tutorial/02/train`.
    QString link() const;

    /// The link of one of its steps.
    QString link(const StepSummary& step) const;
};

/// All tutorials, and how far the learner is in each.
class TutorialShelf : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// As of now, by number.
    virtual QList<TutorialSummary> tutorials() const = 0;

    /// Forgets what the learner did in one tutorial.
    virtual void reset(const QString& id) = 0;

signals:
    void changed();
};

} // namespace app
