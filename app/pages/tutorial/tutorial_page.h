#pragma once

#include "app/page/page.h"
#include "tutorials/player/progress.h"

class QSplitter;

namespace app {

class Banner;
class ChangesView;
class GuidePane;
class StageView;
class StepList;
class TransportBar;
class TutorialController;
class WorkPanel;

/// One tutorial: its steps on the left, the stage in the middle with parameters and code below, the
/// guide on the right.
///
/// F5 runs the step, Shift+F5 stops, Alt with an arrow goes to the previous or next step, Space
/// pauses while the stage has the keyboard.
class TutorialPage : public Page {
    Q_OBJECT

public:
    /// `tutorialId` is a tutorial's number: "02". Throws InvalidArgument if there is none. Progress
    /// is that of the current profile.
    explicit TutorialPage(const QString& tutorialId, QWidget* parent = nullptr);
    ~TutorialPage() override;

    QString title() const override;
    QString subtitle() const override;
    void openAt(const QString& place) override;
    QString place() const override;
    bool isSettled() const override;

    TutorialController* controller() const { return m_controller; }
    /// Draws everything that is still pending, for pictures.
    void flush();

protected:
    void retranslate() override;
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void connectParts();
    void showStep();
    void showStepState(int index);
    void arrange();
    void finishRun(int index);
    void runOrAsk();
    static bool isStepKey(const QKeyEvent& key);
    void togglePause();

    tp::Progress m_progress;
    TutorialController* m_controller;
    Banner* m_notice;
    QSplitter* m_columns;
    QSplitter* m_rows;
    StepList* m_steps;
    QWidget* m_centre;
    StageView* m_stage;
    TransportBar* m_transport;
    ChangesView* m_changes;
    WorkPanel* m_work;
    GuidePane* m_guide;
    bool m_isCompact = false;
    bool m_isArranged = false;
};

} // namespace app
