#pragma once

#include "engine/runtime/observer.h"

#include <functional>

namespace tp {

/// Writes a line about every op that is computed from now on: its name, the milliseconds it took,
/// shape and bytes of what it gave, the backend, and the shapes it was given.
///
///     MatMul: 0.021 ms, [2, 2], 16 B, cpu, from a [2, 3], b [3, 2]
///
/// Lines that begin with "Warning: " follow where a result holds NaN or an infinity (unless
/// CHECK_COMPUTATION_FOR_ERRORS is off). Each tidy() with a name tells its time and what outlived
/// it. A kernel that leaves tensors behind is refused. All that costs time. Same as
/// `env().set("DEBUG", true)`; with false it ends.
void enableDebugMode();

/// Ends debug mode, the tracking of tensors and what else slows programs down. Same as
/// `env().set("PROD", true)`.
void enableProdMode();

/// Where the lines go: called on the thread that computes, by several threads at once if several
/// do. It must not throw; ops that it computes write no lines.
using DebugSink = std::function<void(std::string_view line)>;

/// Changes it; an empty function means standard error, which is the default.
void setDebugSink(DebugSink sink);

// What the flags DEBUG, CHECK_COMPUTATION_FOR_ERRORS and IS_TEST stand for.

bool isDebugMode();
void setDebugMode(bool on);
bool areResultsChecked();
void setResultsChecked(bool on);
bool isTestMode();
void setTestMode(bool on);

/// What debug mode does about a call; nothing when it is off.
void debugCall(const ObservedCall& call);

/// The first NaN or infinity in these tensors, in one sentence naming `op`, or nothing.
std::string firstBadNumber(const Op& op, const Tensors& outputs);

} // namespace tp
