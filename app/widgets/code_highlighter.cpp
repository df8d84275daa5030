#include "app/widgets/code_highlighter.h"

#include "app/theme/theme.h"

#include <QSet>
#include <QTextCharFormat>

namespace app {

namespace {

// What a block hands on to the next one.
constexpr int kInCode = 0;
constexpr int kInComment = 1;
constexpr int kInTemplate = 2;

const QSet<QString>& keywords(CodeLanguage language) {
    static const QSet<QString> cpp{
        "auto",     "bool",    "break",  "case",     "char",   "class",     "const",    "constexpr",
        "continue", "default", "do",     "double",   "else",   "enum",      "false",    "float",
        "for",      "if",      "inline", "int",      "long",   "namespace", "new",      "nullptr",
        "private",  "public",  "return", "short",    "sizeof", "static",    "struct",   "switch",
        "template", "this",    "throw",  "true",     "try",    "typename",  "unsigned", "using",
        "virtual",  "void",    "while",  "co_await", "catch",  "delete",    "explicit", "override",
        "mutable",  "concept"};
    static const QSet<QString> javaScript{
        "async",    "await",      "break",  "case", "catch",    "class",  "const",
        "continue", "default",    "delete", "do",   "else",     "export", "extends",
        "false",    "finally",    "for",    "from", "function", "if",     "import",
        "in",       "instanceof", "let",    "new",  "null",     "of",     "return",
        "static",   "super",      "switch", "this", "throw",    "true",   "try",
        "typeof",   "undefined",  "var",    "void", "while",    "yield"};
    return language == CodeLanguage::Cpp ? cpp : javaScript;
}

bool isWordPart(QChar c) {
    return c.isLetterOrNumber() || c == u'_' || c == u'$';
}

QTextCharFormat ink(const QColor& color) {
    QTextCharFormat format;
    format.setForeground(color);
    return format;
}

} // namespace

CodeColors codeColors(bool isDark) {
    const auto rgb = [](QRgb value) { return QColor::fromRgb(value); };
    if (isDark) {
        return {
            rgb(0xc8a2ff),
            rgb(0x7cc6f0),
            rgb(0x8fd694),
            rgb(0xf2b56b),
            rgb(0x9aa3b2),
            rgb(0x8fb8ff)};
    }
    return {
        rgb(0x7a2fb0), rgb(0x0a5c86), rgb(0x1d6b32), rgb(0x8f4a00), rgb(0x5b6472), rgb(0x1f4fb5)};
}

CodeHighlighter::CodeHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {
    connect(&themeNotifier(), &ThemeNotifier::changed, this, &QSyntaxHighlighter::rehighlight);
}

void CodeHighlighter::setLanguage(CodeLanguage language) {
    if (m_language == language)
        return;
    m_language = language;
    rehighlight();
}

void CodeHighlighter::highlightBlock(const QString& text) {
    const CodeColors colors = codeColors(theme().isDark);
    setCurrentBlockState(kInCode);
    qsizetype at = 0;
    if (previousBlockState() == kInTemplate) {
        at = string(text, 0, u'`');
    } else if (previousBlockState() == kInComment) {
        at = -2; // the comment goes on; handled below
    }
    while (at < text.size()) {
        const QStringView rest = QStringView(text).mid(at < 0 ? 0 : at);
        if (at == -2 || rest.startsWith(u"/*")) {
            const qsizetype from = at < 0 ? 0 : at;
            const qsizetype end = text.indexOf(QLatin1String("*/"), at < 0 ? 0 : at + 2);
            const qsizetype stop = end < 0 ? text.size() : end + 2;
            setFormat(static_cast<int>(from), static_cast<int>(stop - from), ink(colors.comment));
            if (end < 0) {
                setCurrentBlockState(kInComment);
                return;
            }
            at = stop;
        } else if (rest.startsWith(u"//")) {
            setFormat(
                static_cast<int>(at), static_cast<int>(text.size() - at), ink(colors.comment));
            return;
        } else if (
            text[at] == u'"' || text[at] == u'\'' ||
            (text[at] == u'`' && m_language == CodeLanguage::JavaScript)) {
            at = string(text, at, text[at]);
        } else if (
            text[at] == u'#' && m_language == CodeLanguage::Cpp &&
            text.left(at).trimmed().isEmpty()) {
            const qsizetype end = text.indexOf(u' ', at) < 0 ? text.size() : text.indexOf(u' ', at);
            setFormat(static_cast<int>(at), static_cast<int>(end - at), ink(colors.keyword));
            at = end;
        } else if (isWordPart(text[at])) {
            at = word(text, at);
        } else {
            ++at;
        }
    }
    if (at == -2)
        setCurrentBlockState(kInComment); // an empty line inside a comment
}

qsizetype CodeHighlighter::string(const QString& text, qsizetype start, QChar quote) {
    qsizetype end = start + (start < text.size() && text[start] == quote ? 1 : 0);
    bool isClosed = false;
    for (; end < text.size() && !isClosed; ++end) {
        if (text[end] == u'\\') {
            ++end;
        } else {
            isClosed = text[end] == quote;
        }
    }
    end = std::min(end, text.size());
    setFormat(
        static_cast<int>(start),
        static_cast<int>(end - start),
        ink(codeColors(theme().isDark).string));
    if (!isClosed && quote == u'`')
        setCurrentBlockState(kInTemplate);
    return end;
}

qsizetype CodeHighlighter::word(const QString& text, qsizetype start) {
    const CodeColors colors = codeColors(theme().isDark);
    const bool isNumber = text[start].isDigit();
    qsizetype end = start;
    const auto isSign = [&](qsizetype i) {
        return (text[i] == u'-' || text[i] == u'+') && i > start && text[i - 1].toLower() == u'e';
    };
    while (end < text.size() &&
           (isWordPart(text[end]) ||
            (isNumber && (text[end] == u'.' || text[end] == u'\'' || isSign(end)))))
        ++end;
    const QString word = text.mid(start, end - start);
    QTextCharFormat format;
    if (isNumber) {
        format = ink(colors.number);
    } else if (keywords(m_language).contains(word)) {
        format = ink(colors.keyword);
    } else if (end < text.size() && text[end] == u'(') {
        format = ink(colors.function);
    } else if (word[0].isUpper()) {
        format = ink(colors.type);
    } else {
        return end;
    }
    setFormat(static_cast<int>(start), static_cast<int>(end - start), format);
    return end;
}

} // namespace app
