#pragma once

#include <cstddef>

namespace bench {

/// Bytes per second that plain loops over arrays of so many bytes reach, read and written ones
/// counted once: the best of one and of all cores, of stores through the cache and past it.
struct StreamSpeed {
    double read = 0; ///< a sum
    double copy = 0; ///< y = x
    double add = 0;  ///< y = a + b
};

StreamSpeed measureStream(std::size_t bytes);

} // namespace bench
