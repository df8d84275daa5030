#include "tutorials/player/catalog.h"

#include "tutorials/player/tutorial.h"

#include <algorithm>
#include <array>

namespace tp {

std::string_view toText(StepKind kind) {
    static constexpr std::array<std::string_view, 7> kNames = {
        "read", "run", "set", "capture", "predict", "observe", "quiz"};
    return kNames[static_cast<std::size_t>(kind)];
}

const std::vector<TutorialInfo>& tutorialCatalog() {
    static const std::vector<TutorialInfo> catalog = [] {
        std::vector<TutorialInfo> infos;
        for (const auto& one : tutorials())
            infos.push_back(one.info());
        return infos;
    }();
    return catalog;
}

const TutorialInfo* findTutorial(std::string_view id) {
    const auto& catalog = tutorialCatalog();
    const auto place = std::find_if(catalog.begin(), catalog.end(), [&](const auto& one) {
        return one.id == id || one.id == "0" + std::string(id);
    });
    return place == catalog.end() ? nullptr : &*place;
}

} // namespace tp
