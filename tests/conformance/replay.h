#pragma once

#include <filesystem>
#include <iosfwd>
#include <string_view>

namespace tp::conformance {

/// What a replay counted.
struct Tally {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
};

/// Replays every recorded kernel call below `folder` on the current backend and reports differences
/// to `out`: kernel, recorded test, and the first element that differs, in one line each.
///
/// Throws BadFile, naming file and line, for a line that is no recording.
Tally replayKernels(const std::filesystem::path& folder, std::ostream& out);

/// Replays every recorded gradient call likewise, by the gradients that our ops register.
Tally replayGradients(const std::filesystem::path& folder, std::ostream& out);

/// Replays every recorded behaviour of models and layers in `folder`, each in a folder of its own.
Tally replayLayers(const std::filesystem::path& folder, std::ostream& out);

} // namespace tp::conformance
