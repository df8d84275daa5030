#include "engine/notebook/value_text.h"

#include "engine/ops/creation.h"
#include "engine/ops/reduce.h"
#include "engine/ops/rules.h"

#include <array>
#include <charconv>
#include <cmath>
#include <complex>

namespace tp::notebook {

namespace {

constexpr std::size_t kDeepest = Shape::kMaxRank;
constexpr std::array kDTypes{
    DType::Float32, DType::Int32, DType::Bool, DType::Complex64, DType::String};

enum class Kind { Unknown, Bool, Number, Complex, Text }; // a mixture is the last of its kinds

struct Value {
    std::complex<double> number;
    std::string text;
};

bool isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Reads nested brackets from left to right.
class Reader {
public:
    explicit Reader(std::string_view text) : m_text(text) {}

    void readAll() {
        skipSpace();
        check(m_at < m_text.size(), "values: there is nothing; type a number or [1, 2, 3].");
        readItem(0);
        skipSpace();
        check(
            m_at == m_text.size(),
            "values: “%1” at place %2 is too much.",
            m_text.substr(m_at, 12),
            m_at + 1);
    }

    Tensor toTensor(std::optional<DType> asked) const {
        const DType dtype = asked.value_or(ownType());
        checkSizes(m_shape, "values");
        check(
            (dtype == DType::String) == (m_kind == Kind::Text) || m_values.empty(),
            "values: these cannot be %1.",
            dtype);
        check(
            m_kind != Kind::Complex || dtype == DType::Complex64,
            "values: complex numbers cannot be %1.",
            dtype);
        switch (dtype) {
        case DType::String:
            return build<std::string>([](const Value& v) { return v.text; });
        case DType::Complex64:
            return build<std::complex<float>>(
                [](const Value& v) { return std::complex<float>(v.number); });
        case DType::Int32:
            return build<std::int32_t>([](const Value& v) { return toInt32(v.number.real()); });
        case DType::Bool:
            return build<std::uint8_t>(
                [](const Value& v) { return static_cast<std::uint8_t>(v.number.real() != 0); });
        case DType::Float32:
            break;
        }
        return build<float>([](const Value& v) { return static_cast<float>(v.number.real()); });
    }

private:
    template<class T, class Convert>
    Tensor build(Convert convert) const {
        std::vector<T> elements;
        elements.reserve(m_values.size());
        for (const Value& value : m_values)
            elements.push_back(convert(value));
        return fromBuffer(elements, m_shape);
    }

    DType ownType() const {
        switch (m_kind) {
        case Kind::Bool:
            return DType::Bool;
        case Kind::Complex:
            return DType::Complex64;
        case Kind::Text:
            return DType::String;
        case Kind::Unknown:
        case Kind::Number:
            break;
        }
        return DType::Float32;
    }

    void skipSpace() {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }

    bool take(char c) {
        skipSpace();
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    void readItem(std::size_t depth) {
        if (take('[')) {
            readList(depth);
            return;
        }
        check(
            !m_leafDepth || *m_leafDepth == depth,
            "values: the brackets at place %1 are nested differently than before.",
            m_at + 1);
        m_leafDepth = depth;
        readValue();
    }

    void readList(std::size_t depth) {
        check(depth < kDeepest, "values: brackets may be nested %1 deep at most.", kDeepest);
        const std::size_t place = m_at;
        std::int64_t count = 0;
        if (!take(']')) {
            do {
                readItem(depth + 1);
                ++count;
            } while (take(',') && !isClosed());
            check(take(']'), "values: a ] is missing at place %1.", m_at + 1);
        }
        noteSize(depth, count, place);
    }

    /// Whether a ] follows: [1, 2, ] is as good as [1, 2].
    bool isClosed() {
        skipSpace();
        return m_at < m_text.size() && m_text[m_at] == ']';
    }

    void noteSize(std::size_t depth, std::int64_t count, std::size_t place) {
        while (m_shape.rank() <= depth)
            m_shape.push_back(-1);
        if (m_shape[depth] == -1)
            m_shape[depth] = count;
        check(
            m_shape[depth] == count,
            "values: the row at place %1 has %2 elements, but another has %3.",
            place,
            count,
            m_shape[depth]);
        check(
            !m_leafDepth || *m_leafDepth >= m_shape.rank(),
            "values: the brackets at place %1 are nested differently than before.",
            place);
    }

    void readValue() {
        skipSpace();
        if (m_at < m_text.size() && (m_text[m_at] == '"' || m_text[m_at] == '\''))
            return add(Kind::Text, {{}, readQuoted()});
        const std::size_t start = m_at;
        while (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != ']' &&
               m_text[m_at] != '[')
            ++m_at;
        std::size_t end = m_at;
        while (end > start && isSpace(m_text[end - 1]))
            --end;
        const std::string_view word = m_text.substr(start, end - start);
        if (word == "true" || word == "false")
            return add(Kind::Bool, {word == "true" ? 1.0 : 0.0, {}});
        readNumber(word, start);
    }

    void readNumber(std::string_view word, std::size_t place) {
        std::string_view rest = word;
        std::complex<double> sum = 0;
        bool isComplex = false;
        for (int part = 0; part < 2 && (part == 0 || !rest.empty()); ++part) {
            const double sign = takeSign(rest);
            const std::optional<double> size = takeNumber(rest);
            const bool isImaginary = !rest.empty() && rest.front() == 'i';
            check(
                size || isImaginary,
                "values: “%1” at place %2 is not a number, true, false or a quoted text.",
                word,
                place + 1);
            if (isImaginary)
                rest.remove_prefix(1);
            sum += sign * size.value_or(1) * (isImaginary ? std::complex<double>(0, 1) : 1.0);
            isComplex = isComplex || isImaginary;
            while (!rest.empty() && isSpace(rest.front()))
                rest.remove_prefix(1);
        }
        check(
            rest.empty(),
            "values: “%1” at place %2 is not a number, true, false or a quoted text.",
            word,
            place + 1);
        add(isComplex ? Kind::Complex : Kind::Number, {sum, {}});
    }

    static double takeSign(std::string_view& text) {
        double sign = 1;
        while (!text.empty() && (text.front() == '-' || text.front() == '+' || isSpace(text[0]))) {
            sign *= text.front() == '-' ? -1 : 1;
            text.remove_prefix(1);
        }
        return sign;
    }

    static std::optional<double> takeNumber(std::string_view& text) {
        for (const std::string_view name : {"NaN", "Infinity"}) {
            if (text.starts_with(name)) {
                text.remove_prefix(name.size());
                return name == "NaN" ? std::nan("") : HUGE_VAL;
            }
        }
        if (text.empty() || !(text.front() == '.' || (text.front() >= '0' && text.front() <= '9')))
            return {};
        double value = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
        if (read.ec == std::errc::invalid_argument)
            return {};
        if (read.ec == std::errc::result_out_of_range)
            value = HUGE_VAL;
        text.remove_prefix(static_cast<std::size_t>(read.ptr - text.data()));
        return value;
    }

    std::string readQuoted() {
        const char quote = m_text[m_at++];
        std::string word;
        while (m_at < m_text.size() && m_text[m_at] != quote) {
            if (m_text[m_at] == '\\' && m_at + 1 < m_text.size()) {
                ++m_at;
                word += m_text[m_at] == 'n' ? '\n' : m_text[m_at];
            } else {
                word += m_text[m_at];
            }
            ++m_at;
        }
        check(m_at < m_text.size(), "values: a text has no closing %1.", std::string(1, quote));
        ++m_at;
        return word;
    }

    void add(Kind kind, Value value) {
        const bool isText = kind == Kind::Text;
        check(
            m_kind == Kind::Unknown || isText == (m_kind == Kind::Text),
            "values: texts and numbers cannot stand in one tensor.");
        m_kind = std::max(m_kind, kind);
        m_values.push_back(std::move(value));
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::optional<std::size_t> m_leafDepth;
    Shape m_shape;
    Kind m_kind = Kind::Unknown;
    std::vector<Value> m_values;
};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> listItems(std::string_view text) {
    std::string_view rest = trimmed(text);
    if (rest.starts_with('[') && rest.ends_with(']'))
        rest = trimmed(rest.substr(1, rest.size() - 2));
    std::vector<std::string_view> items;
    while (!rest.empty()) {
        const std::size_t comma = rest.find(',');
        items.push_back(trimmed(rest.substr(0, comma)));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return items;
}

double realOf(std::string_view text, std::string_view where) {
    const std::string_view word = trimmed(text);
    if (word == "NaN")
        return std::nan("");
    if (word == "Infinity" || word == "-Infinity")
        return word[0] == '-' ? -HUGE_VAL : HUGE_VAL;
    double value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    check(
        read.ec == std::errc() && read.ptr == word.data() + word.size() && !word.empty(),
        "%1: “%2” is not a number.",
        where,
        word);
    return value;
}

std::int64_t wholeOf(std::string_view text, std::string_view where) {
    const std::string_view word = trimmed(text);
    std::int64_t value = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
    check(
        read.ec == std::errc() && read.ptr == word.data() + word.size() && !word.empty(),
        "%1: “%2” is not a whole number.",
        where,
        word);
    return value;
}

template<class T, class Read>
std::vector<T> listOf(std::string_view text, Read read) {
    std::vector<T> list;
    for (const std::string_view item : listItems(text))
        list.push_back(T(read(item)));
    return list;
}

template<class List, class Text>
std::string listText(const List& list, Text text) {
    std::string all;
    for (const auto& item : list)
        all += (all.empty() ? "" : ", ") + text(item);
    return all;
}

std::string quoted(const std::string& text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c == '\n' ? std::string("\\n") : std::string(1, c);
    }
    return result + '"';
}

void appendAxis(
    std::string& text,
    const Tensor& tensor,
    const Shape& strides,
    std::size_t depth,
    std::int64_t offset,
    std::int64_t most) {
    if (depth == tensor.rank()) {
        text += elementText(tensor, offset);
        return;
    }
    const std::int64_t size = tensor.shape()[depth];
    text += '[';
    for (std::int64_t i = 0; i < size; ++i) {
        if (i > 0)
            text += ", ";
        if (size > most && i == most / 2) {
            text += "…";
            i = size - most / 2 - 1;
            continue;
        }
        appendAxis(text, tensor, strides, depth + 1, offset + i * strides[depth], most);
    }
    text += ']';
}

} // namespace

Tensor parseTensor(std::string_view text, std::optional<DType> dtype) {
    text = trimmed(text);
    for (const DType named : kDTypes) {
        const std::string_view name = dtypeName(named);
        if (!text.starts_with(name) || dtype)
            continue;
        text.remove_prefix(name.size());
        dtype = named;
    }
    Reader reader(text);
    reader.readAll();
    return reader.toTensor(dtype);
}

Attr parseAttr(std::string_view text, const Attr& like, std::string_view where) {
    const std::string_view word = trimmed(text);
    if (std::holds_alternative<bool>(like)) {
        check(word == "true" || word == "false", "%1: “%2” is not true or false.", where, word);
        return word == "true";
    }
    if (std::holds_alternative<std::int64_t>(like))
        return wholeOf(word, where);
    if (std::holds_alternative<double>(like))
        return realOf(word, where);
    if (std::holds_alternative<DType>(like))
        return dtypeFromName(word);
    if (std::holds_alternative<Ints>(like) && word == kAllAxes)
        return Axes().list();
    if (std::holds_alternative<Ints>(like))
        return listOf<std::int64_t>(word, [&](auto item) { return wholeOf(item, where); });
    if (std::holds_alternative<std::vector<double>>(like))
        return listOf<double>(word, [&](auto item) { return realOf(item, where); });
    if (std::holds_alternative<std::vector<std::string>>(like))
        return listOf<std::string>(word, [](auto item) { return std::string(item); });
    return std::string(text);
}

std::string attrText(const Attr& value) {
    struct Writer {
        std::string operator()(bool v) const { return v ? "true" : "false"; }
        std::string operator()(std::int64_t v) const { return std::to_string(v); }
        std::string operator()(double v) const { return numberText(v); }
        std::string operator()(const std::string& v) const { return v; }
        std::string operator()(DType v) const { return std::string(dtypeName(v)); }
        std::string operator()(const Ints& v) const {
            if (v == Axes().list())
                return std::string(kAllAxes);
            return listText(v, [](std::int64_t i) { return std::to_string(i); });
        }
        std::string operator()(const std::vector<double>& v) const {
            return listText(v, [](double d) { return numberText(d); });
        }
        std::string operator()(const std::vector<std::string>& v) const {
            return listText(v, [](const std::string& s) { return s; });
        }
    };
    return std::visit(Writer{}, value);
}

std::string numberText(double value) {
    if (!std::isfinite(value))
        return toText(value);
    std::array<char, 40> text{};
    const auto asFloat = static_cast<float>(value);
    const auto end = static_cast<double>(asFloat) == value
                         ? std::to_chars(text.data(), text.data() + text.size(), asFloat)
                         : std::to_chars(text.data(), text.data() + text.size(), value);
    return {text.data(), end.ptr};
}

std::string textOf(float value) {
    return numberText(static_cast<double>(value));
}

std::string textOf(std::int32_t value) {
    return std::to_string(value);
}

std::string textOf(std::uint8_t value) {
    return value != 0 ? "true" : "false";
}

std::string textOf(const std::complex<float>& value) {
    return textOf(value.real()) + (std::signbit(value.imag()) ? " - " : " + ") +
           textOf(std::abs(value.imag())) + 'i';
}

std::string textOf(const std::string& value) {
    return quoted(value);
}

std::string elementText(const Tensor& tensor, std::int64_t index) {
    const auto at = static_cast<std::size_t>(index);
    switch (tensor.dtype()) {
    case DType::Int32:
        return textOf(tensor.values<std::int32_t>()[at]);
    case DType::Bool:
        return textOf(tensor.values<std::uint8_t>()[at]);
    case DType::String:
        return textOf(tensor.values<std::string>()[at]);
    case DType::Complex64:
        return textOf(tensor.values<std::complex<float>>()[at]);
    case DType::Float32:
        break;
    }
    return textOf(tensor.values<float>()[at]);
}

std::string valuesText(const Tensor& tensor, std::int64_t mostPerAxis) {
    std::string text;
    appendAxis(text, tensor, rowMajorStrides(tensor.shape()), 0, 0, mostPerAxis);
    return text;
}

} // namespace tp::notebook
