#include "engine/base/json.h"

#include <cmath>

namespace tp {

namespace {

constexpr double kLargestWhole = 9007199254740992.0; // 2^53: beyond it, doubles skip whole numbers

/// Appends the way from one value to another within it; false, and nothing appended, if it is not.
bool appendWay(std::string& path, const Json& from, const Json& to) {
    if (&from == &to)
        return true;
    const std::size_t before = path.size();
    if (from.isList()) {
        for (std::size_t i = 0; i < from.list().size(); ++i) {
            path += '[' + std::to_string(i) + ']';
            if (appendWay(path, from.list()[i], to))
                return true;
            path.resize(before);
        }
    } else if (from.isObject()) {
        for (const auto& [name, member] : from.object()) {
            path += '.' + name;
            if (appendWay(path, member, to))
                return true;
            path.resize(before);
        }
    }
    return false;
}

} // namespace

struct JsonReader::Place {
    std::string name;
    std::optional<JsonReader> other; // whose path it is
};

JsonReader::JsonReader(const Json& value, std::string&& name)
    : m_value(&value)
    , m_root(&value)
    , m_place(std::make_shared<const Place>(Place{std::move(name), {}})) {}

JsonReader::JsonReader(const Json& value, const JsonReader& inPlaceOf)
    : m_value(&value)
    , m_root(&value)
    , m_place(std::make_shared<const Place>(Place{{}, inPlaceOf})) {}

std::string JsonReader::path() const {
    std::string path(m_name);
    if (m_place)
        path = m_place->other ? m_place->other->path() : m_place->name;
    appendWay(path, *m_root, *m_value);
    return path;
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
    return inner(m_value->list()[index]);
}

std::vector<JsonReader> JsonReader::elements() const {
    if (!m_value->isList())
        refuse("expected a list, but found %2", shown());
    std::vector<JsonReader> all;
    all.reserve(m_value->list().size());
    for (const Json& each : m_value->list())
        all.push_back(inner(each));
    return all;
}

JsonReader JsonReader::operator[](std::string_view name) const {
    object();
    const Json* member = m_value->find(name);
    if (!member)
        refuse("\"%2\" is missing", name);
    return inner(*member);
}

std::optional<JsonReader> JsonReader::find(std::string_view name) const {
    object();
    const Json* member = m_value->find(name);
    if (!member || member->isNull())
        return {};
    return inner(*member);
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
