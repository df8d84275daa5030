#include "app/pages/tutorial/tutorial_page.h"

#include "app/core/error_text.h"
#include "app/core/settings_store.h"
#include "app/pages/tutorial/changes_view.h"
#include "app/pages/tutorial/guide_pane.h"
#include "app/pages/tutorial/stage_view.h"
#include "app/pages/tutorial/transport_bar.h"
#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/work_panel.h"
#include "app/theme/theme.h"
#include "app/widgets/banner.h"
#include "app/widgets/step_list.h"

#include <QApplication>
#include <QKeyEvent>
#include <QShortcut>
#include <QSplitter>
#include <QVBoxLayout>

namespace app {

namespace {

constexpr int kCompactWidth = 1180; ///< below, every pane is as narrow as it can be

StepState stateOf(const tp::StepProgress& progress) {
    switch (progress.status) {
    case tp::StepStatus::Done:
        return progress.assisted ? StepState::Assisted : StepState::Done;
    case tp::StepStatus::Skipped:
        return StepState::Skipped;
    case tp::StepStatus::Open:
        break;
    }
    return StepState::Open;
}

} // namespace

TutorialPage::TutorialPage(const QString& tutorialId, QWidget* parent)
    : Page(QStringLiteral("tutorial/") + tutorialId, parent)
    , m_progress(tp::progressFolder(profile().toStdString()))
    , m_controller(
          new TutorialController(tp::tutorial(tutorialId.toStdString()), m_progress, this)) {
    build();
    connectParts();
    retranslate();
}

TutorialPage::~TutorialPage() {
    // Its signals would reach parts of the page that are gone already.
    m_controller->disconnect();
    delete m_controller;
}

void TutorialPage::build() {
    m_notice = new Banner(this);
    m_notice->setObjectName(QStringLiteral("notice"));
    m_steps = new StepList(this);
    m_steps->setObjectName(QStringLiteral("steps"));
    m_stage = new StageView(m_controller);
    m_transport = new TransportBar(m_controller);
    m_changes = new ChangesView(m_controller);
    m_work = new WorkPanel(m_controller);
    m_guide = new GuidePane(m_controller);

    auto* above = new QWidget;
    auto* aboveColumn = new QVBoxLayout(above);
    aboveColumn->setContentsMargins(0, 0, 0, 0);
    aboveColumn->setSpacing(Spacing::kTiny);
    aboveColumn->addWidget(m_stage, 1);
    aboveColumn->addWidget(m_changes);
    aboveColumn->addWidget(m_transport);
    m_rows = new QSplitter(Qt::Vertical);
    m_rows->setObjectName(QStringLiteral("rows"));
    m_rows->setChildrenCollapsible(false);
    m_rows->addWidget(above);
    m_rows->addWidget(m_work);
    m_rows->setStretchFactor(0, 5);
    m_rows->setStretchFactor(1, 2);
    m_centre = new QWidget;
    m_centre->setObjectName(QStringLiteral("centre"));
    auto* centreColumn = new QVBoxLayout(m_centre);
    centreColumn->setContentsMargins(
        Spacing::kMedium, Spacing::kMedium, Spacing::kMedium, Spacing::kSmall);
    centreColumn->addWidget(m_rows);

    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(QStringLiteral("columns"));
    m_columns->addWidget(m_steps);
    m_columns->addWidget(m_centre);
    m_columns->addWidget(m_guide);
    m_columns->setCollapsible(1, false);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setStretchFactor(2, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notice);
    column->addWidget(m_columns, 1);
}

void TutorialPage::connectParts() {
    auto* run = new QShortcut(Qt::Key_F5, this);
    connect(run, &QShortcut::activated, this, &TutorialPage::runOrAsk);
    auto* stop = new QShortcut(Qt::SHIFT | Qt::Key_F5, this);
    connect(stop, &QShortcut::activated, m_controller, &TutorialController::stop);
    qApp->installEventFilter(this);
    connect(m_steps, &StepList::stepChosen, m_controller, &TutorialController::goTo);
    connect(m_controller, &TutorialController::currentChanged, this, &TutorialPage::showStep);
    connect(m_controller, &TutorialController::stepChanged, this, &TutorialPage::showStepState);
    connect(m_controller, &TutorialController::runFinished, this, &TutorialPage::finishRun);
    connect(m_transport, &TransportBar::predictionMissing, m_guide, &GuidePane::askForPrediction);
    connect(
        m_guide, &GuidePane::finished, this, [this] { emit navigate(QStringLiteral("learn")); });
    connect(m_stage, &StageView::panelOpened, m_controller, &TutorialController::noteOpened);
}

QString TutorialPage::title() const {
    return QString::fromStdString(TutorialWords(m_controller->tutorial()).text().title);
}

QString TutorialPage::subtitle() const {
    return QString::fromStdString(
        TutorialWords(m_controller->tutorial()).text(m_controller->step().id).title);
}

void TutorialPage::openAt(const QString& place) {
    for (int i = 0; i < m_controller->stepCount(); ++i) {
        if (place == QString::fromStdString(m_controller->step(i).id))
            m_controller->goTo(i);
    }
}

QString TutorialPage::place() const {
    return QString::fromStdString(m_controller->step().id);
}

bool TutorialPage::isSettled() const {
    return !m_controller->isRunning();
}

void TutorialPage::flush() {
    m_stage->flush();
}

void TutorialPage::showStep() {
    m_steps->setCurrentStep(m_controller->current());
    arrange();
    emit placeChanged(place());
    emit titleChanged();
}

void TutorialPage::showStepState(int index) {
    m_steps->setState(index, stateOf(m_controller->progress(index)));
    if (const auto& notice = m_progress.notice())
        m_notice->showText(Banner::Tone::Warning, translateError(*notice));
}

void TutorialPage::finishRun(int index) {
    const auto& record = m_controller->record(index);
    const QString name = QString::fromStdString(
        TutorialWords(m_controller->tutorial()).text(m_controller->step(index).id).title);
    if (record.error) {
        emit statusChanged(tr("%1: %2", "step: error").arg(name, translateError(*record.error)));
    } else if (tp::allPassed(record.checks)) {
        emit statusChanged(tr("%1: finished").arg(name));
    } else {
        emit statusChanged(tr("%1: finished, but a check is not fulfilled").arg(name));
    }
    emit settled();
}

void TutorialPage::arrange() {
    const bool isCompact = width() < scaled(kCompactWidth);
    const bool hasStage = m_controller->step().run != nullptr;
    const bool hadStage = !m_centre->isHidden();
    m_centre->setVisible(hasStage);
    m_steps->setMinimumWidth(scaled(isCompact ? 150 : 200));
    m_guide->setMinimumWidth(scaled(isCompact ? 300 : 340));
    if (m_isArranged && isCompact == m_isCompact && hasStage == hadStage)
        return;
    m_isCompact = isCompact;
    m_isArranged = true;
    const int steps = scaled(isCompact ? 176 : 236);
    const int guide = scaled(isCompact ? 316 : 400);
    const int rest = std::max(100, width() - steps);
    m_columns->setSizes({steps, hasStage ? rest - guide : 0, hasStage ? guide : rest});
    const int work = scaled(height() < scaled(700) ? 164 : 300);
    m_rows->setSizes({height() - work, work});
    m_changes->setSingleLine(isCompact);
    m_transport->setCompact(isCompact);
}

bool TutorialPage::event(QEvent* event) {
    // Before the window's own shortcuts: in a lesson, Alt and an arrow go from step to step.
    if (event->type() == QEvent::ShortcutOverride && isStepKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return Page::event(event);
}

bool TutorialPage::eventFilter(QObject* watched, QEvent* event) {
    // Before the texts, which would take Alt and an arrow for going back and forward in their own
    // history.
    if (event->type() == QEvent::KeyPress && watched->isWidgetType() &&
        isAncestorOf(static_cast<QWidget*>(watched))) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (isStepKey(key)) {
            if (key.key() == Qt::Key_Left) {
                m_controller->previous();
            } else {
                m_controller->next();
            }
            return true;
        }
    }
    return Page::eventFilter(watched, event);
}

bool TutorialPage::isStepKey(const QKeyEvent& key) {
    return (key.key() == Qt::Key_Left || key.key() == Qt::Key_Right) &&
           (key.modifiers() & ~Qt::KeypadModifier) == Qt::AltModifier;
}

void TutorialPage::keyPressEvent(QKeyEvent* event) {
    const QWidget* focused = QApplication::focusWidget();
    const bool isOnStage = focused == m_stage || m_stage->isAncestorOf(focused);
    if (event->key() == Qt::Key_Space && m_controller->isRunning() && isOnStage) {
        togglePause();
    } else {
        Page::keyPressEvent(event);
    }
}

void TutorialPage::runOrAsk() {
    if (m_controller->needsPrediction()) {
        m_guide->askForPrediction();
    } else {
        m_controller->run();
    }
}

void TutorialPage::togglePause() {
    if (m_controller->isPaused()) {
        m_controller->resume();
    } else {
        m_controller->pause();
    }
}

void TutorialPage::showEvent(QShowEvent* event) {
    Page::showEvent(event);
    // Elsewhere in the program the learner may have started the tutorial over.
    m_controller->reloadProgress();
}

void TutorialPage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    arrange();
}

void TutorialPage::retranslate() {
    setAccessibleName(title());
    m_steps->setAccessibleName(tr("Steps"));
    m_columns->setAccessibleName(tr("Steps, stage and guide"));
    m_rows->setAccessibleName(tr("Stage, parameters and code"));
    QStringList titles;
    for (const auto& step : TutorialWords(m_controller->tutorial()).text().steps)
        titles.append(QString::fromStdString(step.title));
    m_steps->setSteps(titles);
    for (int i = 0; i < m_controller->stepCount(); ++i)
        showStepState(i);
    m_steps->setCurrentStep(m_controller->current());
}

} // namespace app
