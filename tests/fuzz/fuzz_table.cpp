// Reads damaged tables in JSON, and every cell of what it got.
#include "engine/api/start.h"
#include "engine/data/json_table.h"
#include "tests/fuzz/byte_fuzz.h"
#include "tests/fuzz/reader.h"

namespace {

using namespace tp;

void readTable(const std::string& bytes, test::Random& random) {
    const Table table = parseJsonTable(bytes, "t.json");
    const bool asksForNumbers = random.chance(0.3);
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        for (const std::string& column : table.columns()) {
            test::mustHold(
                !std::holds_alternative<double>(table.cell(row, column)) ||
                    table.number(row, column).has_value(),
                "a number is one");
            if (asksForNumbers)
                table.number(row, column);
            table.text(row, column);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    start({.threads = 1});
    const test::ByteTarget target{
        .examples =
            {R"([{"a":1,"b":"x","c":null},{"a":-2.5e3,"b":"y","d":true}])",
             R"([{"Miles per Gallon": 18, "Horsepower": 130, "Name": "caf\u00e9"}, {}])",
             "\xef\xbb\xbf[\n]",
             R"([ {"":0} , {"\ud83d\ude00":[]}, {"x":{}}, 7 ])"},
        .words =
            {"[",
             "]",
             "{",
             "}",
             ",",
             ":",
             "\"",
             "\\",
             "\\u",
             "\\ud800",
             "null",
             "true",
             "1e999",
             "-",
             "NaN",
             "{\"a\":1},",
             "\"a\":",
             "\xff",
             std::string(1, '\0')},
        .read = readTable};
    return test::fuzzBytes(target, argc, argv);
}
