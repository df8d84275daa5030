#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace tp {

/// Values as a person reads them in a message. Other types add an overload beside their definition.
std::string toText(double value);
std::string toText(std::int64_t value);
inline std::string toText(int value) {
    return toText(static_cast<std::int64_t>(value));
}
inline std::string toText(std::size_t value) {
    return toText(static_cast<std::int64_t>(value));
}
inline std::string toText(float value) {
    return toText(static_cast<double>(value));
}
inline std::string toText(bool value) {
    return value ? "true" : "false";
}
inline std::string toText(std::string_view value) {
    return std::string(value);
}
inline std::string toText(const std::string& value) {
    return value;
}
inline std::string toText(const char* value) {
    return value;
}

/// Puts `arguments` where `format` has %1, %2 …
std::string formatText(std::string_view format, const std::vector<std::string>& arguments);

/// Why an operation was refused.
///
/// The message reads "where: what is wrong, with the values" and is shown to the user as it stands.
/// Format and arguments are kept apart, so that the application can say the same in another
/// language.
class Error : public std::exception {
public:
    enum class Kind { InvalidArgument, Unsupported, BadFile, Device, Cancelled };

    Error(Kind kind, std::string_view format, std::vector<std::string> arguments = {});

    Kind kind() const { return m_kind; }
    const std::string& format() const { return m_format; }
    const std::vector<std::string>& arguments() const { return m_arguments; }
    const char* what() const noexcept override { return m_message.c_str(); }

private:
    Kind m_kind;
    std::string m_format;
    std::vector<std::string> m_arguments;
    std::string m_message;
};

/// Throws; kept out of line so that a passing check costs one branch.
[[noreturn]] void
throwError(Error::Kind kind, std::string_view format, std::vector<std::string> arguments);

/// Throws an Error of this kind: `fail(Error::Kind::BadFile, "%1: not a table", path)`.
template<class... Arguments>
[[noreturn]] void fail(Error::Kind kind, std::string_view format, const Arguments&... arguments) {
    throwError(kind, format, {toText(arguments)...});
}

/// Throws InvalidArgument unless `ok`. The message is only built on failure.
template<class... Arguments>
void check(bool ok, std::string_view format, const Arguments&... arguments) {
    if (!ok) [[unlikely]]
        fail(Error::Kind::InvalidArgument, format, arguments...);
}

} // namespace tp
