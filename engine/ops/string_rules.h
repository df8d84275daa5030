#pragma once

#include "engine/ops/rules.h"

#include <algorithm>

namespace tp {

/// How many n-grams StringNGrams makes of each row, by its attributes.
class NGramRule {
public:
    explicit NGramRule(const OpCall& call)
        : m_widths(call.attr<Ints>("nGramWidths"))
        , m_padWidth(call.attr<std::int64_t>("padWidth"))
        , m_preserveShort(call.attr<bool>("preserveShortSequences")) {}

    /// One kind of n-gram of a row.
    struct Kind {
        std::int64_t width;
        std::int64_t padding; ///< words put in at each end of the row
        std::int64_t count;
    };

    /// The kinds that a row of so many words gives, in order.
    std::vector<Kind> kindsOf(std::int64_t length) const {
        std::vector<Kind> kinds;
        std::int64_t total = 0;
        for (const std::int64_t width : m_widths) {
            const std::int64_t padding =
                std::min(m_padWidth < 0 ? width - 1 : m_padWidth, width - 1);
            const std::int64_t count = std::max<std::int64_t>(0, length + 2 * padding - width + 1);
            kinds.push_back({width, padding, count});
            total += count;
        }
        if (m_preserveShort && total == 0 && length > 0) {
            const std::int64_t padding = std::max<std::int64_t>(m_padWidth, 0);
            kinds.push_back({length + 2 * padding, padding, 1});
        }
        return kinds;
    }

private:
    Ints m_widths;
    std::int64_t m_padWidth;
    bool m_preserveShort;
};

} // namespace tp
