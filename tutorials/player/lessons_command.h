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
/// 0: fine. 1: a step failed. 2: the command line was wrong; one sentence on `err` says how.
int runLessonsCommand(std::span<const std::string> arguments, std::ostream& out, std::ostream& err);

} // namespace tp
