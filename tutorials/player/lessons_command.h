#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace tp {

/// `tensor-playground lessons …` without the first two words; returns the program's exit code.
///
///     lessons list                                  every tutorial
///     lessons run 02 --set epochs=5 --json          runs each step's solution and reports the
///     results lessons verify                                runs every tutorial; fails if one step
///     does
///
/// 0: fine; `run` reports what the checks found and leaves the judgement to the reader. 1: a check
/// of `verify` did not pass. 2: the command line was wrong; one sentence on `err` says how. A step
/// that cannot run at all throws what stopped it, after naming itself on `err`.
int runLessonsCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

} // namespace tp
