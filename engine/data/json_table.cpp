#include "engine/data/json_table.h"

#include "engine/base/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace tp {

namespace {

// More columns than this is an attack or a mistake, not a table for learners.
constexpr std::size_t kMostColumns = 4096;
// A row of ten bytes may otherwise take the memory of thousands of cells.
constexpr std::size_t kMostGaps = std::size_t{1} << 22U;
constexpr std::uintmax_t kMostBytes = std::uintmax_t{256} << 20U;

/// Builds the table while the text is read, so that deep nesting is refused before it costs memory.
class TableBuilder : public nlohmann::json_sax<nlohmann::json> {
public:
    explicit TableBuilder(std::string_view name) : m_name(name) {}

    Table take() { return std::move(m_table); }

    bool null() override { return value(std::monostate{}); }
    bool boolean(bool flag) override { return value(flag); }
    bool number_integer(number_integer_t number) override {
        return value(static_cast<double>(number));
    }
    bool number_unsigned(number_unsigned_t number) override {
        return value(static_cast<double>(number));
    }
    bool number_float(number_float_t number, const string_t&) override { return value(number); }
    bool string(string_t& text) override { return value(std::move(text)); }
    bool binary(binary_t&) override { return false; }

    bool start_array(std::size_t) override {
        if (m_depth != 0)
            refuseRow("holds a list where a single value is expected");
        m_depth = 1;
        return true;
    }
    bool end_array() override {
        m_depth = 0;
        return true;
    }
    bool start_object(std::size_t) override {
        if (m_depth == 0)
            fail(Error::Kind::BadFile, "%1: expected a list of rows, found an object", m_name);
        if (m_depth == 2)
            refuseRow("holds an object where a single value is expected");
        m_depth = 2;
        m_table.startRow();
        return true;
    }
    bool end_object() override {
        m_depth = 1;
        return true;
    }
    bool key(string_t& name) override {
        m_column = name;
        return true;
    }
    bool parse_error(
        std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        fail(
            Error::Kind::BadFile,
            "%1: not valid JSON at byte %2, after row %3",
            m_name,
            position,
            m_table.rowCount());
    }

private:
    [[noreturn]] void refuseRow(std::string_view what) const {
        fail(Error::Kind::BadFile, "%1: row %2 %3", m_name, m_table.rowCount(), what);
    }

    bool value(Table::Cell cell) {
        if (m_depth == 0)
            fail(Error::Kind::BadFile, "%1: expected a list of rows, found a single value", m_name);
        if (m_depth == 1) {
            fail(
                Error::Kind::BadFile,
                "%1: row %2 is not an object with named values",
                m_name,
                m_table.rowCount() + 1);
        }
        m_table.set(m_column, std::move(cell));
        if (m_table.columns().size() > kMostColumns)
            refuseRow("brings more columns than a table may have");
        if (m_table.gapCount() > kMostGaps)
            refuseRow("leaves out more cells than a table may lack");
        return true;
    }

    std::string m_name;
    std::string m_column;
    int m_depth = 0; // 1 in the list of rows, 2 in a row
    Table m_table;
};

} // namespace

std::optional<std::size_t> Table::findColumn(std::string_view column) const {
    const auto place = std::find(m_columns.begin(), m_columns.end(), column);
    if (place == m_columns.end())
        return {};
    return static_cast<std::size_t>(place - m_columns.begin());
}

const Table::Cell& Table::cell(std::size_t row, std::string_view column) const {
    static const Cell kNothing;
    check(row < m_rows.size(), "table: there is no row %1; it has %2 rows", row, m_rows.size());
    const auto index = findColumn(column);
    check(index.has_value(), "table: there is no column \"%1\"", column);
    return *index < m_rows[row].size() ? m_rows[row][*index] : kNothing;
}

std::optional<double> Table::number(std::size_t row, std::string_view column) const {
    const Cell& value = cell(row, column);
    if (std::holds_alternative<std::monostate>(value))
        return {};
    const auto* number = std::get_if<double>(&value);
    check(
        number != nullptr,
        "table: row %1 has \"%2\" in column \"%3\", where a number is expected",
        row + 1,
        text(row, column),
        column);
    return *number;
}

std::string Table::text(std::size_t row, std::string_view column) const {
    const Cell& value = cell(row, column);
    if (const auto* words = std::get_if<std::string>(&value))
        return *words;
    if (const auto* number = std::get_if<double>(&value))
        return toText(*number);
    if (const auto* flag = std::get_if<bool>(&value))
        return toText(*flag);
    return {};
}

void Table::set(std::string_view column, Cell value) {
    auto index = findColumn(column);
    if (!index) {
        m_columns.emplace_back(column);
        index = m_columns.size() - 1;
    }
    auto& row = m_rows.back();
    if (row.size() <= *index) {
        m_gaps += *index - row.size();
        row.resize(*index + 1);
    }
    row[*index] = std::move(value);
}

Table parseJsonTable(std::string_view json, std::string_view name) {
    TableBuilder builder(name);
    nlohmann::json::sax_parse(json, &builder);
    return builder.take();
}

Table readJsonTable(const std::filesystem::path& file) {
    const std::string name = file.filename().string();
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        fail(Error::Kind::BadFile, "%1: the file cannot be opened", file.string());
    if (size > kMostBytes)
        fail(Error::Kind::BadFile, "%1: %2 bytes are more than a table may have", name, size);
    std::ostringstream text;
    text << stream.rdbuf();
    return parseJsonTable(text.view(), name);
}

} // namespace tp
