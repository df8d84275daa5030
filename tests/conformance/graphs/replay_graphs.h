#pragma once

#include "tests/conformance/replay.h"

#include <vector>

namespace tp::conformance {

/// Runs every model that something was recorded of in `folder`, graphs and models of layers, with
/// the recorded inputs and photos, through the public interface. The models lie in `models`, or in
/// folders of packages with a version in their name; those that lie nowhere are skipped.
Tally replayGraphs(
    const std::filesystem::path& folder,
    const std::vector<std::filesystem::path>& models,
    std::ostream& out);

} // namespace tp::conformance
