#include "app/shell/player_shelf.h"

#include "app/core/settings_store.h"
#include "tutorials/player/catalog.h"
#include "tutorials/player/progress.h"

#include <QLocale>

namespace app {

namespace {

StepStanding stateOf(tp::StepStatus status) {
    switch (status) {
    case tp::StepStatus::Done:
        return StepStanding::Done;
    case tp::StepStatus::Skipped:
        return StepStanding::Skipped;
    case tp::StepStatus::Open:
        break;
    }
    return StepStanding::Open;
}

tp::Progress openProgress() {
    return tp::Progress(tp::progressFolder(profile().toStdString()));
}

} // namespace

QList<TutorialSummary> PlayerShelf::tutorials() const {
    // The default locale is what Language set.
    const tp::Language language =
        QLocale().language() == QLocale::Chinese ? tp::Language::Chinese : tp::Language::English;
    const auto text = [language](const tp::LocalText& both) {
        return QString::fromStdString(both.in(language));
    };
    const tp::Progress progress = openProgress();
    QList<TutorialSummary> summaries;
    for (const tp::TutorialInfo& tutorial : tp::tutorialCatalog()) {
        TutorialSummary summary;
        summary.id = QString::fromStdString(tutorial.id);
        summary.title = text(tutorial.title);
        summary.blurb = text(tutorial.blurb);
        summary.minutes = tutorial.minutes;
        summary.level = text(tutorial.level);
        summary.track = QString::fromStdString(tutorial.track);
        summary.needs = QString::fromStdString(tutorial.needs);
        summary.currentStep = QString::fromStdString(progress.currentStep(tutorial.id));
        for (const tp::StepInfo& step : tutorial.steps) {
            summary.steps.append(
                {QString::fromStdString(step.id),
                 text(step.title),
                 stateOf(progress.step(tutorial.id, step.id).status)});
        }
        summaries.append(summary);
    }
    return summaries;
}

void PlayerShelf::reset(const QString& id) {
    tp::Progress progress = openProgress();
    progress.reset(id.toStdString());
    emit changed();
}

} // namespace app
