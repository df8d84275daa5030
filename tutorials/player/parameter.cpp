#include "tutorials/player/parameter.h"

#include "engine/base/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tp {

namespace {

template<class Number>
std::optional<ParameterValue> parsedNumber(std::string_view text) {
    Number number{};
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end)
        return {};
    return number;
}

} // namespace

Parameter Parameter::logarithmic() const {
    Parameter copy = *this;
    copy.scale = Scale::Logarithmic;
    return copy;
}

std::optional<ParameterValue> Parameter::accepted(const ParameterValue& value) const {
    ParameterValue kept = value;
    if (type == Type::Real && std::holds_alternative<std::int64_t>(kept))
        kept = static_cast<double>(std::get<std::int64_t>(kept));
    if (kept.index() != initial.index())
        return {};
    bool inRange = true;
    if (const auto* whole = std::get_if<std::int64_t>(&kept)) {
        inRange = static_cast<double>(*whole) >= minimum && static_cast<double>(*whole) <= maximum;
    } else if (const auto* number = std::get_if<double>(&kept)) {
        inRange = *number >= minimum && *number <= maximum; // false for NaN
    } else if (const auto* chosen = std::get_if<std::string>(&kept)) {
        inRange = std::find(choices.begin(), choices.end(), *chosen) != choices.end();
    }
    return inRange ? std::optional(kept) : std::nullopt;
}

std::optional<ParameterValue> Parameter::parsed(std::string_view text) const {
    std::optional<ParameterValue> value;
    switch (type) {
    case Type::Toggle:
        if (text == "true" || text == "on" || text == "1") {
            value = true;
        } else if (text == "false" || text == "off" || text == "0") {
            value = false;
        }
        break;
    case Type::Integer:
        value = parsedNumber<std::int64_t>(text);
        break;
    case Type::Real:
        value = parsedNumber<double>(text);
        break;
    case Type::Choice:
        value = std::string(text);
        break;
    }
    return value ? accepted(*value) : std::nullopt;
}

ParameterValue Parameter::checked(const ParameterValue& value) const {
    const auto kept = accepted(value);
    check(kept.has_value(), "%1 takes %2, not \"%3\"", name, expectation(), toText(value));
    return *kept;
}

std::string Parameter::expectation() const {
    if (type == Type::Toggle)
        return "true or false";
    if (type == Type::Choice) {
        std::string text;
        for (const auto& one : choices)
            text += (text.empty() ? "" : ", ") + one;
        return "one of " + text;
    }
    const std::string kind = type == Type::Integer ? "a whole number" : "a number";
    return kind + " from " + toText(minimum) + " to " + toText(maximum);
}

Parameter toggle(std::string name, bool initial) {
    return {
        .name = std::move(name),
        .type = Parameter::Type::Toggle,
        .initial = initial,
        .choices = {}};
}

Parameter
integer(std::string name, std::int64_t initial, std::int64_t minimum, std::int64_t maximum) {
    return {
        .name = std::move(name),
        .type = Parameter::Type::Integer,
        .initial = initial,
        .minimum = static_cast<double>(minimum),
        .maximum = static_cast<double>(maximum),
        .choices = {}};
}

Parameter real(std::string name, double initial, double minimum, double maximum) {
    return {
        .name = std::move(name),
        .type = Parameter::Type::Real,
        .initial = initial,
        .minimum = minimum,
        .maximum = maximum,
        .choices = {}};
}

Parameter choice(std::string name, std::string initial, std::vector<std::string> choices) {
    return {
        .name = std::move(name),
        .type = Parameter::Type::Choice,
        .initial = std::move(initial),
        .choices = std::move(choices)};
}

std::string toText(const ParameterValue& value) {
    return std::visit([](const auto& held) { return toText(held); }, value);
}

std::string toLiteral(const ParameterValue& value) {
    if (const auto* name = std::get_if<std::string>(&value))
        return '"' + *name + '"';
    return toText(value);
}

} // namespace tp
