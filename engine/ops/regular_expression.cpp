#include "engine/ops/regular_expression.h"

#include "engine/base/error.h"

#define PCRE2_CODE_UNIT_WIDTH 16 // NOLINT(cppcoreguidelines-macro-usage): how the header is asked
#include <pcre2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace tp {

namespace {

// What stands for bytes that are not UTF-8, as in a browser.
constexpr char32_t kReplacement = 0xfffd;

/// The letter that begins at `at`, which goes on behind it.
char32_t nextLetter(const std::string& text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80)
        return first;
    const int more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    if (first < 0xc2 || first > 0xf4)
        return kReplacement;
    char32_t letter = first & (0x3fU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i, ++at) {
        if (at == text.size() || (byte(at) & 0xc0U) != 0x80)
            return kReplacement;
        letter = letter << 6U | (byte(at) & 0x3fU);
    }
    const bool tooLong = (more == 2 && letter < 0x800) || (more == 3 && letter < 0x10000);
    const bool noLetter = (letter >= 0xd800 && letter < 0xe000) || letter > 0x10ffff;
    return tooLong || noLetter ? kReplacement : letter;
}

std::u16string toUtf16(const std::string& text) {
    std::u16string units;
    units.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t letter = nextLetter(text, at);
        if (letter < 0x10000) {
            units += static_cast<char16_t>(letter);
        } else {
            units += static_cast<char16_t>(0xd7c0 + (letter >> 10U));
            units += static_cast<char16_t>(0xdc00 + (letter & 0x3ffU));
        }
    }
    return units;
}

std::string toUtf8(std::u16string_view units) {
    std::string text;
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t letter = units[i];
        const bool isPair = letter >= 0xd800 && letter < 0xdc00 && i + 1 < units.size() &&
                            units[i + 1] >= 0xdc00 && units[i + 1] < 0xe000;
        if (isPair) {
            letter = (letter - 0xd7c0) << 10U | (units[++i] & 0x3ffU);
        } else if (letter >= 0xd800 && letter < 0xe000) {
            letter = kReplacement;
        }
        const int more = letter < 0x80 ? 0 : letter < 0x800 ? 1 : letter < 0x10000 ? 2 : 3;
        constexpr std::array<unsigned, 4> kLead = {0, 0xc0, 0xe0, 0xf0};
        text += static_cast<char>(
            kLead[static_cast<std::size_t>(more)] | letter >> static_cast<unsigned>(6 * more));
        for (int k = more; k-- > 0;)
            text += static_cast<char>(0x80U | (letter >> static_cast<unsigned>(6 * k) & 0x3fU));
    }
    return text;
}

PCRE2_SPTR unitsOf(std::u16string_view text) {
    return reinterpret_cast<PCRE2_SPTR>(text.data());
}

std::string messageOf(int error) {
    std::array<PCRE2_UCHAR, 256> message{};
    pcre2_get_error_message(error, message.data(), message.size());
    return toUtf8(reinterpret_cast<const char16_t*>(message.data()));
}

} // namespace

struct RegularExpression::Code {
    pcre2_code* compiled = nullptr;
    pcre2_match_context* limits = nullptr;

    Code() = default;
    Code(const Code&) = delete;
    Code& operator=(const Code&) = delete;
    ~Code() {
        pcre2_match_context_free(limits);
        pcre2_code_free(compiled);
    }
};

namespace {

using MatchData = std::unique_ptr<pcre2_match_data, decltype(&pcre2_match_data_free)>;

/// One match in a text.
class Match {
public:
    Match(const pcre2_code* code, const pcre2_match_data* data, std::u16string_view text)
        : m_code(code)
        , m_text(text)
        , m_bounds(pcre2_get_ovector_pointer(const_cast<pcre2_match_data*>(data))) // NOLINT
        , m_count(pcre2_get_ovector_count(const_cast<pcre2_match_data*>(data)))    // NOLINT
    {}

    std::size_t begin() const { return m_bounds[0]; }
    std::size_t end() const { return m_bounds[1]; }
    std::size_t groups() const { return m_count - 1; }

    /// Empty if the group took no part.
    std::u16string_view group(std::size_t number) const {
        const std::size_t from = m_bounds[2 * number];
        return from == PCRE2_UNSET ? std::u16string_view()
                                   : m_text.substr(from, m_bounds[2 * number + 1] - from);
    }

    std::u16string_view before() const { return m_text.substr(0, begin()); }
    std::u16string_view after() const { return m_text.substr(end()); }

    /// The group of that name, if the pattern has one.
    std::optional<std::size_t> numberOf(const std::u16string& name) const {
        const int number = pcre2_substring_number_from_name(m_code, unitsOf(name));
        return number > 0 ? std::optional(static_cast<std::size_t>(number)) : std::nullopt;
    }

    bool hasNames() const {
        std::uint32_t count = 0;
        pcre2_pattern_info(m_code, PCRE2_INFO_NAMECOUNT, &count);
        return count > 0;
    }

private:
    const pcre2_code* m_code;
    std::u16string_view m_text;
    const std::size_t* m_bounds;
    std::size_t m_count;
};

bool isDigit(char16_t unit) {
    return unit >= u'0' && unit <= u'9';
}

/// What the `$` at `at` stands for, or nothing if it is just that. `at` goes on behind it.
std::optional<std::u16string_view>
substitute(std::u16string_view rewrite, std::size_t& at, const Match& match) {
    const std::u16string_view rest = rewrite.substr(at + 1);
    const char16_t sign = rest.empty() ? u'\0' : rest[0];
    at += 2;
    if (sign == u'$')
        return u"$";
    if (sign == u'&')
        return match.group(0);
    if (sign == u'`')
        return match.before();
    if (sign == u'\'')
        return match.after();
    if (isDigit(sign)) {
        const auto one = static_cast<std::size_t>(sign - u'0');
        const std::size_t two = rest.size() > 1 && isDigit(rest[1])
                                    ? one * 10 + static_cast<std::size_t>(rest[1] - u'0')
                                    : 0;
        if (two > 0 && two <= match.groups()) {
            ++at;
            return match.group(two);
        }
        if (one > 0 && one <= match.groups())
            return match.group(one);
    }
    if (sign == u'<' && match.hasNames()) {
        const std::size_t close = rest.find(u'>');
        if (close != std::u16string_view::npos) {
            at += close;
            const auto number = match.numberOf(std::u16string(rest.substr(1, close - 1)));
            return number ? match.group(*number) : std::u16string_view();
        }
    }
    at -= 1;
    return std::nullopt;
}

void appendRewritten(std::u16string& result, std::u16string_view rewrite, const Match& match) {
    for (std::size_t at = 0; at < rewrite.size();) {
        const std::size_t dollar = std::min(rewrite.find(u'$', at), rewrite.size());
        result += rewrite.substr(at, dollar - at);
        at = dollar;
        if (at == rewrite.size())
            return;
        if (const auto text = substitute(rewrite, at, match)) {
            result += *text;
        } else {
            result += u'$';
        }
    }
}

} // namespace

RegularExpression::RegularExpression(const std::string& pattern) {
    const std::u16string units = toUtf16(pattern);
    auto code = std::make_shared<Code>();
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
    pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
    int error = 0;
    std::size_t position = 0;
    code->compiled = pcre2_compile(
        unitsOf(units),
        units.size(),
        PCRE2_ALT_BSUX | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF |
            PCRE2_DOLLAR_ENDONLY | PCRE2_NEVER_UTF | PCRE2_NEVER_UCP,
        &error,
        &position,
        context);
    pcre2_compile_context_free(context);
    if (!code->compiled) {
        fail(
            Error::Kind::InvalidArgument,
            "The pattern \"%1\" is faulty at position %2: %3.",
            pattern,
            position,
            messageOf(error));
    }
    // Patterns such as (a+)+$ would take years on some texts.
    constexpr std::uint32_t kMostSteps = 1'000'000;
    constexpr std::uint32_t kMostKibibytes = 64 * 1024;
    code->limits = pcre2_match_context_create(nullptr);
    pcre2_set_match_limit(code->limits, kMostSteps);
    pcre2_set_heap_limit(code->limits, kMostKibibytes);
    m_code = std::move(code);
}

std::string RegularExpression::replaced(
    const std::string& text, const std::string& rewrite, bool everywhere) const {
    const std::u16string units = toUtf16(text);
    const std::u16string rewriteUnits = toUtf16(rewrite);
    const MatchData data(
        pcre2_match_data_create_from_pattern(m_code->compiled, nullptr), pcre2_match_data_free);
    std::u16string result;
    std::size_t copied = 0;
    bool found = false;
    for (std::size_t at = 0; at <= units.size();) {
        const int count = pcre2_match(
            m_code->compiled, unitsOf(units), units.size(), at, 0, data.get(), m_code->limits);
        if (count == PCRE2_ERROR_NOMATCH)
            break;
        if (count < 0) {
            fail(
                Error::Kind::InvalidArgument,
                "The search for a pattern in a text of %1 letters was given up: %2.",
                units.size(),
                messageOf(count));
        }
        const Match match(m_code->compiled, data.get(), units);
        if (match.begin() > copied)
            result += std::u16string_view(units).substr(copied, match.begin() - copied);
        appendRewritten(result, rewriteUnits, match);
        copied = match.end();
        // An empty match is not found again at its place.
        at = match.end() + (match.end() == match.begin() || match.end() == at ? 1 : 0);
        found = true;
        if (!everywhere)
            break;
    }
    if (!found)
        return text;
    return toUtf8(result + units.substr(copied));
}

} // namespace tp
