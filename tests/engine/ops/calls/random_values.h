#pragma once

#include "engine/tensor/tensor.h"

#include <initializer_list>
#include <span>

namespace tp::test {

/// Numbers that follow from a seed alone, on every machine.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next();

    /// One of 0 … count - 1.
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(next() % count); }
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }
    bool chance(double probability);

    template<class T>
    const T& element(std::span<const T> list) {
        return list[below(list.size())];
    }
    template<class T>
    T element(std::initializer_list<T> list) {
        return list.begin()[below(list.size())];
    }

private:
    std::uint64_t m_state;
};

/// Which numbers tensors hold: all that bits can say, or those with which sums stay in range.
enum class Values { Any, Tame };

/// Numbers that break loops and casts: beyond int32, the ends of int64, small ones of either sign.
std::int64_t wildInteger(Random& random);

/// NaN, infinities, both zeros, beyond int64, tiny and ordinary ones.
double wildNumber(Random& random);

/// Words that some op knows, and some that none does.
std::string randomWord(Random& random);

DType randomDType(Random& random);

/// Rank 0 to 5, sizes 0 to 7.
Shape randomShape(Random& random);

/// A tensor of that shape with elements of every kind.
Tensor randomTensor(Random& random, DType dtype, const Shape& shape, Values values);

} // namespace tp::test
