#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tp {

/// Walks through the fields of a protobuf message without making anything of them, so that a large
/// message can be looked through where it lies.
class Wire {
public:
    struct Field {
        enum class Kind { Number, Bytes };
        std::uint32_t number = 0;
        Kind kind = Kind::Number;
        std::uint64_t value = 0;     ///< of a number, as its bits
        std::string_view bytes = {}; ///< of a text, message or list of numbers
    };

    explicit Wire(std::string_view message) : m_left(message) {}

    /// The next field; empty at the end, and where the message makes no sense.
    std::optional<Field> next();

    /// Whether all was walked through: false after next() gave up.
    bool isAtEnd() const { return m_left.empty() && !m_isBroken; }

private:
    std::optional<std::uint64_t> varint();
    std::optional<std::uint64_t> fixed(std::size_t bytes);
    std::optional<Field> fieldOf(std::uint64_t key);

    std::string_view m_left;
    bool m_isBroken = false;
};

} // namespace tp
