#include "engine/data/csv.h"

#include "engine/base/error.h"
#include "engine/data/csv_reader.h"
#include "engine/ops/array.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <string_view>

namespace tp {

namespace {

/// The number that a text is: digits with sign, point and exponent, or Infinity, as JavaScript
/// writes them, with spaces around it.
std::optional<double> numberIn(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos)
        return {};
    text = text.substr(first, text.find_last_not_of(" \t") + 1 - first);
    const bool isNegative = text.front() == '-';
    if (text.front() == '+' || isNegative)
        text.remove_prefix(1);
    const double sign = isNegative ? -1 : 1;
    if (text == "Infinity")
        return sign * std::numeric_limits<double>::infinity();
    const auto isFirst = [](char letter) {
        return letter == '.' || (letter >= '0' && letter <= '9');
    };
    if (text.empty() || !isFirst(text.front()))
        return {};
    double number = 0;
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ptr != end || read.ec == std::errc::invalid_argument)
        return {};
    if (read.ec == std::errc::result_out_of_range) {
        const bool isTiny = text.find("e-") != std::string_view::npos ||
                            text.find("E-") != std::string_view::npos || text.front() == '0' ||
                            text.front() == '.';
        number = isTiny ? 0 : std::numeric_limits<double>::infinity();
    }
    return sign * number;
}

bool isTrue(std::string_view text) {
    constexpr std::string_view kTrue = "true";
    return text == "1" ||
           std::equal(text.begin(), text.end(), kTrue.begin(), kTrue.end(), [](char a, char b) {
               return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b;
           });
}

bool fitsInt32(double number) {
    return number >= std::numeric_limits<std::int32_t>::min() &&
           number < std::numeric_limits<std::int32_t>::max() + 1.0;
}

/// The values of a row for a message, shortened without breaking a letter of UTF-8.
std::string rowText(const CsvRow& row) {
    constexpr std::size_t kMostBytes = 200;
    std::string text;
    for (std::size_t i = 0; i < row.values.size() && text.size() <= kMostBytes; ++i)
        text += (i == 0 ? "" : ", ") + row.values[i].substr(0, kMostBytes + 4);
    if (text.size() <= kMostBytes)
        return text;
    std::size_t end = kMostBytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end) + "…";
}

struct Column {
    std::string name;
    CsvColumn config;
    bool isWanted = true;
};

using Columns = std::vector<Column>;

void checkConfig(const CsvConfig& config) {
    check(
        config.hasHeader || !config.columnNames.empty(),
        "csv: columnNames must be given if there is no header");
    check(
        !config.delimWhitespace || config.delimiter == ',',
        "csv: a delimiter cannot be given together with delimWhitespace");
    check(
        config.delimiter != '"' && config.delimiter != '\n' && config.delimiter != '\r',
        "csv: quotation marks and line breaks cannot be delimiters");
    check(
        !config.configuredColumnsOnly || !config.columnConfigs.empty(),
        "csv: configuredColumnsOnly needs columnConfigs");
    std::set<std::string_view> names;
    for (const auto& [name, column] : config.columnConfigs) {
        check(names.insert(name).second, "csv: column \"%1\" is configured twice", name);
        check(
            column.dtype != DType::Complex64,
            "csv: column \"%1\" cannot be read as %2",
            name,
            DType::Complex64);
        check(
            column.defaultValue.isTensor() &&
                (column.defaultValue.isMissing() || column.defaultValue.tensor().rank() == 0),
            "csv: the default of column \"%1\" must be a scalar",
            name);
    }
}

/// The default as what other cells of the column are.
DatasetElement preparedDefault(const std::string& name, const CsvColumn& column) {
    if (column.defaultValue.isMissing() || !column.dtype)
        return column.defaultValue;
    const Tensor& value = column.defaultValue.tensor();
    if (value.dtype() == *column.dtype)
        return value;
    check(
        value.dtype() != DType::String && column.dtype != DType::String,
        "csv: the default of column \"%1\" is %2, but the column is %3",
        name,
        value.dtype(),
        *column.dtype);
    return cast(value, *column.dtype);
}

std::vector<std::string> namesIn(CsvReader& reader, const CsvConfig& config) {
    if (!config.hasHeader)
        return config.columnNames;
    CsvRow header;
    if (!reader.next(header))
        fail(Error::Kind::BadFile, "%1: the file is empty, and lacks even a header", reader.name());
    if (config.columnNames.empty())
        return header.values;
    if (config.columnNames.size() != header.values.size()) {
        fail(
            Error::Kind::BadFile,
            "%1: columnNames has %2 names, but the header has %3",
            reader.name(),
            config.columnNames.size(),
            header.values.size());
    }
    return config.columnNames;
}

/// Reads the header, if there is one.
Columns columnsIn(CsvReader& reader, const CsvConfig& config) {
    const std::vector<std::string> names = namesIn(reader, config);
    Columns columns;
    std::set<std::string_view> seen;
    for (const std::string& name : names) {
        if (!seen.insert(name).second)
            fail(Error::Kind::BadFile, "%1: there are two columns \"%2\"", reader.name(), name);
        const auto found = std::find_if(
            config.columnConfigs.begin(), config.columnConfigs.end(), [&](const auto& each) {
                return each.first == name;
            });
        if (found == config.columnConfigs.end()) {
            columns.push_back({name, {}, !config.configuredColumnsOnly});
            continue;
        }
        columns.push_back({name, found->second});
        columns.back().config.defaultValue = preparedDefault(name, found->second);
    }
    for (const auto& [name, column] : config.columnConfigs) {
        if (seen.contains(name))
            continue;
        fail(
            Error::Kind::BadFile,
            "%1: there is no column \"%2\", which is configured, among these: %3",
            reader.name(),
            name,
            rowText({0, names}));
    }
    return columns;
}

/// One pass over the rows.
class CsvIterator : public ElementIterator {
public:
    CsvIterator(const CsvSource& source, const CsvConfig& config)
        : m_reader(source.open(), source.name, {config.delimiter, config.delimWhitespace})
        , m_columns(columnsIn(m_reader, config))
        , m_onWrongRow(config.onWrongRow)
        , m_hasLabels(std::any_of(m_columns.begin(), m_columns.end(), [](const Column& column) {
            return column.isWanted && column.config.isLabel;
        })) {}

    std::optional<DatasetElement> next() override {
        while (m_reader.next(m_row)) {
            if (m_row.isBlank() && m_columns.size() > 1)
                continue;
            std::optional<Error> fault = faultOfRow();
            DatasetElement element = fault ? DatasetElement() : elementOfRow(fault);
            if (!fault)
                return element;
            if (!m_onWrongRow)
                throw *std::move(fault);
            m_onWrongRow(*fault);
        }
        return {};
    }

private:
    std::optional<Error> faultOfRow() const {
        if (m_row.isFaulty) {
            return Error(
                Error::Kind::BadFile,
                "%1: line %2: text follows a closing quotation mark: %3",
                {m_reader.name(), toText(m_row.line), rowText(m_row)});
        }
        if (m_row.values.size() != m_columns.size()) {
            return Error(
                Error::Kind::BadFile,
                "%1: line %2: there are %3 values, but %4 columns: %5",
                {m_reader.name(),
                 toText(m_row.line),
                 toText(m_row.values.size()),
                 toText(m_columns.size()),
                 rowText(m_row)});
        }
        return {};
    }

    DatasetElement elementOfRow(std::optional<Error>& fault) const {
        DatasetElement::Members features;
        DatasetElement::Members labels;
        for (std::size_t i = 0; i < m_columns.size() && !fault; ++i) {
            const Column& column = m_columns[i];
            if (!column.isWanted)
                continue;
            auto& part = column.config.isLabel ? labels : features;
            part.emplace_back(column.name, cell(column, m_row.values[i], fault));
        }
        if (!m_hasLabels)
            return features;
        return DatasetElement::Members{{"xs", std::move(features)}, {"ys", std::move(labels)}};
    }

    DatasetElement
    cell(const Column& column, const std::string& text, std::optional<Error>& fault) const {
        if (text.empty()) {
            const bool isNeeded = column.config.required || column.config.isLabel;
            if (isNeeded && column.config.defaultValue.isMissing()) {
                fault = Error(
                    Error::Kind::BadFile,
                    "%1: line %2: column \"%3\" is empty, but required: %4",
                    {m_reader.name(), toText(m_row.line), column.name, rowText(m_row)});
            }
            return column.config.defaultValue;
        }
        const auto dtype = column.config.dtype;
        if (dtype == DType::Bool)
            return isTrue(text);
        if (dtype == DType::String)
            return scalar(text);
        const auto number = numberIn(text);
        if (dtype == DType::Int32 && number && fitsInt32(std::floor(*number)))
            return scalar(std::floor(*number), DType::Int32);
        if (dtype == DType::Int32 || (dtype == DType::Float32 && !number)) {
            fault = Error(
                Error::Kind::BadFile,
                "%1: line %2: column \"%3\" is %4, but has \"%5\": %6",
                {m_reader.name(),
                 toText(m_row.line),
                 column.name,
                 toText(*dtype),
                 rowText({m_row.line, {text}}),
                 rowText(m_row)});
            return {};
        }
        return number ? scalar(*number) : scalar(text);
    }

    CsvReader m_reader;
    Columns m_columns;
    std::function<void(const Error&)> m_onWrongRow;
    bool m_hasLabels;
    CsvRow m_row;
};

} // namespace

CsvSource::CsvSource(const std::filesystem::path& file)
    : name(file.string())
    , open([file] {
        auto stream = std::make_unique<std::ifstream>(file, std::ios::binary);
        if (!*stream || std::filesystem::is_directory(file))
            fail(Error::Kind::BadFile, "%1: the file cannot be opened", file.string());
        return stream;
    }) {}

CsvSource CsvSource::text(std::string text, std::string name) {
    return CsvSource(std::move(name), [shared = std::make_shared<std::string>(std::move(text))] {
        return std::make_unique<std::istringstream>(*shared);
    });
}

namespace data {

Dataset csv(const CsvSource& source, const CsvConfig& config) {
    checkConfig(config);
    for (const auto& [name, column] : config.columnConfigs)
        preparedDefault(name, column);
    return Dataset([source, config] { return std::make_unique<CsvIterator>(source, config); });
}

std::vector<std::string> csvColumnNames(const CsvSource& source, const CsvConfig& config) {
    checkConfig(config);
    CsvReader reader(source.open(), source.name, {config.delimiter, config.delimWhitespace});
    std::vector<std::string> names;
    for (const Column& column : columnsIn(reader, config)) {
        if (column.isWanted)
            names.push_back(column.name);
    }
    return names;
}

} // namespace data

} // namespace tp
