// Reads damaged CSV texts with random settings, and batches what it got.
#include "engine/api/start.h"
#include "engine/data/csv.h"
#include "tests/fuzz/byte_fuzz.h"

namespace {

using namespace tp;

CsvColumn randomColumn(test::Random& random) {
    CsvColumn column;
    column.required = random.chance(0.2);
    column.isLabel = random.chance(0.2);
    if (random.chance(0.7))
        column.dtype = random.element({DType::Float32, DType::Int32, DType::Bool, DType::String});
    if (random.chance(0.3)) {
        column.defaultValue =
            column.dtype == DType::String ? DatasetElement("x") : DatasetElement(3);
    }
    return column;
}

CsvConfig randomConfig(test::Random& random) {
    CsvConfig config;
    config.hasHeader = random.chance(0.8);
    if (!config.hasHeader || random.chance(0.1))
        config.columnNames = {"a", "b", "c"};
    config.delimWhitespace = random.chance(0.1);
    if (!config.delimWhitespace && random.chance(0.2))
        config.delimiter = random.element({';', '\t', ' ', '\0', '\xff'});
    for (const char* name : {"a", "b", "c"}) {
        if (random.chance(0.3))
            config.columnConfigs.emplace_back(name, randomColumn(random));
    }
    config.configuredColumnsOnly = !config.columnConfigs.empty() && random.chance(0.2);
    if (random.chance(0.5)) {
        config.onWrongRow = [](const Error& error) {
            if (std::string_view(error.what()).empty())
                throw std::logic_error("a wrong row is told of without words");
        };
    }
    return config;
}

void readRows(const std::string& bytes, test::Random& random) {
    const Dataset rows = data::csv(CsvSource::text(bytes, "t.csv"), randomConfig(random));
    if (random.chance(0.5)) {
        rows.batch(3).toArray();
        return;
    }
    rows.forEach([](const DatasetElement& row) { row.members(); });
}

} // namespace

int main(int argc, char** argv) {
    start({.threads = 1});
    const test::ByteTarget target{
        .examples =
            {"a,b,c\n1,2,3\n4,5.5,-6e3\n",
             "\xef\xbb\xbf\"a\",\"b\",\"c\"\r\n\"x \"\"y\"\"\",\"1,2\",\"line\r\nbreak\"\r\n,,\r\n",
             "a;b;c\n1;true;\"\"\n\nInfinity;FALSE;1e999\n",
             "a b  c\n 1\t2  3\n",
             "a,b,c\r1,2,3\r4,5,6"},
        .words = {"\"",       "\"\"",   ",",        "\n",     "\r\n",
                  "\r",       ";",      "\t",       " ",      "\xef\xbb\xbf",
                  "\xff\xfe", "1e-999", "Infinity", "-",      "+",
                  ".",        "nan",    "true",     "\"a\"x", std::string(1, '\0')},
        .read = readRows};
    return test::fuzzBytes(target, argc, argv);
}
