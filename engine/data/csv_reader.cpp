#include "engine/data/csv_reader.h"

#include "engine/base/error.h"

namespace tp {

namespace {

// More than these is an attack, or a quotation mark that nobody closed.
constexpr std::size_t kMostRowBytes = std::size_t{16} << 20U;
constexpr std::size_t kMostValues = 65536;

} // namespace

CsvReader::CsvReader(std::unique_ptr<std::istream> text, std::string name, CsvDelimiter delimiter)
    : m_text(std::move(text))
    , m_name(std::move(name))
    , m_delimiter(delimiter) {
    skipMark();
}

int CsvReader::peek() {
    if (m_place == m_partSize && !m_isAtEnd) {
        m_text->read(m_part.data(), static_cast<std::streamsize>(m_part.size()));
        m_partSize = static_cast<std::size_t>(m_text->gcount());
        m_place = 0;
        m_isAtEnd = m_partSize == 0;
        if (m_text->bad())
            fail(Error::Kind::BadFile, "%1: line %2: the file cannot be read on", m_name, m_line);
    }
    return m_isAtEnd ? kEnd : static_cast<unsigned char>(m_part[m_place]);
}

int CsvReader::take() {
    const int letter = peek();
    m_place += letter == kEnd ? 0 : 1;
    return letter;
}

void CsvReader::skipMark() {
    peek();
    const std::string_view start(m_part.data(), m_partSize);
    if (start.starts_with("\xef\xbb\xbf"))
        m_place = 3;
    if (start.starts_with("\xff\xfe") || start.starts_with("\xfe\xff"))
        fail(Error::Kind::BadFile, "%1: the text is UTF-16; save it as UTF-8", m_name);
}

/// CR LF is one line break.
void CsvReader::skipLineBreak(int first) {
    if (first == '\r' && peek() == '\n')
        take();
    ++m_line;
}

bool CsvReader::isDelimiter(int letter) const {
    if (m_delimiter.isWhitespace)
        return letter == ' ' || letter == '\t';
    return letter == static_cast<unsigned char>(m_delimiter.mark);
}

void CsvReader::skipWhitespace() {
    while (m_delimiter.isWhitespace && isDelimiter(peek()))
        take();
}

void CsvReader::add(std::string& value, int letter) {
    if (++m_rowBytes > kMostRowBytes) {
        m_isAtEnd = true;
        fail(
            Error::Kind::BadFile,
            "%1: line %2: the row is longer than %3 bytes; is a quotation mark not closed?",
            m_name,
            m_rowLine,
            kMostRowBytes);
    }
    value.push_back(static_cast<char>(letter));
}

bool CsvReader::next(CsvRow& row) {
    row.line = m_line;
    row.values.clear();
    row.isFaulty = false;
    m_rowLine = m_line;
    m_rowBytes = 0;
    skipWhitespace();
    if (peek() == kEnd)
        return false;
    for (;;) {
        readValue(row, row.values.emplace_back());
        const bool endsInWhitespace = m_delimiter.isWhitespace && isDelimiter(peek());
        skipWhitespace();
        const int letter = peek();
        if (letter == kEnd || isLineBreak(letter)) {
            take();
            if (letter != kEnd)
                skipLineBreak(letter);
            return true;
        }
        if (!endsInWhitespace)
            take(); // the delimiter
        if (row.values.size() == kMostValues) {
            m_isAtEnd = true;
            fail(
                Error::Kind::BadFile,
                "%1: line %2: the row has more than %3 values",
                m_name,
                m_rowLine,
                kMostValues);
        }
    }
}

/// Up to the delimiter or the end of the row, which stay.
void CsvReader::readValue(CsvRow& row, std::string& value) {
    const bool isQuoted = peek() == '"';
    if (isQuoted)
        readQuoted(row, value);
    for (int letter = peek(); letter != kEnd && !isDelimiter(letter) && !isLineBreak(letter);
         letter = peek()) {
        row.isFaulty = row.isFaulty || isQuoted;
        add(value, take());
    }
}

void CsvReader::readQuoted(CsvRow& row, std::string& value) {
    const std::int64_t line = m_line;
    take();
    for (;;) {
        const int letter = take();
        if (letter == kEnd) {
            fail(
                Error::Kind::BadFile,
                "%1: line %2: a quotation that begins here does not end; the row began in line %3",
                m_name,
                line,
                row.line);
        }
        if (letter == '"') {
            if (peek() != '"')
                return;
            take();
        }
        add(value, letter);
        if (letter == '\n' || (letter == '\r' && peek() != '\n'))
            ++m_line;
    }
}

} // namespace tp
