#pragma once

#include <array>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <vector>

namespace tp {

/// A row of a CSV file.
struct CsvRow {
    std::int64_t line = 0; ///< where it begins, counted from 1; quoted values may span several
    std::vector<std::string> values = {};
    bool isFaulty = false; ///< text follows a closing quotation mark; it is part of the value here

    /// Whether the line is empty.
    bool isBlank() const { return values.size() == 1 && values.front().empty(); }
};

/// What stands between values.
struct CsvDelimiter {
    char mark = ',';
    bool isWhitespace = false; ///< any number of spaces and tabs instead of `mark`
};

/// Takes a CSV text apart, row by row, as RFC 4180 has it: values may be quoted, and then hold
/// delimiters, line breaks and doubled quotation marks. Lines end with LF, CR LF or CR. A byte
/// order mark is left out. Holds one row and a small part of the text.
class CsvReader {
public:
    /// `name` stands for the file in messages. Throws BadFile for UTF-16.
    CsvReader(std::unique_ptr<std::istream> text, std::string name, CsvDelimiter delimiter);

    const std::string& name() const { return m_name; }

    /// Reads the next row; false at the end.
    ///
    /// Throws BadFile, naming the line, for a quotation that never ends, a row beyond 16 MiB or
    /// 65 536 values, and where the text cannot be read on. There are no more rows after that.
    bool next(CsvRow& row);

private:
    static constexpr int kEnd = -1;

    int peek();
    int take();
    void skipMark();
    void skipLineBreak(int first);
    void skipWhitespace();
    bool isDelimiter(int letter) const;
    bool isLineBreak(int letter) const { return letter == '\n' || letter == '\r'; }
    void add(std::string& value, int letter);
    void readValue(CsvRow& row, std::string& value);
    void readQuoted(CsvRow& row, std::string& value);

    std::unique_ptr<std::istream> m_text;
    std::string m_name;
    CsvDelimiter m_delimiter;
    std::array<char, 65536> m_part{};
    std::size_t m_place = 0;
    std::size_t m_partSize = 0;
    std::int64_t m_line = 1;
    std::size_t m_rowBytes = 0;
    std::int64_t m_rowLine = 1;
    bool m_isAtEnd = false;
};

} // namespace tp
