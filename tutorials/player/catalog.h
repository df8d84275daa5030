#pragma once

#include "tutorials/player/local_text.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// What a step asks of the learner.
enum class StepKind { Read, Run, Set, Capture, Predict, Observe, Quiz };

/// "read", "run" …
std::string_view toText(StepKind kind);

struct StepInfo {
    std::string id;
    StepKind kind = StepKind::Read;
    LocalText title;
};

/// What a card for one tutorial shows.
struct TutorialInfo {
    std::string id; ///< its number: "02"
    LocalText title;
    LocalText blurb;
    int minutes = 0;
    LocalText level;
    std::string track; ///< "training", "tensors" …: groups the cards
    std::string needs; ///< "none", "camera", "microphone"
    std::vector<StepInfo> steps;
};

/// Every tutorial in the program, by number. Read once; throws BadFile if a tutorial's text is
/// malformed.
const std::vector<TutorialInfo>& tutorialCatalog();

/// The tutorial with this number ("02" or "2"), or nullptr.
const TutorialInfo* findTutorial(std::string_view id);

} // namespace tp
