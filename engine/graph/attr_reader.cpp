#include "engine/graph/attr_reader.h"

#include <array>
#include <charconv>
#include <limits>

namespace tp::graph {

namespace {

/// What a letter of base64 stands for, in both of its alphabets; -1 for none.
int valueOf(char letter) {
    if (letter >= 'A' && letter <= 'Z')
        return letter - 'A';
    if (letter >= 'a' && letter <= 'z')
        return letter - 'a' + 26;
    if (letter >= '0' && letter <= '9')
        return letter - '0' + 52;
    if (letter == '+' || letter == '-')
        return 62;
    return letter == '/' || letter == '_' ? 63 : -1;
}

std::string decodedBase64(const JsonReader& json, std::string_view text) {
    while (text.ends_with('='))
        text.remove_suffix(1);
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    unsigned bits = 0;
    unsigned held = 0;
    for (const char letter : text) {
        const int value = valueOf(letter);
        if (value < 0)
            json.refuse("this is no text in base64");
        bits = (bits << 6U) | static_cast<unsigned>(value);
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes += static_cast<char>((bits >> held) & 0xFFU);
        }
    }
    return bytes;
}

FunctionName functionFrom(const JsonReader& json) {
    return {json["name"].text()};
}

/// All elements of a list, read one by one.
template<class T>
std::vector<T> listFrom(const JsonReader& json, T (*read)(const JsonReader&)) {
    std::vector<T> list;
    for (const JsonReader& each : json.elements())
        list.push_back(read(each));
    return list;
}

bool boolFrom(const JsonReader& json) {
    return json.boolean();
}

/// Of which kind a value can be, and who reads it.
struct Kind {
    std::string_view name;
    std::optional<AttrValue> (*read)(const JsonReader& json);
};

template<class T, T (*read)(const JsonReader&)>
std::optional<AttrValue> oneFrom(const JsonReader& json) {
    return read(json);
}

template<class T, T (*read)(const JsonReader&)>
std::optional<AttrValue> severalFrom(const JsonReader& json) {
    return listFrom<T>(json, read);
}

std::optional<AttrValue> nothingFrom(const JsonReader&) {
    return {};
}

std::optional<AttrValue> listAttrFrom(const JsonReader& json) {
    static constexpr std::array<Kind, 8> kKinds = {{
        {"s", severalFrom<std::string, bytesFrom>},
        {"i", severalFrom<std::int64_t, integerFrom>},
        {"f", severalFrom<double, numberFrom>},
        {"b", severalFrom<bool, boolFrom>},
        {"type", severalFrom<DataType, dataTypeFrom>},
        {"shape", severalFrom<PartialShape, shapeFrom>},
        {"func", severalFrom<FunctionName, functionFrom>},
        {"tensor", nothingFrom},
    }};
    if (json.object().empty())
        return std::vector<std::int64_t>();
    for (const Kind& kind : kKinds) {
        if (const auto list = json.find(kind.name); list && list->size() > 0)
            return kind.read(*list);
    }
    return std::vector<std::int64_t>();
}

} // namespace

std::optional<AttrValue> attrFrom(const JsonReader& json) {
    static constexpr std::array<Kind, 9> kKinds = {{
        {"s", oneFrom<std::string, bytesFrom>},
        {"i", oneFrom<std::int64_t, integerFrom>},
        {"f", oneFrom<double, numberFrom>},
        {"b", oneFrom<bool, boolFrom>},
        {"type", oneFrom<DataType, dataTypeFrom>},
        {"shape", oneFrom<PartialShape, shapeFrom>},
        {"tensor", oneFrom<TensorValue, tensorFrom>},
        {"func", oneFrom<FunctionName, functionFrom>},
        {"list", listAttrFrom},
    }};
    const Json::Object& members = json.object();
    if (members.size() == 1) { // as nearly all have it
        const auto& [name, value] = members.front();
        for (const Kind& kind : kKinds) {
            if (kind.name == name && !value.isNull())
                return kind.read(json.inner(value));
        }
        return {};
    }
    for (const Kind& kind : kKinds) {
        if (const auto value = json.find(kind.name))
            return kind.read(*value);
    }
    return {};
}

DataType dataTypeFrom(const JsonReader& json) {
    constexpr std::int64_t kReferences = 100; // the types of variables, as opposed to values
    if (json.value().isNumber()) {
        std::int64_t number = json.integer();
        if (number > kReferences)
            number -= kReferences;
        if (number >= 0 && number <= static_cast<std::int64_t>(DataType::Uint64))
            return static_cast<DataType>(number);
        json.refuse("%2 is the number of no type", number);
    }
    std::string_view name = json.text();
    if (name.ends_with("_REF"))
        name.remove_suffix(4);
    if (const auto type = dataTypeFromName(name))
        return *type;
    if (name == "DT_INVALID")
        return DataType::Invalid;
    json.refuse("\"%2\" is the name of no type", name);
}

PartialShape shapeFrom(const JsonReader& json) {
    static_cast<void>(json.object());
    if (const auto unknown = json.find("unknownRank"); unknown && unknown->boolean())
        return {};
    std::vector<std::int64_t> sizes;
    const auto dims = json.find("dim");
    for (std::size_t i = 0; dims && i < dims->size(); ++i) {
        const JsonReader dim = dims->element(i);
        if (i == Shape::kMaxRank)
            dims->refuse("a tensor has at most %2 axes", Shape::kMaxRank);
        const auto size = dim.find("size");
        sizes.push_back(size ? integerFrom(*size) : 0);
        if (sizes.back() < -1)
            dim.refuse("%2 is no size", sizes.back());
    }
    return sizes;
}

std::int64_t integerFrom(const JsonReader& json) {
    if (!json.value().isText())
        return json.integer();
    const std::string& text = json.text();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
        json.refuse("\"%2\" is no whole number", text);
    return number;
}

double numberFrom(const JsonReader& json) {
    if (!json.value().isText())
        return json.number();
    const std::string& text = json.text();
    if (text == "NaN")
        return std::numeric_limits<double>::quiet_NaN();
    if (text == "Infinity" || text == "-Infinity") {
        const double infinity = std::numeric_limits<double>::infinity();
        return text == "Infinity" ? infinity : -infinity;
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        json.refuse("\"%2\" is no number", text);
    return number;
}

std::string bytesFrom(const JsonReader& json) {
    if (!json.value().isList())
        return decodedBase64(json, json.text());
    std::string bytes;
    for (const JsonReader& each : json.elements()) {
        const std::int64_t byte = each.integer();
        if (byte < 0 || byte > std::numeric_limits<std::uint8_t>::max())
            each.refuse("%2 is no byte", byte);
        bytes += static_cast<char>(byte);
    }
    return bytes;
}

} // namespace tp::graph
