#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace tp {

/// A table read from a JSON array of objects: each object is a row, each key a column.
///
///     const Table cars = readJsonTable(resource("datasets/cars.json"));
///     const std::optional<double> power = cars.number(0, "Horsepower"); // empty where the file
///     says null
class Table {
public:
    /// Nothing, where a row lacks the column or says null.
    using Cell = std::variant<std::monostate, bool, double, std::string>;

    std::size_t rowCount() const { return m_rows.size(); }

    /// In the order in which they first appear.
    const std::vector<std::string>& columns() const { return m_columns; }

    /// Refuses a row or column that is not there.
    const Cell& cell(std::size_t row, std::string_view column) const;

    /// The number in a cell; empty if the cell holds nothing. Refuses text.
    std::optional<double> number(std::size_t row, std::string_view column) const;

    /// The cell as text; empty if the cell holds nothing.
    std::string text(std::size_t row, std::string_view column) const;

    void startRow() { m_rows.emplace_back(); }

    /// Sets a cell of the newest row, adding the column if it is new.
    void set(std::string_view column, Cell value);

    /// How many cells there are only because later ones of their rows were set.
    std::size_t gapCount() const { return m_gaps; }

private:
    std::optional<std::size_t> findColumn(std::string_view column) const;

    std::vector<std::string> m_columns;
    std::vector<std::vector<Cell>> m_rows; // a row may be shorter than the list of columns
    std::size_t m_gaps = 0;
};

/// Throws BadFile, naming the file and the row or byte, unless the file is an array of flat
/// objects.
Table readJsonTable(const std::filesystem::path& file);

/// The same from memory; `name` stands for the file in messages.
Table parseJsonTable(std::string_view json, std::string_view name);

} // namespace tp
