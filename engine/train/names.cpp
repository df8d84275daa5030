#include "engine/train/names.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace tp {

namespace {

std::string lowerCase(std::string_view text) {
    std::string lower(text);
    for (char& letter : lower)
        letter = static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
    return lower;
}

// How many letters must be added, removed, changed or swapped with their neighbour.
std::size_t editDistance(const std::string& a, const std::string& b) {
    std::vector<std::vector<std::size_t>> steps(
        a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        steps[i][0] = i;
    std::iota(steps[0].begin(), steps[0].end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            steps[i][j] =
                std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    }
    return steps[a.size()][b.size()];
}

// Small is near. A part of a name ("squared") counts as nearer than many changed letters.
std::size_t distance(const std::string& asked, const std::string& known) {
    constexpr std::size_t kShortestPart = 3;
    const bool isPart = asked.size() >= kShortestPart && known.find(asked) != std::string::npos;
    const bool hasPart = known.size() >= kShortestPart && asked.find(known) != std::string::npos;
    const std::size_t edits = editDistance(asked, known);
    return isPart || hasPart ? std::min<std::size_t>(edits, 2) : edits;
}

} // namespace

std::string nearestName(std::string_view name, std::span<const std::string_view> known) {
    const std::string asked = lowerCase(name.substr(0, 64));
    const std::size_t farthest = std::max<std::size_t>(1, asked.size() / 3);
    std::string nearest;
    std::size_t best = farthest + 1;
    for (const std::string_view each : known) {
        const std::size_t steps = distance(asked, lowerCase(each));
        if (steps < best) {
            best = steps;
            nearest = each;
        }
    }
    return nearest;
}

std::string joinNames(std::span<const std::string_view> names) {
    std::string line;
    for (const std::string_view name : names) {
        if (!line.empty())
            line += ", ";
        line += name;
    }
    return line;
}

} // namespace tp
