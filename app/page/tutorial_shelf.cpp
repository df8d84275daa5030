#include "app/page/tutorial_shelf.h"

#include <algorithm>

namespace app {

int TutorialSummary::doneSteps() const {
    return static_cast<int>(std::count_if(steps.begin(), steps.end(), [](const StepSummary& step) {
        return step.state == StepStanding::Done;
    }));
}

QString TutorialSummary::link() const {
    const QString page = QStringLiteral("tutorial/") + id;
    return currentStep.isEmpty() ? page : page + u'/' + currentStep;
}

QString TutorialSummary::link(const StepSummary& step) const {
    return QStringLiteral("tutorial/%1/%2").arg(id, step.id);
}

} // namespace app
