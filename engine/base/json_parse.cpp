#include "engine/base/json.h"

#include <nlohmann/json.hpp>
#include <simdjson.h>

namespace tp {

namespace {

constexpr std::size_t kDeepest = 256;

// Where a value is made, so that none has to be moved there.

struct InList {
    Json::List& list;
    template<class Value>
    Json& put(Value value) const {
        return list.emplace_back(std::move(value));
    }
};

struct InObject {
    Json::Object& object;
    std::string_view name;
    template<class Value>
    Json& put(Value value) const {
        return object.emplace_back(name, std::move(value)).second;
    }
};

struct AsRoot {
    Json& root;
    template<class Value>
    Json& put(Value value) const {
        return root = Json(std::move(value));
    }
};

/// Takes over what simdjson has read. False for lists and objects that lie too deep.
template<class Place>
bool take(simdjson::dom::element from, std::size_t depth, const Place& place);

bool takeElements(const simdjson::dom::array& from, std::size_t depth, Json::List& list) {
    if (depth == kDeepest)
        return false;
    list.reserve(from.size());
    for (const simdjson::dom::element each : from) {
        if (!take(each, depth + 1, InList{list}))
            return false;
    }
    return true;
}

bool takeMembers(const simdjson::dom::object& from, std::size_t depth, Json::Object& object) {
    if (depth == kDeepest)
        return false;
    object.reserve(from.size());
    for (const simdjson::dom::key_value_pair each : from) {
        if (!take(each.value, depth + 1, InObject{object, each.key}))
            return false;
    }
    return true;
}

template<class Place>
bool take(simdjson::dom::element from, std::size_t depth, const Place& place) {
    using Type = simdjson::dom::element_type;
    switch (from.type()) {
    case Type::ARRAY:
        return takeElements(from.get_array().value_unsafe(), depth, place.put(Json::List()).list());
    case Type::OBJECT:
        return takeMembers(
            from.get_object().value_unsafe(), depth, place.put(Json::Object()).object());
    case Type::INT64:
        place.put(static_cast<double>(from.get_int64().value_unsafe()));
        return true;
    case Type::UINT64:
        place.put(static_cast<double>(from.get_uint64().value_unsafe()));
        return true;
    case Type::DOUBLE:
        place.put(from.get_double().value_unsafe());
        return true;
    case Type::STRING:
        place.put(from.get_string().value_unsafe());
        return true;
    case Type::BOOL:
        place.put(from.get_bool().value_unsafe());
        return true;
    case Type::NULL_VALUE:
        place.put(Json());
        return true;
    }
    return false;
}

/// Reads what simdjson, which is several times as fast, refuses: says what is wrong and where, and
/// accepts the few things that are right all the same, as whole numbers of more than 64 bits.
///
/// The value is built while the text is read, so that deep nesting is refused before it costs
/// memory.
class CarefulBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit CarefulBuilder(std::string_view name) : m_name(name) {}

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

} // namespace

Json Json::parse(std::string_view text, std::string_view name) {
    constexpr std::size_t kMostKept = std::size_t{256} << 10; // larger texts are rare
    thread_local simdjson::dom::parser kept;                  // which has its memory ready
    simdjson::dom::parser forOne;
    simdjson::dom::parser& parser = text.size() <= kMostKept ? kept : forOne;
    simdjson::dom::element root;
    Json value;
    if (!text.empty() && !parser.parse(text.data(), text.size()).get(root) &&
        take(root, 0, AsRoot{value}))
        return value;
    CarefulBuilder builder(name);
    nlohmann::json::sax_parse(text, &builder);
    return builder.take();
}

} // namespace tp
