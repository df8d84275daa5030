#pragma once

#include "engine/base/json.h"
#include "engine/ops/quantization.h"
#include "engine/tensor/tensor.h"

#include <limits>
#include <optional>
#include <string>

namespace tp::io {

/// In what a weight's numbers are stored where they take fewer bits than their dtype has.
enum class StoredAs { Float16, Uint16, Uint8 };

/// "float16", "uint16" or "uint8".
std::string_view storedAsName(StoredAs stored);

/// How the stored numbers of a weight become those of its dtype.
struct WeightQuantization {
    StoredAs dtype = StoredAs::Uint8;
    Quantization numbers;      ///< not for float16
    std::string originalDtype; ///< what the converter notes; may be empty
};

/// What model.json says about one weight; its bytes follow those of the weight before it.
struct WeightSpec {
    std::string name;
    Shape shape;
    DType dtype = DType::Float32;
    std::optional<WeightQuantization> quantization;
    std::string group; ///< "optimizer" for an optimizer's state, else empty
};

/// Throws BadFile, saying where, for what no weight can have: an unknown dtype, a negative or
/// fractional size, more elements than memory can hold, a quantization that its dtype does not
/// have.
WeightSpec weightSpecFrom(const JsonReader& json);
std::vector<WeightSpec> weightSpecsFrom(const JsonReader& list);

Json toJson(const WeightSpec& spec);
Json toJson(const std::vector<WeightSpec>& specs);

/// How many bytes the weight takes in a file. Nothing for strings: only their bytes tell.
std::optional<std::uint64_t> storedBytes(const WeightSpec& spec);

/// What they take together, or kTooManyBytes; nothing where there are strings among them.
std::optional<std::uint64_t> storedBytes(const std::vector<WeightSpec>& specs);

/// More than memory can hold.
inline constexpr std::uint64_t kTooManyBytes = std::numeric_limits<std::int64_t>::max();

} // namespace tp::io
