#pragma once

#include "engine/base/error.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tp {

/// A JSON value: nothing, a yes or no, a number, a text, a list, or an object whose members keep
/// their order.
///
///     Json config = Json::Object{{"units", 8}, {"activation", "relu"}};
///     config.dump(); // {"units":8,"activation":"relu"}
///
/// Numbers are doubles, as in JavaScript. To read what a stranger wrote, use JsonReader, which says
/// where something is wrong.
class Json {
public:
    using List = std::vector<Json>;
    using Member = std::pair<std::string, Json>;
    using Object = std::vector<Member>;

    /// Nothing: null.
    Json();
    // Defined out of line: GCC 12 otherwise warns of uninitialized members that are not there.
    Json(const Json& other);
    Json(Json&& other) noexcept;
    Json& operator=(const Json& other);
    Json& operator=(Json&& other) noexcept;
    ~Json();
    Json(bool value) : m_value(value) {}   // NOLINT(google-explicit-constructor): a value as it is
    Json(double value) : m_value(value) {} // NOLINT(google-explicit-constructor)
    Json(int value) : m_value(static_cast<double>(value)) {} // NOLINT(google-explicit-constructor)
    Json(std::int64_t value)                                 // NOLINT(google-explicit-constructor)
        : m_value(static_cast<double>(value)) {}
    Json(std::size_t value) // NOLINT(google-explicit-constructor)
        : m_value(static_cast<double>(value)) {}
    Json(const char* text) : m_value(std::string(text)) {} // NOLINT(google-explicit-constructor)
    Json(std::string text) : m_value(std::move(text)) {}   // NOLINT(google-explicit-constructor)
    Json(std::string_view text)                            // NOLINT(google-explicit-constructor)
        : m_value(std::string(text)) {}
    Json(List list) : m_value(std::move(list)) {}         // NOLINT(google-explicit-constructor)
    Json(Object members) : m_value(std::move(members)) {} // NOLINT(google-explicit-constructor)

    /// Reads a text; `name` stands for its file in messages. Throws BadFile for what is not JSON,
    /// and for lists and objects within each other more than 256 deep. Of members with the same
    /// name, the last one counts.
    static Json parse(std::string_view text, std::string_view name);

    /// The value in one line. Numbers have the fewest digits that read back to the same; those that
    /// JSON has no way to write (NaN, infinity) become null, as in JavaScript.
    std::string dump() const;

    bool isNull() const { return std::holds_alternative<std::monostate>(m_value); }
    bool isBool() const { return std::holds_alternative<bool>(m_value); }
    bool isNumber() const { return std::holds_alternative<double>(m_value); }
    bool isText() const { return std::holds_alternative<std::string>(m_value); }
    bool isList() const { return std::holds_alternative<List>(m_value); }
    bool isObject() const { return std::holds_alternative<Object>(m_value); }

    /// The value, where one knows its kind: asking for another kind is an error of the program.
    bool boolean() const { return std::get<bool>(m_value); }
    double number() const { return std::get<double>(m_value); }
    const std::string& text() const { return std::get<std::string>(m_value); }
    const List& list() const { return std::get<List>(m_value); }
    List& list() { return std::get<List>(m_value); }
    const Object& object() const { return std::get<Object>(m_value); }
    Object& object() { return std::get<Object>(m_value); }

    /// The member of that name; null if there is none or this is no object.
    const Json* find(std::string_view name) const;

    /// Sets a member, in its place if there is one of that name, else at the end.
    void set(std::string_view name, Json value);

    /// Whether both hold the same; the order of members does not count.
    bool operator==(const Json& other) const;

private:
    std::variant<std::monostate, bool, double, std::string, List, Object> m_value;
};

/// A JSON value together with where it stands, so that a complaint can say so:
/// "model.json: modelTopology.config.layers[2].name: expected text, but found a number".
///
/// Reading what is not there or is of another kind throws BadFile. Where a value stands is only
/// looked up for a complaint, so that reading costs little. The Json must outlive it, unchanged,
/// and so must the text that names it, unless it is handed over.
class JsonReader {
public:
    JsonReader(const Json& value, std::string_view name)
        : m_value(&value)
        , m_root(&value)
        , m_name(name) {}
    JsonReader(const Json& value, const char* name) : JsonReader(value, std::string_view(name)) {}
    JsonReader(const Json& value, const std::string& name)
        : JsonReader(value, std::string_view(name)) {}
    JsonReader(const Json& value, std::string&& name);

    /// Complaints say what they would about the value that the other one reads: for what is put in
    /// its place.
    JsonReader(const Json& value, const JsonReader& inPlaceOf);

    const Json& value() const { return *m_value; }

    /// Where the value stands, with the file's name.
    std::string path() const;

    bool isNull() const { return m_value->isNull(); }

    bool boolean() const;
    double number() const;

    /// A whole number within ±2^53.
    std::int64_t integer() const;
    const std::string& text() const;

    const Json::Object& object() const;

    /// How many elements a list or members an object has.
    std::size_t size() const;

    /// An element of a list.
    JsonReader element(std::size_t index) const;

    /// All elements of a list.
    std::vector<JsonReader> elements() const;

    /// A member that must be there.
    JsonReader operator[](std::string_view name) const;
    JsonReader operator[](const char* name) const { return (*this)[std::string_view(name)]; }

    /// A member that may be missing; one that is null counts as missing.
    std::optional<JsonReader> find(std::string_view name) const;

    /// A value that lies within this one, wherever.
    JsonReader inner(const Json& value) const {
        JsonReader reader(*this);
        reader.m_value = &value;
        return reader;
    }

    /// Throws BadFile: "PATH: WHAT", where `what` may hold %2 and so on for `arguments`.
    template<class... Arguments>
    [[noreturn]] void refuse(std::string_view what, const Arguments&... arguments) const {
        fail(Error::Kind::BadFile, "%1: " + std::string(what), path(), arguments...);
    }

private:
    struct Place;
    std::string shown() const;

    const Json* m_value;
    const Json* m_root; // what the name or place stands for; the value is in it
    std::string_view m_name;
    std::shared_ptr<const Place> m_place; // null where the name says it
};

} // namespace tp
