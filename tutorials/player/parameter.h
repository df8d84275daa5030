#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tp {

/// What a control of a step holds: a toggle, a whole number, a real number, or the name of a
/// choice.
using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

using ParameterValues = std::map<std::string, ParameterValue, std::less<>>;

/// One control of a step. Its label and help are written in the tutorial's Markdown, in each
/// language.
///
///     integer("epochs", 50, 1, 500).logarithmic()
struct Parameter {
    enum class Type { Toggle, Integer, Real, Choice };
    enum class Scale { Linear, Logarithmic };

    std::string name;
    Type type = Type::Integer;
    ParameterValue initial;
    double minimum = 0;
    double maximum = 0;
    Scale scale = Scale::Linear;
    std::vector<std::string> choices;

    Parameter logarithmic() const;

    /// `value` if it is one of the parameter's values, else nothing. A whole number is accepted for
    /// a real one.
    std::optional<ParameterValue> accepted(const ParameterValue& value) const;

    /// What a person typed, as in `epochs=5`; nothing if it is not one of the parameter's values.
    std::optional<ParameterValue> parsed(std::string_view text) const;

    /// Like accepted(), but throws InvalidArgument with expectation() for a value that does not
    /// fit.
    ParameterValue checked(const ParameterValue& value) const;

    /// What it takes, as in "a whole number from 1 to 500".
    std::string expectation() const;
};

Parameter toggle(std::string name, bool initial);
Parameter
integer(std::string name, std::int64_t initial, std::int64_t minimum, std::int64_t maximum);
Parameter real(std::string name, double initial, double minimum, double maximum);
Parameter choice(std::string name, std::string initial, std::vector<std::string> choices);

/// The value as a person reads it: `50`, `0.001`, `adam`, `true`.
std::string toText(const ParameterValue& value);

/// The value as a literal of C++ and of JavaScript: like toText(), but a choice in quotes.
std::string toLiteral(const ParameterValue& value);

} // namespace tp
