#include "engine/io/npy.h"

#include "engine/base/error.h"
#include "engine/base/saturated.h"
#include "engine/io/file.h"
#include "engine/ops/creation.h"
#include "engine/ops/quantization.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstring>
#include <limits>
#include <string>

namespace tp::io {

namespace {

constexpr std::string_view kMagic = "\x93NUMPY";
constexpr std::size_t kMostHeaderBytes = 65536;
constexpr std::size_t kAlignment = 64;

struct Header {
    std::string kind; // "<f4"
    bool isFortran = false;
    Shape shape;
};

/// Reads the header, which is a dictionary in Python:
/// {'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }
class HeaderParser {
public:
    HeaderParser(std::string_view text, std::string_view name) : m_rest(text), m_name(name) {}

    Header parse() {
        Header header;
        expect('{');
        std::array<bool, 3> has{};
        while (!takes('}')) {
            const std::string_view key = quoted();
            expect(':');
            if (key == "descr") {
                header.kind = quoted();
                has[0] = true;
            } else if (key == "fortran_order") {
                header.isFortran = boolean();
                has[1] = true;
            } else if (key == "shape") {
                header.shape = shape();
                has[2] = true;
            } else {
                refuse();
            }
            if (!takes(',') && !startsWith('}'))
                refuse();
        }
        skipBlanks();
        if (!m_rest.empty() || has != std::array<bool, 3>{true, true, true})
            refuse();
        return header;
    }

private:
    [[noreturn]] void refuse() const {
        fail(Error::Kind::BadFile, "%1: the header is not one that NumPy writes", m_name);
    }

    void skipBlanks() {
        m_rest.remove_prefix(std::min(m_rest.find_first_not_of(" \t\n"), m_rest.size()));
    }

    bool startsWith(char c) {
        skipBlanks();
        return m_rest.starts_with(c);
    }

    bool takes(char c) {
        if (!startsWith(c))
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    void expect(char c) {
        if (!takes(c))
            refuse();
    }

    std::string_view quoted() {
        const char quote = startsWith('"') ? '"' : '\'';
        expect(quote);
        const std::size_t length = m_rest.find(quote);
        if (length == std::string_view::npos)
            refuse();
        const std::string_view text = m_rest.substr(0, length);
        m_rest.remove_prefix(length + 1);
        return text;
    }

    bool boolean() {
        skipBlanks();
        for (const std::string_view word : {"True", "False"}) {
            if (!m_rest.starts_with(word))
                continue;
            m_rest.remove_prefix(word.size());
            return word == "True";
        }
        refuse();
    }

    Shape shape() {
        expect('(');
        Shape sizes;
        while (!takes(')')) {
            skipBlanks();
            std::int64_t size = -1;
            const char* const end = m_rest.data() + m_rest.size();
            const auto [after, error] = std::from_chars(m_rest.data(), end, size);
            if (error != std::errc() || size < 0)
                refuse();
            m_rest.remove_prefix(static_cast<std::size_t>(after - m_rest.data()));
            takes('L'); // as Python 2 wrote long numbers
            if (sizes.rank() == Shape::kMaxRank) {
                fail(
                    Error::Kind::BadFile,
                    "%1: the array has more than the %2 axes that a tensor may have",
                    m_name,
                    Shape::kMaxRank);
            }
            sizes.push_back(size);
            if (!takes(',') && !startsWith(')'))
                refuse();
        }
        return sizes;
    }

    std::string_view m_rest;
    std::string_view m_name;
};

/// Divides a file into its header's text and the numbers.
std::pair<std::string_view, ByteView> partsOf(ByteView bytes, std::string_view name) {
    constexpr std::size_t kVersionBytes = 2;
    const std::size_t before = kMagic.size() + kVersionBytes;
    if (bytes.size() < before + 2 || textOf(bytes.first(kMagic.size())) != kMagic)
        fail(Error::Kind::BadFile, "%1: this is no file of a NumPy array", name);
    const int version = bytes[kMagic.size()];
    if (version < 1 || version > 3)
        fail(Error::Kind::BadFile, "%1: version %2 of the format is not known", name, version);
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    if (bytes.size() < before + lengthBytes)
        fail(Error::Kind::BadFile, "%1: the file ends within its header", name);
    std::size_t length = 0;
    for (std::size_t i = 0; i < lengthBytes; ++i)
        length |= std::size_t{bytes[before + i]} << (8 * i);
    const ByteView rest = bytes.subspan(before + lengthBytes);
    if (length > rest.size() || length > kMostHeaderBytes)
        fail(Error::Kind::BadFile, "%1: the file ends within its header", name);
    return {textOf(rest.first(length)), rest.subspan(length)};
}

template<class T>
T elementAt(ByteView bytes, std::size_t index) {
    T element{};
    std::memcpy(&element, bytes.data() + index * sizeof(T), sizeof(T));
    return element;
}

/// Elements of type `To`, read as `From`.
template<class From, class To>
Tensor convert(ByteView bytes, const Shape& shape, std::string_view name) {
    std::vector<To> elements(bytes.size() / sizeof(From));
    for (std::size_t i = 0; i < elements.size(); ++i) {
        const From value = elementAt<From>(bytes, i);
        if constexpr (sizeof(From) > sizeof(To) && std::is_integral_v<From>) {
            if (value < std::numeric_limits<To>::min() || value > std::numeric_limits<To>::max())
                fail(Error::Kind::BadFile, "%1: %2 does not fit an int32", name, value);
        }
        if constexpr (std::is_same_v<To, float> && std::is_same_v<From, double>) {
            // What is too large becomes infinite, as everywhere.
            constexpr double kMost = std::numeric_limits<float>::max();
            const bool isLarge = std::abs(value) > kMost;
            elements[i] = isLarge ? std::copysign(
                                        std::numeric_limits<float>::infinity(),
                                        static_cast<float>(value > 0 ? 1 : -1))
                                  : static_cast<float>(value);
        } else {
            elements[i] = static_cast<To>(value); // NOLINT(bugprone-signed-char-misuse): int8
        }
    }
    return fromBuffer(elements, shape);
}

Tensor readBools(ByteView bytes, const Shape& shape, std::string_view /*name*/) {
    std::vector<std::uint8_t> elements(bytes.size());
    std::transform(bytes.begin(), bytes.end(), elements.begin(), [](std::uint8_t each) {
        return static_cast<std::uint8_t>(each != 0 ? 1 : 0);
    });
    return fromBuffer(elements, shape);
}

Tensor readHalves(ByteView bytes, const Shape& shape, std::string_view /*name*/) {
    std::vector<std::uint16_t> halves(bytes.size() / sizeof(std::uint16_t));
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = elementAt<std::uint16_t>(bytes, i);
    return dequantizeFloat16(halves, shape);
}

/// A kind of element as NumPy writes it, its bytes and what reads it.
struct Kind {
    std::string_view name;
    std::size_t bytes;
    Tensor (*read)(ByteView bytes, const Shape& shape, std::string_view name);
};

constexpr std::array<Kind, 11> kKinds = {{
    {"<f4", 4, convert<float, float>},
    {"<f8", 8, convert<double, float>},
    {"<f2", 2, readHalves},
    {"|b1", 1, readBools},
    {"|u1", 1, convert<std::uint8_t, std::int32_t>},
    {"|i1", 1, convert<std::int8_t, std::int32_t>},
    {"<u2", 2, convert<std::uint16_t, std::int32_t>},
    {"<i2", 2, convert<std::int16_t, std::int32_t>},
    {"<i4", 4, convert<std::int32_t, std::int32_t>},
    {"<i8", 8, convert<std::int64_t, std::int32_t>},
    {"<c8", 8, convert<std::complex<float>, std::complex<float>>},
}};

const Kind& kindOf(const std::string& name, std::string_view file) {
    const auto* const kind = std::find_if(
        kKinds.begin(), kKinds.end(), [&](const Kind& each) { return each.name == name; });
    if (kind == kKinds.end())
        fail(Error::Kind::BadFile, "%1: elements of kind \"%2\" cannot be read", file, name);
    return *kind;
}

/// Columns first as rows first: the place of each element along the axes stays.
Bytes rowsFirst(ByteView bytes, const Shape& shape, std::size_t elementBytes) {
    Bytes turned(bytes.size());
    Shape place = shape;
    std::fill_n(&place[0], shape.rank(), 0);
    for (std::size_t to = 0; to < bytes.size(); to += elementBytes) {
        std::size_t from = 0;
        for (std::size_t axis = shape.rank(); axis-- > 0;) {
            from = from * static_cast<std::size_t>(shape[axis]) +
                   static_cast<std::size_t>(place[axis]);
        }
        std::memcpy(&turned[to], &bytes[from * elementBytes], elementBytes);
        for (std::size_t axis = shape.rank(); axis-- > 0;) {
            if (++place[axis] < shape[axis])
                break;
            place[axis] = 0;
        }
    }
    return turned;
}

void checkBytes(const Header& header, const Kind& kind, std::size_t found, std::string_view name) {
    std::int64_t needed = static_cast<std::int64_t>(kind.bytes);
    bool isEmpty = false;
    for (const std::int64_t size : header.shape) {
        isEmpty = isEmpty || size == 0;
        needed = saturatedProduct(needed, std::max<std::int64_t>(size, 1));
    }
    constexpr std::int64_t kMost = std::int64_t{1} << 40;
    if (needed > kMost) {
        fail(
            Error::Kind::BadFile,
            "%1: an array of shape %2 has more elements than memory can hold",
            name,
            header.shape);
    }
    needed = isEmpty ? 0 : needed;
    if (static_cast<std::int64_t>(found) != needed) {
        fail(
            Error::Kind::BadFile,
            "%1: an array of shape %2 needs %3 bytes, but there are %4",
            name,
            header.shape,
            needed,
            found);
    }
}

ByteView elementsOf(const Tensor& tensor) {
    const auto bytes = static_cast<std::size_t>(tensor.size()) * dtypeBytes(tensor.dtype());
    return {reinterpret_cast<const std::uint8_t*>(tensor.storage()->host()), bytes};
}

std::string headerText(const Tensor& tensor) {
    constexpr std::array<std::string_view, 4> kNames = {"<f4", "<i4", "|b1", "<c8"};
    std::string text = "{'descr': '";
    text += kNames[static_cast<std::size_t>(tensor.dtype())];
    text += "', 'fortran_order': False, 'shape': (";
    for (const std::int64_t size : tensor.shape())
        text += std::to_string(size) + ", ";
    text += "), }";
    constexpr std::size_t kBefore = 10; // magic, version, length
    while ((kBefore + text.size() + 1) % kAlignment != 0)
        text += ' ';
    return text + '\n';
}

} // namespace

Tensor parseNpy(ByteView bytes, std::string_view name) {
    const auto [text, numbers] = partsOf(bytes, name);
    const Header header = HeaderParser(text, name).parse();
    const Kind& kind = kindOf(header.kind, name);
    checkBytes(header, kind, numbers.size(), name);
    if (!header.isFortran || header.shape.rank() < 2)
        return kind.read(numbers, header.shape, name);
    return kind.read(rowsFirst(numbers, header.shape, kind.bytes), header.shape, name);
}

Tensor readNpy(const std::filesystem::path& file) {
    constexpr std::uint64_t kMost = std::uint64_t{1} << 40;
    return parseNpy(readFile(file, kMost), file.string());
}

Bytes npyBytes(const Tensor& tensor) {
    check(
        tensor.dtype() != DType::String,
        "NumPy's files cannot hold a tensor of dtype %1.",
        tensor.dtype());
    const std::string header = headerText(tensor);
    Bytes bytes(kMagic.begin(), kMagic.end());
    bytes.push_back(1);
    bytes.push_back(0);
    bytes.push_back(static_cast<std::uint8_t>(header.size() & 0xFFU));
    bytes.push_back(static_cast<std::uint8_t>(header.size() >> 8U));
    bytes.insert(bytes.end(), header.begin(), header.end());
    const ByteView elements = elementsOf(tensor);
    bytes.insert(bytes.end(), elements.begin(), elements.end());
    return bytes;
}

void writeNpy(const std::filesystem::path& file, const Tensor& tensor) {
    const Bytes bytes = npyBytes(tensor);
    const TemporaryFile draft(file.string() + "." + uniqueTag() + ".tmp");
    writeNewFile(draft.path(), bytes, file);
    replaceFile(draft.path(), file);
}

} // namespace tp::io
