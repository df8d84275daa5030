#pragma once

#include <string>

namespace tp::conformance {

/// Where we mean to differ from what tfjs was recorded to do.
struct ScriptDeviation {
    enum class Kind {
        WeDo,     ///< tfjs refuses; we do it
        WeRefuse, ///< tfjs does something that helps nobody; we refuse
        WeReturn, ///< we return something else
        WeSay     ///< both refuse; our sentence says something else
    };
    Kind kind = Kind::WeSay;
    const char* reason = "";
};

/// The deviation for a script, by what it is about; null where we do as tfjs does.
const ScriptDeviation* scriptDeviation(const std::string& what);

} // namespace tp::conformance
