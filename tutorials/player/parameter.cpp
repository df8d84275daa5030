#include "tutorials/player/parameter.h"

#include "engine/base/error.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tp {

namespace {

std::string rangeText(const Parameter& parameter) {
    if (parameter.type == Parameter::Type::Toggle)
        return "true or false";
    if (parameter.type == Parameter::Type::Choice) {
        std::string text;
        for (const auto& name : parameter.choices)
            text += (text.empty() ? "" : ", ") + name;
        return "one of " + text;
    }
    const std::string kind =
        parameter.type == Parameter::Type::Integer ? "a whole number" : "a number";
    return kind + " from " + toText(parameter.minimum) + " to " + toText(parameter.maximum);
}

[[noreturn]] void refuse(const Parameter& parameter, const std::string& value) {
    fail(
        Error::Kind::InvalidArgument,
        "%1 takes %2, not \"%3\"",
        parameter.name,
        rangeText(parameter),
        value);
}

template<class Number>
Number parsedNumber(const Parameter& parameter, std::string_view text) {
    Number number{};
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end)
        refuse(parameter, std::string(text));
    return number;
}

} // namespace

Parameter Parameter::logarithmic() const {
    Parameter copy = *this;
    copy.scale = Scale::Logarithmic;
    return copy;
}

ParameterValue Parameter::checked(const ParameterValue& value) const {
    ParameterValue kept = value;
    if (type == Type::Real && std::holds_alternative<std::int64_t>(kept))
        kept = static_cast<double>(std::get<std::int64_t>(kept));
    if (kept.index() != initial.index())
        refuse(*this, toText(value));
    bool inRange = true;
    if (const auto* whole = std::get_if<std::int64_t>(&kept))
        inRange = static_cast<double>(*whole) >= minimum && static_cast<double>(*whole) <= maximum;
    else if (const auto* number = std::get_if<double>(&kept))
        inRange = *number >= minimum && *number <= maximum; // false for NaN
    else if (const auto* chosen = std::get_if<std::string>(&kept))
        inRange = std::find(choices.begin(), choices.end(), *chosen) != choices.end();
    if (!inRange)
        refuse(*this, toText(value));
    return kept;
}

ParameterValue Parameter::parsed(std::string_view text) const {
    switch (type) {
    case Type::Toggle:
        if (text == "true" || text == "on" || text == "1")
            return true;
        if (text == "false" || text == "off" || text == "0")
            return false;
        refuse(*this, std::string(text));
    case Type::Integer:
        return checked(parsedNumber<std::int64_t>(*this, text));
    case Type::Real:
        return checked(parsedNumber<double>(*this, text));
    case Type::Choice:
        break;
    }
    return checked(std::string(text));
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
