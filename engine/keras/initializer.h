#pragma once

#include "engine/base/json.h"
#include "engine/ops/random_generator.h"
#include "engine/tensor/tensor.h"

#include <string>
#include <string_view>
#include <variant>

namespace tp {

/// The kinds of initializers, with their settings. Names and defaults are tfjs's.
namespace initializers {

struct Zeros {};
struct Ones {};

struct Constant {
    double value = 0;
};

struct RandomUniform {
    double minval = -0.05;
    double maxval = 0.05;
    Seed seed = {};
};

struct RandomNormal {
    double mean = 0;
    double stddev = 0.05;
    Seed seed = {};
};

/// As RandomNormal, but what lies beyond two standard deviations is drawn again.
struct TruncatedNormal {
    double mean = 0;
    double stddev = 0.05;
    Seed seed = {};
};

enum class FanMode { FanIn, FanOut, FanAvg };
enum class Distribution { Normal, Uniform };

/// Random numbers whose spread shrinks with the number of connections, so that signals neither fade
/// nor explode from layer to layer: their variance is scale / fan.
struct VarianceScaling {
    double scale = 1;
    FanMode mode = FanMode::FanIn;
    Distribution distribution = Distribution::Normal;
    Seed seed = {};
};

/// Ones on the diagonal, for square matrices.
struct Identity {
    double gain = 1;
};

/// Random, with columns (or rows) at right angles to each other.
struct Orthogonal {
    double gain = 1;
    Seed seed = {};
};

using Kind = std::variant<
    Zeros,
    Ones,
    Constant,
    RandomUniform,
    RandomNormal,
    TruncatedNormal,
    VarianceScaling,
    Identity,
    Orthogonal>;

} // namespace initializers

/// What a weight holds before training.
///
///     layers::dense({.units = 8, .kernelInitializer = "heNormal"})
///     layers::dense({.units = 8, .kernelInitializer = initializers::glorotNormal(7)})
///     layers::dense({.units = 8, .biasInitializer = initializers::Constant{0.1}})
class Initializer {
public:
    /// Throws InvalidArgument listing the known names if there is no such initializer.
    Initializer(const char* name) // NOLINT(google-explicit-constructor): given by name
        : Initializer(std::string_view(name)) {}
    Initializer(std::string_view name); // NOLINT(google-explicit-constructor)

    template<class Settings>
    requires std::constructible_from<initializers::Kind, Settings> &&
        (!std::convertible_to<Settings, std::string_view>)
            Initializer(Settings settings) // NOLINT(google-explicit-constructor)
        : m_kind(std::move(settings)) {}

    const initializers::Kind& kind() const { return m_kind; }

    /// As files name it: "VarianceScaling".
    std::string_view className() const;

    /// As files write it: {"class_name": …, "config": {…}}.
    Json toJson() const;

    /// What a file means; a name alone is read too. Throws BadFile for unknown ones.
    static Initializer fromJson(const JsonReader& json);

    /// A new float32 tensor. Throws InvalidArgument for a shape that the initializer cannot fill.
    Tensor operator()(const Shape& shape) const;

private:
    initializers::Kind m_kind;
};

namespace initializers {

Initializer glorotNormal(Seed seed = {});
Initializer glorotUniform(Seed seed = {});
Initializer heNormal(Seed seed = {});
Initializer heUniform(Seed seed = {});
Initializer leCunNormal(Seed seed = {});
Initializer leCunUniform(Seed seed = {});

} // namespace initializers

} // namespace tp
