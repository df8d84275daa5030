#pragma once

#include "app/page/tutorial_shelf.h"

namespace app {

/// The tutorials that are built into the program, and the learner's progress from its journal.
class PlayerShelf : public TutorialShelf {
    Q_OBJECT

public:
    using TutorialShelf::TutorialShelf;

    QList<TutorialSummary> tutorials() const override;
    void reset(const QString& id) override;
};

} // namespace app
