#pragma once

#include "engine/base/json.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tp::test {

/// Numbers by chance, the same for the same seed everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next();

    /// 0 to count - 1, or 0 if there are none.
    std::size_t below(std::size_t count);
    bool chance(double probability);

    template<class T>
    const T& of(const std::vector<T>& list) {
        return list[below(list.size())];
    }

private:
    std::uint64_t m_state;
};

/// Changes bytes at a few places: flips, inserts, leaves out, repeats, cuts off, sets numbers to
/// extremes, puts in words or takes over a part of `other`.
void mutateBytes(
    std::string& bytes,
    const std::string& other,
    const std::vector<std::string>& words,
    Dice& dice);

/// Changes values at a few places: other numbers, other kinds, other members' values, members that
/// are missing or there twice, words out of `words`.
void mutateJson(Json& json, const std::vector<std::string>& words, Dice& dice);

} // namespace tp::test
