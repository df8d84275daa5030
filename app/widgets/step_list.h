#pragma once

#include <QListWidget>

namespace app {

/// How far a step is.
enum class StepState { Open, Current, Done, Assisted, Skipped };

/// The steps of a tutorial with the state of each: ✓ done, ● where one is, ○ still to come, ↷
/// skipped. Arrow keys choose, Enter or a click goes there.
class StepList : public QListWidget {
    Q_OBJECT

public:
    explicit StepList(QWidget* parent = nullptr);

    /// The titles in order; the states of before stay if there are as many.
    void setSteps(const QStringList& titles);
    void setState(int step, StepState state);
    StepState state(int step) const;
    /// Marks where the learner is. The state of the step itself (done, skipped) stays what it is.
    void setCurrentStep(int step);
    int currentStep() const { return m_current; }

    QSize sizeHint() const override;

signals:
    void stepChosen(int step);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateTexts();

    int m_current = -1;
};

} // namespace app
