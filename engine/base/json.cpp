#include "engine/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tp {

namespace {

constexpr double kLargestWhole = 9007199254740992.0; // 2^53: beyond it, doubles skip whole numbers

void appendText(std::string& out, const std::string& text) {
    // Bytes that are no UTF-8 become the replacement character: JSON cannot hold them.
    using nlohmann::json;
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void appendNumber(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    std::array<char, 32> buffer{};
    const bool isWhole = number == std::floor(number) && std::abs(number) < kLargestWhole;
    const auto end =
        isWhole ? std::to_chars(buffer.begin(), buffer.end(), static_cast<std::int64_t>(number))
                : std::to_chars(buffer.begin(), buffer.end(), number);
    out.append(buffer.data(), end.ptr);
}

void append(std::string& out, const Json& value) {
    if (value.isNull()) {
        out += "null";
    } else if (value.isBool()) {
        out += value.boolean() ? "true" : "false";
    } else if (value.isNumber()) {
        appendNumber(out, value.number());
    } else if (value.isText()) {
        appendText(out, value.text());
    } else if (value.isList()) {
        char before = '[';
        for (const Json& element : value.list()) {
            out += std::exchange(before, ',');
            append(out, element);
        }
        out += before == '[' ? "[]" : "]";
    } else {
        char before = '{';
        for (const auto& [name, member] : value.object()) {
            out += std::exchange(before, ',');
            appendText(out, name);
            out += ':';
            append(out, member);
        }
        out += before == '{' ? "{}" : "}";
    }
}

} // namespace

Json::Json() = default;
Json::Json(const Json& other) = default;
Json::Json(Json&& other) noexcept = default;
Json& Json::operator=(const Json& other) = default;
Json& Json::operator=(Json&& other) noexcept = default;
Json::~Json() = default;

std::string Json::dump() const {
    std::string out;
    append(out, *this);
    return out;
}

const Json* Json::find(std::string_view name) const {
    if (!isObject())
        return nullptr;
    const Object& members = object();
    const auto found = std::find_if(members.rbegin(), members.rend(), [&](const Member& member) {
        return member.first == name;
    });
    return found == members.rend() ? nullptr : &found->second;
}

void Json::set(std::string_view name, Json value) {
    Object& members = object();
    for (Member& member : members) {
        if (member.first == name) {
            member.second = std::move(value);
            return;
        }
    }
    members.emplace_back(name, std::move(value));
}

bool Json::operator==(const Json& other) const {
    if (!isObject() || !other.isObject())
        return m_value == other.m_value;
    const auto within = [](const Json& one, const Json& another) {
        return std::all_of(one.object().begin(), one.object().end(), [&](const Member& member) {
            const Json* same = another.find(member.first);
            return same && *same == *one.find(member.first);
        });
    };
    return within(*this, other) && within(other, *this);
}

} // namespace tp
