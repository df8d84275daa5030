#pragma once

#include "engine/base/error.h"
#include "engine/data/dataset.h"
#include "engine/tensor/dtype.h"

#include <filesystem>
#include <functional>
#include <istream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tp {

/// How to read a column of a table.
struct CsvColumn {
    bool required = false; ///< an empty cell makes the row wrong, unless there is a default
    std::optional<DType> dtype = {};  ///< float32, int32, bool or string; else each cell decides
    DatasetElement defaultValue = {}; ///< a scalar for empty cells
    bool isLabel = false;             ///< goes to the labels `ys`; required as well
};

/// What a CSV text looks like and what is wanted of it. The names are those of TensorFlow.js.
struct CsvConfig {
    bool hasHeader = true;                     ///< the first row has the names of the columns
    std::vector<std::string> columnNames = {}; ///< instead of those of the header
    std::vector<std::pair<std::string, CsvColumn>> columnConfigs = {};
    bool configuredColumnsOnly = false; ///< leaves out columns that columnConfigs lacks
    char delimiter = ',';
    bool delimWhitespace = false; ///< any number of spaces and tabs stand between values
    /// Told of each wrong row, which is then left out. If there is none, reading throws the Error.
    std::function<void(const Error&)> onWrongRow = {};
};

/// Where a CSV text comes from: a file, or anything that can be opened again for each pass.
struct CsvSource {
    CsvSource(const std::filesystem::path& file); // NOLINT(google-explicit-constructor)
    CsvSource(const char* file)                   // NOLINT(google-explicit-constructor)
        : CsvSource(std::filesystem::path(file)) {}
    CsvSource(std::string sourceName, std::function<std::unique_ptr<std::istream>()> sourceOpen)
        : name(std::move(sourceName))
        , open(std::move(sourceOpen)) {}

    /// A text in memory.
    static CsvSource text(std::string text, std::string name);

    std::string name; ///< for messages
    std::function<std::unique_ptr<std::istream>()> open;
};

namespace data {

/// The rows of a CSV text as named scalars, or as {"xs", "ys"} of them if some columns are labels.
///
/// A cell becomes float32 if it is a number and a string otherwise, unless its column has a dtype;
/// int32 cuts to the whole number below, bool takes "1" and "true" as true and all else as false.
/// Empty cells are missing values. The text is read as the rows are asked for, a little at a time;
/// blank lines are left out.
///
/// A row is wrong if it has another number of values than there are columns, text after a closing
/// quotation mark, an empty cell where a value is required, or a cell that is no number of its
/// column's dtype. Reading it throws BadFile with its line and values, and goes on behind it.
///
/// Throws InvalidArgument for a config that contradicts itself; reading throws BadFile if the
/// header is missing, has a name twice, or lacks a column of the config.
Dataset csv(const CsvSource& source, const CsvConfig& config = {});

/// The names of the columns that csv() gives, in their order.
std::vector<std::string> csvColumnNames(const CsvSource& source, const CsvConfig& config = {});

} // namespace data

} // namespace tp
