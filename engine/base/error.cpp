#include "engine/base/error.h"

#include <array>
#include <charconv>
#include <cmath>

namespace tp {

std::string toText(double value) {
    if (std::isnan(value))
        return "NaN";
    if (std::isinf(value))
        return value > 0 ? "Infinity" : "-Infinity";
    std::array<char, 32> text{};
    // Six digits are what a reader takes in, and hide that 0.1f is not 0.1.
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6);
    return {text.data(), end.ptr};
}

std::string toText(std::int64_t value) {
    return std::to_string(value);
}

std::string formatText(std::string_view format, const std::vector<std::string>& arguments) {
    std::string text;
    for (std::size_t i = 0; i < format.size(); ++i) {
        const bool isPlace = format[i] == '%' && i + 1 < format.size() && format[i + 1] >= '1' &&
                             format[i + 1] <= '9';
        const std::size_t index = isPlace ? static_cast<std::size_t>(format[i + 1] - '1') : 0;
        if (isPlace && index < arguments.size()) {
            text += arguments[index];
            ++i;
        } else {
            text += format[i];
        }
    }
    return text;
}

Error::Error(Kind kind, std::string_view format, std::vector<std::string> arguments)
    : m_kind(kind)
    , m_format(format)
    , m_arguments(std::move(arguments))
    , m_message(formatText(format, m_arguments)) {}

void throwError(Error::Kind kind, std::string_view format, std::vector<std::string> arguments) {
    throw Error(kind, format, std::move(arguments));
}

} // namespace tp
