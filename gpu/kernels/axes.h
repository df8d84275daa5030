#pragma once

#include "gpu/kernels/record.h"

namespace tp::gpu {

/// The axes that a program walks through in order, each with a step in every input.
///
/// Axes of size 1 are left out, and neighbours that can be walked through as one are merged: what
/// a program divides by is dear.
template<std::size_t kInputs>
class Axes {
public:
    /// Adds an axis inside those added before.
    void add(std::int64_t size, const std::array<std::int64_t, kInputs>& steps) {
        if (size == 1)
            return;
        bool merges = m_rank > m_first;
        for (std::size_t k = 0; merges && k < kInputs; ++k)
            merges = m_steps[k][m_rank - 1] == steps[k] * size;
        if (!merges)
            ++m_rank;
        m_sizes[m_rank - 1] = merges ? m_sizes[m_rank - 1] * size : size;
        for (std::size_t k = 0; k < kInputs; ++k)
            m_steps[k][m_rank - 1] = steps[k];
    }

    /// Axes added from now on are not merged with those that are there.
    void cut() { m_first = m_rank; }

    std::size_t rank() const { return m_rank; }
    Words sizes() const { return toWords(m_sizes); }
    Words steps(std::size_t input) const { return toWords(m_steps[input]); }

private:
    using Numbers = std::array<std::int64_t, Shape::kMaxRank>;

    static Words toWords(const Numbers& numbers) {
        Words words{};
        for (std::size_t i = 0; i < numbers.size(); ++i)
            words[i] = word(numbers[i]);
        return words;
    }

    std::size_t m_rank = 0;
    std::size_t m_first = 0; // where merging may begin
    Numbers m_sizes{};
    std::array<Numbers, kInputs> m_steps{};
};

/// Steps through an input that is stretched to `output`: 0 along stretched axes.
Shape broadcastSteps(const Shape& input, const Shape& output);

} // namespace tp::gpu
