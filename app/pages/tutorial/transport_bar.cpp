#include "app/pages/tutorial/transport_bar.h"

#include "app/core/job_list.h"
#include "app/pages/tutorial/tutorial_words.h"
#include "app/theme/icon.h"
#include "app/theme/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace app {

namespace {

constexpr int kRatePositions = 400;
constexpr double kLeastRate = 1e-4;
constexpr double kMostRate = 1;

QToolButton* toolButton(QWidget* parent, const char* name, const char* iconName) {
    auto* button = new QToolButton(parent);
    button->setObjectName(QString::fromLatin1(name));
    button->setIcon(icon(QString::fromLatin1(iconName)));
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

int positionOf(double rate) {
    const double part = std::log(rate / kLeastRate) / std::log(kMostRate / kLeastRate);
    return static_cast<int>(std::lround(part * kRatePositions));
}

} // namespace

TransportBar::TransportBar(TutorialController* controller, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller) {
    setObjectName(QStringLiteral("transportBar"));
    build();
    connect(controller, &TutorialController::runChanged, this, &TransportBar::update);
    connect(controller, &TutorialController::currentChanged, this, &TransportBar::update);
    connect(controller, &TutorialController::valuesChanged, this, &TransportBar::update);
    connect(controller, &TutorialController::stageChanged, this, &TransportBar::updateProgress);
    retranslate();
}

void TransportBar::build() {
    m_runButton = new QPushButton(this);
    m_runButton->setObjectName(QStringLiteral("runButton"));
    m_runButton->setProperty("kind", "primary");
    m_runButton->setIcon(icon(QStringLiteral("play"), IconTone::OnAccent));
    m_stopButton = new QPushButton(this);
    m_stopButton->setObjectName(QStringLiteral("stopButton"));
    m_stopButton->setIcon(icon(QStringLiteral("stop")));
    m_pauseButton = toolButton(this, "pauseButton", "pause");
    m_stepBatchButton = toolButton(this, "stepBatchButton", "step");
    m_resetStepButton = toolButton(this, "resetStepButton", "reset");

    m_paceBox = new QComboBox(this);
    m_paceBox->setObjectName(QStringLiteral("paceBox"));
    m_paceBox->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_paceBox->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_paceBox->addItems({QString(), QString(), QString()});
    m_paceBox->setCurrentIndex(static_cast<int>(m_controller->pace()));
    m_training = new QWidget(this);
    m_training->setObjectName(QStringLiteral("training"));
    m_rateCaption = new QLabel(m_training);
    m_rateCaption->setProperty("type", "caption");
    m_rateCaption->setProperty("tone", "muted");
    m_rateSlider = new QSlider(Qt::Horizontal, m_training);
    m_rateSlider->setObjectName(QStringLiteral("rateSlider"));
    m_rateSlider->setRange(0, kRatePositions);
    m_rateSlider->setPageStep(kRatePositions / 8);
    m_rateSlider->setFixedWidth(scaled(120));
    m_rateCaption->setBuddy(m_rateSlider);
    m_rateValue = new QLabel(m_training);
    m_rateValue->setObjectName(QStringLiteral("rateValue"));
    m_rateValue->setProperty("type", "mono");
    m_rateValue->setMinimumWidth(scaled(52));

    m_progress = new QProgressBar(this);
    m_progress->setObjectName(QStringLiteral("progress"));
    m_progress->setRange(0, 1000);
    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(scaled(4));
    m_progressText = new QLabel(this);
    m_progressText->setObjectName(QStringLiteral("progressText"));
    m_progressText->setProperty("type", "caption");
    m_progressText->setProperty("tone", "muted");
    m_progressText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layOut();
    connect(m_runButton, &QPushButton::clicked, this, &TransportBar::runOrAsk);
    connect(m_stopButton, &QPushButton::clicked, m_controller, &TutorialController::stop);
    connect(m_pauseButton, &QToolButton::clicked, this, &TransportBar::togglePause);
    connect(m_stepBatchButton, &QToolButton::clicked, m_controller, &TutorialController::stepBatch);
    connect(m_resetStepButton, &QToolButton::clicked, m_controller, &TutorialController::resetStep);
    connect(m_paceBox, &QComboBox::activated, this, [this](int index) {
        m_controller->setPace(static_cast<TutorialController::Pace>(index));
    });
    connect(m_rateSlider, &QSlider::valueChanged, this, [this] {
        showRate();
        if (m_controller->running() == m_controller->current())
            m_controller->setLearningRate(sliderRate());
    });
}

void TransportBar::layOut() {
    auto* row = new QHBoxLayout;
    row->setSpacing(Spacing::kSmall);
    row->addWidget(m_runButton);
    row->addWidget(m_pauseButton);
    row->addWidget(m_stepBatchButton);
    row->addWidget(m_stopButton);
    row->addStretch();
    row->addWidget(m_paceBox);
    row->addWidget(m_resetStepButton);
    auto* rateRow = new QHBoxLayout(m_training);
    rateRow->setContentsMargins(0, 0, 0, 0);
    rateRow->setSpacing(Spacing::kSmall);
    rateRow->addWidget(m_rateCaption);
    rateRow->addWidget(m_rateSlider);
    rateRow->addWidget(m_rateValue);
    auto* state = new QHBoxLayout;
    state->setSpacing(Spacing::kSmall);
    state->addWidget(m_progressText, 1);
    state->addWidget(m_training);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Spacing::kTiny, 0, Spacing::kTiny);
    column->setSpacing(Spacing::kTiny);
    column->addLayout(row);
    column->addWidget(m_progress);
    column->addLayout(state);
}

void TransportBar::setCompact(bool isCompact) {
    m_isCompact = isCompact;
    m_rateCaption->setVisible(!isCompact);
    retranslate();
}

double TransportBar::sliderRate() const {
    const double rate =
        kLeastRate *
        std::pow(
            kMostRate / kLeastRate, static_cast<double>(m_rateSlider->value()) / kRatePositions);
    // Two digits are all that a slider can mean.
    return QString::number(rate, 'g', 2).toDouble();
}

void TransportBar::showRate() {
    const QString text = QString::number(sliderRate(), 'g', 2);
    m_rateValue->setText(text);
    m_rateSlider->setAccessibleDescription(text);
}

void TransportBar::runOrAsk() {
    if (m_controller->needsPrediction()) {
        emit predictionMissing();
    } else {
        m_controller->run();
    }
}

void TransportBar::togglePause() {
    if (m_controller->isPaused()) {
        m_controller->resume();
    } else {
        m_controller->pause();
    }
}

void TransportBar::update() {
    const auto& step = m_controller->step();
    const bool runsHere = m_controller->running() == m_controller->current();
    const bool isPaused = runsHere && m_controller->isPaused();
    m_runButton->setEnabled(step.run && !m_controller->isRunning());
    m_runButton->setToolTip(
        m_controller->isRunning() && !runsHere ? tr("Another step is running")
                                               : tr("Run this step (F5)"));
    m_runButton->setText(m_controller->record().ranWith ? tr("Run again") : tr("Run this step"));
    m_pauseButton->setVisible(step.trains);
    m_stepBatchButton->setVisible(step.trains);
    m_stopButton->setVisible(step.trains);
    m_pauseButton->setEnabled(runsHere);
    m_stepBatchButton->setEnabled(runsHere);
    m_stopButton->setEnabled(runsHere);
    m_pauseButton->setIcon(icon(isPaused ? QStringLiteral("play") : QStringLiteral("pause")));
    m_pauseButton->setToolTip(isPaused ? tr("Go on (Space)") : tr("Pause (Space)"));
    m_pauseButton->setAccessibleName(isPaused ? tr("Go on") : tr("Pause"));
    m_resetStepButton->setEnabled(!runsHere);
    m_progress->setVisible(step.trains);
    m_progressText->setVisible(step.trains);

    // A step with a rate of its own has it in the form, where it stays live.
    m_training->setVisible(step.trains && step.parameter("learningRate") == nullptr);
    m_paceBox->setVisible(step.trains);
    m_rateSlider->setEnabled(runsHere);
    if (const auto rate = m_controller->initialLearningRate(); rate && !runsHere) {
        const QSignalBlocker quiet(m_rateSlider);
        m_rateSlider->setValue(positionOf(*rate));
        showRate();
    }
    updateProgress();
}

void TransportBar::updateProgress() {
    const auto& progress = m_controller->record().stage.progress;
    const bool runsHere = m_controller->running() == m_controller->current();
    if (!progress) {
        m_progress->setValue(0);
        m_progressText->setText(runsHere ? tr("Preparing…") : tr("Not started"));
        return;
    }
    m_progress->setValue(static_cast<int>(std::lround(progress->fraction() * 1000)));
    QString text = tr("Epoch %1 of %2 · batch %3 of %4")
                       .arg(progress->epoch)
                       .arg(progress->epochs)
                       .arg(progress->batch)
                       .arg(progress->batches);
    if (progress->examplesPerSecond > 0 && !m_isCompact) {
        text += tr(" · %1 examples per second")
                    .arg(QLocale().toString(progress->examplesPerSecond, 'f', 0));
    }
    if (runsHere && m_controller->isPaused()) {
        text += tr(" · paused");
    } else if (runsHere && std::isfinite(progress->secondsLeft)) {
        text += tr(" · %1 left").arg(clockText(progress->secondsLeft));
    }
    m_progressText->setText(text);
}

void TransportBar::retranslate() {
    setAccessibleName(tr("Run"));
    m_runButton->setAccessibleName(tr("Run this step"));
    m_stopButton->setText(m_isCompact ? QString() : tr("Stop and keep"));
    m_stopButton->setAccessibleName(tr("Stop and keep"));
    m_stopButton->setToolTip(tr("Ends the training; what was learned is kept (Shift+F5)"));
    m_stepBatchButton->setToolTip(tr("One more batch"));
    m_stepBatchButton->setAccessibleName(tr("One more batch"));
    m_resetStepButton->setToolTip(tr("Reset this step"));
    m_resetStepButton->setAccessibleName(tr("Reset this step"));
    m_paceBox->setItemText(0, tr("Slow motion"));
    m_paceBox->setItemText(1, tr("To watch"));
    m_paceBox->setItemText(2, tr("Full speed"));
    m_paceBox->setAccessibleName(tr("Speed"));
    m_paceBox->setToolTip(
        tr("This training takes a blink at full speed; slowed down, you can see it happen"));
    m_rateCaption->setText(tr("Learning rate"));
    m_rateSlider->setAccessibleName(tr("Learning rate"));
    m_rateSlider->setToolTip(tr("Active while the training runs"));
    update();
}

void TransportBar::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace app
