#pragma once

#include "engine/ops/random_generator.h"
#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>
#include <vector>

namespace tp::data {

/// Points in a plane and what is to be learned of them.
struct ToyData {
    Tensor xs; ///< float32 [n, 2], both coordinates within about ±6
    Tensor ys; ///< float32 [n, 1]: the class, -1 or 1, or a number from -1 to 1
};

struct ToyConfig {
    std::int64_t count = 500; ///< of points
    double noise = 0;         ///< from 0 to 1: how far points stray
    Seed seed = {};           ///< repeats the points
};

/// The classes lie inside and outside of a circle.
ToyData circles(const ToyConfig& config = {});

/// The class is 1 where both coordinates have the same sign.
ToyData exclusiveOr(const ToyConfig& config = {});

/// Two clouds, one for each class.
ToyData gaussians(const ToyConfig& config = {});

/// Two spirals, each the other turned by half a circle.
ToyData spirals(const ToyConfig& config = {});

/// A number that grows from one corner to the opposite one.
ToyData plane(const ToyConfig& config = {});

/// A number with a few hills and hollows.
ToyData hills(const ToyConfig& config = {});

/// The names that toyData() knows: "circles", "xor", "gaussians", "spirals", "plane", "hills".
const std::vector<std::string>& toyDataNames();

/// The data of that name. Throws InvalidArgument, listing the names, for another one, and as all of
/// them for a count below 1 or a noise that is not from 0 to 1.
ToyData toyData(std::string_view name, const ToyConfig& config = {});

} // namespace tp::data
