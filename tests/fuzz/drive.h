#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace tp::test {

// What all fuzz programs share: their options, processes side by side, and where they were when
// something ended them.

/// Which inputs to make. The same seed and number give the same input.
struct Drive {
    std::uint64_t calls = 20000;
    std::uint64_t seed = 1;
    std::uint64_t first = 0;
    std::uint64_t jobs = 1;
    bool isVerbose = false;
};

/// Takes arguments[i], and the one after it where it needs one, if it is an option of Drive; moves
/// `i` to the last it took. Throws Error where a value is missing or no number.
bool takeOption(Drive& drive, const std::vector<std::string>& arguments, std::size_t& i);

/// Has whatever ends the program, a signal, a sanitizer or a call that takes a minute, tell where
/// notePlace() last was.
void watchForTheEnd();
void notePlace(const Drive& drive, std::uint64_t number, std::string_view what);
void tellFinding(const Drive& drive, std::uint64_t number, std::string_view what);

/// Makes all calls in as many processes as `drive` asks for; whether each found nothing.
bool driveInParts(const Drive& drive, const std::function<bool(const Drive& part)>& makeCalls);

} // namespace tp::test
