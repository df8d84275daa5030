#pragma once

#include "tests/conformance/layers/script_values.h"

#include <memory>

namespace tp::conformance {

/// How a script ended.
struct ScriptEnd {
    enum class Kind {
        Returned,
        Refused,       ///< by the engine under test, with an Error
        Inexpressible, ///< says what C++ rules out
        Stumbled       ///< the script or the prelude went wrong
    };
    Kind kind = Kind::Returned;
    std::string message; ///< of what was refused
    RecordedJson value;  ///< what was returned
};

/// Runs scripts that were written for TensorFlow.js against the engine under test: `tf` is what
/// prelude.js makes of it. One engine for each script, so that names start afresh.
class ScriptEngine {
public:
    ScriptEngine();
    ~ScriptEngine();
    ScriptEngine(const ScriptEngine&) = delete;
    ScriptEngine& operator=(const ScriptEngine&) = delete;

    /// Runs the body of a function of `tf`.
    ScriptEnd run(const std::string& body);

    /// Runs a whole function of `tf` that returns a model; throws Difference if it does not.
    ModelPointer build(const std::string& function);

private:
    struct State;
    ScriptEnd call(const std::string& function, QJSValue& result);

    std::unique_ptr<State> m_state;
};

/// A script without "async" and "await", outside of its texts: promises are kept at once.
std::string withoutWaiting(const std::string& script);

} // namespace tp::conformance
