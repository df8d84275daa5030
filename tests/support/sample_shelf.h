#pragma once

#include "app/page/tutorial_shelf.h"

namespace tests {

/// Two tutorials that exist only here; what is done in them is set by the test.
class SampleShelf : public app::TutorialShelf {
public:
    SampleShelf() {
        app::TutorialSummary curve;
        curve.id = QStringLiteral("02");
        curve.title = QStringLiteral("拟合曲线");
        curve.blurb = QStringLiteral("由马力推算油耗。");
        curve.minutes = 20;
        curve.level = QStringLiteral("入门");
        curve.track = QStringLiteral("training");
        curve.needs = QStringLiteral("none");
        for (const char* id : {"load", "look", "model", "train", "predict"}) {
            curve.steps.append(
                {QString::fromLatin1(id),
                 QStringLiteral("步骤 %1").arg(curve.steps.size() + 1),
                 {}});
        }
        app::TutorialSummary digits = curve;
        digits.id = QStringLiteral("03");
        digits.title = QStringLiteral("识别数字");
        digits.track = QStringLiteral("vision");
        digits.needs = QStringLiteral("camera");
        all = {curve, digits};
    }

    QList<app::TutorialSummary> tutorials() const override { return all; }

    void reset(const QString& id) override {
        for (app::TutorialSummary& tutorial : all) {
            if (tutorial.id != id)
                continue;
            tutorial.currentStep.clear();
            for (app::StepSummary& step : tutorial.steps)
                step.state = app::StepStanding::Open;
        }
        emit changed();
    }

    /// Marks the first `count` steps of the first tutorial done, and the next one current.
    void finishSteps(int count) {
        for (int i = 0; i < count; ++i)
            all[0].steps[i].state = app::StepStanding::Done;
        all[0].currentStep = all[0].steps[std::min<qsizetype>(count, all[0].steps.size() - 1)].id;
        emit changed();
    }

    QList<app::TutorialSummary> all;
};

} // namespace tests
