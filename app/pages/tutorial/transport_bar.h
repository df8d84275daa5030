#pragma once

#include "app/pages/tutorial/tutorial_controller.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSlider;
class QToolButton;

namespace app {

/// The buttons under the stage: run, and, for a training, pause, one batch, stop, speed and
/// learning rate, with a line that says how far it is.
class TransportBar : public QWidget {
    Q_OBJECT

public:
    explicit TransportBar(TutorialController* controller, QWidget* parent = nullptr);

    /// For narrow windows: fewer words, the rest in tool tips.
    void setCompact(bool isCompact);

signals:
    /// The person wants to run, but has not made a guess yet.
    void predictionMissing();

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void layOut();
    void retranslate();
    void update();
    void updateProgress();
    void showRate();
    void runOrAsk();
    void togglePause();
    double sliderRate() const;

    TutorialController* m_controller;
    QPushButton* m_runButton;
    QPushButton* m_stopButton;
    QToolButton* m_pauseButton;
    QToolButton* m_stepBatchButton;
    QToolButton* m_resetStepButton;
    QComboBox* m_paceBox;
    QWidget* m_training;
    QLabel* m_rateCaption;
    QSlider* m_rateSlider;
    QLabel* m_rateValue;
    QProgressBar* m_progress;
    QLabel* m_progressText;
    bool m_isCompact = false;
};

} // namespace app
