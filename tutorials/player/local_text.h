#pragma once

#include <string>

namespace tp {

/// The languages every text for learners is written in.
enum class Language { English, Chinese };

/// One text in every language.
struct LocalText {
    std::string english;
    std::string chinese;

    const std::string& in(Language language) const {
        return language == Language::Chinese ? chinese : english;
    }
};

} // namespace tp
