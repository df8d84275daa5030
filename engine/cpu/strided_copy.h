#pragma once

#include "engine/cpu/strides.h"

#include <algorithm>

namespace tp::cpu {

/// Copies elements along a walk over a source and a target.
template<class T>
void stridedCopy(const Walk<2>& walk, const T* from, T* to) {
    walk.forEachRow([&](const auto& offsets, std::int64_t count, const auto& steps) {
        const T* source = from + offsets[0];
        T* target = to + offsets[1];
        if (steps[0] == 1 && steps[1] == 1) {
            std::copy_n(source, count, target);
        } else if (steps[0] == 0 && steps[1] == 1) {
            std::fill_n(target, count, *source);
        } else {
            for (std::int64_t i = 0; i < count; ++i)
                target[i * steps[1]] = source[i * steps[0]];
        }
    });
}

} // namespace tp::cpu
