#include "engine/base/json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tp {

namespace {

constexpr std::size_t kDeepest = 256;
constexpr double kLargestWhole = 9007199254740992.0; // 2^53: beyond it, doubles skip whole numbers

/// Builds the value while the text is read, so that deep nesting is refused before it costs memory.
class Builder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit Builder(std::string_view name) : m_name(name) {}

    Json take() { return std::move(m_root); }

    bool null() override { return add({}); }
    bool boolean(bool flag) override { return add(flag); }
    bool number_integer(number_integer_t number) override {
        return add(static_cast<double>(number));
    }
    bool number_unsigned(number_unsigned_t number) override {
        return add(static_cast<double>(number));
    }
    bool number_float(number_float_t number, const string_t&) override { return add(number); }
    bool string(string_t& text) override { return add(std::move(text)); }
    bool binary(binary_t&) override { return false; }

    bool start_array(std::size_t) override { return open(Json::List{}); }
    bool end_array() override { return close(); }
    bool start_object(std::size_t) override { return open(Json::Object{}); }
    bool end_object() override { return close(); }
    bool key(string_t& name) override {
        m_open.back().object().emplace_back(std::move(name), Json());
        return true;
    }
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        fail(Error::Kind::BadFile, "%1: not valid JSON at byte %2", m_name, position);
    }

private:
    bool open(Json value) {
        if (m_open.size() == kDeepest) {
            fail(
                Error::Kind::BadFile,
                "%1: lists and objects lie within each other more than %2 deep",
                m_name,
                kDeepest);
        }
        m_open.push_back(std::move(value));
        return true;
    }

    bool close() {
        Json value = std::move(m_open.back());
        m_open.pop_back();
        return add(std::move(value));
    }

    bool add(Json value) {
        if (m_open.empty()) {
            m_root = std::move(value);
        } else if (m_open.back().isList()) {
            m_open.back().list().push_back(std::move(value));
        } else {
            m_open.back().object().back().second = std::move(value);
        }
        return true;
    }

    std::string_view m_name;
    std::vector<Json> m_open;
    Json m_root;
};

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

Json Json::parse(std::string_view text, std::string_view name) {
    Builder builder(name);
    nlohmann::json::sax_parse(text, &builder);
    return builder.take();
}

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

bool JsonReader::boolean() const {
    if (!m_value->isBool())
        refuse("expected true or false, but found %2", shown());
    return m_value->boolean();
}

double JsonReader::number() const {
    if (!m_value->isNumber())
        refuse("expected a number, but found %2", shown());
    return m_value->number();
}

std::int64_t JsonReader::integer() const {
    const double value = number();
    if (value != std::floor(value) || std::abs(value) > kLargestWhole)
        refuse("expected a whole number, but found %2", value);
    return static_cast<std::int64_t>(value);
}

const std::string& JsonReader::text() const {
    if (!m_value->isText())
        refuse("expected text, but found %2", shown());
    return m_value->text();
}

const Json::Object& JsonReader::object() const {
    if (!m_value->isObject())
        refuse("expected an object, but found %2", shown());
    return m_value->object();
}

std::size_t JsonReader::size() const {
    if (m_value->isObject())
        return m_value->object().size();
    if (!m_value->isList())
        refuse("expected a list, but found %2", shown());
    return m_value->list().size();
}

JsonReader JsonReader::element(std::size_t index) const {
    if (!m_value->isList())
        refuse("expected a list, but found %2", shown());
    if (index >= m_value->list().size())
        refuse("expected %2 elements or more, but found %3", index + 1, m_value->list().size());
    return {&m_value->list()[index], m_path + "[" + std::to_string(index) + "]"};
}

std::vector<JsonReader> JsonReader::elements() const {
    if (!m_value->isList())
        refuse("expected a list, but found %2", shown());
    std::vector<JsonReader> all;
    all.reserve(m_value->list().size());
    for (std::size_t i = 0; i < m_value->list().size(); ++i)
        all.push_back(element(i));
    return all;
}

JsonReader JsonReader::operator[](std::string_view name) const {
    object();
    const Json* member = m_value->find(name);
    if (!member)
        refuse("\"%2\" is missing", name);
    return {member, m_path + "." + std::string(name)};
}

std::optional<JsonReader> JsonReader::find(std::string_view name) const {
    object();
    const Json* member = m_value->find(name);
    if (!member || member->isNull())
        return {};
    return JsonReader(member, m_path + "." + std::string(name));
}

// The value in few characters, never a part of one.
std::string JsonReader::shown() const {
    constexpr std::size_t kMost = 40;
    if (m_value->isList())
        return m_value->list().empty() ? "[]" : "[…]";
    if (m_value->isObject())
        return m_value->object().empty() ? "{}" : "{…}";
    std::string text = m_value->dump();
    if (text.size() <= kMost)
        return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

} // namespace tp
